import { describe, expect, test } from "@jest/globals";
import { explainTask, readLogPage, readTask } from "../../../src/open-cloud/api/luau.ts";
import { answer } from "../outcomes.ts";

describe("the task in an answer", () => {
  const path = "universes/1/places/2/versions/3/luau-execution-sessions/a-b/tasks/c-d";
  const read = (body: unknown, status = 200) => readTask(answer(status, body), "1", "2");

  test("is read", () => {
    expect(read({ path, state: "COMPLETE", output: { results: [1, "x"] } })).toEqual({
      path,
      versionNumber: "3",
      state: "COMPLETE",
      results: [1, "x"],
    });
    expect(read({ path, state: "FAILED", error: { code: "SCRIPT_ERROR", message: "a\nb" } })).toMatchObject({
      error: { code: "SCRIPT_ERROR", message: "a\nb" },
      results: [],
    });
    expect(read({ path: "universes/1/places/2/luau-execution-session-tasks/x", state: "QUEUED" })).toMatchObject({
      versionNumber: undefined,
    });
  });

  test.each([
    ["another place's", { path: path.replace("places/2", "places/22"), state: "QUEUED" }],
    ["a path with a query", { path: `${path}?x=1`, state: "QUEUED" }],
    ["a path that climbs", { path: "universes/1/places/2/../../x", state: "QUEUED" }],
    ["no path", { state: "QUEUED" }],
    ["no state", { path }],
    ["a list", [{ path, state: "QUEUED" }]],
    ["cut short", '{"path":"universes/1'],
    ["nothing", ""],
  ])("is none: %s", (_, body) => {
    expect(read(body)).toBeUndefined();
  });

  test("is none in an error", () => {
    expect(read({ path, state: "QUEUED" }, 500)).toBeUndefined();
  });
});

test("a page of a log is read in its order, structured or plain", () => {
  const page = {
    luauExecutionSessionTaskLogs: [
      { structuredMessages: [{ message: "b", createTime: "2026-11-22T10:00:00Z", messageType: "WARNING" }] },
      { messages: ["a", "c"] },
      { structuredMessages: [{ message: "d", messageType: "NEW" }] },
    ],
    nextPageToken: "n",
  };
  expect(readLogPage(answer(200, page))).toEqual({
    messages: [
      { type: "WARNING", text: "b", time: "2026-11-22T10:00:00Z" },
      { type: "OUTPUT", text: "a", time: "" },
      { type: "OUTPUT", text: "c", time: "" },
      { type: "OUTPUT", text: "d", time: "" },
    ],
    nextPageToken: "n",
  });
  expect(readLogPage(answer(200, {}))).toEqual({ messages: [], nextPageToken: "" });
  expect(readLogPage(answer(500, page))).toBeUndefined();
});

describe("the end of a task, in words", () => {
  const end = (state: string, error?: { code: string; message: string }) =>
    explainTask(
      { path: "", versionNumber: "3", state, results: [], ...(error ? { error } : {}) },
      { timeoutSeconds: 300 },
      15,
    );
  const failed = (code: string, message = "said") => end("FAILED", { code, message });

  test("only COMPLETE is a success", () => {
    expect(end("COMPLETE")).toBeUndefined();
  });

  test.each([
    [
      "SCRIPT_ERROR",
      failed("SCRIPT_ERROR"),
      "The script failed",
      /^Roblox said "said" \(SCRIPT_ERROR\)\. .*ended in an error/,
    ],
    [
      "DEADLINE_EXCEEDED",
      failed("DEADLINE_EXCEEDED"),
      "The script ran for too long",
      /timeoutSeconds: 300, at most 300/,
    ],
    ["OUTPUT_SIZE_LIMIT_EXCEEDED", failed("OUTPUT_SIZE_LIMIT_EXCEEDED"), "The script returned too much", /4 MB/],
    ["INTERNAL_ERROR", failed("INTERNAL_ERROR"), "Roblox could not run the script", /nothing about the script/],
    ["another code", failed("NEW_ERROR", ""), "The task failed", /^Roblox gave no reason \(NEW_ERROR\)\./],
    ["no code", end("FAILED"), "The task failed", /^Roblox gave no reason\./],
    ["CANCELLED", end("CANCELLED"), "The task was cancelled", /CANCELLED/],
    ["QUEUED", end("QUEUED"), "The script did not start in time", /\(QUEUED\).*timeoutMinutes: 15.*may run yet/],
    [
      "PROCESSING",
      end("PROCESSING"),
      "The script did not end in time",
      /\(PROCESSING\).*timeoutMinutes: 15.*goes on in/,
    ],
    ["STATE_UNSPECIFIED", end("STATE_UNSPECIFIED"), "The end of the script is not known", /state STATE_UNSPECIFIED/],
    ["a new state", end("PAUSED"), "The end of the script is not known", /state PAUSED.*goes on in/],
    ["no state", end(""), "The end of the script is not known", /state \(empty\)/],
  ])("%s", (_, failure, title, message) => {
    expect(failure?.title).toBe(title);
    expect(failure?.message).toMatch(message);
  });

  test("quotes Roblox harmlessly", () => {
    expect(failed("SCRIPT_ERROR", "::error::\u001b[31m\nx")?.message).toMatch(/^Roblox said ": :error:: x" /);
  });
});

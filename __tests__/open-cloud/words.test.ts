import { describe, expect, test } from "@jest/globals";
import { originOf, outputLine, positionOf } from "../../src/actions/run-luau/log.ts";
import type { Introspection } from "../../src/open-cloud/api/keys.ts";
import { explainTask, readLogPage, readTask } from "../../src/open-cloud/api/luau.ts";
import { restartBody } from "../../src/open-cloud/api/servers.ts";
import { acknowledged, explainCall } from "../../src/open-cloud/call.ts";
import { type Answer, Disconnect } from "../../src/open-cloud/transport.ts";

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  text: typeof body === "string" ? body : JSON.stringify(body),
  bodySent: true,
});

describe("a line of the script's log", () => {
  test.each([
    ["plain", "3 passed, 0 failed", "3 passed, 0 failed"],
    ["indentation and columns stay", "  ok      Run  starts over", "  ok      Run  starts over"],
    ["a tab is four spaces", "\tx\ty", "    x    y"],
    ["spaces at the end go", "x   ", "x"],
    ["an empty line", "", ""],
    ["a command", "::error::no", ": :error::no"],
    [
      "a command behind spaces, which the runner trims",
      "  \t ::set-output name=a::b",
      "       : :set-output name=a::b",
    ],
    ["a command behind an escape sequence", "\u001b[31m::stop-commands::x", ": :stop-commands::x"],
    ["a command behind an escape sequence and a space", "\u001b[0m ::debug::x", " : :debug::x"],
    ["a command behind an invisible character", "\u200b::warning::x", ": :warning::x"],
    ["the old form, anywhere", "a ##[error]b", "a ## [error]b"],
    ["colours", "\u001b[32mok\u001b[0m done", "ok done"],
    ["control characters", "a\u0000b\rc\u2028d", "a b c d"],
    ["half of a surrogate pair", "a\ud83d b", "a\ufffd b"],
    ["a long line", "x".repeat(5000), `${"x".repeat(3999)}…`],
  ])("%s", (_, line, expected) => {
    expect(outputLine(line)).toBe(expected);
  });
});

describe("where a message comes from", () => {
  test.each([
    ["TaskScript:72: no Jest", { script: "TaskScript", line: 72 }],
    ["ServerScriptService.Server.Main:12: attempt to", { script: "ServerScriptService.Server.Main", line: 12 }],
    ["Workspace.My Script.Main Part:3: x", { script: "Workspace.My Script.Main Part", line: 3 }],
    ["Überblick:1:\nmore", { script: "Überblick", line: 1 }],
    ["Starts at 12:30: late", undefined],
    ["12:30: late", undefined],
    ["see https://example.test:80: x", undefined],
    ["Main:12", undefined],
    ["", undefined],
  ])("%j", (text, expected) => {
    expect(originOf(text)).toEqual(expected);
  });

  test("is a line of the repository where the script's file is known", () => {
    const fileOf = (script: string) => (script === "TaskScript" ? "tests/run.luau" : undefined);
    expect(positionOf("TaskScript:72: x", fileOf)).toEqual({ file: "tests/run.luau", startLine: 72 });
    expect(positionOf("ServerScriptService.Main:72: x", fileOf)).toBeUndefined();
    expect(positionOf("no script at all", fileOf)).toBeUndefined();
  });
});

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

describe("a call that failed, in words", () => {
  const words = { title: "", ifUncertain: "Nobody knows.", ifRefused: "Look at the ids.", limit: "30 calls a minute" };
  const asked = { words, permission: { scope: "universe", operation: "write" }, universeId: "7", keyHelp: "HELP" };
  const key = { enabled: true, expired: false, listsScopes: true, operations: ["write"], reach: "this" } as const;
  const explain = (outcome: Answer | Disconnect, report?: Introspection) =>
    explainCall({ outcome, attempts: 1, earlierMayHaveWorked: false }, asked, report);
  const html = answer(400, "<html><title>400 Bad request</title></html>", { "content-type": "text/html" });

  test.each([
    [
      "no connection",
      explain(new Disconnect("connect", "ECONNREFUSED", "refused")),
      /could not reach Roblox/,
      /Nobody/,
    ],
    ["an untrusted certificate", explain(new Disconnect("send", "CERT_HAS_EXPIRED", "x")), /does not trust/, /Nobody/],
    [
      "a lost answer",
      explain(new Disconnect("wait", "ECONNRESET", "reset")),
      /No complete answer.*Nobody knows/,
      /file|upload/,
    ],
    [
      "a broken request",
      explain(new Disconnect("send", "EPIPE", "x")),
      /No complete answer.*Nobody knows/,
      /file|upload/,
    ],
    ["a redirect", explain(answer(307)), /redirect/, /Nobody/],
    ["the edge's page", explain(html), /edge in front/, /Nobody/],
    ["a refusal", explain(answer(400, { code: "X", message: "no" })), /^Roblox said "no" .*Look at the ids/, /Nobody/],
    ["not found", explain(answer(404)), /Look at the ids/, /Nobody/],
    ["the rate limit", explain(answer(429)), /30 calls a minute/, /Nobody/],
    ["Roblox's own trouble", explain(answer(503)), /side failed\. Nobody knows/, /ids/],
    ["another secret", explain(answer(403), "malformed"), /no Open Cloud API key by its form.*HELP/, /Nobody/],
    [
      "a key that looks usable",
      explain(answer(401), key),
      /enabled and not expired, with write on universe,/,
      /Nobody/,
    ],
    ["a refused key", explain(answer(401), "refused"), /does not accept this key.*HELP/, /Nobody/],
    ["an expired key", explain(answer(401), { ...key, expired: true }), /expired/, /Nobody/],
    ["a disabled key", explain(answer(403), { ...key, enabled: false }), /disabled/, /Nobody/],
    [
      "a key without the scope",
      explain(answer(403), { ...key, operations: [] }),
      /nothing on universe; this needs write/,
      /Nobody/,
    ],
    [
      "a key with another operation",
      explain(answer(403), { ...key, operations: ["read"] }),
      /only read on universe/,
      /Nobody/,
    ],
    ["a key for others", explain(answer(403), { ...key, reach: "others" }), /not on universe 7/, /Nobody/],
    ["a key that looks right", explain(answer(403), key), /needs universe:write on universe 7.*HELP/, /Nobody/],
    ["nothing known of the key", explain(answer(403)), /needs universe:write on universe 7/, /Nobody/],
  ])("%s", (_, text, expected, unexpected) => {
    expect(text).toMatch(expected);
    expect(text).not.toMatch(unexpected);
  });

  test("tells of several tries, of a lost answer among them, and of a wait that did not fit", () => {
    const noTimeFor = { seconds: 59.2, left: 12.9 };
    expect(
      explainCall({ outcome: answer(429), attempts: 3, noTimeFor, earlierMayHaveWorked: true }, asked, undefined),
    ).toMatch(
      /after 3 attempts\. Another try would have to wait 60 s, but only 12 s of timeoutMinutes are left\..*lost: Nobody knows\./,
    );
  });
});

test.each([
  ["nothing", answer(200, ""), true],
  ["an empty object", answer(200, {}), true],
  ["a web page", answer(200, "<!doctype html><title>Login</title>"), undefined],
  ["text", answer(200, "hello"), undefined],
  ["an error", answer(400, {}), undefined],
])("an acknowledgement: %s", (_, given, expected) => {
  expect(acknowledged(given)).toBe(expected);
});

test.each([
  [[], false, 10, '{"placeIds":[],"closeAllVersions":false,"bleedOffServers":true,"bleedOffDurationMinutes":10}'],
  [
    ["1", "9223372036854775807"],
    true,
    0,
    '{"placeIds":[1,9223372036854775807],"closeAllVersions":true,"bleedOffServers":false}',
  ],
])("a restart of %j, all versions %j, within %d min", (placeIds, closeAllVersions, bleedOffMinutes, body) => {
  expect(restartBody({ placeIds, closeAllVersions, bleedOffMinutes })).toBe(body);
});

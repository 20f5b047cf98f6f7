/** What the step cannot write changes nothing of what the script has shown. */
import { expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../../simulator/index.ts";
import { play } from "../../harness/transcript.ts";

const INPUTS = { placeId: "1818", script: "return 21" };
const DEPTH = 20_000;

const simulated = (more: SimulatorOptions): SimulatorOptions => ({ firstVersion: { "1818": "7" }, ...more });
/** The workspace's own file in place of a folder: also a step that may do everything cannot write below it. */
const NO_FOLDER = { files: { temp: "" }, environment: { RUNNER_TEMP: "temp" } };
const unwritable = {
  title: "The log's file could not be written",
  // To Windows, a path through a file is one that does not exist.
  message: expect.stringMatching(process.platform === "win32" ? /ENOENT.*RUNNER_TEMP/ : /ENOTDIR.*RUNNER_TEMP/),
};

test("a RUNNER_TEMP that cannot be written leaves a passed script passed", async () => {
  const run = await play(
    "run-luau",
    INPUTS,
    simulated({ luau: { scenario: { log: ["hello"], results: [21] } } }),
    NO_FOLDER,
  );
  expect(run).toMatchObject({
    code: 0,
    errors: [],
    warnings: [unwritable],
    outputs: { state: "COMPLETE", results: "[21]" },
  });
  expect(run.outputs).not.toHaveProperty("logs");
  expect(run.lines).toContain("hello");
});

test("a RUNNER_TEMP that cannot be written does not hide the script's own failure", async () => {
  const scenario = { log: ["hello"], error: { code: "SCRIPT_ERROR" as const, message: "TaskScript:3: oops" } };
  const run = await play("run-luau", INPUTS, simulated({ luau: { scenario } }), NO_FOLDER);
  expect(run).toMatchObject({ code: 1, warnings: [unwritable], outputs: { state: "FAILED" } });
  expect(run.errors).toMatchObject([
    { title: "The script failed", message: expect.stringContaining("TaskScript:3: oops") },
  ]);
  expect(run.lines).toContain("hello");
});

test("results nested 20,000 deep leave a passed script passed", async () => {
  const path = "universes/4242/places/1818/versions/7/luau-execution-sessions/a/tasks/b";
  const results = `[${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}]`;
  const body = `{"path":"${path}","state":"COMPLETE","output":{"results":${results}}}`;
  const answer = { status: 200, contentType: "application/json", body };
  const run = await play(
    "run-luau",
    INPUTS,
    simulated({ fault: ({ endpoint }) => (endpoint === "createTask" ? { kind: "answer", answer } : undefined) }),
  );
  expect(run).toMatchObject({ code: 0, errors: [], outputs: { state: "COMPLETE" } });
  expect(run.warnings).toContainEqual({
    title: "The returned values could not be written",
    message: expect.stringMatching(/less deep/),
  });
  expect(run.outputs).not.toHaveProperty("results");
});

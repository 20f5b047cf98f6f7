/** The test gate, end to end: the real bundle against a simulated Roblox. */

import { describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type Fault, type SimulatorOptions, type TaskScenario } from "../../../simulator/index.ts";
import { cancel, exitCodeOf, INTERRUPT, TERMINATE } from "../../harness/cancel.ts";
import { always, faultOf } from "../../harness/faults.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { keyWith, play, type Transcript } from "../../harness/transcript.ts";

const INPUTS = { placeId: "1818", script: "return 21" };
const SCRIPT = 'print("hello")\nerror("no")\n';
const FOREVER = Number.POSITIVE_INFINITY;

const simulated = (scenario: TaskScenario, more: SimulatorOptions = {}): SimulatorOptions => ({
  firstVersion: { "1818": "7" },
  luau: { scenario },
  ...more,
});
const play7 = (scenario: TaskScenario, inputs = {}, more: SimulatorOptions = {}, options: RunOptions = {}) =>
  play("run-luau", { ...INPUTS, ...inputs }, simulated(scenario, more), options);
const pageOf = (page: object) => ({ status: 200, contentType: "application/json", body: JSON.stringify(page) });
const creations = (run: Transcript) => run.calls.filter((call) => call.includes("createTask"));

describe("a script that ends well", () => {
  test("on the newest version", async () => {
    const run = await play7({
      queueSeconds: 0.03,
      runSeconds: 0.03,
      log: ["hello", "  bye"],
      results: [21, { a: [1.5] }],
    });
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [], results: [21, { a: [1.5] }] });
    expect(run.outputs).toMatchObject({ state: "COMPLETE", results: '[21,{"a":[1.5]}]' });
    expect(run.lines).toEqual([
      "Running the script on the newest version of place 1818, for at most 300 s",
      "The task is created on version 7 and QUEUED",
      ...run.lines.filter((line) => line === "The task is PROCESSING"),
      "The task is COMPLETE",
      "hello",
      "  bye",
      expect.stringMatching(/^The script ended well in [\d.]+ s, returned \[21,\{"a":\[1\.5\]\}\]$/),
    ]);
    expect(run.simulator.tasks).toMatchObject([{ onHead: true, script: "return 21", timeout: "300s" }]);
    expect(run.logFile).toMatch(/^\S+Z OUTPUT {2}hello\n\S+Z OUTPUT {4}bye\n$/);
    expect(run.summary).toMatch(
      /^### ✅ The script ended well\n\nPlace \[1818\]\(\S+\), version 7 · state <code>COMPLETE<\/code>/,
    );
    expect(run.summary).not.toContain("hello");
  });

  test("from a file, on one version, with a limit", async () => {
    const run = await play(
      "run-luau",
      { placeId: "1818", scriptPath: "tests.luau", versionNumber: "6", timeoutSeconds: "45" },
      simulated({}),
      { files: { "tests.luau": `\ufeff${SCRIPT}` } },
    );
    expect(run).toMatchObject({ code: 0, outputs: { state: "COMPLETE", results: "[]" }, logFile: "" });
    expect(run.simulator.tasks).toMatchObject([{ onHead: false, versionNumber: "6", script: SCRIPT, timeout: "45s" }]);
  });

  test("is looked at gently, and the log gets the last of the time", async () => {
    const run = await play7({ queueSeconds: FOREVER }, { timeoutMinutes: "0.5" });
    // After 2, 5, 9, 14, 19, 24 and 27 of the action's 30 seconds.
    const polls = run.calls.filter((call) => call === "GET task 200");
    expect(polls).toHaveLength(7);
    expect(run.calls.at(-1)).toBe("GET taskLogs 200");
    expect(run).toMatchObject({ code: 1, warnings: [], outputs: { state: "QUEUED" }, logFile: "" });
    expect(run.errors).toEqual([
      {
        title: "The script did not start in time",
        message: expect.stringMatching(/\(QUEUED\).*timeoutMinutes: 0\.5\b/),
      },
    ]);
  });
});

describe("the log", () => {
  const warning = (message: string) => ({ message, messageType: "WARNING" as const });
  const error = (message: string) => ({ message, messageType: "ERROR" as const });

  test("is read page by page, in its order", async () => {
    const log = Array.from({ length: 5 }, (_, index) => `line ${index}`);
    const run = await play7({ log }, {}, { luau: { scenario: { log }, logChunkMessages: 2 } });
    expect(run.calls.filter((call) => call === "GET taskLogs 200")).toHaveLength(3);
    expect(run.lines.slice(-6, -1)).toEqual(log);
    expect(
      run.logFile
        ?.trim()
        .split("\n")
        .map((line) => line.split(/ +/).slice(2).join(" ")),
    ).toEqual(log);
  });

  test("is bounded, whatever Roblox hands out: no more pages are asked for, and the step says so", async () => {
    const messages = Array.from({ length: 100 }, (_, index) => `${index} ${"x".repeat(3_000)}`);
    const page = pageOf({ luauExecutionSessionTaskLogs: [{ messages }], nextPageToken: "more" });
    let asked = 0;
    const run = await play7(
      { results: [1] },
      {},
      {
        // A new token each time: a log without an end.
        fault: ({ endpoint }) =>
          endpoint === "taskLogs"
            ? { kind: "answer", answer: { ...page, body: page.body.replace('"more"', `"more${asked++}"`) } }
            : undefined,
      },
    );
    expect(run).toMatchObject({ code: 0, outputs: { results: "[1]" } });
    expect(run.warnings).toMatchObject([{ title: "The log was cut", message: expect.stringContaining("Print less") }]);
    expect(asked).toBe(3);
    const text = run.logFile?.replace(/^ *OUTPUT {2}/gm, "") ?? "";
    expect(text.length).toBeGreaterThanOrEqual(900_000);
    expect(text.length).toBeLessThan(901_000);
  });

  test("of one message without an end is cut too", async () => {
    const page = { luauExecutionSessionTaskLogs: [{ messages: ["y".repeat(5_000_000)] }] };
    const run = await play7({}, {}, always("taskLogs", { kind: "answer", answer: pageOf(page) }));
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "The log was cut" }] });
    expect(run.logFile?.length).toBeLessThan(901_000);
  });

  test("of as much as Roblox keeps is not cut", async () => {
    const log = Array.from({ length: 45 }, (_, index) => `${index}${"z".repeat(9_990)}`);
    const run = await play7({ log });
    expect(run).toMatchObject({ code: 0, warnings: [] });
    expect(run.logFile?.match(/z{9990}$/gm)).toHaveLength(45);
  });

  test("can be no workflow command, and does not show the key", async () => {
    const log = [
      "::error::a",
      "  ::add-mask::b",
      "x\n::set-output name=a::b",
      "##[error]c",
      warning("::error::d\n::error::e"),
      `key ${DEMO_KEY}`,
    ];
    const run = await play7({ log });
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.lines).toContain("key ***");
    expect(run.logFile).toContain("key ***");
    expect(run.lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([
      "::warning title=Warning from the script::: :error::d%0A: :error::e",
    ]);
    expect(run.logFile).toContain("::set-output name=a::b"); // a file is no command
  });

  test("becomes annotations, at most ten of a kind with the step's own error", async () => {
    const log = Array.from({ length: 12 }, (_, index) => [warning(`w${index}`), error(`e${index}`)]).flat();
    const run = await play7({ log, error: { code: "SCRIPT_ERROR", message: "e3" } });
    expect(run.warnings.map(({ message }) => message)).toEqual(Array.from({ length: 10 }, (_, index) => `w${index}`));
    // The step's own error tells e3.
    expect(run.errors.map(({ message }) => message)).toEqual([
      ..."e0 e1 e2 e4 e5 e6 e7 e8 e9".split(" "),
      expect.stringContaining('"e3"'),
    ]);
    expect(run.lines).toEqual(expect.arrayContaining(["w10", "w11", "e3", "e10", "e11"]));
  });

  test("points at the line of the script's file, and names other scripts", async () => {
    const log = [warning("TaskScript:1: careful"), error("ServerScriptService.Server.Main:12: oops")];
    const failure = { code: "SCRIPT_ERROR" as const, message: "TaskScript:2: no" };
    const files = { "tests.luau": SCRIPT };
    const inputs = { placeId: "1818", scriptPath: "tests.luau" };
    const run = await play("run-luau", inputs, simulated({ log, error: failure }), { files });
    expect(run.lines).toEqual(
      expect.arrayContaining([
        "::warning title=Warning in tests.luau%3A1,file=tests.luau,line=1::TaskScript:1: careful",
        "::error title=Error in ServerScriptService.Server.Main%3A12::ServerScriptService.Server.Main:12: oops",
        expect.stringMatching(
          /^::error title=The script failed,file=tests\.luau,line=2::Roblox said "TaskScript:2: no"/,
        ),
      ]),
    );
  });

  test("that cannot be read to its end leaves the verdict as it is", async () => {
    const bad: Fault = { kind: "answer", answer: answers.unavailable };
    const fault: SimulatorOptions["fault"] = ({ path }) => (path.includes("pageToken=1") ? bad : undefined);
    const log = ["one", "two", "three"];
    const luau = { scenario: { log, results: [1] }, logChunkMessages: 2 };
    const run = await play7({}, { maxAttempts: "2" }, { luau, fault });
    expect(run).toMatchObject({ code: 0, errors: [], outputs: { state: "COMPLETE", results: "[1]" } });
    expect(run.warnings).toEqual([
      { title: "The log could not be read to its end", message: expect.stringMatching(/after 2 attempts.*24 hours/) },
    ]);
    expect(run.lines).toEqual(expect.arrayContaining(["one", "two"]));
    expect(run.logFile).toMatch(/one\n.*two\n$/);
  });
});

describe("a script that does not end well", () => {
  test("SCRIPT_ERROR", async () => {
    const run = await play7({ log: ["before"], error: { code: "SCRIPT_ERROR", message: "said" } });
    expect(run.code).toBe(1);
    expect(run.errors).toEqual([
      { title: "The script failed", message: expect.stringMatching(/^Roblox said "said" \(SCRIPT_ERROR\)/) },
    ]);
    expect(run.lines).toContain("before");
    expect(run.logFile).toContain("before");
    expect(run.outputs).toMatchObject({ state: "FAILED" });
    expect(run.outputs).not.toHaveProperty("results");
    expect(run.summary).toMatch(/^### ❌ The script failed\n/);
    expect(run.summary).toContain("<summary>The log</summary><code>before</code></details>");
  });

  test("CANCELLED", async () => {
    const run = await play7({ cancelled: true });
    expect(run).toMatchObject({ code: 1, outputs: { state: "CANCELLED" } });
    expect(run.errors).toEqual([{ title: "The task was cancelled", message: expect.any(String) }]);
  });

  test("a state that is no end, until the step's time is over", async () => {
    const paused = (path: string): Fault => ({ kind: "answer", answer: pageOf({ path, state: "PAUSED" }) });
    const run = await play7(
      {},
      { timeoutMinutes: "1" },
      { fault: ({ endpoint, path }) => (endpoint === "task" ? paused(path.replace("/cloud/v2/", "")) : undefined) },
    );
    expect(run).toMatchObject({ code: 1, outputs: { state: "PAUSED" }, logFile: "" });
    expect(run.errors).toEqual([
      { title: "The end of the script is not known", message: expect.stringMatching(/state PAUSED/) },
    ]);
    // The last tenth is kept for the log, which is there at once.
    expect(run.seconds).toBe(54);
  });
});

describe("creating the task", () => {
  const OTHER_TASK = {
    status: 200,
    contentType: "application/json",
    body: JSON.stringify({
      path: "universes/1/places/2/versions/3/luau-execution-sessions/x/tasks/y",
      state: "QUEUED",
    }),
  };
  const full: Fault = { kind: "answer", answer: answers.tooManyTasks };

  test("waits for a free slot, which costs no try, unlike a 429 of the rate limit", async () => {
    const limited: Fault = { kind: "answer", answer: answers.rateLimited };
    const run = await play7({}, { maxAttempts: "2" }, faultOf("createTask", full, full, limited, full));
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(creations(run)).toHaveLength(5);
    expect(run.simulator.tasks).toHaveLength(1);
    expect(run.lines[1]).toBe(
      'Roblox said "Too many incomplete tasks for this place." (HTTP 429, RESOURCE_EXHAUSTED). The place has ten unfinished tasks; waiting for one of them to end',
    );
  });

  test("waits no longer than the step has time", async () => {
    const run = await play7({}, { timeoutMinutes: "0.5" }, always("createTask", full));
    expect(run.code).toBe(1);
    expect(run.errors).toEqual([
      { title: "The script was not run", message: expect.stringMatching(/10 unfinished tasks.*timeoutMinutes/) },
    ]);
    expect(creations(run)).toHaveLength(2);
  });

  test("was not run when it is cancelled meanwhile", async () => {
    const run = await play7({}, {}, always("createTask", full), {
      onRest: (log, child) => void (log.includes("waiting for one of them") && cancel(child, INTERRUPT)),
    });
    expect(run.errors).toEqual([
      { title: "The step was cancelled", message: "Ended by SIGINT. The script was not run." },
    ]);
  });

  test.each([
    ["a lost answer", { kind: "reset", when: "afterBody", carriedOut: true }],
    ["an answer of somebody else", { kind: "answer", answer: OTHER_TASK, carriedOut: true }],
  ] as [string, Fault][])("is not repeated when the script may be running: %s", async (_, fault) => {
    const run = await play7({}, {}, faultOf("createTask", fault));
    expect(run).toMatchObject({ code: 1, outputs: {} });
    expect(run.simulator.tasks).toHaveLength(1);
    expect(run.simulator.requests).toHaveLength(1);
    expect(run.errors).toEqual([
      {
        title: "It is not known whether the script was run",
        message: expect.stringMatching(/may be running all the same.*two runs/),
      },
    ]);
  });

  const scope = "universe.place.luau-execution-session";
  test.each([
    ["an unknown version", { versionNumber: "8" }, {}, /Place version not found.*versionNumber/],
    ["a place of another universe", { placeId: "99" }, {}, /Place not found.*placeId/],
    [
      "a key without the scope",
      {},
      { keys: [keyWith({ [scope]: ["read"] })] },
      /only read on .*-session; running a script needs write/,
    ],
  ] as [string, Record<string, string>, SimulatorOptions, RegExp][])("fails: %s", async (_, inputs, more, message) => {
    const run = await play7({}, inputs, more);
    expect(run.code).toBe(1);
    expect(run.errors).toEqual([{ title: "The script was not run", message: expect.stringMatching(message) }]);
    expect(run.simulator.tasks).toHaveLength(0);
    expect(run.summary).toMatch(/^### ❌ The script was not run\n\nPlace \[\d+\]\(\S+\)/);
    expect(run.summary.includes(", version 8 · ")).toBe("versionNumber" in inputs);
  });
});

describe("a place that never loads", () => {
  test("is given up 60 s after the script's own limit, with the cause, long before timeoutMinutes", async () => {
    const run = await play7({ neverStarts: true }, { timeoutSeconds: "30", timeoutMinutes: "15" });
    expect(run).toMatchObject({ code: 1, outputs: { state: "PROCESSING" } });
    expect(run.errors).toEqual([
      {
        title: "The script never started",
        message: expect.stringMatching(
          /^The task has been PROCESSING for 60 s longer .*version 7 of the place in Studio/,
        ),
      },
    ]);
    // It is looked at every five seconds.
    expect(run.seconds).toBeGreaterThanOrEqual(90);
    expect(run.seconds).toBeLessThan(95);
  });

  test("a place that loads slowly is waited for", async () => {
    const run = await play7({ startSeconds: 60, runSeconds: 1 }, { timeoutSeconds: "5" });
    expect(run).toMatchObject({ code: 0, outputs: { state: "COMPLETE" } });
  });
});

describe("looking the task up", () => {
  test("is tried again, also after half an answer with status 200", async () => {
    const half: Fault = {
      kind: "answer",
      answer: { status: 200, contentType: "application/json", body: '{"path":"uni' },
    };
    const reset: Fault = { kind: "reset", when: "afterBody" };
    const bad: Fault = { kind: "answer", answer: answers.htmlBadGateway };
    const run = await play7({}, {}, faultOf("task", half, reset, bad));
    expect(run).toMatchObject({ code: 0, errors: [] });
  });

  test("fails in words when it stays impossible", async () => {
    const run = await play7({}, { maxAttempts: "2" }, always("task", { kind: "answer", answer: answers.unavailable }));
    expect(run).toMatchObject({ code: 1, outputs: { state: "PROCESSING" } });
    expect(run.errors).toEqual([
      { title: "The end of the script is not known", message: expect.stringMatching(/after 2 attempts.*goes on in/) },
    ]);
  });
});

describe("the inputs", () => {
  test("are all named in one error, and nothing is asked", async () => {
    const run = await play("run-luau", {
      apiKey: "",
      universeId: "x",
      placeId: "",
      versionNumber: "1.5",
      script: "print(1)",
      scriptPath: "a.luau",
      timeoutSeconds: "301",
      timeoutMinutes: "0",
    });
    expect(run).toMatchObject({ code: 1, calls: [], outputs: {} });
    expect(run.errors).toEqual([{ title: "Wrong inputs", message: expect.any(String) }]);
    const message = run.errors[0]?.message;
    for (const text of [
      "apiKey",
      "universeId",
      "placeId",
      'versionNumber is "1.5"',
      "script cannot be given together with scriptPath",
    ]) {
      expect(message).toContain(text);
    }
    expect(message).toContain('timeoutSeconds is "301", but must be a whole number from 1 to 300.');
    expect(message).toContain('timeoutMinutes is "0"');
  });
});

test.each([INTERRUPT, TERMINATE])("%s says that the task goes on", async (signal) => {
  const run = await play("run-luau", INPUTS, simulated({ queueSeconds: FOREVER }), {
    onOutput(log, child) {
      if (log.includes("The task is created")) cancel(child, signal);
    },
  });
  expect(run.code).toBe(exitCodeOf(signal));
  expect(run.lines.at(-1)).toBe(
    `::error title=The step was cancelled::Ended by ${signal}. The task goes on in Roblox's cloud until it ends or its limit of 300 s is over.`,
  );
  expect(run.summary.match(/^### ❌ .*/gm)).toEqual(["### ❌ The step was cancelled"]);
});

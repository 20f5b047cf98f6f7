import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  type LuauSettings,
  publishingKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type TaskScenario,
} from "../../../simulator/index.ts";
import { createClock, type VirtualClock } from "../../harness/clock.ts";
import { call, callJson } from "../client.ts";

const SCOPE = "universe.place.luau-execution-session";
const key = (operations: string[], universeIds = ["4242"]) => ({
  ...publishingKey([]),
  scopes: [{ name: SCOPE, operations, universeIds }],
});

let clock: VirtualClock;
let simulator: Simulator;
const start = async (luau: Partial<LuauSettings> = {}, options: SimulatorOptions = {}) => {
  clock = createClock();
  simulator = await startSimulator({
    clock,
    keys: [key(["read", "write"], ["*"])],
    firstVersion: { "1818": "9007199254740993", "1819": "1" },
    rateLimit: { requests: 30, windowSeconds: 60, headers: true },
    luau,
    ...options,
  });
};
afterEach(() => simulator.close());

const PLACE = "/cloud/v2/universes/4242/places/1818";
const create = (body: unknown = { script: "return 1" }, place = PLACE) =>
  callJson(simulator, "POST", `${place}/luau-execution-session-tasks`, body);
const get = (path: string) => callJson(simulator, "GET", `/cloud/v2/${path}`);
/** Lets time pass. */
const wait = (ms: number) => clock.jump(clock.now() + ms);

/** Recorded so: an entry all the same, with both lists, and an empty token. */
const emptyLog = (path: string) => ({
  luauExecutionSessionTaskLogs: [{ path: `${path}/logs/1`, messages: [], structuredMessages: [] }],
  nextPageToken: "",
});

describe("a task", () => {
  test("is queued, is processed, ends with its results; its log is there when it has ended", async () => {
    await start({ scenario: { queueSeconds: 0.1, runSeconds: 0.1, results: [{ passed: 2 }, null], log: ["hello"] } });
    const created = await create({ script: "return 1", timeout: "30s" });
    expect(created).toMatchObject({ status: 200, body: { state: "QUEUED", script: "return 1", timeout: "30s" } });
    const { path } = created.body;
    expect(path).toMatch(
      /^universes\/4242\/places\/1818\/versions\/9007199254740993\/luau-execution-sessions\/[\w-]+\/tasks\/[\w-]+$/,
    );

    const states: string[] = [];
    let output: unknown;
    while (states.at(-1) !== "COMPLETE") {
      wait(40);
      const { body: log } = await get(`${path}/logs`);
      const { body: task } = await get(path);
      output = task.output;
      if (states.at(-1) !== task.state) states.push(task.state);
      if (task.state !== "COMPLETE") expect(log).toEqual(emptyLog(path));
    }
    expect(states).toEqual(["QUEUED", "PROCESSING", "COMPLETE"]);
    expect(output).toEqual({ results: [{ passed: 2 }, null] });
    expect((await get(`${path}/logs`)).body.luauExecutionSessionTaskLogs).toMatchObject([{ messages: ["hello"] }]);
    expect(simulator.tasks).toMatchObject([{ path, onHead: true, versionNumber: "9007199254740993", timeout: "30s" }]);
  });

  const error = { code: "SCRIPT_ERROR", message: "ServerScript:3: attempt to index nil" } as const;
  test.each<[string, TaskScenario, object]>([
    ["returns nothing by default", {}, { state: "COMPLETE", output: { results: [] } }],
    ["fails with its error", { error, results: [1] }, { state: "FAILED", error }],
    ["is cancelled", { cancelled: true, error }, { state: "CANCELLED" }],
    ["meets its deadline", { runSeconds: 2 }, { state: "FAILED", error: { code: "DEADLINE_EXCEEDED" } }],
    ["is queued for ever", { queueSeconds: Number.POSITIVE_INFINITY }, { state: "QUEUED" }],
    ["runs within its timeout", { runSeconds: 0.009 }, { state: "COMPLETE" }],
  ])("%s", async (_, scenario, expected) => {
    await start({ scenario });
    const { body } = await create({ script: "return 1", timeout: "0.01s" });
    wait(30);
    const task = (await get(body.path)).body;
    expect(task).toMatchObject(expected);
    expect("output" in task).toBe(task.state === "COMPLETE");
    expect("error" in task).toBe(task.state === "FAILED");
  });

  test("takes its scenario from its script, and runs on the version it is asked to", async () => {
    await start({ scenario: ({ script, versionNumber }) => ({ results: [script, versionNumber] }) });
    const { body } = await create({ script: "--" }, `${PLACE}/versions/7`);
    expect((await get(body.path)).body.output.results).toEqual(["--", "7"]);
    expect(simulator.tasks).toMatchObject([{ onHead: false, versionNumber: "7" }]);
    expect(simulator.requests).toMatchObject([{ endpoint: "createTaskOnVersion" }, { endpoint: "task" }]);
  });

  const createMany = async (count: number) => {
    const replies = [];
    for (let nth = 0; nth < count; nth += 1) replies.push(await create());
    return replies;
  };

  test("only ten unfinished ones for a place", async () => {
    await start({ scenario: { runSeconds: 60 }, slotReleaseSeconds: 0 });
    const replies = await createMany(11);
    expect(replies.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(replies[10]?.body).toEqual(JSON.parse(answers.tooManyTasks.body));
    expect(replies[10]?.headers).toMatchObject({ "x-ratelimit-remaining": "29" });
    expect(replies[10]?.headers).not.toHaveProperty("x-envoy-ratelimited");
    expect((await create(undefined, "/cloud/v2/universes/4242/places/1819")).status).toBe(200);
  });

  test("a slot is free some time after the end", async () => {
    await start({ slotReleaseSeconds: 0.5 });
    expect((await createMany(11))[10]?.status).toBe(429);
    wait(520);
    expect((await create()).status).toBe(200);
  });

  test("a slot is free at once, if so set", async () => {
    await start({ slotReleaseSeconds: 0 });
    expect((await createMany(11))[10]?.status).toBe(200);
  });
});

describe("the log", () => {
  const log = ["a\nb", { message: "careful", messageType: "WARNING" as const }, "c", "", "e"];
  const pages = async (query: string) => {
    const { body } = await create();
    const contents = [];
    let token = "";
    do {
      const page = (await get(`${body.path}/logs?maxPageSize=10000${query}${token}`)).body;
      contents.push(...page.luauExecutionSessionTaskLogs);
      token = page.nextPageToken === "" ? "" : `&pageToken=${page.nextPageToken}`;
    } while (token !== "");
    return contents;
  };

  test("comes in pages, flat or structured", async () => {
    await start({ scenario: { log }, logChunkMessages: 2 });
    const flat = await pages("");
    expect(flat.map(({ messages }) => messages)).toEqual([["a\nb", "careful"], ["c", ""], ["e"]]);
    expect(flat[0].structuredMessages).toEqual([]);
    const structured = await pages("&view=STRUCTURED");
    expect(structured.flatMap(({ structuredMessages }) => structuredMessages)).toMatchObject([
      { message: "a\nb", messageType: "OUTPUT", createTime: expect.stringMatching(/^20.*Z$/) },
      { message: "careful", messageType: "WARNING" },
      { message: "c" },
      { message: "" },
      { message: "e" },
    ]);
    expect(structured[0].messages).toEqual([]);
  });

  test("loses its oldest lines beyond 450 KB", async () => {
    const line = "x".repeat(1000);
    await start({ scenario: { log: ["first", ...Array(449).fill(line), "y".repeat(995), "last!"] } });
    const [chunk] = await pages("");
    expect(chunk.messages).toHaveLength(451);
    expect(chunk.messages[0]).toBe(line);
  });

  test.each(["view=FULL", "maxPageSize=0", "pageToken=x"])("refuses %s", async (query) => {
    await start();
    const { body } = await create();
    expect(await get(`${body.path}/logs?${query}`)).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
  });
});

describe("as recorded or documented", () => {
  test("a new task is being processed, has no times yet, and names what it does not use", async () => {
    await start();
    const { body } = await create();
    expect(body).toMatchObject({
      state: "PROCESSING",
      script: "return 1",
      binaryInput: "",
      enableBinaryOutput: false,
      binaryOutputUri: "",
    });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["createTime"]));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(["updateTime"]));
    expect((await get(body.path)).body).toMatchObject({
      createTime: expect.any(String),
      updateTime: expect.any(String),
    });
  });

  test("a task names the input that it was given", async () => {
    await start();
    const inputs = "/cloud/v2/universes/4242/luau-execution-session-task-binary-inputs";
    const { path, uploadUri } = (await callJson(simulator, "POST", inputs, { size: 3 })).body;
    const { host, pathname, search } = new URL(uploadUri);
    await call(simulator, `${pathname}${search}`, { host, method: "PUT", body: "abc" });
    const { body } = await create({ script: "return 1", binaryInput: path });
    expect(body.binaryInput).toBe(path);
    expect((await get(body.path)).body.binaryInput).toBe(path);
  });

  test.each([
    ["", false],
    ["?view=BASIC", false],
    ["?view=VIEW_UNSPECIFIED", false],
    ["?view=FULL", true],
  ])("the view %j shows the script: %s", async (query, shows) => {
    await start();
    const { body } = await create();
    expect("script" in (await get(`${body.path}${query}`)).body).toBe(shows);
  });

  test("an unknown view is refused", async () => {
    await start();
    const { body } = await create();
    expect(await get(`${body.path}?view=FLAT`)).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
  });

  test("a page size above 10,000 counts as 10,000", async () => {
    await start({ scenario: { log: ["a"] } });
    const { body } = await create();
    const { status, body: log } = await get(`${body.path}/logs?maxPageSize=10001`);
    expect({ status, messages: log.luauExecutionSessionTaskLogs[0].messages }).toEqual({
      status: 200,
      messages: ["a"],
    });
  });

  test.each([
    [3_999_998 - 2, { state: "COMPLETE" }],
    [3_999_999 - 2, { state: "FAILED", error: { code: "OUTPUT_SIZE_LIMIT_EXCEEDED" } }],
  ])("results of 4 MB, a text of %i characters", async (length, expected) => {
    await start({ scenario: { results: ["x".repeat(length)] } });
    const { body } = await create();
    expect((await get(body.path)).body).toMatchObject(expected);
  });

  test("a place that never loads: processing far beyond the timeout, no error, no log", async () => {
    await start({ scenario: { neverStarts: true, log: ["never"] } });
    const { body } = await create({ script: "return 1", timeout: "0.01s" });
    wait(60);
    const task = (await get(body.path)).body;
    expect(task).toMatchObject({ state: "PROCESSING" });
    expect(task).not.toHaveProperty("error");
    expect((await get(`${body.path}/logs`)).body).toEqual(emptyLog(body.path));
  });

  test("a cold start does not count against the timeout", async () => {
    await start({ scenario: { startSeconds: 0.1, runSeconds: 0.005 } });
    const { body } = await create({ script: "return 1", timeout: "0.01s" });
    expect((await get(body.path)).body).toMatchObject({ state: "PROCESSING" });
    wait(130);
    expect((await get(body.path)).body).toMatchObject({ state: "COMPLETE" });
  });
});

describe("what is refused", () => {
  test.each<[string, unknown, string, number, string]>([
    ["no script", {}, PLACE, 400, "INVALID_ARGUMENT"],
    ["an empty script", { script: "" }, PLACE, 400, "INVALID_ARGUMENT"],
    ["a script over 4 MB", { script: "x".repeat(4_000_001) }, PLACE, 400, "INVALID_ARGUMENT"],
    ["no JSON", "script", PLACE, 400, "INVALID_ARGUMENT"],
    ["a timeout over 300 s", { script: "x", timeout: "301s" }, PLACE, 400, "INVALID_ARGUMENT"],
    ["a timeout of nothing", { script: "x", timeout: "0s" }, PLACE, 400, "INVALID_ARGUMENT"],
    ["a timeout without its unit", { script: "x", timeout: "300" }, PLACE, 400, "INVALID_ARGUMENT"],
    ["a binary input that is not there", { script: "x", binaryInput: "universes/1/a/b" }, PLACE, 404, "NOT_FOUND"],
    ["a switch that is none", { script: "x", enableBinaryOutput: "yes" }, PLACE, 400, "INVALID_ARGUMENT"],
    ["a place without versions", { script: "x" }, "/cloud/v2/universes/4242/places/1820", 404, "NOT_FOUND"],
    ["a place of another universe", { script: "x" }, "/cloud/v2/universes/1/places/1818", 404, "NOT_FOUND"],
    ["an unknown place", { script: "x" }, "/cloud/v2/universes/4242/places/1", 404, "NOT_FOUND"],
    ["a version that is not there yet", { script: "x" }, `${PLACE}/versions/9007199254740994`, 404, "NOT_FOUND"],
    ["version 0", { script: "x" }, `${PLACE}/versions/0`, 404, "NOT_FOUND"],
    ["a version that is no number", { script: "x" }, `${PLACE}/versions/latest`, 400, "INVALID_ARGUMENT"],
  ])("%s", async (_, body, place, status, code) => {
    await start();
    expect(await create(body, place)).toMatchObject({ status, body: { code } });
    expect(simulator.tasks).toEqual([]);
  });

  test("keys without the scope, each endpoint naming it", async () => {
    await start(
      {},
      {
        keys: [
          key(["write"]),
          { ...key(["read"]), secret: "reader" },
          { ...key(["write"], ["1"]), secret: "elsewhere" },
        ],
      },
    );
    const { body } = await create();
    const denied = (scope: string) => ({
      status: 403,
      body: { code: "PERMISSION_DENIED", message: expect.stringContaining(scope) },
    });
    for (const path of [body.path, `${body.path}/logs`]) expect(await get(path)).toMatchObject(denied(`${SCOPE}:read`));
    for (const other of ["reader", "elsewhere"]) {
      const reply = await callJson(simulator, "POST", `${PLACE}/luau-execution-session-tasks`, { script: "x" }, other);
      expect(reply).toMatchObject(denied(`${SCOPE}:write`));
    }
  });

  test("an unknown task", async () => {
    await start();
    const path = "universes/4242/places/1818/versions/1/luau-execution-sessions/a/tasks/b";
    for (const lost of [path, `${path}/logs`])
      expect(await get(lost)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  test("the sixth task in a minute on a version", async () => {
    await start({ slotReleaseSeconds: 0 });
    const statuses = [];
    for (let nth = 0; nth < 6; nth += 1) statuses.push((await create(undefined, `${PLACE}/versions/7`)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await create()).status).toBe(200);
  });
});

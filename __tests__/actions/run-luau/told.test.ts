/** The key is in nothing that a step with a script writes, in whatever promised form the script or Roblox writes it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DEMO_KEY, type TaskScenario } from "../../../simulator/index.ts";
import { visible } from "../../harness/run-action.ts";
import { keyWith, play } from "../../harness/transcript.ts";
import { longestPiece, PROMISED } from "../../text/echoes.ts";

const KEY = `${DEMO_KEY.slice(0, 40)}+a/b==`;
const LUAU_KEY = { ...keyWith({ "universe.place.luau-execution-session": ["read", "write"] }), secret: KEY };
const INPUTS = { apiKey: KEY, placeId: "1818", script: "return 21" };
const ECHOES = PROMISED.map(([name, write]) => `${name}: ${write(KEY)} end`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "told-"));
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }));

async function writtenBy(scenario: TaskScenario, inputs: Record<string, string> = {}) {
  const junitPath = join(folder, "junit.xml");
  const run = await play(
    "run-luau",
    { ...INPUTS, junitPath, ...inputs },
    { keys: [LUAU_KEY], firstVersion: { "1818": "7" }, luau: { scenario } },
  );
  const junit = await readFile(junitPath, "utf8").catch(() => "");
  await rm(junitPath, { force: true });
  const written = { log: visible(run), summary: run.summary, logFile: run.logFile ?? "", junit, ...run.outputs };
  const kept = Object.entries(written).filter(([, text]) => longestPiece(text, KEY) >= 12);
  return { run, junit, leaks: Object.fromEntries(kept) };
}

test("a log, its warnings and errors, and returned values", async () => {
  const log = ECHOES.flatMap((message) => [
    message,
    { message, messageType: "WARNING" as const },
    { message, messageType: "ERROR" as const },
  ]);
  const { run, leaks } = await writtenBy({
    log,
    results: [ECHOES, Object.fromEntries(ECHOES.map((echo, at) => [echo, at]))],
  });
  expect(run).toMatchObject({ code: 0, outputs: { results: expect.stringContaining("***") } });
  expect(run.logFile?.match(/\*\*\*/g)?.length).toBeGreaterThanOrEqual(3 * ECHOES.length);
  expect(leaks).toEqual({});
});

test("tests, in the log, the summary and as JUnit XML", async () => {
  const tests = ECHOES.map((echo, at) => ({
    name: echo,
    status: at % 2 ? "failed" : "passed",
    message: echo,
    path: echo,
  }));
  const { run, junit, leaks } = await writtenBy({ results: [{ tests }] });
  expect(run.code).toBe(1);
  for (const text of [junit, run.summary, run.log]) expect(text).toMatch(/\*\*\*|&#42;&#42;&#42;/);
  expect(leaks).toEqual({});
});

/** Of the hardest forms to see through: `__tests__/text/secret.test.ts` has all of them before the same function. */
const HARDEST = PROMISED.filter(([name]) => /by name$|zero-width/.test(name));

test.each(HARDEST)("a script's error: %s", async (_name, write) => {
  const message = `echo ${write(KEY)} end`;
  const { run, leaks } = await writtenBy({ error: { code: "SCRIPT_ERROR", message } });
  expect(run.errors.at(-1)?.message).toMatch(/echo .{0,8}\*\*\*.{0,12} end/);
  expect(leaks).toEqual({});
});

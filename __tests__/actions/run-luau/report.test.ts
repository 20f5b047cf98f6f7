/** What becomes of the tests that a script returns: table, annotations, JUnit XML, outputs, and the step's end. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { XMLValidator } from "fast-xml-parser";
import type { TaskScenario } from "../../../simulator/index.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";
import { HOSTILE } from "./hostile.ts";

const temp = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(temp, { recursive: true, maxRetries: 5 }));
const JUNIT = join(temp, "new folder", "junit.xml");

const TREE = {
  $className: "DataModel",
  ServerStorage: { Tests: { "shop.spec": { $path: "shop.spec.luau" } } },
  ServerScriptService: { Main: { $path: "main.server.luau" } },
};
const FILES = {
  "default.project.json": JSON.stringify({ name: "game", tree: TREE }),
  "shop.spec.luau": "",
  "main.server.luau": "",
};
const PATH = "ServerStorage.Tests.shop.spec";

const play7 = (scenario: TaskScenario, inputs = {}, options: RunOptions = {}) =>
  play(
    "run-luau",
    { placeId: "1818", script: "return 21", ...inputs },
    { firstVersion: { "1818": "7" }, luau: { scenario } },
    options,
  );
const passed = (name: string) => ({ name, status: "passed", seconds: 0.01 });
const failed = (name: string, message = "") => ({ name, status: "failed", message, path: PATH });

test("all passed: green, with counts", async () => {
  const tests = [passed("Shop › sells"), passed("Shop › buys"), { name: "later", status: "skipped" }];
  const run = await play7({ results: [{ tests }] }, { junitPath: JUNIT });
  expect(run).toMatchObject({ code: 0, errors: [], warnings: [], outputs: { testsPassed: "2", testsFailed: "0" } });
  expect(run.lines.at(-1)).toMatch(/^The script ended well in [\d.]+ s, returned 3 tests$/);
  expect(run.summary).toMatch(/^### ✅ 2 tests passed, 1 skipped\n/);
  expect(readFileSync(JUNIT, "utf8")).toContain('<testcase name="sells" classname="Shop" time="0.010"/>');
});

test("one failed: the step fails, and says which and where in every place", async () => {
  const tests = [passed("a"), failed("Shop › sells", `${PATH}:12: expected 3\ngot 2`)];
  const log = [{ message: "ServerScriptService.Main:5: odd", messageType: "WARNING" as const }];
  const run = await play7({ results: [{ tests }], log }, { junitPath: JUNIT }, { files: FILES });
  expect(run).toMatchObject({ code: 1, outputs: { state: "COMPLETE", testsPassed: "1", testsFailed: "1" } });
  expect(run.outputs.results).toBe(JSON.stringify([{ tests }]));
  expect(run.errors).toEqual([
    { title: "Failed: Shop › sells", message: `${PATH}:12: expected 3\ngot 2` },
    { title: "1 of 2 tests failed", message: expect.stringMatching(/^- Shop › sells\n/) },
  ]);
  expect(run.log).toContain(`::error title=Failed%3A Shop › sells,file=shop.spec.luau,line=12::${PATH}:12: expected 3`);
  expect(run.log).toContain("::warning title=Warning in main.server.luau%3A5,file=main.server.luau,line=5::");
  expect(run.summary).toMatch(/^### ❌ 1 of 2 tests failed\n/);
  expect(run.summary).toContain("/blob/0123456789abcdef0123456789abcdef01234567/shop.spec.luau#L12)");
  expect(readFileSync(JUNIT, "utf8")).toContain("= shop.spec.luau:12</failure>");
});

test("annotations are ten with the step's own and the log's, and no failed test is lost", async () => {
  const error = (message: string) => ({ message, messageType: "ERROR" as const });
  const log = Array.from({ length: 5 }, (_, at) => error(`log ${at}`));
  const few = await play7({ log, results: [{ tests: [failed("a", "x"), failed("b", "y")] }] });
  expect(few.errors.map(({ title }) => title)).toEqual([
    ...Array(5).fill("Error from the script"),
    "Failed: a",
    "Failed: b",
    "2 of 2 tests failed",
  ]);
  const tests = Array.from({ length: 12 }, (_, at) => failed(`t${at}`, `m${at}`));
  const many = await play7({ log, results: [{ tests }] });
  expect(many.errors.map(({ title }) => title)).toEqual([
    ...tests.slice(0, 9).map(({ name }) => `Failed: ${name}`),
    "12 of 12 tests failed",
  ]);
  expect(many.lines).toEqual(expect.arrayContaining(["log 0", "log 4", "Failed: t9", "  m9", "Failed: t11", "  m11"]));
  expect(many.errors.at(-1)?.message).toMatch(/^- t0\n[\s\S]*- t9\n… and 2 more\./);
});

test("hostile names and messages are nothing but text in every place", async () => {
  const tests = HOSTILE.flatMap((evil) => [
    { ...failed(`${evil} › ${evil}`, evil), path: evil },
    { name: evil, status: "passed" },
  ]);
  const run = await play7({ results: [{ tests }] }, { junitPath: JUNIT }, { files: FILES });
  expect(run).toMatchObject({ code: 1, outputs: { testsFailed: String(HOSTILE.length) } });
  const commands = run.lines.filter((line) => /^\s*::|##\[/.test(line));
  expect(commands.map((line) => line.slice(0, 21))).toEqual(
    Array(10).fill("::error title=Failed%").with(9, "::error title=16 of 3"),
  );
  expect(run.summary.match(/<(?!\/?(?:b|i|code|details|summary|ul|li|br)>)/)).toBeNull();
  expect(XMLValidator.validate(readFileSync(JUNIT, "utf8"))).toBe(true);
});

test("what is no test fails the step", async () => {
  const run = await play7({ results: [{ tests: [passed("a"), { name: "b", status: "PASS" }] }] });
  expect(run).toMatchObject({ code: 1, outputs: { testsPassed: "1", testsFailed: "1" } });
  expect(run.errors[0]).toEqual({ title: "Failed: b", message: expect.stringContaining('status is "PASS"') });
});

test("no test ran: a warning", async () => {
  const run = await play7({ results: [{ tests: {} }] });
  expect(run).toMatchObject({ code: 0, outputs: { testsPassed: "0", testsFailed: "0" } });
  expect(run.warnings).toEqual([{ title: "No test ran", message: expect.any(String) }]);
  expect(run.summary).toMatch(/^### ⚠️ No test ran\n/);
});

describe("junitPath", () => {
  test("that cannot be written fails a step whose tests passed", async () => {
    const run = await play7({ results: [{ tests: [passed("a")] }] }, { junitPath: temp });
    expect(run).toMatchObject({ code: 1, outputs: { testsPassed: "1" } });
    expect(run.errors).toEqual([
      { title: "The JUnit XML could not be written", message: expect.stringContaining("(EISDIR)") },
    ]);
  });
  test("that cannot be written is a warning beside failed tests", async () => {
    const run = await play7({ results: [{ tests: [failed("a")] }] }, { junitPath: temp });
    expect(run.errors.at(-1)?.title).toBe("1 of 1 test failed");
    expect(run.warnings).toEqual([{ title: "The JUnit XML could not be written", message: expect.any(String) }]);
  });
  test("without tests is a warning", async () => {
    const run = await play7({ results: [18] }, { junitPath: JUNIT });
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "No tests to write" }] });
    expect(run.outputs).not.toHaveProperty("testsPassed");
  });
});

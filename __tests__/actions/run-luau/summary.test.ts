/** The job summary of a run in the cloud: what it says of each outcome, and that the game's texts mean nothing in it. */
import { describe, expect, test } from "@jest/globals";
import { type RunRecord, summaryOf } from "../../../src/actions/run-luau/summary.ts";
import { readTests } from "../../../src/actions/run-luau/tests.ts";
import type { LogMessage } from "../../../src/open-cloud/api/luau.ts";
import { RUN } from "../publish/step.ts";
import { HOSTILE } from "./hostile.ts";

const HELP = "https://github.com/owner/publish-to-roblox/blob/v1/docs/api-key.md";
const BASE: RunRecord = { universeId: "4242", placeId: "1818", versionNumber: "7", log: [] };
const NOWHERE = () => undefined;

/** As a reader sees it. */
const read = (text: string) =>
  text
    .replaceAll("<br>", "\n")
    .replace(/<[^<>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll("\u200b", "")
    .replaceAll("\u00a0", " ");
const summarise = (part: Partial<RunRecord>, locate: Parameters<typeof summaryOf>[3] = NOWHERE) =>
  summaryOf({ ...BASE, ...part }, RUN, HELP, locate);
const tests = (list: unknown[]) => readTests([{ tests: list }]) ?? [];
const logOf = (...texts: string[]): LogMessage[] => texts.map((text) => ({ type: "OUTPUT", text, time: "" }));

describe("the heading says what happened", () => {
  const failure = { title: "The script failed", message: 'Roblox said "no".' };
  test.each<[string, Partial<RunRecord>]>([
    ["✅ The script ended well", {}],
    ["❌ The script failed", { failure }],
    [
      "✅ 2 tests passed",
      {
        tests: tests([
          { name: "a", status: "passed" },
          { name: "b", status: "passed" },
        ]),
      },
    ],
    ["⚠️ No test ran, 1 skipped", { tests: tests([{ name: "a", status: "skipped" }]) }],
    [
      "❌ 1 of 2 tests failed",
      {
        tests: tests([
          { name: "a", status: "passed" },
          { name: "b", status: "failed" },
        ]),
        failure: { title: "1 of 2 tests failed", message: "- b" },
      },
    ],
    [
      "❌ The output could not be written",
      {
        tests: tests([{ name: "a", status: "passed" }]),
        failure: { ...failure, title: "The output could not be written" },
      },
    ],
  ])("%s", (heading, part) => {
    expect(read(summarise(part).split("\n")[0] ?? "")).toBe(`### ${heading}`);
  });
});

test("a run without tests: place, version, state, seconds, and the end of the log when it failed", () => {
  const log = logOf(...Array.from({ length: 40 }, (_, at) => `line ${at}`));
  const failure = { title: "The script failed", message: 'Roblox said "TaskScript:2: no".' };
  const failed = summarise({ state: "FAILED", seconds: 12, log, failure });
  expect(read(failed)).toContain("Place [1818](https://www.roblox.com/games/1818), version 7 · state FAILED · 12 s · ");
  expect(read(failed)).toContain('> Roblox said "TaskScript:2: no".');
  expect(read(failed)).toContain("The last 25 lines of the log\u200bline 15".replace("\u200b", ""));
  expect(read(failed)).toMatch(/line 38\nline 39\n$/);
  expect(read(failed)).not.toContain("line 14");
  expect(read(summarise({ state: "COMPLETE", seconds: 12, log }))).not.toContain("line 39");
});

test("tests: counts, the failed ones first with message and place, the slow ones, the rest folded", () => {
  const text = summarise(
    {
      state: "COMPLETE",
      tests: tests([
        { name: "Shop › opens", status: "passed", seconds: 0.004 },
        {
          name: "Shop › sells",
          status: "failed",
          seconds: 0.2,
          message: "S.T:3: expected\n    2\n  got 3",
          path: "S.T",
        },
        { name: "Shop › loads", status: "passed", seconds: 2.5 },
        { name: "Bag › later", status: "skipped", message: "not yet" },
        { name: "Bag › breaks", status: "failed", path: "S.U" },
      ]),
      failure: { title: "2 of 4 tests failed", message: "- …" },
    },
    ({ path }) => (path === "S.T" ? { file: "src/a (1).luau", line: 3 } : undefined),
  );
  const lines = text.trim().split("\n");
  expect(read(lines[4] ?? "")).toBe("❌ **2 failed** · ✅ 2 passed · ➖ 1 skipped · 2.7 s in all");
  expect(read(text)).toContain(
    "| Failed test | Where | Time |\n| --- | --- | --: |\n| ❌ Shop › sells\nS.T:3: expected\n    2\n  got 3 | [",
  );
  expect(text).toContain(
    "(https://github.com/team/game/blob/0123456789abcdef0123456789abcdef01234567/src/a%20%281%29.luau#L3)",
  );
  expect(read(text)).toContain("| ❌ Bag › breaks | S.U |  |");
  expect(read(text)).toContain("| Slowest test | Time |\n| --- | --: |\n| 🐢 Shop › loads | 2.5 s |");
  expect(lines.at(-1)).toMatch(/^<details><summary>2 passed, 1 skipped<\/summary><b>Shop<\/b><ul><li>✅ opens <i>4.ms/);
  expect(lines.at(-1)).toContain("<b>Bag</b><ul><li>➖ later <code>not yet</code></li></ul></details>");
  expect(text.indexOf("sells")).toBeLessThan(text.indexOf("Slowest"));
});

test("is never larger than GitHub shows, and says what it left out", () => {
  const evil = "|".repeat(4000);
  const many = (status: string) =>
    tests(
      Array.from({ length: 1000 }, (_, at) => ({
        name: `S${at % 7} › ${at} ${evil}`,
        status,
        message: `${evil}\n${evil}`,
      })),
    );
  for (const status of ["failed", "passed", "skipped"]) {
    const text = summarise({
      tests: many(status),
      failure: { title: "x", message: evil },
      log: logOf(...Array(2000).fill(evil)),
    });
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(100_000);
    expect(text).toMatch(/The output .*results.* holds [\d,]+ more/);
  }
});

test.each(HOSTILE)("%j is only text, wherever it stands", (evil) => {
  const of = (x: string) =>
    summarise({
      tests: tests([
        { name: `a${x} › b${x}`, status: "failed", message: `m${x}`, path: `p${x}` },
        { name: `c${x} › d${x}`, status: "passed", seconds: 2 },
        { name: `e${x}`, status: "skipped", message: `m${x}` },
      ]),
      log: logOf(`l${x}`),
    });
  const [honest, hostile] = [of(""), of(evil)].map((text) => ({
    text,
    rows: text.split("\n").map((line) => line.replace(/<br>/g, "").replace(/[^|]/g, "")),
  }));
  expect(hostile?.rows).toEqual(honest?.rows);
  expect(hostile?.text).not.toMatch(/<(?!\/?(?:b|i|code|details|summary|ul|li|br)>)/);
  expect(hostile?.text).not.toMatch(/\]\((?!https:\/\/(?:www\.roblox\.com|github\.com\/team\/game)\/)/);
  // Inside code GitHub makes nothing of these.
  const outsideCode = hostile?.text
    .replace(/<code>.*?<\/code>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
  expect(outsideCode).not.toMatch(/[@#$][A-Za-z\d]|:rocket|[^/]www\.e/);
  expect(hostile?.text).not.toMatch(/^\s*::/m);
});

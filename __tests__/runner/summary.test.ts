import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { code, plain, prose } from "../../src/runner/markdown.ts";
import { addToSummary, listOfRemarks, tableOfFacts } from "../../src/runner/summary.ts";
import { registerSecret } from "../../src/text/secret.ts";

const folder = mkdtempSync(join(tmpdir(), "summary-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HELP = "https://github.com/me/it/blob/v1/docs/api-key.md";
const bare = (text: string) =>
  text.replaceAll("\u200b", "").replace(/&#(\d+);/g, (_, number) => String.fromCharCode(number));

test.each([
  ["a word", "a word"],
  ["*a* [b](c)", "&#42;a&#42; &#91;b&#93;&#40;c&#41;"],
  [
    "@me #1 $x$ :+1: www.x",
    "&#64;\u200bme &#35;\u200b1 &#36;\u200bx&#36;\u200b &#58;\u200b&#43;1&#58; www&#46;\u200bx",
  ],
  ["at: once", "at&#58; once"],
])("nothing but text: %j", (line, markdown) => expect(plain(line)).toBe(markdown));

test("code is shown as it is, as far as there is room", () => {
  expect(code("a<b @c")).toBe("<code>a&#60;b &#64;c</code>");
  expect(bare(code("x".repeat(50), 10))).toMatch(/^<code>x{1,10}…?<\/code>$/);
});

test.each([
  ["two\nlines", "two<br>lines"],
  ["with `code` in", "with <code>code</code> in"],
  [`See ${HELP} now`, `See <${HELP}> now`],
  ["See https://create.roblox.com/dashboard.", "See <https://create.roblox.com/dashboard>."],
  ["See https://evil.test/x now", "See https://evil.test/x now"],
  ["See https://status.roblox.com", "See <https://status.roblox.com>"],
  ["See https://status.roblox.com.evil.test/", "See https://status.roblox.com.evil.test/"],
])("sentences: %j", (message, markdown) => expect(bare(prose(message, HELP))).toBe(markdown));

test("sentences have an end", () => {
  expect(prose("a\n".repeat(40), HELP).split("<br>")).toHaveLength(30);
  expect(bare(prose("a".repeat(2000), HELP)).length).toBeLessThanOrEqual(1200);
  expect(bare(prose("a".repeat(1200), HELP)).length).toBe(1200);
});

test("a table has what is known", () => {
  expect(
    tableOfFacts([
      ["Place", "1"],
      ["Version", undefined],
      ["Bytes", ""],
      ["Hash", "x"],
    ]),
  ).toBe("| Place | 1 |\n| :-- | :-- |\n| Hash | x |");
});

test("a list of remarks tells warnings from notices", () => {
  const remarks = [
    { severity: "warning", title: "A", message: "one" },
    { severity: "notice", title: "B", message: "two" },
  ] as const;
  expect(listOfRemarks(remarks, HELP)).toBe("- ⚠️ **A**: one\n- ℹ️ **B**: two");
  expect(listOfRemarks([], HELP)).toBe("");
});

test("what is added to the run's page has no secrets, and a page that cannot be written fails nothing", async () => {
  const file = join(folder, "summary");
  writeFileSync(file, "");
  registerSecret("a-secret-of-the-summary");
  const make = jest.fn(() => "# a-secret-of-the-summary");

  delete process.env.GITHUB_STEP_SUMMARY;
  await addToSummary(make);
  expect(make).not.toHaveBeenCalled();

  process.env.GITHUB_STEP_SUMMARY = file;
  await addToSummary(make);
  expect(readFileSync(file, "utf8")).toMatch(/^# \*\*\*\r?\n$/);

  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  await addToSummary(() => {
    throw new Error("no room");
  });
  const log = write.mock.calls.flat().join("");
  write.mockRestore();
  expect(log).toMatch(/^The job summary could not be written: Error: no room\r?\n$/);
});

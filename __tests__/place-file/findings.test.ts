import { expect, test } from "@jest/globals";
import { called } from "../../src/place-file/chunks.ts";
import { Findings, plural, printable } from "../../src/place-file/findings.ts";
import { thousands } from "../../src/text/units.ts";

test("findings are listed once a code, in order, with how often they were made", () => {
  const findings = new Findings();
  findings.add("warning", "a", "A", "first");
  findings.add("notice", "b", "B", () => "only");
  findings.add("warning", "a", "A", () => {
    throw new Error("not shown, so not made");
  });
  findings.add("warning", "a", "A", "third");
  expect(findings.list()).toEqual([
    { severity: "warning", code: "a", title: "A", message: "First (2 more like this.)" },
    { severity: "notice", code: "b", title: "B", message: "Only" },
  ]);
});

test("a refusal is not lost behind a warning with its code", () => {
  const findings = new Findings();
  findings.add("warning", "a", "A", "mild");
  findings.add("refusal", "a", "A", "hard");
  expect(findings.list()).toEqual([{ severity: "refusal", code: "a", title: "A", message: "Hard" }]);
});

test.each([
  ["Part", "Part"],
  ["", ""],
  ["Größe ♯ 🎮 <b> & 100 %", "Größe ♯ 🎮 <b> & 100 %"],
  ["a\nb\r\tc\0", "a\\u{a}b\\u{d}\\u{9}c\\u{0}"],
  ["\u001b[2J", "\\u{1b}[2J"],
  ["\u009b2J\u007f", "\\u{9b}2J\\u{7f}"],
  ["a\u2028b\u202ec\ufeff", "a\\u{2028}b\\u{202e}c\\u{feff}"],
  ["\ud83c!", "\\u{d83c}!"],
  ["x".repeat(60), "x".repeat(60)],
  ["x".repeat(61), `${"x".repeat(60)}…`],
  ["🎮".repeat(61), `${"🎮".repeat(60)}…`],
  ["Part\n", "Part\\u{a}"],
  ["##[error]x", "## [error]x"],
])("%j is made printable", (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("a chunk's name begins no workflow command", () => {
  expect(called({ number: 1, at: 32, name: "S##[" })).toBe("chunk 1 S## [ at byte 32");
});

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [18_552, "18,552"],
  [4_294_967_295, "4,294,967,295"],
])("%i is written %s", (n, text) => {
  expect(thousands(n)).toBe(text);
});

test("one and many", () => {
  expect([plural(1, "class", "classes"), plural(0, "class", "classes"), plural(2_000, "byte")]).toEqual([
    "1 class",
    "0 classes",
    "2,000 bytes",
  ]);
});

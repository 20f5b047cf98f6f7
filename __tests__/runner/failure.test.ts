import { expect, test } from "@jest/globals";
import { failureOf, linesOfError } from "../../src/runner/failure.ts";

test.each([
  ["one short reason", ["a"], [], "a"],
  ["several, and what comes last", ["a", "b"], ["c"], "a\nb\nc"],
])("%s", (_, reasons, last, text) => expect(linesOfError(reasons, last)).toBe(text));

test("a long reason gets what the short ones leave over", () => {
  const lines = linesOfError(["short", "x".repeat(9000), "y".repeat(9000)], ["last"]).split("\n");
  expect(lines[0]).toBe("short");
  expect(lines[3]).toBe("last");
  expect(lines.join("\n").length).toBeLessThanOrEqual(4000);
  expect(lines[1]?.length).toBeGreaterThan(1900);
  expect(lines[2]?.length).toBeGreaterThan(1900);
});

test("of too many, the first are shown and the rest is counted", () => {
  const text = linesOfError(
    Array.from({ length: 300 }, (_, index) => `Place ${index}: ${"z".repeat(500)}`),
    ["5 more were not tried"],
  );
  expect(text.length).toBeLessThanOrEqual(4000);
  const lines = text.split("\n");
  expect(lines.at(-1)).toBe("5 more were not tried");
  expect(lines.at(-2)).toBe(`… and ${300 - (lines.length - 2)} more.`);
});

test.each<[string, unknown, { title: string; message: string }]>([
  ["one with a title", Object.assign(new Error("no"), { title: "T" }), { title: "T", message: "no" }],
  ["one without", new TypeError("no"), { title: "Unexpected error", message: "TypeError: no" }],
  [
    "a title that is no text",
    Object.assign(new Error("no"), { title: 1 }),
    { title: "Unexpected error", message: "Error: no" },
  ],
  ["a title of what is no error", { title: "T" }, { title: "Unexpected error", message: "[object Object]" }],
  ["nothing at all", undefined, { title: "Unexpected error", message: "undefined" }],
])("an error is told in its own words, or as unexpected: %s", (_, error, told) => {
  expect(failureOf(error)).toEqual(told);
});

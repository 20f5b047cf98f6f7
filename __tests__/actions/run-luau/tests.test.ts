/** The tests that a script returns: what is read, what is refused, and where a test points. */
import { describe, expect, test } from "@jest/globals";
import { count, fullName, lineOf, readTests, verdict } from "../../../src/actions/run-luau/tests.ts";

const whole = { name: "Shop › Prices › are whole", status: "failed", seconds: 0.25, message: "no", path: "S.T.shop" };

describe("what a script returns", () => {
  test("in the form of the contract", () => {
    const tests = readTests([{ tests: [whole, { name: "alone", status: "passed" }] }, "ignored"]);
    expect(tests).toEqual([
      {
        suite: ["Shop", "Prices"],
        name: "are whole",
        status: "failed",
        seconds: 0.25,
        message: "no",
        path: "S.T.shop",
      },
      { suite: [], name: "alone", status: "passed", seconds: undefined, message: "", path: "" },
    ]);
    expect(tests?.map(fullName)).toEqual(["Shop › Prices › are whole", "alone"]);
  });

  test.each([[[]], [[18]], [["tests"]], [[null, { tests: [] }]], [[[{ tests: [] }]]], [[{ passed: 18 }]]])(
    "is something else: %j",
    (results) => {
      expect(readTests(results)).toBeUndefined();
    },
  );

  test.each([[[{ tests: [] }]], [[{ tests: {} }]]])("is an empty list: %j", (results) => {
    expect(readTests(results)).toEqual([]);
  });

  test("may leave out what may be missing, also as null", () => {
    expect(
      readTests([{ tests: [{ name: "a", status: "skipped", seconds: null, message: null, path: null }] }]),
    ).toEqual([{ suite: [], name: "a", status: "skipped", seconds: undefined, message: "", path: "" }]);
  });
});

describe("what is no test counts as a failed one, with the reason", () => {
  test.each([
    [18, "tests", "It is the number 18, but must be a list of {name,"],
    ["x", "tests", "It is a string, but"],
    [{ "1": whole, "3": whole }, "tests", "It is a table, but"],
    [null, "tests", "It is missing, but"],
    [[7], "tests[1]", "It is the number 7, but must be {name, status,"],
    [[[]], "tests[1]", "It is a list, but"],
    [[{ status: "passed" }], "tests[1]", "In tests[1], name is missing; it must be"],
    [[{ name: " ", status: "passed" }], "tests[1]", "name is empty"],
    [[{ name: 5, status: "passed" }], "tests[1]", "name is the number 5"],
    [[{ ...whole, status: "ok" }], "are whole", 'status is "ok"'],
    [[{ ...whole, status: "Passed" }], "are whole", 'status is "Passed"'],
    [[{ ...whole, status: true }], "are whole", "status is a boolean"],
    [[{ name: "a" }], "a", "status is missing"],
    [[{ ...whole, seconds: "1" }], "are whole", "seconds is a string"],
    [[{ ...whole, seconds: -1 }], "are whole", "seconds is the number -1"],
    [[{ ...whole, message: {} }], "are whole", "message is a table"],
    [[{ ...whole, path: [] }], "are whole", "path is a list"],
  ])("%j", (tests, name, message) => {
    expect(readTests([{ tests }])).toEqual([
      expect.objectContaining({ name, status: "failed", message: expect.stringContaining(message) }),
    ]);
  });

  test("beside those that are", () => {
    const tests = readTests([{ tests: [{ name: "a", status: "passed" }, null, { name: "b", status: "pass" }] }]) ?? [];
    expect(count(tests)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });
});

test("long texts are cut, never within a character", () => {
  const [long] =
    readTests([
      { tests: [{ name: "😀".repeat(400), status: "failed", message: "x".repeat(1_000_000), path: "p".repeat(9000) }] },
    ]) ?? [];
  expect(long?.name).toMatch(/^(?:😀)+�?…$/);
  expect(long?.name.isWellFormed()).toBe(true);
  expect(long?.message).toHaveLength(8000);
  expect(long?.path).toHaveLength(500);
});

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, "3 tests passed"],
  [{ passed: 1, failed: 0, skipped: 2 }, "1 test passed, 2 skipped"],
  [{ passed: 197, failed: 3, skipped: 4 }, "3 of 200 tests failed"],
  [{ passed: 0, failed: 1, skipped: 0 }, "1 of 1 test failed"],
  [{ passed: 0, failed: 0, skipped: 2 }, "No test ran, 2 skipped"],
  [{ passed: 0, failed: 0, skipped: 0 }, "No test ran"],
])("%j is %j", (counts, text) => {
  expect(verdict(counts)).toBe(text);
});

describe("the line that a message speaks of", () => {
  const path = "ServerStorage.Tests.shop.spec";
  test.each([
    [`${path}:12: expected 3`, path, 12],
    [`expected 3\n${path}:7 function x`, path, 7],
    [`[string "${path}", line 9]`, path, 9],
    [`${path}: no line\n${path}:4`, path, 4],
    [`My${path}:3\n${path}:5`, path, 5],
    [`Other.${path}:3`, path, undefined],
    [`${path}.more:3`, path, undefined],
    [`${path}:0`, path, undefined],
    [`${path}:123456789`, path, undefined],
    ["another:3", path, undefined],
    [`${path}:3`, "", undefined],
    ["", path, undefined],
  ])("%j", (message, where, line) => {
    const [read] = readTests([{ tests: [{ name: "a", status: "failed", message, path: where }] }]) ?? [];
    expect(read && lineOf(read)).toBe(line);
  });
});

import { describe, expect, test } from "@jest/globals";
import { bytesText, megabytes, placesText, secondsText, thousands } from "../../src/text/units.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [18552, "18,552"],
  [104857600, "104,857,600"],
])("%d in thousands", (number, text) => {
  expect(thousands(number)).toBe(text);
});

test.each([
  [1, "1 bytes"],
  [999_999, "999,999 bytes"],
  [1_000_000, "1.0 MB (1,000,000 bytes)"],
  [104_857_600, "104.9 MB (104,857,600 bytes)"],
])("%d bytes", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test("megabytes are decimal", () => {
  expect(megabytes(37_150_000)).toBe("37.1 MB");
});

test.each([
  [0.04, "0.0 s"],
  [9.94, "9.9 s"],
  [10, "10 s"],
  [11.5, "12 s"],
  [119.4, "119 s"],
  [119.6, "2 min 0 s"],
  [200, "3 min 20 s"],
])("%d seconds", (seconds, text) => {
  expect(secondsText(seconds)).toBe(text);
});

describe("places", () => {
  test.each([
    [["1"], "place 1"],
    [["1", "2"], "places 1 and 2"],
    [["1", "2", "3"], "places 1, 2 and 3"],
    [["1", "2", "3", "4", "5"], "places 1, 2, 3, 4 and 5"],
    [["1", "2", "3", "4", "5", "6", "7"], "places 1, 2, 3, 4, 5 and 2 more"],
  ])("%j", (ids, text) => {
    expect(placesText(ids)).toBe(text);
  });
});

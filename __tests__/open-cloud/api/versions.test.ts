import { expect, test } from "@jest/globals";
import { madeBetween, readPage } from "../../../src/open-cloud/api/versions.ts";

const item = (number: string, rest = {}) => ({ path: `assets/1818/versions/${number}`, ...rest });
const read = (value: unknown, status = 200) => readPage({ status, text: JSON.stringify(value) });

test.each([
  ["a bare array", [item("2", { published: true }), item("1")], undefined],
  ["an object", { assetVersions: [item("2", { published: true }), item("1")], nextPageToken: "t" }, "t"],
  ["another order", { assetVersions: [item("1"), item("2", { published: true })], nextPageToken: "" }, undefined],
])("reads %s, the newest first", (_, value, nextPageToken) => {
  const versions = [
    { number: "2", published: true },
    { number: "1", published: false },
  ];
  expect(read(value)).toEqual({ versions, ...(nextPageToken ? { nextPageToken } : {}) });
});

test("compares numbers beyond 2^53 as numbers", () => {
  const numbers = read([item("9007199254740993"), item("10"), item("9007199254740995")])?.versions.map((v) => v.number);
  expect(numbers).toEqual(["9007199254740995", "9007199254740993", "10"]);
});

test.each([
  ["an object without a list", {}],
  ["a list that is understood in part", [item("2"), { path: "assets/1818" }]],
  ["a version zero", [item("0")]],
  ["nothing in it", [null]],
])("does not take %s for a list", (_, value) => {
  expect(read(value)).toBeUndefined();
});

test("takes no page whose newest versions stand on another one", () => {
  expect(read({ assetVersions: [item("1"), item("2")], nextPageToken: "t" })).toBeUndefined();
});

test("takes no refusal and no web page for a list", () => {
  expect(read([], 404)).toBeUndefined();
  expect(readPage({ status: 200, text: "<html></html>" })).toBeUndefined();
});

test.each([
  ["7", "8", undefined],
  ["7", "7", undefined],
  // Identical bytes are answered with an old number.
  ["7", "3", undefined],
  ["7", "9", { several: false, text: "Version 8 was" }],
  ["7", "11", { several: true, text: "3 versions (8 to 10) were" }],
  ["9007199254740992", "9007199254740994", { several: false, text: "Version 9007199254740993 was" }],
])("between %s and %s", (known, uploaded, others) => {
  expect(madeBetween(known, uploaded)).toEqual(others);
});

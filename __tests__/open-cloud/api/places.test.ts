import { describe, expect, test } from "@jest/globals";
import { versionNumberOf } from "../../../src/open-cloud/api/places.ts";
import { answer } from "../outcomes.ts";

describe("the version number of an answer", () => {
  test.each([
    ["9007199254740993", '{"versionNumber":9007199254740993}', "application/json"],
    ["9223372036854775807", '{"versionNumber": 9223372036854775807 }', "text/plain"],
    ["12", '{"versionNumber":"12"}', "text/html"],
    ["7", '\uFEFF{"versionNumber":7}\n', "application/octet-stream"],
  ])("%s is read from %j, whatever its content type is", (number, body, contentType) => {
    expect(versionNumberOf(answer(200, body, { "content-type": contentType }))).toBe(number);
  });

  test.each([
    "{}",
    "",
    '{"versionNumber":0}',
    '{"versionNumber":-1}',
    '{"versionNumber":1.5}',
    '{"versionNumber":1e2}',
    '{"versionNumber":9007199254740993.0}',
    '{"versionNumber":null}',
    '{"versionNumber":"7a"}',
    '{"versionNumber":[7]}',
    "<html><title>Welcome</title>",
    "7",
  ])("is none in %j", (body) => {
    expect(versionNumberOf(answer(200, body))).toBeUndefined();
  });

  test("is none in a refusal, nor in an answer to half a file", () => {
    const body = '{"versionNumber":7}';
    expect(versionNumberOf(answer(500, body))).toBeUndefined();
    expect(versionNumberOf({ ...answer(200, body), bodySent: false })).toBeUndefined();
  });
});

import { describe, expect, test } from "@jest/globals";
import { isBusy, parseObject, readAnswer } from "../../src/open-cloud/answer.ts";

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };

describe("every form of answer is understood", () => {
  test.each([
    ["nothing", {}, "", { form: "nothing" }],
    ["white space", {}, " \r\n", { form: "nothing" }],
    [
      "text",
      { "content-type": "text/plain" },
      "Invalid Content stream",
      { form: "text", message: "Invalid Content stream" },
    ],
    [
      "code and message",
      JSON_TYPE,
      '{"code":"Conflict","message":"Busy"}',
      { form: "json", code: "Conflict", message: "Busy" },
    ],
    ["JSON sent as text", { "content-type": "text/plain" }, '{"message":"Busy"}', { form: "json", message: "Busy" }],
    [
      "errors",
      JSON_TYPE,
      '{"errors":[{"code":0,"message":"Invalid API Key"}]}',
      { form: "json", message: "Invalid API Key" },
    ],
    ["errors without a message", JSON_TYPE, '{"errors":[{"code":0,"message":""}]}', { form: "json" }],
    ["errors as texts", JSON_TYPE, '{"errors":["No"]}', { form: "json", message: "No" }],
    [
      "error and message",
      JSON_TYPE,
      '{"error":"NOT_FOUND","message":"No such place"}',
      { form: "json", code: "NOT_FOUND", message: "No such place" },
    ],
    [
      "code and message in error",
      JSON_TYPE,
      '{"error":{"code":"CannotManageAsset","message":"Not yours"}}',
      { form: "json", code: "CannotManageAsset", message: "Not yours" },
    ],
    ["a sentence as error", JSON_TYPE, '{"error":"No such universe."}', { form: "json", message: "No such universe." }],
    ["a word as error", JSON_TYPE, '{"error":"NOT_FOUND"}', { form: "json", code: "NOT_FOUND" }],
    [
      "a number as code",
      JSON_TYPE,
      '{"code":3,"message":"Bad key","details":[]}',
      { form: "json", message: "Bad key" },
    ],
    [
      "problem details",
      { "content-type": "application/problem+json" },
      '{"type":"https://tools.ietf.org/html/rfc7231#section-6.6.1","title":"An error occurred.","status":500,"traceId":"00-1"}',
      { form: "json", message: "An error occurred." },
    ],
    [
      "problem details with fields",
      JSON_TYPE,
      '{"title":"Validation failed.","errors":{"versionType":["is not valid","is too long"]}}',
      { form: "json", message: "Validation failed. versionType: is not valid is too long" },
    ],
    ["an array", JSON_TYPE, "[1]", { form: "text", message: "[1]" }],
    ["JSON cut off", JSON_TYPE, '{"versionNum', { form: "text", message: '{"versionNum' }],
    [
      "a page",
      { "content-type": "text/html" },
      "<html><head><title>502 Bad\nGateway</title></head><p>x",
      { form: "html", message: "502 Bad Gateway" },
    ],
    [
      "a page without a title",
      {},
      "<html><body><h1>400 Bad request</h1>\nYour browser",
      { form: "html", message: "400 Bad request" },
    ],
    ["a page without a heading", { "content-type": "text/html" }, "<p>no</p>", { form: "html" }],
  ])("%s", (_name, headers, text, said) => {
    expect(readAnswer({ headers, text })).toEqual(said);
  });
});

describe("a hostile answer of a megabyte is read at once", () => {
  const megabyte = (part: string) => part.repeat(Math.ceil(1_000_000 / part.length));
  test.each([
    ["title tags", "<title"],
    ["title tags with attributes", "<title a='b' "],
    ["headings", "<h1 "],
    ["angles", "<"],
    ["document types", "<!doctype html><title>"],
    ["escape sequences", "\u001b[;?;?"],
    ["control strings", "\u001b];?;?"],
    ["old workflow commands", "##"],
    ["white space", " \n"],
    ["escapes", "%25\\u0025&amp;"],
  ])("%s", (_name, part) => {
    const texts = [megabyte(part), JSON.stringify({ message: megabyte(part), code: megabyte(part) })];
    for (const text of [...texts, `{"errors":[${megabyte("[").slice(0, 1000)}`]) {
      for (const headers of [{}, { "content-type": "text/html" }]) {
        const began = performance.now();
        readAnswer({ headers, text });
        expect(performance.now() - began).toBeLessThan(1000);
      }
    }
  });
});

test("server text is made fit for a log line", () => {
  const message = `\u001b[31mred\u001b[0m\r\n::error::forged ##[add-mask]x \u202Eback ${"long ".repeat(200)}`;
  const said = readAnswer({ headers: {}, text: JSON.stringify({ message }) }).message ?? "";
  expect(said).toMatch(/^red ::error::forged ## \[add-mask\]x back long long/);
  expect(said.length).toBe(300);
  expect(readAnswer({ headers: {}, text: "::set-output name=x::y" }).message).toBe(": :set-output name=x::y");
});

test("whole numbers keep their digits", () => {
  expect(parseObject('{"versionNumber":9007199254740993}')).toEqual({ versionNumber: "9007199254740993" });
  expect(parseObject('{"versionNumber":7}')).toEqual({ versionNumber: 7 });
  for (const source of ["1e2", "9007199254740993.0", "1.0", "-0", "1E400"]) {
    expect(parseObject(`{"versionNumber":${source}}`)).toEqual({ versionNumber: source });
  }
  expect(parseObject('\uFEFF{"a":1.5}')).toEqual({ a: 1.5 });
  expect(parseObject("7")).toBeUndefined();
});

test.each([
  [409, '{"code":"Conflict","message":"Save failed. Server is busy and unable."}', true],
  [409, '{"code":"Conflict","message":"Please try again in a couple minutes."}', true],
  [409, '{"code":"Conflict","message":"Place is not part of the universe"}', false],
  [409, '{"code":"Conflict","message":"The businessman conflicts"}', false],
  [409, '{"code":"Busy"}', false],
  [400, '{"message":"Server is busy"}', false],
])("busy: %i %s is %s", (status, text, busy) => {
  expect(isBusy({ status, headers: {}, text })).toBe(busy);
});

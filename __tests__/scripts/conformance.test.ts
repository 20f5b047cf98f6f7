import { describe, expect, test } from "@jest/globals";
import { conform } from "../../scripts/conformance/conform.ts";
import { type Difference, type Finding, settle } from "../../scripts/conformance/differences.ts";
import { type Check, type Exchanged, readDocument } from "../../scripts/conformance/document.ts";
import { actionsWithoutRun, RUNS } from "../../scripts/conformance/runs.ts";

const document = readDocument({
  paths: {
    "/v1/things/{thingId}:turn": {
      post: {
        security: [{ "roblox-api-key": [] }],
        "x-roblox-scopes": [{ name: "thing:read" }, { name: "thing:write" }],
        "x-roblox-rate-limits": { perApiKeyOwner: { period: "MINUTE", maxInPeriod: 30 } },
        parameters: [
          { name: "thingId", in: "path", required: true, schema: { type: "integer" } },
          { name: "mode", in: "query", required: true, schema: { enum: ["a", "b"], type: "string" } },
        ],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses: {
          "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
          "204": {},
          "400": {},
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        required: ["name", "secret"],
        properties: {
          name: { type: "string", nullable: true },
          at: { type: "string", format: "date-time", readOnly: true },
          secret: { type: "string", writeOnly: true },
          parts: { type: "array", items: { properties: { size: { type: "integer" } } }, nullable: true },
        },
      },
    },
  },
});

const good: Exchanged = {
  method: "POST",
  path: "/v1/things/7:turn?mode=a",
  headers: { "content-type": "application/json; charset=utf-8", "x-api-key": "key", host: "any" },
  body: '{"name":"n","secret":"s"}',
  bodyBytes: 25,
  answer: { status: 200, contentType: "application/json", body: '{"name":null,"at":"2026-01-02T03:04:05Z"}' },
};
const operationOf = (exchange: Exchanged) => {
  const operation = document.find(exchange);
  if (!operation) throw new Error("no such operation");
  return operation;
};
const problems = (checks: readonly Check[]) =>
  checks.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));

test("what fits has no problem, and is counted", () => {
  const operation = operationOf(good);
  expect(problems(document.checkRequest(operation, good))).toEqual([]);
  expect(document.checkRequest(operation, good)).toHaveLength(6);
  expect(problems(document.checkAnswer(operation, good))).toEqual([]);
  expect(document.checkAnswer(operation, good)).toHaveLength(4);
});

test.each([
  ["GET", "/v1/things/7:turn"],
  ["POST", "/v1/things/7"],
  ["POST", "/v1/things/7/8:turn"],
])("%s %s is no operation", (method, path) => {
  expect(document.find({ method, path })).toBeUndefined();
});

describe("an answer", () => {
  test.each<[Exchanged["answer"], string[]]>([
    [{ status: 404, body: "" }, ["404 is not declared"]],
    [{ status: 400, contentType: "text/html", body: "any" }, []],
    [{ status: 204, body: "x" }, ["204 has no content by the document"]],
    [{ status: 200, contentType: "text/plain", body: "{}" }, ["200 is text/plain, not application/json"]],
    [{ status: 200, contentType: "application/json", body: "{" }, ["200 is no JSON"]],
    [{ status: 200, contentType: "application/json", body: "{}" }, ["200 must have required property 'name'"]],
    [{ status: 200, contentType: "application/json", body: '{"name":1}' }, ["200 /name must be string"]],
    [
      { status: 200, contentType: "application/json", body: '{"name":"n","at":"noon"}' },
      [expect.stringMatching(/^200 \/at must match/) as unknown as string],
    ],
    [
      { status: 200, contentType: "application/json", body: '{"name":"n","secret":"s","more":1}' },
      ["200 must NOT have additional properties: secret", "200 must NOT have additional properties: more"],
    ],
    [
      { status: 200, contentType: "application/json", body: '{"name":"n","parts":[{"size":1},{"size":"2"}]}' },
      ["200 /parts/#/size must be integer"],
    ],
  ])("%j", (answer, expected) => {
    expect(problems(document.checkAnswer(operationOf(good), { ...good, answer }))).toEqual(expected);
  });
});

describe("a request", () => {
  test.each<[string, Partial<Exchanged>, string[]]>([
    ["without its key", { headers: { "content-type": "application/json" } }, ["no key is sent"]],
    ["with another header", { headers: { ...good.headers, "x-more": "1" } }, ["header x-more is not declared"]],
    [
      "with another type",
      { headers: { ...good.headers, "content-type": "text/plain" } },
      ["is text/plain, not application/json"],
    ],
    ["with another parameter", { path: `${good.path}&more=1` }, ["query more is not declared"]],
    ["without a parameter", { path: "/v1/things/7:turn" }, ["mode is required"]],
    [
      "with a wrong parameter",
      { path: "/v1/things/7:turn?mode=c" },
      ["mode must be equal to one of the allowed values"],
    ],
    ["with a wrong path", { path: "/v1/things/x:turn?mode=a" }, ["thingId must be integer"]],
    [
      "with what is only read",
      { body: '{"name":"n","secret":"s","at":"x"}' },
      ["request must NOT have additional properties: at"],
    ],
  ])("%s", (_, changed, expected) => {
    const exchange = { ...good, ...changed };
    expect(problems(document.checkRequest(operationOf(exchange), exchange))).toEqual(expected);
  });
});

describe("a form", () => {
  const forms = readDocument({
    paths: {
      "/v1/things": {
        post: {
          security: [{ "roblox-api-key": [] }],
          requestBody: {
            content: {
              "multipart/form-data": {
                schema: {
                  properties: {
                    request: { properties: { name: { type: "string" } } },
                    file: { type: "string", format: "binary" },
                  },
                  required: ["request", "file"],
                },
              },
            },
          },
        },
      },
    },
  });
  const part = (name: string, text: string) =>
    `--line\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\nContent-Type: any/thing\r\n\r\n${text}\r\n`;
  test.each<[string, string[], string[]]>([
    ["is as it should be", [part("request", '{"name":"n"}'), part("file", "bytes\r\nof it")], []],
    ["lacks a part", [part("request", '{"name":"n"}')], ["the part file is required"]],
    [
      "has a part too many",
      [part("request", "{}"), part("file", "x"), part("more", "x")],
      ["the part more is not declared"],
    ],
    ["has a wrong value", [part("request", '{"name":1}'), part("file", "x")], ["request /name must be string"]],
    ["has no JSON", [part("request", "name"), part("file", "x")], ["request is no JSON"]],
  ])("%s", (_, parts, expected) => {
    const body = `${parts.join("")}--line--\r\n`;
    const headers = { "content-type": 'multipart/form-data; boundary="line"', "x-api-key": "key" };
    const exchange = { ...good, path: "/v1/things", headers, body, bodyBytes: body.length };
    const operation = forms.find(exchange);
    expect(operation && problems(forms.checkRequest(operation, exchange))).toEqual(expected);
  });
});

test("of two limits that the document gives, the lower one counts", () => {
  const limited = readDocument({
    paths: {
      "/v1/things": {
        get: {
          "x-roblox-rate-limits": { perApiKeyOwner: { period: "MINUTE", maxInPeriod: 300 } },
          "x-roblox-throttling-limit": { perApiKey: { periodInSeconds: "60", maxInPeriod: 100 } },
        },
      },
    },
  });
  const operation = limited.find({ method: "GET", path: "/v1/things" });
  if (!operation) throw new Error("no such operation");
  expect(problems(limited.checkAccess(operation, { scopes: [], perMinute: 100 }))).toEqual([]);
  expect(problems(limited.checkAccess(operation, { scopes: [], perMinute: 300 }))).toEqual([
    "300 a minute here, 100 there",
  ]);
});

test.each([
  [["thing:write", "thing:read"], 30, []],
  [["thing:read"], 30, ["thing:read here, thing:read,thing:write there"]],
  [["thing:write", "thing:read"], 31, ["31 a minute here, 30 there"]],
] as const)("the scopes %j and %i a minute", (scopes, perMinute, expected) => {
  expect(problems(document.checkAccess(operationOf(good), { scopes, perMinute }))).toEqual(expected);
});

test("a difference needs its entry, and an entry its difference", () => {
  const finding: Finding = {
    side: "answer",
    endpoint: "one",
    what: "status",
    problem: "429 is not declared",
    count: 1,
  };
  const entry: Difference = { side: "answer", endpoint: /^one$/, problem: /^429/, why: "said so" };
  expect(settle([finding], [entry])).toEqual({ unexplained: [], unneeded: [], explained: [[entry, [finding]]] });
  expect(settle([finding], [])).toMatchObject({ unexplained: [finding] });
  expect(settle([], [entry])).toMatchObject({ unneeded: [entry] });
  expect(settle([{ ...finding, side: "request" }], [entry])).toMatchObject({ unexplained: [{}], unneeded: [entry] });
});

test("every action that there is has a run", () => {
  expect(actionsWithoutRun()).toEqual([]);
});

describe("what becomes of a document that changes", () => {
  const PATH = "/cloud/v2/universes/{universe_id}:publishMessage";
  const operation = {
    security: [{ "roblox-api-key": [] }],
    "x-roblox-scopes": [{ name: "universe-messaging-service:publish" }],
    "x-roblox-rate-limits": { perApiKeyOwner: { period: "MINUTE", maxInPeriod: 5000 } },
    parameters: [{ name: "universe_id", in: "path", required: true, schema: { type: "string" } }],
    requestBody: {
      content: {
        "application/json": { schema: { properties: { topic: { type: "string" }, message: { type: "string" } } } },
      },
    },
    responses: { "200": { description: "OK" } },
  };
  const { message: _, ...withoutMessage } = operation.requestBody.content["application/json"].schema.properties;
  const onlyTopic = { content: { "application/json": { schema: { properties: withoutMessage } } } };
  const language = { name: "language", in: "query", required: true, schema: { type: "string" } };

  test.each<[string, object, string[]]>([
    ["nothing of it has changed", { [PATH]: { post: operation } }, []],
    [
      "what is of no interest is new",
      { [PATH]: { post: { ...operation, summary: "New words" } }, "/cloud/v2/others": { get: {} } },
      [],
    ],
    ["it is gone", { "/cloud/v2/others": { get: {} } }, ["not in the document"]],
    [
      "its scope has another name",
      { [PATH]: { post: { ...operation, "x-roblox-scopes": [{ name: "messages:send" }] } } },
      ["universe-messaging-service:publish here, messages:send there"],
    ],
    [
      "fewer calls are allowed",
      {
        [PATH]: {
          post: { ...operation, "x-roblox-rate-limits": { perApiKeyOwner: { period: "MINUTE", maxInPeriod: 50 } } },
        },
      },
      ["5000 a minute here, 50 there"],
    ],
    [
      "a field that we send is gone",
      { [PATH]: { post: { ...operation, requestBody: onlyTopic } } },
      ["request must NOT have additional properties: message"],
    ],
    [
      "it wants more",
      { [PATH]: { post: { ...operation, parameters: [...operation.parameters, language] } } },
      ["language is required"],
    ],
    [
      "it answers otherwise",
      { [PATH]: { post: { ...operation, responses: { "204": { description: "No content" } } } } },
      ["200 is not declared"],
    ],
  ])("%s", async (_, paths, expected) => {
    const runs = RUNS.filter(({ action }) => action === "publish-message");
    const { unexplained } = await conform({ paths }, { endpoints: ["publishMessage"], runs });
    expect([...new Set(unexplained.map(({ problem }) => problem))]).toEqual(expected);
  });
});

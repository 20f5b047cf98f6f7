import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { DEMO_KEY, publishingKey, type Simulator, startSimulator } from "../../simulator/index.ts";
import { readScenario } from "../../simulator/scenario.ts";
import { binaryPlace, call, callJson, upload } from "./client.ts";

const README = readFileSync(new URL("../../simulator/README.md", import.meta.url), "utf8");
const EXAMPLES = [...README.matchAll(/```json\n(.*?)```/gs)].map(([, example = ""]) => example);
const LUAU = "/cloud/v2/universes/4242/places/1818/luau-execution-session-tasks";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

/** What each example of the README changes, in its order. */
const SHOWN: readonly ((simulator: Simulator) => Promise<void>)[] = [
  async (started) => expect(await upload(started, { universe: "99", place: "7" })).toMatchObject({ status: 200 }),
  async (started) => expect(await upload(started)).toMatchObject({ body: '{"versionNumber":42}' }),
  async (started) => {
    const { body } = await callJson(started, "GET", "/cloud/v2/universes/4242");
    expect(body.group).toBe("groups/55");
  },
  async (started) => {
    expect(await upload(started)).toMatchObject({ status: 401 });
    expect(await upload(started, { key: "mine" })).toMatchObject({ status: 200 });
  },
  async (started) => {
    for (let task = 0; task < 4; task += 1) await callJson(started, "POST", LUAU, { script: "return 1" }, "runner");
    expect(
      started.tasks.map(({ scenario }) => [scenario.startSeconds, scenario.error?.code, scenario.neverStarts]),
    ).toEqual([
      [5, undefined, undefined],
      [undefined, "SCRIPT_ERROR", undefined],
      [undefined, undefined, true],
      [undefined, undefined, true],
    ]);
  },
  async (started) => {
    const { body } = await callJson(started, "POST", LUAU, { script: "return 1" }, "runner");
    const logs = await callJson(started, "GET", `/cloud/v2/${body.path}/logs`, undefined, "runner");
    expect(logs.status).toBe(200);
  },
  async (started) => {
    expect(await upload(started)).toMatchObject({ status: 409 });
    await expect(upload(started)).rejects.toThrow();
    expect(started.versions("1818")).toHaveLength(1);
    const task = `${LUAU.replace("luau-execution-session-tasks", "versions/1")}/luau-execution-sessions/a/tasks/b`;
    const reply = await call(started, task, { headers: { "x-api-key": "runner" } });
    expect(reply).toMatchObject({ status: 503, body: "later" });
  },
  async (started) => {
    await upload(started);
    expect(await upload(started)).toMatchObject({ body: '{"versionNumber":2}' });
  },
  async (started) => {
    await upload(started, { body: binaryPlace("one") });
    await upload(started, { body: binaryPlace("two") });
    expect(await upload(started, { body: binaryPlace("one") })).toMatchObject({ body: '{"versionNumber":1}' });
  },
  async (started) => {
    await upload(started);
    const body =
      '--line\r\nContent-Disposition: form-data; name="assetVersion"\r\n\r\nassets/1818/versions/1\r\n--line--\r\n';
    const headers = { "x-api-key": "runner", "content-type": "multipart/form-data; boundary=line" };
    const reply = await call(started, "/assets/v1/assets/1818/versions:rollback", { method: "POST", headers, body });
    expect(JSON.parse(reply.body)).toMatchObject({ path: "assets/1818/versions/2", published: true });
  },
  async (started) => {
    expect((await upload(started, { query: "" })).headers["content-type"]).toBe("application/json");
    expect(started.versions("1818")[0]?.versionType).toBe("Published");
  },
  async (started) => {
    const path = "/server-management/v1/universes/4242/restarts:forecast";
    const { body } = await callJson(started, "GET", path, undefined, "runner");
    expect(body.placeForecasts["1818"].latestPlaceVersion).toBe("40");
  },
  async (started) => {
    const statuses = [];
    for (let nth = 1; nth <= 3; nth += 1) statuses.push((await upload(started)).status);
    expect(statuses).toEqual([200, 200, 429]);
  },
  async (started) => expect(upload(started)).rejects.toThrow("the proxy answered 502"),
  async (started) => expect(upload(started)).rejects.toThrow(/certificate/),
  async (started) => {
    await upload(started);
    await upload(started, { body: binaryPlace("other") });
    expect(started.versions("1818").map(({ versionType }) => versionType)).toEqual([
      "Published",
      "Saved",
      "Published",
      "Published",
    ]);
  },
  async (started) => {
    await upload(started);
    const path = "/asset-delivery-api/v1/assetId/1818/version/1";
    expect(await call(started, path, { headers: { "x-api-key": DEMO_KEY } })).toMatchObject({ status: 403 });
    const { body } = await callJson(started, "GET", path, undefined, "runner");
    const { host, pathname, search } = new URL(body.locations[0].location);
    const reply = await call(started, pathname + search, { host });
    expect(host).toBe("c0.rbxcdn.com");
    expect(reply.headers).not.toHaveProperty("content-length");
    expect(gunzipSync(reply.bytes)).toEqual(binaryPlace());
  },
];

test("there is something to see for every example of the README", () => {
  expect(EXAMPLES).toHaveLength(SHOWN.length);
});

describe("an example of the README does what it says", () => {
  const scopes = [
    { name: "universe.place.luau-execution-session", operations: ["read", "write"] },
    { name: "universe", operations: ["read", "write"] },
    { name: "asset", operations: ["read", "write"] },
    { name: "legacy-asset", operations: ["manage"] },
  ];
  const runner = { secret: "runner", name: "runner", ownerId: "1", scopes };

  test.each(EXAMPLES.map((example, index) => [example, SHOWN[index]] as const))("%s", async (example, show) => {
    const options = readScenario(example);
    const keys = options.keys ?? [publishingKey(Object.keys(options.universes ?? { 4242: [] })), runner];
    simulator = await startSimulator({
      firstVersion: { 1818: example.includes("luau") ? "1" : "0" },
      ...options,
      keys,
    });
    await show?.(simulator);
  });
});

test.each([
  ["{", "The scenario is not JSON"],
  ["[]", "The scenario: must be object."],
  ['{"universe":{}}', 'The scenario: there is no field "universe".'],
  ['{"universes":{"0":[]}}', 'universes: "0" is not an id.'],
  ['{"keys":[{"name":"a","ownerId":"1","scopes":[]}]}', 'keys[0]: the field "secret" is missing.'],
  [
    '{"publishing":{"contentType":"text/html"}}',
    "publishing.contentType: must be one of text/plain, application/json.",
  ],
  ['{"faults":[{"endpoint":"publsh","fault":{"kind":"pause"}}]}', "faults[0].endpoint: must be one of "],
  ['{"faults":[{"endpoint":"publish","fault":{"kind":"delay"}}]}', 'faults[0].fault: the field "seconds" is missing.'],
  [
    '{"faults":[{"endpoint":"publish","fault":{"kind":"answer","answer":"bizzy"}}]}',
    "faults[0].fault.answer: must be one of invalidContent, ",
  ],
  ['{"luau":{"tasks":[{"runSeconds":"3"}]}}', "luau.tasks[0].runSeconds: must be number."],
])("a scenario that cannot be used: %s", (content, message) => {
  expect(() => readScenario(content)).toThrow(message);
});

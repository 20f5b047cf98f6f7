import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { DEMO_KEY, keyForAll, publishingKey, type Simulator, startSimulator } from "../../simulator/index.ts";
import { FAULT_KINDS, readScenario, scenarioSchema } from "../../simulator/scenario.ts";
import { binaryPlace, call, callJson, connect, upload } from "./client.ts";

const README = readFileSync(new URL("../../simulator/README.md", import.meta.url), "utf8");
const EXAMPLES = [...README.matchAll(/```json\n(.*?)```/gs)].map(([, example = ""]) => example);
const LUAU = "/cloud/v2/universes/4242/places/1818/luau-execution-session-tasks";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

function grantUse(started: Simulator, assetId: number) {
  const body = { subjectType: "Universe", subjectId: "4242", action: "Use", requests: [{ assetId }] };
  return callJson(started, "PATCH", "/asset-permissions-api/v1/assets/permissions", body);
}

async function createAsset(started: Simulator) {
  const request = { assetType: "Model", displayName: "Tree", creationContext: { creator: { userId: "100001" } } };
  const part = (name: string, type: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
  const { body } = await call(started, "/assets/v1/assets", {
    method: "POST",
    headers: { "x-api-key": DEMO_KEY, "content-type": "multipart/form-data; boundary=b" },
    body: `${part("request", "application/json", JSON.stringify(request))}${part("fileContent", "model/x-rbxm", "x")}--b--\r\n`,
  });
  return JSON.parse(body);
}

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
    const versions = await callJson(started, "GET", "/assets/v1/assets/1818/versions", undefined, "mine");
    expect(versions.status).toBe(200);
  },
  async (started) => {
    const known = [];
    for (const key of ["off", "old", "far", "gone"]) {
      expect(await upload(started, { key })).toMatchObject({ status: 401 });
      known.push((await callJson(started, "POST", "/api-keys/v1/introspect", { apiKey: key })).body);
    }
    const invalid = { errors: [{ message: "Invalid API Key" }] };
    expect(known).toMatchObject([{ enabled: false }, { expired: true }, invalid, invalid]);
  },
  async (started) => {
    for (let task = 0; task < 6; task += 1) await callJson(started, "POST", LUAU, { script: "return 1" }, "runner");
    expect(started.tasks.map(({ scenario }) => scenario)).toMatchObject([
      { queueSeconds: 2, startSeconds: 5, runSeconds: 1 },
      { error: { code: "SCRIPT_ERROR" } },
      { cancelled: true },
      { binaryOutput: Buffer.from("output") },
      { neverStarts: true },
      { neverStarts: true },
    ]);
  },
  async (started) => {
    const { body } = await callJson(started, "POST", LUAU, { script: "return 1" }, "runner");
    const logs = await callJson(started, "GET", `/cloud/v2/${body.path}/logs`, undefined, "runner");
    expect(logs.status).toBe(200);
  },
  async (started) => {
    const looks = [];
    for (let look = 0; look < 3; look += 1) looks.push(await callJson(started, "GET", "/assets/v1/assets/7"));
    expect(looks.map(({ body }) => body.moderationResult.moderationState)).toEqual([
      ...["Reviewing", "Reviewing", "Rejected"],
    ]);
    expect(looks[0]?.body).toMatchObject({ displayName: "####", assetType: "Model" });
    const grant = await grantUse(started, 7);
    expect(grant.body).toEqual({ successAssetIds: [], errors: [{ assetId: 7, code: "CannotManageSubject" }] });
    expect(await createAsset(started)).toMatchObject({ operationId: expect.any(String), done: false });
  },
  async (started) => {
    const created = await createAsset(started);
    expect(Object.keys(created)).toEqual(["path"]);
    const path = `/assets/v1/${created.path}`;
    const polls = [await callJson(started, "GET", path), await callJson(started, "GET", path)];
    expect(polls[1]?.body).toMatchObject({ done: true, error: { code: 400, message: "The file is broken." } });
    const quotas = await callJson(started, "GET", "/cloud/v2/users/100001/asset-quotas");
    expect(quotas.body.assetQuotas).toMatchObject([{ usage: 100, capacity: 100 }]);
  },
  async (started) => {
    expect(await createAsset(started)).toMatchObject({ errors: [{ message: "User is moderated" }] });
  },
  async (started) => {
    const headers = { "x-api-key": "runner", "content-type": "multipart/form-data; boundary=b" };
    const body = "x".repeat(21_000_000);
    const path = "/assets/v1/assets";
    expect(await call(started, path, { method: "POST", headers, body })).toMatchObject({ status: 400 });
    expect(started.assets).toMatchObject([{ assetType: "Plugin", version: 1 }]);
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
    const socket = await connect(started);
    expect(socket.alpnProtocol).toBe("h2");
    socket.destroy();
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

/** The paths of all that an object has: `luau.tasks.log`. */
function pathsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, path));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [own, ...pathsOf(item, own)];
  });
}

/** The same of what a schema allows; of faults, whose fields differ, the kinds. */
function allowedBy(schema: unknown, path = ""): string[] {
  const { properties = {}, items } = (schema ?? {}) as { properties?: object; items?: object };
  if (path === "faults.fault") return [];
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      const own = path === "" ? name : `${path}.${name}`;
      return [own, ...allowedBy(property, own)];
    }),
    ...(items ? allowedBy(items, path) : []),
  ];
}

test("the README has an example of every field, and every kind of fault", () => {
  const shown = new Set(EXAMPLES.flatMap((example) => pathsOf(JSON.parse(example))));
  const allowed = allowedBy(scenarioSchema());
  expect(allowed.length).toBeGreaterThan(50);
  expect(allowed.filter((path) => !shown.has(path))).toEqual([]);
  const kinds = [...README.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual(FAULT_KINDS);
});

describe("an example of the README does what it says", () => {
  const runner = { ...keyForAll(["4242"]), secret: "runner" };

  test.each(EXAMPLES.map((example, index) => [example, SHOWN[index]] as const))("%s", async (example, show) => {
    const options = readScenario(example);
    const universeIds = Object.keys(options.universes ?? { 4242: [] });
    const keys = options.keys ?? [
      example.includes("assets") ? keyForAll(universeIds) : publishingKey(universeIds),
      runner,
    ];
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

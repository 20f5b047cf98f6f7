import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  DEMO_KEY,
  publishingKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { createClock } from "../../harness/clock.ts";
import { binaryPlace, call, callJson, upload } from "../client.ts";

const CREATOR = { userIds: ["100001"] };
const FETCH = { name: "legacy-asset", operations: ["manage"], ...CREATOR };
const LIST = { name: "asset", operations: ["read"], ...CREATOR };
const key = publishingKey(["4242"]);
const keys = [{ ...key, scopes: [...key.scopes, FETCH, LIST] }];

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ keys, ...options });
  return simulator;
};
afterEach(() => simulator.close());

const DELIVERY = "/asset-delivery-api/v1/assetId/1818";
const ask = async (version: string) => (await callJson(simulator, "GET", `${DELIVERY}${version}`)).body;
const get = (location: string, headers: Record<string, string> = {}) => {
  const { host, pathname, search } = new URL(location);
  return call(simulator, pathname + search, { host, headers });
};
const bytesOf = async (version: string) => (await get((await ask(version)).location)).bytes;

describe("one list of versions", () => {
  test("is shared by publishing, Studio, the list and delivery", async () => {
    const [before, built, saved] = ["before", "built", "saved"].map((text) => binaryPlace(text)) as Buffer[];
    await start({
      studioSaves: [
        { placeId: "1818", place: before as Buffer, versionType: "Published" },
        { placeId: "1818", place: saved as Buffer, before: { endpoint: "assetVersions" } },
      ],
    });
    expect(await upload(simulator, { body: built as Buffer })).toMatchObject({ body: '{"versionNumber":2}' });
    const { body } = await callJson(simulator, "GET", "/assets/v1/assets/1818/versions");
    expect(
      body.assetVersions.map(({ path, published }: { path: string; published?: true }) => [path, published]),
    ).toEqual([
      ["assets/1818/versions/3", undefined],
      ["assets/1818/versions/2", true],
      ["assets/1818/versions/1", true],
    ]);
    for (const [index, content] of [before, built, saved].entries()) {
      expect(await bytesOf(`/version/${index + 1}`)).toEqual(content);
    }
    expect(simulator.saveInStudio({ placeId: "1818", place: saved as Buffer })).toBe("4");
    expect(simulator.versions("1818").map(({ file }) => readFileSync(file))).toEqual([saved, saved, built, before]);
  });

  test.each([
    ["published", "1"],
    ["newest", "3"],
    ["stale", "2"],
  ] as const)("without a number: %s", async (unversioned, content) => {
    const place = (text: string) => ({ placeId: "1818", place: binaryPlace(text) });
    await start({
      delivery: { unversioned },
      studioSaves: [{ ...place("1"), versionType: "Published" }, place("2"), place("3")],
    });
    expect(await bytesOf("")).toEqual(binaryPlace(content));
  });
});

describe("the host with the bytes", () => {
  const studioSaves = [{ placeId: "1818", place: binaryPlace("one") }];

  test("refuses a key, and the violation is on record", async () => {
    await start({ studioSaves });
    const { location } = await ask("/version/1");
    expect(await get(location, { "x-api-key": DEMO_KEY })).toMatchObject({ status: 400 });
    expect(simulator.strayKeys()).toMatchObject([{ host: "contentdelivery.roblox.com", endpoint: "placeBytes" }]);
  });

  test("compresses for whoever takes that", async () => {
    await start({ studioSaves });
    const { location, assetMetadatas } = await ask("/version/1");
    const reply = await get(location, { "accept-encoding": "gzip" });
    expect(reply.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(reply.bytes)).toEqual(binaryPlace("one"));
    expect(assetMetadatas).toEqual([{ metadataType: 1, value: String(binaryPlace("one").length) }]);
  });

  test("takes no other token, and its own for a while", async () => {
    const clock = createClock();
    await start({ studioSaves, clock, delivery: { addressSeconds: 60, expiredStatus: 410 } });
    const { location } = await ask("/version/1");
    expect(await get(location.replace(/.$/, (last: string) => (last === "0" ? "1" : "0")))).toMatchObject({
      status: 403,
    });
    expect(await get(location)).toMatchObject({ status: 200 });
    clock.jump(clock.now() + 60_000);
    expect(await get(location)).toMatchObject({ status: 410 });
  });
});

test.each<[string, SimulatorOptions["delivery"], object[], number, string]>([
  ["without the scope", {}, [LIST], 401, "Authorization has been denied for this request."],
  ["without the scope, as users report", { withoutScope: 403 }, [LIST], 403, "Scope not authorized"],
  ["for another creator", {}, [{ ...FETCH, userIds: ["7"] }], 200, "User is not authorized to access Asset."],
  [
    "for another creator, by status",
    { forbidden: "403" },
    [{ ...FETCH, userIds: ["7"] }],
    403,
    "User is not authorized",
  ],
])("a key %s", async (_, delivery, scopes, status, message) => {
  await start({ keys: [{ ...key, scopes: scopes as typeof key.scopes }], delivery: delivery ?? {} });
  const reply = await callJson(simulator, "GET", `${DELIVERY}/version/1`);
  expect(reply.status).toBe(status);
  expect(JSON.stringify(reply.body)).toContain(message);
});

test("a version that does not exist is an error inside of a success", async () => {
  await start();
  expect(await ask("/version/9")).toEqual({ errors: [{ code: 404, message: "Request asset was not found" }] });
});

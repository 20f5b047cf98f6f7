import { afterEach, describe, expect, test } from "@jest/globals";
import {
  DEMO_KEY,
  type KeyScope,
  keyForAll,
  publishingKey,
  type RateLimit,
  type Simulator,
  startSimulator,
} from "../../../simulator/index.ts";
import { permits } from "../../../simulator/server/access.ts";
import { call, callJson } from "../client.ts";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

test("the key for trying things by hand may do everything, in its own universes and for its owner", async () => {
  const key = keyForAll(["4242"]);
  simulator = await startSimulator({ keys: [key] });
  for (const { access, path } of Object.values(simulator.endpoints)) {
    if (access?.scope === undefined) continue;
    const universeId = path.source.includes("<universe>") ? "4242" : undefined;
    const creator = access.creatorOf && { userId: key.ownerId };
    expect({ [access.scope]: permits(key, access.scope, access.operations, { universeId, creator }) }).toEqual({
      [access.scope]: true,
    });
  }
  expect(permits(key, "universe-places", ["write"], { universeId: "7" })).toBe(false);
  expect(permits(key, "asset", ["read"], { creator: { userId: "7" } })).toBe(false);
});

describe("entries of one scope count together", () => {
  const read = { name: "asset", operations: ["read"] };
  const write = { name: "asset", operations: ["write"] };
  test.each<[string, KeyScope[], boolean]>([
    ["one entry with both", [{ name: "asset", operations: ["read", "write"] }], true],
    ["one entry each", [read, write], true],
    ["one of them missing", [read], false],
    ["one of them for another universe", [read, { ...write, universeIds: ["2"] }], false],
    [
      "each for the universe, beside others",
      [read, { ...write, universeIds: ["2"] }, { ...write, universeIds: ["1"] }],
      true,
    ],
    ["of another scope", [read, { ...write, name: "universe" }], false],
  ])("%s", (_, scopes, expected) => {
    const key = { ...publishingKey([]), scopes };
    expect(permits(key, "asset", ["read", "write"], { universeId: "1" })).toBe(expected);
  });
});

describe("a window that all endpoints share", () => {
  const scopes = [{ name: "universe", operations: ["read", "write"], universeIds: ["*"] }];
  const forecast = () =>
    call(simulator as Simulator, "/server-management/v1/universes/4242/restarts:forecast", {
      headers: { "x-api-key": DEMO_KEY },
    });
  const restart = () => callJson(simulator as Simulator, "POST", "/cloud/v2/universes/4242:restartServers", {});
  const start = async (rateLimit: Partial<RateLimit>) => {
    simulator = await startSimulator({ keys: [{ ...publishingKey([]), scopes }], rateLimit });
  };

  test("is full although none of the endpoints' own is", async () => {
    await start({ sharedRequests: 2 });
    expect(await forecast()).toMatchObject({
      status: 200,
      headers: { "x-ratelimit-limit": "2, 100;w=60, 2;w=60", "x-ratelimit-remaining": "1" },
    });
    expect(await restart()).toMatchObject({ status: 200 });
    expect(await forecast()).toMatchObject({ status: 429, headers: { "x-ratelimit-remaining": "0" } });
  });

  test("is not there by default", async () => {
    await start({});
    for (let nth = 0; nth < 3; nth += 1) expect((await restart()).status).toBe(200);
    expect((await forecast()).headers["x-ratelimit-limit"]).toBe("100, 100;w=60");
  });
});

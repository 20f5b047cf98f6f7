import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  type KeyScope,
  publishingKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { binaryPlace, call, callJson, upload } from "../client.ts";

let simulator: Simulator;
/** A simulator whose demo key may publish, and has this scope besides. */
const start = async (scope: KeyScope, options: SimulatorOptions = {}) => {
  const key = publishingKey(["*"]);
  simulator = await startSimulator({
    universes: { "4242": ["1818", "9223372036854775807"], "5555": ["1820"] },
    keys: [{ ...key, scopes: [...key.scopes, scope] }],
    ...options,
  });
};
afterEach(() => simulator.close());

const denied = (scope: string) => ({
  status: 403,
  body: { code: "PERMISSION_DENIED", message: expect.stringContaining(scope) },
});
const publishes = async (count: number, query?: string) => {
  for (let nth = 1; nth <= count; nth += 1) {
    await upload(simulator, { body: binaryPlace(`${query} ${nth}`), ...(query !== undefined && { query }) });
  }
};

describe("restarting servers", () => {
  const writer = { name: "universe", operations: ["write"], universeIds: ["4242"] };
  const restart = (body: unknown, universe = "4242") =>
    callJson(simulator, "POST", `/cloud/v2/universes/${universe}:restartServers`, body);

  test("is recorded, with its defaults", async () => {
    await start(writer);
    expect(await restart({})).toMatchObject({ status: 200, body: {}, headers: { "x-ratelimit-limit": "30, 30;w=60" } });
    const all =
      '{"placeIds":[1818,9223372036854775807],"closeAllVersions":true,"bleedOffServers":true,"bleedOffDurationMinutes":60}';
    expect((await restart(all)).status).toBe(200);
    expect(simulator.restarts).toMatchObject([
      { universeId: "4242", placeIds: [], closeAllVersions: false, bleedOffServers: false },
      {
        placeIds: ["1818", "9223372036854775807"],
        closeAllVersions: true,
        bleedOffServers: true,
        bleedOffDurationMinutes: 60,
      },
    ]);
  });

  test.each<[string, unknown]>([
    ["no JSON", ""],
    ["a list", []],
    ["a field that does not exist", { bleedOff: true }],
    ["ids in strings", { placeIds: ["1818"] }],
    ["a place of another universe", { placeIds: [1820] }],
    ["a flag in a string", { closeAllVersions: "true" }],
    ["the other flag in a string", { bleedOffServers: "true" }],
    ["no minutes", { bleedOffServers: true, bleedOffDurationMinutes: 0 }],
    ["too many minutes", { bleedOffServers: true, bleedOffDurationMinutes: 61 }],
    ["half a minute", { bleedOffServers: true, bleedOffDurationMinutes: 1.5 }],
  ])("refuses %s", async (_, body) => {
    await start(writer);
    expect(await restart(body)).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    expect(simulator.restarts).toEqual([]);
  });

  test("refuses keys without the scope, and unknown universes", async () => {
    await start({ ...writer, operations: ["read"] });
    expect(await restart({})).toMatchObject(denied("universe:write"));
    await simulator.close();
    await start(writer);
    expect(await restart({}, "5555")).toMatchObject(denied("universe:write"));
    await simulator.close();
    await start({ ...writer, universeIds: ["*"] });
    expect(await restart({}, "1")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  test("may be carried out although the answer is lost", async () => {
    await start(writer, {
      fault: ({ endpoint }, nth) =>
        endpoint === "restartServers" && nth === 1
          ? { kind: "answer", answer: answers.unavailable, carriedOut: true }
          : undefined,
    });
    expect((await restart({})).status).toBe(503);
    expect(simulator.restarts).toHaveLength(1);
  });
});

describe("publishing a message", () => {
  const publisher = { name: "universe-messaging-service", operations: ["publish"], universeIds: ["4242"] };
  const say = (body: unknown, universe = "4242") =>
    callJson(simulator, "POST", `/cloud/v2/universes/${universe}:publishMessage`, body);

  test("is recorded and answered with nothing", async () => {
    await start(publisher);
    const longest = { topic: "t".repeat(80), message: "m".repeat(1024) };
    expect(await say(longest)).toMatchObject({ status: 200, body: undefined });
    expect(simulator.messages).toMatchObject([{ universeId: "4242", ...longest }]);
  });

  test.each<[string, unknown]>([
    ["no topic", { message: "m" }],
    ["an empty topic", { topic: "", message: "m" }],
    ["a topic that is too long", { topic: "t".repeat(81), message: "m" }],
    ["no message", { topic: "t" }],
    ["a message that is too long", { topic: "t", message: "m".repeat(1025) }],
    ["a message that is too long in bytes", { topic: "t", message: "é".repeat(513) }],
    ["a number", { topic: "t", message: 1 }],
  ])("refuses %s", async (_, body) => {
    await start(publisher);
    expect(await say(body)).toMatchObject({ status: 400, body: { code: "INVALID_ARGUMENT" } });
    expect(simulator.messages).toEqual([]);
  });

  test("refuses keys without the scope", async () => {
    await start(publisher);
    expect(await say({ topic: "t", message: "m" }, "5555")).toMatchObject(denied("universe-messaging-service:publish"));
  });
});

describe("a message by the older endpoint", () => {
  const publisher = { name: "universe-messaging-service", operations: ["publish"], universeIds: ["4242"] };
  const say = (topic: string, body: unknown, universe = "4242") =>
    callJson(simulator, "POST", `/messaging-service/v1/universes/${universe}/topics/${topic}`, body);

  test("goes to the same topics", async () => {
    await start(publisher);
    expect(await say("a%20b", { message: "soon" })).toMatchObject({ status: 200, body: undefined });
    expect(simulator.messages).toMatchObject([{ universeId: "4242", topic: "a b", message: "soon" }]);
  });

  test.each<[string, string, unknown, string, number]>([
    ["a topic that is too long", "t".repeat(81), { message: "m" }, "4242", 400],
    ["a topic that is not encoded well", "%", { message: "m" }, "4242", 400],
    ["no message", "t", {}, "4242", 400],
    ["another experience", "t", { message: "m" }, "5555", 403],
  ])("refuses %s", async (_, topic, body, universe, status) => {
    await start(publisher);
    expect((await say(topic, body, universe)).status).toBe(status);
    expect(simulator.messages).toEqual([]);
  });
});

describe("the settings of universe and place", () => {
  const PLACE = "/cloud/v2/universes/4242/places/1818";
  const writer = { name: "universe.place", operations: ["write"], universeIds: ["4242"] };

  test("are read with any key", async () => {
    await start({ name: "asset", operations: ["read"] }, { creators: { "4242": { groupId: "7" } } });
    expect(await callJson(simulator, "GET", "/cloud/v2/universes/4242")).toMatchObject({
      status: 200,
      body: { path: "universes/4242", group: "groups/7", rootPlace: "universes/4242/places/1818" },
    });
    expect(await callJson(simulator, "GET", PLACE)).toMatchObject({
      status: 200,
      body: { path: "universes/4242/places/1818", root: true, displayName: expect.any(String) },
    });
    expect(await callJson(simulator, "GET", PLACE.replace("1818", "7"))).toMatchObject({ status: 404 });
  });

  test("are changed by mask, and only what may be", async () => {
    await start(writer);
    const body = { displayName: "Lobby", serverSize: 9 };
    expect(await callJson(simulator, "PATCH", `${PLACE}?updateMask=serverSize`, body)).toMatchObject({
      status: 200,
      body: { displayName: "Place 1818", serverSize: 9 },
    });
    expect((await callJson(simulator, "GET", PLACE)).body).toMatchObject({ serverSize: 9 });
    expect(await callJson(simulator, "PATCH", `${PLACE}?updateMask=root`, { root: false })).toMatchObject({
      status: 400,
    });
    expect(await callJson(simulator, "PATCH", PLACE, { serverSize: "many" })).toMatchObject({ status: 400 });
    expect(await callJson(simulator, "PATCH", "/cloud/v2/universes/4242", {})).toMatchObject(denied("universe:write"));
  });

  test("have a price of private servers, which goes by the mask alone", async () => {
    await start({ name: "universe", operations: ["write"] });
    const path = "/cloud/v2/universes/4242";
    expect((await callJson(simulator, "GET", path)).body.privateServerPriceRobux).toBe(0);
    const unset = { privateServerPriceRobux: null };
    expect(await callJson(simulator, "PATCH", path, unset)).toMatchObject({ status: 400 });
    expect(await callJson(simulator, "PATCH", `${path}?updateMask=voiceChatEnabled`, {})).toMatchObject({
      status: 400,
    });
    const changed = await callJson(simulator, "PATCH", `${path}?updateMask=privateServerPriceRobux`, unset);
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body).not.toHaveProperty("privateServerPriceRobux");
  });
});

describe("version notes", () => {
  const writer = { name: "universe.place", operations: ["write"] };
  const note = (body: unknown, version = "1", place = "1818") =>
    callJson(simulator, "POST", `/place-version-history-api/v1/${place}/version/${version}/notes`, body);
  const notes = { title: "1.2.0", description: "Lobby\nfixed" };

  test("stand at their version", async () => {
    await start({ ...writer, universeIds: ["*"] });
    await publishes(2);
    const reply = await note(notes);
    expect(reply).toMatchObject({
      status: 200,
      body: { placeVersion: { version: "1", ...notes, hasNotes: true, publishStatus: 2 } },
    });
    expect((await note(notes, "2")).body.placeVersion).toMatchObject({ isPublished: true, publishStatus: 1 });
    await publishes(1, "?versionType=Saved");
    expect((await note(notes, "3")).body.placeVersion).toMatchObject({ isPublished: false, publishStatus: 0 });
    expect(simulator.versions("1818")).toMatchObject([{ notes }, { notes }, { notes }]);
  });

  test.each<[string, unknown, string, number]>([
    ["with a title that is no text", { title: 1 }, "1", 400],
    ["without an object", [], "1", 400],
    ["of an unknown version", notes, "3", 400],
    ["of no version", notes, "latest", 400],
  ])("are refused %s", async (_, body, version, status) => {
    await start(writer);
    await publishes(2);
    expect(await note(body, version)).toMatchObject({ status, body: { message: expect.any(String) } });
    expect(simulator.versions("1818")[0]).not.toHaveProperty("notes");
  });

  test("may lack either field, or have null in it", async () => {
    await start(writer);
    await publishes(1);
    expect((await note({ title: "t" })).body.placeVersion).toMatchObject({ title: "t", description: "" });
    expect((await note({ title: null, description: "d" })).body.placeVersion).toMatchObject({
      title: "t",
      description: "d",
    });
  });

  test("name their author as a number, and come as text/json too", async () => {
    await start(writer);
    await publishes(1);
    const reply = await call(simulator, "/place-version-history-api/v1/1818/version/1/notes", {
      method: "POST",
      headers: { "x-api-key": DEMO_KEY, "content-type": "text/json" },
      body: JSON.stringify(notes),
    });
    expect(JSON.parse(reply.body).placeVersion).toMatchObject({ ...notes, contributors: [100001], createdBy: 100001 });
  });

  test("need a key that is not restricted to experiences", async () => {
    await start({ ...writer, universeIds: ["4242"] });
    await publishes(1);
    const message = "Scope must be configured to allow all resources";
    expect(await note(notes)).toMatchObject({ status: 403, body: { code: 403, error: "Forbidden", message } });
  });

  test("need the scope", async () => {
    await start({ ...writer, name: "universe" });
    await publishes(1);
    expect(await note(notes)).toMatchObject({ status: 403, body: { code: 403, message: "Scope not authorized" } });
  });
});

describe("the restart forecast", () => {
  const reader = { name: "universe", operations: ["read"], universeIds: ["4242"] };
  const forecast = async (universe = "4242") =>
    callJson(simulator, "GET", `/server-management/v1/universes/${universe}/restarts:forecast`);

  test("shows the newest published version as a string, and no place that has none", async () => {
    await start(reader, { firstVersion: { "1818": "9007199254740993" } });
    expect((await forecast()).body.placeForecasts).toMatchObject({
      "1818": { latestPlaceVersion: "9007199254740993" },
    });
    await publishes(1);
    await publishes(1, "?versionType=Saved");
    const { placeForecasts } = (await forecast()).body;
    expect(placeForecasts).toEqual({
      "1818": expect.objectContaining({ latestPlaceVersion: "9007199254740994", isNotInUniverse: false }),
    });
  });

  test("may lag behind, or leave out a place", async () => {
    await start(reader, { readBack: { liveAfterSeconds: 0.2 } });
    await publishes(1);
    expect((await forecast()).body.placeForecasts).toEqual({});
    await new Promise((resolve) => setTimeout(resolve, 220));
    expect((await forecast()).body.placeForecasts).toHaveProperty("1818");
    await simulator.close();
    await start(reader, { readBack: { idlePlaces: ["1818"] } });
    await publishes(1);
    expect((await forecast()).body.placeForecasts).toEqual({});
  });

  test("shows what the servers run, which need not be what was published last", async () => {
    await start(reader, { readBack: { runningVersions: { "1818": "1" } } });
    await publishes(2);
    expect((await forecast()).body.placeForecasts).toMatchObject({
      "1818": { latestPlaceVersion: "1", totalInstances: 1, instancesPerVersion: { "1": 1 } },
    });
  });

  test("refuses keys for other experiences, in ProblemDetails", async () => {
    await start(reader);
    const reply = await forecast("5555");
    expect(reply).toMatchObject({ status: 403, body: { title: "Forbidden", status: 403 } });
    expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
  });
});

describe("asset versions", () => {
  const reader = { name: "asset", operations: ["read"] };
  const versions = async (rest = "", place = "1818") =>
    callJson(simulator, "GET", `/assets/v1/assets/${place}/versions${rest}`);

  test("are an object, eight to a page, newest first; only a published one says so", async () => {
    await start(reader);
    await publishes(8);
    await publishes(1, "?versionType=Saved");
    const first = (await versions()).body;
    expect(first.assetVersions).toHaveLength(8);
    const common = {
      creationContext: { creator: { userId: 100001 } },
      moderationResult: { moderationState: "Approved" },
    };
    expect(first.assetVersions.slice(0, 2)).toEqual([
      { path: "assets/1818/versions/9", ...common },
      { path: "assets/1818/versions/8", ...common, published: true },
    ]);
    expect((await versions(`?pageToken=${first.nextPageToken}`)).body).toEqual({
      assetVersions: [expect.objectContaining({ path: "assets/1818/versions/1" })],
    });
    expect((await versions("/8")).body).toMatchObject({ path: "assets/1818/versions/8", published: true });
  });

  test("or a bare array", async () => {
    await start(reader, { readBack: { assetVersions: "array" } });
    await publishes(3);
    expect((await versions("?maxPageSize=2")).body).toMatchObject([
      { path: "assets/1818/versions/3" },
      { path: "assets/1818/versions/2" },
    ]);
  });

  test.each([
    [{ userIds: ["100001"] }, undefined, 200],
    [{ userIds: ["*"] }, undefined, 200],
    [{ userIds: ["5"] }, undefined, 403],
    [{ groupIds: ["7"] }, undefined, 403],
    [{ groupIds: ["7"] }, { groupId: "7" }, 200],
    [{ userIds: ["7"] }, { groupId: "7" }, 403],
  ])("with a scope restricted to creators, %j, of %j: %i", async (restriction, creator, status) => {
    await start({ ...reader, ...restriction }, creator && { creators: { "4242": creator } });
    expect((await versions()).status).toBe(status);
  });

  test.each([
    ["?maxPageSize=51", "1818", 400],
    ["?maxPageSize=0", "1818", 400],
    ["?pageToken=x", "1818", 400],
    ["", "1", 404],
    ["/5", "1818", 404],
  ])("%s of %s: %i", async (rest, place, status) => {
    await start(reader);
    expect((await versions(rest, place)).status).toBe(status);
  });

  test("need the scope, for all resources", async () => {
    await start({ name: "universe", operations: ["read"] });
    expect(await versions()).toMatchObject({ status: 403, body: JSON.parse(answers.scopeNotAuthorized.body) });
    await simulator.close();
    await start({ ...reader, universeIds: ["4242"] });
    expect(await versions("/1")).toMatchObject({ status: 403, body: JSON.parse(answers.scopeNeedsAllResources.body) });
  });
});

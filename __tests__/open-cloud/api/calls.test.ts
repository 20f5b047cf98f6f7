/** What each call sends to a simulated Roblox, whether it is made again when its answer was lost, and what it makes of ends. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import {
  answers,
  coded,
  type EndpointName,
  errors,
  type Fault,
  type HttpResponse,
  json,
  keyForAll,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import type { Client } from "../../../src/open-cloud/client.ts";
import { always, faultOf } from "../../harness/faults.ts";
import { ask, type Setting } from "../../harness/in-process.ts";
import { binaryPlace } from "../../simulator/client.ts";
import { goodKey } from "../outcomes.ts";

const { publishMessage } = await import("../../../src/open-cloud/api/messages.ts");
const { restartServers } = await import("../../../src/open-cloud/api/servers.ts");
const { grantUse } = await import("../../../src/open-cloud/api/permissions.ts");
const { forecastVersions, isPublishedVersion } = await import("../../../src/open-cloud/api/live.ts");
const { writeNotes } = await import("../../../src/open-cloud/api/history.ts");
const { introspectKey } = await import("../../../src/open-cloud/api/keys.ts");
const { universeOfPlace, uploadPlace } = await import("../../../src/open-cloud/api/places.ts");
const { newestVersions, rollBackVersion } = await import("../../../src/open-cloud/api/versions.ts");
const { fetchVersion } = await import("../../../src/open-cloud/api/delivery.ts");
const assets = await import("../../../src/open-cloud/api/assets.ts");
const luau = await import("../../../src/open-cloud/api/luau.ts");

const folder = mkdtempSync(join(tmpdir(), "api-calls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const path = join(folder, "file");
const content = binaryPlace();
writeFileSync(path, content);
const proven = { path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };

const place = { universeId: "4242", placeId: "1818" };
const upload = { ...place, ...proven, versionType: "Published", contentType: "application/octet-stream" } as const;
const publish = (client: Client, other: Partial<typeof upload> = {}) =>
  uploadPlace(client, { ...upload, ...other }, {});
const purpose = { title: "It failed", certain: "nothing was done" };
const never = new AbortController().signal;
const message = { topic: "t", message: "m" };
const outdated = { placeIds: ["1818"], closeAllVersions: false, bleedOffMinutes: 10 };
const model = { ...proven, fileName: "a.rbxm", contentType: "model/x-rbxm" };
const creator = { userId: "100001" };
const newAsset = { assetType: "Model", displayName: "Tree", description: "Green", creator } as const;
const update = { assetId: "77", displayName: "", description: "New" };
const job = { ...place, versionNumber: "", script: "return 1", timeoutSeconds: 30, wantsOutput: false };
const published = async (client: Client, then: () => Promise<unknown>) => {
  await publish(client);
  return then();
};
const says = (answer: HttpResponse): Fault => ({ kind: "answer", answer });
const LOST: Fault = { kind: "hangUp", when: "afterBody" };
const OLD_MODEL: SimulatorOptions = { assets: { existing: { "77": "Model" }, polls: 0 } };

interface Row {
  readonly make: (client: Client) => Promise<unknown>;
  readonly endpoint: EndpointName;
  readonly gives?: unknown;
  /** Of the request. */
  readonly path: string;
  readonly body?: unknown;
  /** How often it is made when the first answer is lost, or, as it is not made again, what its failure says. */
  readonly ifLost: number | string;
  readonly simulator?: SimulatorOptions;
}

describe.each<[string, Row]>([
  [
    "a message",
    {
      make: (client) => publishMessage(client, "4242", message),
      endpoint: "publishMessage",
      path: "/cloud/v2/universes/4242:publishMessage",
      body: message,
      ifLost: "The servers may have got the message all the same, so it was not sent again",
    },
  ],
  [
    "a restart of outdated servers",
    {
      make: (client) => restartServers(client, "4242", outdated),
      endpoint: "restartServers",
      path: "/cloud/v2/universes/4242:restartServers",
      body: { placeIds: [1818], closeAllVersions: false, bleedOffServers: true, bleedOffDurationMinutes: 10 },
      ifLost: 2,
    },
  ],
  [
    "a restart of all servers",
    {
      make: (client) => restartServers(client, "4242", { ...outdated, placeIds: [], closeAllVersions: true }),
      endpoint: "restartServers",
      path: "/cloud/v2/universes/4242:restartServers",
      body: { placeIds: [], closeAllVersions: true, bleedOffServers: true, bleedOffDurationMinutes: 10 },
      ifLost: "so the call was not repeated: it would close the fresh ones as well",
    },
  ],
  [
    "a grant",
    {
      make: (client) => grantUse(client, "77", "4242"),
      endpoint: "assetPermissions",
      path: "/asset-permissions-api/v1/assets/permissions",
      body: { subjectType: "Universe", subjectId: "4242", action: "Use", requests: [{ assetId: 77 }] },
      ifLost: 2,
      simulator: OLD_MODEL,
    },
  ],
  [
    "a forecast",
    {
      make: (client) => published(client, () => forecastVersions(client, "4242", never)),
      endpoint: "restartsForecast",
      path: "/server-management/v1/universes/4242/restarts:forecast",
      gives: { value: new Map([["1818", "1"]]) },
      ifLost: 1,
    },
  ],
  [
    "a look whether a version is published",
    {
      make: (client) => published(client, () => isPublishedVersion(client, "1818", "1", never)),
      endpoint: "assetVersion",
      path: "/assets/v1/assets/1818/versions/1",
      gives: { value: true },
      ifLost: 1,
    },
  ],
  [
    "the notes of a version",
    {
      make: (client) => published(client, () => writeNotes(client, "1818", "1", { title: "T", description: "D" })),
      endpoint: "versionNotes",
      path: "/place-version-history-api/v1/1818/version/1/notes",
      body: { title: "T", description: "D" },
      ifLost: 2,
      simulator: { keys: [{ ...keyForAll(["*"]) }] },
    },
  ],
  [
    "the universe of a place",
    {
      make: (client) => universeOfPlace(client, "1818", 5),
      endpoint: "universeOfPlace",
      path: "/universes/v1/places/1818/universe",
      gives: "4242",
      ifLost: 1,
    },
  ],
  [
    "an upload of a place",
    {
      make: publish,
      endpoint: "publish",
      path: "/universes/v1/4242/places/1818/versions?versionType=Published",
      gives: { value: "1", attempts: 1 },
      ifLost: 2,
    },
  ],
  [
    "a list of versions",
    {
      make: (client) => published(client, () => newestVersions(client, "1818", purpose)),
      endpoint: "assetVersions",
      path: "/assets/v1/assets/1818/versions?maxPageSize=50",
      gives: { latest: "1", published: "1" },
      ifLost: 2,
    },
  ],
  [
    "a rollback",
    {
      make: (client) =>
        published(client, () => rollBackVersion(client, { placeId: "1818", number: "1", title: purpose.title })),
      endpoint: "rollBackVersion",
      path: "/assets/v1/assets/1818/versions:rollback",
      body: { assetVersion: "assets/1818/versions/1" },
      gives: "2",
      ifLost: "A new version may have been made all the same",
    },
  ],
  [
    "a new asset",
    {
      make: (client) => assets.createAsset(client, newAsset, model, {}),
      endpoint: "createAsset",
      path: "/assets/v1/assets",
      gives: expect.objectContaining({ done: true, asset: expect.objectContaining({ displayName: "Tree" }) }),
      ifLost: 'Look for "Tree" in',
      simulator: OLD_MODEL,
    },
  ],
  [
    "an asset's next version",
    {
      make: (client) => assets.updateAsset(client, update, model, {}),
      endpoint: "updateAsset",
      path: "/assets/v1/assets/77?updateMask=description",
      gives: expect.objectContaining({ done: true, asset: expect.objectContaining({ assetId: "77" }) }),
      ifLost: 2,
      simulator: OLD_MODEL,
    },
  ],
  [
    "an asset's moderation",
    {
      make: (client) => assets.moderationState(client, "77", 5),
      endpoint: "asset",
      path: "/assets/v1/assets/77?readMask=moderationResult",
      gives: "Approved",
      ifLost: 1,
      simulator: OLD_MODEL,
    },
  ],
  [
    "the quota of sounds",
    {
      make: (client) => assets.audioQuota(client, "100001", 5),
      endpoint: "assetQuotas",
      path: expect.stringContaining(
        "/cloud/v2/users/100001/asset-quotas?filter=quotaType%20%3D%3D",
      ) as unknown as string,
      gives: { usage: 3, capacity: 10 },
      ifLost: 1,
      simulator: { assets: { audioQuota: { usage: 3, capacity: 10 } } },
    },
  ],
  [
    "a task on the newest version",
    {
      make: (client) => published(client, () => luau.createTask(client, job, undefined)),
      endpoint: "createTask",
      path: "/cloud/v2/universes/4242/places/1818/luau-execution-session-tasks",
      body: { script: "return 1", timeout: "30s" },
      gives: expect.objectContaining({ versionNumber: "1", results: [] }),
      ifLost: "The script may be running all the same, so it was not started again",
    },
  ],
  [
    "a task on a version, with an input and an output",
    {
      make: (client) =>
        published(client, async () => {
          const input = await luau.createBinaryInput(client, "4242", proven.bytes);
          await luau.sendBinaryInput(client, input, proven);
          return luau.createTask(client, { ...job, versionNumber: "1", wantsOutput: true }, input);
        }),
      endpoint: "createTaskOnVersion",
      path: "/cloud/v2/universes/4242/places/1818/versions/1/luau-execution-session-tasks",
      body: expect.objectContaining({ enableBinaryOutput: true, binaryInput: expect.any(String) }),
      gives: expect.objectContaining({ versionNumber: "1" }),
      ifLost: "The script may be running all the same",
    },
  ],
])("%s", (_, { make, endpoint, gives, path, body, ifLost, simulator = {} }) => {
  const settingOf = (...faults: Fault[]): Setting => ({
    simulator: { keys: [keyForAll(["4242"])], ...simulator, ...faultOf(endpoint, ...faults) },
    maxAttempts: 2,
  });

  test("is sent as documented", async () => {
    const { value, error, simulator } = await ask(make, settingOf());
    expect(error).toBeUndefined();
    expect(value).toEqual(gives);
    const request = simulator.requests.find((seen) => seen.endpoint === endpoint);
    expect([request?.path, request?.status]).toEqual([path, 200]);
    if (body !== undefined) expect(JSON.parse(request?.body ?? "")).toEqual(body);
  });

  test("whose answer is lost", async () => {
    const { error, calls } = await ask(make, settingOf(LOST));
    const tries = calls.filter((called) => called === endpoint).length;
    if (typeof ifLost === "number") expect([tries, error]).toEqual([ifLost, undefined]);
    else {
      expect([tries, error.effect]).toEqual([1, "possible"]);
      expect(error.message).toContain(ifLost);
    }
  });
});

const refusing = (endpoint: EndpointName, ...list: HttpResponse[]): SimulatorOptions =>
  faultOf(endpoint, ...list.map(says));
const version = (number: number, rest = {}) => ({ path: `assets/1818/versions/${number}`, ...rest });

describe("an upload that is refused", () => {
  const OTHER: SimulatorOptions = { universes: { "4242": ["1818"], "9": ["5"] } };
  test.each<[string, Partial<typeof upload>, SimulatorOptions, string[], RegExp]>([
    [
      "a place of another universe",
      { placeId: "5" } as object,
      OTHER,
      ["universeOfPlace"],
      /Place 5 belongs to universe 9, not to 4242\. Set universeId to 9, or/,
    ],
    [
      "a place that there is not",
      { placeId: "6" } as object,
      OTHER,
      ["universeOfPlace"],
      /The place or the universe does not exist\. Compare both/,
    ],
    [
      "a place whose ids are right",
      {},
      refusing("publish", answers.notFound),
      ["universeOfPlace"],
      /Place 1818 does belong to universe 4242/,
    ],
    [
      "a place of which nothing is known",
      {},
      { fault: ({ endpoint }) => says(endpoint === "publish" ? answers.placeNotInUniverse : answers.unavailable) },
      ["universeOfPlace"],
      /The place is probably not part of the universe\. Compare both/,
    ],
    [
      "a place that is open",
      {},
      always("publish", says(answers.busy)),
      [],
      /The place is probably open in Roblox Studio or in a Team/,
    ],
    [
      "a file that is too large",
      {},
      refusing("publish", answers.htmlPayloadTooLarge),
      [],
      /The file \(\d+ bytes\) is larger than/,
    ],
    [
      "a file that is no place",
      {},
      refusing("publish", answers.invalidContent),
      [],
      /did not accept the file's content/,
    ],
    ["a page of the edge", {}, always("publish", says(answers.htmlBadRequest)), [], /The page comes from the edge/],
    ["a success without a number", {}, refusing("publish", json(200, {})), [], /That is no version number, so/],
    [
      "a key that may not",
      {},
      { keys: [{ ...keyForAll(["9"]) }] },
      ["introspect"],
      /The key has universe-places write, but not on universe 4242/,
    ],
  ])("%s", async (_, other, simulator, lookUps, message) => {
    const { error, calls } = await ask((client) => publish(client, other), { simulator, maxAttempts: 1 });
    expect(calls).toEqual(["publish", ...lookUps]);
    expect(error.title).toMatch(
      error.effect === "possible"
        ? /^It is not known whether place 1818 was published$/
        : /^Place \d+ was not published$/,
    );
    expect(error.message).toMatch(message);
  });
});

describe("the versions of a place", () => {
  test.each<[string, HttpResponse[], unknown, number]>([
    ["none", [json(200, { assetVersions: [] })], undefined, 1],
    ["never published", [json(200, [version(2), version(1)])], { latest: "2" }, 1],
    [
      "the live one below a saved one",
      [json(200, [version(3), version(2, { published: true }), version(1, { published: true })])],
      { latest: "3", published: "2" },
      1,
    ],
    [
      "the live one on the next page",
      [
        json(200, { assetVersions: [version(9)], nextPageToken: "a b" }),
        json(200, { assetVersions: [version(8, { published: true })], nextPageToken: "c" }),
      ],
      { latest: "9", published: "8" },
      2,
    ],
    [
      "a page that leads to itself",
      Array(3).fill(json(200, { assetVersions: [version(9)], nextPageToken: "a" })),
      { latest: "9" },
      2,
    ],
    [
      "pages without an end",
      Array.from({ length: 40 }, (_, page) =>
        json(200, { assetVersions: [version(99 - page)], nextPageToken: `${page}` }),
      ),
      { latest: "99" },
      20,
    ],
  ])("%s", async (_, pages, newest, requests) => {
    const { value, calls, simulator } = await ask((client) => newestVersions(client, "1818", purpose), {
      simulator: refusing("assetVersions", ...pages),
    });
    expect([value, calls.length]).toEqual([newest, requests]);
    if (requests === 2) expect(simulator.requests[1]?.path).toMatch(/\?maxPageSize=50&pageToken=a(%20b)?$/);
  });

  test("a rollback is asked for in the other form when the first is refused, and not when it is forbidden", async () => {
    const rollBack = (client: Client) =>
      published(client, () => rollBackVersion(client, { placeId: "1818", number: "1", title: "T" }));
    const form = await ask(rollBack, {
      simulator: { keys: [keyForAll(["4242"])], versionRollback: { takes: "multipart" } },
    });
    expect([form.value, form.said]).toEqual([
      "2",
      [expect.stringContaining("It is asked once more, in the other form")],
    ]);
    const forbidden = await ask(rollBack, { simulator: refusing("rollBackVersion", answers.scopeNotAuthorized) });
    expect(forbidden.calls).toEqual(["publish", "rollBackVersion", "introspect"]);
    expect(forbidden.error.title).toBe("T");
  });
});

describe("the bytes of a version", () => {
  const target = join(folder, "fetched");
  const fetchFrom =
    (number = "1") =>
    (client: Client) =>
      published(client, () =>
        fetchVersion(client, { placeId: "1818", versionNumber: number }, target, purpose, (parts) =>
          hidden.push(...parts),
        ),
      );
  let hidden: string[] = [];
  const whole = { path: target, bytes: proven.bytes, sha256: proven.sha256 };
  const denied = { status: 403, body: "<Error/>" };
  const html = { status: 200, contentType: "text/html", body: "<!DOCTYPE html><p></roblox>" };

  test.each<[string, SimulatorOptions, object]>([
    ["as gzip", {}, whole],
    ["as they are", { delivery: { encoding: "identity" } }, whole],
    ["without a length", { delivery: { contentLength: false, size: "none" } }, whole],
    [
      "of another length than was announced",
      { delivery: { size: "wrong" } },
      { ...whole, announced: proven.bytes + 1 },
    ],
    ["on the older host", { delivery: { host: "fts.rbxcdn.com", address: "locations" } }, whole],
    ["after an address that was no longer good", refusing("placeBytes", denied), whole],
    ["after half of them", faultOf("placeBytes", { kind: "cutOff", framing: "chunked", end: "hangUp" }), whole],
    ["after a web page", refusing("placeBytes", html), whole],
    ["after nothing", refusing("placeBytes", { status: 200, body: "" }), whole],
    ["after an error in a success", refusing("assetDelivery", errors(200, "wait", 429), errors(200, "oh", 500)), whole],
  ])("%s", async (_, simulator, gives) => {
    hidden = [];
    const { value, error } = await ask(fetchFrom(), { simulator: { keys: [keyForAll(["4242"])], ...simulator } });
    expect(error).toBeUndefined();
    expect(value).toEqual(gives);
    expect(hidden[0]).toMatch(/^__token__=exp=/);
    expect(hidden[1]).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each<[string, string, SimulatorOptions, string[], RegExp]>([
    ["no such version", "9", {}, ["assetDelivery"], /Place 1818 has no version 9\. Nothing was done\. Look for the/],
    [
      "no address",
      "1",
      { delivery: { address: "none" } },
      ["assetDelivery"],
      /names no address for the bytes of version 1/,
    ],
    [
      "an unknown host",
      "1",
      { delivery: { host: "evil.test" } },
      ["assetDelivery"],
      /\(host evil\.test\) is not on one of Roblox's hosts/,
    ],
    [
      "no error that is known",
      "1",
      refusing("assetDelivery", errors(200, "no", 418)),
      ["assetDelivery"],
      /\. Nothing was done\. Look for the version's number/,
    ],
    [
      "forbidden in a success",
      "1",
      refusing("assetDelivery", errors(200, "no", 403)),
      ["assetDelivery"],
      /Fetching a place needs legacy-asset manage .* Where the dialog/,
    ],
    [
      "a conflict in a success",
      "1",
      refusing("assetDelivery", errors(200, "no", 409)),
      ["assetDelivery"],
      /Fetching a place needs legacy-asset manage .* Where the dialog/,
    ],
    [
      "no scope",
      "1",
      {
        keys: [
          {
            ...keyForAll(["4242"]),
            scopes: [{ name: "universe-places", operations: ["write"], universeIds: ["4242"] }],
          },
        ],
      },
      ["assetDelivery", "introspect"],
      /The key has nothing on legacy-asset/,
    ],
    [
      "a login page",
      "1",
      always("assetDelivery", says(html)),
      ["assetDelivery", "assetDelivery"],
      /which says nothing about the call/,
    ],
    [
      "bytes that are no place",
      "1",
      always("placeBytes", says({ status: 200, body: "1234" })),
      ["assetDelivery", "placeBytes", "placeBytes"],
      /What came for version 1 has 4 bytes and does not end like a place/,
    ],
    [
      "an address that leads on",
      "1",
      always("placeBytes", { kind: "redirect", location: "https://evil.test/" }),
      ["assetDelivery", "placeBytes"],
      /sends this step on to another address/,
    ],
    [
      "an address that is not there",
      "1",
      always("placeBytes", says(json(404, {}))),
      ["assetDelivery", "placeBytes"],
      /does not give its bytes/,
    ],
    [
      "three addresses that were refused",
      "1",
      always("placeBytes", says(denied)),
      Array(3).fill(["assetDelivery", "placeBytes"]).flat(),
      /Each of the 3 addresses/,
    ],
    [
      "three that are gone",
      "1",
      always("placeBytes", says(json(410, {}))),
      Array(3).fill(["assetDelivery", "placeBytes"]).flat(),
      /Each of the 3 addresses/,
    ],
  ])("are not had: %s", async (_, number, simulator, order, message) => {
    const { error, calls } = await ask(fetchFrom(number), {
      simulator: { keys: [keyForAll(["4242"])], ...simulator },
      maxAttempts: 2,
    });
    expect(error).toMatchObject({ title: purpose.title });
    expect(error.message).toMatch(message);
    expect(calls).toEqual(["publish", ...order]);
  });
});

describe("an asset", () => {
  const create = (client: Client) => assets.createAsset(client, newAsset, model, {});
  const become = async (client: Client) => assets.awaitOperation(client, await create(client), "");

  test.each<[string, SimulatorOptions["assets"], number]>([
    ["at once", { polls: 0 }, 0],
    ["after a second look", { answersOnlyPath: true }, 1 + 2],
    ["after six", { polls: 5 }, 1 + 2 + 4 + 8 + 10 + 10],
  ])("is there %s", async (_, settings, seconds) => {
    const run = await ask(become, { simulator: { keys: [keyForAll(["4242"])], assets: settings ?? {} } });
    expect(run.value).toMatchObject({ displayName: "Tree", moderationState: "Approved" });
    expect(run.seconds).toBe(seconds);
  });

  test.each<[string, SimulatorOptions["assets"], string, RegExp]>([
    [
      "an error",
      { ends: { code: 400, message: "bad" } },
      "Roblox did not make an asset of the file",
      /^Roblox said "bad" \(400\)\. The upload was taken/,
    ],
    [
      "nothing",
      { ends: "nothing" },
      "It is not known whether the asset was created",
      /is done, but neither what it made nor why/,
    ],
    [
      "no end in time",
      { polls: 1000 },
      "It is not known whether the asset was created",
      /^The step's time is over .* operation [\w-]+ may yet finish: look in/,
    ],
  ])("is not there after %s", async (_, settings, title, message) => {
    const { error } = await ask(become, {
      simulator: { keys: [keyForAll(["4242"])], assets: settings ?? {} },
      timeoutMinutes: 1,
    });
    expect(error.title).toBe(title);
    expect(error.message).toMatch(message);
  });

  test.each<[string, string | undefined, SimulatorOptions["assets"], string, number]>([
    ["that is approved already", "Approved", {}, "Approved", 0],
    ["that is rejected already", "Rejected", {}, "Rejected", 0],
    ["under review", "Reviewing", { reviews: 4, decision: "Rejected" }, "Rejected", 2 + 4 + 8 + 15 + 15],
    ["in the older spelling", undefined, { oldSpelling: true }, "Approved", 2],
  ])("%s is waited for until moderation has decided", async (_, known, settings, decision, seconds) => {
    const run = await ask((client) => assets.awaitModeration(client, "77", known), {
      simulator: { assets: { ...OLD_MODEL.assets, ...settings }, keys: [keyForAll(["4242"])] },
    });
    expect([run.value, run.seconds]).toEqual([decision, seconds]);
  });

  test.each<[string, HttpResponse, RegExp]>([
    ["a moderated account", errors(403, "User is moderated"), /The account that owns the key is under moderation/],
    ["a name", errors(400, "AssetName is moderated."), /Roblox's text filter refused the text/],
    ["an image", errors(400, "InvalidImage"), /Roblox cannot read the image/],
    ["another kind", errors(400, "Updating Audio is not supported"), /Only models take a new version/],
    ["its size", errors(413, "large"), /The file is larger than Roblox takes/],
    ["something", errors(400, "no"), /did not take the file, its name or its description/],
    ["what is not there", errors(404, "no"), /Look at displayName, description and the file/],
  ])("is refused for %s", async (_, answer, message) => {
    const { error } = await ask(create, { simulator: refusing("createAsset", answer) });
    expect(error).toMatchObject({ title: "The asset was not created", attempts: 1 });
    expect(error.message).toMatch(message);
  });

  test.each([
    ["no experience of its", { "4242": "NotAuthorized" }, "NotAuthorized"],
    ["no effect", { "4242": "" }, "Roblox reported success, but granted nothing"],
  ])("is granted to %s", async (_, grantErrors, refusal) => {
    const { value } = await ask((client) => grantUse(client, "77", "4242"), {
      simulator: { keys: [keyForAll(["4242"])], assets: { ...OLD_MODEL.assets, grantErrors } },
    });
    expect(value).toBe(refusal);
  });
});

describe("a task", () => {
  const run = (client: Client) =>
    published(client, async () => {
      const seen: string[] = [];
      const say = (line: string) => {
        if (line.includes("ten unfinished tasks")) seen.push("full");
        else client.say(line);
      };
      const task = await luau.createTask({ ...client, say }, job, undefined);
      const end = await luau.awaitTask(client, task, job, ({ state }) => seen.push(state));
      return { ...end, seen };
    });
  const ends = (scenario: NonNullable<SimulatorOptions["luau"]>["scenario"]) => ({
    luau: { scenario: scenario ?? {} },
    keys: [keyForAll(["4242"])],
  });

  test.each<[string, SimulatorOptions, object, number, number]>([
    ["that is over at once", ends({ results: [1] }), { state: "COMPLETE", results: [1], seen: ["COMPLETE"] }, 2, 15],
    [
      "that waits and runs",
      ends({ queueSeconds: 4, runSeconds: 20 }),
      { state: "COMPLETE", seen: ["PROCESSING", "COMPLETE"] },
      2 + 3 + 4 + 5 + 5 + 5,
      15,
    ],
    [
      "that fails",
      ends({ error: { code: "SCRIPT_ERROR", message: "no" } }),
      { state: "FAILED", error: { code: "SCRIPT_ERROR", message: "no" } },
      2,
      15,
    ],
    ["that is cancelled", ends({ cancelled: true }), { state: "CANCELLED" }, 2, 15],
    ["that never starts", ends({ neverStarts: true }), { state: "PROCESSING", neverStarted: true }, 94, 15],
    ["that does not end in time", ends({ queueSeconds: 600 }), { state: "QUEUED" }, 54, 1],
  ])("%s", async (_, simulator, end, seconds, timeoutMinutes) => {
    const made = await ask(run, { simulator, timeoutMinutes });
    expect(made.error).toBeUndefined();
    expect(made.value).toMatchObject(end);
    expect(made.seconds).toBe(seconds);
  });

  const FULL = says(answers.tooManyTasks);
  test("waits for a slot", async () => {
    const { value, seconds } = await ask(run, {
      simulator: { keys: [keyForAll(["4242"])], ...faultOf("createTask", FULL, FULL) },
    });
    expect(value).toMatchObject({ seen: ["full", "full", "COMPLETE"] });
    expect(seconds).toBe(15 + 15 + 2);
  });

  test("waits for no slot that comes too late", async () => {
    const { error, seconds } = await ask(run, { simulator: always("createTask", FULL), timeoutMinutes: 1 });
    expect(error).toMatchObject({ title: "The script was not run", effect: "none", attempts: 1, widespread: true });
    expect(error.message).toContain(
      "A place may have 10 unfinished tasks, and none of them ended within timeoutMinutes.",
    );
    expect(seconds).toBe(45);
  });

  test.each<[string, HttpResponse]>([
    ["by its mark", { ...answers.tooManyTasks, headers: { "x-envoy-ratelimited": "true" } }],
    ["by what remains", { ...answers.tooManyTasks, headers: { "x-ratelimit-remaining": "0, 0" } }],
    ["by its code", coded(429, "OTHER", "x")],
    ["by its status", coded(503, "RESOURCE_EXHAUSTED", "x")],
  ])("is limited, which is no want of slots: %s", async (_, answer) => {
    const { value, said } = await ask(run, {
      simulator: { keys: [keyForAll(["4242"])], ...refusing("createTask", answer) },
    });
    if (answer.status === 429) expect([value, said.length]).toMatchObject([{ seen: ["COMPLETE"] }, 1]);
    else expect(value).toBeUndefined();
  });

  test.each<[string, object, number, boolean, number]>([
    ["in one page", { log: ["a", "b"] }, 2, false, 0],
    ["in three pages", { log: ["a", "b", "c", "d", "e"] }, 5, false, 3],
  ])("has its log read %s", async (_, scenario, lines, cut, pauses) => {
    const texts: string[] = [];
    const { value, seconds } = await ask(
      async (client) => {
        const end = (await run(client)) as Awaited<ReturnType<typeof luau.awaitTask>>;
        return luau.readLog(client, end, (messages) => texts.push(...messages.map(({ text }) => text)));
      },
      { simulator: { ...ends(scenario), luau: { scenario, logChunkMessages: 2 } } },
    );
    expect([value, texts.length, seconds]).toEqual([cut, lines, 2 + pauses]);
  });

  test.each<[string, HttpResponse[], boolean, number, number]>([
    ["far too long", [page("x".repeat(900_001))], true, 1, 900_000],
    ["just not too long", [page("x".repeat(899_999))], false, 1, 899_999],
    ["too long on its second page", [page("x".repeat(899_990), "t"), page("y".repeat(100))], true, 2, 899_999],
    ["in pages that lead to themselves", Array(3).fill(page("x", "t")), false, 2, 2],
  ])("has a log that is %s", async (_, pages, cut, requests, characters) => {
    let length = 0;
    const task = {
      path: "universes/4242/places/1818/versions/1/luau-execution-sessions/a/tasks/b",
      versionNumber: "1",
      state: "COMPLETE",
      results: [],
    };
    const { value, calls } = await ask(
      (client) =>
        luau.readLog(client, task, (messages) => {
          for (const { text } of messages) length += text.length;
        }),
      { simulator: refusing("taskLogs", ...pages) },
    );
    expect([value, calls.length, length]).toEqual([cut, requests, characters]);
  });

  test("gives its output to whoever takes it, from its start at each try", async () => {
    const binaryOutput = Buffer.from("output");
    const told: string[] = [];
    const { error } = await ask(
      (client) =>
        published(client, async () => {
          const wants = { ...job, wantsOutput: true };
          const task = await luau.createTask(client, wants, undefined);
          const { outputAddress } = await luau.awaitTask(client, task, wants, () => {});
          await luau.fetchBinaryOutput(
            client,
            outputAddress as URL,
            () => told.push("start"),
            async (chunk) => void told.push(String(chunk)),
          );
        }),
      { simulator: { ...ends({ binaryOutput }), ...faultOf("getBinaryOutput", LOST) } },
    );
    expect(error).toBeUndefined();
    expect(told).toEqual(["start", "start", "output"]);
  });
});

function page(text: string, nextPageToken = ""): HttpResponse {
  const structuredMessages = [{ message: text, messageType: "OUTPUT" }];
  return json(200, { luauExecutionSessionTaskLogs: [{ structuredMessages }], nextPageToken });
}

describe("what is only looked up", () => {
  test.each<[string, SimulatorOptions, unknown]>([
    ["a place without servers", { readBack: { idlePlaces: ["1818"] } }, { value: new Map() }],
    [
      "no permission",
      refusing("restartsForecast", answers.scopeNotAuthorized),
      { trouble: 'Roblox said "Scope not authorized" (HTTP 403); it needs universe:read', final: true },
    ],
    [
      "a key that is refused",
      refusing("restartsForecast", answers.invalidApiKey),
      { trouble: expect.stringMatching(/HTTP 401\); it needs universe:read$/), final: true },
    ],
    [
      "not yet there",
      refusing("restartsForecast", answers.notFound),
      { trouble: 'Roblox said "NotFound" (HTTP 404)', final: false },
    ],
    [
      "not understood",
      refusing("restartsForecast", coded(400, "A", "b")),
      { trouble: 'Roblox said "b" (HTTP 400, A)', final: true },
    ],
    [
      "Roblox has trouble",
      refusing("restartsForecast", answers.unavailable),
      { trouble: expect.stringContaining("503"), final: false },
    ],
    [
      "a lost answer",
      faultOf("restartsForecast", LOST),
      { trouble: expect.stringContaining("No complete answer came"), final: false },
    ],
  ])("a forecast: %s", async (_, simulator, found) => {
    const { value, calls } = await ask((client) => published(client, () => forecastVersions(client, "4242", never)), {
      simulator: { keys: [keyForAll(["4242"])], ...simulator },
    });
    expect(value).toEqual(found);
    expect(calls).toEqual(["publish", "restartsForecast"]);
  });

  test("a forecast ends with whoever asked, and with the step", async () => {
    const silent: Setting = { simulator: always("restartsForecast", { kind: "silence", when: "afterBody" }) };
    const signal = AbortSignal.abort(new Error("enough"));
    expect((await ask((client) => forecastVersions(client, "4242", signal), silent)).error.message).toBe("enough");
    const late = await ask((client) => forecastVersions(client, "4242", never), { ...silent, timeoutMinutes: 0.5 });
    expect(late.error.message).toBe("the step's time is over (timeoutMinutes: 0.5)");
  });

  test.each<[string, SimulatorOptions, unknown]>([
    ["a saved version", {}, { value: false }],
    ["an odd answer", refusing("assetVersion", json(200, { published: "true" })), { value: false }],
    [
      "no such version",
      refusing("assetVersion", answers.notFound),
      { trouble: expect.stringContaining("404"), final: false },
    ],
  ])("whether a version is published: %s", async (_, simulator, found) => {
    const look = (client: Client) =>
      publish(client, { versionType: "Saved" } as object).then(() => isPublishedVersion(client, "1818", "1", never));
    const { value } = await ask(look, { simulator: { keys: [keyForAll(["4242"])], ...simulator } });
    expect(value).toEqual(found);
  });

  const notes = (client: Client) =>
    published(client, () => writeNotes(client, "1818", "1", { title: "T", description: "D" }));
  test.each<[string, SimulatorOptions, unknown, number]>([
    ["a key that is restricted", { keys: [keyForAll(["4242"])] }, undefined, 1],
    [
      "all resources",
      refusing("versionNotes", answers.scopeNeedsAllResources),
      {
        reason: expect.stringMatching(/HTTP 403\)\. This key is restricted to certain experiences/),
        effect: "unlikely",
        widespread: true,
      },
      1,
    ],
    [
      "no permission",
      refusing("versionNotes", answers.scopeNotAuthorized),
      {
        reason: expect.stringMatching(/HTTP 403\)\. Notes need universe\.place:write/),
        effect: "unlikely",
        widespread: true,
      },
      1,
    ],
    [
      "a key that is refused",
      refusing("versionNotes", answers.invalidApiKey),
      { reason: expect.stringMatching(/HTTP 401\)\. Notes need/), effect: "unlikely", widespread: true },
      1,
    ],
    [
      "a limit",
      always("versionNotes", says({ ...answers.rateLimited, headers: { "retry-after": "1" } })),
      { reason: expect.stringContaining("429"), effect: "none", widespread: true },
      3,
    ],
    [
      "no such version",
      refusing("versionNotes", answers.notFound),
      { reason: 'Roblox said "NotFound" (HTTP 404).', effect: "unlikely", widespread: false },
      1,
    ],
    [
      "a lost answer",
      always("versionNotes", LOST),
      { reason: expect.stringContaining("No complete answer"), effect: "possible", widespread: true },
      3,
    ],
    [
      "silence",
      always("versionNotes", { kind: "silence", when: "afterBody" }),
      { reason: expect.stringContaining("no answer within 10 s"), effect: "possible", widespread: true },
      1,
    ],
  ])("notes: %s", async (_, simulator, refusal, tries) => {
    const { value, calls, said } = await ask(notes, { simulator });
    if (refusal !== undefined) expect(value).toEqual(refusal);
    expect(calls).toEqual(["publish", ...Array(tries).fill("versionNotes")]);
    expect(said).toEqual([]);
  });

  const permission = { scope: "universe-places", operations: ["write"] };
  test.each<[string, SimulatorOptions, unknown]>([
    ["a good one", {}, goodKey],
    ["one that is refused", refusing("introspect", answers.invalidApiKey), "refused"],
    ["one that is forbidden", refusing("introspect", answers.scopeNotAuthorized), "refused"],
    ["one that is none", refusing("introspect", answers.invalidKeyFormat), "malformed"],
    ["another 400", refusing("introspect", coded(400, "A", "b")), undefined],
    ["another status that speaks of a format", refusing("introspect", coded(404, "A", "format")), undefined],
    ["a report with another status", refusing("introspect", json(201, { enabled: true })), undefined],
    ["a lost answer", faultOf("introspect", LOST), undefined],
  ])("the key: %s", async (_, simulator, found) => {
    const {
      value,
      error,
      simulator: seen,
    } = await ask((client) => introspectKey(client, permission, 5), { simulator });
    expect([value, error]).toEqual([found, undefined]);
    expect(seen.requests[0]).toMatchObject({ method: "POST", path: "/api-keys/v1/introspect", hasKey: false });
  });
});

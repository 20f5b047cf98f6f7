import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { openPlaces } from "../../../simulator/api/places.ts";
import {
  answers,
  DEMO_KEY,
  publishingKey,
  type SimulatedKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { createRoblox } from "../../../simulator/roblox.ts";
import { createBody } from "../../../simulator/server/body.ts";
import { SYSTEM_CLOCK } from "../../../simulator/server/clock.ts";
import { binaryPlace, call, connect, type Upload, upload, XML_PLACE } from "../client.ts";

let simulator: Simulator;
const start = async (options?: SimulatorOptions) => {
  simulator = await startSimulator(options);
  return simulator;
};
afterEach(() => simulator?.close());

describe("what is accepted", () => {
  test("binary and XML, saved and published, are stored byte for byte", async () => {
    await start();
    const binary = binaryPlace(Buffer.alloc(300_000, "roblox"));
    expect(await upload(simulator, { body: binary })).toMatchObject({ status: 200, body: '{"versionNumber":1}' });
    const xml = await upload(simulator, { body: XML_PLACE, type: "application/xml", query: "?versionType=Saved" });
    expect(xml).toMatchObject({ status: 200, body: '{"versionNumber":2}', headers: { "content-type": "text/plain" } });

    const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
    expect(simulator.versions("1818")).toMatchObject([
      { versionNumber: "2", versionType: "Saved", sha256: sha256(XML_PLACE), contentType: "application/xml" },
      { versionNumber: "1", versionType: "Published", sha256: sha256(binary), bytes: binary.length },
    ]);
    const kept = simulator.versions("1818").map(({ file }) => sha256(readFileSync(file)));
    expect(kept).toEqual([sha256(XML_PLACE), sha256(binary)]);
    expect(simulator.versions("1819")).toEqual([]);
    expect(simulator.connects).toEqual(["apis.roblox.com:443", "apis.roblox.com:443"]);
  });

  test("the record of a request", async () => {
    const over: number[] = [];
    await start({ onRequest: ({ bodyBytes }) => over.push(bodyBytes) });
    const body = binaryPlace();
    await upload(simulator, { body });
    await upload(simulator, { body });
    expect(simulator.requests).toHaveLength(2);
    expect(simulator.requests[1]).toMatchObject({
      method: "POST",
      path: "/universes/v1/4242/places/1818/versions?versionType=Published",
      endpoint: "publish",
      parameters: { universe: "4242", place: "1818" },
      headers: { "x-api-key": DEMO_KEY, host: "apis.roblox.com" },
      bodyBytes: body.length,
      bodyComplete: true,
      bodySha256: createHash("sha256").update(body).digest("hex"),
      status: 200,
      connection: 2,
    });
    expect(simulator.requests[1]).not.toHaveProperty("body");
    expect(over).toEqual([body.length, body.length]);
  });

  test("a kept connection keeps its number, and speaks HTTP/1.1", async () => {
    await start();
    const socket = await connect(simulator);
    expect(socket.alpnProtocol).toBe("http/1.1");
    socket.end();
    await upload(simulator);
    expect(simulator.requests[0]?.connection).toBe(2);
  });

  test("numbers keep all their digits", async () => {
    await start({
      universes: { "9223372036854775807": ["9223372036854775806"] },
      firstVersion: { "9223372036854775806": "9007199254740992" },
    });
    const reply = await upload(simulator, { universe: "9223372036854775807", place: "9223372036854775806" });
    expect(reply.body).toBe('{"versionNumber":9007199254740993}');
  });

  test("the newest version's bytes make no new version; an older one's do", async () => {
    await start();
    const numbers = [];
    for (const filling of ["a", "a", "b", "a"])
      numbers.push((await upload(simulator, { body: binaryPlace(filling) })).body);
    expect(numbers).toEqual([1, 1, 2, 3].map((versionNumber) => JSON.stringify({ versionNumber })));
    expect(simulator.versions("1818")).toHaveLength(3);
    const folder = dirname(simulator.versions("1818")[0]?.file ?? "");
    expect(readdirSync(folder).filter((name) => name !== "ca.pem")).toHaveLength(2); // equal bytes are kept once
  });

  test("the name of versionType is taken in any case", async () => {
    await start();
    expect(await upload(simulator, { query: "?VersionType=Published" })).toMatchObject({ status: 200 });
    expect(simulator.versions("1818")).toMatchObject([{ versionType: "Published" }]);
  });

  test.each([
    [undefined, "Saved"],
    ["Published", "Published"],
  ] as const)("without versionType and the switch %s: %s", async (withoutVersionType, versionType) => {
    await start(withoutVersionType && { publishing: { withoutVersionType } });
    expect(await upload(simulator, { query: "" })).toMatchObject({ status: 200 });
    expect(simulator.versions("1818")).toMatchObject([{ versionType }]);
  });

  test("the number comes as application/json, if so set", async () => {
    await start({ publishing: { contentType: "application/json" } });
    expect(await upload(simulator)).toMatchObject({
      body: '{"versionNumber":1}',
      headers: { "content-type": "application/json" },
    });
  });

  test("publishing the bytes of a saved version leaves it saved", async () => {
    await start();
    await upload(simulator, { query: "?versionType=Saved" });
    expect(await upload(simulator)).toMatchObject({ status: 200, body: '{"versionNumber":1}' });
    expect(simulator.versions("1818")).toMatchObject([{ versionType: "Saved" }]);
  });

  test("without deduplication every upload is a version", async () => {
    await start({ deduplicate: false });
    await upload(simulator);
    expect((await upload(simulator)).body).toBe('{"versionNumber":2}');
  });

  test.each<[string, Partial<Upload>]>([
    ["binary as XML, as Rojo sends it", { type: "application/xml" }],
    ["a content type with parameters", { type: "Application/XML; charset=utf-8", body: XML_PLACE }],
    ["a key for every experience", { key: "everywhere" }],
  ])("%s", async (_, request) => {
    const everywhere = { ...publishingKey(["*"]), secret: "everywhere" };
    await start({ keys: [publishingKey(["4242"]), everywhere] });
    expect(await upload(simulator, request)).toMatchObject({ status: 200 });
  });
});

describe("what is refused", () => {
  const key = (secret: string, rest: Partial<SimulatedKey>): SimulatedKey => ({
    ...publishingKey(["4242"]),
    secret,
    ...rest,
  });
  const keys = [
    publishingKey(["4242", "5555"]),
    key("everywhere", { scopes: [{ name: "universe-places", operations: ["write"], universeIds: ["*"] }] }),
    key("elsewhere", { scopes: [{ name: "universe-places", operations: ["write"], universeIds: ["77"] }] }),
    key("reader", { scopes: [{ name: "universe-places", operations: ["read"], universeIds: ["4242"] }] }),
    key("wrong scope", { scopes: [{ name: "universe.place", operations: ["write"], universeIds: ["4242"] }] }),
    key("disabled", { enabled: false }),
    key("expired", { expired: true }),
    key("blocked", { blockedAddress: true }),
    key("moderated", { state: "moderated" }),
  ];
  const xml = { type: "application/xml" };

  test.each<[string, Partial<Upload>, number, string | undefined]>([
    ["no key", { key: "" }, 401, answers.missingApiKey.body],
    ["an unknown key", { key: `${DEMO_KEY}x` }, 401, answers.invalidApiKey.body],
    ["a disabled key", { key: "disabled" }, 401, answers.invalidApiKey.body],
    ["an expired key", { key: "expired" }, 401, answers.invalidApiKey.body],
    ["an address that is not on the key's list", { key: "blocked" }, 401, answers.invalidApiKey.body],
    ["a moderated key", { key: "moderated" }, 401, answers.invalidApiKey.body],
    ["a key without the operation", { key: "reader" }, 403, undefined],
    ["a key without the scope", { key: "wrong scope" }, 403, undefined],
    ["a key for another experience", { key: "elsewhere" }, 403, undefined],
    ["an experience the key is not for, before its existence is looked at", { universe: "99" }, 403, undefined],
    ["an experience that does not exist", { universe: "99", key: "everywhere" }, 404, undefined],
    ["a place that does not exist", { place: "99" }, 404, undefined],
    ["a place of another experience", { universe: "5555" }, 409, answers.placeNotInUniverse.body],
    ["an id that is none", { place: "1818x" }, 400, undefined],
    ["an id beyond int64", { place: "9223372036854775808" }, 400, undefined],
    ["an id with a leading zero", { place: "01818" }, 400, undefined],
    ["an empty versionType", { query: "?versionType=" }, 400, undefined],
    ["an unknown versionType", { query: "?versionType=published" }, 400, undefined],
    ["no Content-Length", { chunked: true }, 400, undefined],
    ["an empty file", { body: "" }, 400, answers.invalidContent.body],
    ["something else", { body: "version https://git-lfs.github.com/spec/v1\n" }, 400, answers.invalidContent.body],
    ["a binary header alone", { body: binaryPlace().subarray(0, 32) }, 400, answers.invalidContent.body],
    ["a binary file without chunks", { body: binaryPlace("") }, 400, answers.invalidContent.body],
    ["a binary file cut short", { body: binaryPlace().subarray(0, -1) }, 400, answers.invalidContent.body],
    [
      "a binary file that goes on",
      { body: Buffer.concat([binaryPlace(), Buffer.from("\n")]) },
      400,
      answers.invalidContent.body,
    ],
    [
      "a broken signature",
      { body: Buffer.from(binaryPlace().toString("latin1").replace("\r\n", "\n"), "latin1") },
      400,
      answers.invalidContent.body,
    ],
    ["XML as octet-stream", { body: XML_PLACE }, 400, answers.invalidContent.body],
    ["XML with a line feed after its end", { ...xml, body: `${XML_PLACE}\n` }, 400, answers.invalidContent.body],
    ["XML without an Item", { ...xml, body: '<roblox version="4"></roblox>' }, 400, answers.invalidContent.body],
    ["XML that starts with something else", { ...xml, body: `\n${XML_PLACE}` }, 400, answers.invalidContent.body],
    ["a place as text/plain", { type: "text/plain" }, 400, answers.invalidContent.body],
  ])("%s", async (_, request, status, body) => {
    await start({ universes: { "4242": ["1818"], "5555": [] }, keys });
    const reply = await upload(simulator, request);
    expect(reply.status).toBe(status);
    if (body !== undefined) expect(reply.body).toBe(body);
    expect(reply.body).not.toMatch(/busy|try again/);
    expect(simulator.versions("1818")).toEqual([]);
  });

  test.each([
    [104_857_600, 200, "text/plain"],
    [104_857_601, 500, "application/problem+json; charset=utf-8"],
  ])("%i bytes: %i", (bytes, status, contentType) => {
    const body = createBody(false);
    body.add(binaryPlace());
    const roblox = createRoblox({}, [], SYSTEM_CLOCK, "");
    const request = {
      parameters: { universe: "4242", place: "1818" },
      query: new URLSearchParams("versionType=Saved"),
      headers: { "content-length": String(bytes), "content-type": "application/octet-stream" },
      body: { ...body.finish(), bytes },
      key: undefined,
    };
    expect(openPlaces(roblox, {}).endpoints.publish.answer(request)).toMatchObject({ status, contentType });
    expect(roblox.places.get("1818")?.versions).toHaveLength(status === 200 ? 1 : 0);
  });

  test.each([
    ["GET", "/universes/v1/4242/places/1818/versions?versionType=Saved"],
    ["POST", "/cloud/v2/universes/4242/places/1818/versions?versionType=Saved"],
    ["POST", "/universes/v1/4242/places/1818/versions/"],
  ])("%s %s does not exist", async (method, path) => {
    await start();
    const reply = await call(simulator, path, { method, headers: { "x-api-key": DEMO_KEY }, body: "x" });
    expect(reply.status).toBe(404);
    expect(simulator.requests).toMatchObject([{ endpoint: "unknown", path }]);
  });
});

describe("the rate limit", () => {
  const statuses = async (count: number, request?: Partial<Upload>) => {
    const replies = [];
    for (let nth = 0; nth < count; nth += 1) replies.push(await upload(simulator, request));
    return replies;
  };

  test("counts the owner's requests over all of the owner's keys, in a fixed window", async () => {
    const second = { ...publishingKey(["4242"]), secret: "second" };
    const stranger = { ...publishingKey(["4242"]), secret: "stranger", ownerId: "2" };
    await start({
      keys: [publishingKey(["4242"]), second, stranger],
      rateLimit: { requests: 2, windowSeconds: 0.4, headers: true },
    });
    await statuses(2);
    const [refused] = await statuses(1, { key: "second" });
    expect(refused).toMatchObject({
      status: 429,
      body: '{"errors":[{"code":0,"message":""}]}',
      headers: {
        "x-envoy-ratelimited": "true",
        "retry-after": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1, 0",
      },
    });
    expect(await upload(simulator, { key: "stranger" })).toMatchObject({ status: 200 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await upload(simulator)).toMatchObject({ status: 200 });
  });

  test("is 30 in 60 seconds, with its headers on successes and errors but not on a 404", async () => {
    await start();
    const headers = { "x-ratelimit-limit": "30, 30;w=60", "x-ratelimit-remaining": "29", "x-ratelimit-reset": "60" };
    expect((await upload(simulator)).headers).toMatchObject(headers);
    expect((await upload(simulator, { universe: "1" })).headers).toMatchObject({ "x-ratelimit-remaining": "28" });
    expect((await upload(simulator, { place: "1" })).headers).not.toHaveProperty("x-ratelimit-remaining");
    expect((await upload(simulator, { key: "nobody's" })).headers).not.toHaveProperty("x-ratelimit-remaining");
    const replies = await statuses(28);
    expect(replies.map(({ status }) => status)).toEqual([...Array(27).fill(200), 429]);
  });

  test("without headers", async () => {
    await start({ rateLimit: { requests: 1, windowSeconds: 60, headers: false } });
    for (const { headers } of await statuses(2)) {
      expect(Object.keys(headers).join()).not.toMatch(/x-ratelimit|retry-after/);
    }
    expect(simulator.requests.map(({ status }) => status)).toEqual([200, 429]);
  });
});

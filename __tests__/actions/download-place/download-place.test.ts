/** The real bundle fetches versions of a place: which one, what of it is told, and what may go wrong on the way. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PEAK_MEMORY_MODULE } from "../../../bench/peak-memory.ts";
import {
  answers,
  type EndpointName,
  errors,
  type Fault,
  json,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { always, faultOf } from "../../harness/faults.ts";
import { OBBY } from "../../harness/publish-once.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";
import { DOWNLOAD_KEY } from "./key.ts";

const OTHER = readFileSync(new URL("../../../examples/obby/obby.rbxlx", import.meta.url));
const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const CONTENT = "contentdelivery.roblox.com";

const temp = mkdtempSync(join(tmpdir(), "download-"));
afterAll(() => rmSync(temp, { recursive: true }));
const FOLDER = join(temp, "out");
const FILE = join(FOLDER, "place.rbxl");
beforeEach(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Version 1 is live, and version 2 has been saved since. */
const SAVES: SimulatorOptions["studioSaves"] = [
  { placeId: "1818", place: OBBY, versionType: "Published" },
  { placeId: "1818", place: OTHER },
];
const download = async (
  inputs: Record<string, string> = {},
  simulated: SimulatorOptions = {},
  options: RunOptions = {},
) => {
  const run = await play(
    "download-place",
    { universeId: "", placeId: "1818", filePath: FILE, ...inputs },
    { keys: [DOWNLOAD_KEY], studioSaves: SAVES, ...simulated },
    options,
  );
  const shown = [...run.lines, run.summary, JSON.stringify(run.outputs)].join("\n");
  expect(shown).not.toMatch(/__token__|hmac=/);
  return { ...run, shown, files: existsSync(FOLDER) ? readdirSync(FOLDER) : [] };
};

const half = (framing: "content-length" | "chunked"): Fault => ({ kind: "cutOff", framing, end: "hangUp" });
const body = (content: string | Buffer, status = 200): Fault => ({
  kind: "answer",
  answer: { status, contentType: "application/octet-stream", body: content },
});

const SKELETON = Buffer.from(
  '<roblox version="4"><Item class="Workspace" referent="0"/><Item class="Lighting" referent="1"/></roblox>',
);
const withPlace = (place: Buffer): SimulatorOptions => ({
  studioSaves: [{ placeId: "1818", place, versionType: "Published" }],
});

describe("which version", () => {
  test.each([
    ["the live one by default", {}, "1", OBBY],
    ["the newest", { versionNumber: "Latest", filePath: `${FILE}x` }, "2", OTHER],
    ["one by its number", { versionNumber: "2", filePath: `${FILE}x` }, "2", OTHER],
  ])("%s", async (_, inputs: Record<string, string>, versionNumber, content) => {
    const { filePath = FILE } = inputs;
    const run = await download(inputs);
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [], files: [basename(filePath)] });
    expect(readFileSync(filePath)).toEqual(content);
    expect(run.outputs).toEqual({
      filePath,
      versionNumber,
      publishedVersion: "1",
      latestVersion: "2",
      sha256: sha256(content),
      bytes: String(content.length),
    });
    expect(run.calls).toEqual(["GET assetVersions 200", "GET assetDelivery 200", "GET placeBytes 200"]);
    expect(run.simulator.requests[1]?.path).toMatch(new RegExp(`/version/${versionNumber}$`));
  });
});

test("a number needs no list: what is not known of the others is said", async () => {
  const keys = [{ ...DOWNLOAD_KEY, scopes: DOWNLOAD_KEY.scopes.slice(1) }];
  const run = await download({ versionNumber: "1" }, { keys });
  expect(run).toMatchObject({ code: 0, warnings: [{ title: "The place's versions could not be listed" }] });
  expect(run.outputs).toEqual({
    filePath: FILE,
    versionNumber: "1",
    sha256: sha256(OBBY),
    bytes: String(OBBY.length),
  });
});

describe("where to", () => {
  test.each([
    ["binary", "published", "place-1818-v1.rbxl", OBBY],
    ["XML", "latest", "place-1818-v2.rbxlx", OTHER],
  ])(
    "below RUNNER_TEMP by default, named by place, version and format: %s",
    async (_, versionNumber, name, content) => {
      mkdirSync(FOLDER);
      const run = await download({ filePath: "", versionNumber }, {}, { environment: { RUNNER_TEMP: FOLDER } });
      expect(run).toMatchObject({ code: 0, outputs: { filePath: join(FOLDER, name) }, files: [name] });
      expect(readFileSync(join(FOLDER, name))).toEqual(content);
    },
  );

  test("into folders that are made, over a file that is there, through a link", async () => {
    const file = join(FOLDER, "deep", "kept.rbxl");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "the old one");
    symlinkSync(file, FILE);
    expect(await download()).toMatchObject({ code: 0, outputs: { filePath: realpathSync(file) } });
    expect(readFileSync(file)).toEqual(OBBY);
    expect(readFileSync(FILE)).toEqual(OBBY);
    expect(readdirSync(dirname(file))).toEqual(["kept.rbxl"]);
  });

  test("an extension of the other format is kept, and warned of", async () => {
    const run = await download({ versionNumber: "latest" });
    expect(run).toMatchObject({ code: 0, files: ["place.rbxl"] });
    expect(run.warnings).toEqual([
      {
        title: "Content and extension disagree",
        message: expect.stringMatching(/is XML, and filePath ends in \.rbxl/),
      },
    ]);
  });

  test("a path on which nothing can be written", async () => {
    mkdirSync(FOLDER);
    writeFileSync(join(FOLDER, "file"), "");
    const run = await download({ filePath: join(FOLDER, "file", "place.rbxl") });
    expect(run.errors).toEqual([
      {
        title: "The place could not be written",
        message: expect.stringMatching(/filePath could not be written \(E[A-Z]+\)/),
      },
    ]);
  });
});

test("memory does not grow with the place", async () => {
  const large = Buffer.concat([OBBY.subarray(0, 32), Buffer.alloc(100_000_000, 7), OBBY.subarray(-25)]);
  const peakOf = async (place: Buffer, encoding: "identity" | "gzip") => {
    const PEAK_MEMORY_FILE = join(temp, "peak");
    const run = await download(
      { checkFile: "off" },
      { ...withPlace(place), delivery: { encoding } },
      { realTime: true, environment: { PEAK_MEMORY_FILE, NODE_OPTIONS: `--import=${PEAK_MEMORY_MODULE}` } },
    );
    expect(run).toMatchObject({ code: 0, outputs: { sha256: sha256(place) } });
    return Number(readFileSync(PEAK_MEMORY_FILE, "utf8"));
  };
  const small = await peakOf(OBBY, "identity");
  expect((await peakOf(large, "identity")) - small).toBeLessThan(80_000_000);
  expect((await peakOf(large, "gzip")) - small).toBeLessThan(80_000_000);
});

describe("checkFile", () => {
  const damaged = withPlace(Buffer.concat([OBBY.subarray(0, 2000), Buffer.alloc(500), OBBY.subarray(2500)]));

  test("warn: a damaged place is written, with a warning", async () => {
    const run = await download({ checkFile: "warn" }, damaged);
    expect(run).toMatchObject({ code: 0, files: ["place.rbxl"], warnings: [{}] });
  });

  test("off: it is written as it is", async () => {
    expect(await download({ checkFile: "off" }, damaged)).toMatchObject({ code: 0, warnings: [] });
  });

  test.each(["warn", "off"])("%s: what does not end like a place is never written", async (checkFile) => {
    const run = await download({ checkFile, maxAttempts: "1" }, always("placeBytes", body(OBBY.subarray(0, 5000))));
    expect(run).toMatchObject({ code: 1, files: [] });
  });

  test("warn: a skeleton is written, with a warning", async () => {
    const run = await download({ checkFile: "warn", filePath: `${FILE}x` }, withPlace(SKELETON));
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "The place is an empty skeleton" }] });
  });
});

test("wrong inputs are all named before anything is asked", async () => {
  const run = await download({ placeId: "x", versionNumber: "newest", filePath: `${temp}/`, checkFile: "no" });
  expect(run).toMatchObject({ code: 1, calls: [], errors: [{ title: "Wrong inputs" }] });
  for (const name of ["placeId", "versionNumber", "filePath", "checkFile"]) {
    expect(run.errors[0]?.message).toContain(`${name} is "`);
  }
});

test("the key goes to Open Cloud alone, and the bytes' address is a secret", async () => {
  const run = await download();
  const [, , fetched] = run.simulator.requests;
  expect(fetched).toMatchObject({ host: CONTENT, hasKey: false });
  expect(fetched?.headers).toMatchObject({ "accept-encoding": "gzip" });
  expect(run.simulator.strayKeys()).toEqual([]);
  expect(run.simulator.connects).toEqual(["apis.roblox.com:443", "apis.roblox.com:443", `${CONTENT}:443`]);
  const { pathname, search } = new URL(fetched?.path ?? "", `https://${CONTENT}`);
  for (const part of [search.slice(1), pathname.split("/").at(-1)]) expect(run.masks).toContain(part);
});

test("an echo of the address in an error is not shown", async () => {
  const echo = (path: string): Fault => ({
    kind: "answer",
    answer: { status: 400, contentType: "text/plain", body: `bad ${path}` },
  });
  let path = "";
  const run = await download(
    {},
    {
      fault(request) {
        if (request.endpoint !== "placeBytes") return undefined;
        path = request.path;
        return echo(path);
      },
    },
  );
  const { pathname, search } = new URL(path, `https://${CONTENT}`);
  expect(run.errors[0]?.message).toContain("bad ***?***");
  for (const part of [search.slice(-20), pathname.slice(-20)]) expect(run.shown).not.toContain(part);
});

describe("however the bytes come", () => {
  test.each<[string, SimulatorOptions["delivery"]]>([
    ["compressed, without saying so", { encoding: "gzip-undeclared" }],
    ["as they are", { encoding: "identity" }],
    ["in chunks", { contentLength: false }],
    ["from another of Roblox's hosts", { host: "c0.rbxcdn.com" }],
    ["at an address in the older form", { address: "locations" }],
    ["without a size", { size: "none" }],
  ])("%s", async (_, delivery) => {
    const run = await download({}, { delivery: delivery ?? {} });
    expect(run).toMatchObject({ code: 0, warnings: [], outputs: { sha256: sha256(OBBY) } });
    expect(readFileSync(FILE)).toEqual(OBBY);
  });

  test("said to be compressed, but are not", async () => {
    const body = OBBY;
    const answer = { status: 200, contentType: "text/html", headers: { "content-encoding": "gzip" }, body };
    await download({}, always("placeBytes", { kind: "answer", answer }));
    expect(readFileSync(FILE)).toEqual(OBBY);
  });

  test("with another size than was announced: it is said, and the file's own end decides", async () => {
    const run = await download({}, { delivery: { size: "wrong" } });
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "Roblox announced another size" }] });
    expect(run.warnings[0]?.message).toMatch(/announced 8,926 bytes for version 1 of place 1818, and 8,925 came/);
  });
});

describe("is tried again", () => {
  test.each<[string, EndpointName, Fault[], string[]]>([
    ["a body that is cut off", "placeBytes", [half("content-length"), half("chunked")], []],
    ["a body that ends early without anybody noticing", "placeBytes", [body(OBBY.subarray(0, 5000))], []],
    ["a web page with status 200", "placeBytes", [body("<!DOCTYPE html><title>Login</title>")], []],
    ["nothing at all", "placeBytes", [body("")], []],
    ["compressed bytes that break off", "placeBytes", [body(Buffer.from("1f8b0800000000000003", "hex"))], []],
    ["damaged compressed bytes", "placeBytes", [body(Buffer.from("1f8b0800000000000003ffffffffff", "hex"))], []],
    ["a host that fails", "placeBytes", [{ kind: "answer", answer: answers.htmlUnavailable }], []],
    ["a pause in the bytes", "placeBytes", [{ kind: "pause" }], []],
    ["a page with status 200 instead of an address", "assetDelivery", [body("<html></html>")], []],
    [
      "a limit inside of a success",
      "assetDelivery",
      [{ kind: "answer", answer: errors(200, "Too many assets requested", 429) }],
      [],
    ],
  ])("%s", async (_, endpoint, faults) => {
    const run = await download({}, faultOf(endpoint, ...faults));
    expect(run).toMatchObject({ code: 0, errors: [], files: ["place.rbxl"], outputs: { sha256: sha256(OBBY) } });
    expect(readFileSync(FILE)).toEqual(OBBY);
    expect(run.simulator.requests.filter((request) => request.endpoint === endpoint)).toHaveLength(faults.length + 1);
    expect(run.shown).toMatch(/Attempt 2 of 5 follows/);
  });

  test.each([403, 410])("an address that is no longer good (%s) is asked for anew", async (status) => {
    const run = await download({}, faultOf("placeBytes", body("<Error/>", status), body("<Error/>", status)));
    expect(run).toMatchObject({ code: 0, outputs: { sha256: sha256(OBBY) } });
    expect(run.calls.slice(1)).toEqual([
      "GET assetDelivery 200",
      `GET placeBytes ${status}`,
      "GET assetDelivery 200",
      `GET placeBytes ${status}`,
      "GET assetDelivery 200",
      "GET placeBytes 200",
    ]);
    expect(run.shown).toContain("The address is no longer good; asking for a new one");
    expect(new Set(run.masks.filter((mask) => mask.startsWith("__token__=exp="))).size).toBe(3);
  });
});

describe("fails, and leaves the file that was there as it was", () => {
  test.each<[string, Record<string, string>, SimulatorOptions, string, RegExp]>([
    [
      "a version that does not exist",
      { versionNumber: "9" },
      {},
      "Place 1818 was not downloaded",
      /Roblox said "Request asset was not found" \(HTTP 200\)\. Place 1818 has no version 9\. Nothing was written\./,
    ],
    [
      "no permission, by 401",
      {},
      { keys: [{ ...DOWNLOAD_KEY, scopes: DOWNLOAD_KEY.scopes.slice(0, 1) }] },
      "Place 1818 was not downloaded",
      /Roblox said "Authorization has been denied for this request\." \(HTTP 401\)\. The key has nothing on legacy-asset; fetching a place needs manage\. .*Where the dialog does not offer it/,
    ],
    [
      "no permission, by 403",
      {},
      { keys: [{ ...DOWNLOAD_KEY, scopes: DOWNLOAD_KEY.scopes.slice(0, 1) }], delivery: { withoutScope: 403 } },
      "Place 1818 was not downloaded",
      /Roblox said "Scope not authorized" \(HTTP 403\)\. The key has nothing on legacy-asset/,
    ],
    ...(["403", "200-403", "200-409"] as const).map(
      (forbidden): [string, Record<string, string>, SimulatorOptions, string, RegExp] => [
        `a place of another owner (${forbidden})`,
        { versionNumber: "1" },
        { creators: { "4242": { groupId: "5" } }, delivery: { forbidden } },
        "Place 1818 was not downloaded",
        /Roblox said "User is not authorized to access Asset\.".*Fetching a place needs legacy-asset manage for the owner of the experience.*Legacy Assets.*Where the dialog does not offer it/,
      ],
    ),
    [
      "no address",
      {},
      { delivery: { address: "none" } },
      "Place 1818 was not downloaded",
      /The answer names no address for the bytes of version 1\. Nothing was written\./,
    ],
    [
      "an address on a strange host",
      {},
      { delivery: { host: "rbxcdn.com.evil.test" } },
      "Place 1818 was not downloaded",
      /\(host rbxcdn\.com\.evil\.test\) is not on one of Roblox's hosts for content.*not called/,
    ],
    [
      "an address on another port",
      {},
      always("assetDelivery", {
        kind: "answer",
        answer: json(200, { location: `https://${CONTENT}:8443/v1/bytes/a` }),
      }),
      "Place 1818 was not downloaded",
      /\(host contentdelivery\.roblox\.com:8443\) is not on one/,
    ],
    [
      "an address without TLS",
      {},
      always("assetDelivery", { kind: "answer", answer: json(200, { location: `http://${CONTENT}/v1/bytes/a` }) }),
      "Place 1818 was not downloaded",
      /is not on one of Roblox's hosts for content, or not plain https/,
    ],
    [
      "a redirect to another host",
      {},
      always("placeBytes", { kind: "redirect", location: "https://evil.test/place", status: 302 }),
      "Place 1818 was not downloaded",
      /HTTP 302.*sends this step on to another address, and it was not followed/,
    ],
    [
      "addresses that are never good",
      {},
      always("placeBytes", body("<Error/>", 403)),
      "Place 1818 was not downloaded",
      /HTTP 403.*Each of the 3 addresses that Roblox named for version 1 was refused/,
    ],
    [
      "a web page, again and again",
      { maxAttempts: "2" },
      always("placeBytes", body("<html><title>Login</title></html>")),
      "Place 1818 was not downloaded",
      /A web page came instead of the bytes of version 1 after 2 attempts\. Nothing was written\./,
    ],
    [
      "half of it, again and again",
      { maxAttempts: "2" },
      always("placeBytes", body(OBBY.subarray(0, 5000))),
      "Place 1818 was not downloaded",
      /What came for version 1 has 5,000 bytes and does not end like a place after 2 attempts/,
    ],
    [
      "bytes that never end",
      { maxAttempts: "2" },
      always("placeBytes", { kind: "endless", pace: "flood" }),
      "Place 1818 was not downloaded",
      /longer than 209,715,200 bytes/,
    ],
    [
      "a place that is damaged between its ends",
      {},
      withPlace(Buffer.concat([OBBY.subarray(0, 2000), Buffer.alloc(500), OBBY.subarray(2500)])),
      "Version 1 was refused, nothing was written",
      /The download of version 1 of place 1818: .*checkFile: warn/,
    ],
    [
      "an empty skeleton",
      {},
      withPlace(SKELETON),
      "Version 1 was refused, nothing was written",
      /next to nothing in this place: 2 instances, 2 of them services, and no script.*checkFile: warn/,
    ],
    [
      "a place without versions",
      {},
      { studioSaves: [] },
      "Place 1818 was not downloaded",
      /list of versions of place 1818 is empty/,
    ],
    [
      "a place of which nothing is published",
      {},
      { studioSaves: [{ placeId: "1818", place: OBBY }] },
      "Place 1818 was not downloaded",
      /no published version.*its newest version, 1, is saved\. Set versionNumber to latest/,
    ],
    [
      "a list that may not be read",
      {},
      { keys: [{ ...DOWNLOAD_KEY, scopes: DOWNLOAD_KEY.scopes.slice(1) }] },
      "Place 1818 was not downloaded",
      /asset.*[Rr]ead/,
    ],
  ])("%s", async (_, inputs, simulated, title, message) => {
    mkdirSync(FOLDER);
    writeFileSync(FILE, "the old one");
    const run = await download(inputs, simulated);
    expect(run).toMatchObject({ code: 1, errors: [{ title, message: expect.stringMatching(message) }] });
    expect(run.files).toEqual(["place.rbxl"]);
    expect(readFileSync(FILE, "utf8")).toBe("the old one");
    expect(run.outputs).not.toHaveProperty("filePath");
    expect(run.summary).toContain("❌");
    expect(run.simulator.strayKeys()).toEqual([]);
    const strange = run.simulator.connects.filter(
      (target) => !/^(?:apis|contentdelivery)\.roblox\.com:443$/.test(target),
    );
    expect(strange).toEqual([]);
  });
});

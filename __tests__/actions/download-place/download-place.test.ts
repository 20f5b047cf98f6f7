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
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { PEAK_MEMORY_MODULE } from "../../../bench/peak-memory.ts";
import { answers, errors, type Fault, type SimulatorOptions } from "../../../simulator/index.ts";
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

describe("which version, and where to", () => {
  test("the live one by default: the key goes to Open Cloud alone, and the bytes' address is a secret", async () => {
    const run = await download();
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [], files: ["place.rbxl"] });
    expect(readFileSync(FILE).equals(OBBY)).toBe(true);
    expect(run.outputs).toEqual({
      ...{ filePath: FILE, versionNumber: "1", publishedVersion: "1", latestVersion: "2" },
      ...{ sha256: sha256(OBBY), bytes: String(OBBY.length) },
    });
    expect(run.calls).toEqual(["GET assetVersions 200", "GET assetDelivery 200", "GET placeBytes 200"]);
    const [, located, fetched] = run.simulator.requests;
    expect(located?.path).toMatch(/\/version\/1$/);
    expect(fetched).toMatchObject({ host: CONTENT, hasKey: false, headers: { "accept-encoding": "gzip" } });
    expect(run.simulator.strayKeys()).toEqual([]);
    expect(run.simulator.connects).toEqual(["apis.roblox.com:443", "apis.roblox.com:443", `${CONTENT}:443`]);
    const { pathname, search } = new URL(fetched?.path ?? "", `https://${CONTENT}`);
    for (const part of [search.slice(1), pathname.split("/").at(-1)]) expect(run.masks).toContain(part);
  });

  test("the newest, below RUNNER_TEMP, named by place, version and format: XML", async () => {
    mkdirSync(FOLDER);
    const run = await download({ filePath: "", versionNumber: "Latest" }, {}, { environment: { RUNNER_TEMP: FOLDER } });
    const name = "place-1818-v2.rbxlx";
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [], files: [name] });
    expect(readFileSync(join(FOLDER, name)).equals(OTHER)).toBe(true);
    expect(run.outputs).toEqual({
      ...{ filePath: join(FOLDER, name), versionNumber: "2", publishedVersion: "1", latestVersion: "2" },
      ...{ sha256: sha256(OTHER), bytes: String(OTHER.length) },
    });
    expect(run.simulator.requests[1]?.path).toMatch(/\/version\/2$/);
  });

  test("a number, which needs no list; what is not known of the others is said", async () => {
    mkdirSync(FOLDER);
    const keys = [{ ...DOWNLOAD_KEY, scopes: DOWNLOAD_KEY.scopes.slice(1) }];
    const environment = { RUNNER_TEMP: FOLDER };
    const run = await download({ filePath: "", versionNumber: "1" }, { keys }, { environment });
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "The place's versions could not be listed" }] });
    expect(run.outputs).toEqual({
      ...{ filePath: join(FOLDER, "place-1818-v1.rbxl"), versionNumber: "1" },
      ...{ sha256: sha256(OBBY), bytes: String(OBBY.length) },
    });
  });

  test("over a file that is there, through a link; an extension of the other format is kept, and warned of", async () => {
    const file = join(FOLDER, "deep", "kept.rbxl");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "the old one");
    symlinkSync(file, FILE);
    const run = await download({ versionNumber: "2" });
    expect(run).toMatchObject({ code: 0, outputs: { filePath: realpathSync(file), versionNumber: "2" } });
    for (const path of [file, FILE]) expect(readFileSync(path).equals(OTHER)).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(["kept.rbxl"]);
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

test("memory does not grow with the place, which checkFile off takes as it is", async () => {
  const large = Buffer.concat([OBBY.subarray(0, 32), Buffer.alloc(60_000_000, 7), OBBY.subarray(-25)]);
  const peakOf = async (place: Buffer, encoding: "identity" | "gzip") => {
    const PEAK_MEMORY_FILE = join(temp, "peak");
    const run = await download(
      { checkFile: "off" },
      { ...withPlace(place), delivery: { encoding } },
      { realTime: true, environment: { PEAK_MEMORY_FILE, NODE_OPTIONS: `--import=${PEAK_MEMORY_MODULE}` } },
    );
    expect(run).toMatchObject({ code: 0, warnings: [], outputs: { sha256: sha256(place) } });
    return Number(readFileSync(PEAK_MEMORY_FILE, "utf8"));
  };
  const small = await peakOf(OBBY, "identity");
  expect((await peakOf(large, "identity")) - small).toBeLessThan(50_000_000);
  expect((await peakOf(large, "gzip")) - small).toBeLessThan(50_000_000);
});

// What the check says of a place is a table (place-file/download.test.ts).
test("checkFile warn: a skeleton is written, with a warning", async () => {
  const run = await download({ checkFile: "warn", filePath: `${FILE}x` }, withPlace(SKELETON));
  expect(run).toMatchObject({
    code: 0,
    files: ["place.rbxlx"],
    warnings: [{ title: "The place is an empty skeleton" }],
  });
});

test("addresses that are never good are not shown, even where an answer holds them", async () => {
  const paths: string[] = [];
  const run = await download(
    {},
    {
      fault({ endpoint, path }) {
        if (endpoint !== "placeBytes") return undefined;
        paths.push(path);
        return body(`bad ${path}`, 403);
      },
    },
  );
  expect(run.errors).toEqual([
    {
      title: "Place 1818 was not downloaded",
      message: expect.stringMatching(
        /"bad \*\*\*\?\*\*\*" \(HTTP 403\).*Each of the 3 addresses that Roblox named for version 1 was refused/,
      ),
    },
  ]);
  expect(paths).toHaveLength(3);
  for (const path of paths) {
    const { pathname, search } = new URL(path, `https://${CONTENT}`);
    for (const part of [search.slice(-20), pathname.slice(-20)]) expect(run.shown).not.toContain(part);
  }
});

describe("however the bytes come", () => {
  test("compressed without saying so, in chunks, from another of Roblox's hosts, in the older form, without a size", async () => {
    const host = "c0.rbxcdn.com";
    const run = await download(
      {},
      { delivery: { encoding: "gzip-undeclared", contentLength: false, host, address: "locations", size: "none" } },
    );
    expect(run).toMatchObject({ code: 0, warnings: [], outputs: { sha256: sha256(OBBY) } });
    expect(run.simulator.requests[2]).toMatchObject({ host, hasKey: false });
    expect(readFileSync(FILE).equals(OBBY)).toBe(true);
  });

  test("said to be compressed, but are not, and as many as were not announced: the file's own end decides", async () => {
    const answer = { status: 200, contentType: "text/html", headers: { "content-encoding": "gzip" }, body: OBBY };
    const run = await download(
      {},
      { delivery: { size: "wrong" }, ...always("placeBytes", { kind: "answer", answer }) },
    );
    expect(run).toMatchObject({ code: 0, warnings: [{ title: "Roblox announced another size" }] });
    expect(run.warnings[0]?.message).toMatch(/announced 8,926 bytes for version 1 of place 1818, and 8,925 came/);
    expect(readFileSync(FILE).equals(OBBY)).toBe(true);
  });
});

describe("is tried again", () => {
  test("whatever comes instead of an address or of the bytes, each time from the first byte", async () => {
    const limited = errors(200, "Too many assets requested", 429);
    const unavailable = answers.htmlUnavailable;
    const cutOff = "No complete answer came (ECONNRESET: aborted)";
    const unfit = "What came is compressed, but breaks off or is damaged";
    const instead: Record<string, [Fault, string][]> = {
      assetDelivery: [
        [
          body("<html></html>"),
          "Roblox's edge answered with a web page instead of the API (HTTP 200), which says nothing about the call",
        ],
        [{ kind: "answer", answer: limited }, 'Roblox said "Too many assets requested" (HTTP 200)'],
      ],
      placeBytes: [
        [half("content-length"), cutOff],
        [half("chunked"), cutOff],
        [body(OBBY.subarray(0, 5000)), "What came for version 1 has 5,000 bytes and does not end like a place"],
        [body("<!DOCTYPE html><title>Login</title>"), "A web page came instead of the bytes of version 1"],
        [body(""), "Nothing came instead of the bytes of version 1"],
        [body(Buffer.from("1f8b0800000000000003", "hex")), `${unfit} (Z_BUF_ERROR)`],
        [body(Buffer.from("1f8b0800000000000003ffffffffff", "hex")), `${unfit} (Z_DATA_ERROR)`],
        [
          { kind: "answer", answer: unavailable },
          'Roblox\'s edge answered with a web page "503 Service Unavailable" instead of the API (HTTP 503)',
        ],
        [{ kind: "pause" }, "No complete answer came (the answer paused for 30 s)"],
      ],
    };
    const run = await download(
      { maxAttempts: "20" },
      { fault: ({ endpoint }, nth) => instead[endpoint]?.[nth - 1]?.[0] },
    );
    const reasons = run.lines.flatMap((line) => /^(.*)\. Attempt \d+ of 20 follows/.exec(line)?.[1] ?? []);
    expect(reasons).toEqual(Object.values(instead).flatMap((list) => list.map(([, reason]) => reason)));
    expect(run).toMatchObject({ code: 0, errors: [], files: ["place.rbxl"], outputs: { sha256: sha256(OBBY) } });
    expect(readFileSync(FILE).equals(OBBY)).toBe(true);
  });

  test("an address that is no longer good (403, 410) is asked for anew", async () => {
    const run = await download({}, faultOf("placeBytes", body("<Error/>", 403), body("<Error/>", 410)));
    expect(run).toMatchObject({ code: 0, outputs: { sha256: sha256(OBBY) } });
    expect(run.calls.slice(1)).toEqual([
      "GET assetDelivery 200",
      "GET placeBytes 403",
      "GET assetDelivery 200",
      "GET placeBytes 410",
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
      "a redirect to another host",
      {},
      always("placeBytes", { kind: "redirect", location: "https://evil.test/place", status: 302 }),
      "Place 1818 was not downloaded",
      /HTTP 302.*sends this step on to another address, and it was not followed/,
    ],
    [
      "a web page, whatever checkFile is",
      { checkFile: "warn", maxAttempts: "1" },
      always("placeBytes", body("<html><title>Login</title></html>")),
      "Place 1818 was not downloaded",
      /A web page came instead of the bytes of version 1\. Nothing was written\./,
    ],
    [
      "half of it, again and again, whatever checkFile is",
      { checkFile: "off", maxAttempts: "2" },
      always("placeBytes", body(OBBY.subarray(0, 5000))),
      "Place 1818 was not downloaded",
      /What came for version 1 has 5,000 bytes and does not end like a place after 2 attempts/,
    ],
    [
      "more bytes than a place may have",
      {},
      always("placeBytes", body(Buffer.concat(Array(201).fill(gzipSync(Buffer.alloc(1024 * 1024)))))),
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
      /nothing on asset; listing the versions of a place needs read\./,
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

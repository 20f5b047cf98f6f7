/** One place, end to end: the real bundle in a child process, the real host name, a simulated Roblox on loopback. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { createClock } from "../../harness/clock.ts";
import { runAction, visible } from "../../harness/run-action.ts";

const OBBY = join(import.meta.dirname, "..", "..", "..", "examples", "obby");
const INPUTS = { apiKey: DEMO_KEY, universeId: "4242", placeId: "1818", filePath: "obby.rbxl" };
const files: Record<string, Buffer> = {};
const clock = createClock();
let simulator: Simulator;

beforeAll(async () => {
  for (const name of ["obby.rbxl", "obby.rbxlx"]) files[name] = await readFile(join(OBBY, name));
  simulator = await startSimulator({ clock, rateLimit: { requests: 1000, windowSeconds: 60, headers: true } });
});
afterAll(() => simulator.close());

const run = (inputs: Record<string, string>, options = {}) =>
  runAction({ ...INPUTS, ...inputs }, { files, clock, environment: simulator.environment, ...options });

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a place goes up byte for byte, and the outputs say so", () => {
  test.each([
    ["obby.rbxl", "published", "application/octet-stream", "published"],
    ["obby.rbxlx", "SAVED", "application/xml", "saved"],
  ])("%s as %s", async (filePath, versionType, contentType, status) => {
    const bytes = files[filePath] as Buffer;
    const placeId = "1819";
    const done = await run({ filePath, versionType, placeId });
    expect(done).toMatchObject({ code: 0, errors: [], warnings: [], notices: [] });

    const sent = simulator.requests.filter(({ endpoint }) => endpoint === "publish").at(-1);
    const proper = versionType.toLowerCase() === "saved" ? "Saved" : "Published";
    expect(sent).toMatchObject({
      method: "POST",
      path: `/universes/v1/4242/places/1819/versions?versionType=${proper}`,
      bodyBytes: bytes.length,
      bodySha256: sha256(bytes),
      bodyComplete: true,
      status: 200,
    });
    expect(sent?.headers).toMatchObject({
      host: "apis.roblox.com",
      "x-api-key": DEMO_KEY,
      "content-type": contentType,
      "content-length": String(bytes.length),
      "user-agent": "owner/publish-to-roblox/v1",
    });
    expect(sent?.headers).not.toHaveProperty("transfer-encoding");

    const version = simulator.versions(placeId)[0];
    expect(done.outputs).toMatchObject({
      versionNumber: version?.versionNumber,
      placeUrl: "https://www.roblox.com/games/1819",
      sha256: sha256(bytes),
      attempts: "1",
    });
    expect(done.results).toEqual([
      expect.objectContaining({
        universeId: "4242",
        placeId,
        filePath,
        versionType: proper,
        status,
        versionNumber: version?.versionNumber,
        sha256: sha256(bytes),
        bytes: bytes.length,
        attempts: 1,
        seconds: expect.any(Number),
        place: expect.objectContaining({ format: filePath.endsWith("x") ? "xml" : "binary", instances: 36 }),
      }),
    ]);
    expect(done.results?.[0]).not.toHaveProperty("error");
  });

  test("the key is masked first, each upload has a fresh connection, and a version number of any size keeps its digits", async () => {
    const body = '{"versionNumber":9223372036854775807}';
    simulator.faults.push(
      { kind: "answer", answer: answers.requestContextFailure },
      { kind: "answer", answer: { status: 200, contentType: "text/plain", body } },
    );
    const before = simulator.requests.length;
    const done = await run({ apiKey: ` ${DEMO_KEY}\n` });
    expect(done).toMatchObject({ code: 0, outputs: { versionNumber: "9223372036854775807" } });
    expect(done.log.trimStart().startsWith(`::add-mask::${DEMO_KEY}`)).toBe(true);
    expect(visible(done)).not.toContain(DEMO_KEY);
    expect(done.masks).not.toContain("");
    const uploads = simulator.requests.slice(before).filter(({ endpoint }) => endpoint === "publish");
    expect(uploads).toHaveLength(2);
    expect(new Set(uploads.map(({ connection }) => connection)).size).toBe(2);
  });

  test("the key comes from ROBLOX_API_KEY when the input is empty", async () => {
    const done = await run({ apiKey: "" }, { environment: { ...simulator.environment, ROBLOX_API_KEY: DEMO_KEY } });
    expect(done.code).toBe(0);
    expect(done.masks[0]).toBe(DEMO_KEY);
  });

  test("nothing but apis.roblox.com is contacted", () => {
    expect(new Set(simulator.connects)).toEqual(new Set(["apis.roblox.com:443"]));
  });
});

describe("bad input gives one error and no request", () => {
  test("that names all that is wrong, and no secret", async () => {
    const before = simulator.connects.length;
    const done = await run({
      apiKey: "first-half\nsecond-half",
      universeId: "x",
      versionType: "y",
      filePath: "",
      "api-key": "zzz",
    });
    expect(done).toMatchObject({ code: 1, outputs: {}, signal: null });
    expect(done.errors).toEqual([{ title: "Wrong inputs", message: expect.any(String) }]);
    for (const text of [
      "apiKey holds a line break",
      "universeId is",
      "versionType is",
      "filePath is missing",
      "apiKey instead of api-key",
    ]) {
      expect(done.errors[0]?.message).toContain(text);
    }
    expect(simulator.connects.length).toBe(before);
    for (const secret of ["first-half", "second-half", "zzz"]) expect(visible(done)).not.toContain(secret);
    expect(done.masks).not.toContain("");
    expect(done.log).not.toMatch(/^\s+at /m);
  });

  test.each([
    ["a fork", { pull_request: { head: { repo: { full_name: "somebody/game" } } } }],
    ["a fork that is gone", { pull_request: { head: { repo: null } } }],
  ])("no key because the run comes from %s", async (_name, event) => {
    const done = await run(
      { apiKey: "" },
      {
        files: { ...files, "event.json": JSON.stringify(event) },
        environment: { ...simulator.environment, GITHUB_EVENT_PATH: "event.json" },
      },
    );
    expect(done.code).toBe(1);
    expect(done.errors[0]?.message).toContain("apiKey is missing. This run comes from a fork");
    expect(done.errors[0]?.message).toContain("dryRun: true");
  });

  test.each(["", "{", "null", "[]", '{"pull_request":null}'])(
    "no key, and an event that cannot be read: %j",
    async (event) => {
      const environment = { ...simulator.environment, GITHUB_EVENT_PATH: "event.json" };
      const done = await run({ apiKey: "" }, { files: { ...files, "event.json": event }, environment });
      expect(done).toMatchObject({ code: 1, errors: [{ title: "Wrong inputs" }] });
      expect(done.errors[0]?.message).toMatch(/^apiKey is missing\./);
    },
  );

  test("NODE_TLS_REJECT_UNAUTHORIZED=0 would give the key to anybody", async () => {
    const before = simulator.connects.length;
    const done = await run({}, { environment: { ...simulator.environment, NODE_TLS_REJECT_UNAUTHORIZED: "0" } });
    expect(done.code).toBe(1);
    expect(done.errors[0]?.message).toContain("NODE_TLS_REJECT_UNAUTHORIZED is 0");
    expect(simulator.connects.length).toBe(before);
  });
});

describe("a file that cannot be sent is this place's failure, and no request is made", () => {
  test("each says which, and why", async () => {
    const before = simulator.requests.length;
    const places = { "1817": "build/gone.rbxl", "1818": ".", "1819": "empty.rbxl", "1820": "page.rbxl" };
    const done = await run(
      {
        placeId: "",
        filePath: "",
        places: Object.entries(places)
          .map(([placeId, filePath]) => `${placeId}: ${filePath}`)
          .join("\n"),
      },
      { files: { ...files, "empty.rbxl": "", "page.rbxl": "<!DOCTYPE html><html></html>" } },
    );
    expect(done.code).toBe(1);
    expect(done.errors).toHaveLength(1);
    expect(done.results).toMatchObject([
      {
        status: "failed",
        error: expect.stringMatching(/gone\.rbxl.*the workspace is.*actions\/checkout.*built or downloaded/s),
      },
      { status: "failed", error: expect.stringContaining("folder") },
      { status: "failed", error: expect.stringContaining("no bytes") },
      { status: "failed", error: expect.stringContaining("HTML") },
    ]);
    expect(done.outputs).not.toHaveProperty("sha256");
    expect(simulator.requests.slice(before).filter(({ endpoint }) => endpoint === "publish")).toEqual([]);
  });

  test("a path outside the workspace and one with odd characters are fine", async () => {
    const odd = "a b#ü'.rbxl";
    const inside = await run({ filePath: odd }, { files: { [odd]: files["obby.rbxl"] as Buffer } });
    expect(inside.code).toBe(0);
    const outside = await run({ filePath: join(OBBY, "obby.rbxl") });
    expect(outside.code).toBe(0);
  });
});

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
    ["obby.rbxl", "Published", "application/octet-stream", "published"],
    ["obby.rbxl", "Saved", "application/octet-stream", "saved"],
    ["obby.rbxlx", "published", "application/xml", "published"],
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

  test("the key is masked before anything else is printed", async () => {
    const done = await run({ apiKey: ` ${DEMO_KEY}\n` });
    expect(done.code).toBe(0);
    expect(done.log.trimStart().startsWith(`::add-mask::${DEMO_KEY}`)).toBe(true);
    expect(visible(done)).not.toContain(DEMO_KEY);
    expect(done.masks).not.toContain("");
  });

  test("the key comes from ROBLOX_API_KEY when the input is empty", async () => {
    const done = await run({ apiKey: "" }, { environment: { ...simulator.environment, ROBLOX_API_KEY: DEMO_KEY } });
    expect(done.code).toBe(0);
    expect(done.masks[0]).toBe(DEMO_KEY);
  });

  test("a fresh connection for each upload", async () => {
    simulator.faults.push({ kind: "answer", answer: answers.requestContextFailure });
    const before = simulator.requests.length;
    await run({});
    const uploads = simulator.requests.slice(before).filter(({ endpoint }) => endpoint === "publish");
    expect(uploads).toHaveLength(2);
    expect(new Set(uploads.map(({ connection }) => connection)).size).toBe(2);
  });

  test("nothing but apis.roblox.com is contacted", () => {
    expect(new Set(simulator.connects)).toEqual(new Set(["apis.roblox.com:443"]));
  });
});

test("a version number of any size reaches the output in the digits of the answer", async () => {
  const body = '{"versionNumber":9223372036854775807}';
  simulator.faults.push({ kind: "answer", answer: { status: 200, contentType: "text/plain", body } });
  expect((await run({})).outputs.versionNumber).toBe("9223372036854775807");
});

test("no success without a version number, and no second try", async () => {
  const before = simulator.requests.length;
  const body = '{"versionNumber":9007199254740993.0}';
  simulator.faults.push({ kind: "answer", answer: { status: 200, contentType: "text/plain", body } });
  const done = await run({});
  expect(done.code).toBe(1);
  expect(done.outputs).not.toHaveProperty("versionNumber");
  expect(done.errors).toHaveLength(1);
  expect(done.errors[0]?.message).toContain("not known whether the place was published");
  expect(done.results).toMatchObject([{ status: "failed" }]);
  const uploads = simulator.requests.slice(before).filter(({ endpoint }) => endpoint === "publish");
  expect(uploads).toHaveLength(1);
});

describe("bad input gives one error and no request", () => {
  test.each<[string, Record<string, string>, ...string[]]>([
    ["a key of two lines", { apiKey: "first-half\nsecond-half" }, "apiKey holds a line break"],
    [
      "several wrong",
      { universeId: "x", versionType: "y", filePath: "", "api-key": "zzz" },
      "universeId is",
      "versionType is",
      "filePath is missing",
      "apiKey instead of api-key",
    ],
  ])("%s", async (_name, inputs, ...texts) => {
    const before = simulator.connects.length;
    const done = await run(inputs);
    expect(done).toMatchObject({ code: 1, outputs: {}, signal: null });
    expect(done.errors).toHaveLength(1);
    expect(done.errors[0]?.title).toBe("Wrong inputs");
    for (const text of texts) expect(done.errors[0]?.message).toContain(text);
    expect(simulator.connects.length).toBe(before);
    for (const secret of ["first-half", "second-half", "zzz", DEMO_KEY]) expect(visible(done)).not.toContain(secret);
    expect(done.masks).not.toContain("");
    expect(done.log).not.toMatch(/^\s+at /m);
  });

  test("a key that is given as another input is not shown", async () => {
    const done = await run({ placeId: DEMO_KEY });
    expect(done.code).toBe(1);
    expect(visible(done)).not.toContain(DEMO_KEY.slice(0, 12));
  });

  test.each([
    ["a fork", { pull_request: { head: { repo: { full_name: "somebody/game" } } } }, "dev", "fork"],
    ["a fork that is gone", { pull_request: { head: { repo: null } } }, "dev", "fork"],
    ["Dependabot", {}, "dependabot[bot]", "Dependabot"],
  ])("no key because the run comes from %s", async (_name, event, actor, word) => {
    const done = await run(
      { apiKey: "" },
      {
        files: { ...files, "event.json": JSON.stringify(event) },
        environment: { ...simulator.environment, GITHUB_EVENT_PATH: "event.json", GITHUB_ACTOR: actor },
      },
    );
    expect(done.code).toBe(1);
    expect(done.errors[0]?.message).toContain(
      `apiKey is missing. This run comes from ${word === "fork" ? "a fork" : word}`,
    );
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
  test.each<[string, Record<string, string>, ...string[]]>([
    [
      "missing",
      { filePath: "build/gone.rbxl" },
      "gone.rbxl",
      "the workspace is",
      "actions/checkout",
      "built or downloaded",
    ],
    ["a folder", { filePath: "." }, "folder"],
    ["empty", { filePath: "empty.rbxl" }, "empty"],
    ["no place at all", { filePath: "page.rbxl" }, "HTML"],
  ])("%s", async (_name, inputs, ...texts) => {
    const before = simulator.requests.length;
    const done = await run(inputs, {
      files: { ...files, "empty.rbxl": "", "page.rbxl": "<!DOCTYPE html><html></html>" },
    });
    expect(done.code).toBe(1);
    expect(done.errors).toHaveLength(1);
    for (const text of texts) expect(done.errors[0]?.message).toContain(text);
    expect(done.results).toMatchObject([{ status: "failed", error: expect.any(String) }]);
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

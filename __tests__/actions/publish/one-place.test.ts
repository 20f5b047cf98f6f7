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

describe("version numbers", () => {
  const withNumber = (body: string, contentType = "text/plain") => {
    simulator.faults.push({ kind: "answer", answer: { status: 200, contentType, body } });
    return run({});
  };

  test.each([
    ["9007199254740993", '{"versionNumber":9007199254740993}', "application/json"],
    ["9223372036854775807", '{"versionNumber": 9223372036854775807 }', "text/plain"],
    ["12", '{"versionNumber":"12"}', "text/html"],
    ["7", '\uFEFF{"versionNumber":7}\n', "application/octet-stream"],
  ])("%s survives", async (number, body, contentType) => {
    expect((await withNumber(body, contentType)).outputs.versionNumber).toBe(number);
  });

  test.each([
    "{}",
    "",
    '{"versionNumber":0}',
    '{"versionNumber":-1}',
    '{"versionNumber":1.5}',
    '{"versionNumber":1e2}',
    '{"versionNumber":9007199254740993.0}',
    '{"versionNumber":null}',
    '{"versionNumber":"7a"}',
    '{"versionNumber":[7]}',
    "<html><title>Welcome</title>",
    "7",
  ])("no success without one: %s", async (body) => {
    const before = simulator.requests.length;
    const done = await withNumber(body);
    expect(done.code).toBe(1);
    expect(done.outputs).not.toHaveProperty("versionNumber");
    expect(done.errors).toHaveLength(1);
    expect(done.errors[0]?.message).toContain("not known whether the place was published");
    expect(done.results).toMatchObject([{ status: "failed" }]);
    const uploads = simulator.requests.slice(before).filter(({ endpoint }) => endpoint === "publish");
    expect(uploads).toHaveLength(1);
  });
});

describe("bad input gives one error and no request", () => {
  test.each<[string, Record<string, string>, ...string[]]>([
    ["no universeId", { universeId: "" }, "universeId is missing"],
    ["letters in an id", { placeId: "123abc" }, 'placeId is "123abc"', "decimal id"],
    ["a path for an id", { placeId: "../../1" }, 'placeId is "../../1"'],
    ["zero", { universeId: "0" }, 'universeId is "0"'],
    ["a leading zero", { universeId: "042" }, 'universeId is "042"'],
    ["a sign", { universeId: "-5" }, 'universeId is "-5"'],
    ["other digits", { universeId: "４２" }, "universeId is"],
    ["an id beyond int64", { placeId: "9223372036854775808" }, "placeId is"],
    ["a near miss", { versionType: "pubished" }, 'versionType is "pubished"', "Did you mean Published?"],
    ["another version type", { versionType: "live" }, 'versionType is "live", but must be Published or Saved.'],
    ["no attempts", { maxAttempts: "0" }, 'maxAttempts is "0"', "1 to 20"],
    ["too many attempts", { maxAttempts: "21" }, 'maxAttempts is "21"'],
    ["half an attempt", { maxAttempts: "1.5" }, 'maxAttempts is "1.5"'],
    ["no time", { timeoutMinutes: "0" }, 'timeoutMinutes is "0"'],
    ["too much time", { timeoutMinutes: "361" }, 'timeoutMinutes is "361"'],
    ["time in words", { timeoutMinutes: "15m" }, 'timeoutMinutes is "15m"'],
    ["an unknown check", { checkFile: "loose" }, 'checkFile is "loose", but must be strict or warn or off.'],
    ["a dry run in words", { dryRun: "yes" }, 'dryRun is "yes"'],
    ["no file", { filePath: "" }, "filePath is missing"],
    ["a key of two lines", { apiKey: "first-half\nsecond-half" }, "apiKey holds a line break"],
    ["a key with a control character", { apiKey: "ab\u0007cd" }, "apiKey holds a line break"],
    ["no key", { apiKey: " \n" }, "apiKey is missing", "secrets.ROBLOX_API_KEY"],
    ["control characters", { placeId: "1\u001b[31m\n2" }, 'placeId is "1\\u001b[31m\\n2"'],
    ["a long value", { placeId: "1".repeat(500) }, `placeId is "${"1".repeat(20)}…"`],
    ["a peer's spelling", { "place-id": "1818" }, "write placeId instead of place-id"],
    [
      "several wrong",
      { universeId: "x", versionType: "y", filePath: "" },
      "universeId is",
      "versionType is",
      "filePath is missing",
    ],
    [
      "all the peers' spellings",
      {
        "universe-id": "1",
        "place-id": "1",
        "api-key": "zzz",
        path: "a",
        "place-file": "a",
        file: "a",
        "version-type": "a",
        "max-retries": "1",
        shouldPublish: "true",
      },
      "apiKey instead of api-key",
      "universeId instead of universe-id",
      "placeId instead of place-id",
      "filePath instead of path",
      "filePath instead of place-file",
      "filePath instead of file",
      "versionType instead of version-type",
      "maxAttempts (all tries, the first included) instead of max-retries",
      "versionType (Published or Saved) instead of shouldPublish",
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

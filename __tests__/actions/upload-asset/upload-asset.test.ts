/** Uploads, end to end: the real bundle against a simulated Roblox. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  type AssetSettings,
  answers,
  DEMO_KEY,
  type EndpointName,
  type Fault,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { cancelWaiting, exitCodeOf, INTERRUPT } from "../../harness/cancel.ts";
import { faultOf } from "../../harness/faults.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";
import { jpeg, MP4, model, OGG, png, wav, XML_MODEL } from "./files.ts";
import { ASSET_KEY, assetKey } from "./key.ts";

const FILES: Record<string, string | Buffer> = {
  "tree.rbxm": model(),
  "tree.rbxmx": XML_MODEL,
  "walk.rbxm": model("KeyframeSequence"),
  "leaf.png": png(),
  "leaf.jpg": jpeg(64, 32),
  "beep.wav": wav(1),
  "beep.ogg": OGG,
  "clip.mp4": MP4,
};
const NEW = { filePath: "tree.rbxm", displayName: "Tree", creatorUserId: "100001", universeId: "" };
const sha256 = (name: string) =>
  createHash("sha256")
    .update(FILES[name] ?? "")
    .digest("hex");

const upload = (
  inputs = {},
  assets: Partial<AssetSettings> = {},
  more: SimulatorOptions = {},
  options: RunOptions = {},
) => play("upload-asset", { ...NEW, ...inputs }, { keys: [ASSET_KEY], assets, ...more }, { files: FILES, ...options });

describe("a new asset", () => {
  // What each kind of file becomes is a table (check.test.ts, place-file/asset.test.ts): these are the ways into the request,
  // each with one of the ways in which Roblox answers.
  test.each<[string, string, string, string, Record<string, string>, Partial<AssetSettings>, string[]?]>([
    ["an answer with the path only", "tree.rbxmx", "Model", "model/x-rbxm", {}, { answersOnlyPath: true }],
    ["an operation that is done at once", "walk.rbxm", "Animation", "model/x-rbxm", {}, { polls: 0 }],
    ["the old spelling", "leaf.jpg", "Decal", "image/jpeg", { assetType: "decal" }, { oldSpelling: true }],
    [
      "a quota that is used up",
      "beep.ogg",
      "Audio",
      "audio/ogg",
      {},
      { audioQuota: { usage: 100, capacity: 100 } },
      ["The quota for sounds is used up"],
    ],
    [
      "a name that the filter changed",
      "clip.mp4",
      "Video",
      "video/mp4",
      { expectedPrice: "2000" },
      { storedName: "####" },
      ["Roblox's text filter changed the name"],
    ],
  ])("with %s: %s as %s", async (...[, filePath, assetType, contentType, inputs, settings, warnings = []]) => {
    const run = await upload({ filePath, ...inputs }, settings);
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.warnings.map(({ title }) => title)).toEqual(warnings);
    expect(run.simulator.assets).toMatchObject([{ assetType, contentType, sha256: sha256(filePath) }]);
    expect(run.outputs).toMatchObject({ sha256: sha256(filePath), moderationState: "Approved", versionNumber: "1" });
  });

  test("is told step by step, every output is set, and experiences may use it", async () => {
    const run = await upload({
      ...{ description: "A tree.", creatorUserId: "", creatorGroupId: "5", grantUniverseIds: "4242, 4243\n4242" },
    });
    const [asset] = run.simulator.assets;
    expect(asset).toMatchObject({ displayName: "Tree", description: "A tree.", creator: { groupId: "5" } });
    expect(asset).toMatchObject({ grants: ["4242", "4243"] });
    expect(run.outputs).toEqual({
      sha256: sha256("tree.rbxm"),
      operationId: expect.stringMatching(/^[\da-f-]{36}$/),
      assetId: asset?.assetId,
      assetUrl: `https://create.roblox.com/store/asset/${asset?.assetId}`,
      versionNumber: "1",
      moderationState: "Approved",
    });
    expect(run.calls.slice(0, 4)).toEqual([
      "POST introspect 200",
      "POST createAsset 200",
      ...Array(2).fill("GET assetOperation 200"),
    ]);
    expect(run.summary).toContain(`✅ Asset [${asset?.assetId}](https://create.roblox.com/store/asset/`);
    expect(run.summary).toMatch(
      /^\| Asset \| Type \|.*\| Moderation \| May be used by \| Time \|$[\s\S]*\| Approved \| 4242, 4243 \| [\d.]+ s \|$/m,
    );
  });
});

describe("the next version of a model", () => {
  const existing = { "7": "Model", "8": "Decal" } as const;

  test("leaves the name alone unless one is given", async () => {
    const run = await upload({ assetId: "7", displayName: "", creatorUserId: "" }, { existing });
    expect(run).toMatchObject({ code: 0, outputs: { assetId: "7", versionNumber: "2" } });
    expect(run.simulator.assets).toMatchObject([{ displayName: "Before", version: 2 }, { version: 1 }]);
  });

  test("takes name and description along, also again after a lost answer", async () => {
    const lost: Fault = { kind: "reset", when: "afterBody", carriedOut: true };
    const run = await upload({ assetId: "7", description: "New." }, { existing }, faultOf("updateAsset", lost));
    expect(run).toMatchObject({ code: 0, outputs: { assetId: "7", versionNumber: "3" } });
    expect(run.simulator.assets[0]).toMatchObject({ displayName: "Tree", description: "New.", version: 3 });
  });

  test("of anything else is Roblox's to refuse, where the file does not tell", async () => {
    const run = await upload({ assetId: "8" }, { existing });
    expect(run.errors).toMatchObject([
      { message: expect.stringMatching(/"Updating Decal is not supported yet".*Only models take a new version/) },
    ]);
  });
});

describe("never twice", () => {
  // After which ends a call may have been carried out is a table (open-cloud/attempts.test.ts).
  const limited: Fault = { kind: "answer", answer: { ...answers.rateLimited, headers: { "x-ratelimit-reset": "1" } } };

  test.each<[string, Fault[], string[]]>([
    [
      "a lost answer, but again after a 429",
      [limited, { kind: "reset", when: "afterBody", carriedOut: true }],
      ["POST createAsset 429", "POST createAsset undefined"],
    ],
    [
      "an answer that says nothing",
      [{ kind: "answer", answer: { status: 200, body: "" }, carriedOut: true }],
      ["POST createAsset 200"],
    ],
  ])("after %s", async (_, faults, creations) => {
    const run = await upload({}, {}, faultOf("createAsset", ...faults));
    expect(run.code).toBe(1);
    expect(run.calls.filter((call) => call.includes("createAsset"))).toEqual(creations);
    expect(run.simulator.assets).toHaveLength(1);
    expect(run.errors).toMatchObject([
      {
        title: "It is not known whether the asset was created",
        message: expect.stringMatching(/An asset may have been made all the same.*"Tree".*Development Items/),
      },
    ]);
    expect(run.errors[0]?.message).toContain(sha256("tree.rbxm"));
    expect(run.outputs).toEqual({ sha256: sha256("tree.rbxm") });
  });
});

describe("an operation", () => {
  test.each([
    ["fails", { ends: { code: 3, message: "Bad file" } }, /^Roblox said "Bad file" \(3\)\./],
    ["ends with nothing", { ends: "nothing" as const }, /neither what it made nor why it failed/],
  ])("that %s", async (_, settings, message) => {
    const run = await upload({}, settings);
    expect(run).toMatchObject({ code: 1, errors: [{ message: expect.stringMatching(message) }] });
    expect(run.outputs).toMatchObject({ operationId: expect.any(String) });
  });

  test("that never ends", async () => {
    const run = await upload({ timeoutMinutes: "0.5" }, { polls: 1000 });
    expect(run).toMatchObject({
      code: 1,
      errors: [
        { title: "It is not known whether the asset was created", message: expect.stringContaining("may yet finish") },
      ],
      outputs: { operationId: expect.any(String) },
    });
    // After 1, 3, 7, 15 and 25 of its 30 seconds.
    expect(run.calls.filter((call) => call.includes("assetOperation")).length).toBeLessThan(8);
  });

  test("that Roblox does not know", async () => {
    const gone: Fault = { kind: "answer", answer: answers.notFound };
    const run = await upload({}, {}, faultOf("assetOperation", gone));
    expect(run.errors).toMatchObject([{ message: expect.stringContaining("does not know operation") }]);
  });
});

describe("moderation", () => {
  test("is waited for", async () => {
    const run = await upload({ moderation: "wait" }, { reviews: 3 });
    expect(run).toMatchObject({ code: 0, outputs: { moderationState: "Approved" } });
    expect(run.calls.filter((call) => call === "GET asset 200").length).toBeGreaterThan(1);
  });

  test("that has not decided is reported", async () => {
    const run = await upload({}, { reviews: 3 });
    expect(run).toMatchObject({ code: 0, outputs: { moderationState: "Reviewing" } });
  });

  test("that does not decide ends with the step's time", async () => {
    const run = await upload({ moderation: "wait", timeoutMinutes: "0.5" }, { reviews: 1000 });
    expect(run).toMatchObject({ code: 1, errors: [{ title: "The asset is not approved yet" }] });
    expect(run.outputs).toMatchObject({ assetId: expect.any(String), moderationState: "Reviewing" });
  });

  test.each([
    ["wait", 1],
    ["report", 0],
  ])("that rejects, with %s", async (moderation, code) => {
    const run = await upload({ moderation }, { decision: "Rejected" });
    expect(run).toMatchObject({ code, outputs: { assetId: expect.any(String), moderationState: "Rejected" } });
    expect([...run.errors, ...run.warnings]).toMatchObject([{ title: "The asset was rejected" }]);
  });

  test("of the account ends the step with no further call", async () => {
    const run = await upload({}, { userIsModerated: true });
    expect(run.calls).toEqual(["POST introspect 200", "POST createAsset 403"]);
    expect(run.errors).toMatchObject([
      { message: expect.stringMatching(/"User is moderated".*takes nothing more from it/) },
    ]);
  });
});

test("the use in experiences that is refused inside a success fails, and names each", async () => {
  const run = await upload(
    { grantUniverseIds: "4242,4243,4244" },
    { grantErrors: { "4242": "CannotManageSubject", "4243": "" } },
  );
  expect(run).toMatchObject({ code: 1, outputs: { assetId: expect.any(String) } });
  expect(run.errors[0]?.message).toMatch(/Experience 4242: CannotManageSubject\.\n.*4243: .*granted nothing\.\n/);
  expect(run.simulator.assets).toMatchObject([{ grants: ["4244"] }]);
});

describe("before anything is sent", () => {
  test("half a key is refused", async () => {
    const run = await upload({}, {}, { keys: [assetKey("write")] });
    expect(run).toMatchObject({ code: 1, errors: [{ message: expect.stringMatching(/lacks asset read/) }] });
    expect(run.calls).toEqual(["POST introspect 200"]);
  });

  test.each([
    ["no file", { filePath: "none.rbxm" }, /There is no file at this path.*It was looked for at/],
    ["a file for another type", { filePath: "leaf.png", assetType: "Audio" }, /the file is png/],
  ])("%s is refused", async (_, inputs, message) => {
    const run = await upload(inputs);
    expect(run).toMatchObject({ code: 1, errors: [{ message: expect.stringMatching(message) }], calls: [] });
  });

  test("a dry run ends, with a key and without", async () => {
    const run = await upload({ dryRun: "true" });
    expect(run).toMatchObject({ code: 0, outputs: { sha256: sha256("tree.rbxm") }, calls: ["POST introspect 200"] });
    const keyless = await upload({ dryRun: "true", apiKey: "" });
    expect(keyless).toMatchObject({ code: 0, notices: [{ title: "The key was not checked" }], calls: [] });
    expect(keyless.log).not.toContain(DEMO_KEY);
  });
});

const ANOTHER = /operation [\da-f-]{36} may yet make an asset of it/;
test.each<[EndpointName, Record<string, string>, RegExp]>([
  ["introspect", {}, /Nothing was uploaded/],
  ["assetQuotas", { filePath: "beep.wav" }, /Nothing was uploaded/],
  ["createAsset", {}, /may have been made/],
  ["assetOperation", {}, ANOTHER],
  ["asset", { moderation: "wait" }, /The file is asset 120000000000000 as version 1\./],
  ["assetPermissions", { grantUniverseIds: "4242" }, /The file is asset 120000000000000 as version 1\./],
])("a step that is cancelled at %s says what may exist", async (endpoint, inputs, message) => {
  const { simulated, options } = cancelWaiting(endpoint);
  const run = await upload(inputs, { reviews: 9 }, simulated, options);
  expect(run.code).toBe(exitCodeOf(INTERRUPT));
  expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(message) }]);
  expect(run.summary).toContain("❌ The step was cancelled");
});

/** Plugins: the script, which really runs in the simulated session; what its end means; and the whole step. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import {
  type AssetSettings,
  answers,
  type EndpointName,
  type Fault,
  type SimulatorOptions,
} from "../../../simulator/index.ts";
import { runScript } from "../../../simulator/luau/session.ts";
import type { AssetUpload } from "../../../simulator/roblox.ts";
import { outcomeOf } from "../../../src/actions/upload-asset/plugin.ts";
import { pluginScript } from "../../../src/actions/upload-asset/plugin-script.ts";
import type { LuauTask } from "../../../src/open-cloud/api/luau.ts";
import { cancel, cancelWaiting, exitCodeOf, INTERRUPT } from "../../harness/cancel.ts";
import { atWork } from "../../harness/clock.ts";
import { faultOf } from "../../harness/faults.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { keyWith, play } from "../../harness/transcript.ts";
import { binaryPlace, header, instBody, prntBody } from "../../place-file/build.ts";
import { model, png, XML_MODEL } from "./files.ts";

const LUAU = "universe.place.luau-execution-session";
const ASSET = { asset: ["read", "write"] };
const KEY = keyWith({ [LUAU]: ["read", "write"], ...ASSET });
const PLUGIN = model();
const SHA256 = createHash("sha256").update(PLUGIN).digest("hex");
/** Whatever stands in a text must arrive as it is, and run as nothing. */
const NAME = 'Tidy "up" ]] \\ {0} 日本';
const INPUTS = {
  universeId: "4242",
  placeId: "1818",
  filePath: "plugin.rbxm",
  assetType: "plugin",
  assetId: "7",
  displayName: NAME,
  description: "Tidies.\nUp.",
  creatorUserId: "100001",
};
const twoRoots = binaryPlace(
  [
    ["INST", instBody(0, "Folder", [0, 1])],
    [
      "PRNT",
      prntBody([
        [0, -1],
        [1, -1],
      ]),
    ],
  ],
  { head: header(1, 2) },
);
const FILES = { "plugin.rbxm": PLUGIN, "plugin.rbxmx": XML_MODEL, "two.rbxm": twoRoots, "leaf.png": png() };

const upload = (
  inputs = {},
  assets: Partial<AssetSettings> = {},
  more: SimulatorOptions = {},
  options: RunOptions = {},
) =>
  play(
    "upload-asset",
    { ...INPUTS, ...inputs },
    {
      keys: [KEY],
      firstVersion: { "1818": "3" },
      assets: { existing: { "7": "Plugin", "8": "Model" }, ...assets },
      luau: { scenario: (task, engine) => atWork(runScript(task, engine)) },
      ...more,
    },
    { files: FILES, ...options },
  );

describe("the next version of a plugin", () => {
  test("is the bytes that arrived in the task, and keeps the texts that were given", async () => {
    const run = await upload();
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [] });
    expect(run.simulator.assets[0]).toMatchObject({
      ...{ assetId: "7", assetType: "Plugin", version: 2, sha256: SHA256 },
      ...{ displayName: NAME, description: "Tidies.\nUp." },
    });
    expect(run.outputs).toEqual({
      ...{ assetId: "7", versionNumber: "2", sha256: SHA256 },
      assetUrl: "https://create.roblox.com/store/asset/7",
    });
    expect(run.calls.slice(0, 5)).toEqual([
      "POST introspect 200",
      "POST introspect 200",
      "POST createBinaryInput 200",
      "PUT putBinaryInput 200",
      "POST createTask 200",
    ]);
    expect(run.calls).not.toContain("POST createAsset 200");
    expect(run.simulator.strayKeys()).toEqual([]);
    expect([...run.lines, run.summary].join("\n")).not.toContain("X-Signature");
    expect(run.masks.filter((mask) => mask.includes("X-Signature="))).toHaveLength(1);
    expect(run.summary).toContain("✅ Asset [7](https://create.roblox.com/store/asset/7) has a new version");
  });
});

describe("the script, in the simulated session", () => {
  const folder = mkdtempSync(join(tmpdir(), "plugin-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What it returns for these bytes, and what it uploaded. */
  async function runOn(content: Buffer | string, sha256?: string) {
    const bytes = Buffer.from(content);
    const file = join(folder, "input");
    writeFileSync(file, bytes);
    const own = createHash("sha256").update(bytes).digest("hex");
    const uploads: AssetUpload[] = [];
    const inputs = { assetId: "7", displayName: NAME, description: "Tidies.", creator: { groupId: "5" } };
    const { results, error } = await runScript(
      {
        ...{ path: "", universeId: "4242", placeId: "1818", versionNumber: "3", onHead: true, timeout: "300s" },
        ...{ enableBinaryOutput: false, ownerId: "1", createdAt: new Date(), place: undefined },
        script: pluginScript(inputs, sha256 ?? own),
        binaryInput: { file, bytes: bytes.length, sha256: own },
      },
      { createAssetVersion: (upload) => ({ result: "Success", said: uploads.push(upload) }) },
    );
    expect(error).toBeUndefined();
    return { told: results?.[0], uploads };
  }

  test("uploads what it was given", async () => {
    const { told, uploads } = await runOn(PLUGIN);
    expect(told).toMatchObject({
      stage: "uploaded",
      result: "Success",
      said: "1",
      sha256: SHA256,
      bytes: PLUGIN.length,
    });
    expect(uploads).toMatchObject([
      { assetType: "Plugin", assetId: "7", name: NAME, sha256: SHA256, creatorType: "Group", creatorId: "5" },
    ]);
  });

  test.each<[string, Buffer | string, string | undefined, object]>([
    ["other bytes than were sent", PLUGIN, "0".repeat(64), { stage: "received", sha256: SHA256 }],
    ["a file with two roots", twoRoots, undefined, { stage: "read", roots: 2 }],
    ["what is no model", "no model", undefined, { stage: "read", error: expect.stringContaining("binary") }],
  ])("uploads nothing of %s", async (_, content, sha256, expected) => {
    const { told, uploads } = await runOn(content, sha256);
    expect(told).toMatchObject(expected);
    expect(uploads).toEqual([]);
  });
});

describe("what the task's end means", () => {
  const task = (more: Partial<LuauTask>): LuauTask => ({
    ...{ path: "universes/4242/places/1818/versions/3/luau-execution-sessions/a/tasks/b", versionNumber: "3" },
    ...{ state: "COMPLETE", results: [] },
    ...more,
  });
  const told = (table: object) => task({ results: [{ sha256: SHA256, bytes: PLUGIN.length, ...table }] });
  const outcome = (seen: LuauTask) => outcomeOf(seen, { assetId: "7", timeoutMinutes: 15 }, SHA256);

  test("a version", () => {
    expect(outcome(told({ stage: "uploaded", result: "Success", said: "12" }))).toEqual({ versionNumber: "12" });
  });

  test.each<[string, LuauTask, RegExp]>([
    [
      "other bytes",
      told({ stage: "received", sha256: "ab", bytes: 3 }),
      /received other bytes .* 3 bytes with the sha256 ab, not/,
    ],
    [
      "no hash",
      told({ stage: "received", error: "no EncodingService" }),
      /^Roblox said "no EncodingService" when the task looked/,
    ],
    ["no model", told({ stage: "read", error: "bad data" }), /^Roblox said "bad data" when the task read the file/],
    ["two roots", told({ stage: "read", roots: 2 }), /found 2 instances at the file's root/],
    [
      "no permission",
      told({ stage: "uploaded", result: "PermissionDenied", said: "no" }),
      /^Roblox said PermissionDenied: "no"\. .* plugin 7, .*creatorUserId.*asset read and write/,
    ],
    [
      "a failed upload",
      told({ stage: "uploaded", result: "UploadFailed", said: "nil" }),
      /^Roblox said UploadFailed\. .*exists/,
    ],
  ])("%s: nothing was uploaded", (_, seen, message) => {
    expect(outcome(seen)).toEqual({
      title: "The plugin was not uploaded",
      message: expect.stringMatching(message),
      effect: "none",
    });
  });

  test.each<[string, LuauTask, RegExp]>([
    [
      "an error that nobody knows",
      told({ stage: "uploaded", result: "Unknown", said: "hm" }),
      /^Roblox said Unknown: "hm"/,
    ],
    ["a success without a version", told({ stage: "uploaded", result: "Success", said: "nil" }), /named no version/],
    [
      "an upload that threw",
      told({ stage: "uploaded", error: "HTTP 500" }),
      /^Roblox said "HTTP 500" when the task uploaded/,
    ],
    ["another table", told({ stage: "else" }), /what it returned cannot be read/],
    ["no table", task({ results: [1] }), /what it returned cannot be read/],
    [
      "a failed task",
      task({ state: "FAILED", error: { code: "SCRIPT_ERROR", message: "TaskScript:1: no" } }),
      /^Roblox said "TaskScript:1: no" \(SCRIPT_ERROR\) and ended the task as FAILED/,
    ],
    ["a cancelled task", task({ state: "CANCELLED" }), /ended the task as CANCELLED, and gave no reason/],
    [
      "a task that goes on",
      task({ state: "QUEUED" }),
      /still QUEUED when the step's time was over \(timeoutMinutes: 15\)/,
    ],
    ["a place that never loads", task({ state: "PROCESSING", neverStarted: true }), /an empty place of its own/],
  ])("%s: there may be a version", (_, seen, message) => {
    expect(outcome(seen)).toEqual({
      title: "It is not known whether the plugin was uploaded",
      message: expect.stringMatching(message),
      effect: "possible",
    });
    expect(outcome(seen)).toMatchObject({
      message: expect.stringMatching(/may have a new version all the same.*safe/),
    });
  });
});

describe("a plugin that is not uploaded", () => {
  test("is told in Roblox's words, here because it is another creator's", async () => {
    const run = await upload({ creatorUserId: "", creatorGroupId: "5" });
    const message = expect.stringMatching(/^Roblox said PermissionDenied/);
    expect(run).toMatchObject({ code: 1, errors: [{ title: "The plugin was not uploaded", message }] });
    expect(run.simulator.assets).toMatchObject([{ version: 1 }, { version: 1 }]);
    expect(run.outputs).toEqual({ sha256: SHA256 });
  });

  test("because the place never loads", async () => {
    const run = await upload({}, {}, { luau: { scenario: { neverStarts: true } } });
    expect(run.errors).toMatchObject([
      {
        title: "It is not known whether the plugin was uploaded",
        message: expect.stringContaining("does not load in a server"),
      },
    ]);
    expect(run.seconds).toBeGreaterThan(360);
    expect(run.seconds).toBeLessThan(380);
  });

  test("in the step's time", async () => {
    const run = await upload({ timeoutMinutes: "0.5" }, {}, { luau: { scenario: { runSeconds: 100 } } });
    expect(run.errors).toMatchObject([
      { message: expect.stringContaining("still PROCESSING when the step's time was over") },
    ]);
    expect(run.seconds).toBeLessThanOrEqual(30);
  });
});

describe("what was lost on the way", () => {
  const lost: Fault = { kind: "reset", when: "afterBody", carriedOut: true };
  const unavailable: Fault = { kind: "answer", answer: answers.unavailable };

  test("a task whose answer was lost is created again: at worst there is one more version", async () => {
    const run = await upload({}, {}, faultOf("createTask", lost));
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3" } });
    expect(run.simulator.tasks).toHaveLength(2);
    expect(run.simulator.assets[0]).toMatchObject({ version: 3, sha256: SHA256 });
  });

  test("stays possible while a slot is waited for", async () => {
    const full: Fault = { kind: "answer", answer: answers.tooManyTasks };
    const fault = faultOf("createTask", lost, full, full, full, full);
    const run = await upload({ timeoutMinutes: "0.5" }, {}, fault);
    expect(run.errors).toMatchObject([
      {
        title: "It is not known whether the plugin was uploaded",
        message: expect.stringMatching(/10 unfinished tasks.*As for an earlier attempt.*may have a new version/),
      },
    ]);
  });

  test("nothing is, when it ends while a slot is waited for", async () => {
    const full: Fault = { kind: "answer", answer: answers.tooManyTasks };
    const run = await upload({}, {}, faultOf("createTask", full, full), {
      onRest: (log, child) => void (log.includes("waiting for one of them") && cancel(child, INTERRUPT)),
    });
    expect(run.errors).toEqual([
      { title: "The step was cancelled", message: "Ended by SIGINT. The plugin was not uploaded." },
    ]);
  });

  test("is said when there is no further try", async () => {
    const run = await upload({ maxAttempts: "1" }, {}, faultOf("createTask", { kind: "reset", when: "afterBody" }));
    expect(run.errors).toMatchObject([
      {
        title: "It is not known whether the plugin was uploaded",
        message: expect.stringMatching(/may have a new version all the same\. Running the step again is safe/),
      },
    ]);
  });

  test("nothing was uploaded when the file could not be handed over", async () => {
    const run = await upload({ maxAttempts: "1" }, {}, faultOf("putBinaryInput", unavailable));
    expect(run.errors).toMatchObject([
      { title: "The plugin was not uploaded", message: expect.stringMatching(/The plugin was not uploaded\./) },
    ]);
    expect(run.simulator.tasks).toHaveLength(0);
  });

  test("the task is not lost sight of", async () => {
    const luau = { scenario: { runSeconds: 1 } };
    const run = await upload({ maxAttempts: "1" }, {}, { luau, ...faultOf("task", unavailable) });
    expect(run.errors).toMatchObject([{ title: "It is not known whether the plugin was uploaded" }]);
  });
});

test.each<[EndpointName, RegExp]>([
  ["createBinaryInput", /The plugin was not uploaded/],
  ["putBinaryInput", /The plugin was not uploaded/],
  ["createTask", /may have a new version/],
  ["task", /may have a new version/],
])("a step that is cancelled at %s says what may have happened", async (endpoint, message) => {
  const { simulated, options } = cancelWaiting(endpoint);
  const run = await upload({}, {}, simulated, options);
  expect(run.code).toBe(exitCodeOf(INTERRUPT));
  expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(message) }]);
});

// What is said of a key is a table (check.test.ts).
test.each([
  [
    "for another experience",
    keyWith({ [LUAU]: ["read", "write"], ...ASSET }, ["9"]),
    /lacks universe 4242 among its experiences/,
  ],
  ["without asset", keyWith({ [LUAU]: ["read", "write"] }), /lacks asset read and write/],
])("a dry run ends, and a key %s is a warning", async (_, key, message) => {
  const run = await upload({ dryRun: "true" }, {}, { keys: [key] });
  expect(run).toMatchObject({ code: 0, warnings: [{ message: expect.stringMatching(message) }] });
  expect(run.outputs).toEqual({ sha256: SHA256 });
  expect(run.calls).toEqual(["POST introspect 200", "POST introspect 200"]);
});

/**
 * The main runs of the actions, each as one text in a file that a reader can open: what a user sees. After a change that is
 * meant, `npm run test:golden` writes the files anew; their difference belongs into the review.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { answers, keyForAll, type SimulatorOptions } from "../../simulator/index.ts";
import { runScript } from "../../simulator/luau/session.ts";
import { atWork } from "../harness/clock.ts";
import { expectGolden, expectGoldenText } from "../harness/golden.ts";
import { OBBY, publishOnce, type Setting } from "../harness/publish-once.ts";
import { play } from "../harness/transcript.ts";
import { DOWNLOAD_KEY } from "./download-place/key.ts";
import { keyWithout, publish, save } from "./rollback-place/world.ts";
import { model } from "./upload-asset/files.ts";
import { ASSET_KEY } from "./upload-asset/key.ts";

const golden = (action: string, name: string) => join(import.meta.dirname, action, `${name}.golden.txt`);

const SOURCES = join(import.meta.dirname, "..", "..", "src", "actions");
const ALL = readdirSync(SOURCES, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test.each(ALL)("%s has a run that is compared as a whole", (action) => {
  const names = readdirSync(join(import.meta.dirname, action)).filter((name) => name.endsWith(".golden.txt"));
  expect(names).not.toEqual([]);
});

const PLACES = {
  placeId: "",
  filePath: "",
  places: ["1818", "1819", "1820"].map((id) => `${id}: place.rbxl`).join("\n"),
};
/** Each place takes a time of its own, so that they end in an order. */
const inTurn: SimulatorOptions = {
  fault: ({ endpoint, parameters }) =>
    endpoint === "publish" ? { kind: "delay", seconds: Number(parameters.place) - 1817 } : undefined,
};

test.concurrent.each<[string, Record<string, string>, Setting, number]>([
  ["one-place", {}, {}, 0],
  ["several-places", PLACES, { simulator: inTurn }, 0],
  [
    "one-of-several-fails",
    PLACES,
    {
      simulator: {
        fault: (request, nth) =>
          request.endpoint === "publish" && request.parameters.place === "1819"
            ? { kind: "answer", answer: answers.invalidContent }
            : inTurn.fault?.(request, nth),
      },
    },
    1,
  ],
  ["dry-run", { dryRun: "true" }, {}, 0],
  ["refused-file", {}, { files: { "place.rbxl": "<!DOCTYPE html><html></html>" } }, 1],
  ["wrong-inputs", { universeId: "42x", versionType: "pubished" }, {}, 1],
])("publish: %s", async (name, inputs, setting, code) => {
  const run = await publishOnce(inputs, setting);
  expect(run.code).toBe(code);
  expectGolden(golden("publish", name), run);
});

const LOG = ["Testing 2 of 2", { message: "Spawn is missing", messageType: "WARNING" as const }];
const luau = (scenario: NonNullable<SimulatorOptions["luau"]>["scenario"] & object): SimulatorOptions => ({
  firstVersion: { "1818": "7" },
  luau: { scenario },
});

test.concurrent.each<[string, string, Record<string, string>, SimulatorOptions, number]>([
  [
    "run-luau",
    "passed",
    { placeId: "1818", script: "return 21" },
    luau({ queueSeconds: 1, runSeconds: 3, log: LOG, results: [21] }),
    0,
  ],
  [
    "run-luau",
    "failed",
    { placeId: "1818", script: 'error("no")' },
    luau({ runSeconds: 3, log: LOG, error: { code: "SCRIPT_ERROR", message: "TaskScript:1: no" } }),
    1,
  ],
  [
    "download-place",
    "downloaded",
    { universeId: "", placeId: "1818" },
    {
      keys: [DOWNLOAD_KEY],
      studioSaves: [
        { placeId: "1818", place: OBBY, versionType: "Published" },
        { placeId: "1818", place: OBBY },
      ],
    },
    0,
  ],
  ["restart-servers", "all", {}, {}, 0],
  [
    "rollback-place",
    "back",
    { placeId: "1818" },
    { keys: [keyWithout()], studioSaves: [publish("obby"), save("packed"), publish("small"), save("tight")] },
    0,
  ],
  ["publish-message", "sent", { topic: "updates", message: "A new version is live." }, {}, 0],
])("%s: %s", async (action, name, inputs, simulated, code) => {
  const run = await play(action, inputs, simulated);
  expect(run.code).toBe(code);
  expectGolden(golden(action, name), run);
});

test("check-place: three-files", () => {
  const folder = mkdtempSync(join(tmpdir(), "check-place-"));
  try {
    const files = { "good.rbxl": OBBY, "cut.rbxl": OBBY.subarray(0, -1), "page.rbxl": "<!DOCTYPE html><html></html>" };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const command = join(import.meta.dirname, "..", "..", "dist", "check-place.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...Object.keys(files)], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expectGoldenText(golden("check-place", "three-files"), `===== Output (exit code ${status}) =====\n${stdout}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const ASSET_FILES = { "tree.rbxm": model(), "tidy.rbxm": model("Script") };
const NEW_ASSET = { universeId: "", filePath: "tree.rbxm", displayName: "Tree", creatorUserId: "100001" };

test.concurrent.each<[string, Record<string, string>, SimulatorOptions, number]>([
  ["new-model", { ...NEW_ASSET, description: "A tree.", grantUniverseIds: "4242" }, { keys: [ASSET_KEY] }, 0],
  [
    "may-exist",
    NEW_ASSET,
    {
      keys: [ASSET_KEY],
      fault: ({ endpoint }) =>
        endpoint === "createAsset" ? { kind: "reset", when: "afterBody", carriedOut: true } : undefined,
    },
    1,
  ],
  [
    "plugin",
    {
      ...{ assetType: "Plugin", assetId: "7", placeId: "1818", filePath: "tidy.rbxm", creatorUserId: "100001" },
      ...{ displayName: "Tidy up", description: "Tidies the Workspace." },
    },
    {
      keys: [keyForAll(["4242"])],
      firstVersion: { "1818": "7" },
      assets: { existing: { "7": "Plugin" } },
      luau: { scenario: (task, engine) => atWork(runScript(task, engine)) },
    },
    0,
  ],
])("upload-asset: %s", async (name, inputs, simulated, code) => {
  const run = await play("upload-asset", inputs, simulated, { files: ASSET_FILES });
  expect(run.code).toBe(code);
  expectGolden(golden("upload-asset", name), run);
});

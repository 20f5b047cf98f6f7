/** Runs of the real actions, one at least of each, so that every request that they send is seen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { flac, model } from "../../__tests__/actions/upload-asset/files.ts";
import { createClock } from "../../__tests__/harness/clock.ts";
import { runAction } from "../../__tests__/harness/run-action.ts";
import { upload } from "../../__tests__/simulator/client.ts";
import {
  DEMO_KEY,
  type RequestRecord,
  type SimulatorOptions,
  type StudioSave,
  startSimulator,
} from "../../simulator/index.ts";
import { ROOT, readActions } from "../actions.ts";
import { SCOPES } from "./scopes.ts";

const IDS = { universeId: "4242", placeId: "1818" };
const ONE_PLACE = { ...IDS, filePath: "place.rbxl" };

interface Run {
  /** The folder of its `action.yml`; empty: the one at the root. */
  readonly action: string;
  readonly inputs: Record<string, string>;
  /** What it finds at Roblox, besides a place with versions. */
  readonly options?: SimulatorOptions;
  /** Whether it is to end well. */
  readonly ok?: boolean;
}

const ASSET = { displayName: "Tree", creatorUserId: "100001" };
const OBBY = join(ROOT, "examples", "obby", "obby.rbxl");
const SAVED: StudioSave = { placeId: "1818", place: OBBY, versionType: "Published" };
const BYTES = { scenario: { binaryOutput: Buffer.from("out") } };

export const RUNS: readonly Run[] = [
  { action: "", inputs: { ...ONE_PLACE } },
  { action: "", inputs: { ...ONE_PLACE, versionType: "Saved" } },
  { action: "", inputs: { ...ONE_PLACE, versionNotes: "Title\n\nText", verify: "true" } },
  { action: "", inputs: { ...ONE_PLACE, versionNotes: "auto" } },
  { action: "", inputs: { ...ONE_PLACE, verify: "true" }, options: { readBack: { idlePlaces: ["1818"] } } },
  { action: "", inputs: { ...ONE_PLACE, dryRun: "true" } },
  { action: "", inputs: { ...ONE_PLACE, lastVersionNumber: "4" } },
  { action: "", inputs: { universeId: "4242", places: "1818: place.rbxl\n1819: place.rbxlx" } },
  { action: "", inputs: { ...ONE_PLACE, placeId: "7" }, ok: false },
  { action: "", inputs: { ...ONE_PLACE, apiKey: "unknown" }, ok: false },
  { action: "run-luau", inputs: { ...IDS, script: "return 1" } },
  { action: "run-luau", inputs: { ...IDS, scriptPath: "script.luau", versionNumber: "1", timeoutSeconds: "3" } },
  {
    action: "run-luau",
    inputs: { ...IDS, script: "return 1", inputPath: "place.rbxl", outputPath: "out" },
    options: { luau: BYTES },
  },
  { action: "restart-servers", inputs: { universeId: "4242" } },
  { action: "restart-servers", inputs: { universeId: "4242", placeIds: "1818,1819", bleedOffMinutes: "0" } },
  { action: "restart-servers", inputs: { universeId: "4242", closeAllVersions: "true" } },
  { action: "publish-message", inputs: { universeId: "4242", topic: "updates", message: "A new version is live." } },
  {
    action: "upload-asset",
    inputs: { ...ASSET, filePath: "model.rbxm", moderation: "wait", grantUniverseIds: "4242,4343" },
    options: { assets: { reviews: 2, grantErrors: { "4343": "CannotManageSubject" } } },
    ok: false,
  },
  { action: "upload-asset", inputs: { ...ASSET, filePath: "sound.flac", expectedPrice: "0" } },
  {
    action: "upload-asset",
    inputs: { displayName: "", creatorUserId: "", filePath: "model.rbxm", assetId: "7", description: "A tree." },
    options: { assets: { existing: { "7": "Model" } } },
  },
  { action: "upload-asset", inputs: { ...ASSET, creatorUserId: "", creatorGroupId: "5", filePath: "model.rbxm" } },
  {
    action: "upload-asset",
    inputs: { ...ASSET, ...IDS, filePath: "model.rbxm", assetType: "Plugin", assetId: "7", description: "Tidies up." },
    options: { luau: { scenario: { results: [{ stage: "uploaded", result: "Success", said: "2" }] } } },
  },
  { action: "download-place", inputs: { placeId: "1818", versionNumber: "4" }, options: { studioSaves: [SAVED] } },
  { action: "download-place", inputs: { placeId: "1818", versionNumber: "9" }, ok: false },
  { action: "rollback-place", inputs: { ...IDS }, options: { studioSaves: [SAVED] } },
  ...(["json", "multipart"] as const).map((takes) => ({
    action: "rollback-place",
    inputs: { ...IDS },
    options: { studioSaves: [SAVED], deduplicate: "any", versionRollback: { publishes: true, takes } } as const,
  })),
];

/** Every action that exists must be among the runs: a new one is not to slip through. */
export function actionsWithoutRun(): string[] {
  const run = new Set(RUNS.map(({ action }) => action || "publish"));
  return readActions()
    .map(({ name }) => name)
    .filter((name) => !run.has(name));
}

/** The calls that the sources can make (`APIS.name`) and none of these requests was: each is to be seen as an action makes it. */
export function callsWithoutRequest(requests: readonly RequestRecord[]): string[] {
  const made = new Set<string>(requests.map(({ endpoint }) => endpoint));
  const folder = join(ROOT, "src", "open-cloud", "api");
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const names = new Set(
    sources.flatMap((source) => [...source.matchAll(/\bAPIS\.(\w+)/g)].map(([, name = ""]) => name)),
  );
  return [...names].filter((name) => !made.has(name));
}

/** Runs these on one simulator after another, and hands each over at the end. */
export async function runAll(runs: readonly Run[], look: (requests: readonly RequestRecord[]) => void): Promise<void> {
  const files = {
    "place.rbxl": readFileSync(OBBY),
    "place.rbxlx": '<roblox version="4"><Item class="Workspace" referent="0"><Properties/></Item></roblox>',
    "script.luau": "return 1",
    "model.rbxm": model(),
    "sound.flac": flac(1, 44_100),
  };
  for (const { action, inputs, options, ok = true } of runs) {
    const clock = createClock();
    const simulator = await startSimulator({ clock, firstVersion: { "1818": "3" }, keys: [key], ...options });
    try {
      await upload(simulator); // version 4
      const earlier = simulator.requests.length;
      const run = await runAction(
        { apiKey: DEMO_KEY, ...inputs },
        { bundle: `${action || "index"}.js`, environment: simulator.environment, files, clock },
      );
      if ((run.code === 0) !== ok) throw new Error(`${action || "publish"} ended with ${run.code}:\n${run.log}`);
      look(simulator.requests.slice(earlier));
    } finally {
      await simulator.close();
    }
  }
}

const key = {
  secret: DEMO_KEY,
  name: "everything",
  ownerId: "1",
  scopes: Object.entries(SCOPES).map(([name, operations]) => ({ name, operations })),
};

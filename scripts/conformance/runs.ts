/** Runs of the real actions, one at least of each, so that every request that they send is seen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClock } from "../../__tests__/harness/clock.ts";
import { runAction } from "../../__tests__/harness/run-action.ts";
import { DEMO_KEY, type RequestRecord, startSimulator } from "../../simulator/index.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const IDS = { universeId: "4242", placeId: "1818" };
const ONE_PLACE = { ...IDS, filePath: "place.rbxl" };

interface Run {
  /** The folder of its `action.yml`; empty: the one at the root. */
  readonly action: string;
  readonly inputs: Record<string, string>;
  /** Whether it is to end well. */
  readonly ok?: boolean;
}

const RUNS: readonly Run[] = [
  { action: "", inputs: { ...ONE_PLACE } },
  { action: "", inputs: { ...ONE_PLACE, versionType: "Saved" } },
  { action: "", inputs: { ...ONE_PLACE, versionNotes: "Title\n\nText", verify: "true" } },
  { action: "", inputs: { ...ONE_PLACE, versionNotes: "auto" } },
  { action: "", inputs: { ...ONE_PLACE, dryRun: "true" } },
  { action: "", inputs: { universeId: "4242", places: "1818: place.rbxl\n1819: place.rbxlx" } },
  { action: "", inputs: { ...ONE_PLACE, placeId: "7" }, ok: false },
  { action: "", inputs: { ...ONE_PLACE, apiKey: "unknown" }, ok: false },
  { action: "run-luau", inputs: { ...IDS, script: "return 1" } },
  { action: "run-luau", inputs: { ...IDS, scriptPath: "script.luau", versionNumber: "1", timeoutSeconds: "3" } },
  { action: "restart-servers", inputs: { universeId: "4242" } },
  { action: "restart-servers", inputs: { universeId: "4242", placeIds: "1818,1819", bleedOffMinutes: "0" } },
  { action: "restart-servers", inputs: { universeId: "4242", closeAllVersions: "true" } },
  { action: "publish-message", inputs: { universeId: "4242", topic: "updates", message: "A new version is live." } },
];

/** Every action that exists must be among the runs: a new one is not to slip through. */
export function actionsWithoutRun(): string[] {
  const actions = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(ROOT, entry.name)).includes("action.yml"))
    .map(({ name }) => name);
  return actions.filter((name) => !RUNS.some(({ action }) => action === name));
}

/** Runs them all on one simulator after another, and hands each over at the end. */
export async function runAll(look: (requests: readonly RequestRecord[]) => void): Promise<void> {
  const obby = join(ROOT, "examples", "obby", "obby.rbxl");
  const files = {
    "place.rbxl": readFileSync(obby),
    "place.rbxlx": '<roblox version="4"><Item class="Workspace" referent="0"><Properties/></Item></roblox>',
    "script.luau": "return 1",
  };
  for (const { action, inputs, ok = true } of RUNS) {
    const clock = createClock();
    const simulator = await startSimulator({ clock, firstVersion: { "1818": "3" }, keys: [key] });
    try {
      const run = await runAction(
        { apiKey: DEMO_KEY, ...inputs },
        { bundle: `${action || "index"}.js`, environment: simulator.environment, files, clock },
      );
      if ((run.code === 0) !== ok) throw new Error(`${action || "publish"} ended with ${run.code}:\n${run.log}`);
      look(simulator.requests);
    } finally {
      await simulator.close();
    }
  }
}

const SCOPES = {
  "universe-places": ["write"],
  universe: ["read", "write"],
  "universe.place": ["read", "write"],
  "universe.place.luau-execution-session": ["read", "write"],
  "universe-messaging-service": ["publish"],
  asset: ["read", "write"],
};
const key = {
  secret: DEMO_KEY,
  name: "everything",
  ownerId: "1",
  scopes: Object.entries(SCOPES).map(([name, operations]) => ({ name, operations })),
};

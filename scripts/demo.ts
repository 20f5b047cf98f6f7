/**
 * `npm run demo`: the example game goes from a test place to production, and a model of it to its next version, step by step
 * as in a workflow, on a Roblox that is simulated on this machine. The test script really runs, in a Luau machine, over the very file that was saved; of
 * Roblox's engine there is the part that simulator/luau/model.luau has, and no more.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { model } from "../__tests__/actions/upload-asset/files.ts";
import { type ActionRun, runAction, visible } from "../__tests__/harness/run-action.ts";
import { DEMO_KEY, publishingKey, startSimulator } from "../simulator/index.ts";
import { runScript } from "../simulator/luau/session.ts";

const GAME = join(import.meta.dirname, "..", "examples", "obby");
const TEST = { universeId: "4343", placeId: "1919" };
/** Of one output. */
const MAX_SHOWN = 160;
const PRODUCTION = { universeId: "4242", placeId: "1818" };
const KIT = "120000000000007";

const universeIds = [TEST.universeId, PRODUCTION.universeId];
const scopes = [
  ...publishingKey(universeIds).scopes,
  { name: "universe.place.luau-execution-session", operations: ["read", "write"], universeIds },
  { name: "universe", operations: ["write"], universeIds },
  { name: "asset", operations: ["read", "write"] },
];
const simulator = await startSimulator({
  universes: { [TEST.universeId]: [TEST.placeId], [PRODUCTION.universeId]: [PRODUCTION.placeId] },
  keys: [{ ...publishingKey(universeIds), scopes }],
  firstVersion: { [TEST.placeId]: "40", [PRODUCTION.placeId]: "6" },
  luau: { scenario: runScript },
  assets: { existing: { [KIT]: "Model" }, polls: 0 },
});

async function step(uses: string, bundle: string, inputs: Record<string, string>): Promise<ActionRun> {
  console.log(`- uses: OWNER/publish-to-roblox${uses}@v1\n  with:`);
  for (const [name, value] of Object.entries(inputs)) console.log(`    ${name}: ${value}`);
  const run = await runAction(
    { ...inputs, apiKey: DEMO_KEY },
    {
      bundle,
      environment: simulator.environment,
      files: {
        "obby.rbxl": await readFile(join(GAME, "obby.rbxl")),
        "kit.rbxm": model("Model"),
        "run-tests.luau": await readFile(join(GAME, "tests", "run-tests.luau")),
      },
    },
  );
  const log = visible(run)
    .replace(/^::group::/gm, "▾ ")
    .replace(/^::endgroup::$/gm, "");
  for (const line of log.split("\n").filter((text) => text.trim() !== "")) console.log(`  │ ${line}`);
  for (const [name, value] of Object.entries(run.outputs)) {
    console.log(
      `  → ${name}=${value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}… (${value.length} characters)` : value}`,
    );
  }
  console.log();
  if (run.code !== 0) throw new Error(`the step ended with ${run.code}`);
  return run;
}

console.log(
  "Roblox is simulated on this machine. The actions are the real ones, and the tests really run on the saved file.\n",
);
try {
  const saved = await step("", "index.js", { ...TEST, filePath: "obby.rbxl", versionType: "Saved" });
  const { versionNumber = "" } = saved.outputs;
  await step("/run-luau", "run-luau.js", { ...TEST, versionNumber, scriptPath: "run-tests.luau" });
  await step("", "index.js", { ...PRODUCTION, filePath: "obby.rbxl", versionType: "Published" });
  await step("/restart-servers", "restart-servers.js", { universeId: PRODUCTION.universeId });
  await step("/upload-asset", "upload-asset.js", { filePath: "kit.rbxm", assetId: KIT });

  console.log("What the simulated Roblox received:");
  for (const { method, path, status } of simulator.requests) console.log(`  ${method} ${path} → ${status}`);
  console.log("What it holds now:");
  for (const { placeId } of [TEST, PRODUCTION]) {
    for (const { versionNumber: number, versionType, bytes, sha256 } of simulator.versions(placeId).toReversed()) {
      console.log(`  place ${placeId}: version ${number}, ${versionType}, ${bytes} bytes, sha256 ${sha256}`);
    }
  }
  for (const { assetId, version, assetType, sha256 } of simulator.assets) {
    console.log(`  asset ${assetId}: version ${version}, ${assetType}, sha256 ${sha256}`);
  }
  for (const { universeId } of simulator.restarts) console.log(`  universe ${universeId}: servers restarted`);
} finally {
  await simulator.close();
}

/**
 * `npm run demo`: the example game goes from a test place to production, step by step as in a workflow, on a Roblox that
 * is simulated on this machine. The test script really runs, in a Luau machine, over the very file that was saved; of
 * Roblox's engine there is the part that simulator/luau/model.luau has, and no more.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publishingKey, startSimulator } from "../simulator/index.ts";
import { runScript } from "../simulator/luau/session.ts";
import { showStep } from "./demo-step.ts";

const GAME = join(import.meta.dirname, "..", "examples", "obby");
const TEST = { universeId: "4343", placeId: "1919" };
const PRODUCTION = { universeId: "4242", placeId: "1818" };

const universeIds = [TEST.universeId, PRODUCTION.universeId];
const scopes = [
  ...publishingKey(universeIds).scopes,
  { name: "universe.place.luau-execution-session", operations: ["read", "write"], universeIds },
  { name: "universe", operations: ["write"], universeIds },
];
const simulator = await startSimulator({
  universes: { [TEST.universeId]: [TEST.placeId], [PRODUCTION.universeId]: [PRODUCTION.placeId] },
  keys: [{ ...publishingKey(universeIds), scopes }],
  firstVersion: { [TEST.placeId]: "40", [PRODUCTION.placeId]: "6" },
  luau: { scenario: runScript },
});

const files = {
  "obby.rbxl": await readFile(join(GAME, "obby.rbxl")),
  "run-tests.luau": await readFile(join(GAME, "tests", "run-tests.luau")),
};
const step = (uses: string, inputs: Record<string, string>) => showStep({ uses, inputs, files }, simulator.environment);

console.log(
  "Roblox is simulated on this machine. The actions are the real ones, and the tests really run on the saved file.\n",
);
try {
  const saved = await step("", { ...TEST, filePath: "obby.rbxl", versionType: "Saved" });
  const { versionNumber = "" } = saved.outputs;
  await step("/run-luau", { ...TEST, versionNumber, scriptPath: "run-tests.luau" });
  await step("", { ...PRODUCTION, filePath: "obby.rbxl", versionType: "Published" });
  await step("/restart-servers", { universeId: PRODUCTION.universeId });

  console.log("What the simulated Roblox received:");
  for (const { method, path, status } of simulator.requests) console.log(`  ${method} ${path} → ${status}`);
  console.log("What it holds now:");
  for (const { placeId } of [TEST, PRODUCTION]) {
    for (const { versionNumber: number, versionType, bytes, sha256 } of simulator.versions(placeId).toReversed()) {
      console.log(`  place ${placeId}: version ${number}, ${versionType}, ${bytes} bytes, sha256 ${sha256}`);
    }
  }
  for (const { universeId } of simulator.restarts) console.log(`  universe ${universeId}: servers restarted`);
} finally {
  await simulator.close();
}

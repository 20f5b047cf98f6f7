/** `npm run demo`: one publish of the example game, as a workflow step would do it, to a simulated Roblox on this machine. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runAction, visible } from "../__tests__/harness/run-action.ts";
import { DEMO_KEY, startSimulator } from "../simulator/index.ts";

const PLACE_FILE = join(import.meta.dirname, "..", "examples", "obby", "obby.rbxl");
const UNIVERSE_ID = "4242";
const PLACE_ID = "1818";

const simulator = await startSimulator({ firstVersion: { [PLACE_ID]: "6" } });
try {
  console.log(`Simulated Roblox: universe ${UNIVERSE_ID}, place ${PLACE_ID}, newest version 6.\n`);
  console.log("The step:");
  console.log("  uses: OWNER/publish-to-roblox@v1");
  console.log("  with:");
  const inputs = { universeId: UNIVERSE_ID, placeId: PLACE_ID, filePath: "obby.rbxl", versionType: "Published" };
  for (const [name, value] of Object.entries(inputs)) console.log(`    ${name}: ${value}`);

  const run = await runAction(
    { ...inputs, apiKey: DEMO_KEY },
    { files: { "obby.rbxl": await readFile(PLACE_FILE) }, environment: simulator.environment },
  );
  console.log("\nIts log:");
  const log = visible(run)
    .replace(/^::group::/gm, "▾ ")
    .replace(/^::endgroup::$/gm, "");
  for (const line of log.split("\n").filter((text) => text.trim() !== "")) console.log(`  ${line}`);

  console.log("\nIts outputs:");
  for (const [name, value] of Object.entries(run.outputs)) console.log(`  ${name}=${value}`);

  console.log("\nWhat the simulated Roblox received and holds now:");
  for (const { method, path, status } of simulator.requests) console.log(`  ${method} ${path} → ${status}`);
  for (const version of simulator.versions(PLACE_ID)) {
    console.log(
      `  place ${PLACE_ID}: version ${version.versionNumber}, ${version.versionType}, ${version.bytes} bytes, sha256 ${version.sha256}`,
    );
  }
  process.exitCode = run.code ?? 1;
} finally {
  await simulator.close();
}

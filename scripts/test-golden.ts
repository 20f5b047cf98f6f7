/** Writes the golden transcripts anew from what the bundle does now: `npm run test:golden`. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const jest = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", "node_modules/jest/bin/jest.js"];
const { status } = spawnSync(process.execPath, [...jest, "golden"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, UPDATE_GOLDEN: "true" },
});
process.exitCode = status ?? 1;

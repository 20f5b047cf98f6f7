/** Writes the golden transcripts anew from what the bundle does now: `npm run test:golden`. */
import { spawnSync } from "node:child_process";
import { JEST, ROOT } from "./test-quick.ts";

const { status } = spawnSync(process.execPath, [...JEST, "golden"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, UPDATE_GOLDEN: "true" },
});
process.exitCode = status ?? 1;

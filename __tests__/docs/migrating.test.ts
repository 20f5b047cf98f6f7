/** What docs/migrating.md promises: another action's input that was left in the workflow ends the step, and the error names ours. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "migrating.md"), "utf8");

/** The inputs in a section's left column that have a counterpart, and that counterpart. */
function renamedIn(heading: string): [theirs: string, ours: string][] {
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const rows = section.slice(0, section.indexOf("\n## ")).matchAll(/^\| `([\w-]+)(?:: \w+)?`[^|]*\| `(\w+)/gm);
  return [...rows].flatMap(([, theirs = "", ours = ""]) => (theirs === ours ? [] : [[theirs, ours]]));
}

test.each([
  ["filiptibell/roblox-place-publish-action", "publish", 5],
  ["Ulferno/upload-to-roblox", "publish", 3],
  ["tenx29/save-to-roblox", "publish", 5],
  ["white-dragon-tools/roblox-place-action", "publish", 4],
  ["grand-hawk/action-roblox-luau-execution", "run-luau", 4],
])("inputs of %s", (heading, action, least) => {
  const renamed = renamedIn(heading);
  expect(new Set(renamed.map(([theirs]) => theirs)).size).toBeGreaterThanOrEqual(least);
  const folder = mkdtempSync(join(tmpdir(), "migrating-"));
  try {
    const file = join(folder, "taken.json");
    spawnSync(process.execPath, [join(ROOT, "__tests__", "harness", "read-inputs.ts"), action, file], {
      input: JSON.stringify([Object.fromEntries(renamed.map(([theirs]) => [theirs, "1"]))]),
    });
    const [message] = JSON.parse(readFileSync(file, "utf8")) as string[];
    for (const [theirs, ours] of renamed) {
      expect(message).toMatch(new RegExp(`\\b${ours}(?: \\([^)]+\\))? instead of ${theirs}\\b`));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

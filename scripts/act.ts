/**
 * `node PATH/TO/publish-to-roblox/scripts/act.ts ARGUMENTS…`, in a game's folder: runs the game's workflows with nektos/act, and
 * has it take this working tree, as it stands, for `publish-to-roblox@v1`. act (0.2.89) knows neither `$/` nor `queue`, so it
 * gets a copy of the reusable workflows in which the one is spelled out and the other left out.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textFiles } from "./set-owner.ts";

const ROOT = join(import.meta.dirname, "..");
const WORKFLOWS = join(".github", "workflows");
const SLUG = /\b([\w-]+\/publish-to-roblox)\b/;

/** Puts the actions and the reusable workflows into `folder`, as act can read them. Returns what `--local-repository` takes. */
export function copyForAct(folder: string): string {
  const [, slug = ""] = SLUG.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  for (const file of textFiles(ROOT).filter((name) => /^(?:[\w-]+\/)?action\.yml$/.test(name))) {
    cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  }
  cpSync(join(ROOT, "dist"), join(folder, "dist"), { recursive: true });
  mkdirSync(join(folder, WORKFLOWS), { recursive: true });
  for (const file of readdirSync(join(ROOT, WORKFLOWS))) {
    writeFileSync(join(folder, WORKFLOWS, file), asActReadsIt(readFileSync(join(ROOT, WORKFLOWS, file), "utf8"), slug));
  }
  return `${slug}@v1=${folder}`;
}

/** A workflow with every `uses: $/…` as a call of the published action, and no queue but the usual one. */
export function asActReadsIt(workflow: string, slug = "OWNER/publish-to-roblox"): string {
  return workflow
    .replace(/\buses: \$(\/\S*)/g, (_, path: string) => `uses: ${slug}${path === "/" ? "" : path}@v1`)
    .replace(/^ +queue: max\b.*\n/gm, "");
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), "publish-to-roblox-"));
  try {
    const { status, error } = spawnSync("act", ["--local-repository", copyForAct(folder), ...process.argv.slice(2)], {
      stdio: "inherit",
    });
    if (error) console.error(`act could not be started (${error.message}). Install it: https://nektosact.com`);
    process.exitCode = status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

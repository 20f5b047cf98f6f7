/** The actions of this repository: nobody lists them, the `action.yml` files that exist do. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";

export const ROOT = join(import.meta.dirname, "..");

/** What an `action.yml` says, as far as the scripts and tests read it. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly branding?: { readonly icon: string; readonly color: string };
  readonly inputs: Record<string, { description?: string; default?: string; required?: boolean }>;
  readonly outputs?: Record<string, { description?: string }>;
  readonly runs: { readonly using: string; readonly main: string };
}

export interface Action {
  /** Of its folder below `src/actions`, and of a companion's folder at the root. */
  readonly name: string;
  /** Of its manifest, from the root: `action.yml`, `run-luau/action.yml`. */
  readonly path: string;
  readonly manifest: Manifest;
  /** The file below `dist/` that the manifest says to run. */
  readonly starter: string;
}

/** What is in `src/actions` besides actions: commands for a terminal. */
const COMMANDS = ["check-place"];

/**
 * Every action: the one at the root, which is `publish`, and the companions in the order of their names.
 *
 * @throws when a manifest has no code, or code has no manifest.
 */
export function readActions(root = ROOT): Action[] {
  const folders = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  const companions = folders("").filter((folder) => existsSync(join(root, folder, "action.yml")));
  const actions = [["publish", "action.yml"], ...companions.sort().map((name) => [name, `${name}/action.yml`])];
  const found = actions.map(([name = "", path = ""]) => {
    if (!existsSync(join(root, "src", "actions", name, "main.ts"))) {
      throw new Error(`${path} has no code: write src/actions/${name}/main.ts, which exports readInputs and run.`);
    }
    const manifest = parse(readFileSync(join(root, path), "utf8")) as Manifest;
    return { name, path, manifest, starter: basename(manifest.runs.main) };
  });
  for (const folder of folders("src/actions")) {
    if (COMMANDS.includes(folder) || found.some(({ name }) => name === folder)) continue;
    throw new Error(`src/actions/${folder} has no manifest: write ${folder}/action.yml.`);
  }
  return found;
}

/**
 * Runs the tests that need neither a child process nor a network, with coverage: `npm run test:quick`. They are found by
 * what they import, so that no list has to be kept.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "..");
/** Stands in the first comment of a test that needs nothing but much time. */
const MARK = "@slow";
/** Whoever loads one of these may start a process or a server. */
const SLOW = /^node:(?:child_process|net|https?|tls)$/;
const IMPORT = /^(?:import|export)\s(?!type\s)[^;]*?from "([^"]+)"|^import "([^"]+)"|import\("([^"]+)"\)/gm;

/** Whether a test needs more than this process, by its own imports and those of its helpers and of the simulator. */
function isSlow(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  if (text.startsWith("/**") && text.slice(0, text.indexOf("*/")).includes(MARK)) return true;
  const imports = [...text.matchAll(IMPORT)].map((match) => match.slice(1).find(Boolean) ?? "");
  return imports.some((name) => {
    if (!name.startsWith(".")) return SLOW.test(name);
    const imported = join(dirname(file), name);
    // What the sources import is their own affair: a function of the transport can be tested without a network.
    return !relative(ROOT, imported).startsWith("src") && isSlow(imported, seen);
  });
}

/** Absolute paths of the quick tests. */
export function quickTests(): string[] {
  return globSync("__tests__/**/*.test.ts", { cwd: ROOT })
    .map((file) => join(ROOT, file))
    .filter((file) => !isSlow(file))
    .sort();
}

/** The flags with which Node runs Jest here. */
export const JEST = [
  "--experimental-vm-modules",
  "--disable-warning=ExperimentalWarning",
  join(ROOT, "node_modules/jest/bin/jest.js"),
];

if (import.meta.main) {
  const options = process.argv.slice(2);
  const { status } = spawnSync(process.execPath, [...JEST, ...options, "--runTestsByPath", ...quickTests()], {
    cwd: ROOT,
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
}

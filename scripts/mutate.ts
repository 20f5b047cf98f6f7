/**
 * Changes the sources in one small way after the other, and runs on each the tests beside it and the quick ones:
 * `npm run mutate [-- path…]`, or `-- file:line…` for these lines alone. A change that no test notices is listed with its
 * line. Works on a copy; what it found last stands in CONTRIBUTING.md.
 */
import { spawn } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { JEST, quickTests, ROOT } from "./test-quick.ts";

const DEFAULT_PATHS = ["src/open-cloud", "src/runner", "src/text"];
const TIMEOUT_MS = 60_000;

/** What stands in the sources, and what a careless hand may make of it. */
const MUTATIONS: readonly (readonly [RegExp, string])[] = [
  [/ === /g, " !== "],
  [/ !== /g, " === "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \?\? /g, " && "],
  [/ < /g, " <= "],
  [/ <= /g, " < "],
  [/ > /g, " >= "],
  [/ >= /g, " > "],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/\btrue\b/g, "false"],
  [/\bfalse\b/g, "true"],
  [/\bMath\.max\b/g, "Math.min"],
  [/\bMath\.min\b/g, "Math.max"],
  [/(?<=\bif \()(?=!?\w)/g, "true || "],
  [/(?<![\w.])\d{1,3}(?![\w.])/g, "77"],
];

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** The same text with blanks for comments, texts, regular expressions and types, which are left as they are. */
function codeOf(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return source
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, blank)
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, blank)
    .replace(/(?<=[(,=:?|&]\s*)\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g, blank)
    .replace(/^(?:export )?(?:interface|type)\b[\s\S]*?^}?$/gm, blank)
    .replace(/^import\b[\s\S]*?;$/gm, blank)
    .replace(/=> \w|<[A-Z][\w<>[\], |]*>|\): [\w<>[\], |]+(?= \{$)/gm, blank);
}

function mutantsOf(file: string): Mutant[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  const code = codeOf(source);
  return MUTATIONS.flatMap(([pattern, to]) =>
    [...code.matchAll(pattern)].map(({ index, 0: from }) => ({
      file,
      line: source.slice(0, index).split("\n").length,
      from: from.trim(),
      to: to.trim(),
      text: source.slice(0, index) + to + source.slice(index + from.length),
    })),
  ).sort((one, other) => one.line - other.line);
}

/** Those tests that load a file of the sources, directly or through others. */
function testsOf(file: string, tests: readonly string[]): string[] {
  const loads = (path: string, seen: Set<string>): boolean => {
    if (path === join(ROOT, file)) return true;
    if (seen.has(path)) return false;
    seen.add(path);
    const imports = readFileSync(path, "utf8").matchAll(/(?:from|import\() ?"(\.[^"]+\.ts)"/g);
    return [...imports].some(([, name = ""]) => loads(join(dirname(path), name), seen));
  };
  return tests.filter((test) => loads(test, new Set()));
}

function passes(folder: string, tests: readonly string[]): Promise<boolean> {
  const flags = JEST.map((flag) => flag.replace(ROOT, folder));
  const paths = tests.map((test) => test.replace(ROOT, folder));
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [...flags, "--runInBand", "--bail", "--silent", "--coverage=false", "--runTestsByPath", ...paths],
      { cwd: folder, stdio: "ignore", timeout: TIMEOUT_MS, killSignal: "SIGKILL" },
    );
    child.once("close", (code) => resolve(code === 0));
  });
}

/**
 * The tests that load a file, those first that notice most: of its own name, beside them, all other quick ones. The near
 * ones may use a network, as long as they call the sources themselves.
 */
function testsInTurn(file: string): string[][] {
  const near = testsOf(file, globSync(join(ROOT, "__tests__", dirname(file).replace(/^src\/?/, ""), "*.test.ts")));
  const own = near.filter((test) => basename(test).startsWith(basename(file, ".ts")));
  const far = testsOf(file, quick).filter((test) => !near.includes(test));
  return [own, near.filter((test) => !own.includes(test)), far].filter((tests) => tests.length > 0);
}

async function survives(folder: string, turns: readonly (readonly string[])[]): Promise<boolean> {
  for (const tests of turns) if (!(await passes(folder, tests))) return false;
  return true;
}

function copyOfTree(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "mutate-")), "tree");
  const left = new Set([".git", "node_modules", "lib", "coverage", "dist"]);
  cpSync(ROOT, folder, { recursive: true, filter: (path) => !left.has(path.slice(ROOT.length + 1)) });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

const given = process.argv.slice(2).map((path) => path.replaceAll("\\", "/"));
const lines = new Set(given.filter((path) => path.includes(":")));
const paths = new Set(given.map((path) => path.replace(/:\d+$/, "")));
const files = [...(paths.size > 0 ? paths : DEFAULT_PATHS)]
  .flatMap((path) => (statSync(join(ROOT, path)).isDirectory() ? globSync(`${path}/**/*.ts`, { cwd: ROOT }) : [path]))
  .map((path) => path.replaceAll("\\", "/"))
  .sort();
// Tests about the tree itself would notice any change, whatever it does.
const quick = quickTests().filter((test) => !/house|layers|docs|manifests/.test(test));
const queue = files.flatMap((file) => {
  const turns = testsInTurn(file);
  const mutants = mutantsOf(file).filter(({ line }) => lines.size === 0 || lines.has(`${file}:${line}`));
  return mutants.map((mutant) => ({ mutant, turns }));
});
const total = queue.length;
const survivors: Mutant[] = [];
let untested = 0;

await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    const folder = copyOfTree();
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { mutant, turns } = next;
      const target = join(folder, mutant.file);
      const original = readFileSync(target);
      writeFileSync(target, mutant.text);
      if (turns.length === 0) untested += 1;
      else if (await survives(folder, turns)) {
        survivors.push(mutant);
        console.log(`${mutant.file}:${mutant.line} ${mutant.from || "if (…)"} -> ${mutant.to}`);
      }
      writeFileSync(target, original);
    }
    rmSync(dirname(folder), { recursive: true, force: true });
  }),
);
const noticed = total - survivors.length - untested;
console.log(
  `${total} changes: ${noticed} noticed, ${survivors.length} not, ${untested} in files that no such test loads`,
);

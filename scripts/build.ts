/**
 * `npm run build`: bundles the actions into `dist/`, from what `tsc` has put into `lib/`, and lists the licences of what is
 * in it. `node scripts/build.ts --check` only says whether `dist/` is what it would build.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ncc from "@vercel/ncc";
import { type Action, ROOT, readActions } from "./actions.ts";

const DIST = join(ROOT, "dist");
const LIB = join(ROOT, "lib");

/** Writes every file of `dist/` into an empty folder. */
async function build(folder: string): Promise<void> {
  const actions = readActions();
  await writeFile(join(LIB, "actions.js"), entry(actions));
  await leaveUndiciOut();
  const { code, assets } = await ncc(join(LIB, "actions.js"), { filename: "actions.js", quiet: true, cache: false });
  await writeFile(join(folder, "actions.js"), code);
  for (const [asset, { source }] of Object.entries(assets)) {
    await mkdir(dirname(join(folder, asset)), { recursive: true });
    await writeFile(join(folder, asset), source);
  }
  for (const { name, starter } of actions) {
    const action = JSON.stringify(name);
    await writeFile(
      join(folder, starter),
      `import { start, actions } from "./actions.js";\nawait start(actions[${action}]);\n`,
    );
  }
  await writeFile(join(folder, "check-place.js"), 'import { checkPlace } from "./actions.js";\nawait checkPlace();\n');
  await writeFile(join(folder, "licenses.txt"), await licences());
}

/** The bundle's one entry: each action by its name, loaded only when it is the one that runs. */
function entry(actions: Action[]): string {
  const load = (name: string) => `() => import("./src/actions/${name}/main.js")`;
  return `export { start } from "./src/runner/start.js";
export const actions = {
${actions.map(({ name }) => `  ${JSON.stringify(name)}: ${load(name)},\n`).join("")}};
export const checkPlace = () => import("./src/actions/check-place/main.js").then(({ run }) => run());
`;
}

/**
 * `@actions/http-client` imports undici, a quarter of every start, for an agent that only callers of its
 * `getAgentDispatcher` are given: nobody here. The bundle takes it, and `@actions/core` which uses it, from a copy whose
 * undici is three lines. The real one stays for what asks for it by itself: Deployments.
 */
async function leaveUndiciOut(): Promise<void> {
  const copies = join(LIB, "node_modules");
  await rm(copies, { recursive: true, force: true });
  for (const name of ["@actions/core", "@actions/http-client"]) {
    await cp(join(ROOT, "node_modules", name), join(copies, name), { recursive: true });
  }
  const undici = join(copies, "@actions/http-client/node_modules/undici");
  await mkdir(undici, { recursive: true });
  await writeFile(join(undici, "package.json"), '{ "name": "undici", "type": "module", "main": "index.js" }\n');
  await writeFile(
    join(undici, "index.js"),
    `export class ProxyAgent {
  constructor() {
    throw new Error("undici was left out of http-client when this was bundled: see leaveUndiciOut in scripts/build.ts");
  }
}
`,
  );
}

/**
 * The licence of every package that the bundle can hold: all but the development ones. ncc's own list leaves out what
 * webpack has merged into other modules.
 */
async function licences(): Promise<string> {
  const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; license?: string; dev?: true }>;
  };
  const packages = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== "" && !dev);
  const names = new Map<string, Set<string>>();
  for (const [folder, { version, license = "no licence stated" }] of packages) {
    const name = folder.replace(/^.*node_modules\//, "");
    const file = (await readdir(join(ROOT, folder))).find((name) => /^licen[cs]e(?:\.|$)/i.test(name));
    if (!file) throw new Error(`${name} ${version} has no licence file: look what it says about its licence`);
    const text = (await readFile(join(ROOT, folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
    names.set(text, (names.get(text) ?? new Set()).add(`${name} ${version} (${license})`));
  }
  const sections = [...names].map(([text, packages]) => `${[...packages].join("\n")}\n\n${text}\n`);
  return sections.join(`\n${"-".repeat(80)}\n\n`);
}

/** The files that one of two folders has and the other has not, or not with the same bytes. */
async function differences(one: string, other: string): Promise<string[]> {
  const names = (await Promise.all([one, other].map((folder) => readdir(folder).catch(() => [])))).flat();
  const read = (path: string) => readFile(path).catch(() => undefined);
  const differing = [...new Set(names)].map(async (name) => {
    const [here, there] = await Promise.all([read(join(one, name)), read(join(other, name))]);
    return here && there && here.equals(there) ? [] : [name];
  });
  return (await Promise.all(differing)).flat().sort();
}

if (process.argv.includes("--check")) {
  const fresh = await mkdtemp(join(tmpdir(), "dist-"));
  try {
    await build(fresh);
    const stale = await differences(DIST, fresh);
    if (stale.length > 0) {
      console.error(
        `dist/ is not what the sources build, so tests of it would say nothing about them: ${stale.join(", ")}. Run \`npm run build\`.`,
      );
      process.exitCode = 1;
    }
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
} else {
  await rm(DIST, { recursive: true, force: true });
  await mkdir(DIST, { recursive: true });
  await build(DIST);
}

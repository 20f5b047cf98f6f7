/** Bundles the actions into `dist/`, from what `tsc` has put into `lib/`, and lists the licences of what is in it. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ncc from "@vercel/ncc";

const root = join(import.meta.dirname, "..");
/** What starts each action: two lines that call the bundle. */
const STARTERS: Record<string, string> = {
  index: 'start("publish")',
  "run-luau": 'start("run-luau")',
  "restart-servers": 'start("restart-servers")',
  "publish-message": 'start("publish-message")',
  "check-place": "checkPlace()",
};

const dist = join(root, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const { code, assets } = await ncc(join(root, "lib/src/actions/index.js"), {
  filename: "actions.js",
  quiet: true,
  cache: false,
});
await writeFile(join(dist, "actions.js"), code);
for (const [asset, { source: content }] of Object.entries(assets)) {
  await mkdir(dirname(join(dist, asset)), { recursive: true });
  await writeFile(join(dist, asset), content);
}
for (const [name, call] of Object.entries(STARTERS)) {
  const [imported] = call.split("(");
  await writeFile(join(dist, `${name}.js`), `import { ${imported} } from "./actions.js";\nawait ${call};\n`);
}
await writeFile(join(dist, "licenses.txt"), await licences());

/**
 * The licence of every package that the bundles can hold: all but the development ones. ncc's own list leaves out what
 * webpack has merged into other modules.
 */
async function licences(): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; license?: string; dev?: true }>;
  };
  const packages = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== "" && !dev);
  const sections = packages.map(async ([folder, { version, license = "no licence stated" }]) => {
    const name = folder.replace(/^.*node_modules\//, "");
    const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry));
    if (!file) throw new Error(`${name} ${version} has no licence file: look what it says about its licence`);
    const text = (await readFile(join(root, folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return [...new Set(await Promise.all(sections))].join(`\n${"-".repeat(80)}\n\n`);
}

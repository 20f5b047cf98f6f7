/** Bundles every entry point into `dist/`, from what `tsc` has put into `lib/`, and lists the licences of what is in it. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ncc from "@vercel/ncc";

const root = join(import.meta.dirname, "..");
const ENTRIES: Record<string, string> = {
  index: "src/actions/publish.js",
  "check-place": "src/check-place.js",
  "run-luau": "src/actions/run-luau.js",
  "restart-servers": "src/actions/restart-servers.js",
  "publish-message": "src/actions/publish-message.js",
};

const dist = join(root, "dist");
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
for (const [name, source] of Object.entries(ENTRIES)) {
  const file = `${name}.js`;
  const { code, assets } = await ncc(join(root, "lib", source), {
    filename: file,
    quiet: true,
    cache: false,
  });
  await writeFile(join(dist, file), code);
  for (const [asset, { source: content }] of Object.entries(assets)) {
    await mkdir(dirname(join(dist, asset)), { recursive: true });
    await writeFile(join(dist, asset), content);
  }
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

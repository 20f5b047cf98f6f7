/**
 * `npm run set-owner NAME`: writes the repository's owner wherever the texts still say OWNER. To be run once, on
 * the day when the owner is known; `npm run build` and a commit follow it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

const SKIPPED_FOLDERS = new Set([".git", "node_modules", "dist", "lib", "coverage"]);
const BINARY = /\.(?:png|rbxl)$/;

/** Every text file of the repository but the built ones, relative to `root`, with slashes. */
export function textFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      if (SKIPPED_FOLDERS.has(entry.name)) return [];
      return textFiles(join(root, entry.name)).map((file) => `${entry.name}/${file}`);
    }
    return entry.isFile() && !BINARY.test(entry.name) ? [entry.name] : [];
  });
}

/** @param owner a user's or an organisation's name on GitHub. */
export function setOwner(text: string, owner: string): string {
  return text.replace(/\bOWNER(?=\/publish-to-roblox\b)/g, owner);
}

if (import.meta.main) {
  const owner = process.argv[2] ?? "";
  if (!/^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(owner)) {
    console.error("Usage: npm run set-owner NAME (a user's or an organisation's name on GitHub)");
    process.exitCode = 2;
  } else {
    const root = join(import.meta.dirname, "..");
    for (const file of textFiles(root)) {
      const path = join(root, ...file.split("/"));
      const before = readFileSync(path, "utf8");
      const after = setOwner(before, owner);
      if (after === before) continue;
      writeFileSync(path, after);
      console.log(file.replaceAll("/", sep));
    }
  }
}

/** Bundles every entry point into `dist/`, from what `tsc` has put into `lib/`. */
import { mkdir, rm, writeFile } from "node:fs/promises";
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
    license: `${name}.licenses.txt`,
    quiet: true,
    cache: false,
  });
  await writeFile(join(dist, file), code);
  for (const [asset, { source: content }] of Object.entries(assets)) {
    await mkdir(dirname(join(dist, asset)), { recursive: true });
    await writeFile(join(dist, asset), content);
  }
}

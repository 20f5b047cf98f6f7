import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "..", "..", "simulator");

/** What a file of the simulator may import, besides packages; the first line that fits its path counts. */
const MAY_IMPORT: [RegExp, RegExp][] = [
  [/^server\//, /^server\//],
  [/^roblox\.ts$/, /^server\//],
  [/^api\//, /^(server\/|roblox\.ts$|\.\.\/src\/open-cloud\/facts\.ts$)/],
  [/./, /^(?:[^.]|\.\.\/src\/open-cloud\/facts\.ts$)/],
];

test("the server knows no API, and no API another one; of the sources only the documented figures are known", () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const stray = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const imports = readFileSync(join(ROOT, file), "utf8").matchAll(/ from "(\.[^"]+)"/g);
      const allowed = MAY_IMPORT.find(([path]) => path.test(file))?.[1];
      return [...imports]
        .map(([, target = ""]) => join(file, "..", target).replaceAll("\\", "/"))
        .filter((target) => !allowed?.test(target))
        .map((target) => `${file} imports ${target}`);
    });
  expect(stray).toEqual([]);
});

/**
 * Part of `npm run readme`: writes an `action-types.yml` beside each `action.yml`, with which editors and typed workflows know
 * more of an input than that it is a text (github.com/typesafegithub/github-actions-typing has the format).
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { type Manifest, ROOT, readActions } from "./actions.ts";

/** What an input of this name takes, in any action. */
const CHOICES: Record<string, readonly string[]> = {
  versionType: ["Published", "Saved"],
  checkFile: ["strict", "warn", "off"],
  assetType: ["Model", "Image", "Decal", "Audio", "Animation", "Video", "Mesh", "Plugin"],
  moderation: ["wait", "report"],
};

/** The text of an `action-types.yml`. Ids stay texts: a number of JavaScript does not hold them all. */
export function typesOf({ inputs, outputs = {} }: Pick<Manifest, "inputs" | "outputs">): string {
  const types = {
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, { description = "", default: value = "" }]) => [
        name,
        typeOf(name, description, value),
      ]),
    ),
    ...(Object.keys(outputs).length > 0 && {
      outputs: Object.fromEntries(Object.keys(outputs).map((name) => [name, { type: "string" }])),
    }),
  };
  return `# Written by \`npm run readme\` from action.yml.\n${stringify(types)}`;
}

function typeOf(name: string, description: string, value: string): object {
  const choices = CHOICES[name];
  if (choices) return { type: "enum", "allowed-values": choices };
  if (value === "true" || value === "false") return { type: "boolean" };
  if (/^\d+$/.test(value)) return { type: /decimals/.test(description) ? "float" : "integer" };
  return { type: "string" };
}

if (import.meta.main) {
  for (const { path, manifest } of readActions()) {
    writeFileSync(join(ROOT, dirname(path), "action-types.yml"), typesOf(manifest));
  }
}

/**
 * `npm run readme`: writes the tables of inputs and outputs into README.md and docs/, each from its `action.yml`, between
 * `<!-- from run-luau/action.yml -->` and `<!-- end -->`. Nobody edits what stands there by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Manifest } from "./actions.ts";
import { textFiles } from "./set-owner.ts";

type Tables = Pick<Manifest, "inputs" | "outputs">;

const REGION = /(<!-- from (\S+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * The text with every table as its manifest has it.
 *
 * @throws when an input or output has no description: what it means would be told nowhere.
 */
export function withTables(readme: string, manifestOf: (path: string) => Tables): string {
  return readme.replace(
    REGION,
    (_, start: string, path: string, end: string) => `${start}\n${tables(manifestOf(path))}\n${end}`,
  );
}

function tables({ inputs, outputs = {} }: Tables): string {
  const inputRows = Object.entries(inputs).map(([name, { description, default: value, required }]) => [
    `\`${name}\``,
    described(name, description),
    required ? "required" : value ? `\`${value}\`` : "",
  ]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    described(name, description),
  ]);
  const all = [table(["Input", "", "Default"], inputRows)];
  if (outputRows.length > 0) all.push(table(["Output", ""], outputRows));
  return all.join("\n");
}

function described(name: string, description: string | undefined): string {
  if (!description) throw new Error(`${name} has no description`);
  return description.trim().replace(/\s+/g, " ");
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  for (const page of textFiles(root).filter((file) => file.endsWith(".md"))) {
    const text = read(page);
    const written = withTables(text, (path) => parse(read(path)));
    if (written !== text) writeFileSync(join(root, page), written);
  }
}

/**
 * Every YAML block of the docs, and every example workflow, is YAML; what it gives to our actions and workflows are inputs that
 * they have; and where actionlint is installed, it finds nothing.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse, parseDocument } from "yaml";
import { textFiles } from "../../scripts/set-owner.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, ...path.split("/")), "utf8");
const files = textFiles(ROOT).filter((file) => !file.startsWith("__tests__/"));

interface Block {
  readonly where: string;
  readonly text: string;
}
const blocks: Block[] = [
  ...files.filter((file) => file.endsWith(".md")).flatMap(blocksOf),
  ...files
    .filter((file) => /^examples\/.*workflows\/[^/]+\.yml$/.test(file))
    .map((file) => ({ where: file, text: read(file) })),
];

/** The fenced YAML of a page, without the indentation that it has in a list. */
function blocksOf(page: string): Block[] {
  const text = read(page);
  return [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```$/gm)].map(({ 1: indent = "", 2: block = "", index }) => ({
    where: `${page}:${text.slice(0, index).split("\n").length}`,
    text: block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

type Called = Record<string, unknown>;

/** Every mapping in the block that has `uses` with something of ours. */
function callsIn(value: unknown): { uses: string; inputs: Called; secrets: Called }[] {
  if (Array.isArray(value)) return value.flatMap(callsIn);
  if (typeof value !== "object" || value === null) return [];
  const { uses, with: inputs, secrets } = value as { uses?: unknown; with?: Called; secrets?: Called };
  const inside = Object.values(value).flatMap(callsIn);
  const ours = typeof uses === "string" && /^[\w-]+\/publish-to-roblox\b/.test(uses);
  return ours ? [{ uses, inputs: inputs ?? {}, secrets: secrets ?? {} }, ...inside] : inside;
}

const REFERENCE = /^[\w-]+\/publish-to-roblox(?<path>\/[\w./-]+)?@(?:v1|<commit>|[0-9a-f]{40})$/;

interface Contract {
  readonly inputs: Record<string, { required?: boolean; default?: unknown }>;
  readonly secrets: Called;
}
function contractOf(uses: string): Contract {
  const path = REFERENCE.exec(uses)?.groups?.path ?? "";
  if (REFERENCE.exec(uses) === null) throw new Error(`${uses} names nothing of ours`);
  if (!path.endsWith(".yml"))
    return { inputs: parse(read(`${path}/action.yml`.replace(/^\//, ""))).inputs, secrets: {} };
  const { inputs, secrets } = parse(read(path.slice(1))).on.workflow_call;
  return { inputs, secrets };
}

test("there are many blocks", () => {
  expect(blocks.length).toBeGreaterThan(30);
});

describe.each(blocks)("$where", ({ text }) => {
  test("is YAML", () => {
    const { errors, warnings } = parseDocument(text);
    expect([...errors, ...warnings].map(({ message }) => message)).toEqual([]);
  });

  test("gives only inputs that exist", () => {
    for (const { uses, inputs, secrets } of callsIn(parse(text))) {
      const contract = contractOf(uses);
      expect([uses, Object.keys(inputs).filter((name) => !(name in contract.inputs))]).toEqual([uses, []]);
      expect([uses, Object.keys(secrets).filter((name) => !(name in contract.secrets))]).toEqual([uses, []]);
    }
  });

  test("of a whole workflow: leaves out no input that is required", () => {
    const value = parse(text);
    if (Array.isArray(value) || value?.on === undefined) return;
    for (const { uses, inputs } of callsIn(value)) {
      const required = Object.entries(contractOf(uses).inputs).filter(([, { required: needed }]) => needed);
      expect([uses, required.map(([name]) => name).filter((name) => !(name in inputs))]).toEqual([uses, []]);
    }
  });
});

test("a wrong input and a wrong action would be found", () => {
  const call = { steps: [{ uses: "OWNER/publish-to-roblox/run-luau@v1", with: { script: "a", place: "b" } }] };
  const [found] = callsIn(call);
  expect(Object.keys(found?.inputs ?? {}).filter((name) => !(name in contractOf(found?.uses ?? "").inputs))).toEqual([
    "place",
  ]);
  expect(() => contractOf("OWNER/publish-to-roblox/none@v1")).toThrow();
  expect(() => contractOf("OWNER/publish-to-roblox@v2")).toThrow("names nothing of ours");
});

/** The block as a workflow: steps and jobs get what is missing around them. */
function asWorkflow(text: string): string | undefined {
  const value = parse(text);
  const indented = (spaces: number) => text.replaceAll(/^(?=.)/gm, " ".repeat(spaces));
  const job = "on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n";
  if (Array.isArray(value))
    return value.every((step) => step?.uses ?? step?.run) ? `${job}    steps:\n${indented(6)}` : undefined;
  if (value?.jobs) return value.on === undefined ? `on: push\n${text}` : text;
  if (value?.steps) return `${job}${indented(4)}`;
  return undefined;
}

const hasActionlint = spawnSync("actionlint", ["--version"]).error === undefined;

(hasActionlint ? test : test.skip)("actionlint finds nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "blocks-"));
  try {
    const workflows = join(folder, ".github", "workflows");
    mkdirSync(workflows, { recursive: true });
    spawnSync("git", ["init", "--quiet"], { cwd: folder });
    writeFileSync(join(folder, ".github", "actionlint.yaml"), read(".github/actionlint.yaml"));
    let count = 0;
    for (const { where, text } of blocks) {
      const workflow = asWorkflow(text);
      if (workflow === undefined) continue;
      writeFileSync(join(workflows, `${where.replaceAll(/[/:.]/g, "-")}.yml`), workflow);
      count += 1;
    }
    expect(count).toBeGreaterThan(25);
    // What a fragment refers to may stand outside of it; that it exists in whole workflows is looked at.
    const { stdout } = spawnSync(
      "actionlint",
      ["-oneline", "-ignore", 'property "\\w+" is not defined in object type {}'],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

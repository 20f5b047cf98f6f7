/** Each action.yml is the contract: what it declares is what the code reads and sets, with the same defaults. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "..");
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const texts = (code: string) => new Set([...code.matchAll(/"([A-Za-z]+)"/g)].map(([, text]) => text ?? ""));

describe.each([
  [
    "run-luau",
    ["placeId", "versionNumber", "script", "scriptPath", "timeoutSeconds", "junitPath"],
    ["state", "results", "logs", "testsPassed", "testsFailed"],
  ],
  ["restart-servers", ["placeIds", "closeAllVersions", "bleedOffMinutes"], []],
  ["publish-message", ["topic", "message"], []],
])("%s/action.yml", (action, own, outputs) => {
  const manifest = parse(read(action, "action.yml"));
  const inputs = Object.entries<{ description: string; default?: string; required?: boolean }>(manifest.inputs);

  test("runs its bundle on Node 24", () => {
    expect(manifest.runs).toEqual({ using: "node24", main: `../dist/${action}.js` });
    expect(existsSync(join(ROOT, action, manifest.runs.main))).toBe(true);
  });

  test("declares the inputs and outputs that the code reads and sets", () => {
    const shared = ["apiKey", "universeId", "maxAttempts", "timeoutMinutes"];
    expect(inputs.map(([name]) => name).sort()).toEqual([...shared, ...own].sort());
    const asked = texts(read("src", "actions", action, "inputs.ts"));
    for (const name of own) expect([name, asked.has(name)]).toEqual([name, true]);
    expect(Object.keys(manifest.outputs ?? {})).toEqual(outputs);
    const set = [...read("src", "actions", action, "main.ts").matchAll(/setOutput\("(\w+)"/g)].map(([, name]) => name);
    expect(new Set(set)).toEqual(new Set(outputs));
  });

  test("describes everything", () => {
    for (const text of [manifest, ...Object.values(manifest.inputs), ...Object.values(manifest.outputs ?? {})]) {
      expect((text as { description: string }).description).toMatch(/^\S.{15,}\.$/);
    }
  });

  test("has the defaults that the code takes when the runner gives none", () => {
    const known: Record<string, string> = {
      maxAttempts: "5",
      timeoutMinutes: "15",
      timeoutSeconds: "300",
      closeAllVersions: "false",
      bleedOffMinutes: "10",
    };
    for (const [name, { default: value }] of inputs) expect([name, value]).toEqual([name, known[name]]);
  });
});

/**
 * Each `action.yml` is the contract: what it declares is what the code reads and sets, with the same defaults. Shown by
 * running: the code reads sets of inputs, and the real bundle runs under a recorder.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { ROOT, readActions } from "../scripts/actions.ts";
import { type Contract, type RecordedStep, readInputs, recordStep } from "./harness/contract.ts";

const ACTIONS = await Promise.all(
  readActions().map(async (action) => {
    const { contract } = await import(`./actions/${action.name}/contract.ts`);
    return { ...action, contract: contract as Contract };
  }),
);

test("the action at the root has what the Marketplace asks for", () => {
  const root = ACTIONS.find(({ path }) => path === "action.yml")?.manifest;
  expect(root).toMatchObject({ name: "Publish to Roblox", branding: { icon: "upload-cloud", color: "blue" } });
});

describe.each(ACTIONS)("$path", (action) => {
  const { name, path, manifest, contract } = action;
  const { needed, others, steps } = contract;
  const inputs = Object.entries(manifest.inputs);
  const declared = inputs.map(([input]) => input);
  // An expression is worth what the runner makes of it.
  const defaults = Object.fromEntries(
    inputs.flatMap(([input, { default: value = "" }]) =>
      value === "" || value.includes("${{") ? [] : [[input, value]],
    ),
  );

  test("runs its starter on Node 24", () => {
    const main = path === "action.yml" ? "dist/index.js" : `../dist/${name}.js`;
    expect(manifest.runs).toEqual({ using: "node24", main });
    expect(existsSync(join(ROOT, path, "..", main))).toBe(true);
    expect(process.version).toMatch(/^v24\./);
  });

  test("describes everything, and so does the README", () => {
    for (const { description } of [
      manifest,
      ...Object.values(manifest.inputs),
      ...Object.values(manifest.outputs ?? {}),
    ])
      expect(description).toMatch(/^\S.{15,}\.$/);
  });

  describe("the code", () => {
    const optional = declared.filter((input) => !(input in needed));
    const without = (input: string) => Object.fromEntries(Object.entries(needed).filter(([key]) => key !== input));
    let plain: unknown;
    let taken: unknown[] = [];
    const sets = [
      { ...needed, ...defaults },
      { ...needed, ...Object.fromEntries(optional.map((input) => [input, ""])) },
      ...declared.map((input) => ({ ...needed, [input]: others[input] ?? "" })),
      ...Object.keys(needed).map(without),
    ];
    beforeAll(async () => {
      [plain, ...taken] = await readInputs(name, contract, [needed, ...sets]);
    });

    test("is content with the needed inputs", () => {
      expect(plain).toEqual(expect.any(Object));
    });

    test("takes the declared defaults when the runner gives nothing", () => {
      expect(taken[0]).toEqual(plain);
    });

    test("takes an empty text for nothing", () => {
      expect(taken[1]).toEqual(plain);
    });

    test.each(declared)("makes a difference by %s", (input) => {
      expect(Object.keys(others)).toContain(input);
      const outcome = taken[2 + declared.indexOf(input)];
      expect(outcome).not.toEqual(plain);
      // Refused, as beside what excludes it, it has to be named.
      if (typeof outcome === "string") expect(outcome).toContain(input);
    });

    test.each(Object.keys(needed))("fails without %s, and says so", (input) => {
      expect(taken[2 + declared.length + Object.keys(needed).indexOf(input)]).toContain(`${input} `);
    });

    test("needs every input that is declared as required", () => {
      expect(Object.keys(needed)).toEqual(
        expect.arrayContaining(inputs.flatMap(([input, { required }]) => (required ? [input] : []))),
      );
    });
  });

  describe("the bundle", () => {
    const variable = (input: string) => input.toUpperCase();
    let runs: RecordedStep[] = [];
    beforeAll(async () => {
      runs = await Promise.all(steps.map((step) => recordStep(action, contract, step)));
    });

    test("ends as it should", () => {
      expect(runs.map(({ code, errors }) => [code, errors.length])).toEqual(
        steps.map(({ fails }) => (fails ? [1, 1] : [0, 0])),
      );
    });

    test.each(declared)("reads %s", (input) => {
      for (const { read } of runs) expect(read).toContain(variable(input));
    });

    test("reads nothing else", () => {
      const undeclared = new Set(runs.flatMap(({ read }) => read));
      for (const input of declared) undeclared.delete(variable(input));
      expect([...undeclared]).toEqual([]);
    });

    test("refuses every other spelling of its inputs, all in one", async () => {
      const words = (input: string, sign: string) => input.replace(/[A-Z]/g, (letter) => sign + letter.toLowerCase());
      const several = declared.filter((input) => /[A-Z]/.test(input));
      const foreign = several.flatMap((input) => [words(input, "-"), words(input, "_")]);
      const given = Object.fromEntries(foreign.map((input) => [input, "another value"]));
      const { code, errors, calls } = await recordStep(action, contract, { inputs: given });
      expect({ code, calls }).toEqual({ code: 1, calls: [] });
      expect(errors).toHaveLength(1);
      for (const input of foreign) expect(errors[0]?.message).toContain(` instead of ${input}`);
    });

    test("sets the declared outputs and no others", () => {
      const set = new Set(runs.flatMap(({ outputs }) => Object.keys(outputs)));
      expect([...set].sort()).toEqual(Object.keys(manifest.outputs ?? {}).sort());
    });

    test("loads nothing of another action", () => {
      for (const { loaded } of runs) {
        const parts = [...loaded.matchAll(/MODULE: \.\/lib\/src\/actions\/([\w-]+)\//g)].map(([, part]) => part);
        expect([...new Set(parts)]).toEqual([name]);
      }
    });

    test("loads neither undici nor Octokit nor YAML, which few steps use", () => {
      // What only their own sources say.
      const marks = ["UND_ERR_", "octokit-core.js", "YAMLParseError"];
      expect(runs.flatMap(({ loaded }) => marks.filter((mark) => loaded.includes(mark)))).toEqual([]);
    });
  });
});

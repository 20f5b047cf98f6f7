/** The weekly look at Roblox's document: its own shell scripts, with stand-ins for the check and for GitHub's client. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
}

const ROOT = join(import.meta.dirname, "..", "..");
const workflow = parse(readFileSync(join(ROOT, ".github", "workflows", "api-drift.yml"), "utf8"));
const steps: readonly Step[] = workflow.jobs.conformance.steps;
const [check, tell] = [steps.at(-2), steps.at(-1)] as const;
const TITLE = tell?.env?.TITLE ?? "";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "api-drift-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const onLinux = process.platform === "win32" ? test.skip : test;
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** A program by this name that writes its arguments down and then does this. */
function standIn(name: string, script: string) {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/bash\nprintf '%s\\n' "$*" >> "${join(folder, "calls")}"\n${script}\n`);
  chmodSync(file, 0o755);
}

/** Runs a step as the runner does: bash that stops at the first error, unless the step says otherwise. */
function runStep({ run = "", env = {} }: Step): Record<string, string> {
  const output = join(folder, "output");
  writeFileSync(output, "");
  const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-c", run], {
    encoding: "utf8",
    env: {
      ...env,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: output,
    },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const lines = readFileSync(output, "utf8").split("\n");
  return Object.fromEntries(lines.filter(Boolean).map((line) => line.split("=") as [string, string]));
}

onLinux.each([
  ["0", false],
  ["1", true],
  ["137", true],
])("a check that ends with %s is told: %s", (code, isTold) => {
  standIn("npm", `echo "the report"; echo "a defect" >&2; exit ${code}`);
  const outputs = runStep(check ?? {});
  expect(read("calls")).toBe(`run --silent conformance -- ${folder}/openapi.json\n`);
  expect(read("report.txt")).toBe("the report\na defect\n");
  expect(outputs).toEqual({ code });
  expect(check?.id).toBe("conformance");
  expect(tell?.if).toBe("steps.conformance.outputs.code != '0'");
  expect(outputs.code !== "0").toBe(isTold);
});

onLinux("what differs becomes an issue, with the report inside", () => {
  standIn("gh", "");
  writeFileSync(join(folder, "report.txt"), `${"x".repeat(60_000)}`);
  runStep(tell ?? {});
  expect(read("calls").trim().split("\n")).toEqual([
    `issue list --state open --search in:title "${TITLE}" --json number --jq .[0].number // empty`,
    `issue create --title ${TITLE} --body-file ${folder}/issue.md`,
  ]);
  const body = read("issue.md");
  expect(body).toMatch(/^From the weekly check .*differences\.ts` has to follow\.\n```text\nx+\n```\n$/s);
  expect(body.length).toBeLessThan(65_536); // what GitHub takes
});

onLinux("or a comment on the issue that is open", () => {
  standIn("gh", 'if [ "$2" = list ]; then echo 12; fi');
  writeFileSync(join(folder, "report.txt"), "the report\n");
  runStep(tell ?? {});
  expect(read("calls").trim().split("\n").at(-1)).toBe(`issue comment 12 --body-file ${folder}/issue.md`);
});

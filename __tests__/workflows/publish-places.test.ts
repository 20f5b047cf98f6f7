/** The scripts of the reusable workflow, taken out of its YAML and run as a runner does: a file without an extension. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { parsePlaces } from "../../src/actions/publish/place-lines.ts";

const FILE = join(import.meta.dirname, "..", "..", ".github", "workflows", "publish-places.yml");

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  shell?: string;
  with?: Record<string, string>;
}
interface Job {
  permissions: unknown;
  steps: Step[];
}
const text = readFileSync(FILE, "utf8");
const workflow: { permissions: unknown; jobs: Record<string, Job> } = parse(text);
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "publish-places-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function runStep(id: string, environment: Record<string, string>) {
  const script = steps.find((step) => step.id === id)?.run ?? "";
  expect(script).not.toBe("");
  const [file, output] = [join(folder, "script"), join(folder, "output")];
  writeFileSync(file, script);
  writeFileSync(output, "");
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, GITHUB_OUTPUT: output, ...environment },
  });
  const outputs = readFileSync(output, "utf8").split("\n").filter(Boolean);
  return {
    status,
    log: stdout + stderr,
    outputs: Object.fromEntries(
      outputs.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    ),
  };
}

const plan = (manifest: unknown, environment = "production") => {
  const content = typeof manifest === "string" ? manifest : JSON.stringify(manifest, undefined, 2);
  writeFileSync(join(folder, "roblox-places.json"), content);
  return runStep("plan", { MANIFEST: "roblox-places.json", ENVIRONMENT: environment, PLAN: join(folder, "plan.json") });
};

describe("the manifest", () => {
  test("becomes one job a universe, with the lines of `places`", async () => {
    const paths = ["build/lobby.rbxl", "C:\\build\\it's #1: a.rbxl", "@odd *{path} 🎮.rbxl"];
    const { status, outputs } = plan({
      staging: { "7": { "8": "x.rbxl" } },
      production: {
        "4242": { "1001": paths[0], "1002": paths[1] },
        "9223372036854775807": { "9007199254740993": paths[2] },
      },
    });
    expect(status).toBe(0);
    const universes = JSON.parse(outputs.universes ?? "");
    expect(universes).toMatchObject([
      { universeId: "4242", timeoutMinutes: 17 },
      { universeId: "9223372036854775807", timeoutMinutes: 16 },
    ]);
    // What the action makes of these lines is what the manifest says.
    const read = await Promise.all(universes.map(({ places }: { places: string }) => parsePlaces(places, String)));
    expect(read).toEqual([
      {
        targets: [
          { placeId: "1001", filePath: paths[0] },
          { placeId: "1002", filePath: paths[1] },
        ],
        problems: [],
      },
      { targets: [{ placeId: "9007199254740993", filePath: paths[2] }], problems: [] },
    ]);
    expect(outputs.artifacts).toMatch(/^publish-places-[0-9a-f]{8}$/);
  });

  test("the artifacts of two calls are told apart, even of the same part of the manifest", () => {
    const manifest = { production: { "1": { "2": "x" } } };
    expect(plan(manifest).outputs.artifacts).not.toBe(plan(manifest).outputs.artifacts);
  });

  test.each<[string, unknown, string]>([
    ["no JSON", "{", "JSON"],
    ["a list", [], "the manifest must be an object"],
    ["nothing in it", {}, "the manifest must be an object that is not empty"],
    ["another environment", { staging: {}, test: {} }, 'there is no environment "production", only "staging", "test"'],
    ["an environment of its prototype", '{"__proto__": {}}', 'there is no environment "production"'],
    ["no universe", { production: {} }, '"production" must be an object that is not empty'],
    ["a universe that is no id", { production: { "42x": { "1": "a" } } }, '"42x" is no universe id'],
    ["no place", { production: { "42": {} } }, "universe 42 must be an object that is not empty"],
    ["places as a list", { production: { "42": ["a"] } }, "universe 42 must be an object"],
    ["a place that is no id", { production: { "42": { "01": "a" } } }, '"01" in universe 42 is no place id'],
    ["a path that is no text", { production: { "42": { "1": 7 } } }, "the path of place 1 is 7"],
    ["no path", { production: { "42": { "1": "" } } }, 'the path of place 1 is ""'],
    ["a path of two lines", { production: { "42": { "1": "a\n2: b" } } }, 'the path of place 1 is "a\\n2: b"'],
    [
      "more universes than a matrix has jobs",
      { production: Object.fromEntries(Array.from({ length: 257 }, (_, index) => [index + 1, { "1": "a" }])) },
      "257 universes are more than the 256 jobs",
    ],
    [
      "more places than one step takes",
      {
        production: {
          "42": Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [index + 1, "a".repeat(90)])),
        },
      },
      "the 1500 places of universe 42 with their paths are more than the 128 KiB that a step takes",
    ],
  ])("%s ends the job with one error", (_name, manifest, problem) => {
    const { status, log, outputs } = plan(manifest);
    expect(status).toBe(1);
    expect(log.trim().split("\n")).toHaveLength(1);
    expect(log).toMatch(/^::error title=The manifest cannot be used::"roblox-places\.json": /);
    expect(log).toContain(problem);
    expect(outputs).toEqual({});
  });

  test("a manifest that is missing", () => {
    const { status, log } = runStep("plan", { MANIFEST: "none.json", ENVIRONMENT: "production", PLAN: "plan.json" });
    expect(status).toBe(1);
    expect(log).toContain('"none.json": there is no such file in the repository');
  });
});

describe("the results", () => {
  const universes = [
    { universeId: "42", places: "1: 'a.rbxl'\n2: 'it''s.rbxl'" },
    { universeId: "43", places: "3: 'c.rbxl'" },
  ];
  const leave = (name: string, value: unknown) => {
    mkdirSync(join(folder, "results"), { recursive: true });
    writeFileSync(join(folder, "results", name), JSON.stringify(value));
  };
  const collect = () => {
    leave("plan.json", universes);
    const { status, outputs } = runStep("collect", { FOLDER: join(folder, "results") });
    return { status, outputs, results: JSON.parse(readFileSync(join(folder, "results", "results.json"), "utf8")) };
  };

  test("of all universes come together, in the manifest's order", () => {
    const of = (universeId: string, ...placeIds: string[]) =>
      placeIds.map((placeId) => ({ universeId, placeId, status: "published", versionNumber: "7", error: "ü\n\u2028" }));
    leave("43.json", of("43", "3"));
    leave("42.json", of("42", "1", "2"));
    const { status, outputs, results } = collect();
    expect({ status, outputs }).toEqual({ status: 0, outputs: { failed: "0" } });
    expect(results).toEqual([...of("42", "1", "2"), ...of("43", "3")]);
  });

  test("a universe whose job left none is no success", () => {
    leave("43.json", [{ universeId: "43", placeId: "3", status: "notTried" }]);
    const { status, outputs, results } = collect();
    expect({ status, outputs }).toEqual({ status: 0, outputs: { failed: "3" } });
    expect(results).toMatchObject([
      {
        universeId: "42",
        placeId: "1",
        filePath: "a.rbxl",
        status: "failed",
        error: expect.stringContaining("no results"),
      },
      { universeId: "42", placeId: "2", filePath: "it's.rbxl", status: "failed" },
      { universeId: "43", placeId: "3", status: "notTried" },
    ]);
  });

  test("no job left any", () => {
    expect(collect().results).toHaveLength(3);
  });
});

describe("the workflow is safe to call", () => {
  test("nothing is granted but reading the repository, and no more than asked for", () => {
    expect(workflow.permissions).toEqual({});
    const granted = Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]);
    expect(granted).toEqual([
      ["plan", { contents: "read" }],
      ["publish", { contents: "read" }],
      ["collect", {}],
    ]);
  });

  test("an expression stands in no script but the one that is copied and not run", () => {
    for (const { run = "", shell } of steps) {
      if (shell === "cp {0} .results.json") expect(run).toMatch(/^\$\{\{ steps\.publish\.outputs\.results \}\}$/);
      else expect(run).not.toContain("${{");
    }
  });
});

test("what runs the game's own tools in build-test-publish.yml, and what looks at their work, is given no secret", () => {
  const { jobs } = parse(readFileSync(join(FILE, "..", "build-test-publish.yml"), "utf8"));
  for (const name of ["build", "check"]) expect(JSON.stringify(jobs[name])).not.toMatch(/\bsecrets\b|"environment"/);
  expect(JSON.stringify(jobs.publish)).toContain("secrets.ROBLOX_API_KEY");
});

test("build-test-publish.yml is granted nothing but reading the repository either, and that where it is read", () => {
  const { permissions, jobs } = parse(readFileSync(join(FILE, "..", "build-test-publish.yml"), "utf8"));
  expect(permissions).toEqual({});
  for (const [name, job] of Object.entries<Job>(jobs)) {
    const reads = job.steps.some(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    expect([name, job.permissions]).toEqual([name, reads ? { contents: "read" } : {}]);
  }
});

describe.each(["publish-places.yml", "build-test-publish.yml"])("%s is pinned when its caller pins it", (name) => {
  const file = readFileSync(join(FILE, "..", name), "utf8");

  test("our own actions are those of the same commit, other people's are named by theirs", () => {
    const { jobs } = parse(file) as { jobs: Record<string, Job> };
    const used = Object.values(jobs).flatMap(({ steps: all }) => all.flatMap(({ uses }) => uses ?? []));
    expect(used).toContain("$/");
    for (const uses of used) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$|^\$\/[a-z-]*$/);
    expect(file.match(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm)).toHaveLength(file.match(/@[0-9a-f]{40}/g)?.length ?? 0);
  });
});

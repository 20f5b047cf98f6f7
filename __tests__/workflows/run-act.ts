/**
 * Runs a workflow with nektos/act on this machine, without containers and without a network: Roblox is the simulator, other
 * people's actions are those of `stand-ins/`, and the tools of a game are scripts that note down how they were called.
 */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { asActReadsIt, copyForAct } from "../../scripts/act.ts";
import type { Simulator } from "../../simulator/index.ts";

const STAND_INS = join(import.meta.dirname, "stand-ins");
/** The versions that the workflows and the examples name. */
const FOREIGN_ACTIONS: Record<string, string[]> = {
  "actions/checkout": ["3d3c42e5aac5ba805825da76410c181273ba90b1", "v7"],
  "actions/setup-node": ["820762786026740c76f36085b0efc47a31fe5020", "v7"],
  "actions/upload-artifact": ["043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7"],
  "actions/download-artifact": ["3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8"],
  "CompeyDev/setup-rokit": ["d49be92bd9502180218c3f43e7988faa945217b0"],
};

export const hasAct = ["act", "bash", "jq", "unzip", "zip"].every(
  (name) => spawnSync(name, ["--help"]).error === undefined,
);

export interface WorkflowRun {
  /** The repository: each file's path and content. */
  readonly files: Record<string, string | Uint8Array>;
  /** The workflow, as the repository has it in `.github/workflows`. */
  readonly workflow: string;
  readonly event?: string;
  readonly payload?: Record<string, unknown>;
  readonly secrets?: Record<string, string>;
  readonly variables?: Record<string, string>;
  /** Scripts that stand in for tools of these names, in bash. */
  readonly tools?: Record<string, string>;
  readonly simulator: Simulator;
  readonly environment?: Record<string, string>;
  /** Called with act's output so far. */
  readonly onOutput?: (log: string) => void;
}

export interface WorkflowResult {
  readonly code: number | null;
  readonly log: string;
  /** A line for each call of a tool that noted itself in `$STAND_IN_LOG`. */
  readonly calls: string[];
  /** What became of each job, by its name; one of a reusable workflow as `caller / job`. */
  readonly jobs: Record<string, "succeeded" | "failed">;
  /** Whether an artifact fits the pattern and has this file, and its text. */
  artifact(name: RegExp, file: string): string | undefined;
  readonly artifacts: string[];
}

export async function runWorkflow(run: WorkflowRun): Promise<WorkflowResult> {
  const folder = mkdtempSync(join(tmpdir(), "act-run-"));
  try {
    const inside = (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      return join(folder, name);
    };
    const [repository, artifacts, tools, home] = ["repository", "artifacts", "tools", "home"].map(inside) as [
      string,
      string,
      string,
      string,
    ];
    const log = join(folder, "calls.txt");
    writeFileSync(log, "");
    const files = { ...run.files, ".github/workflows/workflow.yml": asActReadsIt(run.workflow) };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), content);
      if (path.endsWith(".sh")) chmodSync(join(repository, path), 0o755);
    }
    // act wants to know which commit it runs for.
    for (const args of [
      ["init", "--quiet"],
      ["add", "--all"],
      ["commit", "--quiet", "--message", "Game"],
    ]) {
      const identity = ["-c", "user.name=dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgsign=false"];
      spawnSync("git", [...identity, ...args], { cwd: repository });
    }
    for (const [name, script] of Object.entries(run.tools ?? {})) {
      writeFileSync(join(tools, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}`);
      chmodSync(join(tools, name), 0o755);
    }
    const event = join(folder, "event.json");
    writeFileSync(event, JSON.stringify({ ref: "refs/heads/main", ...run.payload }));

    const environment = {
      ...run.simulator.environment,
      STAND_IN_REPOSITORY: repository,
      STAND_IN_ARTIFACTS: artifacts,
      STAND_IN_LOG: log,
      STAND_IN_TOOLS: tools,
      HOME: home,
      PATH: [tools, dirname(process.execPath), process.env.PATH].join(delimiter),
      ...run.environment,
    };
    const own = Object.entries(FOREIGN_ACTIONS).flatMap(([name, refs]) =>
      refs.flatMap((ref) => ["--local-repository", `${name}@${ref}=${join(STAND_INS, basename(name))}`]),
    );
    const pairs = (flag: string, values: Record<string, string>) =>
      Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
    const args = [
      run.event ?? "push",
      ...["--platform", "ubuntu-latest=-self-hosted", "--no-cache-server", "--eventpath", event],
      ...["--local-repository", copyForAct(inside("action"))],
      ...own,
      ...pairs("--env", environment),
      ...pairs("--secret", run.secrets ?? {}),
      ...pairs("--var", run.variables ?? {}),
    ];
    // act's own folders (a workspace for each job) lie below its home, which goes with the rest.
    const child = spawn("act", args, {
      cwd: repository,
      env: { PATH: environment.PATH, HOME: home, XDG_CACHE_HOME: inside("cache"), XDG_CONFIG_HOME: home },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        run.onOutput?.(output);
      });
    }
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    const kept = inside("kept");
    cpSync(artifacts, kept, { recursive: true });
    const names = spawnSync("ls", [kept], { encoding: "utf8" }).stdout.split("\n").filter(Boolean);
    const texts = new Map(
      names.flatMap((name) =>
        ["results.json", "version.json", "plan.json"].flatMap((file): [string, string][] => {
          const path = join(kept, name, file);
          return existsSync(path) ? [[`${name}/${file}`, readFileSync(path, "utf8")]] : [];
        }),
      ),
    );
    const ends = output.matchAll(/^\[(.+?) *\] 🏁 {2}Job (succeeded|failed)$/gmu);
    const { name: title } = parse(run.workflow) as { name: string };
    const nameOf = (name: string) =>
      name
        .replace(`${title}/`, "")
        .replace(/\/(?:Build, test and publish a place|Publish places)\//, " / ")
        // act numbers the jobs of a matrix.
        .replace(/-\d+$/, "");
    return {
      code,
      log: output,
      calls: readFileSync(log, "utf8").split("\n").filter(Boolean),
      jobs: Object.fromEntries([...ends].map(([, job = "", end]) => [nameOf(job), end as "succeeded" | "failed"])),
      artifact: (name, file) => {
        const found = names.find((candidate) => name.test(candidate) && texts.has(`${candidate}/${file}`));
        return found === undefined ? undefined : texts.get(`${found}/${file}`);
      },
      artifacts: names,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

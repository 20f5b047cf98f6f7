/** What `__tests__/actions/<name>/contract.ts` says of an action, for the test that its manifest and its code agree. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SimulatorOptions } from "../../simulator/index.ts";
import type { RunOptions } from "./run-action.ts";
import { play, type Transcript } from "./transcript.ts";

export interface Contract {
  /** With these inputs the action does its work; without one of them it does not. */
  readonly needed: Readonly<Record<string, string>>;
  /** Another value for each input: one that makes a difference. */
  readonly others: Readonly<Record<string, string>>;
  /** The workspace. */
  readonly files?: RunOptions["files"];
  /** Steps that together set every output, each with what it is given besides the needed inputs. */
  readonly steps: readonly {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly simulator?: SimulatorOptions;
    readonly environment?: Readonly<Record<string, string>>;
    /** It ends with an error, as some outputs are only set then. */
    readonly fails?: true;
  }[];
}

/** What the action makes of each set of inputs: its own object, or the message with which it refuses them. */
export async function readInputs(
  action: string,
  { files = {} }: Contract,
  sets: readonly Readonly<Record<string, string>>[],
): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "inputs-"));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const taken = join(folder, "taken.json");
    const program = join(import.meta.dirname, "read-inputs.ts");
    const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
    const { status, stderr } = spawnSync(process.execPath, [program, action, taken], {
      cwd: folder,
      input: JSON.stringify(sets),
      env: { PATH, SystemRoot, NODE_COMPILE_CACHE, GITHUB_WORKSPACE: folder },
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(await readFile(taken, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export interface RecordedStep extends Transcript {
  /** The inputs that were read, in capitals. */
  readonly read: string[];
  /** What was loaded from `dist/`, as one text. */
  readonly loaded: string;
}

/** Runs the real bundle and writes down what it reads and loads. */
export async function recordStep(
  { name, starter }: { name: string; starter: string },
  { needed, files = {} }: Contract,
  { inputs = {}, simulator = {}, environment = {} }: Contract["steps"][number],
): Promise<RecordedStep> {
  const folder = await mkdtemp(join(tmpdir(), "record-"));
  try {
    const record = join(folder, "record.json");
    const run = await play(name, { ...needed, ...inputs }, simulator, {
      bundle: starter,
      files,
      preloads: ["recorder.ts"],
      environment: { ...environment, RECORD_FILE: record },
    });
    const { inputs: read, modules } = JSON.parse(await readFile(record, "utf8")) as Record<string, string[]>;
    const built = (modules ?? []).filter((url) => url.includes("/dist/")).map((url) => fileURLToPath(url));
    const texts = await Promise.all(built.map((path) => readFile(path, "utf8")));
    return { ...run, read: (read ?? []).map((variable) => variable.replace("INPUT_", "")), loaded: texts.join("\n") };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

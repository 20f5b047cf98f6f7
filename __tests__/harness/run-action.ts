/** Runs a bundle as the runner does: a child process, `INPUT_*`, real files for outputs and summary, the real host name. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { EOL, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { SYSTEM_CLOCK } from "../../simulator/server/clock.ts";
import { CONSOLE_EVENTS } from "./cancel.ts";
import { conduct, createClock, type VirtualClock } from "./clock.ts";
import { inputVariables } from "./inputs.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Real time after which a run is taken for one that never ends. */
const PATIENCE_MS = 25_000;
const preload = (name: string) => ["--import", pathToFileURL(join(import.meta.dirname, name)).href];

export interface RunOptions {
  /** The bundle below `dist/`. */
  readonly bundle?: string;
  /** Besides the runner's own variables; nothing of this process's environment is passed on but the path. */
  readonly environment?: Record<string, string | undefined>;
  /** The clock that the child lives by; its own when there is none. The simulator must have the same. */
  readonly clock?: VirtualClock;
  /** The child has the system's time: for what a thread of its own holds up, which no other clock can see. */
  readonly realTime?: boolean;
  /** More modules of this folder to be loaded before the bundle, by file name. */
  readonly preloads?: readonly string[];
  /** A port that leads to Open Cloud, for a run without a proxy. */
  readonly directPort?: number;
  /** The files of the workspace, by name. The workspace is made for the run and removed after it. */
  readonly files?: Record<string, string | Uint8Array>;
  /** Told of the child as it starts, for signals. */
  readonly onStart?: (child: ChildProcess, workspace: string) => void;
  /** Called with all that the child has written to its standard output so far. */
  readonly onOutput?: (log: string, child: ChildProcess, workspace: string) => void;
  /** Called each time that the child and the simulator have done all they can before time passes, with all of the log. */
  readonly onRest?: (log: string, child: ChildProcess, workspace: string) => void;
}

export interface ActionRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error, as the log would show them but for the masks. */
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly results: Record<string, unknown>[] | undefined;
  readonly summary: string;
  /** The annotations, by kind. */
  readonly errors: Annotation[];
  readonly warnings: Annotation[];
  readonly notices: Annotation[];
  readonly masks: string[];
  /** How long the process lived, by its own clock. */
  readonly seconds: number;
}

export interface Annotation {
  readonly title: string;
  readonly message: string;
}

export async function runAction(inputs: Record<string, string>, options: RunOptions = {}): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), "action-run-"));
  const virtual = options.realTime ? undefined : (options.clock ?? createClock());
  const clock = virtual ?? SYSTEM_CLOCK;
  let log = "";
  let child: ChildProcess | undefined;
  const time = virtual ? await conduct(virtual, () => child && options.onRest?.(log, child, folder)) : undefined;
  try {
    for (const [name, content] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), content);
    const files = { output: join(folder, ".output"), summary: join(folder, ".summary"), state: join(folder, ".state") };
    await Promise.all(Object.values(files).map((file) => writeFile(file, "")));

    const environment: Record<string, string | undefined> = {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      TEMP: process.env.TEMP,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_STATE: files.state,
      GITHUB_REPOSITORY: "team/game",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      GITHUB_REF: "refs/heads/main",
      GITHUB_RUN_ID: "77",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_ACTOR: "dev",
      GITHUB_ACTION_REPOSITORY: "owner/publish-to-roblox",
      GITHUB_ACTION_REF: "v1",
      RUNNER_TEMP: folder,
      ...inputVariables(inputs),
      ...time?.environment,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ...(options.directPort ? { DIRECT_PORT: String(options.directPort) } : {}),
      ...options.environment,
    };
    const flags = [
      ...(time ? preload("child-clock.js") : []),
      ...(CONSOLE_EVENTS?.preload ?? []).flatMap(preload),
      ...(options.directPort ? preload("direct-route.ts") : []),
      ...(options.preloads ?? []).flatMap(preload),
    ];
    const began = clock.now();
    const started = spawn(process.execPath, [...flags, join(ROOT, "dist", options.bundle ?? "index.js")], {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", ...(CONSOLE_EVENTS?.channel ?? [])],
    });
    child = started;
    options.onStart?.(started, folder);
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        // The toolkit ends its lines as the system does.
        log = EOL === "\n" ? log + text : (log + text).replaceAll(EOL, "\n");
        options.onOutput?.(log, started, folder);
      });
    }
    let late = false;
    const patience = setTimeout(() => {
      late = true;
      started.kill("SIGKILL");
    }, PATIENCE_MS);
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      started.once("close", (...end) => resolve(end));
    });
    clearTimeout(patience);
    if (late) throw new Error(`the run does not end; its log so far:\n${log}`);
    const seconds = (clock.now() - began) / 1000;
    const outputs = parseOutputs(await readFile(files.output, "utf8"));
    return {
      code,
      signal,
      log,
      outputs,
      results: outputs.results === undefined ? undefined : JSON.parse(outputs.results),
      summary: await readFile(files.summary, "utf8"),
      errors: annotations(log, "error"),
      warnings: annotations(log, "warning"),
      notices: annotations(log, "notice"),
      masks: [...log.matchAll(/^::add-mask::(.*)$/gm)].map(([, value]) => decode(value ?? "")),
      seconds,
    };
  } finally {
    time?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What would be on the screen: the log without the lines that only tell the runner what to mask. */
export function visible(run: ActionRun): string {
  return run.log.replace(/^::add-mask::.*\r?\n?/gm, "");
}

/** `GITHUB_OUTPUT` holds blocks of `name<<delimiter`, the value, and the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\r?\n([\s\S]*?)\r?\n\2\r?$/gm);
  return Object.fromEntries([...blocks].map(([, name, , value]) => [name, value]));
}

function annotations(log: string, kind: string): Annotation[] {
  const lines = log.matchAll(new RegExp(`^::${kind}(?: ([^:]*(?:%3A[^:]*)*))?::(.*)$`, "gm"));
  return [...lines].map(([, properties = "", message = ""]) => ({
    title: decode(/title=([^,]*)/.exec(properties)?.[1] ?? ""),
    message: decode(message),
  }));
}

function decode(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

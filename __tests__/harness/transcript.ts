/** One run of an action against a simulator of its own, with a key that has just what the companions need. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DEMO_KEY,
  type SimulatedKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import { createClock } from "./clock.ts";
import { type ActionRun, type RunOptions, runAction } from "./run-action.ts";

export function keyWith(scopes: Record<string, string[]>, universeIds = ["4242"]): SimulatedKey {
  return {
    secret: DEMO_KEY,
    name: "companions",
    ownerId: "100001",
    scopes: Object.entries(scopes).map(([name, operations]) => ({ name, operations, universeIds })),
  };
}

const FULL_KEY = keyWith({
  "universe.place.luau-execution-session": ["read", "write"],
  universe: ["write"],
  "universe-messaging-service": ["publish"],
});

export interface Transcript extends ActionRun {
  readonly simulator: Simulator;
  /** The file that the output `logs` names. */
  readonly logFile: string | undefined;
  /** The log's lines without the masks. */
  readonly lines: string[];
  /** `POST restartServers 200`, one a request. */
  readonly calls: string[];
}

/** The key must never come to another host, whatever a test is about. */
export function assertKeyStayed(simulator: Simulator): void {
  const hosts = simulator.strayKeys().map(({ host }) => host);
  if (hosts.length > 0) throw new Error(`the key came to ${hosts.join(", ")}`);
}

export async function play(
  action: string,
  inputs: Record<string, string>,
  simulated: SimulatorOptions = {},
  options: RunOptions = {},
): Promise<Transcript> {
  const clock = createClock();
  const simulator = await startSimulator({ keys: [FULL_KEY], ...(options.realTime ? {} : { clock }), ...simulated });
  const temp = await mkdtemp(join(tmpdir(), "companion-"));
  try {
    const run = await runAction(
      { apiKey: DEMO_KEY, universeId: "4242", ...inputs },
      {
        bundle: `${action}.js`,
        clock,
        ...options,
        environment: {
          ...simulator.environment,
          RUNNER_TEMP: temp,
          ...options.environment,
        },
      },
    );
    assertKeyStayed(simulator);
    return {
      ...run,
      simulator,
      logFile: run.outputs.logs === undefined ? undefined : await readFile(run.outputs.logs, "utf8"),
      lines: run.log.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("::add-mask::")),
      calls: simulator.requests.map(({ method, endpoint, status }) => `${method} ${endpoint} ${status}`),
    };
  } finally {
    await simulator.close();
    await rm(temp, { recursive: true, force: true, maxRetries: 5 });
  }
}

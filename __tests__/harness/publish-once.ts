/** One run of the publish action against a simulator of its own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_KEY, type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { createClock } from "./clock.ts";
import { type ActionRun, type RunOptions, runAction } from "./run-action.ts";
import { assertKeyStayed } from "./transcript.ts";

export const OBBY = readFileSync(join(import.meta.dirname, "..", "..", "examples", "obby", "obby.rbxl"));

/** Of a file that is larger than what the buffers between client and server on one machine swallow. */
const LARGE_BYTES = 24_000_000;

/** Only the ends of such a file are those of a place. */
export const fileOf = (bytes: number): Buffer =>
  Buffer.concat([OBBY.subarray(0, 32), Buffer.alloc(bytes, 7), OBBY.subarray(-25)]);

export interface Published extends ActionRun {
  readonly simulator: Simulator;
  /** The upload requests that the simulator saw. */
  readonly uploads: Simulator["requests"];
  /** What else it was asked for once an upload had begun. */
  readonly lookUps: string[];
}

export interface Setting extends RunOptions {
  readonly simulator?: SimulatorOptions;
  readonly faults?: Simulator["faults"];
  /** Without a proxy, on a direct connection. */
  readonly direct?: boolean;
  readonly large?: boolean;
}

export async function publishOnce(inputs: Record<string, string>, setting: Setting = {}): Promise<Published> {
  const clock = setting.clock ?? createClock();
  const simulator = await startSimulator({
    ...(setting.realTime ? {} : { clock }),
    rateLimit: { requests: 1000, windowSeconds: 60, headers: true },
    ...setting.simulator,
  });
  try {
    simulator.faults.push(...(setting.faults ?? []));
    const route = setting.direct
      ? { NODE_EXTRA_CA_CERTS: simulator.caFile }
      : { NODE_EXTRA_CA_CERTS: simulator.caFile, https_proxy: simulator.proxyUrl };
    const run = await runAction(
      {
        apiKey: DEMO_KEY,
        universeId: "4242",
        placeId: "1818",
        filePath: "place.rbxl",
        ...(setting.large ? { checkFile: "off" } : {}),
        ...inputs,
      },
      {
        clock,
        ...setting,
        files: { "place.rbxl": setting.large ? fileOf(LARGE_BYTES) : OBBY, ...setting.files },
        environment: { ...route, ...setting.environment },
        ...(setting.direct ? { directPort: simulator.directPort } : {}),
      },
    );
    assertKeyStayed(simulator);
    const uploads = simulator.requests.filter(({ endpoint }) => endpoint === "publish");
    const kinds = simulator.requests.map(({ endpoint }) => endpoint);
    const lookUps = kinds.slice(kinds.indexOf("publish") + 1).filter((endpoint) => endpoint !== "publish");
    return { ...run, simulator, uploads, lookUps };
  } finally {
    await simulator.close();
  }
}

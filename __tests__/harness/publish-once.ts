/** One run of the publish action against a simulator of its own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_KEY, type Fault, type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { createClock } from "./clock.ts";
import { type ActionRun, type RunOptions, runAction } from "./run-action.ts";
import { assertKeyStayed } from "./transcript.ts";

export const OBBY = readFileSync(join(import.meta.dirname, "..", "..", "examples", "obby", "obby.rbxl"));

/** Of a file that is larger than what the buffers between client and server on one machine swallow. */
export const LARGE_BYTES = 24_000_000;

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

/** A place of a step, and what the tries of its upload meet, in their order. */
export interface Fate {
  readonly file?: string;
  readonly faults: readonly (Fault | undefined)[];
}

/** One step with a place for each fate, 1001 and on, so that one start of the bundle shows many ends of an upload. */
export function publishEach(
  fates: readonly Fate[],
  inputs: Record<string, string> = {},
  { simulator, ...setting }: Setting = {},
): Promise<Published> {
  const placeIds = fates.map((_, at) => String(1001 + at));
  const tries = fates.map(({ faults }) => [...faults]);
  const places = fates.map(({ file = "place.rbxl" }, at) => `${placeIds[at]}: ${file}`).join("\n");
  const universes = { "4242": placeIds };
  const fault: SimulatorOptions["fault"] = (request, nth) =>
    (request.endpoint === "publish" ? tries[Number(request.parameters.place) - 1001]?.shift() : undefined) ??
    simulator?.fault?.(request, nth);
  return publishOnce(
    { placeId: "", filePath: "", places, timeoutMinutes: "60", ...inputs },
    { ...setting, simulator: { universes, ...simulator, fault } },
  );
}

/** Each place's error, by what its fate is called: a difference names what went otherwise. */
export const errorsOf = (run: Published, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name, at) => [name, run.results?.[at]?.error]));

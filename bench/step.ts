/** The whole step against bare Node and against curl, for places of several sizes, over TLS on loopback. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_KEY, startSimulator } from "../simulator/index.ts";
import { PEAK_MEMORY_MODULE } from "./peak-memory.ts";

const ROOT = join(import.meta.dirname, "..");
const SIZES = [40_000, 1_000_000, 10_000_000, 100_000_000];
const RUNS = 7;

interface Measured {
  readonly seconds: number;
  readonly peakBytes?: number;
}

async function time(command: string, parameters: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const began = performance.now();
  const child = spawn(command, parameters, { env: environment, stdio: ["ignore", "ignore", "inherit"] });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return (performance.now() - began) / 1000;
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Takes turns, so that a disturbance of the machine meets all of them. */
async function takeTurns(contestants: Record<string, () => Promise<Measured>>): Promise<Record<string, Measured>> {
  const all: Record<string, Measured[]> = {};
  for (let run = 0; run < RUNS; run++) {
    for (const [name, measure] of Object.entries(contestants)) {
      all[name] ??= [];
      all[name].push(await measure());
    }
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, measured]) => {
      const peaks = measured.flatMap(({ peakBytes }) => (peakBytes === undefined ? [] : [peakBytes]));
      const seconds = median(measured.map((one) => one.seconds));
      return [name, peaks.length > 0 ? { seconds, peakBytes: Math.max(...peaks) } : { seconds }];
    }),
  );
}

export async function benchStep(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bench-step-"));
  const simulator = await startSimulator({
    deduplicate: false,
    rateLimit: { requests: 1_000_000, windowSeconds: 60, headers: true },
  });
  try {
    const example = await readFile(join(ROOT, "examples", "obby", "obby.rbxl"));
    const peakFile = join(folder, "peak");
    const rows: string[] = [];
    for (const bytes of SIZES) {
      const place = join(folder, `${bytes}.rbxl`);
      await writeFile(
        place,
        Buffer.concat([example.subarray(0, 32), Buffer.alloc(bytes - 57, 7), example.subarray(-25)]),
      );
      const node = async (...parameters: string[]): Promise<Measured> => {
        const seconds = await time(process.execPath, ["--import", PEAK_MEMORY_MODULE, ...parameters], {
          PATH: process.env.PATH,
          ...simulator.environment,
          PEAK_MEMORY_FILE: peakFile,
          GITHUB_OUTPUT: "",
          INPUT_APIKEY: DEMO_KEY,
          INPUT_UNIVERSEID: "4242",
          INPUT_PLACEID: "1818",
          INPUT_FILEPATH: place,
          INPUT_CHECKFILE: "off",
        });
        return { seconds, peakBytes: Number(await readFile(peakFile, "utf8")) };
      };
      const measured = await takeTurns({
        node: () => node("-e", "0"),
        step: () => node(join(ROOT, "dist", "index.js")),
        curl: async () => ({
          seconds: await time(
            "curl",
            [
              ...["--silent", "--show-error", "--fail", "--proxy", simulator.proxyUrl, "--cacert", simulator.caFile],
              ...["-H", `x-api-key: ${DEMO_KEY}`, "-H", "content-type: application/octet-stream", "-H", "Expect:"],
              ...["--data-binary", `@${place}`],
              "https://apis.roblox.com/universes/v1/4242/places/1818/versions?versionType=Published",
            ],
            { PATH: process.env.PATH },
          ),
        }),
      });
      const { node: bare, step, curl } = measured as Record<"node" | "step" | "curl", Measured>;
      const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;
      const mib = (peak = 0) => `${Math.round(peak / 2 ** 20)} MiB`;
      rows.push(
        `| ${(bytes / 1_000_000).toLocaleString("en")} MB | ${ms(step.seconds)} | ${ms(bare.seconds)} | ${ms(curl.seconds)} | ${ms(step.seconds - bare.seconds)} | ${(step.seconds / curl.seconds).toFixed(2)} | ${mib(step.peakBytes)} | ${mib(bare.peakBytes)} |`,
      );
    }
    return [
      "| place | whole step | `node -e 0` | curl | step without Node's start | step : curl | peak memory | of bare Node |",
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
      ...rows,
    ].join("\n");
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

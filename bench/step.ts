/** The whole step against bare Node, curl and another action, for places of several sizes, over TLS on loopback. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_KEY, startSimulator } from "../simulator/index.ts";
import { PEAK_MEMORY_MODULE } from "./peak-memory.ts";

const ROOT = join(import.meta.dirname, "..");
const STEP = join(ROOT, "dist", "index.js");
const EXAMPLE = join(ROOT, "examples", "obby", "obby.rbxl");
const SMALL_BYTES = 37_000;
const SIZES = [1_000_000, 10_000_000, 100_000_000];
const SMALL_RUNS = 21;
const RUNS = 7;
/** For a ratio of two times; more digits would be chance. */
const DIGITS = 1;

/**
 * Another action's `dist/index.js`, whose inputs are `universe-id`, `place-id`, `api-key` and `path`: that of
 * filiptibell/roblox-place-publish-action, for one. None is part of this repository.
 */
const { PEER_ACTION: peer } = process.env;

/** Leads a program's TLS connections to a port of this machine: not every action can use a proxy. */
const DIRECT_MODULE = `data:text/javascript,${encodeURIComponent(`
import { syncBuiltinESMExports } from "node:module";
import tls from "node:tls";
const { connect } = tls;
tls.connect = (options, then) =>
  connect({ ...options, host: "127.0.0.1", port: Number(process.env.DIRECT_PORT), servername: options.servername ?? options.host }, then);
syncBuiltinESMExports();
`)}`;

type Environment = Record<string, string | undefined>;

/** @returns seconds from the start of the program to its end. */
async function time(command: string, parameters: string[], environment: Environment): Promise<number> {
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

/** The median of each. They take turns, so that a disturbance of the machine meets all of them. */
async function takeTurns(
  runs: number,
  contestants: Record<string, () => Promise<number>>,
): Promise<Record<string, number>> {
  const all = Object.entries(contestants).map(([name, run]) => ({ name, run, seconds: [] as number[] }));
  for (let turn = 0; turn < runs; turn++) {
    for (const { run, seconds } of all) seconds.push(await run());
  }
  return Object.fromEntries(all.map(({ name, seconds }) => [name, median(seconds)]));
}

const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;
const times = (seconds: number, other: number) => (seconds / other).toFixed(DIGITS);

export async function benchStep(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bench-step-"));
  const simulator = await startSimulator({
    deduplicate: false,
    rateLimit: { requests: 1_000_000, windowSeconds: 60, headers: true },
  });
  try {
    const example = await readFile(EXAMPLE);
    const write = async (bytes: number) => {
      const place = join(folder, `${bytes}.rbxl`);
      // Only its ends are those of a place.
      const parts = [example.subarray(0, 32), Buffer.alloc(bytes - 57, 7), example.subarray(-25)];
      await writeFile(place, Buffer.concat(parts));
      return place;
    };
    const inputs = (place: string, checkFile = "off"): Environment => ({
      PATH: process.env.PATH,
      GITHUB_OUTPUT: "",
      INPUT_APIKEY: DEMO_KEY,
      INPUT_UNIVERSEID: "4242",
      INPUT_PLACEID: "1818",
      INPUT_FILEPATH: place,
      INPUT_CHECKFILE: checkFile,
    });
    const throughProxy = (environment: Environment) => ({ ...environment, ...simulator.environment });
    const direct = (program: string, environment: Environment) =>
      time(process.execPath, ["--import", DIRECT_MODULE, program], {
        ...environment,
        NODE_EXTRA_CA_CERTS: simulator.caFile,
        DIRECT_PORT: String(simulator.directPort),
      });
    const node = () => time(process.execPath, ["-e", "0"], { PATH: process.env.PATH });
    const curl = (place: string) =>
      time(
        "curl",
        [
          ...["--silent", "--show-error", "--fail", "--proxy", simulator.proxyUrl, "--cacert", simulator.caFile],
          ...["-H", `x-api-key: ${DEMO_KEY}`, "-H", "content-type: application/octet-stream", "-H", "Expect:"],
          ...["--data-binary", `@${place}`],
          "https://apis.roblox.com/universes/v1/4242/places/1818/versions?versionType=Published",
        ],
        { PATH: process.env.PATH },
      );
    const peakMiB = async (environment: Environment, ...program: string[]) => {
      const PEAK_MEMORY_FILE = join(folder, "peak");
      await time(process.execPath, ["--import", PEAK_MEMORY_MODULE, ...program], { ...environment, PEAK_MEMORY_FILE });
      return `${Math.round(Number(await readFile(PEAK_MEMORY_FILE, "utf8")) / 2 ** 20)} MiB`;
    };

    const small = await write(SMALL_BYTES);
    const peerInputs = {
      PATH: process.env.PATH,
      GITHUB_OUTPUT: "",
      "INPUT_API-KEY": DEMO_KEY,
      "INPUT_UNIVERSE-ID": "4242",
      "INPUT_PLACE-ID": "1818",
      "INPUT_MAX-RETRIES": "3",
      INPUT_PATH: small,
    };
    const start = await takeTurns(SMALL_RUNS, {
      "`node -e 0`": node,
      curl: () => curl(small),
      "this action": () => time(process.execPath, [STEP], throughProxy(inputs(small))),
      "this action, with its file check (the example game)": () =>
        time(process.execPath, [STEP], throughProxy(inputs(EXAMPLE, "strict"))),
      ...(peer
        ? {
            "this action, without a proxy": () => direct(STEP, inputs(small)),
            "the other action, without a proxy": () => direct(peer, peerInputs),
          }
        : {}),
    });
    const bare = start["`node -e 0`"] ?? Number.NaN;
    const rows = [
      `| ${SMALL_BYTES / 1000} KB | time | × bare Node |`,
      "| :--- | ---: | ---: |",
      ...Object.entries(start).map(([name, seconds]) => `| ${name} | ${ms(seconds)} | ${times(seconds, bare)} |`),
      "",
      "| place | whole step | curl | step : curl | peak memory | of bare Node |",
      "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ];
    for (const bytes of SIZES) {
      const place = await write(bytes);
      const environment = throughProxy(inputs(place));
      const { step = Number.NaN, curled = Number.NaN } = await takeTurns(RUNS, {
        step: () => time(process.execPath, [STEP], environment),
        curled: () => curl(place),
      });
      const peaks = [await peakMiB(environment, STEP), await peakMiB(environment, "-e", "0")];
      const cells = [`${bytes / 1_000_000} MB`, ms(step), ms(curled), times(step, curled), ...peaks];
      rows.push(`| ${cells.join(" | ")} |`);
    }
    return rows.join("\n");
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Downloads of a large place, against bare Node: time, and the most memory. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOWNLOAD_KEY } from "../__tests__/actions/download-place/key.ts";
import { DEMO_KEY, type SimulatorOptions, startSimulator } from "../simulator/index.ts";
import { PEAK_MEMORY_MODULE } from "./peak-memory.ts";
import { placeChunks, write } from "./place-file.ts";

const STEP = join(import.meta.dirname, "..", "dist", "download-place.js");
const MEGABYTE = 1_000_000;
const RUNS = 5;

const WAYS: [what: string, delivery: NonNullable<SimulatorOptions["delivery"]>, checkFile: string][] = [
  ["as it is, `checkFile: off`", { encoding: "identity" }, "off"],
  ["as gzip, `checkFile: off`", { encoding: "gzip" }, "off"],
  ["as gzip, checked", { encoding: "gzip" }, "strict"],
];

interface Run {
  readonly seconds: number;
  readonly peakMebibytes: number;
}

export async function benchDownload(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bench-download-"));
  const place = join(folder, "place.rbxl");
  await write(place, placeChunks(500_000, 60 * MEGABYTE, "stored"));
  const run = async (program: readonly string[], environment: Record<string, string | undefined>): Promise<Run> => {
    const peak = join(folder, "peak");
    const began = performance.now();
    const child = spawn(process.execPath, ["--import", PEAK_MEMORY_MODULE, ...program], {
      env: { PATH: process.env.PATH, PEAK_MEMORY_FILE: peak, ...environment },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    if (code !== 0) throw new Error(`the step ended with ${code}`);
    return {
      seconds: (performance.now() - began) / 1000,
      peakMebibytes: Number(await readFile(peak, "utf8")) / 2 ** 20,
    };
  };
  try {
    const rows = ["| 100 MB | time | peak memory |", "| :--- | ---: | ---: |"];
    const row = (what: string, { seconds, peakMebibytes }: Run) =>
      rows.push(`| ${what} | ${Math.round(seconds * 1000)} ms | ${Math.round(peakMebibytes)} MiB |`);
    row("`node -e 0`", await run(["-e", "0"], {}));
    for (const [what, delivery, checkFile] of WAYS) {
      const simulator = await startSimulator({
        keys: [DOWNLOAD_KEY],
        delivery,
        studioSaves: [{ placeId: "1818", place, versionType: "Published" }],
      });
      try {
        const runs: Run[] = [];
        for (let nth = 0; nth < RUNS; nth++) {
          const target = join(folder, "target.rbxl");
          runs.push(
            await run([STEP], {
              ...simulator.environment,
              GITHUB_OUTPUT: "",
              INPUT_APIKEY: DEMO_KEY,
              INPUT_PLACEID: "1818",
              INPUT_FILEPATH: target,
              INPUT_CHECKFILE: checkFile,
            }),
          );
          if ((await stat(target)).size !== (await stat(place)).size) throw new Error("not all of it was written");
        }
        const seconds = runs.map((each) => each.seconds).sort((one, other) => one - other)[RUNS >> 1] ?? Number.NaN;
        row(what, { seconds, peakMebibytes: Math.max(...runs.map((each) => each.peakMebibytes)) });
      } finally {
        await simulator.close();
      }
    }
    return rows.join("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

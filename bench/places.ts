/** Ten places of 1 MB: one step for all, side by side, against a step for each, one after the other. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runAction } from "../__tests__/harness/run-action.ts";
import { DEMO_KEY, startSimulator } from "../simulator/index.ts";
import { checkFiles } from "../src/actions/publish/check-files.ts";
import type { PublishInputs } from "../src/actions/publish/inputs.ts";
import { startRecord } from "../src/actions/publish/record.ts";
import { sendPlaces } from "../src/actions/publish/send.ts";
import { startClient } from "../src/open-cloud/client.ts";
import { createLimiter, UPLOADS_AT_ONCE } from "../src/open-cloud/limiter.ts";

const PLACES = 10;
const PLACE_BYTES = 1_000_000;
const RUNS = 3;
/** Uploads were seen to take 0.8 to 1.2 s at Roblox, of which loopback has nothing. */
const ROBLOX_SECONDS = 1;
const SIDE_BY_SIDE = [1, 2, 4, 8];

const ids = Array.from({ length: PLACES }, (_, index) => String(1001 + index));

/** Different for each place. */
function place(id: string): string {
  const open = `<roblox version="4"><Item class="Workspace" referent="0"><Properties><string name="Name">${id}`;
  const close = "</string></Properties></Item></roblox>";
  return open.padEnd(PLACE_BYTES - close.length, "x") + close;
}

/** In a process of its own, as the authority that it trusts is known from its start: seconds for all uploads. */
async function sendInThisProcess(folder: string, atOnce: number): Promise<number> {
  const inputs: PublishInputs = {
    apiKey: DEMO_KEY,
    universeId: "4242",
    targets: ids.map((placeId) => ({
      placeId,
      filePath: `${placeId}.rbxlx`,
      path: join(folder, `${placeId}.rbxlx`),
    })),
    versionType: "Published",
    checkFile: "strict",
    dryRun: false,
    versionNotes: "",
    deploymentEnvironment: "",
    verify: false,
    githubToken: "",
    expectedSha256: "",
    lastVersionNumber: "",
    inOrder: false,
    maxAttempts: 1,
    timeoutMinutes: 5,
  };
  const record = startRecord(inputs);
  await checkFiles(record, new AbortController().signal);
  const caller = { userAgent: "bench", keyHelp: "", cancelled: new AbortController().signal, say() {} };
  const client = { ...startClient(inputs, caller), limiter: createLimiter(atOnce) };
  const began = performance.now();
  await sendPlaces(client, record);
  return (performance.now() - began) / 1000;
}

async function sendInChild(folder: string, atOnce: number, environment: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "child", folder, String(atOnce)], {
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let log = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  const seconds = Number(/^uploads took (.+)$/m.exec(log)?.[1]);
  if (code !== 0 || Number.isNaN(seconds)) throw new Error(`the uploads failed:\n${log}`);
  return seconds;
}

async function median(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run++) all.push(await measure());
  return all.toSorted((one, other) => one - other)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

/** A Markdown table: wall time, the median of a few runs. */
export async function benchPlaces(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bench-places-"));
  const files = Object.fromEntries(ids.map((id) => [`${id}.rbxlx`, place(id)]));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  const rows: Record<string, string[]> = {};
  const add = (name: string, seconds: number) => {
    rows[name] ??= [];
    rows[name].push(`${seconds.toFixed(2)} s`);
  };
  try {
    for (const seconds of [0, ROBLOX_SECONDS]) {
      const simulator = await startSimulator({
        universes: { "4242": ids },
        deduplicate: false,
        rateLimit: { requests: 1_000_000, windowSeconds: 60, headers: false },
        fault: ({ endpoint }) => (endpoint === "publish" && seconds > 0 ? { kind: "delay", seconds } : undefined),
      });
      const { environment } = simulator;
      const step = async (inputs: Record<string, string>) => {
        const run = await runAction({ apiKey: DEMO_KEY, universeId: "4242", ...inputs }, { files, environment });
        if (run.code !== 0) throw new Error(`a step failed:\n${run.log}`);
        return run.seconds;
      };
      try {
        add(
          `${PLACES} steps, one after the other`,
          await median(async () => {
            let sum = 0;
            for (const placeId of ids) sum += await step({ placeId, filePath: `${placeId}.rbxlx` });
            return sum;
          }),
        );
        const places = ids.map((id) => `${id}: ${id}.rbxlx`).join("\n");
        add(`one step with \`places\` (${UPLOADS_AT_ONCE} at once)`, await median(() => step({ places })));
        for (const atOnce of SIDE_BY_SIDE) {
          add(
            `its uploads alone, ${atOnce} at once`,
            await median(() => sendInChild(folder, atOnce, simulator.environment)),
          );
        }
      } finally {
        await simulator.close();
      }
    }
    return [
      `| ${PLACES} places of 1 MB | answers at once | answers after ${ROBLOX_SECONDS} s, as Roblox's do |`,
      "| :--- | ---: | ---: |",
      ...Object.entries(rows).map(([name, cells]) => `| ${name} | ${cells.join(" | ")} |`),
    ].join("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [role, folder, atOnce] = process.argv.slice(2);
  if (role === "child" && folder) console.log(`uploads took ${await sendInThisProcess(folder, Number(atOnce))}`);
  else console.log(await benchPlaces());
}

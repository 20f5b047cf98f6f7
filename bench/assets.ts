/** Uploads of assets: 200 new ones while exchanges fail, and the memory that a file of 20 MB takes. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { model, png } from "../__tests__/actions/upload-asset/files.ts";
import { ASSET_KEY } from "../__tests__/actions/upload-asset/key.ts";
import { runAction } from "../__tests__/harness/run-action.ts";
import { chunk, END, header, instBody, prntBody, propBody, string } from "../__tests__/place-file/build.ts";
import { seeded } from "../scripts/random.ts";
import { DEMO_KEY, startSimulator } from "../simulator/index.ts";
import { FAILING_SHARE, FAULTS } from "./faults.ts";
import { PEAK_MEMORY_MODULE } from "./peak-memory.ts";

const CREATES = 200;
const AT_ONCE = 4;
const SEED = 20_261_124;
const MEGABYTE = 1_000_000;
const RUNS = 5;
const NO_LIMIT = { requests: 1_000_000, windowSeconds: 60, headers: true };

/** What a step knows and says of an asset that it asked for once. */
type Ending = "made" | "nothing" | "said";

export async function benchCreates(): Promise<string> {
  const random = seeded(SEED);
  let exchanges = 0;
  let failed = 0;
  const simulator = await startSimulator({
    keys: [ASSET_KEY],
    rateLimit: NO_LIMIT,
    fault({ endpoint }) {
      if (endpoint === "introspect") return undefined;
      exchanges += 1;
      if (random() >= FAILING_SHARE) return undefined;
      failed += 1;
      return FAULTS[Math.floor(random() * FAULTS.length)];
    },
  });
  try {
    const endings = new Map<string, Ending>();
    const queue = Array.from({ length: CREATES }, (_, index) => `Tree ${index + 1}`);
    const worker = async () => {
      for (let displayName = queue.shift(); displayName; displayName = queue.shift()) {
        const run = await runAction(
          { apiKey: DEMO_KEY, filePath: "tree.rbxm", displayName, creatorUserId: "100001" },
          { files: { "tree.rbxm": model() }, environment: simulator.environment, bundle: "upload-asset.js" },
        );
        const says = /may have been made|may come of it|An asset may exist/.test(run.errors[0]?.message ?? "");
        const knows = run.outputs.operationId !== undefined || run.outputs.assetId !== undefined;
        endings.set(displayName, run.code === 0 ? "made" : says || knows ? "said" : "nothing");
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    const made = (name: string) => simulator.assets.filter(({ displayName }) => displayName === name).length;
    const rows = (["made", "said", "nothing"] as const).map((ending) => {
      const names = [...endings].filter(([, each]) => each === ending).map(([name]) => name);
      const counts = [0, 1, 2].map((count) => names.filter((name) => Math.min(2, made(name)) === count).length);
      return `| ${TOLD[ending]} | ${[names.length, ...counts].join(" | ")} |`;
    });
    return [
      `${CREATES} creates, ${exchanges} exchanges, of them ${failed} failed (${((100 * failed) / exchanges).toFixed(0)} %)`,
      "",
      "| the step | steps | made no asset | one | two or more |",
      "| :--- | ---: | ---: | ---: | ---: |",
      ...rows,
    ].join("\n");
  } finally {
    await simulator.close();
  }
}

const TOLD: Readonly<Record<Ending, string>> = {
  made: "is green",
  said: "fails, and says that an asset may exist, or which",
  nothing: "fails, and says that none was made",
};

export async function benchAssetMemory(): Promise<string> {
  const simulator = await startSimulator({ keys: [ASSET_KEY], rateLimit: NO_LIMIT });
  const folder = await mkdtemp(join(tmpdir(), "bench-assets-"));
  await writeFile(join(folder, "peak.mjs"), `import ${JSON.stringify(PEAK_MEMORY_MODULE)};\n`);
  try {
    const peakMiB = async (name: string, content: Buffer) => {
      const PEAK_MEMORY_FILE = join(folder, "peak");
      let most = 0;
      for (let run = 0; run < RUNS; run++) {
        const { code } = await runAction(
          { apiKey: DEMO_KEY, filePath: name, displayName: "Large", creatorUserId: "100001" },
          {
            realTime: true,
            files: { [name]: content },
            environment: {
              ...simulator.environment,
              PEAK_MEMORY_FILE,
              NODE_OPTIONS: `--import=${join(folder, "peak.mjs")}`,
            },
            bundle: "upload-asset.js",
          },
        );
        if (code !== 0) throw new Error(`the step ended with ${code}`);
        most = Math.max(most, Number(await readFile(PEAK_MEMORY_FILE, "utf8")));
      }
      return `${Math.round(most / 2 ** 20)} MiB`;
    };
    const rows: [string, string, Buffer][] = [
      ["a model of 170 bytes", "a.rbxm", model()],
      ["a model of 20 MB, in chunks of 1 MB", "b.rbxm", largeModel()],
      ["an image of 20 MB", "c.png", Buffer.concat([png(), Buffer.alloc(20 * MEGABYTE - 64, 7)])],
    ];
    const lines = ["| file | peak memory of the step |", "| :--- | ---: |"];
    for (const [shown, name, content] of rows) lines.push(`| ${shown} | ${await peakMiB(name, content)} |`);
    return lines.join("\n");
  } finally {
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function largeModel(): Buffer {
  const random = seeded(SEED);
  const ids = Array.from({ length: 20 }, (_, id) => id);
  const source = (id: number) => {
    const text = Buffer.alloc(id === 0 ? 10 : MEGABYTE + 40_000);
    for (let at = 0; at < text.length; at++) text[at] = 97 + Math.floor(random() * 26);
    return propBody(id, "Source", 0x01, string(text));
  };
  return Buffer.concat([
    header(ids.length, ids.length),
    ...ids.map((id) => chunk("INST", instBody(id, `Script${id}`, [id]))),
    ...ids.map((id) => chunk("PROP", source(id))),
    chunk("PRNT", prntBody(ids.map((id) => [id, id - 1]))),
    END,
  ]);
}

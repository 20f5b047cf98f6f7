import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  chunk,
  END,
  header,
  instBody,
  type Packing,
  prntBody,
  propBody,
  string,
} from "../__tests__/place-file/build.ts";
import { inspectPlaceFile, isRefused } from "../src/place-file/inspect.ts";

const MEGABYTE = 1_000_000;
const RUNS = 5;

/** A matcher good enough to make blocks like Roblox's own: literals and matches of every length. */
function lz4(input: Buffer): Buffer {
  const output = Buffer.allocUnsafe(input.length + Math.ceil(input.length / 255) + 16);
  const seen = new Int32Array(65_536).fill(-1);
  let to = 0;
  let anchor = 0;
  const writeLength = (rest: number) => {
    let left = rest;
    for (; left >= 255; left -= 255) output[to++] = 255;
    output[to++] = left;
  };
  const writeSequence = (end: number, offset: number, length: number) => {
    const literals = end - anchor;
    output[to++] = (Math.min(literals, 15) << 4) | (offset > 0 ? Math.min(length - 4, 15) : 0);
    if (literals >= 15) writeLength(literals - 15);
    to += input.copy(output, to, anchor, end);
    if (offset === 0) return;
    output[to++] = offset & 255;
    output[to++] = offset >> 8;
    if (length - 4 >= 15) writeLength(length - 4 - 15);
    anchor = end + length;
  };
  for (let at = 0; at < input.length - 12; ) {
    const word = input.readUInt32LE(at);
    const slot = Math.imul(word, 2_654_435_761) >>> 16;
    const candidate = seen[slot] as number;
    seen[slot] = at;
    if (candidate < 0 || at - candidate > 65_535 || input.readUInt32LE(candidate) !== word) {
      at++;
      continue;
    }
    let length = 4;
    while (at + length < input.length - 5 && input[at + length] === input[candidate + length]) length++;
    writeSequence(at, at - candidate, length);
    at += length;
  }
  writeSequence(input.length, 0, 0);
  return output.subarray(0, to);
}

/** Chunks as Studio writes them: most of them small, some of them large, all of them repetitive but not equal. */
export function* placeChunks(instances: number, scriptBytes: number, packing: Packing): Generator<Buffer> {
  const pack = (name: string, body: Buffer) =>
    packing === "lz4" ? chunk(name, body, { packed: lz4(body) }) : chunk(name, body, { packing });
  const perClass = 1_000;
  const classes = Math.max(1, Math.round(instances / perClass));
  const scripts = Math.ceil(scriptBytes / 20_000);
  yield header(classes + 2, instances + scripts + 1);
  yield pack("INST", instBody(0, "Workspace", [0], 1));
  const referentsOf = (id: number) => Array.from({ length: perClass }, (_, i) => (id - 1) * perClass + i + 1);
  for (let id = 1; id <= classes; id++) yield pack("INST", instBody(id, `Part${id}`, referentsOf(id)));
  const scriptReferents = Array.from({ length: scripts }, (_, i) => classes * perClass + i + 1);
  yield pack("INST", instBody(classes + 1, "ModuleScript", scriptReferents));
  for (let id = 1; id <= classes; id++) {
    const numbers = Buffer.alloc(12 * perClass);
    for (let i = 0; i < numbers.length; i++) numbers[i] = i % 3 === 0 ? (i * i * id) >> 7 : id & 7;
    const names = Buffer.concat(referentsOf(id).map((referent) => string(`Brick number ${referent}`)));
    yield pack("PROP", propBody(id, "Name", 0x01, names));
    yield pack("PROP", propBody(id, "size", 0x0e, numbers));
    yield pack("PROP", propBody(id, "Color3uint8", 0x1a, numbers.subarray(0, 3 * perClass)));
    yield pack("PROP", propBody(id, "CFrame", 0x10, Buffer.concat([Buffer.alloc(perClass, 2), numbers])));
    for (let flag = 0; flag < 8; flag++)
      yield pack("PROP", propBody(id, `Flag${flag}`, 0x02, Buffer.alloc(perClass, flag & 1)));
  }
  yield pack(
    "PROP",
    propBody(classes + 1, "Source", 0x01, Buffer.concat(scriptReferents.map((seed) => string(luau(seed))))),
  );
  const links: [number, number][] = [];
  for (let referent = 1; referent <= classes * perClass + scripts; referent++) links.push([referent, referent >> 3]);
  links.push([0, -1]);
  yield pack("PRNT", prntBody(links));
  yield END;
}

function luau(seed: number): string {
  let text = "--!strict\n";
  for (let line = 0; text.length < 20_000; line++) {
    const name = ((seed * 31 + line * line) % 9973).toString(36);
    text += `local ${name}Part = workspace:FindFirstChild("Brick number ${line * seed}") -- ${(line * 7919) % 1000}\nif ${name}Part then\n\t${name}Part.Transparency = ${line % 10} / 10\nend\n`;
  }
  return text;
}

function* xmlPlace(bytes: number): Generator<Buffer> {
  yield Buffer.from(
    '<roblox version="4">\n\t<Item class="Workspace" referent="RBX0">\n\t\t<Properties></Properties>\n',
  );
  for (let written = 0, n = 1; written < bytes; n++) {
    const script = n % 20 === 0;
    const item =
      Buffer.from(`\t\t<Item class="${script ? "Script" : "Part"}" referent="RBX${n.toString(16).toUpperCase().padStart(32, "0")}">
			<Properties>
				<bool name="Anchored">true</bool>
				<BinaryString name="AttributesSerialize"></BinaryString>
				<CoordinateFrame name="CFrame">
					<X>${n * 3.7}</X>
					<Y>${n % 17}</Y>
					<Z>-12.5</Z>
					<R00>1</R00>
					<R01>0</R01>
					<R02>0</R02>
				</CoordinateFrame>
				<bool name="CanCollide">true</bool>
				<Color3uint8 name="Color3uint8">4288914085</Color3uint8>
				<token name="Material">256</token>
				<string name="Name">Brick number ${n}</string>
				<Ref name="Parent">RBX0</Ref>
${script ? `				<ProtectedString name="Source"><![CDATA[${luau(n)}]]></ProtectedString>\n` : ""}				<float name="Reflectance">0</float>
				<UniqueId name="UniqueId">44b188dace632b4702e9c68d00${n.toString(16).padStart(6, "0")}</UniqueId>
			</Properties>
		</Item>
`);
    written += item.length;
    yield item;
  }
  yield Buffer.from("\t</Item>\n</roblox>");
}

export async function write(path: string, pieces: Iterable<Buffer>): Promise<void> {
  const file = createWriteStream(path);
  for (const piece of pieces) if (!file.write(piece)) await once(file, "drain");
  file.end();
  await once(file, "finish");
}

/** Bytes that the chunks of a binary place hold when decompressed; of an XML place, its own. */
function decompressedBytes(pieces: Iterable<Buffer>): number {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.length >= 16 && piece[0] !== 0x3c ? piece.readUInt32LE(8) : 0;
  return bytes;
}

interface Figure {
  what: string;
  fileBytes: number;
  bytes: number;
  /** The first run of a process, as in a step. */
  firstMilliseconds: number;
  /** The median of the runs after it. */
  milliseconds: number;
  /** Peak memory above the same process without a check. */
  memoryMebibytes: number;
}

const SUBJECTS: [what: string, file: string, pieces: () => Iterable<Buffer>][] = [
  ["1.5 MB, LZ4", "small.rbxl", () => placeChunks(20_000, 1.2 * MEGABYTE, "lz4")],
  ["50,000 instances, LZ4", "fifty.rbxl", () => placeChunks(50_000, MEGABYTE, "lz4")],
  ["100 MB, LZ4", "lz4.rbxl", () => placeChunks(500_000, 60 * MEGABYTE, "lz4")],
  ["100 MB, Zstandard", "zstd.rbxl", () => placeChunks(500_000, 60 * MEGABYTE, "zstd")],
  ["100 MB, stored", "stored.rbxl", () => placeChunks(500_000, 60 * MEGABYTE, "stored")],
  ["100 MB, XML", "large.rbxlx", () => xmlPlace(100 * MEGABYTE)],
];

/** Measures the check on synthetic places in a temporary folder. */
export async function measurePlaceFiles(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-place-file-"));
  try {
    const figures: Figure[] = [];
    const idle = measureInChild(0, []).maxRSS;
    for (const [what, name, pieces] of SUBJECTS) {
      const path = join(folder, name);
      await write(path, pieces());
      const fileBytes = (await stat(path)).size;
      // Memory is what one check needs, as in a step; the runs after it only leave garbage.
      const { milliseconds, maxRSS } = measureInChild(1, [path]);
      const later = measureInChild(1 + RUNS, [path])
        .milliseconds.slice(1)
        .sort((a, b) => a - b);
      figures.push({
        what,
        fileBytes,
        bytes: name.endsWith("x") ? fileBytes : decompressedBytes(pieces()),
        milliseconds: later[RUNS >> 1] ?? 0,
        firstMilliseconds: milliseconds[0] ?? 0,
        memoryMebibytes: (maxRSS - idle) / 1024,
      });
      await rm(path);
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The figures as a Markdown table. */
export function placeFileTable(figures: Figure[]): string {
  const rows = figures.map(({ what, fileBytes, bytes, milliseconds, firstMilliseconds, memoryMebibytes }) =>
    [
      what,
      `${(fileBytes / MEGABYTE).toFixed(1)} MB`,
      `${(bytes / MEGABYTE).toFixed(1)} MB`,
      `${firstMilliseconds.toFixed(0)} ms`,
      `${milliseconds.toFixed(0)} ms`,
      `${(bytes / 1000 / milliseconds).toFixed(0)} MB/s`,
      `${memoryMebibytes.toFixed(0)} MiB`,
    ].join(" | "),
  );
  return [
    "| Place | File | Decompressed | First run | Median | Speed | Memory above idle |",
    "|---|---:|---:|---:|---:|---:|---:|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}

function measureInChild(runs: number, paths: string[]): { milliseconds: number[]; maxRSS: number } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), "--child", String(runs), ...paths],
    {
      encoding: "utf8",
      timeout: 120_000,
    },
  );
  if (status !== 0) throw new Error(`The measurement failed: ${stderr}`);
  return JSON.parse(stdout);
}

async function measureHere(runs: number, paths: string[]): Promise<void> {
  const milliseconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    for (const path of paths) {
      const start = performance.now();
      const inspection = await inspectPlaceFile(path, "strict");
      milliseconds.push(performance.now() - start);
      if (isRefused(inspection)) throw new Error(JSON.stringify(inspection.findings));
    }
  }
  process.stdout.write(JSON.stringify({ milliseconds, maxRSS: process.resourceUsage().maxRSS }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === "--child") await measureHere(Number(process.argv[3]), process.argv.slice(4));
  else process.stdout.write(`${placeFileTable(await measurePlaceFiles())}\n`);
}

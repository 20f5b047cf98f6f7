/** The check of a file can be ended wherever it is: nothing in a file makes it keep others waiting for long. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inspectAssetFile } from "../../src/place-file/asset.ts";
import { readBinaryPlace } from "../../src/place-file/binary.ts";
import { Findings } from "../../src/place-file/findings.ts";
import { inspectPlaceFile } from "../../src/place-file/inspect.ts";
import { binaryPlace, header, instBody, interleaved, type Part, prntBody, propBody, u32 } from "./build.ts";

const INSTANCES = 300_000;
/** With gaps between them, so that looking each up takes a search. */
const REFERENTS = Array.from({ length: INSTANCES }, (_, i) => 3 * i + (i % 2));
const TEXTS = 1_000_000;
const PIECE_BYTES = 2 * 1024 * 1024;

const LINKS: Part = ["PRNT", prntBody(REFERENTS.map((referent) => [referent, -1]))];
const WORKSPACES: Part = ["INST", instBody(0, "Workspace", REFERENTS, 1)];
const place = (...parts: Part[]) => binaryPlace([WORKSPACES, ...parts, LINKS], { head: header(1, INSTANCES) });

/** One literal byte, and a match that repeats it eighteen times: as much work for its size as a block can be. */
function lz4OfManyPieces(bytes: number): Buffer {
  const sequences = Math.floor((bytes - 5) / 19);
  const rest = bytes - 19 * sequences;
  return Buffer.concat([
    Buffer.alloc(4 * sequences, Buffer.from([0x1e, 65, 1, 0])),
    Buffer.from([rest << 4]),
    Buffer.alloc(rest),
  ]);
}

/** Drives a reader as the check does, and counts its pauses and what it leaves to other threads. */
async function readWhole(file: Buffer): Promise<{ pauses: number; elsewhere: number }> {
  const reader = readBinaryPlace(file.length, new Findings());
  let [at, pauses, elsewhere] = [0, 0, 0];
  let step = reader.next();
  while (!step.done) {
    const wanted = step.value;
    if (wanted === 0) pauses++;
    else if (typeof wanted !== "number") elsewhere++;
    const bytes = typeof wanted === "number" ? wanted : 0;
    await wanted;
    step = reader.next(file.subarray(at, at + bytes));
    at += bytes;
  }
  return { pauses, elsewhere };
}

describe("pauses in one chunk", () => {
  let before: number;
  beforeAll(async () => {
    before = (await readWhole(place())).pauses;
  });

  test("instances, their parents and the search for circles", () => {
    expect(before).toBe(3 * Math.floor(INSTANCES / 65_536));
  });

  test.each<[string, Part, number]>([
    ["references", ["PROP", propBody(0, "Part", 0x13, interleaved(REFERENTS.map(() => 0)))], INSTANCES / 65_536],
    ["shared strings", ["SSTR", Buffer.concat([u32(0, TEXTS), Buffer.alloc(20 * TEXTS)])], TEXTS / 65_536],
    ["metadata", ["META", Buffer.concat([u32(TEXTS), Buffer.alloc(8 * TEXTS)])], (2 * TEXTS) / 65_536],
    ["signatures", ["SIGN", Buffer.concat([u32(TEXTS), Buffer.alloc(16 * TEXTS)])], TEXTS / 65_536],
    [
      "LZ4",
      ["NEW1", Buffer.alloc(0), { packed: lz4OfManyPieces(20_000_000), bytes: 20_000_000 }],
      20_000_000 / PIECE_BYTES,
    ],
  ])("%s", async (_, part, least) => {
    const { pauses, elsewhere } = await readWhole(place(part));
    expect(pauses - before).toBeGreaterThanOrEqual(Math.floor(least));
    expect(elsewhere).toBe(0);
  });

  test("a large piece of Zstandard is another thread's work", async () => {
    expect(await readWhole(place(["NEW1", Buffer.alloc(PIECE_BYTES), { packing: "zstd" }]))).toEqual({
      pauses: before,
      elsewhere: 0,
    });
    expect(await readWhole(place(["NEW1", Buffer.alloc(PIECE_BYTES + 1), { packing: "zstd" }]))).toEqual({
      pauses: before,
      elsewhere: 1,
    });
  });
});

describe("an end before the check's own", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pauses-"));
    const item = `<Item class="Part"><Properties><string name="Name">${"brick ".repeat(20)}</string></Properties></Item>\n`;
    await writeFile(join(folder, "large.rbxlx"), `<roblox version="4">${item.repeat(200_000)}</roblox>`);
    await writeFile(join(folder, "model.rbxmx"), `<roblox version="4">${item.repeat(90_000)}</roblox>`);
    await writeFile(
      join(folder, "large.rbxl"),
      place(
        ...Array.from(
          { length: 12 },
          (): Part => ["NEW1", Buffer.alloc(0), { packed: lz4OfManyPieces(20_000_000), bytes: 20_000_000 }],
        ),
      ),
    );
  });
  afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }));

  test.each<[string, string, (path: string, signal: AbortSignal) => Promise<unknown>]>([
    ["an XML place", "large.rbxlx", (path, signal) => inspectPlaceFile(path, "warn", signal)],
    ["a binary place", "large.rbxl", (path, signal) => inspectPlaceFile(path, "warn", signal)],
    [
      "a place of which only the hash is wanted",
      "large.rbxlx",
      (path, signal) => inspectPlaceFile(path, "off", signal),
    ],
    ["a model", "model.rbxmx", (path, signal) => inspectAssetFile(path, signal)],
  ])("%s", async (_, name, check) => {
    const late = new Error("too late");
    const ending = new AbortController();
    // Far sooner than so much can be read, in whatever the check is doing then.
    setTimeout(() => ending.abort(late), 5);
    await expect(check(join(folder, name), ending.signal)).rejects.toBe(late);
  });

  test("before anything is read", async () => {
    await expect(inspectPlaceFile(join(folder, "missing"), "strict", AbortSignal.abort("over"))).rejects.toBe("over");
  });
});

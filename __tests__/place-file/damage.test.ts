/** Place files cut at every byte and damaged at random. @slow */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { seeded } from "../../scripts/random.ts";
import { type Inspection, inspectPlaceFile } from "../../src/place-file/inspect.ts";
import {
  binaryPlace,
  chunk,
  END,
  header,
  instBody,
  type Packing,
  type Part,
  prntBody,
  propBody,
  SMALL_XML,
  small,
  string,
} from "./build.ts";

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "place-file-damage-"));
  path = join(folder, "place");
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

function inspect(bytes: Buffer): Promise<Inspection> {
  writeFileSync(path, bytes);
  return inspectPlaceFile(path, "strict");
}

const refusals = ({ findings }: Inspection) =>
  findings.filter(({ severity }) => severity === "refusal").map(({ code }) => code);

/** Whole numbers below another, the same in every run. */
function numbers(seed: number): (below: number) => number {
  const next = seeded(seed);
  return (below) => Math.floor(next() * below);
}

/** A place of some hundred chunks, larger than the blocks in which a file is read. */
function largeParts(): Part[] {
  const classes = 50;
  const each = 20;
  const refs = (id: number) => Array.from({ length: each }, (_, i) => 1 + id * each + i);
  const ids = Array.from({ length: classes }, (_, id) => id);
  return [
    ["INST", instBody(classes, "Workspace", [0], 1)],
    ...ids.map((id): Part => ["INST", instBody(id, `Class${id}`, refs(id))]),
    ...ids.map(
      (id): Part => [
        "PROP",
        propBody(id, "Name", 1, Buffer.concat(refs(id).map((r) => string(`Name ${r} `.repeat(40))))),
      ],
    ),
    ["PRNT", prntBody([...ids.flatMap(refs).map((r): [number, number] => [r, r === 1 ? -1 : r >> 1]), [0, -1]])],
  ];
}

const large = (packing: Packing) => binaryPlace(largeParts(), { head: header(51, 1001), packing });

const smallest = (packing: Packing) =>
  binaryPlace(
    [
      ["INST", instBody(0, "Workspace", [0], 1)],
      ["INST", instBody(1, "Part", [1])],
      ["PROP", propBody(1, "Name", 1, string("Brick"))],
      [
        "PRNT",
        prntBody([
          [1, 0],
          [0, -1],
        ]),
      ],
    ],
    { head: header(2, 2), packing },
  );

test.each<[string, Buffer]>([
  ["stored", smallest("stored")],
  ["LZ4", smallest("lz4")],
  ["Zstandard", smallest("zstd")],
  [
    "XML",
    Buffer.from(
      '<roblox version="4"><!-- é --><Item class="Lighting" referent="R"><Properties><Ref name="P">R</Ref><string name="S"><![CDATA[a]]>&amp;♯</string></Properties></Item></roblox>',
    ),
  ],
])("a small place cut at any byte is refused as such: %s", async (_, place) => {
  for (let bytes = 0; bytes < place.length; bytes++) {
    const codes = refusals(await inspect(place.subarray(0, bytes)));
    expect([bytes, codes]).toEqual([bytes, [bytes === 0 ? "empty-file" : "cut-short"]]);
  }
  expect(refusals(await inspect(place))).toEqual([]);
});

test.each<Packing>(["stored", "lz4", "zstd"])(
  "a larger place cut at any chunk is refused as such: %s",
  async (packing) => {
    const place = large(packing);
    expect((await inspect(place)).findings).toEqual([]);
    let at = 32;
    for (const [name, body] of largeParts()) {
      expect([at, refusals(await inspect(place.subarray(0, at)))]).toEqual([at, ["cut-short"]]);
      at += chunk(name, body, { packing }).length;
    }
    expect(refusals(await inspect(place.subarray(0, at)))).toEqual(["cut-short"]);
    expect(at + END.length).toBe(place.length);
  },
);

test("pieces of XML that are cut by the blocks in which a file is read are put together", async () => {
  const awkward = "&#226;&amp; ♯🎮 ]] ]>";
  const cdata = "<![CDATA[ ]] ]> 🎮 & < ]]]>";
  const item = `<Item class="Part" referent="R0"><Properties><string name="a&lt;b">${awkward}${cdata}<!-- -- - ♯ --><?a ?b?></string><Ref name="R">R0</Ref></Properties></Item>`;
  const tail = '<Item class="Lighting" referent="RL"></Item></roblox>';
  const blockBytes = 256 * 1024;
  // Every byte of the Item comes to lie at the end of a block once.
  for (let shift = 0; shift <= Buffer.byteLength(item); shift++) {
    const head = `<roblox version="4">${" ".repeat(blockBytes - 20 - shift)}`;
    expect(head).toHaveLength(blockBytes - shift);
    const inspection = await inspect(Buffer.from(head + item + tail));
    expect([shift, inspection.findings]).toEqual([shift, []]);
    expect(inspection.place?.instances).toBe(2);
  }
});

test.each<[string, Buffer]>([
  ["stored", small()],
  ["LZ4", large("lz4")],
  ["Zstandard", large("zstd")],
  ["XML", Buffer.from(SMALL_XML)],
])("random damage neither breaks the check nor makes it slow: %s", async (_, place) => {
  const random = numbers(20_261_122);
  for (let round = 0; round < 40; round++) {
    let bytes = Buffer.from(place);
    // Mostly behind the signature: in front of it there is nothing more to find out.
    const at = 14 + random(bytes.length - 14);
    const kind = random(4);
    if (kind === 0) bytes[at] = (bytes[at] as number) ^ (1 << random(8));
    if (kind === 1) bytes.fill(random(256), at, Math.min(bytes.length, at + 1 + random(64)));
    if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(64))]);
    if (kind === 3) {
      const noise = Buffer.from(Array.from({ length: 1 + random(64) }, () => random(256)));
      bytes = Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
    }
    const { findings, sha256 } = await inspect(bytes);
    expect(findings.map(({ code }) => code)).not.toContain("check-failed");
    expect(sha256).toHaveLength(64);
    for (const { message } of findings) expect(message).toMatch(/^[^\p{Cc}]{20,600}$/u);
  }
});

test("bytes lost or added in a chunk are nearly always noticed", async () => {
  const place = large("lz4");
  const random = numbers(7);
  let noticed = 0;
  for (let round = 0; round < 60; round++) {
    const at = 32 + random(place.length - 60);
    const { findings } = await inspect(Buffer.concat([place.subarray(0, at), place.subarray(at + 1 + random(8))]));
    if (findings.length > 0) noticed++;
  }
  expect(noticed).toBeGreaterThanOrEqual(59);
});

test("the memory that hostile files make the check use is bounded", async () => {
  const before = process.memoryUsage().rss;
  const hostile = [
    small((parts) => [["META", Buffer.alloc(4), { bytes: 0xffff_ffff }], ...parts]),
    small((parts) => [["META", Buffer.alloc(4), { bytes: 0xffff_ffff, packing: "zstd" }], ...parts]),
    small((parts) => [["META", Buffer.alloc(4), { compressedBytes: 0xffff_ffff }], ...parts]),
    small((parts) => [["INST", instBody(50, "A", []).fill(0xff, 10)], ...parts]),
    small((parts) => [["SSTR", Buffer.from([0, 0, 0, 0, 255, 255, 255, 255])], ...parts]),
    small((parts) => [["PRNT", Buffer.from([0, 255, 255, 255, 255])], ...parts]),
    Buffer.from(`<roblox version="4">${"<Item class='A'>".repeat(100_000)}`),
    Buffer.from(`<roblox version="4">${"&".repeat(1_000_000)}`),
    Buffer.from(`<roblox version="4"><a ${"x='' ".repeat(100_000)}`),
  ];
  for (const bytes of hostile) {
    const codes = (await inspect(bytes)).findings.map(({ code }) => code);
    expect(codes).not.toEqual([]);
    expect(codes).not.toContain("check-failed");
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(160 * 1024 * 1024);
});

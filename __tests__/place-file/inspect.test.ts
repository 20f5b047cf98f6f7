import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inspectDownload } from "../../src/place-file/download.ts";
import {
  type CheckMode,
  describePlace,
  type Inspection,
  inspectPlaceFile,
  isRefused,
  MAX_PLACE_BYTES,
} from "../../src/place-file/inspect.ts";
import {
  binaryPlace,
  chunk,
  END,
  header,
  instBody,
  type Part,
  prntBody,
  propBody,
  referents,
  SMALL_CLASSES,
  SMALL_INSTANCES,
  SMALL_XML,
  small,
  smallParts,
  string,
  u32,
} from "./build.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "place-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

async function inspect(content: Buffer | string, check: CheckMode = "strict", name?: string): Promise<Inspection> {
  const bytes = Buffer.from(content as string);
  const path = join(folder, name ?? (bytes[0] === 0x3c && bytes[7] !== 0x21 ? "place.rbxlx" : "place.rbxl"));
  writeFileSync(path, bytes);
  const inspection = await inspectPlaceFile(path, check);
  if (inspection.sha256 !== undefined) {
    expect(inspection.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
  return inspection;
}

const found = ({ findings }: Inspection) => findings.map(({ severity, code }) => `${severity} ${code}`);

const replace =
  (index: number, ...parts: Part[]) =>
  (all: Part[]) =>
    all.toSpliced(index, 1, ...parts);
const insert =
  (index: number, ...parts: Part[]) =>
  (all: Part[]) =>
    all.toSpliced(index, 0, ...parts);
const without = (index: number) => replace(index);

// Where things stand in smallParts().
const SSTR = 0;
const INST_PART = 3;
const PROP_NAMES = 8;
const PRNT = 11;

const LINKS: [number, number][] = [
  [2, 0],
  [3, 2],
  [4, 1],
  [5, 1],
  [6, 4],
  [7, 4],
  [0, -1],
  [1, -1],
];
const links = (edit: (all: [number, number][]) => [number, number][]) => replace(PRNT, ["PRNT", prntBody(edit(LINKS))]);
const prop = (name: string, type: number, values: Buffer) => insert(PRNT, ["PROP", propBody(2, name, type, values)]);
const afterHeader = (...chunks: Buffer[]) => Buffer.concat([header(0, 0), ...chunks]);
const xml = (from: string | RegExp, to: string) => {
  const changed = SMALL_XML.replace(from, () => to);
  if (changed === SMALL_XML) throw new Error(`The edit of ${from} changes nothing`);
  return changed;
};

describe("a good place", () => {
  test("yields its facts", async () => {
    const inspection = await inspect(small());
    expect(inspection.findings).toEqual([]);
    expect(inspection.contentType).toBe("application/octet-stream");
    expect(inspection.place).toEqual({
      format: "binary",
      instances: 8,
      classes: 6,
      services: ["Workspace", "ServerScriptService"],
      scripts: { Script: 1, LocalScript: 1, ModuleScript: 2 },
      compression: "none",
      notUpdated: {},
    });
  });

  test.each([
    ["lz4", small(undefined, { packing: "lz4" }), "lz4"],
    ["zstd", small(undefined, { packing: "zstd" }), "zstd"],
    [
      "mixed",
      small((parts) => parts.map(([name, body], i) => [name, body, { packing: i % 2 ? "lz4" : "zstd" }])),
      "mixed",
    ],
    ["partly stored", small(replace(SSTR, ["SSTR", smallParts()[SSTR]?.[1] ?? u32(), { packing: "lz4" }])), "mixed"],
  ])("says the same however it is compressed: %s", async (_, place, compression) => {
    const plain = await inspect(small());
    const inspection = await inspect(place);
    expect(inspection.findings).toEqual([]);
    expect(inspection.place).toEqual({ ...plain.place, compression });
  });

  test("yields its facts as XML", async () => {
    const inspection = await inspect(SMALL_XML);
    expect(inspection.findings).toEqual([]);
    expect(inspection.contentType).toBe("application/xml");
    expect(inspection.place).toEqual({
      format: "xml",
      instances: 4,
      classes: 4,
      services: ["Workspace", "ServerScriptService"],
      scripts: { Script: 1, LocalScript: 0, ModuleScript: 0 },
      compression: "none",
      notUpdated: {},
    });
  });

  test("is described for people", async () => {
    const inspection = await inspect(small(undefined, { packing: "lz4" }));
    expect(describePlace(inspection.place as NonNullable<Inspection["place"]>, 37_150)).toEqual([
      "binary place, LZ4, 37,150 bytes",
      "8 instances of 6 classes",
      "services: Workspace, ServerScriptService",
      "scripts: 1 Script, 1 LocalScript, 2 ModuleScript",
    ]);
  });
});

describe("binary: what is accepted, and with which finding", () => {
  const body32 = Buffer.alloc(32);
  test.each<[string, Buffer, string[]]>([
    ["a non-service at the root", small(links((all) => all.with(0, [2, -1]))), []],
    ["parents before children", small(links((all) => all.toReversed())), []],
    [
      "referents with gaps, out of order",
      small((parts) =>
        parts
          .with(INST_PART, ["INST", instBody(2, "Part", [900_000_000, 17])])
          .with(PRNT, [
            "PRNT",
            prntBody(LINKS.map(([c, p]) => [c === 2 ? 900_000_000 : c === 3 ? 17 : c, p === 2 ? 900_000_000 : p])),
          ]),
      ),
      [],
    ],
    [
      "no Workspace",
      binaryPlace(
        [
          ["INST", instBody(0, "Lighting", [0], 1)],
          ["INST", instBody(1, "Part", [1])],
          [
            "PRNT",
            prntBody([
              [0, -1],
              [1, -1],
            ]),
          ],
        ],
        { head: header(2, 2) },
      ),
      [],
    ],
    [
      "a service by its name alone",
      small((parts) =>
        parts
          .with(1, ["INST", instBody(0, "Workspace", [0])])
          .with(2, ["INST", instBody(1, "ServerScriptService", [1])]),
      ),
      [],
    ],
    [
      "a service by its flag alone",
      binaryPlace(
        [
          ["INST", instBody(0, "SomethingNew", [0], 1)],
          ["INST", instBody(1, "Part", [1])],
          [
            "PRNT",
            prntBody([
              [0, -1],
              [1, -1],
            ]),
          ],
        ],
        { head: header(2, 2) },
      ),
      [],
    ],
    [
      "a service Roblox may add, by its name",
      binaryPlace(
        [
          ["INST", instBody(0, "SomethingNewService", [0])],
          ["INST", instBody(1, "Part", [1])],
          [
            "PRNT",
            prntBody([
              [0, -1],
              [1, -1],
            ]),
          ],
        ],
        { head: header(2, 2) },
      ),
      [],
    ],
    [
      "a class without instances",
      small(insert(7, ["INST", instBody(9, "Folder", [])]), { head: header(SMALL_CLASSES + 1, SMALL_INSTANCES) }),
      [],
    ],
    [
      "a property without values, as of 2021",
      small(insert(PRNT, ["PROP", Buffer.concat([u32(2), string("Odd")])])),
      [],
    ],
    [
      "META and SIGN",
      small((parts) => [
        ["META", Buffer.concat([u32(1), string("ExplicitAutoJoints"), string("true")])],
        ...parts,
        ["SIGN", u32(0)],
      ]),
      [],
    ],
    [
      "an empty LZ4 block",
      small(insert(PRNT, ["SIGN", u32(), { packing: "lz4" }]), {}),
      ["warning signatures", "warning chunk-order"],
    ],

    [
      "one service alone",
      binaryPlace(
        [
          ["INST", instBody(0, "Lighting", [0], 1)],
          ["PRNT", prntBody([[0, -1]])],
        ],
        { head: header(1, 1) },
      ),
      ["warning single-service"],
    ],
    [
      "one service alone, with children",
      binaryPlace(
        [
          ["INST", instBody(0, "Lighting", [0], 1)],
          ["INST", instBody(1, "Sky", [1])],
          [
            "PRNT",
            prntBody([
              [1, 0],
              [0, -1],
            ]),
          ],
        ],
        { head: header(2, 2) },
      ),
      ["warning single-service"],
    ],
    [
      "reserved bytes of the header",
      small(undefined, { head: header(SMALL_CLASSES, SMALL_INSTANCES, { reserved: 1 }) }),
      ["warning reserved-bytes"],
    ],
    [
      "reserved bytes of a chunk",
      small(replace(SSTR, ["SSTR", smallParts()[SSTR]?.[1] ?? u32(), { reserved: 1 }])),
      ["warning reserved-bytes"],
    ],
    [
      "PROP before its INST",
      small((parts) => parts.toSpliced(1, 0, ...parts.slice(PROP_NAMES, PROP_NAMES + 1)).toSpliced(PROP_NAMES + 1, 1)),
      ["warning chunk-order"],
    ],
    ["PRNT first", small((parts) => [...parts.slice(PRNT), ...parts.slice(0, PRNT)]), ["warning chunk-order"]],
    ["class count", small(undefined, { head: header(SMALL_CLASSES + 1, SMALL_INSTANCES) }), ["notice header-counts"]],
    ["instance count", small(undefined, { head: header(SMALL_CLASSES, 0xffffffff) }), ["notice header-counts"]],
    ["an unknown chunk", small(insert(1, ["NEW1", u32(7)])), ["notice unknown-chunk"]],
    [
      "an unknown object format",
      small((parts) => parts.with(INST_PART, ["INST", Buffer.concat([instBody(2, "Part", [2, 3], 2), u32(1)])])),
      ["notice unknown-object-format"],
    ],
    ["an unknown property type", small(prop("New", 0x23, Buffer.alloc(5))), ["notice unknown-property-type"]],
    ["property type 0", small(prop("New", 0, Buffer.alloc(5))), ["warning invalid-property-type"]],
    ["a dangling Ref", small(prop("Target", 0x13, referents([2, 99]))), ["warning dangling-ref"]],
    ["Refs to something and to nothing", small(prop("Target", 0x13, referents([-1, 7]))), []],
    [
      "a dangling shared string",
      small(prop("Data", 0x1c, Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]))),
      ["warning dangling-shared-string"],
    ],
    ["shared strings", small(prop("Data", 0x1c, Buffer.alloc(8))), []],
    [
      "a shared string without SSTR",
      small((parts) => prop("Data", 0x1c, Buffer.alloc(8))(parts).toSpliced(SSTR, 1)),
      ["warning dangling-shared-string"],
    ],
    ["metadata", small(insert(0, ["META", Buffer.concat([u32(1), string("a"), string("b")])])), []],
    ["metadata that are short", small(insert(0, ["META", Buffer.concat([u32(1), string("a")])])), ["warning metadata"]],
    ["metadata that are long", small(insert(0, ["META", u32(0, 0)])), ["warning metadata"]],
    ["a signature", small(insert(PRNT + 1, ["SIGN", Buffer.concat([u32(1, 1, 0, 0), string("abc")])])), []],
    ["a signature that is short", small(insert(PRNT + 1, ["SIGN", u32(1, 1, 0)])), ["warning signatures"]],
    ["a signature that is cut", small(insert(PRNT + 1, ["SIGN", u32(1, 1, 0, 0, 9)])), ["warning signatures"]],
    ["signatures that are long", small(insert(PRNT + 1, ["SIGN", u32(0, 0)])), ["warning signatures"]],
    ["shared strings that are short", small(replace(SSTR, ["SSTR", u32(0, 1)])), ["warning shared-strings"]],
    ["shared strings that are long", small(replace(SSTR, ["SSTR", u32(0, 0, 0)])), ["warning shared-strings"]],
    [
      "shared strings of another version",
      small((parts) => prop("Data", 0x1c, Buffer.alloc(8))(parts).with(SSTR, ["SSTR", u32(1, 0)])),
      ["warning shared-strings"],
    ],
    [
      "classes that Open Cloud does not update",
      small((parts) => parts.with(INST_PART, ["INST", instBody(2, "UnionOperation", [2, 3])])),
      ["notice not-updated-classes"],
    ],
    [
      "a large chunk that compresses very well",
      small(
        insert(PRNT, [
          "PROP",
          Buffer.concat([propBody(0, "Big", 0x01, string(Buffer.alloc(3_000_000)))]),
          { packing: "zstd" },
        ]),
      ),
      [],
    ],
    ["property values a byte short", small(prop("Size", 0x0e, body32.subarray(0, 23))), ["warning property-length"]],
    ["property values a byte long", small(prop("Size", 0x0e, body32.subarray(0, 25))), ["warning property-length"]],
  ])("%s", async (_, place, expected) => {
    const inspection = await inspect(place);
    expect(found(inspection)).toEqual(expected);
    expect(inspection.place?.instances).toBeGreaterThan(0);
    expect(inspection.sha256).toBeDefined();
  });

  test("classes that are not updated are counted", async () => {
    const inspection = await inspect(
      small((parts) => parts.with(INST_PART, ["INST", instBody(2, "UnionOperation", [2, 3])])),
    );
    expect(inspection.place?.notUpdated).toEqual({ UnionOperation: 2 });
    expect(inspection.findings[0]?.message).toContain("2 UnionOperation");
    expect(inspection.findings[0]?.message).toContain("Studio");
  });
});

describe("binary: the values of each type of property", () => {
  const pair = (bytes: number) => Buffer.alloc(2 * bytes);
  const both = (...values: Buffer[]) => Buffer.concat(values);
  const bytes = (...values: number[]) => Buffer.from(values);
  test.each<[number, string, Buffer]>([
    [0x01, "String", both(string("a"), string(""))],
    [0x02, "Bool", pair(1)],
    [0x03, "Int32", pair(4)],
    [0x04, "Float32", pair(4)],
    [0x05, "Float64", pair(8)],
    [0x06, "UDim", pair(8)],
    [0x07, "UDim2", pair(16)],
    [0x08, "Ray", pair(24)],
    [0x09, "Faces", pair(1)],
    [0x0a, "Axes", pair(1)],
    [0x0b, "BrickColor", pair(4)],
    [0x0c, "Color3", pair(12)],
    [0x0d, "Vector2", pair(8)],
    [0x0e, "Vector3", pair(12)],
    [0x0f, "Vector2int16", pair(4)],
    [0x10, "CFrame", both(bytes(0), Buffer.alloc(36), bytes(2), pair(12))],
    [0x11, "CFrameQuat", both(bytes(2, 0), Buffer.alloc(16), pair(12))],
    [0x12, "Enum", pair(4)],
    [0x13, "Ref", pair(4)],
    [0x14, "Vector3int16", pair(6)],
    [0x15, "NumberSequence", both(u32(1), Buffer.alloc(12), u32(2), Buffer.alloc(24))],
    [0x16, "ColorSequence", both(u32(0), u32(2), Buffer.alloc(40))],
    [0x17, "NumberRange", pair(8)],
    [0x18, "Rect", pair(16)],
    [0x19, "PhysicalProperties", both(bytes(1), Buffer.alloc(20), bytes(3), Buffer.alloc(24))],
    [0x19, "PhysicalProperties, not custom", bytes(0, 2)],
    [0x1a, "Color3uint8", pair(3)],
    [0x1b, "Int64", pair(8)],
    [0x1c, "SharedString", pair(4)],
    [0x1d, "Bytecode", both(string(""), string("bytes"))],
    [0x1e, "OptionalCFrame", both(bytes(0x10, 2, 3), pair(12), bytes(2, 1, 0))],
    [0x1f, "UniqueId", pair(16)],
    [0x20, "Font", both(...[1, 2].map(() => both(string("rbxasset://f"), bytes(0, 1, 0), string(""))))],
    [0x21, "SecurityCapabilities", pair(8)],
    [0x22, "Content", both(u32(1, 0), u32(1), string("rbxassetid://1"), u32(1), u32(0), u32(0))],
  ])("%i, %s", async (type, _, values) => {
    expect(found(await inspect(small(prop("P", type, values))))).toEqual([]);
    for (const wrong of [values.subarray(0, -1), both(values, bytes(0))]) {
      expect(found(await inspect(small(prop("P", type, wrong))))).toEqual(["warning property-length"]);
    }
  });
});

/** A chunk within the bounds; five of them are more than a small file may hold. */
const BOMB = { packed: zstdCompressSync(Buffer.alloc(60_000_000)), bytes: 60_000_000 };

describe("binary: what is refused", () => {
  const place = small();
  const signature = (...bytes: number[]) =>
    Buffer.concat([Buffer.from("<roblox!"), Buffer.from(bytes), place.subarray(14)]);
  const unpackable = (body: Buffer, bytes: number) => small(insert(1, ["META", u32(), { packed: body, bytes }]));
  const zstd = zstdCompressSync(Buffer.alloc(100, 7));

  test.each<[string, Buffer, string]>([
    ["version 1", small(undefined, { head: header(1, 1, { version: 1 }) }), "unknown-version"],
    ["version 256", small(undefined, { head: header(1, 1, { version: 256 }) }), "unknown-version"],
    ["CRLF became LF", signature(0x89, 0xff, 0x0a, 0x1a, 0x0a), "line-ends-converted"],
    ["LF became CRLF", signature(0x89, 0xff, 0x0d, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a), "line-ends-converted"],
    ["LF became CRLF, CRLF stayed", signature(0x89, 0xff, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a), "line-ends-converted"],
    ["eighth bits lost", signature(0x09, 0x7f, 0x0d, 0x0a, 0x1a, 0x0a), "broken-signature"],
    ["read and written as UTF-8", Buffer.from(place.toString("utf8")), "broken-signature"],
    ["Latin-1 written as UTF-8", Buffer.from(place.toString("latin1")), "broken-signature"],

    ["no END", binaryPlace(smallParts(), { end: Buffer.alloc(0) }), "cut-short"],
    [
      "END compressed",
      small(undefined, { end: chunk("END", Buffer.from("</roblox>"), { packing: "lz4" }) }),
      "bad-end",
    ],
    [
      "END that says it is compressed",
      small(undefined, { end: chunk("END", Buffer.from("</roblox>"), { compressedBytes: 9 }) }),
      "bad-end",
    ],
    ["END with other content", small(undefined, { end: chunk("END", Buffer.from("</Roblox>")) }), "bad-end"],
    ["END too short", small(undefined, { end: chunk("END", Buffer.from("</roblox")) }), "bad-end"],
    ["END too long", small(undefined, { end: chunk("END", Buffer.from("</roblox>\n")) }), "bad-end"],
    ["a line feed behind END", Buffer.concat([place, Buffer.from("\n")]), "trailing-bytes"],
    ["a chunk behind END", Buffer.concat([place, END]), "trailing-bytes"],
    ["a chunk without a name", small(insert(1, ["", u32(1)])), "damaged-frame"],
    ["a chunk with a control character for a name", small(insert(1, ["A\u0001", u32(1)])), "damaged-frame"],
    ["a chunk that claims 4 GB", small(insert(1, ["META", u32(1), { bytes: 0xffffffff }])), "damaged-frame"],
    [
      "a chunk that claims 4 GB, compressed",
      small(insert(1, ["META", u32(1), { compressedBytes: 0xffffffff }])),
      "damaged-frame",
    ],
    ["a chunk longer than the file", small(insert(1, ["META", u32(1), { bytes: 5_000 }])), "cut-short"],
    [
      "a chunk that claims to unpack to 4 GB",
      small(insert(1, ["META", u32(1), { packing: "zstd", bytes: 0xffffffff }])),
      "too-much-data",
    ],
    ["a Zstandard bomb", small(insert(1, ["META", u32(), { ...BOMB, bytes: 300_000_000 }])), "too-much-data"],
    [
      "many small Zstandard bombs",
      small((parts) => [...Array.from({ length: 40 }, (): Part => ["META", u32(), BOMB]), ...parts]),
      "too-much-data",
    ],

    [
      "shared strings that a small file could hardly hold",
      small(insert(1, ["SSTR", u32(0, 0), { ...BOMB, bytes: 64 * 1024 * 1024 + 1 }])),
      "too-much-data",
    ],
    ["LZ4 longer than it says", unpackable(Buffer.from([0x40, 1, 2, 3, 4]), 3), "damaged-data"],
    ["LZ4 shorter than it says", unpackable(Buffer.from([0x40, 1, 2, 3, 4]), 5), "damaged-data"],
    ["LZ4 that cannot be so long", unpackable(Buffer.from([0x40, 1, 2, 3, 4]), 5_000), "damaged-data"],
    ["LZ4 cut", unpackable(Buffer.from([0x40, 1, 2, 3]), 4), "damaged-data"],
    ["Zstandard longer than it says", unpackable(zstd, 99), "damaged-data"],
    ["Zstandard shorter than it says", unpackable(zstd, 101), "damaged-data"],
    ["Zstandard cut", unpackable(zstd.subarray(0, -1), 100), "damaged-data"],
    ["Zstandard with a byte behind it", unpackable(Buffer.concat([zstd, Buffer.from([0])]), 100), "damaged-data"],
    ["Zstandard, two frames", unpackable(Buffer.concat([zstd, zstd]), 100), "damaged-data"],

    ["a class id twice", small(insert(4, ["INST", instBody(2, "Seat", [50])])), "damaged-instances"],
    [
      "a referent twice in a class",
      small(replace(INST_PART, ["INST", instBody(2, "Part", [2, 2])])),
      "damaged-instances",
    ],
    [
      "a referent in two classes",
      small(replace(INST_PART, ["INST", instBody(2, "Part", [2, 4])])),
      "damaged-instances",
    ],
    ["a negative referent", small(replace(INST_PART, ["INST", instBody(2, "Part", [2, -1])])), "damaged-instances"],
    [
      "INST a byte short",
      small(replace(INST_PART, ["INST", instBody(2, "Part", [2, 3]).subarray(0, -1)])),
      "damaged-instances",
    ],
    [
      "INST a byte long",
      small(replace(INST_PART, ["INST", Buffer.concat([instBody(2, "Part", [2, 3]), Buffer.alloc(1)])])),
      "damaged-instances",
    ],
    [
      "INST without markers",
      small(replace(1, ["INST", instBody(0, "Workspace", [0], 1).subarray(0, -1)])),
      "damaged-instances",
    ],
    ["INST empty", small(replace(INST_PART, ["INST", u32()])), "damaged-instances"],
    [
      "INST with a name longer than itself",
      small(replace(INST_PART, ["INST", u32(2, 0xffffffff, 0, 0)])),
      "damaged-instances",
    ],
    [
      "INST with 4,294,967,295 instances",
      small(replace(INST_PART, ["INST", Buffer.concat([u32(2), string("Part"), Buffer.alloc(1), u32(0xffffffff)])])),
      "damaged-instances",
    ],
    ["INST left out", small(without(INST_PART)), "damaged-instances"],
    ["PROP of no class", small(insert(PRNT, ["PROP", propBody(77, "Name", 1, string("x"))])), "damaged-instances"],
    ["PROP too short", small(insert(PRNT, ["PROP", u32(2)])), "damaged-instances"],
    ["PROP with a name longer than itself", small(insert(PRNT, ["PROP", u32(2, 99)])), "damaged-instances"],
    [
      "10,001 classes",
      small(insert(1, ...Array.from({ length: 10_001 }, (_, i): Part => ["INST", instBody(100 + i, "A", [])]))),
      "too-much-data",
    ],

    [
      "2,097,153 instances",
      small(
        insert(1, [
          "INST",
          Buffer.concat([u32(100), string("A"), Buffer.alloc(1), u32(2_097_153), Buffer.alloc(4 * 2_097_153)]),
          { packing: "zstd" },
        ]),
      ),
      "too-much-data",
    ],
    ["no PRNT", small(without(PRNT)), "damaged-hierarchy"],
    ["two PRNT", small(insert(PRNT, ["PRNT", prntBody(LINKS)])), "damaged-hierarchy"],
    ["PRNT version 1", small(replace(PRNT, ["PRNT", prntBody(LINKS, 1)])), "unknown-version"],
    ["PRNT empty", small(replace(PRNT, ["PRNT", u32()])), "damaged-hierarchy"],
    ["PRNT a byte short", small(replace(PRNT, ["PRNT", prntBody(LINKS).subarray(0, -1)])), "damaged-hierarchy"],
    [
      "PRNT a byte long",
      small(replace(PRNT, ["PRNT", Buffer.concat([prntBody(LINKS), Buffer.alloc(1)])])),
      "damaged-hierarchy",
    ],
    ["an instance without a parent", small(links((all) => all.slice(1))), "damaged-hierarchy"],
    ["an instance with two parents", small(links((all) => [...all, [2, 1]])), "damaged-hierarchy"],
    ["an undeclared child", small(links((all) => all.with(0, [99, 0]))), "damaged-hierarchy"],
    ["an undeclared parent", small(links((all) => all.with(0, [2, 99]))), "damaged-hierarchy"],
    ["a negative parent other than -1", small(links((all) => all.with(0, [2, -2]))), "damaged-hierarchy"],
    ["its own parent", small(links((all) => all.with(0, [2, 2]))), "damaged-hierarchy"],
    ["a cycle", small(links((all) => all.with(0, [2, 3]))), "damaged-hierarchy"],

    [
      "an empty place",
      Buffer.concat([header(0, 0), chunk("PRNT", prntBody([]), { packing: "lz4" }), END]),
      "empty-place",
    ],
    ["an empty place without PRNT", afterHeader(END), "empty-place"],
    ["a class without instances only", afterHeader(chunk("INST", instBody(0, "Workspace", [], 1)), END), "empty-place"],
    [
      "a model",
      afterHeader(chunk("INST", instBody(0, "Model", [0])), chunk("PRNT", prntBody([[0, -1]])), END),
      "model-file",
    ],
    [
      "a service that is not at the root",
      afterHeader(
        chunk("INST", instBody(0, "Model", [0])),
        chunk("INST", instBody(1, "Lighting", [1], 1)),
        chunk(
          "PRNT",
          prntBody([
            [1, 0],
            [0, -1],
          ]),
        ),
        END,
      ),
      "model-file",
    ],
    [
      "what only looks like services",
      afterHeader(
        chunk("INST", instBody(0, "StarterPlayerScripts", [0])),
        chunk("INST", instBody(1, "Terrain", [1])),
        chunk("INST", instBody(2, "Camera", [2])),
        chunk("INST", instBody(3, "Instance", [3])),
        chunk(
          "PRNT",
          prntBody([
            [0, -1],
            [1, -1],
            [2, -1],
            [3, -1],
          ]),
        ),
        END,
      ),
      "model-file",
    ],
  ])("%s", async (_, bytes, code) => {
    const inspection = await inspect(bytes);
    expect(found(inspection).filter((finding) => finding.startsWith("refusal"))).toEqual([`refusal ${code}`]);
    expect(inspection.place).toBeUndefined();
    const wayThrough = / If you are sure that the file is right, set `checkFile: warn`\.$/;
    expect(wayThrough.test(inspection.findings.at(-1)?.message ?? "")).toBe(code !== "empty-place");
  });

  test.each([
    [
      "cut",
      place.subarray(0, place.length - 30),
      /^Cut short: chunk 12 PRNT at byte [\d,]+ wants 69 bytes, 64 are left\. The artifact was probably not downloaded or written whole\./,
    ],
    [
      "unpacked",
      unpackable(zstd, 99),
      /^Damaged: chunk 2 META at byte 82 cannot be decompressed: it holds more than its header says\. Bytes were probably/,
    ],
    [
      "model",
      afterHeader(chunk("INST", instBody(0, "Model", [0])), chunk("PRNT", prntBody([[0, -1]])), END),
      /only Model: this is a model/,
    ],
  ])("says where and why: %s", async (_, bytes, message) => {
    expect((await inspect(bytes)).findings.at(-1)?.message).toMatch(message);
  });
});

describe("XML: what is accepted, and with which finding", () => {
  const item = '<Item class="Part" referent="RBX9">';
  test.each<[string, string | Buffer, string[]]>([
    ["CRLF", SMALL_XML.replaceAll("\n", "\r\n"), []],
    ["comments and instructions", xml("<External>", "<!-- a > b -- <x> --><?app do?><External>"), []],
    ["attributes in single quotes", xml('version="4"', "version = '4'"), []],
    ["> and ' in an attribute", xml('name="Name"', 'name="a>b\'c"'), []],
    ["white space in tags", xml("</External>", "</External \n>"), []],
    ["UTF-8", xml("Workspace &amp; more", "Größe ♯ 🎮"), []],
    ["numeric references", xml("Workspace &amp; more", "&#226;&#153;&#175;&#x266F;&lt;&gt;&quot;&apos;"), []],
    ["no referents", SMALL_XML.replaceAll(/ referent="RBX\d"/g, "").replaceAll(/<Ref .*<\/Ref>/g, ""), []],
    [
      "what Rojo writes",
      '<roblox version="4"><Item class="Lighting" referent="0"><Properties><string name="Name">L</string></Properties></Item><Item class="Part" referent="1"></Item></roblox>',
      [],
    ],
    ["many tags of <roblox>", xml(/<roblox [^>]*>/, '<roblox\tversion="4"\n>'), []],
    ["CDATA with brackets", xml("if a < b", "a[b[1]] = ']' ]] >"), []],

    ["a byte order mark", `\uFEFF${SMALL_XML}`, ["warning byte-order-mark"]],
    ["an XML declaration", `<?xml version="1.0" encoding="utf-8"?>\n${SMALL_XML}`, ["warning xml-declaration"]],
    ["an XML declaration without an encoding", `<?xml version="1.0"?>${SMALL_XML}`, ["warning xml-declaration"]],
    ["white space before", `\r\n ${SMALL_XML}`, ["warning white-space-before-root"]],
    ["a line feed behind", `${SMALL_XML}\n`, ["warning white-space-after-root"]],
    ["invalid UTF-8", Buffer.from(xml("Workspace &amp; more", "caf\u00e9"), "latin1"), ["warning invalid-utf8"]],
    ["a control character", xml("if a < b", "\u0010"), ["warning control-character"]],
    ["a control character in text", xml("Workspace &amp;", "\u0000"), ["warning control-character"]],
    ["a control character in an attribute", xml('name="Name"', 'name="Na\u0001me"'), ["warning control-character"]],
    ["a control character as a reference", xml("&amp;", "&#16;"), ["warning control-character"]],
    ["a control character as a hexadecimal reference", xml("&amp;", "&#X1f;"), ["warning control-character"]],
    ["an undefined entity", xml("&amp;", "&foo;"), ["warning undefined-entity"]],
    ["an & without a semicolon", xml("&amp;", "&amp"), ["warning undefined-entity"]],
    ["a lone &", xml("&amp;", "&"), ["warning undefined-entity"]],
    ["an empty numeric reference", xml("&amp;", "&#;"), ["warning undefined-entity"]],
    ["an & in an attribute", xml('name="Name"', 'name="&nbsp;"'), ["warning undefined-entity"]],
    ["]]> in text", xml("Workspace &amp; more", "a]]>b"), ["warning cdata-end-in-text"]],
    ["a script cut in two by ]]>", xml("if a < b", "a[b[1]]>2"), ["warning cdata-end-in-text"]],
    ["a referent twice", xml('referent="RBX3"', 'referent="RBX1"'), ["warning duplicate-referent"]],
    [
      "a dangling Ref",
      xml('<Ref name="CurrentCamera">RBX1', '<Ref name="CurrentCamera">RBX77'),
      ["warning dangling-ref"],
    ],
    ["a dangling shared string", xml('md5="yuZ', 'md5="xxx'), ["warning dangling-shared-string"]],
    [
      "an unknown property type",
      xml("<float ", "<Quaternion ").replace("</float>", "</Quaternion>"),
      ["notice unknown-property-type"],
    ],
    ["one service alone", '<roblox version="4"><Item class="Lighting"></Item></roblox>', ["warning single-service"]],
    [
      "classes that Open Cloud does not update",
      xml('class="Camera"', 'class="WrapLayer"'),
      ["notice not-updated-classes"],
    ],
    ["an Item where none belongs", xml("<External>", `<Odd>${item}</Item></Odd><External>`), []],
    ["a class named __proto__", xml('class="Camera"', 'class="__proto__"'), []],
    [
      "elements 20,001 deep",
      xml("<External>", `${item.repeat(20_001)}${"</Item>".repeat(20_001)}<External>`),
      ["warning duplicate-referent"],
    ],
  ])("%s", async (_, place, expected) => {
    const inspection = await inspect(place, "strict", "place.rbxlx");
    expect(found(inspection)).toEqual(expected);
    expect(inspection.place?.services[0]).toMatch(/Workspace|Lighting/);
    expect(inspection.contentType).toBe("application/xml");
  });
});

test("an Item of XML counts only where instances belong", async () => {
  const odd = xml("<External>", '<Odd><Item class="Part"></Item></Odd><External>');
  expect((await inspect(odd)).place?.instances).toBe(4);
});

describe("XML: what is refused", () => {
  test.each<[string, string, string]>([
    ["an empty place", '<roblox version="4"></roblox>', "empty-place"],
    ["an empty place, closed at once", '<roblox version="4"/>', "empty-place"],
    ["no version", xml(' version="4"', ""), "unknown-version"],
    ["version 5", xml('version="4"', 'version="5"'), "unknown-version"],
    ["version 4.0", xml('version="4"', 'version="4.0"'), "unknown-version"],
    [
      "a model",
      xml(/"Workspace"|"ServerScriptService"/, '"Model"').replace('"ServerScriptService"', '"Folder"'),
      "model-file",
    ],
    ["an Item without a class", xml(' class="Script"', ""), "ill-formed"],
    ["an Item with an empty class", xml('class="Script"', 'class=""'), "ill-formed"],
    ["another root", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "wrong-root"],
    ["a document type", `<?xml version="1.0"?><!DOCTYPE roblox SYSTEM "x.dtd">${SMALL_XML}`, "doctype"],
    ["a document type at the start", `<!DOCTYPE roblox [<!ENTITY a "aaaa">]>${SMALL_XML}`, "doctype"],
    ["a document type inside", xml("<External>", "<!doctype x><External>"), "doctype"],
    ["another encoding", `<?xml version="1.0" encoding='iso-8859-1'?>${SMALL_XML}`, "encoding"],
    ["text behind the root", `${SMALL_XML}x`, "trailing-bytes"],
    ["NUL behind the root", `${SMALL_XML}\0`, "trailing-bytes"],
    ["text behind white space behind the root", `${SMALL_XML}\n\nx`, "trailing-bytes"],
    ["a second root", SMALL_XML + SMALL_XML, "trailing-bytes"],
    ["a comment behind the root", `${SMALL_XML}<!-- -->`, "trailing-bytes"],
    ["text before the root", `<?xml version="1.0"?>x${SMALL_XML}`, "ill-formed"],
    ["an end tag before the root", `<?xml version="1.0"?></roblox>`, "ill-formed"],
    ["CDATA before the root", `<?xml version="1.0"?><![CDATA[x]]>${SMALL_XML}`, "ill-formed"],
    ["tags that cross", xml("</Properties>", "</Item>"), "ill-formed"],
    ["an end tag too many", xml("</External>", "</External></External>"), "ill-formed"],
    ["an end tag with a longer name", xml("</External>", "</Externals>"), "ill-formed"],
    ["an end tag with a shorter name", xml("</External>", "</Extern>"), "ill-formed"],
    ["an end tag with an attribute", xml("</External>", '</External a="b">'), "ill-formed"],
    ["an end tag left out", xml("</External>", ""), "ill-formed"],
    ["an attribute twice", xml('version="4"', 'version="4" version="4"'), "ill-formed"],
    ["an attribute without a value", xml('version="4"', 'version="4" x'), "ill-formed"],
    ["an attribute without quotes", xml('version="4"', "version=4"), "ill-formed"],
    ["attributes without space between", xml('class="Camera" referent', 'class="Camera"referent'), "ill-formed"],
    ["< in an attribute", xml('name="Name"', 'name="<"'), "ill-formed"],
    ["a stray <", xml("Workspace &amp;", "a < b"), "ill-formed"],
    ["a merge conflict", xml("\t\t<Properties/>", "<<<<<<< HEAD\n<Properties/>"), "ill-formed"],
    ["a stray /", xml("<Properties/>", "<Properties/ >"), "ill-formed"],
    ["a tag that begins with a digit", xml("<External>", "<1>"), "ill-formed"],
    ["an unknown declaration", xml("<External>", "<!ELEMENT a (b)><External>"), "ill-formed"],
    [
      "101 attributes",
      xml('version="4"', `version="4" ${Array.from({ length: 101 }, (_, i) => `a${i}=""`).join(" ")}`),
      "ill-formed",
    ],
    ["a tag of two megabytes", xml("<External>", `<External a="${"x".repeat(2_000_000)}">`), "ill-formed"],
    ["100,001 deep", xml("<External>", `${"<a>".repeat(100_001)}${"</a>".repeat(100_001)}<External>`), "ill-formed"],
    [
      "10,001 classes",
      xml("<External>", `${Array.from({ length: 10_001 }, (_, i) => `<Item class="C${i}"/>`).join("")}<External>`),
      "too-much-data",
    ],
  ])("%s", async (_, place, code) => {
    const inspection = await inspect(place, "strict", "place.rbxlx");
    expect(found(inspection).filter((finding) => finding.startsWith("refusal"))).toEqual([`refusal ${code}`]);
    const wayThrough = / If you are sure that the file is right, set `checkFile: warn`\.$/;
    expect(wayThrough.test(inspection.findings.at(-1)?.message ?? "")).toBe(code !== "empty-place");
  });

  test("entities are never expanded", async () => {
    const laughs = `<!DOCTYPE roblox [<!ENTITY a "${"ha".repeat(50)}"><!ENTITY b "&a;&a;&a;">]>`;
    expect(found(await inspect(`<?xml version="1.0"?>${laughs}${SMALL_XML}`))).toContain("refusal doctype");
  });
});

describe("the wrong thing is named", () => {
  test.each<[string, Buffer | string, string, string]>([
    [
      "a Git LFS pointer",
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
      "lfs-pointer",
      "lfs: true",
    ],
    ["an HTML page", "<!DOCTYPE html>\n<html><head><title>Sign in</title>", "html", "download"],
    ["an HTML page without a document type", "\n<HTML lang=en>", "html", "download"],
    ["JSON", '{"message":"Not Found"}', "json", "download"],
    ["a JSON array", '[{"a":1}]', "json", "download"],
    [
      "a Rojo project",
      '{\n  "name": "game",\n  "tree": {\n    "$className": "DataModel"\n  }\n}',
      "rojo-project",
      "rojo build",
    ],
    ["gzip", gzipSync("place"), "gzip", "Unpack"],
    ["zip", Buffer.from("PK\u0003\u0004\u0014\0\0\0"), "zip", "unpack"],
    ["Zstandard", zstdCompressSync(small()), "zstd", "Unpack"],
    ["UTF-16", Buffer.from(`\uFEFF${SMALL_XML}`, "utf16le"), "utf-16", "PowerShell"],
    ["UTF-16 without a mark", Buffer.from(SMALL_XML, "utf16le"), "utf-16", "PowerShell"],
    ["zeros", Buffer.alloc(10_000), "all-zero", "disk"],
    ["a Luau script", "--!strict\nlocal a = 1\n", "luau-script", "Build"],
    ["a Luau script that begins with code", 'local Players = game:GetService("Players")\n', "luau-script", "Build"],
  ])("%s", async (_, content, code, hint) => {
    const inspection = await inspect(content, "strict", "place.rbxl");
    expect(found(inspection)).toEqual([`refusal ${code}`]);
    expect(inspection.findings[0]?.message).toContain(hint);
    expect(inspection.findings[0]?.message).not.toContain("checkFile");
    expect(inspection.contentType).toBe("application/octet-stream");
  });

  test.each([
    ["text", "Hello"],
    ["another binary file", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
    ["another kind of XML", "<rss version='2'></rss>"],
    ["a comment first", `<!-- -->${SMALL_XML}`],
  ])("anything else is no place, with the way through: %s", async (_, content) => {
    const inspection = await inspect(content, "strict", "place.rbxl");
    expect(found(inspection)).toEqual(["refusal not-a-place"]);
    expect(inspection.findings[0]?.message).toContain("checkFile: warn");
  });
});

describe("the type to send a file with", () => {
  test.each([
    ["<roblox version", "application/xml"],
    ["<roblox>", "application/xml"],
    ["<robloxes>", "application/xml"],
    ["<?xml", "application/xml"],
    ["\uFEFF \r\n\t<roblox>", "application/xml"],
    ["<roblox!", "application/octet-stream"],
    [" <roblox!", "application/octet-stream"],
    ["<Roblox>", "application/octet-stream"],
    ["\f<roblox>", "application/octet-stream"],
    ["{}", "application/octet-stream"],
  ])("%j is %s in every mode", async (content, contentType) => {
    for (const check of ["strict", "warn", "off"] as const) {
      expect((await inspect(content, check, "any.bin")).contentType).toBe(contentType);
    }
  });
});

describe("modes", () => {
  const damaged = Buffer.concat([small(), Buffer.from("\n")]);
  test("warn turns refusals into warnings, and still hashes", async () => {
    const inspection = await inspect(damaged, "warn");
    expect(found(inspection)).toEqual(["warning trailing-bytes"]);
    expect(isRefused(inspection)).toBe(false);
    expect(inspection.findings[0]?.message).not.toContain("checkFile");
    expect(inspection.sha256).toBeDefined();
    expect(inspection.bytes).toBe(damaged.length);
  });

  test("warn lets other kinds of files through", async () => {
    const inspection = await inspect("{}", "warn");
    expect(found(inspection)).toEqual(["warning json"]);
    expect(inspection.sha256).toBeDefined();
  });

  test("off looks at nothing but the first bytes, and still hashes", async () => {
    const inspection = await inspect(damaged, "off", "place.rbxlx");
    expect(inspection.findings).toEqual([]);
    expect(inspection.place).toBeUndefined();
    expect(inspection.sha256).toBeDefined();
  });

  test("too large is refused without reading in strict mode", async () => {
    const path = join(folder, "large.rbxl");
    writeFileSync(path, small());
    truncateSync(path, MAX_PLACE_BYTES + 1);
    const strict = await inspectPlaceFile(path, "strict");
    expect(found(strict)).toEqual(["refusal too-large"]);
    expect(strict.findings[0]?.message).toMatch(/^The file has 104,857,601 bytes.*104,857,600.*checkFile: warn/);
    expect(strict.sha256).toBeUndefined();
    expect(strict.bytes).toBe(MAX_PLACE_BYTES + 1);

    const warn = await inspectPlaceFile(path, "warn");
    expect(found(warn)).toEqual(["warning too-large", "warning trailing-bytes"]);
    expect(warn.sha256).toMatch(/^[\da-f]{64}$/);

    const off = await inspectPlaceFile(path, "off");
    expect(found(off)).toEqual([]);
    expect(off.sha256).toBe(warn.sha256);

    // What Roblox gives out is judged by what is in it.
    expect(found(await inspectDownload(path, "warn"))).not.toContain("warning too-large");
    const download = await inspectDownload(path, "strict");
    expect(download.sha256).toBe(warn.sha256);
    expect(found(download)).not.toContain("refusal too-large");
    rmSync(path);
  });

  test("a large file is a notice with both documented limits", async () => {
    const blob = insert(PRNT, ["PROP", propBody(0, "Big", 0x01, string(Buffer.alloc(10_485_760)))]);
    const inspection = await inspect(small(blob));
    expect(found(inspection)).toEqual(["notice large-file"]);
    expect(inspection.findings[0]?.message).toMatch(/104,857,600.*10,485,760/);
  });

  test.each([
    ["binary as .rbxlx", small(), "place.rbxlx", 1],
    ["XML as .rbxl", SMALL_XML, "place.RBXL", 1],
    ["a place as .rbxm", small(), "place.rbxm", 1],
    ["an extension that says nothing", small(), "place.bin", 0],
  ])("content and extension: %s", async (_, content, name, notices) => {
    expect(found(await inspect(content, "strict", name))).toEqual(Array(notices).fill("notice extension"));
  });
});

describe("what is no readable file", () => {
  test.each<CheckMode>(["strict", "warn", "off"])("is refused in mode %s", async (check) => {
    const empty = join(folder, "empty.rbxl");
    writeFileSync(empty, "");
    mkdirSync(join(folder, "a-folder.rbxl"), { recursive: true });
    for (const [path, code] of [
      [join(folder, "absent.rbxl"), "missing"],
      [join(empty, "below.rbxl"), "missing"],
      [join(folder, "a-folder.rbxl"), "not-a-file"],
      ["\0", "unreadable"],
      [empty, "empty-file"],
    ] as const) {
      const inspection = await inspectPlaceFile(path, check);
      // Windows does not tell a file in the way from an absent one.
      expect(found(inspection)).toEqual([`refusal ${code}`]);
      expect(isRefused(inspection)).toBe(true);
      expect(inspection.findings[0]?.message).not.toContain("checkFile");
    }
  });

  const posix = process.platform === "win32" ? test.skip : test;
  posix("a FIFO and a device are refused without being opened; a link to a file is followed", async () => {
    const fifo = join(folder, "fifo.rbxl");
    execFileSync("mkfifo", [fifo]);
    symlinkSync(fifo, join(folder, "to-fifo.rbxl"));
    for (const path of [fifo, join(folder, "to-fifo.rbxl"), "/dev/zero"]) {
      expect(found(await inspectPlaceFile(path, "off"))).toEqual(["refusal not-a-file"]);
    }
    writeFileSync(join(folder, "target"), small());
    symlinkSync("target", join(folder, "link.rbxl"));
    expect(found(await inspectPlaceFile(join(folder, "link.rbxl"), "strict"))).toEqual([]);
  });

  test("a file that shrinks or grows while it is read is refused", async () => {
    const path = join(folder, "moving.rbxl");
    for (const change of [-1, 1]) {
      let bytes = 60_000_000;
      writeFileSync(path, "");
      truncateSync(path, bytes);
      // Again and again, because nobody knows when the check looks at the size first.
      const changing = setInterval(() => {
        bytes += change;
        truncateSync(path, bytes);
      }, 5);
      const inspection = await inspectPlaceFile(path, "off");
      clearInterval(changing);
      expect(found(inspection)).toEqual(["refusal changed"]);
      expect(inspection.sha256).toBeUndefined();
    }
    rmSync(path);
  });
});

describe("text from a file is made harmless", () => {
  const evil = `\u001b[31m::error::\r\n\u202e${"x".repeat(300)}`;
  test("in messages and facts", async () => {
    const model = afterHeader(chunk("INST", instBody(0, evil, [0])), chunk("PRNT", prntBody([[0, -1]])), END);
    const flagged = afterHeader(chunk("INST", instBody(0, evil, [0], 1)), chunk("PRNT", prntBody([[0, -1]])), END);
    for (const inspection of [await inspect(model), await inspect(flagged)]) {
      const shown = JSON.stringify([inspection.findings, inspection.place]);
      expect(shown).toContain("{1b}[31m::error::");
      expect(shown).not.toMatch(/\\u001b|\\r|\\n|\u202e|x{80}/);
    }
  });

  test("a class named __proto__ is a class like any other", async () => {
    const place = small((parts) => parts.with(INST_PART, ["INST", instBody(2, "__proto__", [2, 3])]));
    const inspection = await inspect(place);
    expect(inspection.place).toMatchObject({ classes: 6, instances: 8 });
  });

  test("many services are listed up to a bound", async () => {
    const many = Array.from({ length: 5_000 }, (_, i): Part => ["INST", instBody(i, `A${i}Service`, [i], 1)]);
    const prnt: Part = ["PRNT", prntBody(many.map((_, i) => [i, -1]))];
    const inspection = await inspect(binaryPlace([...many, prnt], { head: header(5_000, 5_000) }));
    expect(inspection.findings).toEqual([]);
    expect(inspection.place?.services).toHaveLength(200);
    expect(describePlace(inspection.place as NonNullable<Inspection["place"]>, 1).join("\n").length).toBeLessThan(500);
  });

  test("a finding that repeats itself is made once", async () => {
    const parts = Array.from({ length: 300 }, (): Part => ["PROP", propBody(2, "P", 0x02, Buffer.alloc(9))]);
    const { findings } = await inspect(small(insert(PRNT, ...parts)));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/299 more like this/);
  });
});

import { zstdCompressSync } from "node:zlib";

/** Places built by hand, chunk by chunk, so that each byte of them can be made wrong on purpose. */

export type Packing = "stored" | "lz4" | "zstd";

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * i);
  return bytes;
}

export function string(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text as string);
  return Buffer.concat([u32(bytes.length), bytes]);
}

/** Big-endian numbers, all first bytes first. */
export function interleaved(values: Iterable<number>): Buffer {
  const all = [...values];
  const bytes = Buffer.alloc(4 * all.length);
  for (const [i, value] of all.entries()) {
    for (let byte = 0; byte < 4; byte++) bytes[byte * all.length + i] = value >>> (24 - 8 * byte);
  }
  return bytes;
}

export function referents(values: Iterable<number>): Buffer {
  let last = 0;
  const differences: number[] = [];
  for (const value of values) {
    const difference = (value - last) | 0;
    differences.push((difference << 1) ^ (difference >> 31));
    last = value;
  }
  return interleaved(differences);
}

/** One LZ4 sequence without a match: legal, if not small. */
export function lz4Literals(body: Buffer): Buffer {
  if (body.length < 15) return Buffer.concat([Buffer.from([body.length << 4]), body]);
  const more = body.length - 15;
  const lengths = Buffer.alloc(Math.floor(more / 255) + 1, 255);
  lengths[lengths.length - 1] = more % 255;
  return Buffer.concat([Buffer.from([0xf0]), lengths, body]);
}

const PACK = { stored: (body: Buffer) => body, lz4: lz4Literals, zstd: (body: Buffer) => zstdCompressSync(body) };

export interface ChunkEdit {
  packing?: Packing;
  /** Compressed already, in place of `packing`. */
  packed?: Buffer;
  compressedBytes?: number;
  bytes?: number;
  reserved?: number;
}

export function chunk(name: string, body: Buffer, edit: ChunkEdit = {}): Buffer {
  const { packing = "stored" } = edit;
  const packed = edit.packed ?? PACK[packing](body);
  const compressedBytes = edit.compressedBytes ?? (packing === "stored" && !edit.packed ? 0 : packed.length);
  return Buffer.concat([
    Buffer.from(name.padEnd(4, "\0"), "latin1"),
    u32(compressedBytes, edit.bytes ?? body.length, edit.reserved ?? 0),
    packed,
  ]);
}

export const SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");

export function header(classes: number, instances: number, edit: { version?: number; reserved?: number } = {}): Buffer {
  const version = edit.version ?? 0;
  return Buffer.concat([
    SIGNATURE,
    Buffer.from([version & 255, version >> 8]),
    u32(classes, instances, edit.reserved ?? 0, 0),
  ]);
}

export function instBody(id: number, className: string, refs: number[], objectFormat = 0): Buffer {
  const markers = Buffer.alloc(objectFormat === 1 ? refs.length : 0, 1);
  return Buffer.concat([
    u32(id),
    string(className),
    Buffer.from([objectFormat]),
    u32(refs.length),
    referents(refs),
    markers,
  ]);
}

export function propBody(id: number, name: string, type: number, values: Buffer): Buffer {
  return Buffer.concat([u32(id), string(name), Buffer.from([type]), values]);
}

export function prntBody(links: [child: number, parent: number][], version = 0): Buffer {
  return Buffer.concat([
    Buffer.from([version]),
    u32(links.length),
    referents(links.map(([child]) => child)),
    referents(links.map(([, parent]) => parent)),
  ]);
}

export const END = chunk("END", Buffer.from("</roblox>"));

/** A chunk before it is packed. */
export type Part = [name: string, body: Buffer, edit?: ChunkEdit];

/** The chunks of the smallest place with something of everything: two services, a part, a model, a script of each kind. */
export function smallParts(): Part[] {
  return [
    ["SSTR", Buffer.concat([u32(0, 1), Buffer.alloc(16), string("shared")])],
    ["INST", instBody(0, "Workspace", [0], 1)],
    ["INST", instBody(1, "ServerScriptService", [1], 1)],
    ["INST", instBody(2, "Part", [2, 3])],
    ["INST", instBody(3, "Script", [4])],
    ["INST", instBody(4, "LocalScript", [5])],
    ["INST", instBody(5, "ModuleScript", [6, 7])],
    ["PROP", propBody(0, "Name", 0x01, string("Workspace"))],
    ["PROP", propBody(2, "Name", 0x01, Buffer.concat([string("Baseplate"), string("Brick")]))],
    ["PROP", propBody(2, "Anchored", 0x02, Buffer.from([1, 0]))],
    ["PROP", propBody(3, "Source", 0x01, string('print("Hello from a place that was built by hand.")\n'.repeat(4)))],
    [
      "PRNT",
      prntBody([
        [2, 0],
        [3, 2],
        [4, 1],
        [5, 1],
        [6, 4],
        [7, 4],
        [0, -1],
        [1, -1],
      ]),
    ],
  ];
}

export const SMALL_CLASSES = 6;
export const SMALL_INSTANCES = 8;

export function binaryPlace(parts: Part[], edit: { head?: Buffer; end?: Buffer; packing?: Packing } = {}): Buffer {
  const chunks = parts.map(([name, body, own]) =>
    chunk(name, body, { ...(edit.packing && { packing: edit.packing }), ...own }),
  );
  return Buffer.concat([edit.head ?? header(SMALL_CLASSES, SMALL_INSTANCES), ...chunks, edit.end ?? END]);
}

/** The small place with some of its chunks changed, put in or left out. */
export function small(
  edit: (parts: Part[]) => Part[] = (parts) => parts,
  how: Parameters<typeof binaryPlace>[1] = {},
): Buffer {
  return binaryPlace(edit(smallParts()), how);
}

export const SMALL_XML = `<roblox xmlns:xmime="http://www.w3.org/2005/05/xmlmime" version="4">
	<External>null</External>
	<External>nil</External>
	<Item class="Workspace" referent="RBX0">
		<Properties>
			<string name="Name">Workspace &amp; more</string>
			<Ref name="CurrentCamera">RBX1</Ref>
			<Ref name="PrimaryPart">null</Ref>
		</Properties>
		<Item class="Camera" referent="RBX1">
			<Properties>
				<float name="FieldOfView">70</float>
				<SharedString name="Data">yuZpQdnvvUBOTYh1jqZ2cA==</SharedString>
			</Properties>
		</Item>
	</Item>
	<Item class="ServerScriptService" referent="RBX2">
		<Properties/>
		<Item class="Script" referent="RBX3">
			<Properties>
				<ProtectedString name="Source"><![CDATA[if a < b and b > c then print("é") end]]></ProtectedString>
			</Properties>
		</Item>
	</Item>
	<SharedStrings>
		<SharedString md5="yuZpQdnvvUBOTYh1jqZ2cA==">c2hhcmVk</SharedString>
	</SharedStrings>
</roblox>`;

import { zstdDecompressSync } from "node:zlib";

/** A value of a property, as far as the session understands it. */
export type Value =
  | { readonly type: "string"; readonly value: Buffer }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "vector3" | "position"; readonly value: readonly [number, number, number] };

export interface PlaceInstance {
  readonly className: string;
  /** Its parent's place in the list; -1 at the root. */
  readonly parent: number;
  readonly properties: Map<string, Value>;
}

const SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");
const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const ZSTD_MAGIC = 0xfd2fb528;

/**
 * The instances of a binary place or model, with those properties whose types the session knows. The bytes have been
 * taken for a place already, so what is damaged is an error without much of an explanation.
 *
 * Follows rbx-dom, docs/binary.md.
 */
export function readInstances(file: Buffer): PlaceInstance[] {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    throw new Error("the simulated session reads binary places and models only (.rbxl, .rbxm)");
  }
  const instances: PlaceInstance[] = [];
  /** By referent, the place in the list. */
  const indexes = new Map<number, number>();
  const classes = new Map<number, number[]>();
  for (const { name, body } of chunksOf(file)) {
    if (name === "INST") {
      const className = stringAt(body, 4).toString();
      const at = 8 + className.length + 1;
      const count = body.readUInt32LE(at);
      const members = referents(body, at + 4, count).map((referent) => {
        indexes.set(referent, instances.length);
        return instances.push({ className, parent: -1, properties: new Map() }) - 1;
      });
      classes.set(body.readUInt32LE(0), members);
    } else if (name === "PROP") {
      const members = classes.get(body.readUInt32LE(0)) ?? [];
      const property = stringAt(body, 4).toString();
      const at = 8 + property.length;
      if (at >= body.length) continue;
      const values = valuesOf(body[at] ?? 0, body, at + 1, members.length);
      for (const [n, value] of (values ?? []).entries()) instances[members[n] ?? -1]?.properties.set(property, value);
    } else if (name === "PRNT") {
      const count = body.readUInt32LE(1);
      const children = referents(body, 5, count);
      const parents = referents(body, 5 + 4 * count, count);
      // The engine gives parents in this order, so that children stand in it.
      const order = children.map((child) => indexes.get(child) ?? -1);
      const places = new Map(order.map((index, n) => [index, n]));
      return order.flatMap((index, n) => {
        const instance = instances[index];
        if (!instance) return [];
        return [{ ...instance, parent: places.get(indexes.get(parents[n] ?? -1) ?? -1) ?? -1 }];
      });
    }
  }
  return instances;
}

function* chunksOf(file: Buffer): Generator<{ name: string; body: Buffer }> {
  for (let at = HEADER_BYTES; at < file.length; ) {
    const name = file.toString("latin1", at, at + 4).replaceAll("\0", "");
    const stored = file.readUInt32LE(at + 4);
    const bytes = file.readUInt32LE(at + 8);
    const from = at + CHUNK_HEADER_BYTES;
    at = from + (stored || bytes);
    const body = file.subarray(from, at);
    if (name === "END") return;
    yield { name, body: stored === 0 ? body : decompress(body, bytes) };
  }
}

function decompress(body: Buffer, bytes: number): Buffer {
  return body.readUInt32LE(0) === ZSTD_MAGIC ? zstdDecompressSync(body) : decompressLz4(body, bytes);
}

/** A bare LZ4 block: literals, then a copy of what was written `offset` bytes ago, again and again. */
function decompressLz4(block: Buffer, bytes: number): Buffer {
  const output = Buffer.alloc(bytes);
  let from = 0;
  let to = 0;
  const next = () => block[from++] ?? 0;
  const lengthOf = (nibble: number) => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; length += more) more = next();
    return length;
  };
  while (from < block.length) {
    const token = next();
    const literals = lengthOf(token >> 4);
    to += block.copy(output, to, from, from + literals);
    from += literals;
    if (from >= block.length) break;
    const offset = next() | (next() << 8);
    for (let left = lengthOf(token & 15) + 4; left > 0; left--, to++) output[to] = output[to - offset] ?? 0;
  }
  return output;
}

function stringAt(body: Buffer, at: number): Buffer {
  return body.subarray(at + 4, at + 4 + body.readUInt32LE(at));
}

/** The n-th big-endian word of an array that is interleaved by byte. */
function word(body: Buffer, at: number, count: number, n: number): number {
  const byte = (index: number) => body[at + n + index * count] ?? 0;
  return (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
}

function int32(body: Buffer, at: number, count: number, n: number): number {
  const zigzag = word(body, at, count, n);
  return (zigzag >>> 1) ^ -(zigzag & 1);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The sign is the last bit. */
function float32(body: Buffer, at: number, count: number, n: number): number {
  const bits = word(body, at, count, n);
  scratch.setUint32(0, ((bits >>> 1) | (bits << 31)) >>> 0);
  return scratch.getFloat32(0);
}

function referents(body: Buffer, at: number, count: number): number[] {
  let referent = 0;
  return Array.from({ length: count }, (_, n) => {
    referent = (referent + int32(body, at, count, n)) | 0;
    return referent;
  });
}

/** The values of a PROP chunk; undefined for a type that the session does not know. */
function valuesOf(type: number, body: Buffer, at: number, count: number): Value[] | undefined {
  const each = (read: (n: number) => Value) => Array.from({ length: count }, (_, n) => read(n));
  const vectors = (from: number, kind: "vector3" | "position") =>
    each((n) => {
      const axis = (index: number) => float32(body, from + 4 * count * index, count, n);
      return { type: kind, value: [axis(0), axis(1), axis(2)] };
    });
  switch (type) {
    case 0x01: {
      let from = at;
      return each(() => {
        const value = stringAt(body, from);
        from += 4 + value.length;
        return { type: "string", value };
      });
    }
    case 0x02:
      return each((n) => ({ type: "boolean", value: body[at + n] === 1 }));
    case 0x03:
      return each((n) => ({ type: "number", value: int32(body, at, count, n) }));
    case 0x04:
      return each((n) => ({ type: "number", value: float32(body, at, count, n) }));
    case 0x05:
      return each((n) => ({ type: "number", value: body.readDoubleLE(at + 8 * n) }));
    case 0x0e:
      return vectors(at, "vector3");
    case 0x10: {
      // Rotations come first: a known one by its id, or id 0 and nine numbers.
      let from = at;
      for (let n = 0; n < count; n++) from += body[from] === 0 ? 37 : 1;
      return vectors(from, "position");
    }
    default:
      return undefined;
  }
}

import { constants } from "node:buffer";
import { inPieces, type Reader } from "./reader.ts";

/** Bytes a value, of the types whose values are all of one size (RobloxAPI/spec, formats/rbxl.md, "Values"). */
const FIXED_BYTES = new Map<number, number>([
  [0x02, 1], // Bool
  [0x03, 4], // Int32
  [0x04, 4], // Float32
  [0x05, 8], // Float64
  [0x06, 8], // UDim
  [0x07, 16], // UDim2
  [0x08, 24], // Ray
  [0x09, 1], // Faces
  [0x0a, 1], // Axes
  [0x0b, 4], // BrickColor
  [0x0c, 12], // Color3
  [0x0d, 8], // Vector2
  [0x0e, 12], // Vector3
  [0x0f, 4], // Vector2int16
  [0x12, 4], // Enum
  [0x13, 4], // Ref
  [0x14, 6], // Vector3int16
  [0x17, 8], // NumberRange
  [0x18, 16], // Rect
  [0x1a, 3], // Color3uint8
  [0x1b, 8], // Int64
  [0x1c, 4], // SharedString, NetAssetRef
  [0x1f, 16], // UniqueId
  [0x21, 8], // SecurityCapabilities
]);

/** A position no buffer reaches: the values run out of the body. */
const BEYOND = constants.MAX_LENGTH;

type Skip = (body: Buffer, at: number, values: number) => number;

const skipString = (body: Buffer, at: number): number =>
  at + 4 <= body.length ? at + 4 + body.readUInt32LE(at) : BEYOND;

const each =
  (skip: (body: Buffer, at: number) => number): Skip =>
  (body, at, values) => {
    let end = at;
    // Every value takes at least a byte, so that a lying number of values ends with the body.
    for (let i = 0; i < values && end <= body.length; i++) end = end < body.length ? skip(body, end) : BEYOND;
    return end;
  };

const sequence = (keypointBytes: number): Skip =>
  each((body, at) => (at + 4 <= body.length ? at + 4 + keypointBytes * body.readUInt32LE(at) : BEYOND));

/** CFrames: each rotation is a known one by its id, or id 0 and the rotation itself; the positions follow. */
const frames =
  (rotationBytes: number): Skip =>
  (body, at, values) =>
    each((_, p) => p + (body[p] === 0 ? 1 + rotationBytes : 1))(body, at, values) + 12 * values;

/** Where the values end, of the types whose values differ in size. */
const VARIABLE = new Map<number, Skip>([
  [0x01, each(skipString)], // String
  [0x1d, each(skipString)], // Bytecode
  [0x10, frames(36)], // CFrame
  [0x11, frames(16)], // CFrameQuat
  [0x15, sequence(12)], // NumberSequence
  [0x16, sequence(20)], // ColorSequence
  [
    0x19, // PhysicalProperties: bit 0 says that they are custom, bit 1 that acoustic absorption comes with them
    each((body, at) => {
      const bits = body[at] as number;
      return at + 1 + (bits & 1 ? (bits & 2 ? 24 : 20) : 0);
    }),
  ],
  [0x1e, (body, at, values) => (body[at] === 0x10 ? frames(36)(body, at + 1, values) + 1 + values : BEYOND)], // OptionalCFrame
  [0x20, each((body, at) => skipString(body, skipString(body, at) + 3))], // Font: family, weight and style, cached face
  [
    0x22, // Content: a source type each, then URIs, then two arrays of referents
    (body, at, values) => {
      let end = at + 4 * values;
      const uris = end + 4 <= body.length ? body.readUInt32LE(end) : 0;
      // A value has one at most.
      if (uris > values) return BEYOND;
      end = each(skipString)(body, end + 4, uris);
      for (let i = 0; i < 2; i++) end = end + 4 <= body.length ? end + 4 + 4 * body.readUInt32LE(end) : BEYOND;
      return end;
    },
  ],
]);

/**
 * Where the values of a PROP chunk end (beyond the body if it is too short for them), or undefined if the type is not
 * known: Roblox adds types, 0x22 in 2024 the last.
 */
export function endOfValues(type: number, body: Buffer, at: number, values: number): number | undefined {
  const bytes = FIXED_BYTES.get(type);
  return bytes === undefined ? VARIABLE.get(type)?.(body, at, values) : at + bytes * values;
}

/**
 * Where a list ends whose items have `fixedBytes` bytes each, the last four of them the length of a text that follows, or
 * undefined if the body holds fewer than `items`.
 */
export function* endOfTexts(body: Buffer, at: number, items: number, fixedBytes = 4): Reader<number | undefined> {
  let end = at;
  const isShort = yield* inPieces(items, (from, to) => {
    for (let read = from; read < to; read++) {
      if (end + fixedBytes > body.length) return true;
      end += fixedBytes + body.readUInt32LE(end + fixedBytes - 4);
    }
    return undefined;
  });
  return isShort ? undefined : end;
}

/** Decodes `values` referents (big-endian zigzag differences, interleaved by byte). The caller has checked that they fit. */
export function decodeReferents(body: Buffer, at: number, values: number): Int32Array {
  const referents = new Int32Array(values);
  let referent = 0;
  for (let i = 0, p = at; i < values; i++, p++) {
    const zigzag =
      ((body[p] as number) << 24) |
      ((body[p + values] as number) << 16) |
      ((body[p + 2 * values] as number) << 8) |
      (body[p + 3 * values] as number);
    referent = (referent + ((zigzag >>> 1) ^ -(zigzag & 1))) | 0;
    referents[i] = referent;
  }
  return referents;
}

/** Decodes `values` unsigned big-endian numbers, interleaved by byte, and returns the largest (0 if there are none). */
export function largestIndex(body: Buffer, at: number, values: number): number {
  let largest = 0;
  for (let i = 0, p = at; i < values; i++, p++) {
    const index =
      (body[p] as number) * 0x1000000 +
      ((body[p + values] as number) << 16) +
      ((body[p + 2 * values] as number) << 8) +
      (body[p + 3 * values] as number);
    if (index > largest) largest = index;
  }
  return largest;
}

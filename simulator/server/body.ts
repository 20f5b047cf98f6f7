import { createHash } from "node:crypto";

/** Bytes that the simulator keeps in a file of its own, until it is closed. */
export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: number;
  /** An absolute path. */
  readonly file: string;
}

/** What is left of a request's body once it has gone by. */
export interface RequestBody {
  readonly bytes: number;
  readonly sha256: string;
  /** The first and the last bytes, at most `KEPT_BYTES` of each. */
  readonly head: Buffer;
  readonly tail: Buffer;
  /** Whether `<Item` occurs anywhere in it. */
  readonly holdsItem: boolean;
  /** The whole text, if the endpoint keeps it and it is not too long. */
  readonly text?: string;
  /** Where all of it is, if the endpoint keeps the bytes. */
  readonly file?: string;
}

const KEPT_BYTES = 64;
const ITEM = Buffer.from("<Item");
/** Room for the longest documented body, a Luau script of 4 MB in JSON. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** Takes a body piece by piece, in constant memory unless `keepText` is set. */
export function createBody(keepText: boolean) {
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let holdsItem = false;

  return {
    get bytes() {
      return bytes;
    },
    add(chunk: Buffer) {
      hash.update(chunk);
      bytes += chunk.length;
      if (head.length < KEPT_BYTES) head = Buffer.concat([head, chunk.subarray(0, KEPT_BYTES - head.length)]);
      const seam = Buffer.concat([tail, chunk.subarray(0, ITEM.length)]);
      holdsItem ||= chunk.includes(ITEM) || seam.includes(ITEM);
      tail = Buffer.concat([tail, chunk.subarray(-KEPT_BYTES)]).subarray(-KEPT_BYTES);
      if (keepText && bytes <= MAX_TEXT_BYTES) kept.push(chunk);
    },
    finish(): RequestBody {
      const text = keepText && bytes <= MAX_TEXT_BYTES ? { text: Buffer.concat(kept).toString() } : {};
      return { bytes, sha256: hash.digest("hex"), head, tail, holdsItem, ...text };
    },
  };
}

import { promisify } from "node:util";
import { constants, zstdDecompress, zstdDecompressSync } from "node:zlib";
import { Lz4Block } from "./lz4.ts";
import { PAUSE, type Reader } from "./reader.ts";

/** No LZ4 block grows by more than 255 bytes for each of its own. */
const MAX_LZ4_RATIO = 255;

const ZSTD_MAGIC = 0xfd2fb528;

/** What is decompressed in one go, a few milliseconds of LZ4. Above it Zstandard works in another thread. */
const PIECE_BYTES = 2 * 1024 * 1024;

/** A chunk without a Zstandard signature is an LZ4 block; the signature itself is no valid start of one (rbx-dom, docs/binary.md). */
export function compressionOf(body: Buffer): "lz4" | "zstd" {
  return body.length >= 4 && body.readUInt32LE(0) === ZSTD_MAGIC ? "zstd" : "lz4";
}

/** Decompresses chunk after chunk; what it returns is valid until the next call. */
export class Decompressor {
  #scratch = Buffer.alloc(0);

  /** Exactly `bytes` bytes, or what is wrong with the body. Allocates no more than that. */
  *decompress(body: Buffer, bytes: number): Reader<Buffer | string> {
    if (compressionOf(body) === "zstd") return yield* decompressZstd(body, bytes);
    if (bytes > MAX_LZ4_RATIO * body.length) return "it cannot hold as much as its header says";
    if (this.#scratch.length < bytes) this.#scratch = Buffer.allocUnsafeSlow(Math.max(bytes, 65_536));
    const output = this.#scratch.subarray(0, bytes);
    const block = new Lz4Block(body, output);
    while (block.decode(PIECE_BYTES)) yield PAUSE;
    return block.problem ?? output;
  }
}

/** With `info` the answer also says how much of the body was used: bytes after the frame do not raise an error by themselves. */
interface Decompressed {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

const inAnotherThread = promisify(zstdDecompress);

function* decompressZstd(body: Buffer, bytes: number): Reader<Buffer | string> {
  const chunkSize = Math.max(bytes, constants.Z_MIN_CHUNK);
  const options = { maxOutputLength: Math.max(bytes, 1), chunkSize, info: true };
  const judge = (answer: unknown): Buffer | string => {
    const { buffer, engine } = answer as Decompressed;
    if (buffer.length !== bytes) return "it holds less than its header says";
    return engine.bytesWritten === body.length ? buffer : "bytes follow its Zstandard frame";
  };
  const explain = (error: unknown): string => {
    const { code } = error as { code?: unknown };
    return code === "ERR_BUFFER_TOO_LARGE" ? "it holds more than its header says" : `Zstandard says ${code}`;
  };
  if (bytes <= PIECE_BYTES) {
    try {
      return judge(zstdDecompressSync(body, options));
    } catch (error) {
      return explain(error);
    }
  }
  let outcome: Buffer | string = "";
  yield inAnotherThread(body, options)
    .then(judge, explain)
    .then((found) => {
      outcome = found;
    });
  return outcome;
}

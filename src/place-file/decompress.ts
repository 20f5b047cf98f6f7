import { promisify } from "node:util";
import { constants, zstdDecompress, zstdDecompressSync } from "node:zlib";
import { Lz4Block } from "./lz4.ts";
import { PAUSE, type Reader } from "./reader.ts";

/** No LZ4 block grows by more than 255 bytes for each of its own. */
const MAX_LZ4_RATIO = 255;

const ZSTD_MAGIC = 0xfd2fb528;

/** A few milliseconds of LZ4. */
const PIECE_BYTES = 2 * 1024 * 1024;

/** Whether so many bytes are better not decompressed in one go. */
export function isLarge(bytes: number): boolean {
  return bytes > PIECE_BYTES;
}

/** A chunk without a Zstandard signature is an LZ4 block; the signature itself is no valid start of one (rbx-dom, docs/binary.md). */
export function compressionOf(body: Buffer): "lz4" | "zstd" {
  return body.length >= 4 && body.readUInt32LE(0) === ZSTD_MAGIC ? "zstd" : "lz4";
}

/** Decompresses chunk after chunk; what it returns is valid until the next call. */
export class Decompressor {
  #scratch = Buffer.alloc(0);

  /** Exactly `bytes` bytes, or what is wrong with the body. Allocates no more than that. */
  decompress(body: Buffer, bytes: number): Buffer | string {
    if (compressionOf(body) === "lz4") {
      const block = this.#openLz4(body, bytes);
      if (typeof block === "string") return block;
      block.decode(bytes);
      return block.problem ?? block.output;
    }
    try {
      return zstdOutcome(zstdDecompressSync(body, zstdOptions(bytes)), body, bytes);
    } catch (error) {
      return zstdProblem(error);
    }
  }

  /** The same for what is large, without keeping everything else waiting: Zstandard works in another thread. */
  *decompressInPieces(body: Buffer, bytes: number): Reader<Buffer | string> {
    if (compressionOf(body) === "lz4") {
      const block = this.#openLz4(body, bytes);
      if (typeof block === "string") return block;
      while (block.decode(PIECE_BYTES)) yield PAUSE;
      return block.problem ?? block.output;
    }
    let outcome: Buffer | string = "";
    yield zstdInAnotherThread(body, zstdOptions(bytes)).then(
      (answer) => {
        outcome = zstdOutcome(answer, body, bytes);
      },
      (error) => {
        outcome = zstdProblem(error);
      },
    );
    return outcome;
  }

  #openLz4(body: Buffer, bytes: number): Lz4Block | string {
    if (bytes > MAX_LZ4_RATIO * body.length) return "it cannot hold as much as its header says";
    if (this.#scratch.length < bytes) this.#scratch = Buffer.allocUnsafeSlow(Math.max(bytes, 65_536));
    return new Lz4Block(body, this.#scratch.subarray(0, bytes));
  }
}

const zstdInAnotherThread = promisify(zstdDecompress);

function zstdOptions(bytes: number) {
  // A byte more than is to come, or Node would make a second buffer when the first is full.
  return { maxOutputLength: Math.max(bytes, 1), chunkSize: Math.max(bytes + 1, constants.Z_MIN_CHUNK), info: true };
}

function zstdOutcome(answer: unknown, body: Buffer, bytes: number): Buffer | string {
  // With `info` the answer also says how much of the body was used: bytes after the frame do not raise an error by themselves.
  const { buffer, engine } = answer as { buffer: Buffer; engine: { bytesWritten: number } };
  if (buffer.length !== bytes) return "it holds less than its header says";
  return engine.bytesWritten === body.length ? buffer : "bytes follow its Zstandard frame";
}

function zstdProblem(error: unknown): string {
  const { code } = error as { code?: unknown };
  return code === "ERR_BUFFER_TOO_LARGE" ? "it holds more than its header says" : `Zstandard says ${code}`;
}

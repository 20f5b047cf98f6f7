import { constants, zstdDecompressSync } from "node:zlib";
import { decodeLz4Block } from "./lz4.ts";

/** No LZ4 block grows by more than 255 bytes for each of its own. */
const MAX_LZ4_RATIO = 255;

const ZSTD_MAGIC = 0xfd2fb528;

/** A chunk without a Zstandard signature is an LZ4 block; the signature itself is no valid start of one (rbx-dom, docs/binary.md). */
export function compressionOf(body: Buffer): "lz4" | "zstd" {
  return body.length >= 4 && body.readUInt32LE(0) === ZSTD_MAGIC ? "zstd" : "lz4";
}

/** Decompresses chunk after chunk; what it returns is valid until the next call. */
export class Decompressor {
  #scratch = Buffer.alloc(0);

  /** Exactly `bytes` bytes, or what is wrong with the body. Allocates no more than that. */
  decompress(body: Buffer, bytes: number): Buffer | string {
    return compressionOf(body) === "zstd" ? decompressZstd(body, bytes) : this.#decompressLz4(body, bytes);
  }

  #decompressLz4(body: Buffer, bytes: number): Buffer | string {
    if (bytes > MAX_LZ4_RATIO * body.length) return "it cannot hold as much as its header says";
    if (this.#scratch.length < bytes) this.#scratch = Buffer.allocUnsafeSlow(Math.max(bytes, 65_536));
    const output = this.#scratch.subarray(0, bytes);
    return decodeLz4Block(body, output) ?? output;
  }
}

function decompressZstd(body: Buffer, bytes: number): Buffer | string {
  try {
    const chunkSize = Math.max(bytes, constants.Z_MIN_CHUNK);
    const options = { maxOutputLength: Math.max(bytes, 1), chunkSize, info: true };
    // With `info` the answer also says how much of the body was used: bytes after the frame do not raise an error by themselves.
    const { buffer, engine } = zstdDecompressSync(body, options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (buffer.length !== bytes) return "it holds less than its header says";
    return engine.bytesWritten === body.length ? buffer : "bytes follow its Zstandard frame";
  } catch (error) {
    const { code } = error as { code?: unknown };
    return code === "ERR_BUFFER_TOO_LARGE" ? "it holds more than its header says" : `Zstandard says ${code}`;
  }
}

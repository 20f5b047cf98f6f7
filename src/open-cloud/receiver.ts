import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import { thousands } from "../text/units.ts";
import { UNFIT } from "./explain.ts";
import { Disconnect } from "./transport.ts";

/** What has been received, once all of it is in the file. */
export interface Received {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** How many came, before they were decompressed. */
  readonly transferred: number;
  /** The first and the last bytes, at most `KEPT_BYTES` of each. */
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Writes an answer to a file as it comes, in constant memory. */
export interface Receiver {
  /** What was received before is worth nothing: another try begins. */
  restart(): void;
  receive(chunk: Buffer): Promise<void>;
  /** All has come. @throws Disconnect when it cannot be decompressed to its end. */
  finish(): Promise<Received>;
  close(): Promise<void>;
}

const KEPT_BYTES = 256;
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * A receiver that decompresses what is gzip. The first bytes tell, and nothing else: a host may compress without saying so,
 * and say so without compressing.
 *
 * @param maxBytes of the decompressed file: a few bytes of gzip can stand for gigabytes.
 * @throws the file system's own errors, as `receive` and `finish` do.
 */
export async function openReceiver(path: string, maxBytes: number): Promise<Receiver> {
  const file = await open(path, "w");
  let hash: Hash;
  let bytes: number;
  let transferred: number;
  let start: Buffer;
  let end: Buffer;
  let inflating: Inflating | undefined;
  /** What came before it was enough to tell what it is; undefined afterwards. */
  let undecided: Buffer | undefined;
  let attempt = 0;
  /** The one that the file is of. */
  let begun: number | undefined;

  async function put(chunk: Buffer): Promise<void> {
    if (bytes + chunk.length > maxBytes) {
      throw new Disconnect("answer", "TOO_LONG", `the file is longer than ${thousands(maxBytes)} bytes`);
    }
    hash.update(chunk);
    for (let written = 0; written < chunk.length; ) {
      written += (await file.write(chunk, written, chunk.length - written, bytes + written)).bytesWritten;
    }
    bytes += chunk.length;
    // Copies: a part of a chunk would keep all of it in memory.
    if (start.length < KEPT_BYTES) start = Buffer.concat([start, chunk.subarray(0, KEPT_BYTES - start.length)]);
    end = Buffer.concat([end, chunk.subarray(-KEPT_BYTES)]).subarray(-KEPT_BYTES);
  }

  async function begin(): Promise<void> {
    begun = attempt;
    inflating?.abandon();
    await inflating?.done.catch(() => {});
    inflating = undefined;
    await file.truncate(0);
    hash = createHash("sha256");
    bytes = 0;
    transferred = 0;
    start = Buffer.alloc(0);
    end = Buffer.alloc(0);
    undecided = Buffer.alloc(0);
  }

  async function take(chunk: Buffer): Promise<void> {
    if (begun !== attempt) await begin();
    transferred += chunk.length;
    if (undecided === undefined) return inflating ? inflating.write(chunk) : put(chunk);
    undecided = Buffer.concat([undecided, chunk]);
    if (undecided.length < GZIP.length) return;
    const first = undecided;
    undecided = undefined;
    if (!first.subarray(0, GZIP.length).equals(GZIP)) return put(first);
    inflating = inflateInto(put);
    return inflating.write(first);
  }

  async function finish(): Promise<Received> {
    if (begun !== attempt) await begin();
    if (undecided) await put(undecided);
    await inflating?.end();
    await file.sync();
    return { bytes, sha256: hash.digest("hex"), transferred, start, end };
  }

  /** A try that was given up, because the disk was slow, may still be writing when the next one begins. */
  let busy: Promise<unknown> = Promise.resolve();
  function afterwards<T>(work: () => Promise<T>): Promise<T> {
    const result = busy.then(work);
    busy = result.catch(() => {});
    return result;
  }

  return {
    restart() {
      attempt += 1;
    },
    receive(chunk) {
      const mine = attempt;
      return afterwards(async () => (mine === attempt ? take(chunk) : undefined));
    },
    finish: () => afterwards(finish),

    async close() {
      inflating?.abandon();
      await busy;
      await inflating?.done.catch(() => {});
      await file.close();
    },
  };
}

interface Inflating {
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
  /** Ends it before its time. */
  abandon(): void;
  /** Settles when it is over; rejects with what was wrong. */
  readonly done: Promise<void>;
}

function inflateInto(put: (chunk: Buffer) => Promise<void>): Inflating {
  const gunzip: Gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const pass = async () => {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) await put(chunk);
  };
  const done = pass().catch((error: NodeJS.ErrnoException) => {
    if (!String(error.code).startsWith("Z_")) throw error;
    throw new Disconnect("answer", UNFIT, `What came is compressed, but breaks off or is damaged (${error.code})`);
  });
  // Whoever waits for it hears of its failure; nobody may be waiting at that time.
  done.catch(() => {});
  return {
    async write(chunk) {
      // Called when the chunk has been used, or never will be: then `done` says why.
      await Promise.race([done, new Promise((resolve) => gunzip.write(chunk, resolve))]);
    },
    async end() {
      gunzip.end();
      await done;
    },
    abandon: () => void gunzip.destroy(),
    done,
  };
}

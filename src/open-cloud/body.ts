import { createHash } from "node:crypto";
import { NotAFileError, openRegularFile } from "../files/open.ts";

/** A body that is streamed: never held whole, and made anew for each try. */
export interface StreamedBody {
  readonly contentType: string;
  /** Exactly what `chunks` yields; it is announced as `content-length`. */
  readonly bytes: number;
  /** Throws an error without a `code` when the bytes are not what they should be. */
  chunks(): AsyncIterable<Buffer>;
}

/** A file, as it was when it was checked. */
export interface ProvenFile {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The file is no longer the one that was checked. */
export class FileChangedError extends Error {}

/** How much is read at once. */
const READ_BYTES = 512 * 1024;
/**
 * How much is handed over at once; also the last block, which is held back until all is proved. The stalled upload is
 * noticed by blocks, so a line is slow but not stalled down to about 1 KB a second.
 */
const BLOCK_BYTES = 64 * 1024;

/**
 * Streams a file and holds its last block back until size and hash are those of the file that was checked: a server
 * that counts bytes cannot take anything else for a whole upload.
 */
export function provenFile(file: ProvenFile, contentType: string): StreamedBody {
  return { contentType, bytes: file.bytes, chunks: () => provenBytes(file) };
}

async function* provenBytes({ path, bytes, sha256 }: ProvenFile): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let read = 0;
  let held: Buffer | undefined;
  for await (const block of blocksOf(path)) {
    read += block.length;
    // Before anything is handed over: of a file that grew, the block before may be the last that is announced.
    if (read > bytes) break;
    if (held) yield held;
    held = block;
    hash.update(block);
  }
  if (read !== bytes || hash.digest("hex") !== sha256) {
    throw new FileChangedError(
      "The file changed after it was checked. Something still writes to it: let the build finish before this step.",
    );
  }
  if (held) yield held;
}

async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  try {
    const file = await openRegularFile(path);
    for await (const read of file.createReadStream({ highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>) {
      for (let at = 0; at < read.length; at += BLOCK_BYTES) yield read.subarray(at, at + BLOCK_BYTES);
    }
  } catch (error) {
    if (error instanceof NotAFileError) {
      throw new FileChangedError(
        "The file was checked, but is no longer a regular file. Something replaced it: let the build finish before this step.",
      );
    }
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new FileChangedError(`The file was checked, but could not be read again (${code}).`);
  }
}

/** One part of a form: a text, or a file. */
export interface Part {
  readonly name: string;
  readonly fileName?: string;
  readonly contentType: string;
  readonly content: string | StreamedBody;
}

/**
 * `multipart/form-data` (RFC 7578) of an exact length, with its files streamed.
 *
 * @param boundary must occur in none of the parts; a random one of 16 bytes or more will not.
 */
export function multipart(parts: readonly Part[], boundary: string): StreamedBody {
  const heads = parts.map(({ name, fileName, contentType }) => {
    const file = fileName === undefined ? "" : `; filename="${quoted(fileName)}"`;
    return Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\nContent-Type: ${contentType}\r\n\r\n`,
    );
  });
  const end = Buffer.from(`--${boundary}--\r\n`);
  const lineEnd = Buffer.from("\r\n");
  const bodies = parts.map(({ content }) => (typeof content === "string" ? Buffer.from(content) : content));
  const bytes = bodies.reduce((sum, body) => sum + (Buffer.isBuffer(body) ? body.length : body.bytes), 0);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: bytes + heads.reduce((sum, head) => sum + head.length + lineEnd.length, 0) + end.length,
    async *chunks() {
      for (const [index, body] of bodies.entries()) {
        yield heads[index] as Buffer;
        if (Buffer.isBuffer(body)) yield body;
        else yield* body.chunks();
        yield lineEnd;
      }
      yield end;
    },
  };
}

/** As browsers write a name in a header (the HTML standard, "multipart form data"). */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

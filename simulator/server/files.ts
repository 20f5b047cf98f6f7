import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** A file that takes a body while it comes in. */
export interface IncomingFile {
  write(chunk: Buffer): Promise<void>;
  /** Keeps it under the name of its content, so that equal bytes are kept once; returns its path. */
  keep(sha256: string): Promise<string>;
  discard(): Promise<void>;
}

export async function createFile(folder: string): Promise<IncomingFile> {
  const path = join(folder, randomUUID());
  const handle = await open(path, "wx");
  return {
    write: (chunk) => handle.writeFile(chunk),
    async keep(sha256) {
      const kept = join(folder, sha256);
      await handle.close();
      try {
        if (!existsSync(kept)) await rename(path, kept);
      } catch (error) {
        // Equal bytes came in beside these and were kept first: Windows may refuse to replace a file that is in use.
        if (!existsSync(kept)) throw error;
      }
      await rm(path, { force: true });
      return kept;
    },
    async discard() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

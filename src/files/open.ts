import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";

/** There is something at the path, but no regular file: a folder, a pipe, a device. */
export class NotAFileError extends Error {}

/**
 * Opens what is a regular file behind any links, to be read. A pipe could keep the step waiting for ever, in a thread that
 * also keeps the process alive, and a device could be read without end; one that takes the file's place after the first
 * look is opened without waiting, and refused.
 *
 * @throws NotAFileError; the file system's own errors.
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  if ((await stat(path)).isFile()) {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await file.stat()).isFile()) return file;
    await file.close();
  }
  throw new NotAFileError("not a regular file");
}

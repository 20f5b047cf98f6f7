import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as core from "@actions/core";
import { openRegularFile } from "../../files/open.ts";
import {
  type BinaryInput,
  createBinaryInput,
  fetchBinaryOutput,
  type LuauTask,
  sendBinaryInput,
} from "../../open-cloud/api/luau.ts";
import type { ProvenFile } from "../../open-cloud/body.ts";
import type { Client } from "../../open-cloud/client.ts";
import { StepFailure } from "../../runner/failure.ts";
import { hideAddress } from "../../runner/secret.ts";
import { bytesText } from "../../text/units.ts";

/** Sends the file that the script is to be handed. @throws what fails the step; the script was not run then. */
export async function sendInput(client: Client, universeId: string, path: string): Promise<BinaryInput> {
  const file = await prove(path);
  const input = await createBinaryInput(client, universeId, file.bytes);
  hideAddress(input.address);
  await sendBinaryInput(client, input, file);
  core.info(`Handed over inputPath: ${bytesText(file.bytes)}, sha256 ${file.sha256}`);
  return input;
}

/** Writes what the script returned as `BinaryOutput` to a file, all of it or nothing. @throws what fails the step. */
export async function saveOutput(client: Client, { outputAddress }: LuauTask, path: string): Promise<void> {
  if (!outputAddress) {
    throw new StepFailure(
      "The script returned no output",
      "outputPath is given, but the script ended without a `BinaryOutput`. It must return one table and nothing else, as in `return { BinaryOutput = buf, ReturnValues = { 1, 2 } }`, where buf is a buffer.",
    );
  }
  hideAddress(outputAddress);
  const part = partOf(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(part, "w");
    const bytes = await receiveInto(file, client, outputAddress).finally(() => file.close());
    await rename(part, path);
    core.info(`Wrote outputPath: ${bytesText(bytes)}`);
  } catch (error) {
    await dropPart(path);
    throw asUnwritten(error);
  }
}

/** Where an output is written until all of it is there. */
function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.part`);
}

/** Takes away what there is of an output that has not come whole. */
export async function dropPart(path: string): Promise<void> {
  await rm(partOf(path), { force: true }).catch(() => {});
}

async function receiveInto(file: FileHandle, client: Client, address: URL): Promise<number> {
  let at = 0;
  await fetchBinaryOutput(
    client,
    address,
    () => {
      at = 0;
    },
    async (chunk) => {
      for (let written = 0; written < chunk.length; ) {
        written += (await file.write(chunk, written, chunk.length - written, at + written)).bytesWritten;
      }
      at += chunk.length;
    },
  );
  // An earlier try may have brought more.
  await file.truncate(at);
  await file.sync();
  return at;
}

async function prove(path: string): Promise<ProvenFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const file = await openRegularFile(path);
    for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    const { code = "not a regular file" } = error as NodeJS.ErrnoException;
    throw new StepFailure(
      "The input could not be sent",
      `inputPath could not be read (${code}). Nothing was sent, and the script was not run.`,
    );
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

function asUnwritten(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined || (path === undefined && code !== "ENOSPC")) return error;
  return new StepFailure(
    "The output could not be written",
    `outputPath could not be written (${code}). The script ended well, and Roblox keeps its output for 15 minutes. Give the path of a file, in a folder where this step may write.`,
  );
}

import { renameSync } from "node:fs";
import { mkdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { annotate } from "../../runner/annotations.ts";
import { cancelled } from "../../runner/cancel.ts";
import { StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import type { StepRecord } from "./record.ts";

/** Where the place is to lie. @throws StepFailure when there can be no file. */
export async function prepareTarget({ inputs, versionNumber }: StepRecord): Promise<string> {
  const folder = process.env.RUNNER_TEMP || tmpdir();
  const path = inputs.path === "" ? join(folder, `place-${inputs.placeId}-v${versionNumber}.rbxl`) : inputs.path;
  try {
    await mkdir(dirname(path), { recursive: true });
    // A link stays one: what it leads to is replaced.
    return await realpath(path).catch(() => path);
  } catch (error) {
    throw asUnwritten(error);
  }
}

/** Beside the target, so that it can be renamed; hidden, and with a name that no other step's has. */
export function partOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.part`);
}

/**
 * Where it is to lie, now that its format is known: tools go by the extension. A path of the user's own is kept, with a remark.
 */
export function targetFor({ inputs, inspection, remarks }: StepRecord, target: string): string {
  const isXml = inspection?.contentType === "application/xml";
  const right = isXml ? ".rbxlx" : ".rbxl";
  const extension = extname(target).toLowerCase();
  if (inputs.path === "") return `${target.slice(0, target.length - extension.length)}${right}`;
  if (extension !== right && [".rbxl", ".rbxlx", ".rbxm", ".rbxmx"].includes(extension)) {
    annotate(remarks, {
      severity: "warning",
      title: "Content and extension disagree",
      message: `The place that Roblox keeps is ${isXml ? "XML" : "binary"}, and filePath ends in ${extension}. Most tools go by the extension: let filePath end in ${right}.`,
    });
  }
  return target;
}

/**
 * Replaces the target, at once and as a whole; not when the step has been cancelled. Synchronous, so that what a cancelled step
 * says of it stays true.
 *
 * @throws StepFailure
 */
export function putInPlace(step: StepRecord, target: string): void {
  cancelled.throwIfAborted();
  try {
    renameSync(step.part ?? "", target);
    step.written = target;
  } catch (error) {
    throw asUnwritten(error);
  }
}

/** Takes away what was not finished, if there is anything. */
export async function removePart({ part, written }: StepRecord): Promise<void> {
  if (part !== undefined && written === undefined) await rm(part, { force: true }).catch(() => {});
}

/** An error of the file system as a failure; any other as it is. */
export function asUnwritten(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const space = code === "ENOSPC" ? "Free some space on the runner's disk" : "Look at the folder's permissions";
  return new StepFailure(
    "The place could not be written",
    `filePath could not be written (${harmless(code)}), and a file that was there is as it was. ${space}, or write the place elsewhere.`,
  );
}

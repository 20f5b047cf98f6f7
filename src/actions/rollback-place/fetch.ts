import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { type DeliveredFile, fetchVersion } from "../../open-cloud/api/delivery.ts";
import type { Client } from "../../open-cloud/client.ts";
import { isSkeleton } from "../../place-file/download.ts";
import { describePlace, inspectPlaceFile } from "../../place-file/inspect.ts";
import { annotate } from "../../runner/annotations.ts";
import { LATE_CHECK_ADVICE, StepFailure } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { hideParts } from "../../runner/secret.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText } from "../../text/units.ts";
import { type FetchedFile, type StepRecord, titleFor } from "./record.ts";

/** Fetches the version that is to be live again. @throws StepFailure when it is damaged; CallError. */
export async function fetchTarget(client: Client, step: StepRecord): Promise<void> {
  const { inputs, remarks } = step;
  const target = step.plan?.target ?? "";
  const file = await fetchChecked(client, step, target, "nothing was sent");
  const refusals = file.findings.filter(({ severity }) => severity === "refusal");
  if (refusals.length > 0) {
    const reasons = refusals.map(({ message }) => message).join(" ");
    throw new StepFailure(
      titleFor(inputs),
      `Version ${target}, as it was fetched, is nothing to publish: ${reasons} Nothing was sent. Choose another version, or restore this one by hand in the place's version history.`,
    );
  }
  core.startGroup(`Version ${target}: ${bytesText(file.bytes)}`);
  for (const line of file.place ? describePlace(file.place, file.bytes) : []) core.info(harmless(line, 2000));
  core.info(`sha256 ${file.sha256}, sent as ${file.contentType}`);
  core.endGroup();
  for (const { severity, title, message } of file.findings) {
    if (severity !== "refusal") annotate(remarks, { severity, title, message: `Version ${target}: ${message}` });
  }
  const warn = (title: string, message: string) => annotate(remarks, { severity: "warning", title, message });
  if (file.place && isSkeleton(file.place)) {
    warn(
      "There is next to nothing in that version",
      `Version ${target} has ${file.place.instances} instances and no script. A save that failed halfway has been seen to leave such a skeleton: open it in Studio before players get it.`,
    );
  }
  if (file.announced !== undefined) {
    warn(
      "Roblox announced another size",
      `Roblox announced ${bytesText(file.announced)} for version ${target}, and ${bytesText(file.bytes)} came. The connection brought all that it promised, and the file is whole.`,
    );
  }
  step.file = file;
  setOutputs({ sha256: file.sha256 }, "Nothing was changed.");
}

/**
 * Fetches a version into a file of this step's folder, and looks what is in it.
 *
 * @param certain what is certain when it cannot be fetched, as in `nothing was sent`.
 */
export async function fetchChecked(
  client: Client,
  step: StepRecord,
  versionNumber: string,
  certain: string,
): Promise<FetchedFile & Pick<DeliveredFile, "announced">> {
  const { placeId } = step.inputs;
  const purpose = { title: titleFor(step.inputs), certain };
  try {
    step.folder ??= await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), "rollback-"));
    const path = join(step.folder, `version-${versionNumber}`);
    const delivered = await fetchVersion(client, { placeId, versionNumber }, path, purpose, hideParts);
    // Of two readings, that of the check counts: what goes up is what was checked.
    return { ...delivered, ...(await inspectPlaceFile(path, "strict", client.deadline.signal)) };
  } catch (error) {
    if (error === client.deadline.signal.reason) {
      throw new StepFailure(
        titleFor(step.inputs),
        `Version ${versionNumber} had come, but had not been checked: ${(error as Error).message}, so ${certain}. ${LATE_CHECK_ADVICE}`,
      );
    }
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new StepFailure(
      titleFor(step.inputs),
      `Version ${versionNumber} could not be written to the runner's disk (${code} at ${syscall}), so ${certain}. Look at the space and the permissions of the folder that RUNNER_TEMP names.`,
    );
  }
}

export async function removeFetched({ folder }: StepRecord): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => {});
}

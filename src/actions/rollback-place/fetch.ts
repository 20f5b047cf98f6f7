import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { fetchVersion, secretParts } from "../../open-cloud/api/delivery.ts";
import type { Client } from "../../open-cloud/client.ts";
import { describePlace, inspectPlaceFile } from "../../place-file/inspect.ts";
import { annotate } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText } from "../../text/units.ts";
import { type FetchedFile, type StepRecord, titleOf } from "./record.ts";

/** Fetches the version that is to be live again. @throws StepFailure when it is damaged; CallError. */
export async function fetchTarget(client: Client, step: StepRecord): Promise<void> {
  const { inputs, remarks } = step;
  const target = step.plan?.target ?? "";
  const file = await fetchChecked(client, step, target, "nothing was sent");
  const refusals = file.findings.filter(({ severity }) => severity === "refusal");
  if (refusals.length > 0) {
    const reasons = refusals.map(({ message }) => message).join(" ");
    throw new StepFailure(
      titleOf(inputs),
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
): Promise<FetchedFile> {
  const { placeId } = step.inputs;
  step.folder ??= await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), "rollback-"));
  const path = join(step.folder, `version-${versionNumber}`);
  const purpose = { title: titleOf(step.inputs), certain };
  const { sha256 } = await fetchVersion(client, { placeId, versionNumber }, path, purpose, (address) => {
    // For the steps that follow; this program's own texts are without it already.
    for (const part of secretParts(address)) core.setSecret(part);
  });
  // Of two readings, that of the check counts: what goes up is what was checked.
  return { sha256, ...(await inspectPlaceFile(path, "strict")) };
}

export async function removeFetched({ folder }: StepRecord): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => {});
}

import * as core from "@actions/core";
import { fetchVersion } from "../../open-cloud/api/delivery.ts";
import { type NewestVersions, newestVersions } from "../../open-cloud/api/versions.ts";
import { CallError } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { inspectDownload } from "../../place-file/download.ts";
import { describePlace } from "../../place-file/inspect.ts";
import { annotate } from "../../runner/annotations.ts";
import { LATE_CHECK_ADVICE, linesOfError, StepFailure } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { hideParts } from "../../runner/secret.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText, secondsText, thousands } from "../../text/units.ts";
import { nameOf, type StepRecord } from "./record.ts";
import { asUnwritten, partOf } from "./target.ts";

const NOTHING = "nothing was written";

/** Finds out which version is meant. @throws CallError; StepFailure when there is none. */
export async function chooseVersion(client: Client, step: StepRecord): Promise<void> {
  const { placeId, versionNumber: wanted } = step.inputs;
  const title = `Place ${placeId} was not downloaded`;
  const isNumber = /^\d/.test(wanted);
  try {
    const newest = await newestVersions(client, placeId, { title, certain: NOTHING });
    if (newest) {
      step.newest = newest;
      const { latest, published } = newest;
      core.info(
        published === latest
          ? `Place ${placeId}: version ${latest} is live, and the newest`
          : `Place ${placeId}: ${published === undefined ? "no version is live" : `version ${published} is live`}, version ${latest} is the newest, saved but not published`,
      );
      setOutputs(
        { ...(published === undefined ? {} : { publishedVersion: published }), latestVersion: latest },
        "Nothing was written.",
      );
    }
  } catch (error) {
    // A number needs no list: without it, only the two outputs about the place are missing.
    if (!isNumber || !(error instanceof CallError) || client.deadline.signal.aborted) throw error;
    annotate(step.remarks, {
      severity: "warning",
      title: "The place's versions could not be listed",
      message: `${error.happened}. The outputs publishedVersion and latestVersion are not set; version ${wanted} is downloaded all the same.`,
    });
  }
  step.versionNumber = isNumber ? wanted : chosen(step.newest, wanted, placeId, title);
}

function chosen(newest: NewestVersions | undefined, wanted: string, placeId: string, title: string): string {
  if (!newest) {
    throw new StepFailure(
      title,
      `Roblox's list of versions of place ${placeId} is empty: there is nothing to download yet. Publish the place once, or correct placeId.`,
    );
  }
  const number = wanted === "latest" ? newest.latest : newest.published;
  if (number !== undefined) return number;
  throw new StepFailure(
    title,
    `Place ${placeId} has no published version among those that Roblox lists, so none is live; its newest version, ${newest.latest}, is saved. Set versionNumber to latest for that one, or to a number.`,
  );
}

/** Fetches the version into a file beside the target. @throws CallError; StepFailure */
export async function fetchPart(client: Client, step: StepRecord, target: string): Promise<void> {
  const { placeId } = step.inputs;
  const { versionNumber = "" } = step;
  step.part = partOf(target);
  core.info(`Fetching ${nameOf(step)}`);
  const began = performance.now();
  const purpose = { title: `Place ${placeId} was not downloaded`, certain: NOTHING };
  step.file = await fetchVersion(client, { placeId, versionNumber }, step.part, purpose, hideParts).catch((error) => {
    throw asUnwritten(error);
  });
  core.info(`It has come whole, in ${secondsText((performance.now() - began) / 1000)}`);
}

/**
 * Reads the file from its start to its end, and says what is in it.
 *
 * @param signal ends the check, wherever it is.
 * @throws StepFailure when the file is refused, or the check was ended.
 */
export async function checkPart(step: StepRecord, signal: AbortSignal): Promise<void> {
  const { inputs, file, remarks } = step;
  if (!file) return;
  const inspection = await inspectDownload(file.path, inputs.checkFile, signal).catch((error) => {
    if (!signal.aborted) throw error;
    throw new StepFailure(
      "The check did not end in time, nothing was written",
      `The bytes of ${nameOf(step)} had come whole, but had not been checked: ${error.message}. ${LATE_CHECK_ADVICE}`,
    );
  });
  step.inspection = inspection;
  const { place, findings, sha256 } = inspection;
  core.startGroup(`Version ${step.versionNumber} of place ${inputs.placeId}: ${bytesText(file.bytes)}`);
  for (const line of place ? describePlace(place, file.bytes) : []) core.info(harmless(line, 2000));
  core.info(`sha256 ${file.sha256}`);
  core.endGroup();

  const reasons = findings.filter(({ severity }) => severity === "refusal").map(({ message }) => message);
  if (sha256 !== undefined && sha256 !== file.sha256) {
    reasons.push("What was read back from the disk is not what had been written to it. Look at the runner's disk.");
  }
  if (reasons.length > 0) {
    throw new StepFailure(
      `Version ${step.versionNumber} was refused, nothing was written`,
      linesOfError(reasons.map((reason) => `The download of ${nameOf(step)}: ${reason}`)),
    );
  }
  for (const { severity, title, message } of findings) {
    if (severity !== "refusal") annotate(remarks, { severity, title, message });
  }
  if (file.announced !== undefined) {
    annotate(remarks, {
      severity: "warning",
      title: "Roblox announced another size",
      message: `Roblox announced ${thousands(file.announced)} bytes for ${nameOf(step)}, and ${thousands(file.bytes)} came. The connection brought all that it promised, and the file ends like a place.`,
    });
  }
}

import * as core from "@actions/core";
import { type Finding, type Inspection, inspectPlaceFile } from "../../place-file/inspect.ts";
import { describePlace } from "../../place-file/place.ts";
import type { Remark } from "../../runner/annotations.ts";
import { workspace } from "../../runner/context.ts";
import { linesOfError, StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText } from "../../text/units.ts";
import { refuse, type StepRecord } from "./record.ts";

const LATE_ADVICE =
  "A place of 100 MB takes a second or two: raise timeoutMinutes, or look at what else keeps the runner or its disk busy.";

/**
 * Reads every file once, also one that serves several places, and says what is in it. All files are looked at before
 * anything is sent, and every bad one is named.
 *
 * @param signal ends the check, wherever it is.
 * @throws StepFailure when a file is refused, or when the check was ended before all of them were looked at.
 */
export async function checkFiles(step: StepRecord, signal: AbortSignal): Promise<void> {
  const { inputs, places, findings } = step;
  const paths = new Map(inputs.targets.map(({ path, filePath }) => [path, filePath]));
  const inspections = new Map<string, Inspection>();
  try {
    for (const [path, filePath] of paths) {
      const inspection = await inspectPlaceFile(path, inputs.checkFile, signal);
      inspections.set(path, inspection);
      findings.push(...reportFile(harmless(filePath), inspection));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }

  const refusals = new Set<string>();
  for (const place of places) {
    const inspection = inspections.get(place.target.path);
    if (!inspection) continue;
    place.inspection = inspection;
    const reasons = inspection.findings
      .filter(({ severity }) => severity === "refusal")
      .map((finding) => reasonText(finding, place.target.path));
    reasons.push(...whyAnotherFile(inputs.expectedSha256, inspection));
    if (reasons.length === 0) continue;
    const error = reasons.join(" ");
    refuse(place, error);
    refusals.add(`${harmless(place.target.filePath)}: ${error}`);
  }
  if (inspections.size < paths.size) {
    step.whyNotTried = "the check of the files did not end in time.";
    const files = `${inspections.size} of ${paths.size} ${paths.size === 1 ? "file" : "files"}`;
    throw new StepFailure(
      "The check did not end in time, nothing was sent",
      linesOfError([...refusals], [`Only ${files} had been checked: ${signal.reason.message}. ${LATE_ADVICE}`]),
    );
  }
  if (refusals.size === 0) return;
  step.whyNotTried = "nothing is sent unless every file is good.";
  const files = refusals.size === 1 ? "The place file was" : `${refusals.size} place files were`;
  throw new StepFailure(`${files} refused, nothing was sent`, linesOfError([...refusals]));
}

/** That the file is not the one that `expectedSha256` names. */
function whyAnotherFile(expected: string, { sha256 }: Inspection): string[] {
  if (expected === "" || sha256 === undefined || sha256 === expected) return [];
  return [
    `This is not the file that was expected: its sha256 is ${sha256}, and expectedSha256 is ${expected}. It was built again or changed since it was tested: hand the tested file itself over, as an artifact, or correct expectedSha256.`,
  ];
}

/** Why a file is missing depends on the workflow, of which the check knows nothing. */
function reasonText({ code, message }: Finding, path: string): string {
  if (code !== "missing") return message;
  return (
    `${message} It was looked for at ${harmless(path)} (the workspace is ${harmless(workspace())}). ` +
    "Usually the job has no actions/checkout step, or no step before this one built or downloaded the file."
  );
}

/** What is in a file, in the log. @returns what is to be said about it. */
function reportFile(filePath: string, { bytes, sha256, contentType, place, findings }: Inspection): Remark[] {
  if (sha256 !== undefined) {
    core.startGroup(`Place file ${filePath}: ${bytesText(bytes)}`);
    for (const line of place ? describePlace(place, bytes) : []) core.info(harmless(line, 2000));
    core.info(`sha256 ${sha256}, sent as ${contentType}`);
    core.endGroup();
  }
  return findings.flatMap(({ severity, title, message }) =>
    severity === "refusal" ? [] : [{ severity, title, message: `${filePath}: ${message}` }],
  );
}

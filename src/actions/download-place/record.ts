import type { DeliveredFile } from "../../open-cloud/api/delivery.ts";
import type { NewestVersions } from "../../open-cloud/api/versions.ts";
import type { Inspection } from "../../place-file/inspect.ts";
import type { Remark } from "../../runner/annotations.ts";
import { harmless } from "../../text/harmless.ts";
import type { DownloadPlaceInputs } from "./inputs.ts";

/** Everything that this step knows of its download. */
export interface StepRecord {
  readonly inputs: DownloadPlaceInputs;
  readonly remarks: Remark[];
  readonly beganAt: number;
  newest?: NewestVersions;
  /** Digits. */
  versionNumber?: string;
  /** What has come so far, beside the target. */
  part?: string;
  file?: DeliveredFile;
  inspection?: Inspection;
  /** Where it lies once it is whole and checked. */
  written?: string;
  failure?: { readonly title: string; readonly message: string };
}

export function startRecord(inputs: DownloadPlaceInputs): StepRecord {
  return { inputs, remarks: [], beganAt: performance.now() };
}

/** `version 12 of place 1818`. */
export function nameOf({ inputs, versionNumber = inputs.versionNumber }: StepRecord): string {
  const isNumber = /^\d/.test(versionNumber);
  return `${isNumber ? `version ${versionNumber}` : `the ${versionNumber} version`} of place ${inputs.placeId}`;
}

/** What a step leaves behind that ends before its time. */
export function fateOf(step: StepRecord): string {
  if (step.written !== undefined) return `The file is written: ${nameOf(step)}, ${harmless(step.written)}.`;
  return "Nothing was written; a file that was there is as it was.";
}

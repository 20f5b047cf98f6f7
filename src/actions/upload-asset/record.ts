import { createUncertain } from "../../open-cloud/api/assets.ts";
import type { Effect } from "../../open-cloud/retry.ts";
import type { AssetFile } from "../../place-file/asset.ts";
import type { Remark } from "../../runner/annotations.ts";
import { setOutputs } from "../../runner/outputs.ts";
import type { UploadAssetInputs, UploadType } from "./inputs.ts";

/** A file that may be sent. */
export type CheckedFile = AssetFile & Required<Pick<AssetFile, "sha256" | "contentType" | "format">>;

/** Everything that this step knows of its asset. */
export interface StepRecord {
  readonly inputs: UploadAssetInputs;
  readonly remarks: Remark[];
  readonly beganAt: number;
  file?: CheckedFile;
  assetType?: UploadType;
  /** Whether the upload may have been carried out, from its first try on. */
  effect?: Effect;
  operationId?: string;
  assetId?: string;
  versionNumber?: string;
  moderationState?: string;
  /** Experiences that may use it now. */
  readonly granted: string[];
  failure?: { readonly title: string; readonly message: string };
}

export function startRecord(inputs: UploadAssetInputs): StepRecord {
  return { inputs, remarks: [], granted: [], beganAt: performance.now() };
}

type Known = Partial<Pick<StepRecord, "operationId" | "assetId" | "versionNumber" | "moderationState">>;

/** Notes what has become known, and sets it as outputs at once: the step may fail later, and the asset is there. */
export function learn(step: StepRecord, known: Known): void {
  Object.assign(step, known);
  const { assetId } = known;
  setOutputs({ ...known, ...(assetId === undefined ? {} : { assetUrl: assetUrl(assetId) }) }, fateOf(step));
}

export function assetUrl(assetId: string): string {
  return `https://create.roblox.com/store/asset/${assetId}`;
}

/** What is known of the asset when the step ends before its time, in whole sentences. */
export function fateOf({ inputs, file, effect, operationId, assetId, versionNumber }: StepRecord): string {
  if (assetId !== undefined) {
    const version = versionNumber === undefined ? "" : ` as version ${versionNumber}`;
    return `The file is asset ${assetId}${version}.`;
  }
  if (operationId !== undefined) {
    return `Roblox has the file, and operation ${operationId} may yet make ${inputs.assetId === "" ? "an asset" : "a version"} of it: look in the Creator Dashboard before you run the step again.`;
  }
  // A plugin's file is only handed over before there is a task that uploads it.
  if (effect !== "possible" && inputs.place) return "The plugin was not uploaded.";
  if (effect !== "possible" || !file) return "Nothing was uploaded.";
  return inputs.assetId === ""
    ? createUncertain(inputs.displayName, file)
    : `Asset ${inputs.assetId} may have a new version: the file had been sent.`;
}

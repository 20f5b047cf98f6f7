import * as core from "@actions/core";
import { audioQuota } from "../../open-cloud/api/assets.ts";
import { introspectKey, type KeyReport, unusable } from "../../open-cloud/api/keys.ts";
import type { Client } from "../../open-cloud/client.ts";
import {
  APIS,
  ASSET_CONTENT_TYPES,
  type AssetType,
  type Permission,
  VIDEO_PRICE_ROBUX,
} from "../../open-cloud/facts.ts";
import { inspectAssetFile } from "../../place-file/asset.ts";
import { annotate } from "../../runner/annotations.ts";
import { workspace } from "../../runner/context.ts";
import { LATE_CHECK_ADVICE, StepFailure } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText, secondsText, thousands } from "../../text/units.ts";
import type { UploadAssetInputs, UploadType } from "./inputs.ts";
import type { CheckedFile, StepRecord } from "./record.ts";

const LOOK_UP_SECONDS = 10;

/**
 * @param signal ends the check, wherever it is.
 * @throws StepFailure when the file is refused, or is nothing for the type that is asked for, or the check was ended.
 */
export async function checkFile(step: StepRecord, signal: AbortSignal): Promise<void> {
  const { inputs, remarks } = step;
  const shown = harmless(inputs.filePath);
  const file = await inspectAssetFile(inputs.path, signal).catch((error) => {
    if (!signal.aborted) throw error;
    throw new StepFailure(
      "The check did not end in time, nothing was sent",
      `${shown}: the file had not been checked: ${error.message}. ${LATE_CHECK_ADVICE}`,
    );
  });
  const reasons = file.findings.filter(({ severity }) => severity === "refusal");
  if (reasons.length > 0) {
    const where = ` It was looked for at ${harmless(inputs.path)} (the workspace is ${harmless(workspace())}).`;
    const text = reasons.map(({ code, message }) => `${message}${code === "missing" ? where : ""}`).join(" ");
    throw new StepFailure("The file was refused, nothing was sent", `${shown}: ${text}`);
  }
  for (const { severity, title, message } of file.findings) {
    if (severity !== "refusal") annotate(remarks, { severity, title, message: `${shown}: ${message}` });
  }
  const checked = file as CheckedFile;
  const { assetType, problem } = typeOf(checked, inputs);
  core.info(`${shown}: ${describeFile(checked)}, to be uploaded as ${assetType}`);
  core.info(`sha256 ${checked.sha256}, sent as ${checked.contentType}`);
  if (problem !== undefined) throw new StepFailure("The file does not fit, nothing was sent", `${shown}: ${problem}`);
  step.file = checked;
  step.assetType = assetType;
  setOutputs({ sha256: checked.sha256 }, "Nothing was uploaded.");
}

/** `12,345 bytes of rbxm, 12 instances under Folder`. */
function describeFile({ format, contentType, bytes, width, height, seconds, instances, roots }: CheckedFile): string {
  const facts = [
    width === undefined ? "" : `, ${width} × ${height} pixels`,
    seconds === undefined ? "" : `, ${secondsText(seconds)} of ${contentType.startsWith("video/") ? "film" : "sound"}`,
    instances === undefined ? "" : `, ${thousands(instances)} instances, at the root ${roots?.slice(0, 5).join(", ")}`,
  ];
  return harmless(`${bytesText(bytes)} of ${format}${facts.join("")}`, 500);
}

const ANIMATION_ROOTS = ["KeyframeSequence", "CurveAnimation"];

/** What the file is uploaded as, and what speaks against it. Pure. */
export function typeOf(
  {
    contentType,
    roots = [],
    rootInstances,
    format,
  }: Pick<CheckedFile, "contentType" | "roots" | "rootInstances" | "format">,
  { assetType: asked, assetId, expectedPrice }: Pick<UploadAssetInputs, "assetType" | "assetId" | "expectedPrice">,
): { assetType: UploadType; problem?: string } {
  if (asked === "Plugin") {
    const problem =
      format !== "rbxm"
        ? `assetType is Plugin, but the file is ${format}. A task reads .rbxm only: build the plugin as one (\`rojo build --output plugin.rbxm\`).`
        : rootInstances !== 1
          ? `assetType is Plugin, but ${thousands(rootInstances ?? 0)} instances stand at the root. A plugin is one instance, such as a Folder or a Script, with everything in it.`
          : undefined;
    return { assetType: asked, ...(problem !== undefined && { problem }) };
  }
  const isAnimation = roots.length > 0 && roots.every((name) => ANIMATION_ROOTS.includes(name));
  const fitting = (Object.keys(ASSET_CONTENT_TYPES) as AssetType[]).filter((type) =>
    ASSET_CONTENT_TYPES[type].some((known) => known === contentType),
  );
  const byBytes = isAnimation ? "Animation" : (fitting[0] as AssetType);
  const assetType = asked ?? byBytes;
  if (!fitting.includes(assetType)) {
    return {
      assetType,
      problem: `assetType is ${assetType}, but the file is ${format}, which is taken as ${fitting.join(" or ")}. Correct filePath or assetType.`,
    };
  }
  if (assetType === "Animation" && !isAnimation) {
    return {
      assetType,
      problem: `assetType is Animation, but at the root stands ${harmless(roots.join(", "))}. An animation is a file whose root is a KeyframeSequence or a CurveAnimation.`,
    };
  }
  if (assetId !== "" && assetType !== "Model") {
    return {
      assetType,
      problem: `The file is ${assetType}, and Roblox takes a new version of models only. Leave assetId out: the file then becomes a new asset, with an id of its own.`,
    };
  }
  if (assetType === "Video" && expectedPrice === undefined) {
    return {
      assetType,
      problem: `A video costs Robux (${thousands(VIDEO_PRICE_ROBUX)} by Roblox's documentation). Set expectedPrice to the most that it may cost.`,
    };
  }
  return { assetType };
}

/**
 * Asks Roblox about the key before anything is sent: without its read permission, an upload would be lost sight of.
 *
 * @throws StepFailure when the key cannot be used. No answer means nothing: the upload will tell.
 */
export async function checkKey(client: Client, { inputs, remarks }: StepRecord): Promise<void> {
  if (inputs.apiKey === "") {
    const message = "This dry run was given no API key, so whether a key may upload was not checked.";
    annotate(remarks, { severity: "notice", title: "The key was not checked", message });
    return;
  }
  for (const { permission } of inputs.place ? [APIS.task, APIS.createAsset] : [APIS.createAsset]) {
    const key = await introspectKey(client, permission, LOOK_UP_SECONDS);
    if (typeof key !== "object") return;
    const { failure, warning } = judgeKey(key, permission, client);
    if (failure !== undefined) throw new StepFailure("The API key cannot be used, nothing was sent", failure);
    if (warning !== undefined) {
      annotate(remarks, { severity: "warning", title: "The API key may not upload assets", message: warning });
    }
  }
}

/**
 * What follows from Roblox's word on a key. Of the permission for an asset, half is certain to be too little; what the task
 * of a plugin makes do with is not known, so that is for Roblox to say. Pure.
 *
 * @param client names a universe for a plugin only.
 */
export function judgeKey(
  key: KeyReport,
  { scope, operations }: Permission,
  { keyHelp, universeId }: Pick<Client, "keyHelp" | "universeId">,
): { failure?: string; warning?: string } {
  const bad = unusable(key);
  if (bad) return { failure: `${bad.why} ${bad.next} ${keyHelp}` };
  const lacking = operations.filter((operation) => !key.operations.includes(operation));
  const isPlugin = universeId !== undefined;
  const warn = (lack: string) => ({
    warning: `By what Roblox says of the key, it lacks ${lack}, so the upload will probably be refused. ${keyHelp}`,
  });
  if (key.listsScopes && lacking.length > 0 && (isPlugin || lacking.length === operations.length)) {
    return warn(`${scope} ${lacking.join(" and ")}`);
  }
  if (key.listsScopes && lacking.length > 0) {
    const why = lacking[0] === "read" ? "what becomes of an upload could not be seen" : "an upload would be refused";
    return {
      failure: `The key lacks ${scope} ${lacking[0]}, so ${why}. Add it to the key in the Creator Dashboard. ${keyHelp}`,
    };
  }
  return isPlugin && key.reach === "others" ? warn(`universe ${universeId} among its experiences`) : {};
}

/** Warns when a user's sounds of the month are used up; the documents disagree about how many those are. */
export async function checkQuota(client: Client, { inputs, remarks, assetType }: StepRecord): Promise<void> {
  const { creator } = inputs;
  if (assetType !== "Audio" || !creator || !("userId" in creator) || inputs.apiKey === "") return;
  const quota = await audioQuota(client, creator.userId, LOOK_UP_SECONDS);
  if (!quota) return;
  const { usage, capacity } = quota;
  core.info(`Uploads of sounds in this period: ${thousands(usage)} of ${thousands(capacity)}`);
  if (usage < capacity) return;
  const message = `All ${thousands(capacity)} uploads of sounds in this period are used up, so this one will probably be refused.`;
  annotate(remarks, { severity: "warning", title: "The quota for sounds is used up", message });
}

import { basename } from "node:path";
import * as core from "@actions/core";
import {
  awaitModeration,
  awaitOperation,
  createAsset,
  moderationState,
  type SentFile,
  updateAsset,
} from "../../open-cloud/api/assets.ts";
import { grantUse } from "../../open-cloud/api/permissions.ts";
import type { Client } from "../../open-cloud/client.ts";
import type { AssetType } from "../../open-cloud/facts.ts";
import { annotate } from "../../runner/annotations.ts";
import { linesOfError, StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText } from "../../text/units.ts";
import { type CheckedFile, learn, type StepRecord } from "./record.ts";

const LOOK_UP_SECONDS = 5;

/** Sends the file and waits for what Roblox makes of it. Everything is an output as soon as it is known. */
export async function upload(client: Client, step: StepRecord): Promise<void> {
  const { inputs, remarks } = step;
  const { path, bytes, sha256, contentType, format } = step.file as CheckedFile;
  // Its own name may be anything, and Roblox shows it nowhere.
  const file: SentFile = {
    path,
    bytes,
    sha256,
    contentType,
    fileName: `${/^[\w.-]+$/.exec(basename(path)) ?? `file.${format}`}`,
  };
  const watch = {
    onEffect(effect: NonNullable<StepRecord["effect"]>) {
      step.effect = effect;
    },
  };
  const { assetId, creator, expectedPrice, displayName, description } = inputs;
  core.info(assetId === "" ? `Uploading it as a new asset` : `Uploading it as the next version of asset ${assetId}`);
  const began = performance.now();
  const price = expectedPrice === undefined ? {} : { expectedPrice };
  const operation =
    assetId !== "" || !creator
      ? await updateAsset(client, inputs, file, watch)
      : await createAsset(
          client,
          { assetType: step.assetType as AssetType, displayName, description, creator, ...price },
          file,
          watch,
        );
  if (operation.operationId !== "") learn(step, { operationId: operation.operationId });
  const asset = await awaitOperation(client, operation, assetId);
  const { displayName: storedName, ...known } = asset;
  learn(step, known);
  const version = asset.versionNumber === undefined ? "" : ` version ${asset.versionNumber}`;
  core.info(`Asset ${asset.assetId}${version} after ${secondsText((performance.now() - began) / 1000)}`);
  if (storedName?.includes("####")) {
    annotate(remarks, {
      severity: "warning",
      title: "Roblox's text filter changed the name",
      message: `The asset's name is stored as "${harmless(storedName, 60)}". Choose other words; commit hashes and abbreviations are often taken for what they are not.`,
    });
  }
}

/** Says what moderation made of the asset, or waits for it. @throws StepFailure when it was rejected. */
export async function reportModeration(client: Client, step: StepRecord): Promise<void> {
  const { inputs, remarks, assetId = "" } = step;
  const known = step.moderationState;
  if (inputs.moderation === "wait") {
    if (known === "Reviewing") core.info("Moderation has not decided yet; waiting for it");
    learn(step, { moderationState: await awaitModeration(client, assetId, known) });
  } else {
    const state = known ?? (await moderationState(client, assetId, LOOK_UP_SECONDS));
    if (state !== undefined && state !== known) learn(step, { moderationState: state });
  }
  const state = step.moderationState;
  core.info(`Moderation: ${state ?? "not known"}`);
  if (state !== "Rejected") return;
  const message = `Moderation rejected asset ${assetId}: nobody but its owner sees or hears it. Its page in the Creator Dashboard gives the reason; do not upload the same content again, which puts the account at risk.`;
  if (inputs.moderation === "wait") throw new StepFailure("The asset was rejected", message);
  annotate(remarks, { severity: "warning", title: "The asset was rejected", message });
}

/** Lets the experiences use the asset. All of them are tried. @throws StepFailure that names each that may not. */
export async function grant(client: Client, step: StepRecord): Promise<void> {
  const { inputs, assetId = "", granted } = step;
  const refused: string[] = [];
  for (const universeId of inputs.grantUniverseIds) {
    const refusal = await grantUse(client, assetId, universeId);
    if (refusal === undefined) {
      granted.push(universeId);
      core.info(`Experience ${universeId} may use it from now on`);
    } else refused.push(`Experience ${universeId}: ${refusal}.`);
  }
  if (refused.length === 0) return;
  throw new StepFailure(
    `Asset ${assetId} exists, but not every experience may use it`,
    linesOfError(refused, [
      "Check grantUniverseIds, and that the key's owner may manage both the asset and the experience. Running the step again would make the asset again: grant the use in the Creator Dashboard instead.",
    ]),
  );
}

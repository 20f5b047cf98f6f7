import * as core from "@actions/core";
import { startClient } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { CANCELLED_TITLE, cancelled, ifCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import { failureOf } from "../../runner/failure.ts";
import { checkFile, checkKey, checkQuota } from "./check.ts";
import type { UploadAssetInputs } from "./inputs.ts";
import { uploadPlugin } from "./plugin.ts";
import { fateOf, type StepRecord, startRecord } from "./record.ts";
import { writeSummary } from "./summary.ts";
import { grant, reportModeration, upload } from "./upload.ts";

export { readInputs } from "./inputs.ts";

/** How long the runner's cancelling is held up for the summary. */
const LAST_SECONDS = 2;

/** The action that makes a file an asset: check the file and the key, upload, and report what Roblox made of it. */
export async function run(inputs: UploadAssetInputs): Promise<void> {
  const client = startClient({ ...inputs, ...inputs.place }, caller());
  const step = startRecord(inputs);
  ifCancelled({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message) });
  try {
    await checkFile(step, client.deadline.signal);
    await checkKey(client, step);
    await checkQuota(client, step);
    if (inputs.dryRun) core.info("Dry run: nothing was uploaded");
    else {
      await (inputs.place ? uploadPlugin : upload)(client, step);
      await reportModeration(client, step);
      await grant(client, step);
    }
  } catch (error) {
    step.failure ??= failureOf(error);
    throw error;
  } finally {
    if (!cancelled.aborted) await writeSummary(step);
  }
}

async function finishCancelled(step: StepRecord, message: string): Promise<void> {
  step.failure = { title: CANCELLED_TITLE, message };
  await within(LAST_SECONDS, () => writeSummary(step));
}

import * as core from "@actions/core";
import { startClient } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { CANCELLED_TITLE, cancelled, ifCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import { failureOf } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { checkPart, chooseVersion, fetchPart } from "./fetch.ts";
import type { DownloadPlaceInputs } from "./inputs.ts";
import { fateOf, type StepRecord, startRecord } from "./record.ts";
import { writeSummary } from "./summary.ts";
import { prepareTarget, putInPlace, removePart, targetFor } from "./target.ts";

export { readInputs } from "./inputs.ts";

/** How long the runner's cancelling is held up until what was begun is taken away. */
const LAST_SECONDS = 2;

/** The action that fetches a version of a place: choose it, fetch it beside the target, check it, put it in its place. */
export async function run(inputs: DownloadPlaceInputs): Promise<void> {
  const client = startClient(inputs, caller());
  const step = startRecord(inputs);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  ifCancelled({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message, over) });
  try {
    await chooseVersion(client, step);
    const target = await prepareTarget(step);
    await fetchPart(client, step, target);
    await checkPart(step, client.deadline.signal);
    putInPlace(step, targetFor(step, target));
    report(step);
  } catch (error) {
    step.failure ??= failureOf(error);
    throw error;
  } finally {
    await within(LAST_SECONDS, () => removePart(step)).catch(() => {});
    if (!cancelled.aborted) await writeSummary(step);
    end();
  }
}

function report(step: StepRecord): void {
  const { written = "", versionNumber, file } = step;
  core.info(`Written to ${harmless(written, 1000)}`);
  setOutputs({ filePath: written, versionNumber, sha256: file?.sha256, bytes: String(file?.bytes) }, fateOf(step));
}

/** The step unwinds by itself, since all that it waits for has been called off. */
async function finishCancelled(step: StepRecord, message: string, over: Promise<void>): Promise<void> {
  step.failure = { title: CANCELLED_TITLE, message };
  await within(LAST_SECONDS, () => over)
    .catch(() => within(LAST_SECONDS, () => removePart(step)))
    .catch(() => {});
  await within(LAST_SECONDS, () => writeSummary(step));
}

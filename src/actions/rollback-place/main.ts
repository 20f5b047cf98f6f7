import * as core from "@actions/core";
import { CallError } from "../../open-cloud/call.ts";
import { startClient } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { annotate } from "../../runner/annotations.ts";
import { CANCELLED_TITLE, cancelled, ifCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import { failureOf, StepFailure } from "../../runner/failure.ts";
import { bringBack } from "./bring-back.ts";
import { fetchTarget, removeFetched } from "./fetch.ts";
import type { RollbackInputs } from "./inputs.ts";
import { makePlan } from "./plan.ts";
import { effectSoFar, fateOf, prove, type StepRecord, seeLive, startRecord, titleFor } from "./record.ts";
import { writeSummary } from "./summary.ts";

export { readInputs } from "./inputs.ts";

/** How long an end is held up for the summary, and for files to be removed. */
const LAST_SECONDS = 2;

/** The action that makes an earlier version live again: look, fetch and check, publish, and prove. */
export async function run(inputs: RollbackInputs): Promise<void> {
  const client = startClient(inputs, caller());
  const step = startRecord(inputs);
  ifCancelled({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message) });
  try {
    const { live, target } = await makePlan(client, step);
    if (live === target) return tellNothingToDo(step, target);
    await fetchTarget(client, step);
    tellWhatStays(step);
    if (inputs.dryRun) core.info(`Dry run: the bytes of version ${target} would be published. ${fateOf(step)}`);
    else await bringBack(client, step);
  } catch (error) {
    throw tellingFate(step, error);
  } finally {
    await within(LAST_SECONDS, () => removeFetched(step)).catch(() => {});
    if (!cancelled.aborted) await writeSummary(step);
  }
}

/** The version that is asked for is live: by the list, which is the proof. */
function tellNothingToDo(step: StepRecord, target: string): void {
  seeLive(step, target);
  prove(step, "its number");
  core.info(`Version ${target} of place ${step.inputs.placeId} is live already: there is nothing to do`);
}

/** Said each time, since a rollback is done in a hurry. */
function tellWhatStays({ inputs, remarks, plan }: StepRecord): void {
  annotate(remarks, {
    severity: "notice",
    title: "What does not go back",
    message: `A rollback brings back what is in the place file of version ${plan?.target}. Data stores, configs, prices and products, the settings of place ${inputs.placeId}, and packages that are loaded at run time stay as they are: a version that cannot read the data of a newer one does harm. Running servers keep their version until they end or are restarted (restart-servers).`,
  });
}

/** The failure with what is known of the place. */
function tellingFate(step: StepRecord, error: unknown): StepFailure {
  const { title, message } = failureOf(error);
  const failure = new StepFailure(
    error instanceof CallError ? titleFor(step.inputs, effectSoFar(step)) : title,
    `${message} ${fateOf(step)}`,
  );
  step.failure ??= failure;
  return failure;
}

async function finishCancelled(step: StepRecord, message: string): Promise<void> {
  step.failure = { title: CANCELLED_TITLE, message };
  await within(LAST_SECONDS, () => Promise.all([writeSummary(step), removeFetched(step)]));
}

import * as core from "@actions/core";
import { type Client, startClient } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { annotate } from "../../runner/annotations.ts";
import { CANCELLED_TITLE, cancelled, ifCancelled } from "../../runner/cancel.ts";
import { caller, readRun } from "../../runner/context.ts";
import { failureOf } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { checkFiles } from "./check-files.ts";
import { checkKeyBeside } from "./check-key.ts";
import { type Deployment, openDeployment } from "./deployment.ts";
import { finishDryRun } from "./dry-run.ts";
import { followUp } from "./follow-up.ts";
import { lastAllowed, lookBack, newestAllowed, warnOfOthers } from "./guard.ts";
import type { PublishInputs } from "./inputs.ts";
import { cancel, fateOf, outputsOf, resultsOf, type StepRecord, startRecord } from "./record.ts";
import { sendPlaces } from "./send.ts";
import { writeSummary } from "./summary.ts";

export { readInputs } from "./inputs.ts";

/** How long the runner's cancelling is held up for a last word to GitHub. */
const LAST_SECONDS = 2;

/** The publish action: check the files and the key, send, and report what became of every place. */
export async function run(inputs: PublishInputs): Promise<void> {
  const client = startClient(inputs, caller());
  const step = startRecord(inputs);
  const deployment = openDeployment(step, readRun());
  ifCancelled({ say: () => fateOf(step), finish: (message) => finishCancelled(step, deployment, message) });
  try {
    await checkKeyBeside(client, step, () => checkFiles(step, client.deadline.signal)).finally(() => {
      for (const finding of step.findings) annotate(step.remarks, finding);
    });
    if (inputs.dryRun) await rehearse(client, step);
    else await publish(client, step, deployment);
  } catch (error) {
    step.failure ??= failureOf(error);
    throw error;
  } finally {
    if (!cancelled.aborted) await reportOutcome(step);
  }
}

/** A dry run: whatever would hold a publish back holds it back too. */
async function rehearse(client: Client, step: StepRecord): Promise<void> {
  const { inputs } = step;
  if (inputs.lastVersionNumber !== "" && inputs.apiKey === "") {
    core.info("Without a key, lastVersionNumber is not compared with the versions of the place");
  } else {
    await newestAllowed(client, inputs, await lastAllowed(step, readRun(), client.deadline.signal));
  }
  await finishDryRun(client, step);
}

async function publish(client: Client, step: StepRecord, deployment: Deployment): Promise<void> {
  const run = readRun();
  const { signal } = client.deadline;
  const last = await lastAllowed(step, run, signal);
  const known = lookBack(step, run, signal);
  await deployment.begin();
  try {
    const newest = await newestAllowed(client, step.inputs, last);
    await sendPlaces(client, step);
    warnOfOthers(step, newest ?? (await known));
  } finally {
    if (!cancelled.aborted) await Promise.all([deployment.finish(), followUp(client, step, run)]);
  }
}

async function reportOutcome(step: StepRecord): Promise<void> {
  try {
    setOutputs({ results: resultsOf(step), ...outputsOf(step) }, step.failure?.message ?? fateOf(step));
  } finally {
    await writeSummary(step);
  }
}

async function finishCancelled(step: StepRecord, deployment: Deployment, message: string): Promise<void> {
  step.failure = { title: CANCELLED_TITLE, message };
  step.whyNotTried ??= "the step was cancelled.";
  for (const place of step.places) cancel(place);
  try {
    setOutputs({ results: resultsOf(step), ...outputsOf(step) }, message);
  } catch {
    // What is known has been said, and the end is not to wait for more.
  }
  await within(LAST_SECONDS, () => Promise.all([deployment.finish("error"), writeSummary(step)]));
}

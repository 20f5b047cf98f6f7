import { startDeadline, within, withSignal } from "../../open-cloud/deadline.ts";
import { createLimiter } from "../../open-cloud/limiter.ts";
import { apiKeyHelp, readRun, userAgent } from "../../runner/context.ts";
import { reportFailure } from "../../runner/failure.ts";
import { setJsonOutput, setOutput } from "../../runner/outputs.ts";
import { checkFiles } from "./check-files.ts";
import { checkKeyBeside } from "./check-key.ts";
import { type Deployment, openDeployment } from "./deployment.ts";
import { finishDryRun } from "./dry-run.ts";
import { followUp } from "./follow-up.ts";
import type { PublishInputs } from "./inputs.ts";
import { endOnSignals } from "./interrupt.ts";
import { outputsOf, resultsOf, type StepRecord, startRecord } from "./record.ts";
import { sendPlaces } from "./send.ts";
import { writeSummary } from "./summary.ts";

/** How long the runner's cancelling is held up for a last word to GitHub. */
const LAST_SECONDS = 2;

/** The publish action, from reading its inputs to its outputs. */
export async function run(inputs: PublishInputs): Promise<void> {
  let record: StepRecord | undefined;
  let deployment: Deployment | undefined;
  const cancelling = new AbortController();
  const { signal } = cancelling;
  endOnSignals(
    () => record,
    cancelling,
    () => within(LAST_SECONDS, () => Promise.all([deployment?.finish("error"), writeSummary(record)])),
  );
  try {
    const step = startRecord(inputs);
    record = step;
    const deadline = withSignal(startDeadline(inputs.timeoutMinutes), signal);
    const cloud = { apiKey: inputs.apiKey, userAgent: userAgent(), deadline };
    await checkKeyBeside(cloud, step, apiKeyHelp(), () => checkFiles(step));
    if (inputs.dryRun) return await finishDryRun(cloud, step);
    deployment = openDeployment(step, readRun());
    await deployment.begin();
    await sendPlaces({ cloud, limiter: createLimiter(), hangUps: 0 }, step, apiKeyHelp()).finally(() =>
      signal.aborted ? undefined : Promise.all([deployment?.finish(), followUp(cloud, step, readRun())]),
    );
  } catch (error) {
    // A cancelled step has said so already.
    if (signal.aborted) return;
    const failure = reportFailure(error);
    if (record) record.failure = failure;
  } finally {
    if (record && !signal.aborted) await reportOutcome(record);
  }
}

async function reportOutcome(record: StepRecord): Promise<void> {
  setJsonOutput("results", resultsOf(record));
  for (const [name, value] of Object.entries(outputsOf(record))) setOutput(name, value);
  await writeSummary(record);
}

export { readInputs } from "./inputs.ts";

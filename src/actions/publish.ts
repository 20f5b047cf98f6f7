import * as core from "@actions/core";
import { readPublishInputs } from "../inputs/publish.ts";
import { startDeadline } from "../open-cloud/deadline.ts";
import { createLimiter } from "../open-cloud/limiter.ts";
import { checkFiles } from "../publish/check.ts";
import { endOnSignals } from "../publish/interrupt.ts";
import { outputsOf, resultsOf, type StepRecord, startRecord } from "../publish/record.ts";
import { sendPlaces } from "../publish/send.ts";
import { reportFailure } from "../report/failure.ts";
import { apiKeyHelp, userAgent, whyNoSecrets } from "../workflow.ts";

/** The publish action, from reading its inputs to its outputs. */
async function publish(): Promise<void> {
  let record: StepRecord | undefined;
  endOnSignals(
    () => record,
    async () => {},
  );
  try {
    const inputs = await readPublishInputs(whyNoSecrets);
    record = startRecord(inputs);
    const deadline = startDeadline(inputs.timeoutMinutes);
    const cloud = { apiKey: inputs.apiKey, userAgent: userAgent(), deadline };
    await checkFiles(record);
    await sendPlaces({ cloud, limiter: createLimiter(), hangUps: 0 }, record, apiKeyHelp());
  } catch (error) {
    reportFailure(error);
  } finally {
    if (record) {
      core.setOutput("results", JSON.stringify(resultsOf(record)));
      for (const [name, value] of Object.entries(outputsOf(record))) core.setOutput(name, value);
    }
  }
}

await publish();

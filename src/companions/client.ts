import * as core from "@actions/core";
import type { CommonInputs } from "../inputs/reader.ts";
import type { Client } from "../open-cloud/call.ts";
import { startDeadline } from "../open-cloud/deadline.ts";
import { secondsText } from "../report/units.ts";
import { apiKeyHelp, userAgent } from "../workflow.ts";

/** What the calls of a companion action share. The step's time runs from here on. */
export function startClient({ apiKey, universeId, maxAttempts, timeoutMinutes }: CommonInputs): Client {
  return {
    cloud: { apiKey, userAgent: userAgent(), deadline: startDeadline(timeoutMinutes) },
    universeId,
    maxAttempts,
    keyHelp: apiKeyHelp(),
    onWait(happened, { seconds }, nextAttempt) {
      core.info(`${happened}. Attempt ${nextAttempt} of ${maxAttempts} follows in ${secondsText(seconds)}`);
    },
  };
}

import * as core from "@actions/core";
import { startClient } from "../companions/client.ts";
import { readPublishMessageInputs } from "../inputs/publish-message.ts";
import { publishMessage } from "../open-cloud/messages.ts";
import { reportFailure } from "../report/failure.ts";

/** The action that tells running servers something through MessagingService. */
async function run(): Promise<void> {
  try {
    const inputs = await readPublishMessageInputs();
    await publishMessage(startClient(inputs), inputs);
    core.info(`Sent to the servers of universe ${inputs.universeId} that subscribe to the topic`);
  } catch (error) {
    reportFailure(error);
  }
}

await run();

import * as core from "@actions/core";
import { MESSAGE_UNCERTAIN, publishMessage } from "../../open-cloud/api/messages.ts";
import { startClient } from "../../open-cloud/client.ts";
import { tellEffectIfCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import type { PublishMessageInputs } from "./inputs.ts";

/** The action that tells running servers something through MessagingService. */
export async function run(inputs: PublishMessageInputs): Promise<void> {
  const onEffect = tellEffectIfCancelled({ none: "The message was not sent.", possible: MESSAGE_UNCERTAIN });
  await publishMessage(startClient(inputs, caller()), inputs.universeId, inputs, { onEffect });
  core.info(`Sent to the servers of universe ${inputs.universeId} that subscribe to the topic`);
}

export { readInputs } from "./inputs.ts";

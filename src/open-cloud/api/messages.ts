import { acknowledged, type Client, callCloud } from "../call.ts";

/** Limits of MessagingService, which the call shares (Open Cloud, "Publish Universe Message"). */
export const MAX_TOPIC_CHARACTERS = 80;
export const MAX_MESSAGE_CHARACTERS = 1024;

export interface ServerMessage {
  readonly topic: string;
  readonly message: string;
}

/**
 * Sends a message to all running servers that subscribe to its topic: `POST /cloud/v2/universes/{universeId}:publishMessage`
 * (Open Cloud, "Publish Universe Message"; scope `universe-messaging-service:publish`; 5000 a minute).
 * It is not repeated when its answer was lost: servers would act on it twice.
 *
 * @throws CallError
 */
export async function publishMessage(client: Client, { topic, message }: ServerMessage): Promise<void> {
  await callCloud(client, {
    request: {
      method: "POST",
      path: `/cloud/v2/universes/${client.universeId}:publishMessage`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ topic, message }),
    },
    permission: { scope: "universe-messaging-service", operation: "publish" },
    repeatable: false,
    read: acknowledged,
    words: {
      title: "The message was not sent",
      ifUncertain:
        "The servers may have got the message all the same, so it was not sent again: they would act on it twice. Run the step again only if that does no harm.",
      ifRefused: "Compare universeId with the Creator Dashboard (… → Copy Universe ID), and look at topic and message.",
      limit: "5000 messages a minute, and MessagingService's own limits",
    },
  });
}

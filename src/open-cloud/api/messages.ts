import { acknowledged, callAndCount, type Watch } from "../call.ts";
import type { Client } from "../client.ts";
import { APIS } from "../facts.ts";

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
export async function publishMessage(
  client: Client,
  universeId: string,
  { topic, message }: ServerMessage,
  watch: Watch = {},
): Promise<void> {
  const call = {
    method: "POST",
    target: `/cloud/v2/universes/${universeId}:publishMessage`,
    body: JSON.stringify({ topic, message }),
    permission: APIS.publishMessage.permission,
    repeatable: false,
    read: acknowledged,
    words: {
      title: { what: "the message was", done: "sent" },
      doing: "sending a message",
      limit: `${APIS.publishMessage.perMinute} messages a minute (and MessagingService's own limits)`,
      ifUncertain: MESSAGE_UNCERTAIN,
      ifBrokenOff: "no server got the message",
      ifRefused: "Compare universeId with the Creator Dashboard (… → Copy Universe ID), and look at topic and message.",
    },
  } as const;
  await callAndCount(client, call, watch);
}

/** What is to be said when nobody knows whether the message was sent. */
export const MESSAGE_UNCERTAIN =
  "The servers may have got the message all the same, so it was not sent again: they would act on it twice. Run the step again only if that does no harm.";

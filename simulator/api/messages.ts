import type { Roblox } from "../roblox.ts";
import { coded, invalidArgument, permissionDenied } from "../server/answers.ts";
import { type Endpoint, readObject } from "../server/api.ts";

/** A message that went out to the servers. */
export interface MessageRecord {
  readonly universeId: string;
  readonly topic: string;
  readonly message: string;
  readonly at: Date;
}

const MAX_TOPIC_CHARACTERS = 80;
const MAX_MESSAGE_CHARACTERS = 1024;

export function openMessages(roblox: Roblox) {
  const messages: MessageRecord[] = [];

  /**
   * `POST /cloud/v2/universes/{u}:publishMessage` (Roblox's OpenAPI): 200 with an empty body. Whether a length is counted in
   * characters or in bytes is not documented, so neither may exceed it.
   */
  const publishMessage: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/:]+):publishMessage$/,
    access: {
      scope: "universe-messaging-service",
      operations: ["publish"],
      perMinute: 5000,
      refuse: () => permissionDenied("universe-messaging-service:publish"),
    },

    answer(request) {
      const universeId = request.parameters.universe ?? "";
      if (!roblox.universeIds.has(universeId)) return coded(404, "NOT_FOUND", "Universe not found.");
      const { topic, message } = readObject(request) ?? {};
      if (!isText(topic, MAX_TOPIC_CHARACTERS)) return invalidArgument("topic must have 1 to 80 characters.");
      if (!isText(message, MAX_MESSAGE_CHARACTERS)) return invalidArgument("message must have 1 to 1024 characters.");
      messages.push({ universeId, topic, message, at: new Date(roblox.clock.now()) });
      return { status: 200, body: "" };
    },
  };

  return { endpoints: { publishMessage }, records: { messages: messages as readonly MessageRecord[] } };
}

function isText(value: unknown, max: number): value is string {
  return typeof value === "string" && value !== "" && Buffer.byteLength(value) <= max;
}

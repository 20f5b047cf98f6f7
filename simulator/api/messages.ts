import { APIS, MAX_MESSAGE_CHARACTERS, MAX_TOPIC_CHARACTERS } from "../../src/open-cloud/facts.ts";
import type { Roblox } from "../roblox.ts";
import { answers, coded, errors, invalidArgument, permissionDenied } from "../server/answers.ts";
import { type Endpoint, readObject } from "../server/api.ts";

/** A message that went out to the servers. */
export interface MessageRecord {
  readonly universeId: string;
  readonly topic: string;
  readonly message: string;
  readonly at: Date;
}

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
      perMinute: APIS.publishMessage.perMinute,
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

  /** `POST /messaging-service/v1/universes/{u}/topics/{topic}` (Roblox's OpenAPI): the older form of the same, still in use. */
  const publishToTopic: Endpoint = {
    method: "POST",
    path: /^\/messaging-service\/v1\/universes\/(?<universe>[^/]+)\/topics\/(?<topic>[^/]+)$/,
    access: {
      scope: "universe-messaging-service",
      operations: ["publish"],
      perMinute: APIS.publishMessage.perMinute,
      refuse: () => answers.scopeNotAuthorized,
    },

    answer(request) {
      const { universe = "", topic: encoded = "" } = request.parameters;
      const topic = decode(encoded);
      const { message } = readObject(request, /^(application|text)\/(\S+\+)?json\b/i) ?? {};
      if (!roblox.universeIds.has(universe)) return errors(403, "Publishing is not allowed on this experience.");
      if (!isText(topic, MAX_TOPIC_CHARACTERS) || !isText(message, MAX_MESSAGE_CHARACTERS)) {
        return errors(400, "Invalid request.");
      }
      messages.push({ universeId: universe, topic, message, at: new Date(roblox.clock.now()) });
      return { status: 200, body: "" };
    },
  };

  return { endpoints: { publishMessage, publishToTopic }, records: { messages: messages as readonly MessageRecord[] } };
}

function isText(value: unknown, max: number): value is string {
  return typeof value === "string" && value !== "" && Buffer.byteLength(value) <= max;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

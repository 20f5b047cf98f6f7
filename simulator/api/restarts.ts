import { type Answer, coded, invalidArgument, json, permissionDenied } from "../server/answers.ts";
import { type Call, type Cloud, type Endpoint, findPlace, readObject } from "../server/endpoint.ts";

/** A restart that was asked for and granted. */
export interface RestartRecord {
  readonly universeId: string;
  /** Empty: all places. */
  readonly placeIds: readonly string[];
  readonly closeAllVersions: boolean;
  readonly bleedOffServers: boolean;
  readonly bleedOffDurationMinutes?: number;
  readonly at: Date;
}

const FIELDS = ["placeIds", "closeAllVersions", "bleedOffServers", "bleedOffDurationMinutes"];
const MAX_BLEED_OFF_MINUTES = 60;

/**
 * `POST /cloud/v2/universes/{u}:restartServers` (Roblox's OpenAPI). The texts of its 400s are made up, and so is the refusal
 * of an unknown field and of a place that is not the universe's.
 */
export const restartServers: Endpoint = {
  method: "POST",
  path: /^\/cloud\/v2\/universes\/(?<universe>[^/:]+):restartServers$/,
  access: {
    scope: "universe",
    operations: ["write"],
    perMinute: 30,
    refuse: () => permissionDenied("universe:write"),
  },

  answer(call: Call, cloud: Cloud): Answer {
    const universeId = call.parameters.universe ?? "";
    if (!cloud.universeIds.has(universeId)) return coded(404, "NOT_FOUND", "Universe not found.");
    const request = readObject(call);
    if (!request) return invalidArgument("The body must be a JSON object.");
    const unknown = Object.keys(request).find((field) => !FIELDS.includes(field));
    if (unknown !== undefined) return invalidArgument(`Unknown field ${unknown}.`);

    const {
      placeIds = [],
      closeAllVersions = false,
      bleedOffServers = false,
      bleedOffDurationMinutes: minutes,
    } = request;
    if (!Array.isArray(placeIds) || !placeIds.every(isInteger)) return invalidArgument("placeIds must be integers.");
    const ids = placeIds.map(String);
    const stray = ids.find((placeId) => !findPlace(cloud, universeId, placeId));
    if (stray !== undefined) return invalidArgument(`Place ${stray} is not part of the universe.`);
    if (typeof closeAllVersions !== "boolean") return invalidArgument("closeAllVersions must be a boolean.");
    if (typeof bleedOffServers !== "boolean") return invalidArgument("bleedOffServers must be a boolean.");
    if (minutes !== undefined && !isBleedOff(minutes))
      return invalidArgument("bleedOffDurationMinutes must be 1 to 60.");

    cloud.restarts.push({
      universeId,
      placeIds: ids,
      closeAllVersions,
      bleedOffServers,
      ...(minutes !== undefined && { bleedOffDurationMinutes: minutes }),
      at: new Date(cloud.clock.now()),
    });
    return json(200, {});
  },
};

function isInteger(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

function isBleedOff(minutes: unknown): minutes is number {
  return typeof minutes === "number" && Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_BLEED_OFF_MINUTES;
}

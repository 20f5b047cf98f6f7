import { findLive, findPlace, type Roblox } from "../roblox.ts";
import { coded, invalidArgument, json, permissionDenied, problem } from "../server/answers.ts";
import { type Endpoint, readObject } from "../server/api.ts";

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

export function openServers(roblox: Roblox) {
  const restarts: RestartRecord[] = [];

  /**
   * `POST /cloud/v2/universes/{u}:restartServers` (Roblox's OpenAPI). The texts of its 400s are made up, and so is the refusal
   * of an unknown field and of a place that is not the universe's.
   */
  const restartServers: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/:]+):restartServers$/,
    access: {
      scope: "universe",
      operations: ["write"],
      perMinute: 30,
      refuse: () => permissionDenied("universe:write"),
    },

    answer(request) {
      const universeId = request.parameters.universe ?? "";
      if (!roblox.universeIds.has(universeId)) return coded(404, "NOT_FOUND", "Universe not found.");
      const order = readObject(request);
      if (!order) return invalidArgument("The body must be a JSON object.");
      const unknown = Object.keys(order).find((field) => !FIELDS.includes(field));
      if (unknown !== undefined) return invalidArgument(`Unknown field ${unknown}.`);

      const {
        placeIds = [],
        closeAllVersions = false,
        bleedOffServers = false,
        bleedOffDurationMinutes: minutes,
      } = order;
      if (!Array.isArray(placeIds) || !placeIds.every(isInteger)) return invalidArgument("placeIds must be integers.");
      const ids = placeIds.map(String);
      const stray = ids.find((placeId) => !findPlace(roblox, universeId, placeId));
      if (stray !== undefined) return invalidArgument(`Place ${stray} is not part of the universe.`);
      if (typeof closeAllVersions !== "boolean") return invalidArgument("closeAllVersions must be a boolean.");
      if (typeof bleedOffServers !== "boolean") return invalidArgument("bleedOffServers must be a boolean.");
      if (minutes !== undefined && !isBleedOff(minutes))
        return invalidArgument("bleedOffDurationMinutes must be 1 to 60.");

      restarts.push({
        universeId,
        placeIds: ids,
        closeAllVersions,
        bleedOffServers,
        ...(minutes !== undefined && { bleedOffDurationMinutes: minutes }),
        at: new Date(roblox.clock.now()),
      });
      return json(200, {});
    },
  };

  /**
   * `GET /server-management/v1/universes/{u}/restarts:forecast` (Roblox's OpenAPI): the latest version of each place, among
   * other things. A place that was never published is left out.
   */
  const restartsForecast: Endpoint = {
    method: "GET",
    path: /^\/server-management\/v1\/universes\/(?<universe>[^/]+)\/restarts:forecast$/,
    access: { scope: "universe", operations: ["read"], perMinute: 100, refuse: () => problem(403, "Forbidden") },

    answer({ parameters: { universe } }) {
      if (!roblox.universeIds.has(universe ?? "")) return problem(404, "Not Found");
      const forecasts = [...roblox.places]
        .filter(([placeId, place]) => place.universeId === universe && !roblox.readBack.idlePlaces.includes(placeId))
        .map(([placeId, place]) => [placeId, findLive(place, roblox)] as const)
        .filter(([, live]) => live.number > 0n)
        .map(([placeId, live]) => [
          placeId,
          {
            playersImpacted: 0,
            totalPlayers: 0,
            instancesImpacted: 0,
            totalInstances: 0,
            latestPlaceVersion: String(live.number),
            publishTime: live.publishedAt.toISOString(),
            isNotInUniverse: false,
            playersPerVersion: {},
            instancesPerVersion: {},
          },
        ]);
      return json(200, { placeForecasts: Object.fromEntries(forecasts) });
    },
  };

  return {
    endpoints: { restartServers, restartsForecast },
    records: { restarts: restarts as readonly RestartRecord[] },
  };
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === "bigint" || Number.isInteger(value);
}

function isBleedOff(minutes: unknown): minutes is number {
  return typeof minutes === "number" && Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_BLEED_OFF_MINUTES;
}

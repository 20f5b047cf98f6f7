import { APIS, MAX_BLEED_OFF_MINUTES } from "../../src/open-cloud/facts.ts";
import { findLive, findPlace, findVersion, type Roblox } from "../roblox.ts";
import { coded, invalidArgument, json, permissionDenied, problem, type TextResponse } from "../server/answers.ts";
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
      perMinute: APIS.restartServers.perMinute,
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
   * `GET /server-management/v1/universes/{u}/restarts:forecast` (Roblox's OpenAPI): for each place with an active server, "the
   * most recent version of the place in any active server", which need not be the one that was published last.
   */
  const restartsForecast: Endpoint = {
    method: "GET",
    path: /^\/server-management\/v1\/universes\/(?<universe>[^/]+)\/restarts:forecast$/,
    access: {
      scope: "universe",
      operations: ["read"],
      perMinute: APIS.restartsForecast.perMinute,
      refuse: () => plainProblem(403, "Forbidden"),
    },

    answer({ parameters: { universe } }) {
      // No 404 is documented.
      if (!roblox.universeIds.has(universe ?? "")) return plainProblem(400, "Bad Request");
      const { idlePlaces, runningVersions } = roblox.readBack;
      const forecasts = [...roblox.places]
        .filter(([placeId, place]) => place.universeId === universe && !idlePlaces.includes(placeId))
        .map(([placeId, place]) => {
          const live = findLive(place, roblox);
          const running = runningVersions[placeId] ?? String(live.number);
          return [placeId, running, findVersion(place, running)?.createdAt ?? new Date(0)] as const;
        })
        .filter(([, running]) => running !== "0")
        .map(([placeId, running, publishedAt]) => [
          placeId,
          {
            playersImpacted: 0,
            totalPlayers: 0,
            instancesImpacted: 0,
            totalInstances: 1,
            latestPlaceVersion: running,
            publishTime: publishedAt.toISOString(),
            isNotInUniverse: false,
            playersPerVersion: {},
            instancesPerVersion: { [running]: 1 },
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

/** Of this service, ProblemDetails come as plain `application/json` (Roblox's OpenAPI). */
function plainProblem(status: number, title: string): TextResponse {
  return { ...problem(status, title), contentType: "application/json; charset=utf-8" };
}

import { acknowledged, callAndCount, type Watch } from "../call.ts";
import type { Client } from "../client.ts";
import { APIS } from "../facts.ts";

export interface Restart {
  /** Empty: all places of the universe. */
  readonly placeIds: readonly string[];
  /** Also servers that run the newest version. */
  readonly closeAllVersions: boolean;
  /** How long players may stay before their server closes; 0: not at all. */
  readonly bleedOffMinutes: number;
}

/**
 * Restarts running servers: `POST /cloud/v2/universes/{universeId}:restartServers` (Open Cloud, "Restart Universe
 * Servers"; scope `universe:write`; 30 a minute).
 * A restart of outdated servers may be repeated when its answer was lost: what has been restarted is not outdated any
 * more. A restart of all versions is not repeated: it would close the fresh servers, and their players, once more.
 *
 * @throws CallError
 */
export async function restartServers(
  client: Client,
  universeId: string,
  restart: Restart,
  watch: Watch = {},
): Promise<void> {
  const call = {
    method: "POST",
    target: `/cloud/v2/universes/${universeId}:restartServers`,
    body: restartBody(restart),
    permission: APIS.restartServers.permission,
    repeatable: !restart.closeAllVersions,
    read: acknowledged,
    words: {
      title: { what: "the servers were", done: "restarted" },
      doing: "restarting servers",
      limit: `${APIS.restartServers.perMinute} restarts a minute`,
      ifUncertain: restartUncertain(restart),
      ifBrokenOff: "no server restarts",
      ifRefused:
        "Compare universeId and placeIds with the Creator Dashboard: every place must belong to the universe (… → Copy Universe ID, Copy Place ID).",
    },
  } as const;
  await callAndCount(client, call, watch);
}

/** What is to be said when nobody knows whether the order was carried out. */
export function restartUncertain({ closeAllVersions }: Pick<Restart, "closeAllVersions">): string {
  return closeAllVersions
    ? "The servers may be restarting all the same, so the call was not repeated: it would close the fresh ones as well. Look at the servers in the Creator Dashboard before you run this again."
    : "The servers may be restarting all the same. Running the step again is safe: only servers with an old version restart.";
}

/** Ids are int64: as numbers of JavaScript they would lose digits, so they are written as they are. */
export function restartBody({ placeIds, closeAllVersions, bleedOffMinutes }: Restart): string {
  const bleedOff = bleedOffMinutes > 0 ? { bleedOffDurationMinutes: bleedOffMinutes } : {};
  const rest = JSON.stringify({ closeAllVersions, bleedOffServers: bleedOffMinutes > 0, ...bleedOff });
  return `{"placeIds":[${placeIds.join(",")}],${rest.slice(1)}`;
}

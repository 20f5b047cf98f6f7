import { parseObject, textOf } from "../answer.ts";
import { type Call, CallError, callRoblox } from "../call.ts";
import { type Client, until } from "../client.ts";
import { APIS } from "../facts.ts";
import type { Answer } from "../transport.ts";

/** What a look-up found, or why it found nothing. */
export type Found<T> = { readonly value: T } | { readonly trouble: string; readonly final: boolean };

/**
 * The newest version that a server runs, for each place of a universe that has running servers, by
 * `GET /server-management/v1/universes/{universeId}/restarts:forecast` (Open Cloud reference, "Server management"; scope
 * `universe:read`; 100 a minute): `latestPlaceVersion` is "the most recent version of the place in any active server". A
 * version that was published a moment ago is there once a server has started with it.
 *
 * @throws the signal's or the deadline's reason.
 */
export async function forecastVersions(
  client: Client,
  universeId: string,
  signal: AbortSignal,
): Promise<Found<ReadonlyMap<string, string>>> {
  const { permission } = APIS.restartsForecast;
  const target = `/server-management/v1/universes/${universeId}/restarts:forecast`;
  return look(client, { target, permission, read: readForecast }, signal);
}

export function readForecast({ status, text }: Answer): ReadonlyMap<string, string> | undefined {
  if (status !== 200) return undefined;
  // Null, as well as an empty object, has been seen for a universe without servers.
  const forecasts = parseObject(text)?.placeForecasts ?? {};
  const versions = Object.entries(forecasts as Record<string, { latestPlaceVersion?: unknown } | null>)
    .map(([placeId, forecast]) => [placeId, textOf(forecast?.latestPlaceVersion)] as const)
    .filter(([, version]) => /^\d{1,19}$/.test(version));
  return new Map(versions);
}

/**
 * Whether a version of a place has been published, by `GET /assets/v1/assets/{placeId}/versions/{version}` (Open Cloud
 * reference, "Assets"; scope `asset:read`; 100 a minute): a place is an asset, and `published` is documented for places.
 *
 * @throws the signal's or the deadline's reason.
 */
export async function isPublishedVersion(
  client: Client,
  placeId: string,
  version: string,
  signal: AbortSignal,
): Promise<Found<boolean>> {
  const { permission } = APIS.assetVersion;
  const target = `/assets/v1/assets/${placeId}/versions/${version}`;
  const read = ({ status, text }: Answer) => (status === 200 ? parseObject(text)?.published === true : undefined);
  return look(client, { target, permission, read }, signal);
}

/** One look, whose trouble the caller tells. */
async function look<T>(
  client: Client,
  call: Pick<Call<T>, "target" | "read"> & Required<Pick<Call<T>, "permission">>,
  signal: AbortSignal,
): Promise<Found<T>> {
  const words = { title: "", doing: "looking", limit: "", ifUncertain: "", ifBrokenOff: "", ifRefused: "" };
  try {
    const once = { ...until(client, signal), maxAttempts: 1 };
    return { value: await callRoblox(once, { ...call, method: "GET", repeatable: true, quiet: true, words }) };
  } catch (error) {
    signal.throwIfAborted();
    client.deadline.signal.throwIfAborted();
    if (!(error instanceof CallError)) throw error;
    const { scope, operations } = call.permission;
    const status = error.answer?.status ?? 0;
    const needs = status === 401 || status === 403 ? `; it needs ${scope}:${operations.join(", ")}` : "";
    // A version that was made a moment ago may not be found yet.
    return { trouble: error.happened + needs, final: status >= 400 && status < 500 && status !== 404 };
  }
}

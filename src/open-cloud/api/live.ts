import { parseObject } from "../answer.ts";
import { whatWasSaid } from "../explain.ts";
import { type Answer, type Cloud, Disconnect, exchange } from "../transport.ts";

/** What a look-up found, or why it found nothing. */
export type Found<T> = { readonly value: T } | { readonly trouble: string; readonly final: boolean };

/**
 * The newest published version of each place of a universe that has running servers, by
 * `GET /server-management/v1/universes/{universeId}/restarts:forecast` (Open Cloud reference, "Server management"; scope
 * `universe:read`; 100 a minute). That `latestPlaceVersion` is the live version is an inference from its name.
 *
 * @throws the signal's or the deadline's reason.
 */
export async function forecastVersions(
  cloud: Cloud,
  universeId: string,
  signal: AbortSignal,
): Promise<Found<ReadonlyMap<string, string>>> {
  const path = `/server-management/v1/universes/${universeId}/restarts:forecast`;
  return look(cloud, path, signal, readForecast);
}

export function readForecast(answer: Answer): Found<ReadonlyMap<string, string>> {
  if (answer.status !== 200) return refused(answer, "universe:read");
  // Null, as well as an empty object, has been seen for a universe without servers.
  const forecasts = parseObject(answer.text)?.placeForecasts ?? {};
  const versions = Object.entries(forecasts as Record<string, { latestPlaceVersion?: unknown } | null>)
    .map(([placeId, forecast]) => [placeId, String(forecast?.latestPlaceVersion ?? "")] as const)
    .filter(([, version]) => /^\d{1,19}$/.test(version));
  return { value: new Map(versions) };
}

/**
 * Whether a version of a place has been published, by `GET /assets/v1/assets/{placeId}/versions/{version}` (Open Cloud
 * reference, "Assets"; scope `asset:read`; 100 a minute): a place is an asset, and `published` is documented for places.
 *
 * @throws the signal's or the deadline's reason.
 */
export async function isPublishedVersion(
  cloud: Cloud,
  placeId: string,
  version: string,
  signal: AbortSignal,
): Promise<Found<boolean>> {
  const path = `/assets/v1/assets/${placeId}/versions/${version}`;
  return look<boolean>(cloud, path, signal, (answer) =>
    answer.status === 200 ? { value: parseObject(answer.text)?.published === true } : refused(answer, "asset:read"),
  );
}

async function look<T>(
  cloud: Cloud,
  path: string,
  signal: AbortSignal,
  read: (answer: Answer) => Found<T>,
): Promise<Found<T>> {
  try {
    return read(await exchange(cloud, { method: "GET", path, signal }));
  } catch (error) {
    if (!(error instanceof Disconnect)) throw error;
    return { trouble: `the connection broke (${error.code}: ${error.message})`, final: false };
  }
}

function refused(answer: Answer, scope: string): Found<never> {
  const { status } = answer;
  const needs = status === 401 || status === 403 ? `; it needs ${scope}` : "";
  // A version that was made a moment ago may not be found yet.
  return { trouble: whatWasSaid(answer) + needs, final: status >= 400 && status < 500 && status !== 404 };
}

import { APIS } from "../../src/open-cloud/facts.ts";
import { isSeenLive, type Place, type PlaceVersion, type Roblox } from "../roblox.ts";
import { answers, coded, invalidArgument, json } from "../server/answers.ts";
import type { Access, Endpoint } from "../server/api.ts";

const MAX_PAGE_SIZE = 50;
const DEFAULT_PAGE_SIZE = 8;

export function openVersions(roblox: Roblox) {
  const access: Access = {
    scope: "asset",
    operations: ["read"],
    perMinute: APIS.assetVersion.perMinute,
    creatorOf({ place = "" }) {
      const universeId = roblox.places.get(place)?.universeId;
      return universeId === undefined ? roblox.assetOf?.(place)?.creator : roblox.creatorOf(universeId);
    },
    // Whether a key that is restricted to experiences may read a place's versions is not known; here it may not.
    refuse: (hasScope) => (hasScope ? answers.scopeNeedsAllResources : answers.scopeNotAuthorized),
  };

  /** Those of this run, the newest first (observed), of a place or of another asset. */
  function versionsOf(assetId: string | undefined) {
    const place = roblox.places.get(assetId ?? "");
    return (
      place?.versions.map((version) => describeAsset(version, place, assetId, roblox)) ??
      roblox.assetOf?.(assetId)?.versions
    );
  }

  /** `GET /assets/v1/assets/{assetId}/versions` (Roblox's OpenAPI). */
  const assetVersions: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions$/,
    access,

    answer({ parameters, query }) {
      const versions = versionsOf(parameters.place);
      if (!versions) return coded(404, "NOT_FOUND", "Asset not found.");
      const size = Number(query.get("maxPageSize") ?? DEFAULT_PAGE_SIZE);
      if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) return invalidArgument("Invalid maxPageSize.");
      const start = Number(query.get("pageToken") ?? 0);
      if (!Number.isInteger(start) || start < 0) return invalidArgument("Invalid pageToken.");

      const page = versions.slice(start, start + size);
      if (roblox.readBack.assetVersions === "array") return json(200, page);
      const next = start + size < versions.length ? { nextPageToken: String(start + size) } : {};
      return json(200, { assetVersions: page, ...next });
    },
  };

  /** `GET /assets/v1/assets/{assetId}/versions/{n}` (Roblox's OpenAPI). */
  const assetVersion: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions\/(?<version>[^/:]+)$/,
    access,

    answer({ parameters }) {
      const { place, version } = parameters;
      const found = versionsOf(place)?.find(({ path }) => path === `assets/${place}/versions/${version}`);
      return found ? json(200, found) : coded(404, "NOT_FOUND", "Asset version not found.");
    },
  };

  return { endpoints: { assetVersions, assetVersion }, records: {} };
}

function describeAsset(version: PlaceVersion, place: Place, placeId: string | undefined, roblox: Roblox) {
  const creator = Object.entries(roblox.creatorOf(place.universeId)).map(([kind, id]) => [kind, Number(id)]);
  return {
    path: `assets/${placeId}/versions/${version.versionNumber}`,
    creationContext: { creator: Object.fromEntries(creator) },
    moderationResult: { moderationState: "Approved" },
    ...(isSeenLive(version, roblox) && { published: true }), // left out when false (observed)
  };
}

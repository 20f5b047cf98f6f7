import { findVersion, isSeenLive, type PlaceVersion, type Roblox } from "../roblox.ts";
import { answers, coded, invalidArgument, json } from "../server/answers.ts";
import type { Endpoint } from "../server/api.ts";

const ASSET_ACCESS = {
  scope: "asset",
  operations: ["read"],
  perMinute: 100,
  // Whether a key that is restricted to experiences may read a place's versions is not known; here it may not.
  refuse: (hasScope: boolean) => (hasScope ? answers.scopeNeedsAllResources : answers.scopeNotAuthorized),
};
const MAX_PAGE_SIZE = 50;
const DEFAULT_PAGE_SIZE = 8;

export function openVersions(roblox: Roblox) {
  /**
   * `GET /assets/v1/assets/{assetId}/versions` (Roblox's OpenAPI), for places only, and only their versions of this run. Their
   * order is not documented: the oldest comes first, so that a client that reads one page only is found out.
   */
  const assetVersions: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions$/,
    access: ASSET_ACCESS,

    answer({ parameters, query, key }) {
      const place = roblox.places.get(parameters.place ?? "");
      if (!place) return coded(404, "NOT_FOUND", "Asset not found.");
      const size = Number(query.get("maxPageSize") ?? DEFAULT_PAGE_SIZE);
      if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) return invalidArgument("Invalid maxPageSize.");
      const start = Number(query.get("pageToken") ?? 0);
      if (!Number.isInteger(start) || start < 0) return invalidArgument("Invalid pageToken.");

      const oldestFirst = place.versions.toReversed();
      const page = oldestFirst
        .slice(start, start + size)
        .map((version) => describeAsset(version, parameters.place, key?.ownerId, roblox));
      if (roblox.readBack.assetVersions === "array") return json(200, page);
      const next = start + size < place.versions.length ? { nextPageToken: String(start + size) } : {};
      return json(200, { assetVersions: page, ...next });
    },
  };

  /** `GET /assets/v1/assets/{assetId}/versions/{n}` (Roblox's OpenAPI). */
  const assetVersion: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions\/(?<version>[^/:]+)$/,
    access: ASSET_ACCESS,

    answer({ parameters, key }) {
      const version = findVersion(roblox.places.get(parameters.place ?? ""), parameters.version);
      if (!version) return coded(404, "NOT_FOUND", "Asset version not found.");
      return json(200, describeAsset(version, parameters.place, key?.ownerId, roblox));
    },
  };

  return { endpoints: { assetVersions, assetVersion }, records: {} };
}

function describeAsset(version: PlaceVersion, placeId: string | undefined, userId: string | undefined, roblox: Roblox) {
  return {
    path: `assets/${placeId}/versions/${version.versionNumber}`,
    creationContext: { creator: { userId } },
    moderationResult: { moderationState: "Approved" },
    published: isSeenLive(version, roblox),
  };
}

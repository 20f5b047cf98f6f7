import { APIS } from "../../src/open-cloud/facts.ts";
import { findVersion, isSeenLive, type Place, type PlaceVersion, type Roblox, storeVersion } from "../roblox.ts";
import { answers, coded, invalidArgument, json } from "../server/answers.ts";
import { type Access, type Endpoint, type HttpRequest, readObject } from "../server/api.ts";

const MAX_PAGE_SIZE = 50;
const DEFAULT_PAGE_SIZE = 8;

/** Where Roblox's behaviour is open, for places. */
export interface RollbackSettings {
  /** Whether the version that a rollback makes is live. Default false, as it is when the dashboard restores one. */
  readonly publishes: boolean;
  /** The schema says multipart, the sample sends JSON, which was seen to work for assets. Default "json". */
  readonly takes: "json" | "multipart";
}

export function openVersions(
  roblox: Roblox,
  { versionRollback = {} }: { readonly versionRollback?: Partial<RollbackSettings> } = {},
) {
  const settings: RollbackSettings = { publishes: false, takes: "json", ...versionRollback };
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

  /**
   * `POST /assets/v1/assets/{assetId}/versions:rollback` (Roblox's OpenAPI): the content of a version as the next one (measured
   * on an asset that is no place). The texts of the refusals are made up.
   */
  const rollBackVersion: Endpoint = {
    method: "POST",
    path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions:rollback$/,
    access: { ...access, operations: ["read", "write"], perMinute: APIS.rollBackVersion.perMinute },

    answer(request) {
      const placeId = request.parameters.place ?? "";
      const place = roblox.places.get(placeId);
      const other = place ? undefined : roblox.assetOf?.(placeId);
      if (!place && !other) return coded(404, "NOT_FOUND", "Asset not found.");
      const asked = settings.takes === "json" ? readObject(request)?.assetVersion : readPart(request, "assetVersion");
      const [, asset, number] = /^assets\/(\d+)\/versions\/(\d+)$/.exec(String(asked ?? "")) ?? [];
      if (asset !== placeId) return invalidArgument("Invalid assetVersion.");
      const version = findVersion(place, number);
      if (other?.rollBack(Number(number))) return json(200, versionsOf(placeId)?.[0]);
      if (!place || !version) return coded(404, "NOT_FOUND", "Asset version not found.");

      const { sha256, bytes, file, contentType } = version;
      const versionType = settings.publishes ? "Published" : "Saved";
      const createdAt = new Date(roblox.clock.now());
      storeVersion(place, { versionType, sha256, bytes, file, contentType, createdAt }, false);
      return json(200, describeAsset(place.versions[0] as PlaceVersion, place, placeId, roblox));
    },
  };

  return { endpoints: { assetVersions, assetVersion, rollBackVersion }, records: {} };
}

/** A text of a form (RFC 7578). */
function readPart({ headers, body }: HttpRequest, name: string): string | undefined {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)"?/i.exec(headers["content-type"] ?? "")?.[1];
  const parts = boundary === undefined ? [] : (body.text ?? "").split(`--${boundary}`);
  const part = parts.find((text) => text.includes(`name="${name}"`));
  return part && /\r\n\r\n([^\r\n]*)\r\n$/.exec(part)?.[1];
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

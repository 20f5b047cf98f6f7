import { type Answer, answers, coded, invalidArgument, json, problem } from "../server/answers.ts";
import { type Call, type Cloud, type Endpoint, isId, readObject } from "../server/endpoint.ts";
import type { Place, PlaceVersion } from "./places.ts";

export interface ReadBackSettings {
  /** How long it takes until a published version is seen live. Default 0; how long it really takes is not known. */
  readonly liveAfterSeconds: number;
  /** Places without a running server; they are left out of the forecast. Whether Roblox does so is not known. */
  readonly idlePlaces: readonly string[];
  /** Roblox's OpenAPI says that a list of asset versions is a bare array; a well-used client reads an object. Default "array". */
  readonly assetVersions: "array" | "object";
}

/**
 * `GET /server-management/v1/universes/{u}/restarts:forecast` (Roblox's OpenAPI): the latest version of each place, among
 * other things. A place that was never published is left out.
 */
export const restartsForecast: Endpoint = {
  method: "GET",
  path: /^\/server-management\/v1\/universes\/(?<universe>[^/]+)\/restarts:forecast$/,
  access: { scope: "universe", operations: ["read"], perMinute: 100, refuse: () => problem(403, "Forbidden") },

  answer({ parameters: { universe } }: Call, cloud: Cloud): Answer {
    if (!cloud.universeIds.has(universe ?? "")) return problem(404, "Not Found");
    const forecasts = [...cloud.places]
      .filter(([placeId, place]) => place.universeId === universe && !cloud.readBack.idlePlaces.includes(placeId))
      .map(([placeId, place]) => [placeId, findLive(place, cloud)] as const)
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

const ASSET_ACCESS = {
  scope: "asset",
  operations: ["read"],
  perMinute: 100,
  // Whether a key that is restricted to experiences may read a place's versions is not known; here it may not.
  refuse: (hasScope: boolean) => (hasScope ? answers.scopeNeedsAllResources : answers.scopeNotAuthorized),
};
const MAX_PAGE_SIZE = 50;
const DEFAULT_PAGE_SIZE = 8;

/**
 * `GET /assets/v1/assets/{assetId}/versions` (Roblox's OpenAPI), for places only, and only their versions of this run. Their
 * order is not documented: the oldest comes first, so that a client that reads one page only is found out.
 */
export const assetVersions: Endpoint = {
  method: "GET",
  path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions$/,
  access: ASSET_ACCESS,

  answer({ parameters, query, key }: Call, cloud: Cloud): Answer {
    const place = cloud.places.get(parameters.place ?? "");
    if (!place) return coded(404, "NOT_FOUND", "Asset not found.");
    const size = Number(query.get("maxPageSize") ?? DEFAULT_PAGE_SIZE);
    if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE) return invalidArgument("Invalid maxPageSize.");
    const start = Number(query.get("pageToken") ?? 0);
    if (!Number.isInteger(start) || start < 0) return invalidArgument("Invalid pageToken.");

    const page = place.versions
      .slice(start, start + size)
      .map((version) => describeAsset(version, parameters.place, key?.ownerId, cloud));
    if (cloud.readBack.assetVersions === "array") return json(200, page);
    const next = start + size < place.versions.length ? { nextPageToken: String(start + size) } : {};
    return json(200, { assetVersions: page, ...next });
  },
};

/** `GET /assets/v1/assets/{assetId}/versions/{n}` (Roblox's OpenAPI). */
export const assetVersion: Endpoint = {
  method: "GET",
  path: /^\/assets\/v1\/assets\/(?<place>[^/]+)\/versions\/(?<version>[^/:]+)$/,
  access: ASSET_ACCESS,

  answer({ parameters, key }: Call, cloud: Cloud): Answer {
    const version = findVersion(cloud.places.get(parameters.place ?? ""), parameters.version);
    if (!version) return coded(404, "NOT_FOUND", "Asset version not found.");
    return json(200, describeAsset(version, parameters.place, key?.ownerId, cloud));
  },
};

/**
 * `POST /place-version-history-api/v1/{placeId}/version/{version}/notes` (Roblox's OpenAPI; experimental). A key that is
 * restricted to experiences is refused (observed). Only versions of this run take notes. Lengths are not documented.
 */
export const versionNotes: Endpoint = {
  method: "POST",
  path: /^\/place-version-history-api\/v1\/(?<place>[^/]+)\/version\/(?<version>[^/]+)\/notes$/,
  access: {
    scope: "universe.place",
    operations: ["write"],
    perMinute: 100,
    refuse: (hasScope) => (hasScope ? answers.scopeNeedsAllResources : answers.scopeNotAuthorized),
  },

  answer(call: Call, cloud: Cloud): Answer {
    const { place: placeId, version: number } = call.parameters;
    const notes = readObject(call);
    const { title, description } = notes ?? {};
    if (!isId(placeId) || !isId(number) || typeof title !== "string" || typeof description !== "string") {
      return json(400, { code: 400, error: "Bad Request", message: "Invalid request." });
    }
    const place = cloud.places.get(placeId);
    const version = findVersion(place, number);
    if (!place || !version) return json(404, { code: 404, error: "Not Found", message: "Place version not found." });
    version.notes = { title, description };

    const isPublished = version.versionType === "Published";
    const isLive = findLive(place, cloud).number === BigInt(number);
    const ownerId = call.key?.ownerId;
    return json(200, {
      placeVersion: {
        version: number,
        title,
        description,
        contributors: [ownerId],
        saveType: 0, // its values are not explained anywhere
        isPublished,
        publishStatus: isLive ? 1 : isPublished ? 2 : 0,
        hasNotes: true,
        createdTime: version.createdAt.toISOString(),
        createdBy: ownerId,
      },
    });
  },
};

function findVersion(place: Place | undefined, number: string | undefined): PlaceVersion | undefined {
  return place?.versions.find(({ versionNumber }) => versionNumber === number);
}

function isSeenLive({ versionType, createdAt }: PlaceVersion, { readBack, clock }: Cloud): boolean {
  return versionType === "Published" && clock.now() - createdAt.getTime() >= readBack.liveAfterSeconds * 1000;
}

/** The version that players get, as far as it can be seen; what was there before the run counts as published. */
function findLive(place: Place, cloud: Cloud): { number: bigint; publishedAt: Date } {
  const version = place.versions.findLast((candidate) => isSeenLive(candidate, cloud));
  return version
    ? { number: BigInt(version.versionNumber), publishedAt: version.createdAt }
    : { number: place.before, publishedAt: new Date(0) };
}

function describeAsset(version: PlaceVersion, placeId: string | undefined, userId: string | undefined, cloud: Cloud) {
  return {
    path: `assets/${placeId}/versions/${version.versionNumber}`,
    creationContext: { creator: { userId } },
    moderationResult: { moderationState: "Approved" },
    published: isSeenLive(version, cloud),
  };
}

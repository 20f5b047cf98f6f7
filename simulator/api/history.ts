import { findLive, findVersion, type Roblox } from "../roblox.ts";
import { answers, json } from "../server/answers.ts";
import { type Endpoint, isId, readObject } from "../server/api.ts";

export function openHistory(roblox: Roblox) {
  /**
   * `POST /place-version-history-api/v1/{placeId}/version/{version}/notes` (Roblox's OpenAPI; experimental). A key that is
   * restricted to experiences is refused (observed). Only versions of this run take notes. Lengths are not documented.
   */
  const versionNotes: Endpoint = {
    method: "POST",
    path: /^\/place-version-history-api\/v1\/(?<place>[^/]+)\/version\/(?<version>[^/]+)\/notes$/,
    access: {
      scope: "universe.place",
      operations: ["write"],
      perMinute: 100,
      refuse: (hasScope) => (hasScope ? answers.scopeNeedsAllResources : answers.scopeNotAuthorized),
    },

    answer(request) {
      const { place: placeId, version: number } = request.parameters;
      const notes = readObject(request);
      const { title, description } = notes ?? {};
      if (!isId(placeId) || !isId(number) || typeof title !== "string" || typeof description !== "string") {
        return json(400, { code: 400, error: "Bad Request", message: "Invalid request." });
      }
      const place = roblox.places.get(placeId);
      const version = findVersion(place, number);
      if (!place || !version) return json(404, { code: 404, error: "Not Found", message: "Place version not found." });
      version.notes = { title, description };

      const isPublished = version.versionType === "Published";
      const isLive = findLive(place, roblox).number === BigInt(number);
      const ownerId = request.key?.ownerId;
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

  return { endpoints: { versionNotes }, records: {} };
}

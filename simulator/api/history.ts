import { APIS } from "../../src/open-cloud/facts.ts";
import { findLive, findVersion, type Roblox } from "../roblox.ts";
import { json, type TextResponse } from "../server/answers.ts";
import { type Endpoint, isId, readObject } from "../server/api.ts";

const ALL_RESOURCES = "Scope must be configured to allow all resources";

export function openHistory(roblox: Roblox) {
  /**
   * `POST /place-version-history-api/v1/{placeId}/version/{version}/notes` (Roblox's OpenAPI; experimental). A key that is
   * restricted to experiences is refused (observed; the text is, its frame is the documented one). Only versions of this run
   * take notes. Lengths are not documented, nor is a 404.
   */
  const versionNotes: Endpoint = {
    method: "POST",
    path: /^\/place-version-history-api\/v1\/(?<place>[^/]+)\/version\/(?<version>[^/]+)\/notes$/,
    access: {
      scope: "universe.place",
      operations: ["write"],
      perMinute: APIS.versionNotes.perMinute,
      refuse: (hasScope) => refusal(403, "Forbidden", hasScope ? ALL_RESOURCES : "Scope not authorized"),
    },

    answer(request) {
      const { place: placeId, version: number } = request.parameters;
      const notes = readObject(request, /^(application|text)\/(\S+\+)?json\b/i);
      const { title, description } = notes ?? {};
      if (!isId(placeId) || !isId(number) || !notes || !isTextOrNull(title) || !isTextOrNull(description)) {
        return refusal(400, "Bad Request", "Invalid request.");
      }
      const place = roblox.places.get(placeId);
      const version = findVersion(place, number);
      if (!place || !version) return refusal(400, "Bad Request", "Place version not found.");
      version.notes = {
        title: title ?? version.notes?.title ?? "",
        description: description ?? version.notes?.description ?? "",
      };

      const isPublished = version.versionType === "Published";
      const isLive = findLive(place, roblox).number === BigInt(number);
      const ownerId = Number(request.key?.ownerId);
      return json(200, {
        placeVersion: {
          version: number,
          ...version.notes,
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

/** This service's own form of an error. */
function refusal(status: number, error: string, message: string): TextResponse {
  return json(status, { code: status, error, message });
}

function isTextOrNull(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}

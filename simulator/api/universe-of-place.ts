import { answers } from "../server/answers.ts";
import type { Endpoint } from "../server/endpoint.ts";

/**
 * `GET /universes/v1/places/{placeId}/universe`, without a key: used by many tools, documented nowhere. The answer for an
 * unknown place is not on record.
 */
export const universeOfPlace: Endpoint = {
  method: "GET",
  path: /^\/universes\/v1\/places\/(?<place>[^/]+)\/universe$/,

  answer({ parameters }, { places }) {
    const place = places.get(parameters.place ?? "");
    if (!place) return answers.notFound;
    return {
      status: 200,
      contentType: "application/json; charset=utf-8",
      body: `{"universeId":${place.universeId}}`, // digits as they are, past 2^53 too
    };
  },
};

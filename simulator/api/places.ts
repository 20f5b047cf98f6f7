import { APIS } from "../../src/open-cloud/facts.ts";
import { type Deduplication, type PlaceVersion, type Roblox, storeVersion, type VersionType } from "../roblox.ts";
import { answers, invalidArgument, published } from "../server/answers.ts";
import { type Endpoint, isId } from "../server/api.ts";
import type { RequestBody } from "../server/body.ts";

/** The platform's limit for a place. The endpoint's own documents say 10 MiB, which nobody has seen enforced. */
const MAX_PLACE_BYTES = 104_857_600;

export interface PlacesOptions {
  /** Default true: the bytes of the newest version make no new one, and its number comes back. */
  readonly deduplicate?: Deduplication;
  readonly publishing?: Partial<PublishSettings>;
  readonly rateLimit?: { readonly requests?: number };
}

export interface PublishSettings {
  /** Of a 200. Documented as `text/plain`; three clients work only with `application/json`. Default "text/plain". */
  readonly contentType: "text/plain" | "application/json";
  /** What an upload without `versionType` becomes, which no document says. Default "Saved". */
  readonly withoutVersionType: VersionType;
}

export function openPlaces(roblox: Roblox, { deduplicate = true, publishing, rateLimit }: PlacesOptions) {
  const settings: PublishSettings = { contentType: "text/plain", withoutVersionType: "Saved", ...publishing };

  /**
   * `POST /universes/v1/{universeId}/places/{placeId}/versions` (Roblox's OpenAPI, `Places_CreatePlaceVersionApiKey`; "Usage
   * guide for place publishing"). The order of the checks is a guess; of the 400 bodies only that of the content is on record.
   */
  const publish: Endpoint = {
    method: "POST",
    path: /^\/universes\/v1\/(?<universe>[^/]+)\/places\/(?<place>[^/]+)\/versions$/,
    access: {
      scope: "universe-places",
      operations: ["write"],
      perMinute: rateLimit?.requests ?? APIS.publish.perMinute,
      // The body of this endpoint's 403 is on record for neither case; this text was seen on another one.
      refuse: () => answers.scopeNotAuthorized,
    },

    keeps: "file",

    answer({ parameters, query, headers, body }) {
      const { universe, place: placeId } = parameters;
      if (!isId(universe) || !isId(placeId)) return invalidArgument("The ids must be positive integers.");

      // A client that writes `VersionType` is served, so the name's case does not matter; whether the value's does is not known.
      const name = [...query.keys()].find((key) => key.toLowerCase() === "versiontype");
      const versionType = name === undefined ? settings.withoutVersionType : query.get(name);
      if (versionType !== "Saved" && versionType !== "Published")
        return invalidArgument("versionType must be Saved or Published.");

      // "Error codes" names a missing Content-Length as a cause; whether a chunked body gets through is not known.
      if (headers["content-length"] === undefined) return invalidArgument("Content-Length is required.");

      const place = roblox.places.get(placeId);
      if (!place || !roblox.universeIds.has(universe)) return answers.notFound;
      if (place.universeId !== universe) return answers.placeNotInUniverse;

      if (body.bytes > MAX_PLACE_BYTES) return answers.problemDetails; // so observed, at 126 MB: a 500, not a 413
      const contentType = headers["content-type"] ?? "";
      if (!isPlace(body, contentType)) return answers.invalidContent;

      const { sha256, bytes, file = "" } = body;
      const upload = {
        versionType,
        sha256,
        bytes,
        file,
        contentType,
        createdAt: new Date(roblox.clock.now()),
      } as const;
      return { ...published(storeVersion(place, upload, deduplicate)), contentType: settings.contentType };
    },
  };

  /**
   * `GET /universes/v1/places/{placeId}/universe`, without a key: used by many tools, documented nowhere. The answer for an
   * unknown place is not on record.
   */
  const universeOfPlace: Endpoint = {
    method: "GET",
    path: /^\/universes\/v1\/places\/(?<place>[^/]+)\/universe$/,

    answer({ parameters }) {
      const place = roblox.places.get(parameters.place ?? "");
      if (!place) return answers.notFound;
      return {
        status: 200,
        contentType: "application/json; charset=utf-8",
        body: `{"universeId":${place.universeId}}`, // digits as they are, past 2^53 too
      };
    },
  };

  return {
    endpoints: { publish, universeOfPlace },
    records: {
      /** The versions of a place that were made in this run, the newest first. */
      versions: (placeId: string): readonly PlaceVersion[] => roblox.places.get(placeId)?.versions ?? [],
    },
  };
}

const SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");
const CLOSING = Buffer.from("</roblox>");
/** The last chunk of a binary file: name, stored raw, 9 bytes long, reserved, then the closing text. */
const END_CHUNK = Buffer.concat([Buffer.from("END\0\0\0\0\0\x09\0\0\0\0\0\0\0", "latin1"), CLOSING]);
const HEADER_BYTES = 32;

/**
 * How deep Roblox looks into a file is not known. This is what was seen refused: XML sent as a binary file, anything after
 * the end (a line feed is enough), a file of nothing but a header, XML without an Item.
 */
function isPlace({ head, tail, bytes, holdsItem }: RequestBody, contentType: string): boolean {
  const mediaType = contentType.split(";")[0]?.trim().toLowerCase();
  if (head.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    // A binary file is accepted as application/xml too: Rojo sends all of them so.
    const typeFits = mediaType === "application/octet-stream" || mediaType === "application/xml";
    return typeFits && bytes > HEADER_BYTES + END_CHUNK.length && endsWith(tail, END_CHUNK);
  }
  const isXml = /^<roblox[\s>]/.test(head.toString("latin1"));
  return isXml && mediaType === "application/xml" && holdsItem && endsWith(tail, CLOSING);
}

function endsWith(tail: Buffer, end: Buffer): boolean {
  return tail.subarray(-end.length).equals(end);
}

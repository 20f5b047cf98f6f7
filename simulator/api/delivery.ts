import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { APIS } from "../../src/open-cloud/facts.ts";
import { findLive, findVersion, type Place, type PlaceVersion, type Roblox } from "../roblox.ts";
import { answers, errors, type HttpResponse, json } from "../server/answers.ts";
import type { Access, Endpoint } from "../server/api.ts";
import type { StoredBytes } from "../server/body.ts";

/** Where Roblox's behaviour is open, was seen in several ways, or may go wrong. */
export interface DeliverySettings {
  /** Where the bytes lie. Seen: `contentdelivery.roblox.com` (the default), and hosts that end in `.rbxcdn.com`. */
  readonly host: string;
  /** How the bytes come: compressed for whoever takes gzip (the default), compressed without saying so, or as they are. */
  readonly encoding: "gzip" | "gzip-undeclared" | "identity";
  /** Default true. False: in chunks, without a `content-length`. */
  readonly contentLength: boolean;
  /** What `assetMetadatas` says of the content's size, if anything. Default "right". */
  readonly size: "right" | "wrong" | "none";
  /** How long an address is good. Its token names a time; how long it is was never stated. Default 300. */
  readonly addressSeconds: number;
  /** What an address answers afterwards. Default 403. */
  readonly expiredStatus: 403 | 410;
  /** In which form the address comes: as seen, as on the older host, or not at all. Default "location". */
  readonly address: "location" | "locations" | "none";
  /** What a key gets without the scope. 401 is documented, users report 403. Default 401. */
  readonly withoutScope: 401 | 403;
  /** What a key gets that has the scope, for a place that it may not read: by the status, or inside of a 200. Default "200-403". */
  readonly forbidden: "403" | "200-403" | "200-409";
  /** What is meant without a version number; three teams saw three things. Default "newest". */
  readonly unversioned: "published" | "newest" | "stale";
}

export interface DeliveryOptions {
  readonly delivery?: Partial<DeliverySettings>;
}

/** As the engine numbers its asset types. */
const PLACE_TYPE_ID = 9;
/** Of a piece of metadata that says how many bytes there are (observed). */
const SIZE_METADATA = 1;

const NOT_AUTHORIZED = "User is not authorized to access Asset.";

export function openDelivery(roblox: Roblox, { delivery }: DeliveryOptions) {
  const settings: DeliverySettings = {
    host: "contentdelivery.roblox.com",
    encoding: "gzip",
    contentLength: true,
    size: "right",
    addressSeconds: 300,
    expiredStatus: 403,
    address: "location",
    withoutScope: 401,
    forbidden: "200-403",
    unversioned: "newest",
    ...delivery,
  };
  const secret = randomBytes(32);
  /** By the hash in the address. What that is a hash of is not known; here it is nothing that a client could compute. */
  const handedOut = new Map<string, { version: PlaceVersion; expires: number }>();

  const access: Access = {
    scope: "legacy-asset",
    operations: ["manage"],
    perMinute: APIS.assetDelivery.perMinute,
    creatorOf({ place = "" }) {
      const universeId = roblox.places.get(place)?.universeId;
      return universeId === undefined ? undefined : roblox.creatorOf(universeId);
    },
    refuse(hasScope) {
      if (!hasScope) {
        return settings.withoutScope === 401
          ? errors(401, "Authorization has been denied for this request.")
          : answers.scopeNotAuthorized;
      }
      if (settings.forbidden === "403") return errors(403, NOT_AUTHORIZED);
      return inside(settings.forbidden === "200-403" ? 403 : 409, NOT_AUTHORIZED);
    },
  };

  /** `GET /asset-delivery-api/v1/assetId/{assetId}/version/{versionNumber}` (Roblox's OpenAPI), for places only. */
  const assetDelivery: Endpoint = {
    method: "GET",
    path: /^\/asset-delivery-api\/v1\/assetId\/(?<place>[^/]+)\/version\/(?<version>[^/]+)$/,
    access,
    answer: ({ parameters }) => handOut(findVersion(roblox.places.get(parameters.place ?? ""), parameters.version)),
  };

  /** The same without a version, which no client can rely on. */
  const assetDeliveryUnversioned: Endpoint = {
    method: "GET",
    path: /^\/asset-delivery-api\/v1\/assetId\/(?<place>[^/]+)$/,
    access,
    answer: ({ parameters }) => handOut(someVersion(roblox.places.get(parameters.place ?? ""))),
  };

  function someVersion(place: Place | undefined): PlaceVersion | undefined {
    if (!place) return undefined;
    if (settings.unversioned === "published") return findVersion(place, String(findLive(place, roblox).number));
    return place.versions[settings.unversioned === "stale" ? 1 : 0];
  }

  /** Most refusals come with HTTP 200 (observed), also that of a version that does not exist. */
  function handOut(version: PlaceVersion | undefined): HttpResponse {
    if (!version) return inside(404, "Request asset was not found");
    const hash = randomBytes(16).toString("hex");
    const expires = Math.floor(roblox.clock.now() / 1000) + settings.addressSeconds;
    handedOut.set(hash, { version, expires });
    const path = `/v1/bytes/sc2/${hash}`;
    const token = `exp=${expires}~acl=${path}*~hmac=${sign(hash, expires)}`;
    const location = `https://${settings.host}${path}?__token__=${token}`;
    const address = { location: { location }, locations: { locations: [{ location }] }, none: {} }[settings.address];
    const size = settings.size === "wrong" ? version.bytes + 1 : version.bytes;
    return json(200, {
      ...address,
      ...(settings.size !== "none" && {
        assetMetadatas: [{ metadataType: SIZE_METADATA, value: String(size) }],
      }),
      requestId: randomUUID(),
      isArchived: false,
      isCopyrightProtected: false,
      isRecordable: true,
      assetTypeId: PLACE_TYPE_ID,
    });
  }

  /** Where the bytes lie. What this host says to a wrong or an old token is not on record. */
  const placeBytes: Endpoint = {
    method: "GET",
    host: settings.host,
    path: /^\/v1\/bytes\/sc2\/(?<hash>[^/]+)$/,

    async answer({ parameters: { hash = "" }, query, headers }) {
      const found = handedOut.get(hash);
      const token = query.get("__token__") ?? "";
      if (!found || !token.endsWith(`~hmac=${sign(hash, found.expires)}`)) return denied(403);
      if (roblox.clock.now() / 1000 >= found.expires) return denied(settings.expiredStatus);

      const takesGzip = /\bgzip\b/.test(String(headers["accept-encoding"]));
      const compresses = settings.encoding === "gzip-undeclared" || (settings.encoding === "gzip" && takesGzip);
      return {
        status: 200,
        contentType: "application/octet-stream",
        headers: compresses && settings.encoding === "gzip" ? { "content-encoding": "gzip" } : {},
        body: compresses ? await compressed(found.version) : found.version,
        chunked: !settings.contentLength,
      };
    },
  };

  function sign(hash: string, expires: number): string {
    return createHmac("sha256", secret).update(`${hash} ${expires}`).digest("hex");
  }

  return { endpoints: { assetDelivery, assetDeliveryUnversioned, placeBytes }, records: {} };
}

/** An error inside of a success. */
function inside(code: number, message: string): HttpResponse {
  return errors(200, message, code);
}

function denied(status: number): HttpResponse {
  return { status, contentType: "application/xml", body: "<Error><Code>AccessDenied</Code></Error>" };
}

/** Beside the version's own file, once. */
async function compressed({ file, sha256 }: StoredBytes): Promise<StoredBytes> {
  const packed = `${file}.gz`;
  if (!existsSync(packed)) await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed));
  const name = createHash("sha256").update(`gzip ${sha256}`).digest("hex");
  return { file: packed, bytes: (await stat(packed)).size, sha256: name };
}

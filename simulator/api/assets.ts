import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { APIS, ASSET_CONTENT_TYPES, MAX_ASSET_DESCRIPTION_CHARACTERS } from "../../src/open-cloud/facts.ts";
import { DEFAULT_OWNER, type Roblox } from "../roblox.ts";
import { type Creator, permits } from "../server/access.ts";
import {
  answers,
  coded,
  errors,
  type HttpResponse,
  invalidArgument,
  json,
  type TextResponse,
} from "../server/answers.ts";
import { type Access, type Endpoint, type HttpRequest, isId, readObject } from "../server/api.ts";

/** Where Roblox's behaviour is open, or differs from case to case. */
export interface AssetSettings {
  /** Polls of an operation before it is done; with 0 the first answer has its end already. Default 1. */
  readonly polls: number;
  /** The first answer has `path` only, as documented; otherwise also what was observed. Default false. */
  readonly answersOnlyPath: boolean;
  /** How an operation ends. `nothing`: neither with an asset nor with an error. Default `asset`. */
  readonly ends: "asset" | "nothing" | { readonly code: number | string; readonly message: string };
  /** Looks at an asset's moderation before it is decided; the one in the operation's end counts as none. Default 0. */
  readonly reviews: number;
  readonly decision: "Approved" | "Rejected";
  /** Older answers write `MODERATION_STATE_APPROVED`. */
  readonly oldSpelling: boolean;
  /** What the filter makes of a name. Default: nothing. */
  readonly storedName?: string;
  /** The key owner's account is moderated: every call to assets is refused. */
  readonly userIsModerated: boolean;
  /** What a file of more than 20 MB gets. Default 413. */
  readonly tooLarge: 413 | 400;
  /** Whether a change of name or description makes a version: so documented; observed is the contrary. Default false. */
  readonly metadataMakesVersion: boolean;
  readonly audioQuota: { readonly usage: number; readonly capacity: number };
  /** By universe, why a grant is refused, inside an answer 200; `""`: a success without effect. */
  readonly grantErrors: Readonly<Record<string, string>>;
  /** Assets from before the run, with their types. */
  readonly existing: Readonly<Record<string, keyof typeof ASSET_CONTENT_TYPES | "Plugin">>;
  /** What `AssetService:CreateAssetVersionAsync` gives a task, instead of a version: a `CreateAssetResult` and a text. */
  readonly engineRefusal?: { readonly result: "PermissionDenied" | "UploadFailed" | "Unknown"; readonly said: string };
}

/** The bytes of a version. */
export interface AssetContent {
  readonly sha256: string;
  readonly contentType: string;
}

/** Of which types an asset from before the run can be. */
export const ASSET_TYPES = [...Object.keys(ASSET_CONTENT_TYPES), "Plugin"];

export interface AssetRecord {
  readonly assetId: string;
  readonly assetType: string;
  displayName: string;
  description: string;
  readonly creator: Creator;
  version: number;
  /** Of the newest content; empty for one from before the run. */
  sha256: string;
  contentType: string;
  /** All versions, the newest first. */
  readonly versions: AssetContent[];
  isArchived: boolean;
  moderationLooks: number;
  readonly grants: string[];
}

/** An int64 beyond 2^53 is possible, today's ids are smaller. */
const FIRST_ID = 120_000_000_000_000n;
const MAX_BYTES = 20_971_520;
/** "Video frames". */
const VIDEO_PRICE = 2000;

export function openAssets(roblox: Roblox, options: { readonly assets?: Partial<AssetSettings> } = {}) {
  const settings: AssetSettings = {
    polls: 1,
    answersOnlyPath: false,
    ends: "asset",
    reviews: 0,
    decision: "Approved",
    oldSpelling: false,
    userIsModerated: false,
    tooLarge: 413,
    metadataMakesVersion: false,
    audioQuota: { usage: 0, capacity: 100 },
    grantErrors: {},
    existing: {},
    ...options.assets,
  };
  const assets: AssetRecord[] = Object.entries(settings.existing).map(([assetId, assetType]) => ({
    ...{ assetId, assetType, displayName: "Before", description: "", creator: { userId: "100001" }, version: 1 },
    ...{ sha256: "", contentType: "", versions: [{ sha256: "", contentType: "" }] },
    ...{ isArchived: false, moderationLooks: 0, grants: [] },
  }));
  const operations = new Map<string, { asset: AssetRecord; pollsLeft: number; error?: object }>();
  const find = (assetId: string | undefined) => assets.find((asset) => asset.assetId === assetId);

  roblox.assetOf = (assetId) => {
    const asset = find(assetId);
    if (!asset) return undefined;
    return {
      creator: asset.creator,
      versions: asset.versions.map((_, n) => describeVersion(asset, n)),
      rollBack(number) {
        const content = asset.versions[asset.version - number];
        if (content) addVersion(asset, content);
        return content !== undefined;
      },
    };
  };

  function addVersion(asset: AssetRecord, content: AssetContent): number {
    asset.versions.unshift(content);
    Object.assign(asset, content);
    asset.version += 1;
    return asset.version;
  }

  /** @param n its place in the list. */
  function describeVersion(asset: AssetRecord, n: number) {
    return {
      path: `assets/${asset.assetId}/versions/${asset.version - n}`,
      creationContext: { creator: asset.creator },
      moderationResult: { moderationState: settings.decision },
    };
  }

  type AssetApi = (typeof APIS)["createAsset" | "updateAsset" | "asset" | "assetOperation"];
  const access = (
    { permission, perMinute }: AssetApi,
    creatorOf: NonNullable<Access["creatorOf"]> = ({ asset }) => find(asset)?.creator ?? { userId: DEFAULT_OWNER },
  ): Access => ({
    scope: permission.scope,
    operations: permission.operations,
    perMinute,
    creatorOf,
    refuse: () => answers.scopeNotAuthorized,
  });
  const unlessModerated =
    (answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>) => (request: HttpRequest) =>
      settings.userIsModerated ? errors(403, "User is moderated") : answer(request);

  function describe(asset: AssetRecord) {
    const state = asset.moderationLooks >= settings.reviews ? settings.decision : "Reviewing";
    asset.moderationLooks += 1;
    return {
      path: `assets/${asset.assetId}`,
      assetId: asset.assetId,
      assetType: asset.assetType,
      displayName: settings.storedName ?? asset.displayName,
      description: asset.description,
      creationContext: { creator: asset.creator },
      revisionId: String(asset.version),
      revisionCreateTime: new Date(roblox.clock.now()).toISOString(),
      moderationResult: {
        moderationState: settings.oldSpelling ? `MODERATION_STATE_${state.toUpperCase()}` : state,
      },
      state: asset.isArchived ? "Archived" : "Active",
    };
  }

  /**
   * A version that a task makes. That a wrong creator is `PermissionDenied` and a wrong id `UploadFailed` is a guess; the
   * documents say no more than what the results mean. For models the function exists as well.
   */
  roblox.engine.createAssetVersion = (upload) => {
    const { assetId, assetType, ownerId, creatorType, creatorId } = upload;
    if (settings.engineRefusal) return settings.engineRefusal;
    const asset = find(assetId);
    if (!asset || asset.assetType !== assetType) return { result: "UploadFailed", said: "Asset not found." };
    const creator = creatorType === "Group" ? { groupId: creatorId } : { userId: creatorId };
    const isOwn = creatorType === "Group" || creatorId === ownerId;
    if (!isOwn || !isDeepStrictEqual(asset.creator, creator)) {
      return { result: "PermissionDenied", said: "The creator is not allowed to update the asset." };
    }
    asset.displayName = upload.name;
    asset.description = upload.description;
    return { result: "Success", said: addVersion(asset, { sha256: upload.sha256, contentType: "model/x-rbxm" }) };
  };

  function begin(asset: AssetRecord, error?: object): HttpResponse {
    const operationId = `0a5e7000-0000-4000-8000-${String(operations.size + 1).padStart(12, "0")}`;
    operations.set(operationId, { asset, pollsLeft: settings.polls, ...(error && { error }) });
    const path = `operations/${operationId}`;
    if (settings.answersOnlyPath) return json(200, { path });
    return settings.polls > 0 ? json(200, { path, operationId, done: false }) : json(200, endOf(operationId));
  }

  function endOf(operationId: string) {
    const { asset, error } = operations.get(operationId) ?? {};
    const { ends } = settings;
    const end =
      error || typeof ends === "object"
        ? { error: error ?? ends }
        : ends === "asset" && asset
          ? { response: describe(asset) }
          : {};
    return { path: `operations/${operationId}`, operationId, done: true, ...end };
  }

  /** `POST /assets/v1/assets` ("Usage guide for assets"): every call that is accepted makes a new asset. */
  const createAsset: Endpoint = {
    method: "POST",
    path: /^\/assets\/v1\/assets$/,
    access: access(APIS.createAsset, () => "named in the body"),
    keeps: "file",
    answer: unlessModerated((call) => {
      const upload = readUpload(call, settings.tooLarge);
      if ("status" in upload) return upload;
      const { request, file } = upload;
      const { assetType, displayName, description = "", creationContext } = request;
      const { creator, expectedPrice } = (creationContext ?? {}) as Record<string, unknown>;
      const types = ASSET_CONTENT_TYPES[assetType as keyof typeof ASSET_CONTENT_TYPES] as readonly string[] | undefined;
      if (!types) return refused("Unknown assetType.");
      if (typeof displayName !== "string" || displayName === "") return refused("displayName is required.");
      if (String(description).length > MAX_ASSET_DESCRIPTION_CHARACTERS) return refused("Invalid description.");
      const owner = creatorIn(creator);
      if (!owner) return refused("Invalid creator.");
      const { scope, operations: needed } = APIS.createAsset.permission;
      if (call.key && !permits(call.key, scope, needed, { creator: owner })) return answers.scopeNotAuthorized;
      if (!file) return refused("fileContent is required.");
      if (!types.includes(file.contentType)) return refused("Invalid file content type.");
      const asset: AssetRecord = {
        assetId: String(FIRST_ID + BigInt(assets.length)),
        assetType: String(assetType),
        displayName,
        description: String(description),
        creator: owner,
        version: 1,
        ...file,
        versions: [file],
        isArchived: false,
        moderationLooks: 0,
        grants: [],
      };
      if (assetType === "Video" && !(Number(expectedPrice) >= VIDEO_PRICE)) {
        return begin(asset, { code: 400, message: "The price is higher than expected." }); // the text is made up
      }
      assets.push(asset);
      return begin(asset);
    }),
  };

  /** `PATCH /assets/v1/assets/{assetId}`: content of models only; metadata by its mask, without a version (observed). */
  const updateAsset: Endpoint = {
    method: "PATCH",
    path: /^\/assets\/v1\/assets\/(?<asset>[^/:]+)$/,
    access: access(APIS.updateAsset),
    keeps: "file",
    answer: unlessModerated((call) => {
      const asset = find(call.parameters.asset);
      if (!asset) return coded(404, "NOT_FOUND", "Asset not found.");
      const upload = readUpload(call, settings.tooLarge);
      if ("status" in upload) return upload;
      const { request, file } = upload;
      if (file) {
        if (asset.assetType !== "Model") return refused(`Updating ${asset.assetType} is not supported yet`);
        if (!ASSET_CONTENT_TYPES.Model.some((type) => type === file.contentType)) {
          return refused("Invalid file content type.");
        }
        addVersion(asset, file);
      }
      const mask = (call.query.get("updateMask") ?? "").split(",");
      const isChanged = mask.includes("displayName") || mask.includes("description");
      if (!file && isChanged && settings.metadataMakesVersion) {
        addVersion(asset, { sha256: asset.sha256, contentType: asset.contentType });
      }
      if (mask.includes("displayName")) asset.displayName = String(request.displayName);
      if (mask.includes("description")) asset.description = String(request.description);
      return begin(asset);
    }),
  };

  const asset: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/assets\/(?<asset>[^/:]+)$/,
    access: access(APIS.asset),
    answer: unlessModerated(({ parameters }) => {
      const found = find(parameters.asset);
      return found ? json(200, describe(found)) : coded(404, "NOT_FOUND", "Asset not found.");
    }),
  };

  /** `POST /assets/v1/assets/{assetId}:archive` and `:restore`, without a body. That a model is refused was observed. */
  const archiveAsset: Endpoint = {
    method: "POST",
    path: /^\/assets\/v1\/assets\/(?<asset>[^/:]+):(?<what>archive|restore)$/,
    access: { ...access(APIS.updateAsset), perMinute: 100 },
    answer: unlessModerated(({ parameters }) => {
      const found = find(parameters.asset);
      if (!found) return coded(404, "NOT_FOUND", "Asset not found.");
      if (found.assetType === "Model") return errors(400, "Model is not an archivable asset type");
      found.isArchived = parameters.what === "archive";
      return json(200, describe(found));
    }),
  };

  const assetOperation: Endpoint = {
    method: "GET",
    path: /^\/assets\/v1\/operations\/(?<operation>[^/]+)$/,
    access: access(APIS.assetOperation, ({ operation = "" }) => operations.get(operation)?.asset.creator),
    answer: unlessModerated(({ parameters }) => {
      const operationId = parameters.operation ?? "";
      const operation = operations.get(operationId);
      if (!operation) return coded(404, "NOT_FOUND", "Operation not found.");
      operation.pollsLeft -= 1;
      return operation.pollsLeft >= 0
        ? json(200, { path: `operations/${operationId}`, operationId, done: false })
        : json(200, endOf(operationId));
    }),
  };

  /** `GET /cloud/v2/users/{user_id}/asset-quotas` (Roblox's OpenAPI), of uploads of audio alone. */
  const assetQuotas: Endpoint = {
    method: "GET",
    path: /^\/cloud\/v2\/users\/(?<user>[^/]+)\/asset-quotas$/,
    access: {
      ...access(APIS.asset, ({ user }) => (user === undefined ? undefined : { userId: user })),
      perMinute: APIS.assetQuotas.perMinute,
    },
    answer({ parameters, query }) {
      const filter = query.get("filter") ?? "";
      if (filter !== "" && !filter.split("&&").every((part) => /^\s*(quotaType|assetType)\s*==\s*\w+\s*$/.test(part))) {
        return invalidArgument("Invalid filter.");
      }
      const wanted = [...filter.matchAll(/==\s*(\w+)/g)].map(([, value]) => value);
      if (wanted.some((value) => value !== "RateLimitUpload" && value !== "Audio"))
        return json(200, { assetQuotas: [] });
      const audio = {
        path: `users/${parameters.user}/asset-quotas/RateLimitUpload-Audio`,
        quotaType: "RATE_LIMIT_UPLOAD",
        assetType: "AUDIO",
        ...settings.audioQuota,
        period: "MONTH",
      };
      return json(200, { assetQuotas: [audio] });
    },
  };

  /**
   * `PATCH /asset-permissions-api/v1/assets/permissions` (Roblox's OpenAPI): 200 whatever becomes of each asset. An asset's id is
   * a number there and a subject's a text; whether the other would be taken is not known, here it is not.
   */
  const assetPermissions: Endpoint = {
    method: "PATCH",
    path: /^\/asset-permissions-api\/v1\/assets\/permissions$/,
    access: {
      scope: APIS.assetPermissions.permission.scope,
      operations: APIS.assetPermissions.permission.operations,
      perMinute: APIS.assetPermissions.perMinute,
      // The form is documented, and the codes are; which of them it is here is not.
      refuse: () => json(403, { error: { code: "UnknownError", message: "Scope not authorized" } }),
    },
    answer(call) {
      const { subjectType, subjectId, action, requests } = readObject(call) ?? {};
      const isMeant =
        subjectType === "Universe" && action === "Use" && typeof subjectId === "string" && isId(subjectId);
      if (!isMeant || !Array.isArray(requests) || !requests.every(isGrantRequest)) {
        return json(400, { error: { code: "InvalidRequest", message: "Invalid request." } });
      }
      const refusal = settings.grantErrors[subjectId];
      const granted: string[] = [];
      const refusals: string[] = [];
      for (const assetId of requests.map((each) => String(each.assetId))) {
        const found = find(assetId);
        if (refusal === "") continue;
        if (refusal !== undefined || !found) {
          refusals.push(`{"assetId":${assetId},"code":${JSON.stringify(refusal ?? "AssetNotFound")}}`);
        } else {
          found.grants.push(subjectId);
          granted.push(assetId);
        }
      }
      // Digits as they are, past 2^53 too.
      return { ...json(200, {}), body: `{"successAssetIds":[${granted}],"errors":[${refusals}]}` };
    },
  };

  return {
    endpoints: { createAsset, updateAsset, asset, archiveAsset, assetOperation, assetQuotas, assetPermissions },
    records: { assets: assets as readonly AssetRecord[] },
  };
}

/** This API's own form of a 400: its code is "the HTTP status code" (Roblox's OpenAPI, `Status`). */
function refused(message: string): TextResponse {
  return json(400, { code: 400, message });
}

/** The one user or group that an upload names; both a text and a number were accepted. */
function creatorIn(value: unknown): Creator | undefined {
  const { userId, groupId } = (value ?? {}) as Record<string, unknown>;
  if ((userId === undefined) === (groupId === undefined)) return undefined;
  return userId === undefined ? { groupId: String(groupId) } : { userId: String(userId) };
}

function isGrantRequest(value: unknown): value is { assetId: number | bigint } {
  const { assetId } = (value ?? {}) as { assetId?: unknown };
  return typeof assetId === "bigint" || Number.isInteger(assetId);
}

/** The two parts of an upload. `request` may come as plain text or as JSON; both are on record. */
function readUpload(
  { headers, body }: HttpRequest,
  tooLarge: AssetSettings["tooLarge"],
): { request: Record<string, unknown>; file?: AssetContent } | HttpResponse {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)"?/i.exec(headers["content-type"] ?? "")?.[1];
  if (boundary === undefined || body.file === undefined) return refused("multipart/form-data is required.");
  if (body.bytes > MAX_BYTES + 4096) {
    return tooLarge === 413 ? answers.htmlPayloadTooLarge : refused("The file is too large.");
  }
  const parts = partsOf(readFileSync(body.file), boundary);
  const text = parts.get("request")?.content.toString() ?? "";
  const file = parts.get("fileContent");
  try {
    const request: unknown = JSON.parse(text);
    if (typeof request !== "object" || request === null) throw new Error("no object");
    return {
      request: request as Record<string, unknown>,
      ...(file && { file: { contentType: file.contentType, sha256: sha256Of(file.content) } }),
    };
  } catch {
    return refused("The part request is no JSON object.");
  }
}

function partsOf(whole: Buffer, boundary: string): Map<string, { contentType: string; content: Buffer }> {
  const parts = new Map<string, { contentType: string; content: Buffer }>();
  const delimiter = Buffer.from(`--${boundary}`);
  for (let at = whole.indexOf(delimiter); at >= 0; ) {
    const next = whole.indexOf(Buffer.concat([Buffer.from("\r\n"), delimiter]), at + delimiter.length);
    const end = whole.indexOf("\r\n\r\n", at);
    if (next < 0 || end < 0) break;
    const head = whole.toString("latin1", at, end);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    const contentType = /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1]?.trim() ?? "text/plain";
    if (name !== undefined) parts.set(name, { contentType, content: whole.subarray(end + 4, next) });
    at = next + 2;
  }
  return parts;
}

function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

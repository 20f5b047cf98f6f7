/**
 * What Roblox documents (or users measured) about the calls that this project makes: one place for its sources, its
 * simulator and its checks against Roblox's OpenAPI document. Limits are requests a minute for each owner of keys, all
 * of the owner's keys together ("Rate limits" in the Open Cloud reference).
 */

/** What a call needs, as the key's dialog and introspection show it: `universe-places`, `write`. */
export interface Permission {
  readonly scope: string;
  /** Every one of them is needed. */
  readonly operations: readonly string[];
}

export interface ApiFacts {
  readonly method: "GET" | "POST" | "PATCH";
  /** As in the OpenAPI document, with its parameters in braces. */
  readonly path: string;
  /** Undefined: no key is needed. */
  readonly permission?: Permission;
  readonly perMinute?: number;
}

const LUAU = "universe.place.luau-execution-session";

/** Every call, by the name that the simulator's endpoints have as well. */
export const APIS = {
  /** "Usage guide for place publishing"; OpenAPI `Places_CreatePlaceVersionApiKey`. */
  publish: {
    method: "POST",
    path: "/universes/v1/{universeId}/places/{placeId}/versions",
    permission: { scope: "universe-places", operations: ["write"] },
    perMinute: 30,
  },
  /** "API keys", section on introspection. The key travels in the body. */
  introspect: { method: "POST", path: "/api-keys/v1/introspect" },
  /** Documented nowhere, used by many tools: it may improve a message and decide nothing. */
  universeOfPlace: { method: "GET", path: "/universes/v1/places/{placeId}/universe" },
  /** "Place version history" (experimental). */
  versionNotes: {
    method: "POST",
    path: "/place-version-history-api/v1/{placeId}/version/{version}/notes",
    permission: { scope: "universe.place", operations: ["write"] },
    perMinute: 100,
  },
  /** "Server management" (beta). */
  restartsForecast: {
    method: "GET",
    path: "/server-management/v1/universes/{universeId}/restarts:forecast",
    permission: { scope: "universe", operations: ["read"] },
    perMinute: 100,
  },
  /** "Assets" (beta). */
  assetVersion: {
    method: "GET",
    path: "/assets/v1/assets/{assetId}/versions/{versionNumber}",
    permission: { scope: "asset", operations: ["read"] },
    perMinute: 100,
  },
  /** "Assets" (beta). Described as a bare array; clients are given an object with `assetVersions` and `nextPageToken`. */
  assetVersions: {
    method: "GET",
    path: "/assets/v1/assets/{assetId}/versions",
    permission: { scope: "asset", operations: ["read"] },
    perMinute: 100,
  },
  /** "Assets" (beta): the content of an earlier version once more, as a new version. Documented for assets; a place is one. */
  rollBackVersion: {
    method: "POST",
    path: "/assets/v1/assets/{assetId}/versions:rollback",
    permission: { scope: "asset", operations: ["read", "write"] },
    perMinute: 100,
  },
  /**
   * "Asset delivery": where the bytes of one version lie for a while. The same without a version is described in three ways
   * (the live one, the newest, a stale one), so it is never asked.
   */
  assetDelivery: {
    method: "GET",
    path: "/asset-delivery-api/v1/assetId/{assetId}/version/{versionNumber}",
    permission: { scope: "legacy-asset", operations: ["manage"] },
    perMinute: 1000,
  },
  /** "Luau execution": an input of a task, valid for 15 minutes. */
  createBinaryInput: {
    method: "POST",
    path: "/cloud/v2/universes/{universeId}/luau-execution-session-task-binary-inputs",
    permission: { scope: LUAU, operations: ["write"] },
    perMinute: 5,
  },
  /** "Assets" (beta): a new asset; it has no id of its own before the operation is done. */
  createAsset: {
    method: "POST",
    path: "/assets/v1/assets",
    permission: { scope: "asset", operations: ["read", "write"] },
    perMinute: 120,
  },
  updateAsset: {
    method: "PATCH",
    path: "/assets/v1/assets/{assetId}",
    permission: { scope: "asset", operations: ["read", "write"] },
    perMinute: 120,
  },
  asset: {
    method: "GET",
    path: "/assets/v1/assets/{assetId}",
    permission: { scope: "asset", operations: ["read"] },
    perMinute: 120,
  },
  /** The table says 300, the throttling limit beside it 100. */
  assetOperation: {
    method: "GET",
    path: "/assets/v1/operations/{operationId}",
    permission: { scope: "asset", operations: ["read"] },
    perMinute: 100,
  },
  assetQuotas: {
    method: "GET",
    path: "/cloud/v2/users/{userId}/asset-quotas",
    permission: { scope: "asset", operations: ["read"] },
    perMinute: 60,
  },
  /** "Asset permissions" (beta). */
  assetPermissions: {
    method: "PATCH",
    path: "/asset-permissions-api/v1/assets/permissions",
    permission: { scope: "asset-permissions", operations: ["write"] },
    perMinute: 100,
  },
  /** "Luau execution": on the newest version. The prose says 5; the OpenAPI document, and one measurement, 40. */
  createTask: {
    method: "POST",
    path: "/cloud/v2/universes/{universeId}/places/{placeId}/luau-execution-session-tasks",
    permission: { scope: LUAU, operations: ["write"] },
    perMinute: 40,
  },
  /** On one version: a window of its own. */
  createTaskOnVersion: {
    method: "POST",
    path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-session-tasks",
    permission: { scope: LUAU, operations: ["write"] },
    perMinute: 5,
  },
  /** Both operations are listed; whether one is enough is not known. The prose says 45; the OpenAPI document, and one measurement, 200. */
  task: {
    method: "GET",
    path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-sessions/{sessionId}/tasks/{taskId}",
    permission: { scope: LUAU, operations: ["read", "write"] },
    perMinute: 200,
  },
  taskLogs: {
    method: "GET",
    path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-sessions/{sessionId}/tasks/{taskId}/logs",
    permission: { scope: LUAU, operations: ["read", "write"] },
    perMinute: 45,
  },
  /** "Restart Universe Servers". */
  restartServers: {
    method: "POST",
    path: "/cloud/v2/universes/{universeId}:restartServers",
    permission: { scope: "universe", operations: ["write"] },
    perMinute: 30,
  },
  /** "Publish Universe Message"; MessagingService's own limits count besides. */
  publishMessage: {
    method: "POST",
    path: "/cloud/v2/universes/{universeId}:publishMessage",
    permission: { scope: "universe-messaging-service", operations: ["publish"] },
    perMinute: 5000,
  },
} as const satisfies Record<string, ApiFacts>;

/** Length of the window in which requests are counted, in seconds ("Rate limits"). */
export const WINDOW_SECONDS = 60;

/** "Luau execution": a script has at most 4 MB. Read as decimal, the smaller of the two readings. */
export const MAX_SCRIPT_BYTES = 4_000_000;
/** "Luau execution": the longest run, in seconds, and the default. */
export const MAX_TIMEOUT_SECONDS = 300;
/** "Luau execution": the returned values, as JSON. */
export const MAX_RESULT_BYTES = 4_000_000;
/** "Luau execution": what is kept of a log, for 24 hours. */
export const MAX_LOG_BYTES = 450_000;
/** OpenAPI: a larger `maxPageSize` counts as this. */
export const MAX_LOG_PAGE_MESSAGES = 10_000;
/** OpenAPI, `LuauExecutionSessionTaskBinaryInput`: 100 MiB. */
export const MAX_BINARY_INPUT_BYTES = 100 * 1024 * 1024;
/** OpenAPI, `LuauExecutionSessionTask`: 256 MiB. */
export const MAX_BINARY_OUTPUT_BYTES = 256 * 1024 * 1024;
/** OpenAPI: how long an input may be used, and an output be fetched. */
export const BINARY_MINUTES = 15;
/** "Luau execution": unfinished tasks of a place. */
export const MAX_UNFINISHED_TASKS = 10;

/** Observed: where the addresses of asset delivery lie. No document names them. */
export const CONTENT_HOSTS: readonly string[] = ["contentdelivery.roblox.com", ".rbxcdn.com"];
/** "Place size limit": above 100 MB saving "might fail", so that some may be larger. */
export const MAX_DELIVERED_BYTES = 2 * 104_857_600;

/** "Restart Universe Servers": the longest bleed-off, in minutes. */
export const MAX_BLEED_OFF_MINUTES = 60;
/** "Publish Universe Message". How characters are counted is not stated. */
export const MAX_TOPIC_CHARACTERS = 80;
export const MAX_MESSAGE_CHARACTERS = 1024;

/** "Usage guide for assets": the types that are made here, with what their file may be. */
export const ASSET_CONTENT_TYPES = {
  Model: ["model/x-rbxm", "model/fbx", "model/gltf+json", "model/gltf-binary"],
  Animation: ["model/x-rbxm"],
  Image: ["image/png", "image/jpeg", "image/bmp", "image/tga"],
  Decal: ["image/png", "image/jpeg", "image/bmp", "image/tga"],
  Audio: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/flac"],
  Video: ["video/mp4", "video/mov"],
  Mesh: ["model/x-file-mesh-data"],
} as const satisfies Record<string, readonly string[]>;
export type AssetType = keyof typeof ASSET_CONTENT_TYPES;
/** Observed: clients cut names there. The guide gives the other one. */
export const MAX_ASSET_NAME_CHARACTERS = 50;
export const MAX_ASSET_DESCRIPTION_CHARACTERS = 1000;
/** "Video frames": what a video costs, in Robux. */
export const VIDEO_PRICE_ROBUX = 2000;

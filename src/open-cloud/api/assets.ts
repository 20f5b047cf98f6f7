import { randomBytes } from "node:crypto";
import { harmless } from "../../text/harmless.ts";
import { bytesText } from "../../text/units.ts";
import { parseObject, readAnswer } from "../answer.ts";
import { multipart, type ProvenFile, provenFile } from "../body.ts";
import {
  type Call,
  callAndCount,
  callRoblox,
  type Deed,
  lookUp,
  type Reason,
  succeeded,
  titleOf,
  type Watch,
} from "../call.ts";
import type { Client } from "../client.ts";
import { APIS, type AssetType } from "../facts.ts";
import { STATUS_PAGE } from "../pages.ts";
import type { Answer } from "../transport.ts";

/** The file of an asset, as it is sent. */
export interface SentFile extends ProvenFile {
  readonly fileName: string;
  readonly contentType: string;
}

export interface NewAsset {
  readonly assetType: AssetType;
  readonly displayName: string;
  readonly description: string;
  readonly creator: { readonly userId: string } | { readonly groupId: string };
  /** The most that it may cost, in Robux. */
  readonly expectedPrice?: number;
}

export interface AssetUpdate {
  readonly assetId: string;
  /** Empty: it keeps the one that it has. */
  readonly displayName: string;
  readonly description: string;
}

/** What Roblox says of an asset. Nothing of it is certain to be there but the id. */
export interface Asset {
  readonly assetId: string;
  readonly versionNumber?: string;
  readonly displayName?: string;
  readonly moderationState?: string;
}

/** Roblox's work on an upload. */
export interface Operation {
  /** Empty only for one that was over at once. */
  readonly operationId: string;
  readonly done: boolean;
  readonly asset?: Asset;
  /** Its reason, in Roblox's words. */
  readonly error?: string;
}

/** The upload was taken, but what became of it is bad or not known. */
class AssetError extends Error {
  readonly title: string;
  constructor(title: string, message: string) {
    super(message);
    this.title = title;
  }
}

const CREATIONS = "Creator Dashboard → Creations → Development Items (https://create.roblox.com/dashboard/creations)";

/**
 * Has a file made a new asset: `POST /assets/v1/assets` (Open Cloud, "Usage guide for assets"; scopes `asset:read` and
 * `asset:write`; 120 a minute). There is no request id, so a create whose answer was lost is not repeated: it could make, and
 * bill, a second asset.
 *
 * @throws CallError when Roblox did not say that it took the file.
 */
export async function createAsset(client: Client, asset: NewAsset, file: SentFile, watch: Watch): Promise<Operation> {
  const { assetType, displayName, description, creator, expectedPrice } = asset;
  const request = {
    assetType,
    displayName,
    description,
    creationContext: { creator, ...(expectedPrice === undefined ? {} : { expectedPrice }) },
  };
  const call: Call<Operation> = {
    ...uploadOf(file, request),
    method: "POST",
    target: "/assets/v1/assets",
    permission: APIS.createAsset.permission,
    repeatable: false,
    words: {
      title: deedOf(""),
      doing: "creating an asset",
      limit: `${APIS.createAsset.perMinute} new assets a minute`,
      ifUncertain: createUncertain(displayName, file),
      ifBrokenOff: "no asset was made",
      ifRefused: "Look at displayName, description and the file: Roblox did not take one of them.",
      ifForbidden: {
        why: "The key may not create assets for this creator: it is restricted to another one, or its owner lacks the group's right to create items.",
        next: "Compare creatorUserId or creatorGroupId with the key's owner and its asset permission.",
      },
      refusal: refusalOf,
    },
  };
  return (await callAndCount(client, call, watch)).value;
}

function deedOf(assetId: string): Deed {
  return assetId === ""
    ? { what: "the asset was", done: "created" }
    : { what: `asset ${assetId} was`, done: "updated" };
}

/** What is to be said when nobody knows whether an asset was made. */
export function createUncertain(displayName: string, { bytes, sha256 }: Pick<SentFile, "bytes" | "sha256">): string {
  return `An asset may have been made all the same, so the file was not sent again: that could make a second one. Look for "${harmless(displayName)}" in ${CREATIONS} before you run the step again. What was sent has ${bytesText(bytes)} and the sha256 ${sha256}.`;
}

/**
 * Has a file made the next version of a model: `PATCH /assets/v1/assets/{assetId}` ("Usage guide for assets"; scopes and
 * limit as for `createAsset`). Repeated as far as needed: at worst the same content becomes a version twice.
 *
 * @throws CallError
 */
export async function updateAsset(
  client: Client,
  update: AssetUpdate,
  file: SentFile,
  watch: Watch,
): Promise<Operation> {
  const { assetId } = update;
  const metadata = Object.fromEntries(
    (["displayName", "description"] as const).flatMap((name) => (update[name] === "" ? [] : [[name, update[name]]])),
  );
  const mask = Object.keys(metadata);
  const call: Call<Operation> = {
    ...uploadOf(file, { assetId, ...metadata }),
    method: "PATCH",
    target: `/assets/v1/assets/${assetId}${mask.length === 0 ? "" : `?updateMask=${mask.join(",")}`}`,
    permission: APIS.updateAsset.permission,
    repeatable: true,
    words: {
      title: deedOf(assetId),
      doing: "updating an asset",
      limit: `${APIS.updateAsset.perMinute} updates a minute`,
      ifUncertain: `The asset may have a new version all the same. Running the step again is safe: at worst the same content becomes one more version.`,
      ifBrokenOff: "the asset is as it was",
      ifRefused: `Compare assetId with the Creator Dashboard: asset ${assetId} does not exist, is not the key owner's, or is no model.`,
      ifForbidden: {
        why: "The key may not change this asset: it is restricted to another creator, or its owner may not edit the asset.",
        next: "Compare the asset's creator with the key's owner and its asset permission.",
      },
      refusal: refusalOf,
    },
  };
  return (await callAndCount(client, call, watch)).value;
}

function uploadOf(file: SentFile, request: object): Pick<Call<Operation>, "body" | "read"> {
  const { fileName, contentType } = file;
  const body = multipart(
    [
      { name: "request", contentType: "application/json", content: JSON.stringify(request) },
      { name: "fileContent", fileName, contentType, content: provenFile(file, contentType) },
    ],
    randomBytes(16).toString("hex"),
  );
  return { body, read: operationOf };
}

/** The operation in an answer; undefined for one that names none. Observed: more than the documented `path`. */
export function operationOf(answer: Answer): Operation | undefined {
  const body = succeeded(answer) && answer.bodySent ? parseObject(answer.text) : undefined;
  if (!body) return undefined;
  const path = typeof body.path === "string" ? (body.path.split("/").at(-1) ?? "") : "";
  const operationId = typeof body.operationId === "string" ? body.operationId : path;
  const done = body.done === true;
  const asset = assetOf(body.response);
  const error = done && typeof body.error === "object" && body.error !== null ? errorText(body.error) : undefined;
  if (!/^[\w-]{1,100}$/.test(operationId) && !(operationId === "" && done)) return undefined;
  return { operationId, done, ...(asset && { asset }), ...(error !== undefined && { error }) };
}

/** The code is a number of one kind or another: shown, and nothing else. */
function errorText(error: object): string {
  const { message, code } = error as { message?: unknown; code?: unknown };
  const said =
    typeof message === "string" && message !== "" ? `Roblox said "${harmless(message)}"` : "Roblox gave no reason";
  return code === undefined ? said : `${said} (${harmless(String(code), 60)})`;
}

function assetOf(value: unknown): Asset | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { assetId, revisionId, displayName, moderationResult } = value as Record<string, unknown>;
  if (!isDigits(assetId)) return undefined;
  const state = moderationOf(moderationResult);
  return {
    assetId: String(assetId),
    ...(isDigits(revisionId) && { versionNumber: String(revisionId) }),
    ...(typeof displayName === "string" && { displayName }),
    ...(state !== undefined && { moderationState: state }),
  };
}

function isDigits(value: unknown): boolean {
  return (typeof value === "number" || typeof value === "string") && /^[1-9]\d{0,18}$/.test(String(value));
}

/** Older answers write `MODERATION_STATE_APPROVED`. */
function moderationOf(result: unknown): string | undefined {
  const state = (result as { moderationState?: unknown } | null | undefined)?.moderationState;
  const word = typeof state === "string" ? state.replace(/^MODERATION_STATE_/, "").toLowerCase() : "";
  return ["Approved", "Reviewing", "Rejected"].find((known) => known.toLowerCase() === word);
}

const LONGEST_POLL_SECONDS = 10;

/**
 * Waits until Roblox has done its work on an upload: `GET /assets/v1/operations/{operationId}` (100 a minute), after 1 s and
 * then after twice as long each time, up to 10 s.
 *
 * @param assetId of the asset that it updates; empty: it makes a new one.
 * @throws AssetError when it ended badly, or not before the step's time is over; CallError.
 */
export async function awaitOperation(client: Client, started: Operation, assetId: string): Promise<Asset> {
  let operation = started;
  const { operationId } = started;
  const title = titleOf(deedOf(assetId), "possible");
  const call = operationCall(operationId, title);
  for (let seconds = 1; !operation.done; seconds = Math.min(LONGEST_POLL_SECONDS, seconds * 2)) {
    await pause(client, seconds, title, `operation ${operationId} may yet finish`);
    operation = await callRoblox(client, call);
  }
  if (operation.error !== undefined) {
    throw new AssetError(
      "Roblox did not make an asset of the file",
      `${operation.error}. The upload was taken, but its operation ${operationId} failed. Open the file in Roblox Studio to see whether it loads; a price above expectedPrice ends so as well.`,
    );
  }
  if (!operation.asset) {
    throw new AssetError(
      title,
      `Roblox says that operation ${operationId} is done, but neither what it made nor why it failed. An asset may exist: look in ${CREATIONS}.`,
    );
  }
  return operation.asset;
}

function operationCall(operationId: string, title: string): Call<Operation> {
  return {
    method: "GET",
    target: `/assets/v1/operations/${operationId}`,
    permission: APIS.assetOperation.permission,
    repeatable: true,
    read: operationOf,
    words: {
      title,
      doing: "asking what became of an upload",
      limit: `${APIS.assetOperation.perMinute} such questions a minute`,
      ifUncertain: `Roblox has the file, and an asset may come of it (operation ${operationId}): look in ${CREATIONS} before you run the step again.`,
      ifBrokenOff: "the upload goes on",
      ifRefused: `Roblox has the file, but does not know operation ${operationId} any more. An asset may exist: look in ${CREATIONS} before you run the step again.`,
      refusal: refusalOf,
    },
  };
}

/** Waits, or says why there is no time left for it, and what is known. */
async function pause(client: Client, seconds: number, title: string, known: string): Promise<void> {
  try {
    await client.deadline.sleep(seconds);
  } catch (error) {
    const why = harmless(error instanceof Error ? error.message : String(error));
    throw new AssetError(
      title,
      `${why.charAt(0).toUpperCase()}${why.slice(1)}. Roblox has the file, and ${known}: look in ${CREATIONS}. Raise timeoutMinutes if Roblox is slow.`,
    );
  }
}

const FIRST_MODERATION_POLL_SECONDS = 2;
const LONGEST_MODERATION_POLL_SECONDS = 15;

/**
 * Waits until moderation has decided: `GET /assets/v1/assets/{assetId}?readMask=moderationResult` (120 a minute), every 2 to
 * 15 seconds.
 *
 * @returns `Approved` or `Rejected`.
 * @throws AssetError when it has not before the step's time is over; CallError.
 */
export async function awaitModeration(client: Client, assetId: string, known: string | undefined): Promise<string> {
  let state = known;
  for (
    let seconds = FIRST_MODERATION_POLL_SECONDS;
    state !== "Approved" && state !== "Rejected";
    seconds = Math.min(LONGEST_MODERATION_POLL_SECONDS, seconds * 2)
  ) {
    const undecided = `asset ${assetId} exists, but moderation had not decided about it`;
    await pause(client, seconds, "The asset is not approved yet", undecided);
    state = await callRoblox(client, moderationCall(assetId));
  }
  return state;
}

/** The state of moderation, if it can be had within so many seconds. */
export function moderationState(client: Client, assetId: string, seconds: number): Promise<string | undefined> {
  return lookUp(client, moderationCall(assetId), seconds);
}

function moderationCall(assetId: string): Call<string> {
  return {
    method: "GET",
    target: `/assets/v1/assets/${assetId}?readMask=moderationResult`,
    permission: APIS.asset.permission,
    repeatable: true,
    read: (answer) => (succeeded(answer) ? moderationOf(parseObject(answer.text)?.moderationResult) : undefined),
    words: {
      title: "The asset's moderation is not known",
      doing: "asking about moderation",
      limit: `${APIS.asset.perMinute} such questions a minute`,
      ifUncertain: `Asset ${assetId} exists; its page in the Creator Dashboard shows whether it is approved.`,
      ifBrokenOff: "nothing changed",
      ifRefused: `Asset ${assetId} exists; its page in the Creator Dashboard shows whether it is approved.`,
      refusal: refusalOf,
    },
  };
}

/** How many sounds a user has uploaded in the current period, if that can be looked up. Never throws. */
export function audioQuota(
  client: Client,
  userId: string,
  seconds: number,
): Promise<{ usage: number; capacity: number } | undefined> {
  const filter = encodeURIComponent("quotaType == RateLimitUpload && assetType == Audio");
  return lookUp(
    client,
    {
      method: "GET",
      target: `/cloud/v2/users/${userId}/asset-quotas?filter=${filter}`,
      permission: APIS.assetQuotas.permission,
      read(answer) {
        const quotas = succeeded(answer) ? parseObject(answer.text)?.assetQuotas : undefined;
        const { usage, capacity } = (Array.isArray(quotas) ? (quotas[0] ?? {}) : {}) as Record<string, unknown>;
        return typeof usage === "number" && typeof capacity === "number" ? { usage, capacity } : undefined;
      },
    },
    seconds,
  );
}

/** Answers whose words are on record. */
function refusalOf(answer: Answer): Reason | undefined {
  const { status } = answer;
  const said = readAnswer(answer).message ?? "";
  if (status === 403 && /user is moderated/i.test(said)) {
    return {
      why: "The account that owns the key is under moderation, so Roblox takes nothing more from it.",
      next: "Sign in with that account to see and resolve it, and stop all other uploads of it until then.",
      widespread: true,
    };
  }
  if (status === 400 && /(?:name|description) is moderated/i.test(said)) {
    return {
      why: "Roblox's text filter refused the text.",
      next: "Choose other words; commit hashes and abbreviations are often taken for what they are not.",
    };
  }
  if (status === 400 && /InvalidImage/i.test(said)) {
    return { why: "Roblox cannot read the image.", next: "Export it again, as a plain PNG for instance." };
  }
  if (status === 400 && /updating \w+ is not supported/i.test(said)) {
    return {
      why: "Only models take a new version.",
      next: "Leave assetId out: the file then becomes a new asset, with an id of its own.",
    };
  }
  if (status === 413) return { why: "The file is larger than Roblox takes.", next: "Make it smaller, or split it." };
  if (status === 400) {
    return {
      why: "Roblox did not take the file, its name or its description.",
      next: `Read Roblox's words above; if they do not help, open the file in Studio, and look at ${STATUS_PAGE}.`,
    };
  }
  return undefined;
}

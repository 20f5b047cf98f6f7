import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { isBusy, parseObject } from "../answer.ts";
import { type Settled, type Shared, tryRepeatedly } from "../attempts.ts";
import { type Evidence, type Explanation, explainFailure, unusable } from "../explain.ts";
import { MAX_HANG_UP_RETRIES, type Retry } from "../retry.ts";
import { type Answer, type Cloud, Disconnect, exchange, type FileBody } from "../transport.ts";
import { type Introspection, introspectKey, quietly } from "./keys.ts";

/** How much is read at once. */
const READ_BYTES = 512 * 1024;
/**
 * How much is handed over at once; also the last block, which is held back until all is proved. The stalled upload is
 * noticed by blocks, so a line is slow but not stalled down to about 1 KB a second.
 */
const BLOCK_BYTES = 64 * 1024;
/** The look-ups that improve a failure's message get this long. */
const LOOK_UP_SECONDS = 5;

export interface Upload {
  readonly universeId: string;
  readonly placeId: string;
  readonly versionType: "Published" | "Saved";
  readonly path: string;
  readonly bytes: number;
  /** Of the bytes that were checked, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly contentType: "application/octet-stream" | "application/xml";
}

export interface UploadListener {
  /** A try begins: nothing of the file is sent yet. */
  onAttempt(attempt: number): void;
  /** The server may have the whole file from here on. */
  onHandedOver(): void;
  onProgress(bytesSent: number): void;
  onAnswer(answer: Answer): void;
  onWait(outcome: Answer | Disconnect, retry: Retry, nextAttempt: number): void;
}

export interface UploadOptions {
  readonly maxAttempts: number;
  /** Where the page about keys is to be read. */
  readonly keyHelp: string;
}

/** An upload that did not succeed. */
export class UploadError extends Error implements Explanation {
  readonly title: string;
  readonly widespread: boolean;
  readonly attempts: number;
  constructor(explanation: Explanation, attempts: number) {
    super(explanation.message);
    this.title = explanation.title;
    this.widespread = explanation.widespread;
    this.attempts = attempts;
  }
}

/** The file is no longer the one that was checked. */
export class FileChangedError extends Error {}

const BROKEN_OFF = "The upload was broken off before its last bytes, so nothing was published.";

/**
 * Makes a file the next version of a place: `POST /universes/v1/{universeId}/places/{placeId}/versions`
 * (Open Cloud, "Usage guide for place publishing"; scope `universe-places:write`; 30 a minute for each key owner).
 *
 * @returns the new version's number, in the digits of the answer, and how many tries it took.
 * @throws UploadError when Roblox did not give a version number; FileChangedError; the deadline's reason.
 */
export async function uploadPlace(
  shared: Shared,
  upload: Upload,
  options: UploadOptions,
  listener: UploadListener,
): Promise<{ versionNumber: string; attempts: number }> {
  const { cloud } = shared;
  // What a look-up finds may concern every other upload as well, so none begins meanwhile.
  const find = <T>(lookUp: Promise<T>) => shared.limiter?.hold(lookUp) ?? lookUp;
  let key: Introspection;
  const settled = await tryRepeatedly(
    shared,
    {
      maxAttempts: options.maxAttempts,
      repeatable: true,
      onAttempt: (attempt) => listener.onAttempt(attempt),
      onWait: (outcome, retry, nextAttempt) => listener.onWait(outcome, retry, nextAttempt),
      // A server that hangs up on every upload may be refusing the key: find out before trying for the last time.
      async mayGoOn(retry, hangUps) {
        if (retry.cause !== "hang-up" || hangUps < MAX_HANG_UP_RETRIES) return true;
        key = await find(introspectKey(cloud, upload.universeId, LOOK_UP_SECONDS));
        return unusable(key) === undefined;
      },
    },
    async () => {
      const answer = await exchange(cloud, uploadRequest(upload, listener));
      listener.onAnswer(answer);
      return answer;
    },
  );
  const versionNumber = versionNumberOf(settled.outcome);
  if (versionNumber !== undefined) return { versionNumber, attempts: settled.attempts };

  const evidence = { ...(await find(gatherEvidence(cloud, upload, settled))), ...(key === undefined ? {} : { key }) };
  const asked = { ...upload, keyHelp: options.keyHelp };
  throw new UploadError(explainFailure(settled, asked, evidence), settled.attempts);
}

/** What is sent for an upload, but for the key. */
export function uploadRequest(upload: Upload, listener: Pick<UploadListener, "onHandedOver" | "onProgress">) {
  const { universeId, placeId, versionType, contentType } = upload;
  return {
    method: "POST",
    path: `/universes/v1/${universeId}/places/${placeId}/versions?versionType=${versionType}`,
    headers: { "content-type": contentType, accept: "application/json, text/plain" },
    body: {
      bytes: upload.bytes,
      chunks: () => provenBytes(upload, listener.onProgress),
      onHandedOver: () => listener.onHandedOver(),
    } satisfies FileBody,
  } as const;
}

/**
 * Streams a file and holds its last block back until size and hash are those of the file that was checked: a server
 * that counts bytes cannot take anything else for a whole upload.
 */
async function* provenBytes(
  { path, bytes, sha256 }: Upload,
  onProgress: (bytesSent: number) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let read = 0;
  let held: Buffer | undefined;
  for await (const block of blocksOf(path)) {
    if (held) {
      yield held;
      onProgress(read);
    }
    held = block;
    read += block.length;
    if (read > bytes) break;
    hash.update(block);
  }
  if (read !== bytes || hash.digest("hex") !== sha256) {
    throw new FileChangedError(
      `The file changed after it was checked. ${BROKEN_OFF} Something still writes to it: let the build finish before this step.`,
    );
  }
  if (held) yield held;
  onProgress(read);
}

async function* blocksOf(path: string): AsyncGenerator<Buffer> {
  try {
    const file = await open(path);
    for await (const read of file.createReadStream({ highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>) {
      for (let at = 0; at < read.length; at += BLOCK_BYTES) yield read.subarray(at, at + BLOCK_BYTES);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new FileChangedError(`The file was checked, but could not be read again (${code}). ${BROKEN_OFF}`);
  }
}

/** The number in a complete 2xx answer to a whole upload, whatever the answer's content type says. */
export function versionNumberOf(outcome: Settled["outcome"]): string | undefined {
  if (outcome instanceof Disconnect || outcome.status < 200 || outcome.status > 299 || !outcome.bodySent)
    return undefined;
  const number = parseObject(outcome.text.trim())?.versionNumber;
  const digits = typeof number === "number" || typeof number === "string" ? String(number) : "";
  return /^[1-9]\d{0,18}$/.test(digits) ? digits : undefined;
}

async function gatherEvidence(cloud: Cloud, upload: Upload, { outcome }: Settled): Promise<Evidence> {
  if (outcome instanceof Disconnect) return {};
  if (outcome.status === 401 || outcome.status === 403) {
    return { key: await introspectKey(cloud, upload.universeId, LOOK_UP_SECONDS) };
  }
  if (outcome.status === 404 || (outcome.status === 409 && !isBusy(outcome))) {
    return { owner: await universeOfPlace(cloud, upload.placeId, LOOK_UP_SECONDS) };
  }
  return {};
}

/**
 * The universe that a place belongs to, by `GET /universes/v1/places/{placeId}/universe`: used by many tools, but not
 * documented, so it may improve a message and decide nothing. It needs no key and is given none.
 */
export async function universeOfPlace(cloud: Cloud, placeId: string, seconds: number): Promise<string | undefined> {
  const path = `/universes/v1/places/${placeId}/universe`;
  const answer = await quietly(seconds, (signal) => exchange(cloud, { method: "GET", path, anonymous: true, signal }));
  const id = answer?.status === 200 ? parseObject(answer.text)?.universeId : undefined;
  return /^[1-9]\d{0,18}$/.test(String(id)) ? String(id) : undefined;
}

import { parseObject, parseValue } from "../answer.ts";
import { callRoblox, type Words } from "../call.ts";
import type { Client } from "../client.ts";
import { APIS } from "../facts.ts";
import { DASHBOARD } from "../pages.ts";
import type { Answer } from "../transport.ts";

/** One entry of a place's list of versions. */
export interface ListedVersion {
  /** Digits; may exceed 2^53. */
  readonly number: string;
  /** It is or was live. Several versions can be: the live one is the newest of them. */
  readonly published: boolean;
}

/** What a list of versions is needed for, in the words of its failures. */
export interface ListPurpose {
  /** The title of the step's failure. */
  readonly title: string;
  /** What is certain then: `nothing was published`. */
  readonly certain: string;
}

interface Page {
  readonly versions: readonly ListedVersion[];
  readonly nextPageToken?: string;
}

/** The most that the OpenAPI document allows. */
const PAGE_SIZE = 50;
/** Of saved versions on top of the live one; whoever has more names a version. */
const MAX_PAGES = 20;

/**
 * The versions of a place, the newest first, page by page: `GET /assets/v1/assets/{placeId}/versions` (Open Cloud, "Assets";
 * scope `asset:read`; 100 a minute). A place is an asset. `published` is left out when it is false (observed).
 *
 * @throws CallError
 */
export async function* listVersions(
  client: Client,
  placeId: string,
  purpose: ListPurpose,
): AsyncGenerator<readonly ListedVersion[], void> {
  let pageToken = "";
  for (let page = 0; page < MAX_PAGES; page++) {
    const next = pageToken === "" ? "" : `&pageToken=${encodeURIComponent(pageToken)}`;
    const { versions, nextPageToken } = await callRoblox(client, {
      method: "GET",
      target: `/assets/v1/assets/${placeId}/versions?maxPageSize=${PAGE_SIZE}${next}`,
      permission: APIS.assetVersions.permission,
      repeatable: true,
      read: readPage,
      words: wordsOf(placeId, purpose),
    });
    yield versions;
    if (nextPageToken === undefined || nextPageToken === pageToken) return;
    pageToken = nextPageToken;
  }
}

/** What the list says of a place as a whole. */
export interface NewestVersions {
  /** Saved or published. */
  readonly latest: string;
  /** The live one; undefined when none of the versions that can be listed was ever published. */
  readonly published?: string;
}

/**
 * The newest version of a place, and the live one. Newest is not live: a builder's save may lie on top.
 *
 * @returns undefined for a place without versions.
 * @throws CallError
 */
export async function newestVersions(
  client: Client,
  placeId: string,
  purpose: ListPurpose,
): Promise<NewestVersions | undefined> {
  let latest: string | undefined;
  for await (const versions of listVersions(client, placeId, purpose)) {
    latest ??= versions[0]?.number;
    const published = versions.find((version) => version.published)?.number;
    if (latest !== undefined && published !== undefined) return { latest, published };
  }
  return latest === undefined ? undefined : { latest };
}

/** A page in either shape, the newest first whatever its order was; undefined for what is no list, or not of this kind. */
export function readPage({ status, text }: Pick<Answer, "status" | "text">): Page | undefined {
  if (status !== 200) return undefined;
  const body = parseObject(text);
  const list = body ? body.assetVersions : parseValue(text);
  if (!Array.isArray(list)) return undefined;
  const versions = list.map((item: unknown) => {
    const { path, published } = Object(item) as { path?: unknown; published?: unknown };
    const number = /\/versions\/([1-9]\d{0,18})$/.exec(String(path))?.[1];
    return number === undefined ? undefined : { number, published: published === true };
  });
  // A list that is understood in part could leave out the very version that matters.
  if (!versions.every((version) => version !== undefined)) return undefined;
  versions.sort((one, other) => (BigInt(one.number) > BigInt(other.number) ? -1 : 1));
  const token = body?.nextPageToken;
  return { versions, ...(typeof token === "string" && token !== "" ? { nextPageToken: token } : {}) };
}

function wordsOf(placeId: string, { title, certain }: ListPurpose): Words {
  return {
    title,
    doing: "listing the versions of a place",
    limit: `${APIS.assetVersions.perMinute} lists of versions a minute`,
    ifUncertain: `The place's versions are not known, so ${certain}.`,
    ifBrokenOff: certain,
    ifRefused: `Compare placeId (${placeId}) with the Creator Dashboard. The versions are not known, so ${certain}.`,
    ifForbidden: {
      why: `Listing the versions of a place needs asset read, for an owner of the key who may edit the place (group role). The versions are not known, so ${certain}.`,
      next: `Add the API system assets with the operation Read to the key in the ${DASHBOARD}.`,
    },
  };
}

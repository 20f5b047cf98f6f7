import { thousands } from "../../text/units.ts";
import { parseObject, parseValue, textOf } from "../answer.ts";
import { type Call, CallError, callAndCount, callRoblox, succeeded, type Watch, type Words } from "../call.ts";
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

/**
 * A page in either shape, the newest first; undefined for what is no list, not of this kind, or has its newest on another page.
 * That Roblox lists the newest first was observed, and is not documented.
 */
export function readPage({ status, text }: Pick<Answer, "status" | "text">): Page | undefined {
  if (status !== 200) return undefined;
  const body = parseObject(text);
  const list = body ? body.assetVersions : parseValue(text);
  if (!Array.isArray(list)) return undefined;
  const versions = list.map((item: unknown) => {
    const { path, published } = Object(item) as { path?: unknown; published?: unknown };
    const number = numberIn(path);
    return number === undefined ? undefined : { number, published: published === true };
  });
  // A list that is understood in part could leave out the very version that matters.
  if (!versions.every((version) => version !== undefined)) return undefined;
  const token = body?.nextPageToken;
  const hasMore = typeof token === "string" && token !== "";
  const [first, last] = [versions[0], versions.at(-1)];
  // The newest of a list that rises stands on a later page.
  if (hasMore && first && last && BigInt(first.number) < BigInt(last.number)) return undefined;
  versions.sort((one, other) => (BigInt(one.number) > BigInt(other.number) ? -1 : 1));
  return { versions, ...(hasMore ? { nextPageToken: token } : {}) };
}

/**
 * The versions that others made between one that is known and the one that an upload became, as the beginning of a sentence, and
 * whether they are several; undefined for none.
 */
export function madeBetween(known: string, uploaded: string): { text: string; several: boolean } | undefined {
  const count = BigInt(uploaded) - BigInt(known) - 1n;
  if (count < 1n) return undefined;
  const [first, last] = [BigInt(known) + 1n, BigInt(uploaded) - 1n];
  const several = count > 1n;
  return {
    several,
    text: several ? `${thousands(Number(count))} versions (${first} to ${last}) were` : `Version ${first} was`,
  };
}

/**
 * Makes the content of a version the newest one, by `POST /assets/v1/assets/{placeId}/versions:rollback` (Open Cloud, "Assets";
 * scopes `asset:read` and `asset:write`; 100 a minute). Documented for assets, of which a place is one. Whether the new version
 * of a place is live is stated nowhere, and restoring one in the dashboard does not make it so: the list of versions tells.
 * The schema says that the body is a form, the sample sends JSON, which was seen to work: so JSON first, and a form when that is
 * refused with 400.
 *
 * @returns the number of the version that it made.
 * @throws CallError when Roblox did not give a number.
 */
export async function rollBackVersion(
  client: Client,
  { placeId, number, title }: { readonly placeId: string; readonly number: string; readonly title: string },
  watch: Watch = {},
): Promise<string> {
  const assetVersion = `assets/${placeId}/versions/${number}`;
  // There is nothing in it but digits and slashes, so that any line will do as the boundary.
  const form = `--form\r\nContent-Disposition: form-data; name="assetVersion"\r\n\r\n${assetVersion}\r\n--form--\r\n`;
  const attempt = async (contentType: string, body: string) =>
    (
      await callAndCount(
        client,
        { ...rollbackCall(placeId, title), headers: { "content-type": contentType }, body },
        watch,
      )
    ).value;
  try {
    return await attempt("application/json", JSON.stringify({ assetVersion }));
  } catch (error) {
    if (!(error instanceof CallError) || error.answer?.status !== 400) throw error;
    client.say(`${error.happened}. It is asked once more, in the other form that is on record`);
    return attempt("multipart/form-data; boundary=form", form);
  }
}

function rollbackCall(placeId: string, title: string): Call<string> {
  const certain = "no version was made";
  return {
    method: "POST",
    target: `/assets/v1/assets/${placeId}/versions:rollback`,
    permission: APIS.rollBackVersion.permission,
    // A second one would be one more version with the same content: harmless, but one that nobody has asked for.
    repeatable: false,
    read: (answer) => (succeeded(answer) && answer.bodySent ? numberIn(parseObject(answer.text)?.path) : undefined),
    words: {
      title,
      doing: "rolling a place back",
      limit: `${APIS.rollBackVersion.perMinute} rollbacks a minute`,
      ifUncertain: "A new version may have been made all the same; the place's version history tells.",
      ifBrokenOff: certain,
      ifRefused: `Roblox did not take it, so ${certain}.`,
      ifForbidden: {
        why: `Rolling a place back needs asset read and write, for an owner of the key who may edit the place (group role), so ${certain}.`,
        next: `Add the API system assets with the operations Read and Write to the key in the ${DASHBOARD}.`,
      },
      ifBusy: "The place is probably open in Roblox Studio or a Team Create session: close it there.",
    },
  };
}

/** The number at the end of a version's path, as digits. */
function numberIn(path: unknown): string | undefined {
  return /\/versions\/([1-9]\d{0,18})$/.exec(textOf(path))?.[1];
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

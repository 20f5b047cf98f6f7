import { sentence } from "../../text/sentence.ts";
import { thousands } from "../../text/units.ts";
import { parseObject, textOf } from "../answer.ts";
import type { ProvenFile } from "../body.ts";
import { type Call, CallError, callAndCount, callRoblox, handedOut, type Reason, succeeded } from "../call.ts";
import type { Client } from "../client.ts";
import { within } from "../deadline.ts";
import { UNFIT, UNREADABLE, whatWasSaid } from "../explain.ts";
import { APIS, CONTENT_HOSTS, MAX_DELIVERED_BYTES } from "../facts.ts";
import { DASHBOARD } from "../pages.ts";
import { openReceiver, type Received } from "../receiver.ts";
import { type Answer, Disconnect } from "../transport.ts";
import type { ListPurpose } from "./versions.ts";

/** One version of a place, by its number: what comes without one is described in three ways. */
export interface VersionOfPlace {
  readonly placeId: string;
  /** Digits. */
  readonly versionNumber: string;
}

/** The bytes of a version as they lie in a file. */
export interface DeliveredFile extends ProvenFile {
  /** How many bytes Roblox had announced, when it did and they are not as many as came. */
  readonly announced?: number;
}

/** How often an address that is no longer good is asked for anew. */
const MAX_ADDRESSES = 3;
/** The most that is waited for a disk that takes no more. */
const CLOSE_SECONDS = 5;

/**
 * Fetches the bytes of a version: `GET /asset-delivery-api/v1/assetId/{placeId}/version/{n}` (Open Cloud, "Asset delivery"; scope
 * `legacy-asset:manage`; 1000 a minute) names an address on another host, and what lies there is fetched without the key.
 * The file is as long as the connection said, decompressed, and ends like a place; whether it is a good one is for its
 * reader to say.
 *
 * @param path of the file to write, which must be nobody else's. On failure it is left as it is then, for the caller to remove.
 * @param hide is given the parts of each address that are secrets, before it is called.
 * @throws CallError; the file system's own errors.
 */
export async function fetchVersion(
  client: Client,
  version: VersionOfPlace,
  path: string,
  purpose: ListPurpose,
  hide: (parts: readonly string[]) => void,
): Promise<DeliveredFile> {
  const receiver = await openReceiver(path, MAX_DELIVERED_BYTES);
  try {
    for (let nth = 1; ; nth++) {
      const { address, announced } = await callRoblox(client, locate(client, version, purpose));
      hide(secretParts(address));
      try {
        const { bytes, sha256, transferred } = await fetchContent(client, version, purpose, address, receiver);
        const isAsAnnounced = announced === undefined || announced === bytes || announced === transferred;
        return { path, bytes, sha256, ...(isAsAnnounced ? {} : { announced }) };
      } catch (error) {
        const isExpired = error instanceof CallError && isExpiry(error.answer);
        if (!isExpired || nth === MAX_ADDRESSES) throw error;
        client.say(`${error.happened}. The address is no longer good; asking for a new one`);
      }
    }
  } finally {
    // A write can hang in a thread that nothing calls off.
    await within(CLOSE_SECONDS, () => receiver.close()).catch(() => {});
  }
}

/**
 * What of an address is a secret: its query, which is a signature, and what the bytes are called there. The rest is the same
 * for everybody, and would hide words elsewhere.
 */
function secretParts({ pathname, search }: URL): string[] {
  return [search.slice(1), pathname.slice(pathname.lastIndexOf("/") + 1)].filter((part) => part.length >= 16);
}

interface Located {
  readonly address: URL;
  /** The content's size, as far as it is said; whether compressed or not is not documented. */
  readonly announced: number | undefined;
}

function locate(client: Client, { placeId, versionNumber }: VersionOfPlace, purpose: ListPurpose): Call<Located> {
  const { title, certain } = purpose;
  const forbidden: Reason = {
    why: `Fetching a place needs legacy-asset manage for the owner of the experience, and an owner of the key who may edit the place (group role). ${sentence(certain)}`,
    next: `Add the API system Legacy Assets (legacy-assets) with the operation Manage to the key in the ${DASHBOARD}, for the user or group that owns the experience.`,
  };
  return {
    method: "GET",
    target: `/asset-delivery-api/v1/assetId/${placeId}/version/${versionNumber}`,
    permission: APIS.assetDelivery.permission,
    repeatable: true,
    read: readLocation,
    unreadable: "final",
    words: {
      title,
      doing: "fetching a place",
      limit: `${APIS.assetDelivery.perMinute} deliveries a minute`,
      ifUncertain: sentence(certain),
      ifBrokenOff: certain,
      ifRefused: `Compare placeId (${placeId}) and the version's number (${versionNumber}) with the place's version history in the Creator Dashboard. ${sentence(certain)}`,
      ifForbidden: forbidden,
      forbidsBy401: true,
      ifNotGrantable: NOT_GRANTABLE,
      refusal(answer) {
        if (!succeeded(answer)) return undefined;
        const code = errorInside(answer)?.code;
        if (code === undefined) return whyNoAddress(answer, versionNumber, certain);
        if (code === "403" || code === "409") {
          return { why: forbidden.why, next: `${forbidden.next} ${NOT_GRANTABLE} ${client.keyHelp}` };
        }
        const missing = code === "404" ? `Place ${placeId} has no version ${versionNumber}. ` : "";
        return {
          why: `${missing}${sentence(certain)}`,
          next: "Look for the version's number in the place's version history in the Creator Dashboard.",
        };
      },
    },
  };
}

/** Some have not found the permission in the dialog (observed). */
const NOT_GRANTABLE =
  "Where the dialog does not offer it, a version cannot be fetched from outside: keep the built file as an artifact of the run that publishes it, or restore the version by hand in the place's version history.";

/** What speaks against an answer that should name an address; it is one on a host that is known, or none. */
function whyNoAddress(answer: Answer, versionNumber: string, certain: string): Reason {
  const named = addressIn(answer);
  if (named === undefined) {
    return {
      why: `The answer names no address for the bytes of version ${versionNumber}. ${sentence(certain)}`,
      next: "Run the job again; if it stays so, Roblox has changed its answer: please report that.",
    };
  }
  const host = URL.canParse(named) ? new URL(named).host : "";
  return {
    why: `The address that it names for the bytes of version ${versionNumber} (host ${host === "" ? "unknown" : host.slice(0, 100)}) is not on one of Roblox's hosts for content, or not plain https, so it was not called. ${sentence(certain)}`,
    next: "Something between this runner and Roblox may be answering in its name: check the proxy. If Roblox has a new host, please report that.",
  };
}

/** @throws Disconnect for what may come right by itself. */
function readLocation(answer: Answer): Located | undefined {
  if (!succeeded(answer)) return undefined;
  const body = parseObject(answer.text);
  // A captive network answers 200 to everything.
  if (!body) throw new Disconnect("answer", UNREADABLE, whatWasSaid(answer));
  const code = Number(errorInside(answer)?.code);
  if (code === 429 || code >= 500) throw new Disconnect("answer", UNFIT, whatWasSaid(answer));
  const address = Number.isNaN(code) ? handedOut(addressIn(answer), CONTENT_HOSTS) : undefined;
  return address && { address, announced: announcedIn(body) };
}

/** Errors come with HTTP 200 (observed). */
function errorInside(answer: Answer): { code: string } | undefined {
  const { errors } = parseObject(answer.text) ?? {};
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  return { code: textOf(Object(errors[0]).code) };
}

/** As on record: `location`, or on the older host a list of them. */
function addressIn(answer: Answer): string | undefined {
  const { location, locations } = parseObject(answer.text) ?? {};
  const [first] = Array.isArray(locations) ? locations : [];
  const address = location ?? Object(first).location;
  return typeof address === "string" && address !== "" ? address : undefined;
}

function announcedIn({ assetMetadatas }: Record<string, unknown>): number | undefined {
  const list: { metadataType?: unknown; value?: unknown }[] = Array.isArray(assetMetadatas)
    ? assetMetadatas.map(Object)
    : [];
  const size = textOf(list.find(({ metadataType }) => metadataType === 1)?.value);
  return /^\d{1,15}$/.test(size) ? Number(size) : undefined;
}

/** The bytes at the address, in the receiver's file. They are fetched anew from their first one when a try breaks off. */
async function fetchContent(
  client: Client,
  { placeId, versionNumber }: VersionOfPlace,
  { title, certain }: ListPurpose,
  address: URL,
  receiver: Awaited<ReturnType<typeof openReceiver>>,
): Promise<Received> {
  let received: Received | undefined;
  const { value } = await callAndCount(
    client,
    {
      method: "GET",
      target: address,
      headers: { "accept-encoding": "gzip" },
      repeatable: true,
      maxAnswerBytes: MAX_DELIVERED_BYTES,
      receive: receiver.receive,
      async received() {
        received = await receiver.finish();
        const problem = problemOf(received, versionNumber);
        if (problem !== undefined) throw new Disconnect("answer", UNFIT, problem);
      },
      read: (answer) => (succeeded(answer) ? received : undefined),
      words: {
        title,
        doing: "fetching a place",
        limit: "number of requests to the host for content",
        ifUncertain: sentence(certain),
        ifBrokenOff: certain,
        ifRefused: `The address that Roblox had named for version ${versionNumber} of place ${placeId} does not give its bytes. ${sentence(certain)} Run the job again.`,
        refusal(answer) {
          if (isExpiry(answer)) {
            return {
              why: `Each of the ${MAX_ADDRESSES} addresses that Roblox named for version ${versionNumber} was refused. ${sentence(certain)}`,
              next: "Run the job again; where a proxy of your own looks into connections, let it pass addresses on as they are.",
            };
          }
          if (answer.status < 300 || answer.status >= 400) return undefined;
          return {
            why: `The host for content sends this step on to another address, and it was not followed: it may lie anywhere. ${sentence(certain)}`,
            next: "Run the job again; if it stays so, check https_proxy and the runner's network.",
          };
        },
      },
    },
    { onAttempt: receiver.restart },
  );
  return value;
}

function isExpiry(answer: Answer | undefined): boolean {
  return answer?.status === 403 || answer?.status === 410;
}

/** What is no place in its length or at its ends, without a full stop. A connection can be cut so that nobody notices. */
function problemOf({ bytes, start, end }: Received, versionNumber: string): string | undefined {
  const head = start.toString("latin1").trimStart();
  if (bytes === 0) return `Nothing came instead of the bytes of version ${versionNumber}`;
  if (/^<(?:!doctype\s+html|html)\b/i.test(head)) {
    return `A web page came instead of the bytes of version ${versionNumber}`;
  }
  if (end.toString("latin1").trimEnd().endsWith("</roblox>")) return undefined;
  return `What came for version ${versionNumber} has ${thousands(bytes)} bytes and does not end like a place`;
}

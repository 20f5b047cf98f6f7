import { thousands } from "../../text/units.ts";
import { isBusy, parseObject, readAnswer, textOf } from "../answer.ts";
import { type ProvenFile, provenFile } from "../body.ts";
import {
  type Call,
  type Called,
  callAndCount,
  type Deed,
  LOOK_UP_SECONDS,
  lookUp,
  type Reason,
  succeeded,
  type Watch,
} from "../call.ts";
import type { Client } from "../client.ts";
import { APIS } from "../facts.ts";
import { DASHBOARD, STATUS_PAGE } from "../pages.ts";
import type { Answer } from "../transport.ts";

export interface Upload extends ProvenFile {
  readonly universeId: string;
  readonly placeId: string;
  readonly versionType: "Published" | "Saved";
  readonly contentType: "application/octet-stream" | "application/xml";
}

const SAFE_TO_REPEAT =
  "Running the step again is safe: Roblox has been seen to answer identical bytes with the existing version.";

/**
 * Makes a file the next version of a place: `POST /universes/v1/{universeId}/places/{placeId}/versions`
 * (Open Cloud, "Usage guide for place publishing"; scope `universe-places:write`; 30 a minute for each key owner).
 *
 * @returns the new version's number, in the digits of the answer, and how many tries it took.
 * @throws CallError when Roblox did not give a version number.
 */
export function uploadPlace(client: Client, upload: Upload, watch: Watch): Promise<Called<string>> {
  return callAndCount(client, uploadCall(client, upload), watch);
}

/** What an upload is to do, for the title of its failure. */
export function publishingOf(placeId: string): Deed {
  return { what: `place ${placeId} was`, done: "published" };
}

/** What is sent for an upload, and what its answers mean. */
function uploadCall(client: Client, upload: Upload): Call<string> {
  const { universeId, placeId, versionType, contentType, bytes } = upload;
  return {
    method: "POST",
    target: `/universes/v1/${universeId}/places/${placeId}/versions?versionType=${versionType}`,
    headers: { accept: "application/json, text/plain" },
    body: provenFile(upload, contentType),
    permission: APIS.publish.permission,
    // Taken as safe even after the last byte went out: two teams observed that Roblox answers identical bytes with the
    // number of the existing version. At worst a second version with the same content appears.
    repeatable: true,
    paced: true,
    read: versionNumberOf,
    // Nobody knows what a success without a number was, so it is looked at by a person and not repeated.
    unreadable: "final",
    words: {
      title: publishingOf(placeId),
      doing: "publishing",
      limit: `${APIS.publish.perMinute} uploads a minute`,
      ifUncertain: `The place may have been published all the same; its version history in the Creator Dashboard tells. ${SAFE_TO_REPEAT}`,
      ifBrokenOff: "nothing was published",
      ifRefused: "The place is probably not part of the universe.",
      ifForbidden: {
        why: "Publishing to this place is not allowed, likeliest because the key lacks universe-places write on this experience, because its owner may not edit it (group role), or because the publishing requirements of the account are not met.",
        next: `Check the key in the ${DASHBOARD} and publish once from Studio with the same account, which names what is missing.`,
      },
      ifBusy: "The place is probably open in Roblox Studio or a Team Create session: close it there.",
      refusal: (answer) => refusalOf(answer, bytes),
    },
    async findOut(answer) {
      const isWrongPlace = answer.status === 404 || (answer.status === 409 && !isBusy(answer));
      if (!isWrongPlace) return undefined;
      return reasonOfWrongPlace(answer.status, upload, await universeOfPlace(client, placeId, LOOK_UP_SECONDS));
    },
  };
}

function refusalOf(answer: Answer, bytes: number): Reason | undefined {
  const { status } = answer;
  if (succeeded(answer) && answer.bodySent) {
    return {
      why: "That is no version number, so it is not known whether the place was published.",
      next: `Look at the place's version history in the Creator Dashboard before you run this again; if the version is missing, look at ${STATUS_PAGE}.`,
    };
  }
  if (isBusy(answer)) {
    return {
      why: "The place is probably open in Roblox Studio or in a Team Create session; now and then Roblox itself is busy.",
      next: `Close the place in Studio and end the Team Create session, then run the job again. ${SAFE_TO_REPEAT}`,
    };
  }
  if (status === 413) {
    return {
      why: `The file (${thousands(bytes)} bytes) is larger than Roblox takes.`,
      next: "Make the place smaller; an .rbxlx file shrinks a lot when it is built as .rbxl.",
    };
  }
  if (status === 400 && readAnswer(answer).form !== "html") {
    return {
      why: "Roblox did not accept the file's content: it is damaged, goes on after its end, or holds what Roblox cannot read.",
      next: "Open the file in Roblox Studio to see whether it loads, build it again, and leave checkFile at strict so that damage is found before the upload.",
    };
  }
  return undefined;
}

function reasonOfWrongPlace(
  status: number,
  { universeId, placeId }: Pick<Upload, "universeId" | "placeId">,
  owner: string | undefined,
): Reason {
  if (owner !== undefined && owner !== universeId) {
    return {
      why: `Place ${placeId} belongs to universe ${owner}, not to ${universeId}.`,
      next: `Set universeId to ${owner}, or correct placeId.`,
    };
  }
  if (owner === universeId) {
    return {
      why: `Place ${placeId} does belong to universe ${universeId}, so the ids are right.`,
      next: "Read Roblox's words above; run the job again later, and check the place's status in the Creator Dashboard.",
    };
  }
  return {
    why:
      status === 404 ? "The place or the universe does not exist." : "The place is probably not part of the universe.",
    next: "Compare both ids with the Creator Dashboard: universeId is on the experience's overview (… → Copy Universe ID), placeId on the place's page (… → Copy Place ID). A place must exist before it can be published to.",
  };
}

/** The number in a complete 2xx answer to a whole upload, whatever the answer's content type says. */
export function versionNumberOf(answer: Answer): string | undefined {
  if (!succeeded(answer) || !answer.bodySent) return undefined;
  const digits = textOf(parseObject(answer.text.trim())?.versionNumber);
  return /^[1-9]\d{0,18}$/.test(digits) ? digits : undefined;
}

/**
 * The universe that a place belongs to, by `GET /universes/v1/places/{placeId}/universe`: used by many tools, but not
 * documented, so it may improve a message and decide nothing. It needs no key and is given none.
 */
export async function universeOfPlace(client: Client, placeId: string, seconds: number): Promise<string | undefined> {
  const read = ({ status, text }: Answer) => {
    const id = status === 200 ? textOf(parseObject(text)?.universeId) : "";
    return /^[1-9]\d{0,18}$/.test(id) ? id : undefined;
  };
  return lookUp(client, { method: "GET", target: `/universes/v1/places/${placeId}/universe`, read }, seconds);
}

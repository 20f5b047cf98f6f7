import { harmless } from "../text/harmless.ts";
import { thousands } from "../text/units.ts";
import { isBusy, readAnswer } from "./answer.ts";
import type { Introspection, KeyReport } from "./api/keys.ts";
import type { Settled } from "./attempts.ts";
import { isUntrusted, mayHaveBeenCarriedOut } from "./retry.ts";
import { type Answer, Disconnect } from "./transport.ts";

export const DASHBOARD = "Creator Dashboard → All tools → API Keys (https://create.roblox.com/dashboard/credentials)";
export const STATUS_PAGE = "https://status.roblox.com";
const SAFE_TO_REPEAT =
  "Running the step again is safe: Roblox has been seen to answer identical bytes with the existing version.";

const EARLIER_ATTEMPT =
  "An earlier attempt may have gone through although its answer was lost: the place's version history tells.";

/** A failure told to a user: what happened, and one paragraph that quotes the server, gives the cause and the next step. */
export interface Explanation {
  readonly title: string;
  readonly message: string;
  /** It would meet every other place of the step as well. */
  readonly widespread: boolean;
}

/** What was found out about a failure after it happened. All of it can be missing. */
export interface Evidence {
  readonly key?: Introspection;
  /** The universe that the place really belongs to. */
  readonly owner?: string | undefined;
}

export interface Asked {
  readonly universeId: string;
  readonly placeId: string;
  readonly bytes: number;
  /** Where the page about keys is to be read. */
  readonly keyHelp: string;
}

export interface Reason {
  readonly why: string;
  readonly next: string;
  readonly widespread?: boolean;
}

/** Puts the end of an upload that did not succeed into words. Pure: looking things up is the caller's part. */
export function explainFailure(settled: Settled, asked: Asked, evidence: Evidence): Explanation {
  const { outcome, earlierMayHaveWorked } = settled;
  const {
    why,
    next,
    widespread = false,
  } = outcome instanceof Disconnect
    ? reasonOfDisconnect(outcome, evidence.key)
    : reasonOfAnswer(outcome, asked, evidence);
  const happened = outcome instanceof Disconnect ? whatBroke(outcome) : whatWasSaid(outcome);
  const earlier = earlierMayHaveWorked && !mayHaveBeenCarriedOut(outcome) ? ` ${EARLIER_ATTEMPT}` : "";
  return {
    title: `Place ${asked.placeId} was not published`,
    message: `${happened}${triesText(settled)} ${why}${earlier} ${next}`,
    widespread,
  };
}

/** How many tries it took, the full stop, and why there was not another one. */
export function triesText({ attempts, noTimeFor }: Settled): string {
  const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
  const late = noTimeFor
    ? ` Another try would have to wait ${Math.ceil(noTimeFor.seconds)} s, but only ${Math.floor(noTimeFor.left)} s of timeoutMinutes are left.`
    : "";
  return `${tries}.${late}`;
}

/** `Roblox said "…" (HTTP 409)`: the server's own words come first. */
export function whatWasSaid(answer: Answer): string {
  const { form, code, message } = readAnswer(answer);
  const status = `HTTP ${answer.status}`;
  if (form === "html") {
    return `Roblox's edge answered with a web page${message ? ` "${message}"` : ""} instead of the API (${status})`;
  }
  if (message) return `Roblox said "${message}" (${status}${code && code !== message ? `, ${code}` : ""})`;
  return `Roblox answered ${status}${code ? `, ${code},` : ""} without giving a reason`;
}

/** What Node or this program says of a broken exchange. Where several addresses were tried, Node gives a code and no message. */
export function detailOf({ code, message }: Disconnect): string {
  const ours = code === "TIMEOUT" || code === "TOO_LONG";
  return harmless(ours || message.includes(code) ? message : `${code}: ${message}`.replace(/: $/, ""));
}

/** `The connection broke … (ECONNRESET)`. */
export function whatBroke(disconnect: Disconnect): string {
  const { stage, code } = disconnect;
  const detail = detailOf(disconnect);
  switch (stage) {
    case "connect":
      return `No connection to apis.roblox.com (${detail})`;
    case "send":
      return code === "TIMEOUT"
        ? `The upload stalled (${detail})`
        : `The server hung up during the upload: it may have refused the key, the permissions or the size (${detail})`;
    case "wait":
      return `The file was sent, but no answer came (${detail})`;
    case "answer":
      return `The file was sent, but the answer broke off (${detail})`;
  }
}

/** What a broken connection means for an upload; up to the first byte, for any call. */
export function reasonOfDisconnect(disconnect: Disconnect, key: Introspection): Reason {
  if (isUntrusted(disconnect)) {
    return {
      why: "This machine does not trust the certificate that it was shown, so nothing was sent.",
      next: "Where a proxy of your own looks into TLS connections, let NODE_EXTRA_CA_CERTS name the file with its root certificate; anywhere else somebody may be listening.",
      widespread: true,
    };
  }
  switch (disconnect.stage) {
    case "connect":
      return {
        why: "The runner could not reach Roblox: its network, its proxy (https_proxy, no_proxy) or a firewall is in the way, or Roblox is down.",
        next: `Look at ${STATUS_PAGE}, then run the job again.`,
        widespread: true,
      };
    case "send": {
      const plain = disconnect.code === "TIMEOUT" ? undefined : unusable(key);
      if (plain) return { ...plain, widespread: true };
      return {
        why: "This attempt published nothing: the file was not sent whole.",
        next: `Check that the key has universe-places write on this experience in the ${DASHBOARD}, and the file's size; otherwise it is the network, and running the job again may do.`,
      };
    }
    default:
      return {
        why: "The place may have been published all the same; its version history in the Creator Dashboard tells.",
        next: SAFE_TO_REPEAT,
      };
  }
}

function reasonOfAnswer(answer: Answer, asked: Asked, evidence: Evidence): Reason {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return answer.bodySent
      ? {
          why: "That is no version number, so it is not known whether the place was published.",
          next: `Look at the place's version history in the Creator Dashboard before you run this again; if the version is missing, look at ${STATUS_PAGE}.`,
        }
      : {
          why: "It answered before the whole file had been sent, so nothing can have been published.",
          next: "Something between this runner and Roblox answers in its name: check the proxy.",
          widespread: true,
        };
  }
  if (status >= 300 && status < 400) {
    return {
      why: "That is a redirect, and it was not followed: the key would go along. Open Cloud does not redirect, so a proxy or a captive network probably answered.",
      next: "Check https_proxy and the runner's network.",
      widespread: true,
    };
  }
  if (isBusy(answer)) {
    return {
      why: "The place is probably open in Roblox Studio or in a Team Create session; now and then Roblox itself is busy.",
      next: `Close the place in Studio and end the Team Create session, then run the job again. ${SAFE_TO_REPEAT}`,
    };
  }
  if (readAnswer(answer).form === "html" && status < 500 && status !== 413) {
    return {
      why: "The page comes from the edge in front of the API, so it says nothing about the key or the file.",
      next: `Run the job again later; ${STATUS_PAGE} shows whether Roblox has trouble.`,
    };
  }
  switch (status) {
    case 400:
      return {
        why: "Roblox did not accept the file's content: it is damaged, goes on after its end, or holds what Roblox cannot read.",
        next: "Open the file in Roblox Studio to see whether it loads, build it again, and leave checkFile at strict so that damage is found before the upload.",
      };
    case 401:
      return { ...reasonOfRefusedKey(asked, evidence.key), widespread: true };
    case 403:
      return reasonOfForbidden(asked, evidence.key);
    case 404:
    case 409:
      return reasonOfWrongPlace(status, asked, evidence.owner);
    case 413:
      return {
        why: `The file (${thousands(asked.bytes)} bytes) is larger than Roblox takes.`,
        next: "Make the place smaller; an .rbxlx file shrinks a lot when it is built as .rbxl.",
      };
    case 429:
      return {
        why: "The owner of the key has used up its 30 uploads a minute, which count over all keys of that owner.",
        next: "Run fewer publishing jobs at the same time, or raise timeoutMinutes so that the wait fits.",
        widespread: true,
      };
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return {
        why: "Roblox's side failed.",
        next: `The place may have been published all the same; its version history tells. ${SAFE_TO_REPEAT} ${STATUS_PAGE} shows whether Roblox has trouble.`,
      };
    default:
      return {
        why: "That is not an answer that the documentation of this call knows.",
        next: `Read Roblox's words above; ${STATUS_PAGE} shows whether Roblox has trouble.`,
      };
  }
}

/** Disabled or expired: what a key report alone is enough to say, before or after an upload. */
export function unusable(key: Introspection): { why: string; next: string } | undefined {
  if (typeof key !== "object") return undefined;
  if (key.expired) {
    const when = key.expires ? ` on ${day(key.expires)}` : "";
    return { why: `The key expired${when}.`, next: `Give it a new expiration date in the ${DASHBOARD}.` };
  }
  if (!key.enabled) return { why: "The key is disabled.", next: `Switch it on in the ${DASHBOARD}.` };
  return undefined;
}

/** What a 401 means, whatever the key was used for. */
export function reasonOfRefusedKey(
  asked: Pick<Asked, "universeId" | "keyHelp">,
  key: Introspection,
  scope = "universe-places",
): Reason {
  const plain = unusable(key);
  const help = `All states of a key and their remedies: ${asked.keyHelp}`;
  if (plain) return { why: plain.why, next: `${plain.next} ${help}` };
  if (key === "refused") {
    return {
      why: "Roblox does not accept this key from this address: the key is wrong, deleted or regenerated, or its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address).",
      next: `Compare the secret with the key, and look at the key's accepted IP addresses, in the ${DASHBOARD}. ${help}`,
    };
  }
  if (key === "malformed") {
    return {
      why: "What was given is no Open Cloud API key by its form: it was cut off when it was copied, or it is another secret.",
      next: `Copy the key anew from the ${DASHBOARD} into the secret; it is shown only when it is made. ${help}`,
    };
  }
  const known = key ? ` Roblox reports it as ${describeKey(key, asked.universeId, scope)}.` : "";
  return {
    why: `The key was refused.${known} What remains, likeliest first: its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address); it was auto-expired after 60 days without use, revoked or moderated; the account that made it was moderated.`,
    next: `Look at the key's status and its accepted IP addresses in the ${DASHBOARD}. ${help}`,
  };
}

/** All that may be said of a key in a log: not its name, its owner or the ids of other universes. */
export function describeKey(
  { operations, reach, universes }: KeyReport,
  universeId: string,
  scope = "universe-places",
): string {
  const rights = `${operations.length > 0 ? operations.join(", ") : "nothing"} on ${scope}`;
  const restricted = universes === 1 ? "one universe" : `${universes} universes`;
  const range = {
    all: ", good for every experience",
    this: `, restricted to ${restricted}, universe ${universeId} among them`,
    others: `, restricted to ${restricted}, universe ${universeId} not among them`,
    unknown: "",
  }[reach];
  return `enabled and not expired, with ${rights}${range}`;
}

function reasonOfForbidden(asked: Asked, key: Introspection): Reason {
  const help = `How to set the key up: ${asked.keyHelp}`;
  const plain = unusable(key);
  if (plain) return { why: plain.why, next: `${plain.next} ${help}`, widespread: true };
  if (key === "refused" || key === "malformed") return { ...reasonOfRefusedKey(asked, key), widespread: true };
  if (key?.listsScopes && !key.operations.includes("write")) {
    const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
    return {
      why: `The key has ${has} on universe-places; publishing needs write.`,
      next: `Add the operation Write of the API system universe-places to the key in the ${DASHBOARD}. ${help}`,
      widespread: true,
    };
  }
  if (key?.reach === "others") {
    const universes = key.universes === 1 ? "one universe" : `${key.universes} universes`;
    return {
      why: `The key may publish, but not to universe ${asked.universeId}: it is restricted to ${universes}, and this is not among them.`,
      next: `Add the experience to the key's universe-places permission in the ${DASHBOARD}, or correct universeId. ${help}`,
      widespread: true,
    };
  }
  const known = key ? `The key itself looks right: ${describeKey(key, asked.universeId)}. ` : "";
  return {
    why: `${known}Publishing to this place is not allowed, likeliest because the key lacks universe-places write on this experience, because its owner may not edit it (group role), or because the publishing requirements of the account are not met.`,
    next: `Check the key in the ${DASHBOARD} and publish once from Studio with the same account, which names what is missing. ${help}`,
  };
}

function reasonOfWrongPlace(status: 404 | 409, { universeId, placeId }: Asked, owner: string | undefined): Reason {
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

/** A date as people write it in every country. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/**
 * The end of an upload that no answer and no broken connection explains: the deadline, or a defect of this program.
 *
 * @param fate what is known of the place: nothing was begun, the upload was under way, or it may have gone through.
 */
export function explainEnd(error: unknown, fate: "untouched" | "begun" | "perhaps"): string {
  const said = error instanceof Error ? error.message : String(error);
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  if (fate === "perhaps") {
    return `${sentence} The file had been sent, so the place may have been published all the same; its version history tells. ${SAFE_TO_REPEAT}`;
  }
  const before = fate === "begun" ? " The upload was broken off before its last bytes, so nothing was published." : "";
  return `${sentence}${before} Raise timeoutMinutes if Roblox or the line is slow.`;
}

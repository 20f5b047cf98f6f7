import { harmless } from "../text/harmless.ts";
import { capitalized } from "../text/sentence.ts";
import { isBusy, readAnswer } from "./answer.ts";
import { type Introspection, type KeyReport, unusable } from "./api/keys.ts";
import type { Settled } from "./attempts.ts";
import { FileChangedError } from "./body.ts";
import type { Permission } from "./facts.ts";
import { DASHBOARD, STATUS_PAGE } from "./pages.ts";
import { type Effect, isUntrusted } from "./retry.ts";
import { type Answer, Disconnect } from "./transport.ts";

/** Why something happened, and what to do about it. */
export interface Reason {
  readonly why: string;
  readonly next: string;
  /** It would meet the other calls of the step as well. */
  readonly widespread?: boolean;
}

/** What a call is to change, in two halves: `{ what: "place 7 was", done: "published" }`. */
export interface Deed {
  readonly what: string;
  readonly done: string;
}

/** The title of a failure, without a full stop. Nothing is said to be undone of which nobody knows that. Pure. */
export function titleOf(title: Deed | string, effect: Effect): string {
  if (typeof title === "string") return title;
  const { what, done } = title;
  return effect === "possible" ? `It is not known whether ${what} ${done}` : `${capitalized(what)} not ${done}`;
}

/** The words of one kind of call: what is its own in the explanation of a failure. Whole sentences, unless said otherwise. */
export interface Words {
  /** What it changes; or the title of its failure, without a full stop, for one that changes nothing. */
  readonly title: Deed | string;
  /** What it does, as the subject of `publishing needs write`. */
  readonly doing: string;
  /** Its documented limit, as in `30 uploads a minute`. */
  readonly limit: string;
  /** What to make of it when nobody knows whether it was carried out. */
  readonly ifUncertain: string;
  /** What is certain when it was broken off before all of it was sent: `nothing was published`. */
  readonly ifBrokenOff: string;
  /** What a 400, 404 or 409 probably means. */
  readonly ifRefused: string;
  /** What a 403 probably means when nothing is wrong with the key. */
  readonly ifForbidden?: Reason;
  /** A permission that the key lacks is answered with 401 as well. */
  readonly forbidsBy401?: boolean;
  /** What is left when the key cannot be given the permission. */
  readonly ifNotGrantable?: string;
  /** Said before the first wait for a server that is busy. */
  readonly ifBusy?: string;
  /** What the documentation, or experience, says of certain answers to this call. */
  refusal?(answer: Answer): Reason | undefined;
}

/** What was asked of Roblox, for the words about it. */
export interface Asked {
  readonly host: string;
  /** A file was sent, or something else that takes its time. */
  readonly streamed: boolean;
  readonly permission?: Permission;
  /** The experience that the key must be good for. */
  readonly universeId?: string;
  readonly words: Words;
  readonly keyHelp: string;
}

/** What was found out about a failure after it happened. All of it can be missing. */
export interface Evidence {
  readonly key?: Introspection;
  /** What the call's own look-up found. */
  readonly found?: Reason | undefined;
}

/** Puts the end of a call that did not succeed into one paragraph. Pure: looking things up is the caller's part. */
export function explainSettled(
  settled: Settled,
  asked: Asked,
  evidence: Evidence,
): { message: string; widespread: boolean } {
  const { outcome, effect, earlierMayHaveWorked } = settled;
  const isLast = !(earlierMayHaveWorked && effect === "possible" && isHarmless(outcome));
  const reason =
    outcome instanceof Disconnect
      ? reasonOfDisconnect(outcome, asked, evidence.key)
      : reasonOfAnswer(outcome, asked, evidence);
  const earlier = isLast ? "" : ` As for an earlier attempt, whose answer was lost: ${asked.words.ifUncertain}`;
  return {
    message: `${describeEnd(outcome, asked)}${triesText(settled)} ${reason.why}${earlier} ${reason.next}`.trim(),
    widespread: reason.widespread ?? false,
  };
}

/** The last try by itself had no effect. */
function isHarmless(outcome: Answer | Disconnect): boolean {
  if (outcome instanceof Disconnect) return outcome.stage === "connect" || outcome.stage === "send";
  return !(outcome.status === 408 || outcome.status >= 500 || outcome.status < 300);
}

/** The tries were ended from outside: by the deadline, by the end of the step, or by a file that changed. */
export function explainEnded(cause: Error, effect: Effect, attempts: number, { words, streamed }: Asked): string {
  const said = harmless(cause.message).replace(/\.$/, "");
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  const next = cause instanceof FileChangedError ? "" : " Raise timeoutMinutes if Roblox or the line is slow.";
  if (effect === "possible") {
    if (!streamed) return `${sentence} No answer had come. ${words.ifUncertain}${next}`;
    const { ifUncertain } = words;
    return `${sentence} The file had been sent, so ${ifUncertain.charAt(0).toLowerCase()}${ifUncertain.slice(1)}`;
  }
  const what = streamed ? "The upload" : "The call";
  const brokenOff = attempts > 0 ? ` ${what} was broken off before its last bytes, so ${words.ifBrokenOff}.` : "";
  return `${sentence}${brokenOff}${next}`;
}

/** How many tries it took, the full stop, and why there was not another one. */
function triesText({ attempts, noTimeFor }: Settled): string {
  const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
  const late = noTimeFor
    ? ` Another try would have to wait ${Math.ceil(noTimeFor.seconds)} s, but only ${Math.floor(noTimeFor.left)} s of timeoutMinutes are left.`
    : "";
  return `${tries}.${late}`;
}

/** What became of a try, in the server's own words first; no full stop. */
export function describeEnd(outcome: Answer | Disconnect, asked: Pick<Asked, "host" | "streamed">): string {
  return outcome instanceof Disconnect ? whatBroke(outcome, asked) : whatWasSaid(outcome);
}

/** `Roblox said "…" (HTTP 409)`. */
export function whatWasSaid(answer: Answer): string {
  const { form, code, message } = readAnswer(answer);
  const status = `HTTP ${answer.status}`;
  if (form === "html") {
    return `Roblox's edge answered with a web page${message ? ` "${message}"` : ""} instead of the API (${status})`;
  }
  if (message) return `Roblox said "${message}" (${status}${code && code !== message ? `, ${code}` : ""})`;
  return `Roblox answered ${status}${code ? `, ${code},` : ""} without giving a reason`;
}

/** The code of an exchange whose answer is complete and says nothing: its message is what was said instead. */
export const UNREADABLE = "UNREADABLE";
/** The code of an exchange that brought something else than was asked for: its message says what, without a full stop. */
export const UNFIT = "UNFIT";

/** What Node or this program says of a broken exchange. Where several addresses were tried, Node gives a code and no message. */
function detailOf({ code, message }: Disconnect): string {
  const ours = code === "TIMEOUT" || code === "TOO_LONG";
  return harmless(ours || message.includes(code) ? message : `${code}: ${message}`.replace(/: $/, ""));
}

function whatBroke(disconnect: Disconnect, { host, streamed }: Pick<Asked, "host" | "streamed">): string {
  const { stage, code, message } = disconnect;
  const detail = detailOf(disconnect);
  if (stage === "connect") return `No connection to ${host} (${detail})`;
  if (code === UNFIT) return message;
  if (code === UNREADABLE) return `${message}, which says nothing about the call`;
  if (!streamed) return `No complete answer came (${detail})`;
  if (stage === "send") {
    return code === "TIMEOUT"
      ? `The upload stalled (${detail})`
      : `The server hung up during the upload: it may have refused the key, the permissions or the size (${detail})`;
  }
  return stage === "wait"
    ? `The file was sent, but no answer came (${detail})`
    : `The file was sent, but the answer broke off (${detail})`;
}

function reasonOfDisconnect(disconnect: Disconnect, asked: Asked, key: Introspection): Reason {
  const { words, streamed } = asked;
  if (isUntrusted(disconnect)) {
    return {
      why: "This machine does not trust the certificate that it was shown, so nothing was sent.",
      next: "Where a proxy of your own looks into TLS connections, let NODE_EXTRA_CA_CERTS name the file with its root certificate; anywhere else somebody may be listening.",
      widespread: true,
    };
  }
  if (disconnect.stage === "connect") {
    return {
      why: "The runner could not reach Roblox: its network, its proxy (https_proxy, no_proxy) or a firewall is in the way, or Roblox is down.",
      next: `Look at ${STATUS_PAGE}, then run the job again.`,
      widespread: true,
    };
  }
  if (disconnect.stage !== "send") {
    return { why: words.ifUncertain, next: streamed ? "" : `${STATUS_PAGE} shows whether Roblox has trouble.` };
  }
  const bad = disconnect.code === "TIMEOUT" ? undefined : unusable(key);
  if (bad) return { ...bad, widespread: true };
  const rights = asked.permission
    ? `that the key has ${rightsText(asked.permission)}${onExperience(asked)} in the ${DASHBOARD}, and `
    : "";
  return {
    why: `The ${streamed ? "file" : "call"} was not sent whole, so ${words.ifBrokenOff}.`,
    next: streamed
      ? `Check ${rights}the file's size; otherwise it is the network, and running the job again may do.`
      : "It is probably the network: run the job again.",
  };
}

function reasonOfAnswer(answer: Answer, asked: Asked, { key, found }: Evidence): Reason {
  const { status } = answer;
  const { words } = asked;
  const own = found ?? words.refusal?.(answer);
  if (own) return own;
  if (status >= 200 && status < 300) {
    if (answer.bodySent) return { why: words.ifUncertain, next: `${STATUS_PAGE} shows whether Roblox has trouble.` };
    return {
      why: `It answered before the whole ${asked.streamed ? "file" : "call"} had been sent, so ${words.ifBrokenOff}.`,
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
  if (status === 408 || status >= 500) {
    return {
      why: `Roblox's side failed. ${words.ifUncertain}`,
      next: `${STATUS_PAGE} shows whether Roblox has trouble.`,
    };
  }
  if (readAnswer(answer).form === "html" && status !== 413) {
    return {
      why: `The page comes from the edge in front of the API, so it says nothing about the key or the ${asked.streamed ? "file" : "call"}.`,
      next: `Run the job again later; ${STATUS_PAGE} shows whether Roblox has trouble.`,
    };
  }
  if (isBusy(answer)) {
    return { why: "Roblox is busy with something else there.", next: "Run the job again in a few minutes." };
  }
  switch (status) {
    case 401:
      return words.forbidsBy401
        ? reasonOfForbidden(asked, key)
        : { ...reasonOfRefusedKey(asked, key), widespread: true };
    case 403:
      return reasonOfForbidden(asked, key);
    case 429:
      return {
        why: `The owner of the key has used up its ${words.limit}, which count over all keys of that owner.`,
        next: "Run fewer such jobs at the same time, or raise timeoutMinutes so that the wait fits.",
        widespread: true,
      };
    case 400:
    case 404:
    case 409:
      return { why: words.ifRefused, next: "" };
    default:
      return {
        why: "That is not an answer that the documentation of this call knows.",
        next: `Read Roblox's words above; ${STATUS_PAGE} shows whether Roblox has trouble.`,
      };
  }
}

/** What a 401 means, whatever the key was used for. */
function reasonOfRefusedKey(asked: Asked, key: Introspection): Reason {
  const bad = unusable(key);
  const help = `All states of a key and their remedies: ${asked.keyHelp}`;
  if (bad) return { why: bad.why, next: `${bad.next} ${help}` };
  if (key === "refused") {
    return {
      why: "Roblox does not accept this key from this address: the key is wrong, deleted or regenerated, or its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address).",
      next: `Compare the secret with the key, and look at the key's accepted IP addresses, in the ${DASHBOARD}. ${help}`,
    };
  }
  if (key === "malformed") {
    return {
      why: "What was given does not look like an Open Cloud API key: it was cut off when it was copied, or it is another secret.",
      next: `Copy the key anew from the ${DASHBOARD} into the secret; it is shown only when it is made. ${help}`,
    };
  }
  const known =
    key && asked.permission
      ? ` Roblox reports it as ${describeKey(key, asked.permission.scope, asked.universeId)}.`
      : "";
  return {
    why: `The key was refused.${known} What remains, likeliest first: its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address); it was auto-expired after 60 days without use, revoked or moderated; the account that made it was moderated.`,
    next: `Look at the key's status and its accepted IP addresses in the ${DASHBOARD}. ${help}`,
  };
}

/** All that may be said of a key in a log: not its name, its owner or the ids of other universes. */
function describeKey({ operations, reach, universes }: KeyReport, scope: string, universeId?: string): string {
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
  const { permission, words, universeId } = asked;
  if (!permission) return words.ifForbidden ?? { why: words.ifRefused, next: "" };
  const help = `How to set the key up: ${asked.keyHelp}`;
  const otherwise = words.ifNotGrantable ? ` ${words.ifNotGrantable}` : "";
  const bad = unusable(key);
  if (bad) return { why: bad.why, next: `${bad.next} ${help}`, widespread: true };
  if (key === "refused" || key === "malformed") return { ...reasonOfRefusedKey(asked, key), widespread: true };
  const { scope, operations } = permission;
  const lacking = operations.filter((operation) => key?.listsScopes && !key.operations.includes(operation));
  if (key && lacking.length > 0) {
    const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
    const operation = lacking.length === 1 ? "operation" : "operations";
    return {
      why: `The key has ${has} on ${scope}; ${words.doing} needs ${operations.join(" and ")}.`,
      next: `Add the ${operation} ${lacking.map(capitalized).join(" and ")} of the API system ${scope} to the key in the ${DASHBOARD}.${otherwise} ${help}`,
      widespread: true,
    };
  }
  if (key?.reach === "others") {
    const universes = key.universes === 1 ? "one universe" : `${key.universes} universes`;
    return {
      why: `The key has ${rightsText(permission)}, but not on universe ${universeId}: it is restricted to ${universes}, and this is not among them.`,
      next: `Add the experience to the key's ${scope} permission in the ${DASHBOARD}, or correct universeId. ${help}`,
      widespread: true,
    };
  }
  const known = key ? `The key itself looks right: ${describeKey(key, scope, universeId)}. ` : "";
  const { why, next } = words.ifForbidden ?? {
    why: `${capitalized(words.doing)} needs ${rightsText(permission)}${universeId === undefined ? "" : ` on universe ${universeId}`}, and an owner of the key who may do it there (group role).`,
    next: `Check the key in the ${DASHBOARD}.`,
  };
  return { why: `${known}${why}`, next: `${next}${otherwise} ${help}` };
}

/** `universe-places write`. */
function rightsText({ scope, operations }: Permission): string {
  return `${scope} ${operations.join(" and ")}`;
}

function onExperience({ universeId }: Asked): string {
  return universeId === undefined ? "" : " on this experience";
}

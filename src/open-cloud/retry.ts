import { isBusy, readAnswer } from "./answer.ts";
import { type Answer, Disconnect } from "./transport.ts";

const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 30;
const FIRST_BUSY_WAIT_SECONDS = 20;
const LONGEST_BUSY_WAIT_SECONDS = 160;
/** Hang-ups while the body goes out that are tried again in one step: each may be a refusal that was not read. */
export const MAX_HANG_UP_RETRIES = 2;

export type Cause = "connection" | "hang-up" | "edge" | "rate-limit" | "busy" | "server";

/** Why another try makes sense, and how long to wait before it. */
export interface Retry {
  readonly cause: Cause;
  readonly seconds: number;
}

export interface History {
  /** What the earlier tries of this call ended with, oldest first. */
  readonly causes: readonly Cause[];
  /** Hang-ups during an upload before this one, in the whole step. */
  readonly hangUps: number;
  /** False for a call that must not be carried out twice: then only what certainly was not carried out is repeated. */
  readonly repeatable: boolean;
}

/**
 * Whether and when to try again after an answer or a broken exchange; undefined when another try would not help.
 *
 * Repeating an upload is taken as safe even after its last byte went out: two teams observed that Roblox answers
 * identical bytes with the number of the existing version. At worst a second version with the same content appears.
 *
 * @param random a number from 0 up to 1.
 */
export function retryAfter(
  outcome: Answer | Disconnect,
  history: History,
  random: number,
  now: Date,
): Retry | undefined {
  const cause = causeOf(outcome);
  if (cause === undefined) return undefined;
  if (cause === "hang-up" && history.hangUps >= MAX_HANG_UP_RETRIES) return undefined;
  if (!history.repeatable && effectOf(outcome) !== "none") return undefined;
  if (cause === "busy") {
    const doubled = FIRST_BUSY_WAIT_SECONDS * 2 ** history.causes.filter((earlier) => earlier === "busy").length;
    return { cause, seconds: Math.min(LONGEST_BUSY_WAIT_SECONDS, doubled) * (0.95 + 0.1 * random) };
  }
  const backOff = exponential(history.causes.length, random);
  const asked = cause === "rate-limit" ? askedSeconds(outcome as Answer, now) : undefined;
  return { cause, seconds: asked === undefined ? backOff : asked + 0.1 + random };
}

/** Full jitter above the shortest wait: from 1 s to 2, 4, 8, 16, 30 s. */
function exponential(earlierTries: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (earlierTries + 1));
  return FIRST_WAIT_SECONDS + random * (ceiling - FIRST_WAIT_SECONDS);
}

function causeOf(outcome: Answer | Disconnect): Cause | undefined {
  if (outcome instanceof Disconnect) {
    if (isUntrusted(outcome) || outcome.code === "TOO_LONG" || outcome.code.startsWith("ERR_INVALID_"))
      return undefined;
    return outcome.stage === "send" && outcome.code !== "TIMEOUT" ? "hang-up" : "connection";
  }
  const { status } = outcome;
  if (status === 429) return "rate-limit";
  if ([408, 500, 502, 503, 504].includes(status)) return "server";
  if (isBusy(outcome)) return "busy";
  if (status >= 400 && status < 500 && status !== 413 && readAnswer(outcome).form === "html") return "edge";
  return undefined;
}

/**
 * What the end of a try proves about its effect. `none`: no connection was made, or the server itself says that it did
 * not let the call in. `unlikely`: it was refused, or not sent whole. `possible`: the server had all of it, and nothing
 * says that it had no effect.
 */
export type Effect = "none" | "unlikely" | "possible";

/** The one place that decides whether a call may have been carried out. */
export function effectOf(outcome: Answer | Disconnect): Effect {
  if (outcome instanceof Disconnect) {
    if (outcome.stage === "connect") return "none";
    return outcome.stage === "send" ? "unlikely" : "possible";
  }
  if (outcome.status === 429 || isBusy(outcome)) return "none";
  const isOpen = outcome.status < 300 || outcome.status === 408 || outcome.status >= 500;
  return outcome.bodySent && isOpen ? "possible" : "unlikely";
}

/** OpenSSL's and Node's codes for a certificate that this machine does not trust. */
const UNTRUSTED =
  /^(?:ERR_TLS_CERT_ALTNAME_INVALID|CERT_.*|.*_CERT|.*_CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;

export function isUntrusted(error: Disconnect): boolean {
  return UNTRUSTED.test(error.code);
}

/**
 * What a 429 asks for: the larger of `retry-after` (seconds or a date) and the largest number of `x-ratelimit-reset`,
 * which is a list such as `22, 0`. Roblox documents both headers (Open Cloud, Rate limits).
 */
export function askedSeconds(answer: Pick<Answer, "headers">, now: Date): number | undefined {
  const after = answer.headers["retry-after"]?.trim();
  const reset = [answer.headers["x-ratelimit-reset"] ?? ""].flat().join(",");
  const asked = reset.split(",").map((part) => /^\s*(\d+(?:\.\d+)?)\s*(?:;.*)?$/.exec(part)?.[1]);
  if (after !== undefined && /^\d+(?:\.\d+)?$/.test(after)) asked.push(after);
  // A number of hundreds of digits is infinite, and no time.
  const seconds = asked.map(Number).filter(Number.isFinite);
  const date = after === undefined || /^[\d.]*$/.test(after) ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date)) seconds.push(Math.max(0, (date - now.getTime()) / 1000));
  return seconds.length > 0 ? Math.max(...seconds) : undefined;
}

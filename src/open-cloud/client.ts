import { secondsText } from "../text/units.ts";
import { type Deadline, startDeadline, withSignal } from "./deadline.ts";
import type { Limiter } from "./limiter.ts";

/** Who calls Roblox, for how long and how often: the only thing that is threaded through all calls of a step. */
export interface Client {
  /** Empty: only calls that need no key can be made. */
  readonly apiKey: string;
  readonly userAgent: string;
  /** The end of everything: each exchange and each wait. */
  readonly deadline: Deadline;
  /** Tries of one call, the first included. */
  readonly maxAttempts: number;
  /** Where the page about keys is to be read. */
  readonly keyHelp: string;
  /** The experience that the step is about, if it is about one: a key may be restricted to others. */
  readonly universeId?: string;
  /** Paces the calls that ask for it. */
  readonly limiter?: Limiter;
  /** Ends all waiting for another try, while what is under way goes on. */
  readonly noMoreTries?: AbortSignal;
  /** How often a server has hung up during an upload, in this step. Each may be a refusal that could not be read. */
  readonly hangUps: { count: number };
  /** Told one line before each wait. */
  say(line: string): void;
}

/** How this step is known to Roblox, and where it tells what happens: what the runner's side gives. */
export interface Caller {
  readonly userAgent: string;
  readonly keyHelp: string;
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal;
  say(line: string): void;
}

export interface ClientInputs {
  readonly apiKey: string;
  readonly universeId?: string;
  readonly maxAttempts: number;
  readonly timeoutMinutes: number;
}

/** The client of a step. Its time runs from here on. */
export function startClient(inputs: ClientInputs, { cancelled, ...caller }: Caller): Client {
  const { apiKey, universeId, maxAttempts, timeoutMinutes } = inputs;
  return {
    ...caller,
    apiKey,
    maxAttempts,
    deadline: withSignal(startDeadline(timeoutMinutes), cancelled),
    hangUps: { count: 0 },
    ...(universeId === undefined ? {} : { universeId }),
  };
}

/** The same client for something that is given its own end, besides the deadline's. */
export function until(client: Client, signal: AbortSignal): Client {
  return { ...client, deadline: withSignal(client.deadline, signal) };
}

export function waitText(happened: string, seconds: number, nextAttempt: number, maxAttempts: number): string {
  return `${happened}. Attempt ${nextAttempt} of ${maxAttempts} follows in ${secondsText(seconds)}`;
}

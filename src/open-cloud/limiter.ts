import type { Deadline } from "./deadline.ts";
import { askedSeconds } from "./retry.ts";
import type { Answer } from "./transport.ts";

/** Place publishing: 30 requests a minute for each owner of API keys (Open Cloud, "Create place version"). */
export const UPLOADS_PER_WINDOW = 30;
export const WINDOW_SECONDS = 60;

/**
 * How many seconds the next upload has to wait.
 *
 * @param starts when the earlier uploads began, in seconds of any clock, oldest first.
 */
export function secondsUntilNextStart(
  starts: readonly number[],
  limit: number,
  notBefore: number,
  now: number,
): number {
  const oldestThatCounts = starts[starts.length - limit];
  const free = oldestThatCounts === undefined ? now : oldestThatCounts + WINDOW_SECONDS;
  return Math.max(0, free - now, notBefore - now);
}

/** What `x-ratelimit-limit` states: its first number (`40, 45;w=60`); without a readable one, the documented limit. */
export function limitOf(header: string | string[] | undefined): number {
  const stated = /^\s*(\d{1,6})\b/.exec([header ?? ""].flat()[0] ?? "")?.[1];
  return stated === undefined ? UPLOADS_PER_WINDOW : Math.max(1, Number(stated));
}

/** Paces all uploads of a step, so that it never meets Roblox's limit by its own doing. */
export interface Limiter {
  /** How long `start` would wait now. */
  secondsToWait(): number;
  /** Returns when the next upload may begin, which counts from then on. */
  start(deadline: Deadline): Promise<void>;
  /** Learns from each answer: the stated limit, and after a 429 the time that it asks for. */
  learn(answer: Pick<Answer, "status" | "headers">): void;
}

export function createLimiter(): Limiter {
  const starts: number[] = [];
  let limit = UPLOADS_PER_WINDOW;
  let notBefore = 0;
  // One upload at a time asks for its turn, so that two cannot take the same place in the window.
  let queue: Promise<void> = Promise.resolve();
  const now = () => performance.now() / 1000;
  const secondsToWait = () => secondsUntilNextStart(starts, limit, notBefore, now());

  return {
    secondsToWait,
    start(deadline) {
      const turn = queue.then(async () => {
        for (let seconds = secondsToWait(); seconds > 0; seconds = secondsToWait()) await deadline.sleep(seconds);
        starts.push(now());
      });
      queue = turn.catch(() => {});
      return turn;
    },
    learn({ status, headers }) {
      if (headers["x-ratelimit-limit"] !== undefined) limit = limitOf(headers["x-ratelimit-limit"]);
      if (status === 429) notBefore = Math.max(notBefore, now() + (askedSeconds({ headers }, new Date()) ?? 0));
    },
  };
}

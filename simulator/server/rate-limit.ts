import type { Clock } from "./clock.ts";

export interface RateLimit {
  /** Requests to the publish endpoint in one window. The other endpoints keep their documented numbers. */
  readonly requests: number;
  /** Length of every endpoint's window. */
  readonly windowSeconds: number;
  /**
   * Whether answers carry `x-ratelimit-*` (and a 429 `retry-after`). The documents promise them for all endpoints; nobody has
   * measured whether publishing sends them, so a client must do without.
   */
  readonly headers: boolean;
}

export interface Allowance {
  readonly exceeded: boolean;
  readonly headers: Record<string, string>;
}

/** Constant, and mostly too short, as observed: only `x-ratelimit-reset` tells the truth. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Counts requests in fixed windows, each begun by its first request. Headers as documented ("Rate limits" in the Open Cloud
 * reference) and as observed: the limit is a list (`30, 30;w=60`), and in a 429 the reset is one as well (`22, 0`).
 * Refused requests count too. The limit per IP address, which one document also states, is not simulated: all of the
 * simulator's clients share one address.
 */
export function createRateLimits({ windowSeconds, headers }: RateLimit, clock: Clock) {
  const windows = new Map<string, { endsAt: number; used: number }>();

  return function take(bucket: string, limit: number): Allowance {
    const now = clock.now();
    let window = windows.get(bucket);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + windowSeconds * 1000, used: 0 };
      windows.set(bucket, window);
    }
    window.used += 1;

    const exceeded = window.used > limit;
    const reset = Math.ceil(Math.round(window.endsAt - now) / 1000);
    if (!headers) return { exceeded, headers: {} };
    return {
      exceeded,
      headers: {
        "x-ratelimit-limit": `${limit}, ${limit};w=${windowSeconds}`,
        "x-ratelimit-remaining": String(Math.max(0, limit - window.used)),
        "x-ratelimit-reset": exceeded ? `${reset}, 0` : String(reset),
        ...(exceeded && { "retry-after": String(RETRY_AFTER_SECONDS) }),
      },
    };
  };
}

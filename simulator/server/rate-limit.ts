import type { Clock } from "./clock.ts";

export interface RateLimit {
  /** Length of every window. */
  readonly windowSeconds: number;
  /**
   * Whether answers carry `x-ratelimit-*` (and a 429 `retry-after`). The documents promise them for all endpoints; nobody has
   * measured whether publishing sends them, so a client must do without.
   */
  readonly headers: boolean;
  /**
   * Requests of an owner in one window, over all endpoints. Such a window was observed beside those of the endpoints, with
   * other numbers at other times. Default: none.
   */
  readonly sharedRequests?: number;
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
export function createRateLimits({ windowSeconds, headers, sharedRequests }: RateLimit, clock: Clock) {
  const windows = new Map<string, { endsAt: number; used: number }>();

  function count(bucket: string, now: number) {
    let window = windows.get(bucket);
    if (!window || now >= window.endsAt) {
      window = { endsAt: now + windowSeconds * 1000, used: 0 };
      windows.set(bucket, window);
    }
    window.used += 1;
    return window;
  }

  return function take(owner: string, endpoint: string, limit: number): Allowance {
    const now = clock.now();
    const counted = [{ limit, window: count(`${endpoint} of ${owner}`, now) }];
    if (sharedRequests !== undefined) counted.push({ limit: sharedRequests, window: count(owner, now) });

    const exceeded = counted.some(({ limit: most, window }) => window.used > most);
    if (!headers) return { exceeded, headers: {} };
    const limits = counted.map(({ limit: most }) => most);
    const left = counted.map(({ limit: most, window }) => Math.max(0, most - window.used));
    const resets = counted
      .filter(({ limit: most, window }) => !exceeded || window.used > most)
      .map(({ window }) => Math.ceil(Math.round(window.endsAt - now) / 1000));
    return {
      exceeded,
      headers: {
        "x-ratelimit-limit": [Math.min(...limits), ...limits.map((most) => `${most};w=${windowSeconds}`)].join(", "),
        "x-ratelimit-remaining": String(Math.min(...left)),
        "x-ratelimit-reset": exceeded ? `${Math.max(...resets)}, 0` : String(Math.max(...resets)),
        ...(exceeded && { "retry-after": String(RETRY_AFTER_SECONDS) }),
      },
    };
  };
}

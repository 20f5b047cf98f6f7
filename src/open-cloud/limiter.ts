import { EventEmitter, once } from "node:events";
import type { Deadline } from "./deadline.ts";
import { APIS, WINDOW_SECONDS } from "./facts.ts";
import { askedSeconds } from "./retry.ts";
import type { Answer } from "./transport.ts";

const UPLOADS_PER_WINDOW: number = APIS.publish.perMinute;
/** Uploads side by side: enough for 30 a minute while each takes up to 8 s; more would only share the same line. */
export const UPLOADS_AT_ONCE = 4;

/** What a 429 asks for is in whole seconds, perhaps rounded down. */
const ROUNDED_OFF_SECONDS = 1;

/**
 * How many seconds the next upload has to wait.
 *
 * Each earlier one counts from its start until a minute after its end. Roblox has counted it somewhere in between, so
 * however long a connection took to come about, no more than `limit` can arrive there in any minute: a minute between
 * the starts alone would let a late arrival and the next window's early ones meet.
 *
 * @param ends when the earlier uploads ended (now, for those under way), in seconds of any clock, in any order.
 */
export function secondsUntilNextStart(ends: readonly number[], limit: number, notBefore: number, now: number): number {
  const mustBeOver = ends.toSorted((one, other) => one - other)[ends.length - limit];
  const free = mustBeOver === undefined ? now : mustBeOver + WINDOW_SECONDS;
  return Math.max(0, free - now, notBefore - now);
}

/** What `x-ratelimit-limit` states: its first number (`40, 45;w=60`); without a readable one, the documented limit. */
export function limitOf(header: string | string[] | undefined): number {
  const stated = /^\s*(\d{1,6})\b/.exec([header ?? ""].flat()[0] ?? "")?.[1];
  return stated === undefined ? UPLOADS_PER_WINDOW : Math.max(1, Number(stated));
}

/**
 * How many seconds an answer wants nothing to begin: what a 429 asks for (a whole window when it does not say), or the
 * rest of the window when an answer says that it is used up (`x-ratelimit-remaining: 0`). Other jobs of the same key
 * owner can bring both about.
 */
export function pauseOf({ status, headers }: Pick<Answer, "status" | "headers">, now: Date): number {
  const asked = askedSeconds({ headers }, now);
  if (status === 429) return (asked ?? WINDOW_SECONDS) + ROUNDED_OFF_SECONDS;
  const remaining = [headers["x-ratelimit-remaining"] ?? ""].flat().join(",").split(",");
  const usedUp = remaining.some((part) => part.trim() === "0");
  return usedUp ? Math.min(asked ?? 0, WINDOW_SECONDS) : 0;
}

/** The rate limit would make this call wait for longer than the step has. */
export class NoTurnError extends Error {
  readonly seconds: number;
  constructor(seconds: number, limit: number, left: number) {
    super(
      `Roblox takes ${limit} uploads a minute, and the next one would have to wait ${Math.ceil(seconds)} s, ` +
        `but only ${Math.floor(left)} s are left`,
    );
    this.seconds = seconds;
  }
}

/** One upload's way through the limiter, with all its tries. */
export interface Turn {
  /**
   * Returns when the upload's next try may begin, which counts from then on.
   *
   * @throws NoTurnError at once when that is later than the deadline; the deadline's reason.
   */
  begin(deadline: Deadline): Promise<void>;
  /** To be called when a try has ended, with its answer if there is one: the limiter learns from it. */
  over(answer?: Pick<Answer, "status" | "headers">): void;
  /** Lets another upload go up instead, for good or until `begin`. */
  leave(): void;
}

/** Paces all uploads of a step, so that it never meets Roblox's limit by its own doing. */
export interface Limiter {
  /** How long the rate limit would make an upload wait now. */
  secondsToWait(): number;
  /** Returns as soon as an upload could begin, without beginning one; throws as `begin` does. */
  free(deadline: Deadline): Promise<void>;
  turn(): Turn;
  /** Lets nothing begin before this is known: it may be what would meet every other upload too. */
  hold<T>(findingOut: Promise<T>): Promise<T>;
}

export function createLimiter(atOnce = UPLOADS_AT_ONCE): Limiter {
  let tries: { endedAt?: number }[] = [];
  const inside = new Set<Turn>();
  let held = 0;
  let limit = UPLOADS_PER_WINDOW;
  let notBefore = 0;
  const changes = new EventEmitter().setMaxListeners(0);

  const now = () => performance.now() / 1000;
  const secondsToWait = () => {
    const at = now();
    tries = tries.filter(({ endedAt = at }) => at - endedAt < WINDOW_SECONDS);
    const ends = tries.map(({ endedAt = at }) => endedAt);
    return secondsUntilNextStart(ends, limit, notBefore, at);
  };
  const hasRoom = (turn?: Turn) => held === 0 && (inside.size < atOnce || (turn !== undefined && inside.has(turn)));
  /** Not at once: whoever had the answer may first have to stop all others because of it. */
  const announce = () => setImmediate(() => changes.emit("change"));

  /** Does `then` at once after the last look, without waiting in between, so that no two uploads see the same room. */
  async function whenFree<T>(deadline: Deadline, turn: Turn | undefined, then: () => T): Promise<T> {
    const { signal } = deadline;
    signal.throwIfAborted();
    for (;;) {
      if (!hasRoom(turn)) {
        await once(changes, "change", { signal }).catch(() => {
          throw signal.reason;
        });
        continue;
      }
      const seconds = secondsToWait();
      if (seconds === 0) return then();
      const left = deadline.secondsLeft();
      if (seconds > left) throw new NoTurnError(seconds, limit, left);
      await deadline.sleep(seconds);
    }
  }

  function learn(answer: Pick<Answer, "status" | "headers">): void {
    const stated = answer.headers["x-ratelimit-limit"];
    if (stated !== undefined) limit = limitOf(stated);
    notBefore = Math.max(notBefore, now() + pauseOf(answer, new Date()));
  }

  return {
    secondsToWait,
    free: (deadline) => whenFree(deadline, undefined, () => {}),
    turn() {
      let current: (typeof tries)[number] = { endedAt: 0 }; // none yet
      const turn: Turn = {
        begin: (deadline) =>
          whenFree(deadline, turn, () => {
            inside.add(turn);
            current = {};
            tries.push(current);
          }),
        over(answer) {
          current.endedAt ??= now();
          if (answer) learn(answer);
        },
        leave() {
          turn.over();
          if (inside.delete(turn)) announce();
        },
      };
      return turn;
    },
    async hold(findingOut) {
      held += 1;
      try {
        return await findingOut;
      } finally {
        held -= 1;
        announce();
      }
    },
  };
}

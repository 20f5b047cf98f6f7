import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Deadline } from "../../src/open-cloud/deadline.ts";
import {
  createLimiter,
  type Limiter,
  limitOf,
  NoTurnError,
  pauseOf,
  secondsUntilNextStart,
  UPLOADS_AT_ONCE,
} from "../../src/open-cloud/limiter.ts";

describe("limitOf", () => {
  test.each<[string | string[] | undefined, number]>([
    [undefined, 30],
    ["30", 30],
    ["12, 12;w=60", 12],
    ["40, 45;w=60, 40;w=60, 70000", 40],
    ["0", 1],
    ["many", 30],
    ["", 30],
    ["-5", 30],
    [["7, 7;w=60"], 7],
  ])("%j means %d", (header, limit) => expect(limitOf(header)).toBe(limit));
});

describe("pauseOf", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  test.each<[string, number, Record<string, string>, number]>([
    ["an ordinary answer", 200, { "x-ratelimit-remaining": "7", "x-ratelimit-reset": "40" }, 0],
    ["no headers", 200, {}, 0],
    ["a window used up", 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "40" }, 40],
    ["one of two windows used up", 200, { "x-ratelimit-remaining": "9, 0", "x-ratelimit-reset": "40, 3" }, 40],
    ["used up without an end", 200, { "x-ratelimit-remaining": "0" }, 0],
    ["used up for longer than a window", 200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "86400" }, 60],
    ["ten left", 200, { "x-ratelimit-remaining": "10", "x-ratelimit-reset": "40" }, 0],
    ["a 429", 429, { "retry-after": "5", "x-ratelimit-reset": "22, 0" }, 23],
    ["a 429 with a date", 429, { "retry-after": "Thu, 01 Jan 2026 00:01:30 GMT" }, 91],
    ["a 429 that asks for an hour", 429, { "retry-after": "3600" }, 3601],
    ["a 429 that says nothing", 429, {}, 61],
  ])("%s", (_name, status, headers, seconds) => expect(pauseOf({ status, headers }, now)).toBe(seconds));
});

describe("secondsUntilNextStart", () => {
  test.each<[string, number[], number, number, number, number]>([
    ["nothing so far", [], 30, 0, 100, 0],
    ["fewer than the limit", [90, 95], 3, 0, 100, 0],
    ["as many as the limit", [90, 95, 98], 3, 0, 100, 50],
    ["in any order", [98, 90, 95], 3, 0, 100, 50],
    ["more than a lowered limit", [90, 91, 92, 93], 2, 0, 100, 52],
    ["the oldest no longer counts", [40, 95, 98], 3, 0, 100, 0],
    ["told to wait", [], 30, 107.5, 100, 7.5],
    ["told to wait for less than the limit does", [90], 1, 107, 100, 50],
  ])("%s", (_name, ends, limit, notBefore, now, seconds) =>
    expect(secondsUntilNextStart(ends, limit, notBefore, now)).toBe(seconds),
  );
});

/** A clock that stands still until everybody waits, and then goes on to whatever comes first. */
class Time {
  seconds = 0;
  #sleepers: { until: number; wake: () => void }[] = [];

  sleep(seconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      this.#sleepers.push({ until: this.seconds + seconds, wake });
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  }

  /** Lets time pass until `done` has settled. */
  async runUntil<T>(done: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => {
      settled = true;
    };
    done.then(end, end);
    for (;;) {
      // Whoever was woken goes on, tells others, and they go on.
      for (let round = 0; round < 4; round++) await new Promise(setImmediate);
      if (settled) return done;
      this.#sleepers.sort((one, other) => one.until - other.until);
      const next = this.#sleepers.shift();
      if (!next) throw new Error("nothing will ever happen again");
      this.seconds = Math.max(this.seconds, next.until);
      next.wake();
    }
  }

  deadline(inSeconds = Number.POSITIVE_INFINITY, controller = new AbortController()): Deadline {
    const end = this.seconds + inSeconds;
    return {
      signal: controller.signal,
      secondsLeft: () => end - this.seconds,
      sleep: (seconds) => this.sleep(seconds, controller.signal),
    };
  }
}

describe("the limiter on a clock of its own", () => {
  let time: Time;
  beforeEach(() => {
    time = new Time();
    jest.spyOn(performance, "now").mockImplementation(() => time.seconds * 1000);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Begins an upload of one try. */
  async function start(limiter: Limiter, deadline: Deadline) {
    const turn = limiter.turn();
    await turn.begin(deadline);
    return {
      end(answer?: Parameters<typeof turn.over>[0]) {
        turn.over(answer);
        turn.leave();
      },
    };
  }

  interface Seen {
    start: number;
    /** When the server counted it: some time between its start and its end. */
    counted: number;
  }

  /** Uploads that take `duration()` seconds, all wanted at once. */
  async function uploadAll(limiter: Limiter, many: number, duration: () => number, share = Math.random) {
    const seen: Seen[] = [];
    const deadline = time.deadline();
    const upload = async () => {
      const turn = await start(limiter, deadline);
      const seconds = duration();
      seen.push({ start: time.seconds, counted: time.seconds + share() * seconds });
      await time.sleep(seconds);
      turn.end({ status: 200, headers: {} });
    };
    await time.runUntil(Promise.all(Array.from({ length: many }, upload)));
    return seen;
  }

  function mostInAnyMinute(times: number[]): number {
    const sorted = times.toSorted((one, other) => one - other);
    return Math.max(...sorted.map((from) => sorted.filter((at) => at >= from && at < from + 60).length));
  }

  /** A small generator with a seed, so that a failure can be repeated. */
  function seeded(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  test.each([1, 2, 3])("never more than 30 in any minute, however long each takes (seed %d)", async (seed) => {
    const random = seeded(seed);
    const seen = await uploadAll(createLimiter(), 100, () => 0.05 + random() ** 4 * 40, random);
    expect(seen).toHaveLength(100);
    expect(mostInAnyMinute(seen.map(({ start }) => start))).toBeLessThanOrEqual(30);
    expect(mostInAnyMinute(seen.map(({ counted }) => counted))).toBeLessThanOrEqual(30);
  });

  test("as many as allowed: 60 quick uploads take little more than a minute", async () => {
    const began = time.seconds;
    const seen = await uploadAll(createLimiter(), 60, () => 0.5);
    expect(seen.filter(({ start }) => start - began < 5)).toHaveLength(30);
    expect(Math.max(...seen.map(({ start }) => start)) - began).toBeLessThan(66);
  });

  test.each([1, 2, UPLOADS_AT_ONCE, 8])("%d side by side, and no more", async (atOnce) => {
    const limiter = createLimiter(atOnce);
    let underWay = 0;
    let most = 0;
    const one = async () => {
      const turn = await start(limiter, time.deadline());
      most = Math.max(most, ++underWay);
      await time.sleep(1);
      underWay--;
      turn.end();
    };
    await time.runUntil(Promise.all(Array.from({ length: 20 }, one)));
    expect(most).toBe(atOnce);
  });

  test("a stated limit is honoured from the answer on, until another is stated", async () => {
    const limiter = createLimiter();
    const starts: number[] = [];
    for (let upload = 0; upload < 12; upload++) {
      const turn = await time.runUntil(start(limiter, time.deadline()));
      starts.push(time.seconds);
      turn.end({ status: 200, headers: upload % 2 === 0 ? { "x-ratelimit-limit": "5, 5;w=60" } : {} });
    }
    expect(mostInAnyMinute(starts)).toBe(5);
  });

  test("after a 429 none begins until the time it asks for has passed, those that wait already included", async () => {
    const limiter = createLimiter();
    const deadline = time.deadline();
    const began = time.seconds;
    const [first, second, third, fourth] = await Promise.all([1, 2, 3, 4].map(() => start(limiter, deadline)));
    const waiting = start(limiter, deadline).then(() => time.seconds);
    const free = limiter.free(deadline).then(() => time.seconds);
    second?.end({ status: 429, headers: { "x-ratelimit-reset": "40, 0", "retry-after": "5" } });
    // Earlier successes whose answers come later change nothing.
    first?.end({ status: 200, headers: {} });
    third?.end({ status: 429, headers: { "retry-after": "1" } });
    fourth?.end();
    expect((await time.runUntil(waiting)) - began).toBe(41);
    expect((await time.runUntil(free)) - began).toBe(41);
  });

  test("a 429 reaches one that sleeps for the limit's sake", async () => {
    const limiter = createLimiter();
    const deadline = time.deadline();
    const began = time.seconds;
    const turns = [];
    for (let upload = 0; upload < 30; upload++) {
      const turn = await start(limiter, deadline);
      if (upload < 29) turn.end();
      turns.push(turn);
    }
    const waiting = start(limiter, deadline).then(() => time.seconds);
    await time.runUntil(time.sleep(10));
    turns.at(-1)?.end({ status: 429, headers: { "retry-after": "90" } });
    expect((await time.runUntil(waiting)) - began).toBe(10 + 91);
  });

  test("a wait beyond the deadline is not begun", async () => {
    const limiter = createLimiter();
    (await start(limiter, time.deadline())).end({ status: 429, headers: { "retry-after": "3600" } });
    const began = time.seconds;
    const refused = await start(limiter, time.deadline(900)).catch((error) => error);
    expect(refused).toBeInstanceOf(NoTurnError);
    expect(refused.message).toContain("would have to wait 3601 s, but only 900 s are left");
    await expect(limiter.free(time.deadline(900))).rejects.toThrow(NoTurnError);
    expect(time.seconds).toBe(began);
  });

  test.each<[string, (limiter: Limiter, deadline: Deadline) => Promise<unknown>]>([
    ["free", (limiter, deadline) => limiter.free(deadline)],
    ["begin", start],
  ])("%s ends with the deadline", async (_name, waitFor) => {
    const ended = new AbortController();
    ended.abort(new Error("over"));
    await expect(waitFor(createLimiter(), time.deadline(900, ended))).rejects.toThrow("over");

    for (const fill of [UPLOADS_AT_ONCE, 30]) {
      const limiter = createLimiter();
      for (let upload = 0; upload < fill; upload++) {
        const turn = await start(limiter, time.deadline());
        if (fill === 30) turn.end();
        await new Promise(setImmediate);
      }
      const ending = new AbortController();
      const waiting = waitFor(limiter, time.deadline(900, ending));
      ending.abort(new Error("over"));
      await expect(waiting).rejects.toThrow("over");
    }
  });

  test("free takes no turn", async () => {
    const limiter = createLimiter(1);
    await limiter.free(time.deadline());
    await limiter.free(time.deadline());
    await start(limiter, time.deadline());
  });

  test("an upload keeps its place between its tries, and each of them counts", async () => {
    const limiter = createLimiter(1);
    const began = time.seconds;
    const turn = limiter.turn();
    const next = limiter.turn();
    await turn.begin(time.deadline());
    const waiting = next.begin(time.deadline()).then(() => time.seconds);
    for (let attempt = 2; attempt <= 30; attempt++) {
      turn.over();
      await time.runUntil(time.sleep(1));
      await turn.begin(time.deadline());
    }
    expect(time.seconds).toBe(began + 29);
    turn.leave();
    expect(await time.runUntil(waiting)).toBe(began + 60);
  });

  test("a place that is given up is another's until it is asked for again", async () => {
    const limiter = createLimiter(1);
    const [turn, next] = [limiter.turn(), limiter.turn()];
    await turn.begin(time.deadline());
    const order: string[] = [];
    const waiting = next.begin(time.deadline()).then(() => order.push("next"));
    turn.leave();
    await time.runUntil(waiting);
    const again = turn.begin(time.deadline()).then(() => order.push("first again"));
    await time.runUntil(time.sleep(5));
    expect(order).toEqual(["next"]);
    next.leave();
    await time.runUntil(again);
    expect(order).toEqual(["next", "first again"]);
  });

  test("nothing begins while something is found out, not even what waits for the place of that upload", async () => {
    const limiter = createLimiter(1);
    const first = await start(limiter, time.deadline());
    const began = time.seconds;
    const waiting = start(limiter, time.deadline()).then((turn) => {
      turn.end();
      return time.seconds;
    });
    const free = limiter.free(time.deadline()).then(() => time.seconds);
    // As it goes: the answer ends the upload, and what it means is looked up a few promises later.
    first.end();
    for (let promise = 0; promise < 20; promise++) await undefined;
    const held = limiter.hold(time.sleep(5).then(() => "found"));
    expect(await time.runUntil(held)).toBe("found");
    expect(await time.runUntil(waiting)).toBe(began + 5);
    expect(await time.runUntil(free)).toBe(began + 5);
    await expect(limiter.hold(Promise.reject(new Error("no")))).rejects.toThrow("no");
    await time.runUntil(start(limiter, time.deadline()));
  });
});

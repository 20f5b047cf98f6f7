/** How a call is tried again, and what is known of its effect meanwhile. */
import { describe, expect, jest, test } from "@jest/globals";
import { EndedError, tryRepeatedly } from "../../src/open-cloud/attempts.ts";
import type { Client } from "../../src/open-cloud/client.ts";
import type { Deadline } from "../../src/open-cloud/deadline.ts";
import { createLimiter } from "../../src/open-cloud/limiter.ts";
import type { Effect } from "../../src/open-cloud/retry.ts";
import { type Answer, Disconnect } from "../../src/open-cloud/transport.ts";
import { answer, broken, busy } from "./outcomes.ts";

interface Setting {
  readonly secondsLeft?: number;
  readonly maxAttempts?: number;
  readonly repeatable?: boolean;
  readonly hangUps?: number;
  readonly mayGoOn?: () => Promise<boolean>;
}

/** Plays the ends of the tries, in their order, with waits that take no time. */
async function play(ends: (Answer | Disconnect | Error)[], setting: Setting = {}) {
  const waits: number[] = [];
  const effects: Effect[] = [];
  const said: string[] = [];
  const deadline: Deadline = {
    signal: new AbortController().signal,
    secondsLeft: () => setting.secondsLeft ?? 900,
    sleep: async (seconds) => {
      waits.push(seconds);
    },
  };
  const client: Client = {
    apiKey: "key",
    userAgent: "test",
    deadline,
    maxAttempts: setting.maxAttempts ?? 5,
    keyHelp: "",
    hangUps: { count: setting.hangUps ?? 0 },
    say: (line) => said.push(line),
  };
  const queue = [...ends];
  const settled = await tryRepeatedly(
    client,
    {
      repeatable: setting.repeatable ?? true,
      describe: (outcome) => (outcome instanceof Disconnect ? outcome.code : String(outcome.status)),
      onEffect: (effect) => effects.push(effect),
      ...(setting.mayGoOn ? { mayGoOn: setting.mayGoOn } : {}),
    },
    async (onHandedOver) => {
      const end = queue.shift() as Answer;
      if (!(end instanceof Disconnect) || end.stage === "wait" || end.stage === "answer") onHandedOver();
      if (end instanceof Error) throw end;
      return end;
    },
  ).catch((error: unknown) => error as EndedError);
  return { settled, waits, effects, said, left: queue.length, hangUps: client.hangUps.count };
}

const OK = answer(200, { versionNumber: 7 });

describe("another try", () => {
  test("follows what may pass, after a wait, and is announced", async () => {
    const run = await play([answer(503), broken("connect"), OK]);
    expect(run.settled).toMatchObject({ outcome: OK, attempts: 3, earlierMayHaveWorked: true });
    expect(run.waits).toHaveLength(2);
    expect(run.said[0]).toMatch(/^503\. Attempt 2 of 5 follows in \d/);
  });

  test.each<[string, Answer | Disconnect, boolean]>([
    ["no connection", broken("connect"), true],
    ["the rate limit", answer(429), true],
    ["busy", busy, true],
    ["a hang-up while it was sent", broken("send"), false],
    ["a lost answer", broken("wait"), false],
    ["half an answer", broken("answer"), false],
    ["a 500", answer(500), false],
    ["a 502", answer(502), false],
    ["a 503", answer(503), false],
    ["a 502 that nobody may have read", { ...answer(502), bodySent: false }, false],
  ])("of what must not be made twice: only after what had no effect at all: %s", async (_, end, again) => {
    const run = await play([end, OK], { repeatable: false });
    expect(run.left).toBe(again ? 0 : 1);
  });

  test("does not follow the last one, a refusal, or a reason to stop", async () => {
    expect((await play([answer(503), OK], { maxAttempts: 1 })).left).toBe(1);
    expect((await play([answer(403), OK])).left).toBe(1);
    expect((await play([broken("send"), OK], { mayGoOn: async () => false })).left).toBe(1);
  });

  test("does not follow when its wait does not fit into the time left", async () => {
    const run = await play([answer(429, {}, { "retry-after": "60" }), OK], { secondsLeft: 30 });
    expect(run).toMatchObject({ left: 1, waits: [], said: [] });
    expect(run.settled).toMatchObject({ noTimeFor: { seconds: expect.any(Number), left: 30 } });
  });

  test("does not follow either when its wait takes just all of the time left", async () => {
    const random = jest.spyOn(Math, "random").mockReturnValue(0);
    expect(await play([answer(503), OK], { secondsLeft: 1 })).toMatchObject({ left: 1, waits: [] });
    expect(await play([answer(503), OK], { secondsLeft: 1.01 })).toMatchObject({ left: 0, waits: [1] });
    random.mockRestore();
  });

  test("hang-ups count over all calls of a step", async () => {
    expect(await play([broken("send"), broken("send"), broken("send"), OK])).toMatchObject({ left: 1, hangUps: 2 });
    expect(await play([broken("send"), OK], { hangUps: 2 })).toMatchObject({ left: 1, hangUps: 2 });
  });
});

describe("what is known of the effect", () => {
  test.each<[string, (Answer | Disconnect)[], Effect[]]>([
    ["a refusal", [answer(400)], ["unlikely", "possible", "unlikely"]],
    [
      "no connection, then a refusal",
      [broken("connect"), answer(400)],
      ["unlikely", "none", "unlikely", "possible", "unlikely"],
    ],
    [
      "busy, then a hang-up",
      [busy, broken("send"), answer(400)],
      ["unlikely", "possible", "none", "unlikely", "unlikely", "unlikely", "possible", "unlikely"],
    ],
    [
      "a lost answer, then no connection: the lost one counts",
      [broken("wait"), broken("connect"), answer(400)],
      ["unlikely", "possible", "possible", "possible", "possible", "possible", "possible", "possible"],
    ],
  ])("%s", async (_, ends, effects) => {
    const run = await play(ends);
    expect(run.effects).toEqual(effects);
    expect((run.settled as { effect: Effect }).effect).toBe(effects.at(-1));
  });

  test("is told with whatever ended the tries from outside", async () => {
    const late = new Error("late");
    const ended = await play([broken("wait"), late]);
    expect(ended.settled).toBeInstanceOf(EndedError);
    expect(ended.settled).toMatchObject({ cause: late, attempts: 2, effect: "possible" });
    const early = await play([late]);
    // The body had been handed over when it happened.
    expect(early.settled).toMatchObject({ cause: late, attempts: 1, effect: "possible" });
  });
});

test("whoever waits for another try leaves its place to others, unless there is no connection at all", async () => {
  for (const [end, begins] of [
    [answer(503), true],
    [busy, true],
    [broken("wait"), true],
    [broken("connect"), false],
  ] as const) {
    const limiter = createLimiter(1);
    let othersBegan = false;
    const signal = new AbortController().signal;
    const instant: Deadline = { signal, secondsLeft: () => 900, sleep: async () => {} };
    const deadline: Deadline = {
      ...instant,
      async sleep() {
        const other = limiter.turn();
        const begun = other.begin(instant).then(() => {
          othersBegan = true;
          other.leave();
        });
        await new Promise((resolve) => setImmediate(resolve));
        if (begins) await begun;
      },
    };
    const client = {
      apiKey: "",
      userAgent: "",
      deadline,
      maxAttempts: 2,
      keyHelp: "",
      hangUps: { count: 0 },
      limiter,
      say() {},
    };
    let tries = 0;
    await tryRepeatedly(client, { repeatable: true, paced: true, describe: () => "" }, async () => {
      tries += 1;
      if (tries === 1 && end instanceof Disconnect) throw end;
      return tries === 1 ? (end as Answer) : OK;
    });
    expect(othersBegan).toBe(begins);
  }
});

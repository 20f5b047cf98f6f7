/** A call with all its tries, from the request to the words about its failure, against a simulated Roblox. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type Fault, type HttpResponse, json, keyForAll } from "../../simulator/index.ts";
import { provenFile } from "../../src/open-cloud/body.ts";
import { always, faultOf } from "../harness/faults.ts";
import { ask, type Setting } from "../harness/in-process.ts";

const { callAndCount, callRoblox, lookUp } = await import("../../src/open-cloud/call.ts");
const { createLimiter } = await import("../../src/open-cloud/limiter.ts");
type Call = Parameters<typeof callRoblox<string>>[1];

const folder = mkdtempSync(join(tmpdir(), "calls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const path = join(folder, "file");
const content = Buffer.alloc(8_000_000, "roblox");
writeFileSync(path, content);
const proven = { path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
const FILE = provenFile(proven, "application/octet-stream");

const permission = { scope: "universe-messaging-service", operations: ["publish"] };
const words = {
  title: "It was not done",
  doing: "doing it",
  limit: "9 a minute",
  ifUncertain: "It may have been done.",
  ifBrokenOff: "nothing was done",
  ifRefused: "The ids are wrong.",
};
/** A call whose answers are the faults of its endpoint. */
const CALL: Call = {
  method: "POST",
  target: "/cloud/v2/universes/4242:publishMessage",
  body: "{}",
  permission,
  repeatable: true,
  read: ({ text }) => (text.startsWith('{"did"') ? text : undefined),
  words,
};
const { permission: _, ...KEYLESS } = CALL;
const OK: Fault = { kind: "answer", answer: json(200, { did: 1 }) };
const says = (answer: HttpResponse): Fault => ({ kind: "answer", answer });
const faulty = (...faults: Fault[]): Setting => ({ simulator: faultOf("publishMessage", ...faults, OK) });
const LOST: Fault = { kind: "hangUp", when: "afterBody" };
const HANG_UP: Fault = { kind: "reset", when: "duringBody", afterBytes: 65_536 };
const asked = "introspect";
const called = "publishMessage";

test("a request is what the call says, with the key and who asks", async () => {
  const { value, simulator, calls } = await ask(
    (client) => callAndCount(client, { ...CALL, headers: { accept: "a/b" } }),
    faulty(),
  );
  expect(value).toEqual({ value: '{"did":1}', attempts: 1 });
  expect(calls).toEqual([called]);
  expect(simulator.requests[0]).toMatchObject({
    method: "POST",
    path: CALL.target,
    headers: {
      host: "apis.roblox.com",
      "user-agent": "test/1",
      "x-api-key": DEMO_KEY,
      accept: "a/b",
      "content-type": "application/json",
      "content-length": "2",
    },
  });
});

test.each<[string, Call]>([
  ["that needs no permission", KEYLESS],
  ["to an address that was handed out", { ...CALL, target: new URL(`https://apis.roblox.com${CALL.target}`) }],
])("a call %s goes without the key", async (_, call) => {
  const { simulator } = await ask((client) => callRoblox(client, call), faulty());
  expect(simulator.requests.map(({ hasKey }) => hasKey)).toEqual([false]);
});

describe("another try", () => {
  test("is told, and of what is busy the likely cause once", async () => {
    const busy = says(answers.busy);
    const { value, said, seconds } = await ask(
      (client) => callAndCount(client, { ...CALL, words: { ...words, ifBusy: "Close it." } }),
      faulty(says(answers.unavailable), busy, busy),
    );
    expect(value?.attempts).toBe(4);
    expect(said.map((line) => line.replace(/ follows in .*/, " follows"))).toEqual([
      'Roblox said "The service is currently unavailable." (HTTP 503, UNAVAILABLE). Attempt 2 of 5 follows',
      expect.stringMatching(
        /^Roblox said "Save failed\..*" \(HTTP 409, Conflict\)\. Close it\. Attempt 3 of 5 follows$/,
      ),
      expect.stringMatching(/^Roblox said "Save failed\..*" \(HTTP 409, Conflict\)\. Attempt 4 of 5 follows$/),
    ]);
    expect(seconds).toBeGreaterThan(57);
    expect(seconds).toBeLessThan(65);
  });

  test.each<[string, Partial<Call>, Fault, number]>([
    ["follows a success that says nothing", {}, says(json(200, {})), 2],
    ["does not follow one that is final", { unreadable: "final" }, says(json(200, {})), 1],
    ["does not follow what is understood, whatever its status", {}, says(json(429, { did: 1 })), 1],
    ["does not follow a refusal", {}, says(json(404, {})), 1],
    ["follows a lost answer", {}, LOST, 2],
    ["does not follow a lost answer of what must not be made twice", { repeatable: false }, LOST, 1],
  ])("%s", async (_, other, fault, tries) => {
    const { calls } = await ask((client) => callRoblox(client, { ...CALL, ...other }), faulty(fault));
    expect(calls).toEqual(Array(tries).fill(called));
  });

  const LAST_OF_MINUTE = says({ ...answers.unavailable, headers: { "x-ratelimit-limit": "1" } });
  test("is announced with the wait for its turn", async () => {
    const { said, seconds } = await ask((client) => callRoblox(client, { ...CALL, paced: true }), {
      ...faulty(LAST_OF_MINUTE),
      client: { limiter: createLimiter() },
    });
    expect(said).toEqual([expect.stringMatching(/ Attempt 2 of 5 follows in (60|1 min)/)]);
    expect(Math.round(seconds)).toBe(60);
  });

  test("does not follow when its turn comes too late, however soon it would be ready", async () => {
    const { error, calls } = await ask((client) => callRoblox(client, { ...CALL, paced: true }), {
      ...faulty(LAST_OF_MINUTE),
      client: { limiter: createLimiter() },
      timeoutMinutes: 0.5,
    });
    expect(calls).toEqual([called]);
    expect(error).toMatchObject({ attempts: 1, effect: "possible" });
    const [, needed, left] = / wait (\d+) s, but only (\d+) s of timeoutMinutes are left/.exec(error.message) ?? [];
    expect(Number(needed)).toBeGreaterThan(55);
    expect(Number(left)).toBeLessThan(30);
  });

  test("that is waited for when the step is cancelled leaves what the last one met", async () => {
    const { error, seconds } = await ask((client) => callRoblox(client, CALL), {
      ...faulty(says(answers.unavailable)),
      cancelledAfterSeconds: 0.5,
    });
    expect(error.message).toMatch(/HTTP 503.* would have to wait \d s, but only 899 s/);
    expect(seconds).toBe(0.5);
  });

  test("tells its watcher of each", async () => {
    const told: unknown[] = [];
    await ask(
      (client) =>
        callAndCount(client, CALL, {
          onAttempt: (attempt) => told.push(attempt),
          onEffect: (effect) => told.push(effect),
          onProgress: (bytes) => told.push(`${bytes} bytes`),
          onAnswer: ({ status }) => told.push(status),
        }),
      faulty(says(answers.unavailable)),
    );
    const first = [1, "unlikely", "2 bytes", "possible", 503, "possible"];
    expect(told).toEqual([...first, 2, "possible", "2 bytes", "possible", 200, "possible"]);
  });

  const EXPIRED = { ...keyForAll(["4242"]), introspection: json(200, { enabled: true, expired: true, scopes: [] }) };
  test.each<[string, Setting, string[], string]>([
    ["a good one", {}, [called, called, asked, called], "Check that the key has"],
    ["an expired one", { simulator: { keys: [EXPIRED] } }, [called, called, asked], "The key expired."],
  ])(
    "of an upload that a server hangs up on is the last after the key was looked at: %s",
    async (_, setting, order, why) => {
      const simulator = { ...always("publishMessage", HANG_UP), ...setting.simulator };
      const { calls, error, client } = await ask((client) => callRoblox(client, { ...CALL, body: FILE }), {
        simulator,
      });
      expect(calls).toEqual(order);
      expect(error).toMatchObject({ title: words.title, effect: "unlikely", attempts: order.length - 1 });
      expect(error.message).toContain("The server hung up during the upload");
      expect(error.message).toContain(why);
      expect(client.hangUps.count).toBe(2);
    },
  );
});

describe("the key is looked at", () => {
  test.each<[string, Call, Fault, string[]]>([
    ["after a 401", CALL, says(answers.invalidApiKey), [called, asked]],
    ["after a 403", CALL, says(answers.scopeNotAuthorized), [called, asked]],
    ["not after a 404", CALL, says(answers.notFound), [called]],
    ["not for a call that is quiet", { ...CALL, quiet: true }, says(answers.invalidApiKey), [called]],
    ["not for a call without it", KEYLESS, says(answers.invalidApiKey), [called]],
    [
      "not where the answer is known",
      { ...CALL, words: { ...words, refusal: () => ({ why: "Known.", next: "Do it." }) } },
      says(answers.invalidApiKey),
      [called],
    ],
  ])("%s", async (_, call, fault, order) => {
    const { calls, error } = await ask((client) => callRoblox(client, call), faulty(fault));
    expect(calls).toEqual(order);
    expect(error.attempts).toBe(1);
  });

  test("for 5 s at most, and nothing else that is paced begins meanwhile", async () => {
    const simulator = {
      fault: ({ endpoint }: { endpoint: string }) =>
        endpoint === asked ? ({ kind: "silence", when: "afterBody" } as const) : says(answers.invalidApiKey),
    };
    for (const [paced, limited, waits] of [
      [true, true, 5],
      [false, true, 0],
      [true, false, 0],
    ] as const) {
      const limiter = createLimiter();
      let othersBeganAt: number | undefined;
      const { error, seconds } = await ask(
        async (client) => {
          const from = Date.now();
          const watch = {
            onAnswer: () =>
              void setImmediate(async () => {
                await limiter.free(client.deadline);
                othersBeganAt = (Date.now() - from) / 1000;
              }),
          };
          await callAndCount({ ...client, ...(limited ? { limiter } : {}) }, { ...CALL, paced }, watch);
        },
        { simulator },
      );
      expect([paced, limited, othersBeganAt]).toEqual([paced, limited, waits]);
      expect(seconds).toBe(5);
      expect(error.message).toContain("The key was refused. What remains");
    }
  });
});

test.each([
  [true, 60],
  [false, 0],
])("a call that is paced waits for its turn: %p", async (paced, waits) => {
  const limiter = createLimiter();
  const limited = { ...json(200, { did: 1 }), headers: { "x-ratelimit-limit": "1" } };
  const { seconds } = await ask(
    async (client) => {
      await callRoblox(client, { ...CALL, paced });
      await callRoblox(client, { ...CALL, paced });
    },
    { ...faulty(says(limited)), client: { limiter } },
  );
  expect(Math.round(seconds)).toBe(waits);
});

describe("a failure", () => {
  test.each<[string, Setting, Partial<Call>, object, RegExp]>([
    [
      "is explained by what the call itself finds out",
      faulty(says(answers.notFound)),
      { findOut: async ({ status }) => ({ why: `Why ${status}.`, next: "Next." }) },
      { effect: "unlikely", attempts: 1, happened: 'Roblox said "NotFound" (HTTP 404)', answer: { status: 404 } },
      /^Roblox said "NotFound" \(HTTP 404\)\. Why 404\. Next\.$/,
    ],
    [
      "of a connection has nothing to be found out, and no answer",
      { ...faulty(LOST), maxAttempts: 1 },
      { findOut: async () => ({ why: "Never.", next: "" }) },
      { effect: "possible", attempts: 1, answer: undefined, widespread: false },
      /^No complete answer came \(.*\)\. It may have been done\./,
    ],
    [
      "for want of a permission names it, and the experience",
      faulty(says(answers.scopeNotAuthorized)),
      {},
      { effect: "unlikely", widespread: false },
      /Doing it needs universe-messaging-service publish on universe 4242, and an owner/,
    ],
    [
      "that would meet others says so",
      { ...faulty(says({ ...answers.rateLimited, headers: { "retry-after": "2000" } })) },
      {},
      { effect: "none", attempts: 1, widespread: true },
      /Another try would have to wait 200\d s, but only 900 s of timeoutMinutes are left\./,
    ],
    [
      "of an upload speaks of the file",
      { ...faulty(LOST), maxAttempts: 1 },
      { body: FILE },
      { effect: "possible" },
      /^The file was sent, but no answer came/,
    ],
    [
      "names the host that was called",
      { simulator: { ...faulty().simulator, proxy: { status: 502 } }, maxAttempts: 1 },
      { target: new URL("https://fts.rbxcdn.com/x") },
      { effect: "none" },
      /^No connection to fts\.rbxcdn\.com/,
    ],
    [
      "names Roblox's host otherwise",
      { simulator: { ...faulty().simulator, proxy: { status: 502 } }, maxAttempts: 1 },
      {},
      { effect: "none" },
      /^No connection to apis\.roblox\.com/,
    ],
  ])("%s", async (_, setting, other, expected, message) => {
    const { error } = await ask((client) => callRoblox(client, { ...CALL, ...other }), setting);
    expect(error).toMatchObject({ title: words.title, ...expected });
    expect(error.message).toMatch(message);
  });

  const SILENT = { simulator: always("publishMessage", { kind: "silence", when: "afterBody" }) };
  test("by the deadline tells the call's effect", async () => {
    const { error, seconds } = await ask((client) => callRoblox(client, CALL), { ...SILENT, timeoutMinutes: 0.5 });
    expect(error).toMatchObject({ effect: "possible", attempts: 1, widespread: true });
    expect(error.message).toBe(
      "The step's time is over (timeoutMinutes: 0.5). No answer had come. It may have been done. Raise timeoutMinutes if Roblox or the line is slow.",
    );
    expect(error.happened).toBe("the step's time is over (timeoutMinutes: 0.5)");
    expect(seconds).toBe(30);
  });

  test("by a file that changed concerns this call alone", async () => {
    const body = provenFile({ ...proven, sha256: "0".repeat(64) }, "a/b");
    const { error } = await ask((client) => callRoblox(client, { ...CALL, body }), faulty());
    expect(error).toMatchObject({ title: words.title, effect: "unlikely", attempts: 1, widespread: false });
    expect(error.message).toMatch(/^The file changed after it was checked\..* nothing was done\.$/);
  });

  test("because its turn comes too late never began", async () => {
    const limiter = createLimiter();
    const turn = limiter.turn();
    const { error, calls } = await ask(
      async (client) => {
        await turn.begin(client.deadline);
        turn.over({ status: 429, headers: { "retry-after": "3600" } });
        turn.leave();
        await callRoblox(client, { ...CALL, paced: true });
      },
      { ...faulty(), client: { limiter } },
    );
    expect(calls).toEqual([]);
    expect(error).toMatchObject({ title: words.title, effect: "none", attempts: 0, widespread: true });
    expect(error.message).toMatch(/^Roblox takes 30 uploads a minute, and the next one would have to wait 3601 s/);
  });

  test("of the one who ends all waiting keeps what the last try met", async () => {
    const ending = new AbortController();
    const { error, calls, seconds } = await ask(
      async (client) => {
        setTimeout(() => ending.abort(new Error("enough")), 10_000);
        await callRoblox(client, CALL);
      },
      { simulator: always("publishMessage", says(answers.busy)), client: { noMoreTries: ending.signal } },
    );
    expect([calls, seconds]).toEqual([[called], 10]);
    expect(error.message).toContain("HTTP 409");
  });

  test("by whoever ends all waiting, before the first try, is the call's", async () => {
    const ended = AbortSignal.abort(new Error("Enough."));
    const { error } = await ask((client) => callRoblox(client, { ...CALL, paced: true }), {
      ...faulty(),
      client: { noMoreTries: ended, limiter: createLimiter() },
    });
    expect(error).toMatchObject({ title: words.title, attempts: 0, happened: "Enough." });
  });

  test("of the program itself is passed on as it is", async () => {
    const own = new TypeError("mine");
    const read = () => {
      throw own;
    };
    const { error, calls } = await ask((client) => callRoblox(client, { ...CALL, read }), faulty());
    expect(error).toBe(own);
    expect(calls).toEqual([called]);
  });
});

describe("a look-up", () => {
  test.each<[string, Fault, string | undefined, number]>([
    ["gives what it finds", OK, '{"did":1}', 0],
    ["gives nothing for a refusal", says(answers.notFound), undefined, 0],
    ["is not tried again", says(answers.unavailable), undefined, 0],
    ["gives nothing for a broken connection", LOST, undefined, 0],
    ["ends in its own time", { kind: "silence", when: "afterBody" }, undefined, 3],
  ])("%s", async (_, fault, found, takes) => {
    const { value, error, seconds, calls } = await ask((client) => lookUp(client, CALL, 3), faulty(fault));
    expect([value, error, seconds, calls]).toEqual([found, undefined, takes, [called]]);
  });
});

/** One exchange in each way that it can go, against a simulated Roblox. */
import { describe, expect, test } from "@jest/globals";
import { answers, type Fault, HOST, json, text } from "../../simulator/index.ts";
import type { StreamedBody } from "../../src/open-cloud/body.ts";
import type { HttpRequest } from "../../src/open-cloud/transport.ts";
import { always } from "../harness/faults.ts";
import { ask } from "../harness/in-process.ts";

const { Disconnect, exchange } = await import("../../src/open-cloud/transport.ts");

const MIB = 1024 * 1024;
const UPLOAD_URL = new URL(`https://${HOST}/universes/v1/4242/places/1818/versions?versionType=Saved`);
const LOOK_UP_URL = new URL(`https://${HOST}/universes/v1/places/1818/universe`);

function bodyOf(bytes: number, fails?: Error): StreamedBody {
  return {
    contentType: "application/octet-stream",
    bytes,
    async *chunks() {
      for (let at = 0; at < bytes; at += 65_536) yield Buffer.alloc(Math.min(65_536, bytes - at), 7);
      if (fails) throw fails;
    },
  };
}

type Asking = Partial<HttpRequest> & { readonly cancelledAfterSeconds?: number };
const says = (answer: ReturnType<typeof json>): Fault => ({ kind: "answer", answer });

/** One upload, or one look-up when it has no body; `fault` meets it. */
async function exchangeOnce(fault: Fault | undefined, asking: Asking = {}) {
  const { cancelledAfterSeconds, ...rest } = asking;
  const isUpload = rest.body !== undefined;
  const handedOver: number[] = [];
  const progress: number[] = [];
  const run = await ask(
    (client) =>
      exchange({
        method: isUpload ? "POST" : "GET",
        url: isUpload ? UPLOAD_URL : LOOK_UP_URL,
        headers: { "x-api-key": client.apiKey },
        userAgent: "test/1",
        signal: client.deadline.signal,
        onHandedOver: () => handedOver.push(progress.at(-1) ?? 0),
        onProgress: (bytes) => progress.push(bytes),
        ...rest,
      }),
    {
      simulator: fault ? always(isUpload ? "publish" : "universeOfPlace", fault) : {},
      timeoutMinutes: 60,
      ...(cancelledAfterSeconds === undefined ? {} : { cancelledAfterSeconds }),
    },
  );
  return { ...run, handedOver, progress };
}

describe("what is sent", () => {
  test("of an upload, as it goes", async () => {
    const { value, simulator, handedOver, progress } = await exchangeOnce(says(json(200, { versionNumber: 7 })), {
      body: bodyOf(150_000),
    });
    expect(value).toMatchObject({ status: 200, text: '{"versionNumber":7}', bodySent: true });
    expect(value?.headers["content-type"]).toContain("application/json");
    expect(progress).toEqual([65_536, 131_072, 150_000]);
    expect(handedOver).toEqual([150_000]);
    const [request] = simulator.requests;
    expect(request).toMatchObject({ bodyBytes: 150_000, bodyComplete: true, httpVersion: "1.1" });
    expect(request?.headers).toMatchObject({
      host: HOST,
      "content-length": "150000",
      "content-type": "application/octet-stream",
      "user-agent": "test/1",
    });
  });

  test.each([
    ["a text is JSON", { body: "{}" }, { "content-length": "2", "content-type": "application/json" }],
    ["its type may be named", { body: "x", headers: { "content-type": "a/b" } }, { "content-type": "a/b" }],
    ["no body, but not to be looked up", { method: "POST", url: UPLOAD_URL } as const, { "content-length": "0" }],
  ])("of a call: %s", async (_, asking, headers) => {
    const { simulator } = await exchangeOnce(undefined, asking);
    expect(simulator.requests[0]?.headers).toMatchObject(headers);
  });

  test("of a look-up: no body and nothing about one", async () => {
    const { simulator, handedOver, progress } = await exchangeOnce(undefined);
    const { headers } = simulator.requests[0] ?? {};
    expect(headers).not.toHaveProperty("content-length");
    expect(headers).not.toHaveProperty("content-type");
    expect([handedOver, progress]).toEqual([[], []]);
  });

  test("nothing without TLS, and nothing once the end has come", async () => {
    const plain = await exchangeOnce(undefined, { url: new URL("http://apis.roblox.com/") });
    expect(plain.error.message).toBe("only https is spoken here, not http:");
    const late = await exchangeOnce(undefined, { signal: AbortSignal.abort(new Error("over")) });
    expect(late.error.message).toBe("over");
    expect([...plain.simulator.connects, ...late.simulator.connects]).toEqual([]);
  });
});

describe("an answer", () => {
  test.each([
    [json(404, { a: "ä" }), '{"a":"ä"}'],
    [{ status: 302, headers: { location: "https://apis.roblox.com/" }, body: "" }, ""],
    [{ status: 401, headers: { "www-authenticate": "Basic" }, body: "no" }, "no"],
    [{ status: 503, headers: { "retry-after": "1" }, body: "later" }, "later"],
  ])("is one, whatever it says: %j", async (answer, said) => {
    const { value, calls } = await exchangeOnce({ kind: "answer", answer });
    expect(value).toMatchObject({ status: answer.status, text: said, bodySent: true });
    expect(calls).toHaveLength(1);
  });

  test("that does not wait for the body says so", async () => {
    const early: Fault = { kind: "earlyAnswer", answer: answers.invalidApiKey, afterwards: "keepReading" };
    const { value, handedOver } = await exchangeOnce(early, { body: bodyOf(24 * MIB) });
    expect(value).toMatchObject({ status: 401, bodySent: false });
    expect(handedOver).toEqual([]);
  });

  test.each<[number, number, Partial<HttpRequest>, number | undefined]>([
    [200, MIB, {}, MIB],
    [200, MIB + 1, {}, undefined],
    [200, 2 * MIB, { maxAnswerBytes: 2 * MIB }, 2 * MIB],
    [200, 11, { maxAnswerBytes: 10 }, undefined],
  ])("with HTTP %d of %d bytes, asked for with %j", async (status, bytes, asking, length) => {
    const { value, error } = await exchangeOnce(says(text(status, "a".repeat(bytes))), asking);
    expect(value?.text.length).toBe(length);
    if (length === undefined) {
      const limit = (asking.maxAnswerBytes ?? MIB).toLocaleString("en");
      expect(error).toMatchObject({
        ...{ stage: "answer", code: "TOO_LONG" },
        message: `the answer is longer than ${limit} bytes`,
      });
    }
  });

  test.each<[number, Partial<HttpRequest>]>([
    [404, {}],
    [302, {}],
    [404, { maxAnswerBytes: 20 * MIB, receive: async () => {} }],
  ])("with HTTP %d that does not end is read as far as it explains anything: %j", async (status, asking) => {
    const { value } = await exchangeOnce({ kind: "endless", pace: "flood", status }, asking);
    expect(value?.status).toBe(status);
    expect(value?.text).toContain('{"versionNumber":');
    expect(value?.text.length).toBeLessThanOrEqual(MIB);
    expect(value?.text.length).toBeGreaterThan(MIB / 2);
  });

  test.each([
    [200, "", "abc"],
    [299, "", "abc"],
    [300, "abc", ""],
    [404, "abc", ""],
  ])("with HTTP %d and somebody who takes bytes", async (status, held, received) => {
    const taken: string[] = [];
    const { value } = await exchangeOnce(says(text(status, "abc")), {
      receive: async (chunk) => void taken.push(chunk.toString()),
      received: async () => void taken.push("."),
    });
    expect(value?.text).toBe(held);
    expect(taken.join("")).toBe(received === "" ? "" : `${received}.`);
  });

  test.each<[string, Partial<HttpRequest>]>([
    ["receive", { receive: () => Promise.reject(Object.assign(new Error("disk full"), { code: "ENOSPC" })) }],
    ["received", { received: () => Promise.reject(Object.assign(new Error("disk full"), { code: "ENOSPC" })) }],
  ])("that %s cannot take is no broken connection", async (_, asking) => {
    const { error } = await exchangeOnce(says(json(200, {})), asking);
    expect(error).not.toBeInstanceOf(Disconnect);
    expect(error).toMatchObject({ message: "disk full", code: "ENOSPC" });
  });
});

describe("an exchange that breaks", () => {
  const BIG = { body: bodyOf(24 * MIB) };
  const SMALL = { body: bodyOf(10) };
  test.each<[string, Fault, Asking, object, number]>([
    ["before the body", { kind: "reset", when: "beforeBody" }, BIG, { stage: "send" }, 0],
    ["during the body", { kind: "reset", when: "duringBody", afterBytes: 65_536 }, BIG, { stage: "send" }, 0],
    ["by a hang-up after the body", { kind: "hangUp", when: "afterBody" }, SMALL, { stage: "wait" }, 0],
    ["during the answer", { kind: "cutOff", framing: "content-length", end: "hangUp" }, SMALL, { stage: "answer" }, 0],
    ["during an answer in chunks", { kind: "cutOff", framing: "chunked", end: "reset" }, SMALL, { stage: "answer" }, 0],
    [
      "by silence before the body",
      { kind: "silence", when: "beforeBody" },
      BIG,
      { stage: "send", code: "TIMEOUT", message: "the server took no byte for 60 s" },
      60,
    ],
    [
      "by silence after it",
      { kind: "silence", when: "afterBody" },
      SMALL,
      { stage: "wait", code: "TIMEOUT", message: "no answer began within 180 s" },
      180,
    ],
    [
      "by a pause in the answer",
      { kind: "pause" },
      SMALL,
      { stage: "answer", code: "TIMEOUT", message: "the answer paused for 30 s" },
      30,
    ],
  ])("%s", async (_, fault, asking, expected, after) => {
    const { error, seconds, simulator } = await exchangeOnce(fault, asking);
    expect(error).toBeInstanceOf(Disconnect);
    expect(error).toMatchObject(expected);
    expect(Math.floor(seconds)).toBe(after);
    // Whatever was opened is closed.
    expect(simulator.requests.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
  });

  test("in an early answer to half of the body is a hang-up, whatever of the answer came", async () => {
    const answer = { status: 200, headers: { "content-length": "1000" }, body: "{}" };
    const { error } = await exchangeOnce({ kind: "earlyAnswer", answer, afterwards: "close" }, BIG);
    expect(error).toMatchObject({ stage: "send" });
  });

  test.each<[string, Fault, Asking, number]>([
    ["a body that is taken slowly", { kind: "slowReading", bytesPerSecond: 100_000 }, BIG, 200],
    ["an answer that comes late", { kind: "delay", seconds: 179 }, SMALL, 179],
    ["an answer that pauses", { kind: "pause", seconds: 29 }, SMALL, 29],
  ])("is not %s", async (_, fault, asking, atLeast) => {
    const { value, seconds } = await exchangeOnce(fault, asking);
    expect(value?.bodySent).toBe(true);
    expect(seconds).toBeGreaterThanOrEqual(atLeast);
  });

  test("by an answer that trickles goes on until its end", async () => {
    const { error, seconds } = await exchangeOnce({ kind: "endless", pace: "trickle" }, { cancelledAfterSeconds: 100 });
    expect(error.message).toBe("cancelled");
    expect(seconds).toBe(100);
  });

  test.each<[string, Fault, Asking]>([
    ["while it is sent", { kind: "silence", when: "beforeBody" }, BIG],
    ["while its answer is waited for", { kind: "silence", when: "afterBody" }, SMALL],
    ["while its answer comes", { kind: "pause" }, SMALL],
  ])("from outside, %s, has that as its reason, and closes what it opened", async (_, fault, asking) => {
    const { error, seconds, simulator } = await exchangeOnce(fault, { ...asking, cancelledAfterSeconds: 20 });
    expect(error.message).toBe("cancelled");
    expect(seconds).toBe(20);
    expect(simulator.requests.map(({ endedAt }) => endedAt !== undefined)).toEqual([true]);
  });

  test("by its body has what the body threw as its reason, and is no whole upload", async () => {
    const own = new Error("the file changed");
    const { error, simulator, handedOver } = await exchangeOnce(undefined, {
      body: { ...bodyOf(MIB, own), bytes: MIB + 1 },
    });
    expect(error).toBe(own);
    expect(handedOver).toEqual([]);
    expect(simulator.requests.some(({ bodyComplete }) => bodyComplete)).toBe(false);
  });
});

import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  type Fault,
  type HttpResponse,
  type RequestRecord,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { atRest, createClock, type VirtualClock } from "../../harness/clock.ts";
import { binaryPlace, call, connect, type Reply, upload } from "../client.ts";

let clock: VirtualClock;
let simulator: Simulator;
const start = async (options?: SimulatorOptions) => {
  clock = createClock();
  simulator = await startSimulator({ clock, ...options });
  return simulator;
};
afterEach(() => simulator.close());

/** After which a client gives up, by the simulator's clock. */
const PATIENCE_MS = 10_000;

/** Lets time pass until all is done that is due within the client's patience, or until the exchange is over. */
async function wait(isOver = () => false): Promise<void> {
  const end = clock.now() + PATIENCE_MS;
  for (;;) {
    await atRest();
    const next = clock.next();
    if (isOver() || next === undefined || next > end) return;
    clock.jump(next);
  }
}

const ending = (exchange: Promise<Reply>): Promise<Reply | string> =>
  exchange.catch((error: NodeJS.ErrnoException) => error.code ?? error.message);

/** The reply, or the code of the error that came instead; "silence" if neither came in time. */
async function outcome(exchange: Promise<Reply>): Promise<Reply | string> {
  let result: Reply | string = "silence";
  const settled = ending(exchange).then((end) => {
    result = end;
  });
  await Promise.race([settled, wait(() => result !== "silence")]);
  return result;
}

const busy = { status: 409, body: answers.busy.body };
const usual = { status: 200, body: '{"versionNumber":1}' };
/** Larger than all the buffers between a client and the simulator. */
/** What a broken connection is called, on Windows the last. */
const BROKEN = ["EPIPE", "ECONNRESET", "ECANCELED"];

const LARGE = binaryPlace(Buffer.alloc(24 * 1024 * 1024));

describe("a fault, what the client sees of it, and whether the place was stored", () => {
  test.each<[Fault, unknown, number]>([
    [{ kind: "answer", answer: answers.busy }, busy, 0],
    [{ kind: "answer", answer: answers.htmlGatewayTimeout, carriedOut: true }, { status: 504 }, 1],
    [
      { kind: "redirect", location: "https://evil.test/" },
      { status: 307, headers: { location: "https://evil.test/" } },
      0,
    ],
    [
      { kind: "redirect", location: "/elsewhere", status: 302 },
      { status: 302, headers: { location: "/elsewhere" } },
      0,
    ],
    [
      { kind: "earlyAnswer", answer: answers.busy, afterwards: "close" },
      { ...busy, headers: { connection: "close" } },
      0,
    ],
    [
      { kind: "earlyAnswer", answer: answers.busy, afterwards: "keepReading" },
      { ...busy, headers: { connection: "keep-alive" } },
      0,
    ],
    [{ kind: "reset", when: "beforeBody" }, "ECONNRESET", 0],
    [{ kind: "reset", when: "duringBody" }, "ECONNRESET", 0],
    [{ kind: "reset", when: "afterBody" }, "ECONNRESET", 0],
    [{ kind: "reset", when: "afterBody", carriedOut: true }, "ECONNRESET", 1],
    [{ kind: "hangUp", when: "beforeBody" }, "ECONNRESET", 0],
    [{ kind: "hangUp", when: "duringBody" }, "ECONNRESET", 0],
    [{ kind: "hangUp", when: "afterBody" }, "ECONNRESET", 0],
    [{ kind: "hangUp", when: "afterBody", carriedOut: true }, "ECONNRESET", 1],
    [{ kind: "silence", when: "beforeBody" }, "silence", 0],
    [{ kind: "silence", when: "afterBody" }, "silence", 0],
    [{ kind: "silence", when: "afterBody", carriedOut: true }, "silence", 1],
    [{ kind: "delay", seconds: 5 }, usual, 1],
    [{ kind: "delay", seconds: 15 }, "silence", 0],
    [{ kind: "delay", seconds: 5, answer: answers.htmlBadRequest }, { status: 400 }, 0],
    [{ kind: "slowReading", bytesPerSecond: 1000 }, usual, 1],
    [{ kind: "slowReading", bytesPerSecond: 5 }, "silence", 0],
    [{ kind: "cutOff", framing: "content-length", end: "hangUp" }, "ECONNRESET", 1],
    [{ kind: "cutOff", framing: "content-length", end: "reset" }, "ECONNRESET", 1],
    [{ kind: "cutOff", framing: "chunked", end: "hangUp" }, "ECONNRESET", 1],
    [{ kind: "cutOff", framing: "chunked", end: "reset", answer: answers.busy }, "ECONNRESET", 0],
    [{ kind: "pause" }, "silence", 1],
    [{ kind: "pause", answer: answers.busy }, "silence", 0],
    [{ kind: "pause", seconds: 5, answer: answers.busy, carriedOut: true }, busy, 1],
    [{ kind: "endless", pace: "trickle" }, "silence", 0],
  ])("%j", async (fault, seen, stored) => {
    await start();
    simulator.faults.push(fault);
    const result = await outcome(upload(simulator));
    if (typeof seen === "string") expect(result).toBe(seen);
    else expect(result).toMatchObject(seen as Reply);
    expect(simulator.versions("1818")).toHaveLength(stored);
  });
});

describe("the parts of an answer that does not end", () => {
  const FLOOD_CHARACTERS = 1_000_000;

  /** Everything that comes on the connection, or the beginning of what is too much. */
  async function read(fault: Fault): Promise<{ text: string; ended: boolean }> {
    await start();
    simulator.faults.push(fault);
    const socket = await connect(simulator);
    const body = binaryPlace();
    socket.write(
      `POST /universes/v1/4242/places/1818/versions HTTP/1.1\r\nHost: apis.roblox.com\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket.write(body);
    let text = "";
    let ended = false;
    socket
      .on("error", () => {})
      .on("close", () => {
        ended = true;
      });
    const enough = new Promise<void>((resolve) => {
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        if (text.length > FLOOD_CHARACTERS) resolve();
      });
    });
    await Promise.race([enough, wait(() => ended)]);
    socket.destroy();
    return { text, ended };
  }
  const answer: HttpResponse = { status: 200, body: "0123456789" };

  test("cut off below its Content-Length", async () => {
    const { text, ended } = await read({ kind: "cutOff", framing: "content-length", end: "hangUp", answer });
    expect(text).toMatch(/^HTTP\/1.1 200 [\s\S]*content-length: 10\r\n[\s\S]*\r\n\r\n01234$/i);
    expect(ended).toBe(true);
  });
  test("cut off before the last chunk", async () => {
    const { text, ended } = await read({ kind: "cutOff", framing: "chunked", end: "reset", answer });
    expect(text).toMatch(/transfer-encoding: chunked\r\n\r\n5\r\n01234\r\n$/i);
    expect(ended).toBe(true);
  });
  test("paused halfway", async () => {
    const { text, ended } = await read({ kind: "pause", answer });
    expect(text).toMatch(/\r\n\r\n01234$/);
    expect(ended).toBe(false);
  });
  test("a trickle", async () => {
    const { text, ended } = await read({ kind: "endless", pace: "trickle" });
    expect(text).toMatch(/\{"versionNumber":\r\n(1\r\n \r\n){11}$/);
    expect(ended).toBe(false);
    expect(simulator.versions("1818")).toEqual([]);
  });
  test("a flood", async () => {
    const { text, ended } = await read({ kind: "endless", pace: "flood", status: 500 });
    expect(text).toMatch(/^HTTP\/1\.1 500 /);
    expect(text.length).toBeGreaterThan(FLOOD_CHARACTERS);
    expect(ended).toBe(false);
    expect(simulator.versions("1818")).toEqual([]);
  });
});

describe("with a body that does not fit into the buffers", () => {
  test("an early answer arrives, or the client is hung up on", async () => {
    await start();
    simulator.faults.push({ kind: "earlyAnswer", answer: answers.invalidApiKey, afterwards: "close" });
    const result = await outcome(upload(simulator, { body: LARGE }));
    if (typeof result === "string") expect(BROKEN).toContain(result);
    else expect(result).toMatchObject({ status: 401 });
    expect(simulator.requests).toMatchObject([{ status: 401, bodyBytes: 0, bodyComplete: false }]);
  });

  test("an early answer that goes on reading arrives", async () => {
    await start();
    simulator.faults.push({ kind: "earlyAnswer", answer: answers.invalidApiKey, afterwards: "keepReading" });
    expect(await outcome(upload(simulator, { body: LARGE }))).toMatchObject({ status: 401 });
  });

  test("a reset after some bytes leaves the rest unread", async () => {
    await start();
    simulator.faults.push({ kind: "reset", when: "duringBody", afterBytes: 1_000_000 });
    expect(BROKEN).toContain(await outcome(upload(simulator, { body: LARGE })));
    const { bodyBytes = 0, bodyComplete, status } = simulator.requests[0] ?? {};
    expect(bodyBytes).toBeGreaterThanOrEqual(1_000_000);
    expect(bodyBytes).toBeLessThan(1_200_000);
    expect({ bodyComplete, status }).toEqual({ bodyComplete: false, status: undefined });
  });

  test("a server that never reads stops the client", async () => {
    await start();
    simulator.faults.push({ kind: "silence", when: "beforeBody" });
    const socket = await connect(simulator);
    socket.on("error", () => {});
    expect(await outcome(upload(simulator, { body: LARGE, socket }))).toBe("silence");
    expect(socket.writableLength).toBeGreaterThan(0);
  });
});

test.each<Fault>([
  { kind: "delay", seconds: 5 },
  { kind: "pause", seconds: 5 },
  { kind: "cutOff", framing: "chunked", end: "reset" },
  { kind: "endless", pace: "trickle" },
  { kind: "endless", pace: "flood" },
  { kind: "silence", when: "beforeBody" },
])("a client that goes away is nothing to %j", async (fault) => {
  const over: RequestRecord[] = [];
  await start({ onRequest: (record) => over.push(record) });
  simulator.faults.push(fault);
  const socket = await connect(simulator);
  const leaving = upload(simulator, { socket });
  while (simulator.requests.length === 0) await nextTurn();
  socket.destroy();
  await expect(leaving).rejects.toThrow();
  await wait();
  expect(clock.sleeping).toBe(0);
  expect(over).toHaveLength(1);
  expect(await outcome(upload(simulator))).toMatchObject({ status: 200 });
});

test("a client that goes away in the middle of its body leaves nothing behind", async () => {
  await start();
  const socket = await connect(simulator);
  const over = once(socket, "close");
  socket.write(
    "POST /universes/v1/4242/places/1818/versions HTTP/1.1\r\nHost: apis.roblox.com\r\nContent-Length: 9\r\n\r\n1234",
    () => socket.destroy(),
  );
  await over;
  await atRest();
  expect(simulator.requests).toMatchObject([{ bodyBytes: 4, bodyComplete: false }]);
  expect(simulator.requests[0]).not.toHaveProperty("status");
});

test.each<[Fault, string]>([
  [{ kind: "reset", when: "beforeBody" }, "ECONNRESET"],
  [{ kind: "hangUp", when: "beforeBody" }, "end"],
])("%j is seen as such on the connection", async (fault, seen) => {
  await start();
  simulator.faults.push(fault);
  const socket = await connect(simulator);
  const end = new Promise((resolve) => {
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code)).on("end", () => resolve("end"));
    socket.resume();
  });
  socket.write(
    "POST /universes/v1/4242/places/1818/versions HTTP/1.1\r\nHost: apis.roblox.com\r\nContent-Length: 9\r\n\r\n",
  );
  expect(await end).toBe(seen);
  socket.destroy();
});

describe("a client that expects to be told to continue", () => {
  const headers = { expect: "100-continue" };

  test("is told so when the body is wanted", async () => {
    await start();
    expect(await outcome(upload(simulator, { headers }))).toMatchObject(usual);
  });
  test("is not, when the body is never read", async () => {
    await start();
    simulator.faults.push({ kind: "earlyAnswer", answer: answers.busy, afterwards: "close" });
    expect(await outcome(upload(simulator, { headers }))).toMatchObject(busy);
    expect(simulator.requests).toMatchObject([{ bodyBytes: 0 }]);
  });
});

test("the queue is for publish requests only, and the option goes first", async () => {
  await start({
    fault: ({ endpoint, parameters }, nth) =>
      endpoint === "publish" && parameters.place === "1818" && nth === 2
        ? { kind: "answer", answer: answers.requestContextFailure }
        : undefined,
  });
  simulator.faults.push({ kind: "answer", answer: answers.busy }, { kind: "answer", answer: answers.problemDetails });
  expect((await call(simulator, "/universes/v1/places/1818/universe")).status).toBe(200);
  const statuses = [];
  for (let nth = 0; nth < 4; nth += 1) statuses.push((await upload(simulator)).status);
  expect(statuses).toEqual([409, 502, 500, 200]);
  expect(simulator.faults).toEqual([]);
});

describe("the proxy and the certificate", () => {
  test("lead nowhere else", async () => {
    await start();
    for (const target of ["evil.test:443", "apis.roblox.com:80", "127.0.0.1:443"]) {
      await expect(connect(simulator, target)).rejects.toThrow("the proxy answered 403");
    }
    const plain = await fetch(simulator.proxyUrl, { method: "GET" });
    expect(plain.status).toBe(403);
    expect(simulator.connects).toEqual(["evil.test:443", "apis.roblox.com:80", "127.0.0.1:443", "GET /"]);
  });
  test("a proxy that never answers", async () => {
    await start({ proxy: "silent" });
    expect(await outcome(upload(simulator))).toBe("silence");
    expect(simulator.connects).toEqual(["apis.roblox.com:443"]);
  });
  test("a proxy that refuses", async () => {
    await start({ proxy: { status: 407 } });
    await expect(upload(simulator)).rejects.toThrow("the proxy answered 407");
  });
  test("a certificate that nobody trusts", async () => {
    await start({ certificate: "untrusted" });
    await expect(upload(simulator)).rejects.toThrow(/certificate|issuer/);
    expect(simulator.requests).toEqual([]);
  });
});

test("closing ends what is still open, and can be done twice", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  await start();
  const before = timers();
  simulator.faults.push({ kind: "delay", seconds: 60 }, { kind: "endless", pace: "trickle" });
  const pending = [ending(upload(simulator)), ending(upload(simulator))];
  await atRest();
  expect(clock.sleeping).toBe(2);
  await Promise.all([simulator.close(), simulator.close()]);
  for (const result of await Promise.all(pending)) expect(BROKEN).toContain(result);
  expect(clock.sleeping).toBe(0);
  await atRest(); // sockets that are destroyed close a little later, and their timers with them
  expect(timers()).toBe(before); // nothing is left that would keep the process alive
});

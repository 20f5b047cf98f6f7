import { once } from "node:events";
import { connect as connectHttp2, constants, type IncomingHttpHeaders } from "node:http2";
import type { TLSSocket } from "node:tls";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  type Fault,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { publishOnce } from "../../harness/publish-once.ts";
import { binaryPlace, connect, upload } from "../client.ts";

const PUBLISH = "/universes/v1/4242/places/1818/versions?versionType=Published";

let simulator: Simulator;
const sockets: TLSSocket[] = [];
const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ http2: true, ...options });
};
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await simulator.close();
});

/** A session of Node's own client, on one connection to a host. */
async function openSession(host = "apis.roblox.com") {
  const socket = await connect(simulator, `${host}:443`);
  sockets.push(socket);
  const session = connectHttp2(`https://${host}`, { createConnection: () => socket });
  session.on("error", () => {}); // its streams say what they lost
  return { session, socket };
}

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  /** How the stream ended, by the names of RFC 9113. */
  readonly end: string;
}

const ENDS: Record<number, string> = { 0: "NO_ERROR", 2: "INTERNAL_ERROR", 8: "CANCEL" };

/** One exchange. Never rejects: what the client has seen is what the tests are about. */
function ask(
  { session }: Awaited<ReturnType<typeof openSession>>,
  headers: Record<string, string> = {},
  body: Buffer = binaryPlace(),
  ifAnswered = (_: ReturnType<typeof session.request>) => {},
): Promise<Answer> {
  const stream = session.request({
    ":method": "POST",
    ":path": PUBLISH,
    "x-api-key": DEMO_KEY,
    "content-type": "application/octet-stream",
    "content-length": String(body.length),
    ...headers,
  });
  let status: number | undefined;
  let text = "";
  stream.on("response", (head: IncomingHttpHeaders) => {
    status = Number(head[":status"]);
    ifAnswered(stream);
  });
  stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  stream.on("error", () => {}); // how it ended says more
  stream.end(body);
  return new Promise((resolve) => {
    stream.on("close", () => {
      resolve({
        status,
        body: text,
        end: session.destroyed || session.closed ? "connection" : (ENDS[stream.rstCode ?? 0] ?? ""),
      });
    });
  });
}

test("publishes, several at once on one connection", async () => {
  await start();
  const client = await openSession();
  const answers = await Promise.all(
    ["1818", "1819"].map((place) => ask(client, { ":path": PUBLISH.replace("1818", place) })),
  );
  expect(answers).toMatchObject([
    { status: 200, body: '{"versionNumber":1}' },
    { status: 200, body: '{"versionNumber":1}' },
  ]);
  expect(simulator.requests).toMatchObject(
    Array(2).fill({ httpVersion: "2", connection: 1, host: "apis.roblox.com", status: 200, bodyComplete: true }),
  );
  expect(simulator.requests[0]?.headers.host).toMatch(/^apis\.roblox\.com\b/);
  expect(Object.keys(simulator.requests[0]?.headers ?? {}).filter((name) => name.startsWith(":"))).toEqual([]);
  expect(simulator.versions("1818")[0]?.sha256).toBe(simulator.requests[0]?.bodySha256);
});

test("tells a request for another host, and a key where none belongs", async () => {
  await start();
  const client = await openSession();
  expect(await ask(client, { ":authority": "luau-execution-files.roblox.com" })).toMatchObject({ status: 421 });
  const storage = await openSession("luau-execution-files.roblox.com");
  expect(await ask(storage, { ":method": "PUT", ":path": "/inputs/a" })).toMatchObject({ status: 400 });
  expect(simulator.strayKeys()).toHaveLength(2);
});

test("does not carry out an upload that the client broke off, be it after its last byte", async () => {
  await start();
  const client = await openSession();
  const body = binaryPlace();
  const stream = client.session.request({
    ":method": "POST",
    ":path": PUBLISH,
    "x-api-key": DEMO_KEY,
    "content-type": "application/octet-stream",
    "content-length": String(body.length),
  });
  stream.on("error", () => {});
  stream.write(body, () => stream.close(constants.NGHTTP2_CANCEL));
  await once(stream, "close");
  expect(await ask(client, { ":path": PUBLISH.replace("1818", "1819") })).toMatchObject({ status: 200 });
  expect(simulator.requests).toMatchObject([{ bodyComplete: false, bodyBytes: body.length }, {}]);
  expect(simulator.versions("1818")).toEqual([]);
});

describe("a fault, what the client sees of it, and whether the place was stored", () => {
  const lost = { status: undefined, body: "", end: "connection" };
  test.each<[Fault, Partial<Answer>, number]>([
    [{ kind: "answer", answer: answers.busy, carriedOut: true }, { status: 409, end: "NO_ERROR" }, 1],
    [{ kind: "redirect", location: "https://example.com/" }, { status: 307 }, 0],
    [{ kind: "reset", when: "beforeBody" }, lost, 0],
    [{ kind: "reset", when: "duringBody" }, lost, 0],
    [{ kind: "reset", when: "afterBody", carriedOut: true }, lost, 1],
    [{ kind: "hangUp", when: "beforeBody" }, lost, 0],
    [{ kind: "hangUp", when: "afterBody" }, lost, 0],
    [{ kind: "resetStream", when: "beforeBody" }, { status: undefined, end: "CANCEL" }, 0],
    [{ kind: "resetStream", when: "duringBody" }, { status: undefined, end: "CANCEL" }, 0],
    [
      { kind: "resetStream", when: "afterBody", carriedOut: true, code: "INTERNAL_ERROR" },
      { status: undefined, end: "INTERNAL_ERROR" },
      1,
    ],
    [
      { kind: "cutOff", framing: "content-length", end: "hangUp" },
      { status: 200, body: '{"version', end: "connection" },
      1,
    ],
    [{ kind: "cutOff", framing: "chunked", end: "reset" }, { status: 200, end: "connection" }, 1],
    [{ kind: "delay", seconds: 0.01 }, { status: 200, body: '{"versionNumber":1}' }, 1],
    [{ kind: "pause", seconds: 0.01 }, { status: 200, body: '{"versionNumber":1}' }, 1],
    [{ kind: "slowReading", bytesPerSecond: 10_000 }, { status: 200, body: '{"versionNumber":1}' }, 1],
  ])("%j", async (fault, seen, stored) => {
    await start();
    simulator.faults.push(fault);
    expect(await ask(await openSession())).toMatchObject(seen);
    expect(simulator.versions("1818")).toHaveLength(stored);
  });

  test("a stream that is reset leaves the others alone", async () => {
    await start();
    simulator.faults.push({ kind: "resetStream", when: "afterBody" });
    const client = await openSession();
    expect(await ask(client)).toMatchObject({ end: "CANCEL" });
    expect(await ask(client)).toMatchObject({ status: 200 });
    expect(simulator.requests).toMatchObject(Array(2).fill({ connection: 1 }));
  });

  test.each([
    ["close", false],
    ["keepReading", true],
  ] as const)("an early answer arrives, and then: %s", async (afterwards, isSent) => {
    await start();
    simulator.faults.push({ kind: "earlyAnswer", answer: answers.htmlPayloadTooLarge, afterwards });
    const large = binaryPlace(Buffer.alloc(4_000_000));
    const client = await openSession();
    expect(await ask(client, {}, large)).toMatchObject({ status: 413, end: "NO_ERROR" });
    expect(client.socket.bytesWritten > large.length).toBe(isSent);
    expect(simulator.versions("1818")).toEqual([]);
  });

  test.each(["trickle", "flood"] as const)("an answer that never ends (%s), until the client ends it", async (pace) => {
    const over = Promise.withResolvers<void>();
    await start({ onRequest: () => over.resolve() });
    simulator.faults.push({ kind: "endless", pace });
    const seen = await ask(await openSession(), {}, binaryPlace(), (stream) =>
      stream.once("data", () => stream.close(constants.NGHTTP2_CANCEL)),
    );
    expect(seen).toMatchObject({ status: 200, body: expect.stringMatching(/^\{"versionNumber":/) });
    await over.promise;
  });

  test("silence, until the client ends it", async () => {
    const over = Promise.withResolvers<void>();
    await start({ onRequest: () => over.resolve() });
    simulator.faults.push({ kind: "silence", when: "beforeBody" });
    const { session } = await openSession();
    const stream = session.request({ ":method": "POST", ":path": PUBLISH, "x-api-key": DEMO_KEY });
    stream.on("error", () => {});
    stream.end(binaryPlace(), () => session.destroy());
    await over.promise;
    expect(simulator.requests).toMatchObject([{ bodyBytes: 0 }]);
    expect(simulator.requests[0]?.status).toBeUndefined();
  });
});

describe("a client of HTTP/1.1", () => {
  test("is served with the switch on, and is told of a fault that it cannot be shown", async () => {
    await start();
    const socket = await connect(simulator, undefined, ["http/1.1"]);
    expect(socket.alpnProtocol).toBe("http/1.1");
    simulator.faults.push({ kind: "resetStream", when: "afterBody" });
    expect(await upload(simulator, { socket })).toMatchObject({ status: 501, body: expect.stringContaining("HTTP/2") });
    const another = await connect(simulator, undefined, ["http/1.1"]);
    expect(await upload(simulator, { socket: another })).toMatchObject({ status: 200 });
    expect(simulator.requests).toMatchObject(Array(2).fill({ httpVersion: "1.1" }));
  });

  test("is what everybody is with the switch off", async () => {
    await start({ http2: false });
    expect((await connect(simulator)).alpnProtocol).toBe("http/1.1");
  });

  test("is what the action is, with the switch on", async () => {
    const run = await publishOnce({}, { simulator: { http2: true } });
    simulator = run.simulator;
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "1" } });
    expect(new Set(simulator.requests.map(({ httpVersion }) => httpVersion))).toEqual(new Set(["1.1"]));
  });
});

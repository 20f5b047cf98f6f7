/** Whatever a server or a proxy sends, byte for byte: an exchange settles, as an answer or as a broken one. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createAuthority, type HostCertificate } from "../../simulator/server/certificate.ts";
import { versionNumberOf } from "../../src/open-cloud/api/places.ts";
import { exchange, readAnswerBody } from "../../src/open-cloud/transport.ts";

/** Far less than any limit of an exchange: none of these has to wait for one. */
const PATIENCE_MS = 5000;
const KEY = "the key";
const BODY = '{"versionNumber":7}';

const trusted = getCACertificates();
const servers = new Set<Server>();
const sockets = new Set<Socket>();
const certificates: Record<string, HostCertificate> = {};

beforeAll(async () => {
  const authority = await createAuthority();
  for (const host of ["localhost", "elsewhere.test"]) certificates[host] = await authority.issue(host);
  setDefaultCACertificates([...trusted, authority.certificate]);
});
afterAll(() => setDefaultCACertificates(trusted));
afterEach(() => {
  delete process.env.https_proxy;
  for (const server of servers) server.close();
  for (const socket of sockets) socket.destroy();
});

async function listen<Peer extends Socket>(server: Server, event: string, serve: (peer: Peer) => void) {
  servers.add(server);
  server.on(event, (peer: Peer) => {
    sockets.add(peer.on("error", () => {}));
    serve(peer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A server that has the whole request before it does anything. */
const serveSecurely = (serve: (peer: TLSSocket) => void, host = "localhost") =>
  listen<TLSSocket>(createTlsServer({ ...certificates[host], noDelay: true }), "secureConnection", (peer) => {
    let request = "";
    peer.on("data", (data) => {
      request += data;
      if (request.endsWith("{}")) serve(peer);
    });
  });

/** How an exchange ends: `200, version 7`, or `wait: HPE_INVALID_STATUS Parse Error: …`. */
async function endOf(port: number): Promise<string> {
  const request = { method: "POST", headers: { "x-api-key": KEY }, body: "{}", userAgent: "test" } as const;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await exchange({ ...request, url: new URL(`https://localhost:${port}/`), signal });
    return `${answer.status}, version ${versionNumberOf(answer) ?? "none"}`;
  } catch (error) {
    const { stage, code, message } = error as Record<string, string>;
    return `${stage}: ${code} ${message}`;
  }
}

const head = (...headers: string[]) => ["HTTP/1.1 200 OK", ...headers, "", ""].join("\r\n");
const whole = head(`content-length: ${BODY.length}`) + BODY;
const chunked = (...pieces: string[]) => head("transfer-encoding: chunked") + pieces.join("");

const ANSWERS: [string, RegExp, [string, string | Buffer][]][] = [
  [
    "is a version, whatever surrounds it",
    /^2\d\d, version 7$/,
    [
      ["a plain one", whole],
      ["no length, ended by closing", head() + BODY],
      ["more than its length", `${whole}junk`],
      ["a second answer behind it", whole + whole.replace("7", "8")],
      ["chunks", chunked(`13\r\n${BODY}\r\n0\r\n\r\n`)],
      ["chunks with extensions and trailers", chunked(`13;a="b"\r\n${BODY}\r\n0\r\nversionNumber: 8\r\n\r\n`)],
      ["a coding that is none", head("transfer-encoding: rot13") + BODY],
      ["100, then the answer", `HTTP/1.1 100 Continue\r\n\r\n${whole}`],
      ["103, then the answer", `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${whole}`],
      ["a thousand times 103", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000) + whole],
      ["200 with an upgrade", head("upgrade: h2c", "connection: upgrade", "content-length: 19") + BODY],
      ["206", whole.replace("200 OK", "206 Partial Content")],
      ["no reason", whole.replace(" OK", "")],
      ["HTTP/1.0", whole.replace("1.1", "1.0")],
      ["HTTP/2.0", whole.replace("1.1", "2.0")],
      ["empty lines before it", `\r\n\r\n${whole}`],
      ["a thousand headers", head(...Array.from({ length: 1_000 }, (_, n) => `x-${n}:1`), "content-length: 19") + BODY],
      ["a body with a mark of byte order", `${head("content-length: 22")}\ufeff${BODY}`],
      ["a location with 200", head("location: https://evil.test/", "content-length: 19") + BODY],
    ],
  ],
  [
    "is none, without a number that can be read in it",
    /^\d+, version none$/,
    [
      ["a length of nothing", head("content-length: 0") + BODY],
      ["gzip that nobody asked for", `${head("content-encoding: gzip")}\x1f\x8b\x08\0junk`],
      ["204 with a body", `HTTP/1.1 204 No Content\r\n\r\n${BODY}`],
      ["304", `HTTP/1.1 304 Not Modified\r\ncontent-length: 19\r\n\r\n`],
      ["status 0", whole.replace("200", "000")],
      ["status 999", whole.replace("200", "999")],
      ["a body in UTF-16", Buffer.concat([Buffer.from(head("content-length: 38")), Buffer.from(BODY, "utf16le")])],
      ["bytes that are no UTF-8", Buffer.concat([Buffer.from(head()), Buffer.from([0xff, 0xfe, 0xc3])])],
    ],
  ],
  [
    "is no answer to a request that the server has",
    /^wait: (HPE_|ECONNRESET)/,
    [
      ["two lengths that differ", head("content-length: 19", "content-length: 7") + BODY],
      ["two lengths that agree", head("content-length: 19", "content-length: 19") + BODY],
      ["a list of lengths", head("content-length: 19, 19") + BODY],
      ["a length that is no number", head("content-length: many") + BODY],
      ["a length below nothing", head("content-length: -1") + BODY],
      ["a length beyond all numbers", head("content-length: 99999999999999999999") + BODY],
      ["a length and chunks", `${head("content-length: 5", "transfer-encoding: chunked")}13\r\n${BODY}\r\n0\r\n\r\n`],
      ["100 and no more", "HTTP/1.1 100 Continue\r\n\r\n"],
      ["101", `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n${whole}`],
      ["status 20", whole.replace("200", "20")],
      ["status 2000", whole.replace("200", "2000")],
      ["status -200", whole.replace("200", "-200")],
      ["HTTP/0.9", BODY],
      ["HTTP/9.9", whole.replace("1.1", "9.9")],
      ["frames of HTTP/2", Buffer.from("000012040000000000000300000080000400010000000500ffffff", "hex")],
      ["a banner of SSH", "SSH-2.0-OpenSSH_9.2\r\n"],
      ["a request", "POST / HTTP/1.1\r\nhost: a\r\n\r\n"],
      ["line breaks of Unix", whole.replaceAll("\r\n", "\n")],
      ["a folded header", head("x-a: 1\r\n  2", "content-length: 19") + BODY],
      ["a header without a name", head(": 1", "content-length: 19") + BODY],
      ["a header without a colon", head("nonsense", "content-length: 19") + BODY],
      ["a space before the colon", head("content-length : 19") + BODY],
      ["a NUL in a header", head("x-a: \0", "content-length: 19") + BODY],
      ["headers beyond 16 kB", head(`x-a: ${"a".repeat(20_000)}`, "content-length: 19") + BODY],
      [
        "ten thousand headers",
        head(...Array.from({ length: 10_000 }, (_, n) => `x-${n}: 1`), "content-length: 19") + BODY,
      ],
      ["nothing at all", ""],
      ["half a status line", "HTTP/1.1 2"],
      ["half of its headers", "HTTP/1.1 200 OK\r\ncontent-le"],
    ],
  ],
  [
    "is half an answer",
    /^answer: ECONNRESET/,
    [
      ["less than its length", head("content-length: 100") + BODY],
      ["a chunk whose size is no number", chunked(`zz\r\n${BODY}\r\n0\r\n\r\n`)],
      ["a chunk below nothing", chunked(`-1\r\n${BODY}\r\n0\r\n\r\n`)],
      ["a chunk beyond all numbers", chunked(`ffffffffffffffffff\r\n${BODY}`)],
      ["a chunk shorter than its size", chunked(`20\r\n${BODY}\r\n0\r\n\r\n`)],
      ["a chunk longer than its size", chunked(`2\r\n${BODY}\r\n0\r\n\r\n`)],
      ["no last chunk", chunked(`13\r\n${BODY}\r\n`)],
    ],
  ],
];

describe.each(ANSWERS)("an answer that %s", (_, end, answers) => {
  test.each(answers)("%s", async (_name, raw) => {
    expect(await endOf(await serveSecurely((peer) => peer.end(raw)))).toMatch(end);
  });
});

describe("a connection", () => {
  test.each<[string, RegExp, (peer: TLSSocket) => void]>([
    ["that stays open behind a whole answer", /^200, version 7$/, (peer) => peer.write(whole)],
    [
      "that stays open behind the last chunk",
      /^200, version 7$/,
      (peer) => peer.write(chunked(`13\r\n${BODY}\r\n0\r\n\r\n`)),
    ],
    [
      "that brings each byte by itself",
      /^200, version 7$/,
      (peer) => {
        for (const byte of whole) peer.write(byte);
      },
    ],
    ["that is reset behind the request", /^wait: ECONNRESET/, (peer) => peer.destroy()],
  ])("%s", async (_name, end, serve) => {
    expect(await endOf(await serveSecurely(serve))).toMatch(end);
  });

  test.each<[string, (peer: Socket) => void]>([
    ["that ends at once", (peer) => peer.end()],
    ["without TLS", (peer) => peer.once("data", () => peer.end(whole))],
    [
      "that ends midway in the handshake",
      (peer) => peer.once("data", () => peer.end(Buffer.of(0x16, 3, 3, 0, 0x7a, 2))),
    ],
  ])("%s", async (_name, serve) => {
    expect(await endOf(await listen(createServer(), "connection", serve))).toMatch(/^connect: /);
  });

  test("to another host than the one that was meant", async () => {
    const port = await serveSecurely((peer) => peer.end(whole), "elsewhere.test");
    expect(await endOf(port)).toMatch(/^connect: ERR_TLS_CERT_ALTNAME_INVALID/);
  });
});

describe("a proxy", () => {
  const ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";
  const tunnel = (client: Socket, port: number, answer = ESTABLISHED) => {
    const server = connect(port, "127.0.0.1").on("error", () => {});
    sockets.add(server);
    client.write(answer);
    client.pipe(server).pipe(client);
    return server;
  };
  const answer = (text: string) => (client: Socket) => void client.end(text);

  test.each<[string, RegExp, (client: Socket, port: number) => void]>([
    ["of HTTP/1.0", /^200, version 7$/, (client, port) => tunnel(client, port, "HTTP/1.0 200 OK\r\n\r\n")],
    [
      "whose 200 has a length",
      /^200, version 7$/,
      (client, port) => tunnel(client, port, `${ESTABLISHED.slice(0, -2)}content-length: 0\r\n\r\n`),
    ],
    [
      "that says 100 first",
      /^connect: ECONNRESET .*statusCode=100/,
      answer(`HTTP/1.1 100 Continue\r\n\r\n${ESTABLISHED}`),
    ],
    ["that leads to a dead end", /^connect: ECONNRESET/, (client) => client.end(ESTABLISHED)],
    ["that answers in the place of the server", /^connect: /, (client) => client.end(ESTABLISHED + whole)],
    [
      "that ends midway in the handshake",
      /^connect: /,
      (client, port) => {
        client.write(ESTABLISHED);
        const server = connect(port, "127.0.0.1").on("error", () => {});
        sockets.add(server);
        client.pipe(server).once("data", (data: Buffer) => client.end(data.subarray(0, 100)));
      },
    ],
    [
      "that asks for a password",
      /^connect: ECONNRESET .*statusCode=407/,
      answer(
        "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 4\r\n\r\nwho?",
      ),
    ],
    ["that refuses", /^connect: ECONNRESET .*statusCode=403/, answer("HTTP/1.1 403 Forbidden\r\n\r\n<html>")],
    [
      "that sends elsewhere",
      /^connect: ECONNRESET .*statusCode=302/,
      answer("HTTP/1.1 302 Found\r\nlocation: http://evil.test/\r\n\r\n"),
    ],
    ["with another success", /^connect: ECONNRESET .*statusCode=204/, answer("HTTP/1.1 204 No Content\r\n\r\n")],
    [
      "that switches protocols",
      /^connect: /,
      answer("HTTP/1.1 101 Switching Protocols\r\nupgrade: tls\r\nconnection: upgrade\r\n\r\n"),
    ],
    ["that is none", /^connect: HPE_/, answer("220 mail.test ESMTP\r\n")],
    ["with half an answer", /^connect: /, answer("HTTP/1.1 200 Conn")],
    ["without an answer", /^connect: ECONNRESET/, answer("")],
    [
      "with headers beyond 16 kB",
      /^connect: HPE_HEADER_OVERFLOW/,
      answer(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}\r\n\r\n`),
    ],
  ])("%s", async (_name, end, serve) => {
    const port = await serveSecurely((peer) => peer.end(whole));
    let heard = "";
    const proxy = await listen<Socket>(createServer({ noDelay: true }), "connection", (client) => {
      client.on("data", (data) => {
        heard += data.toString("latin1");
      });
      client.once("data", () => serve(client, port));
    });
    process.env.https_proxy = `http://127.0.0.1:${proxy}`;
    expect(await endOf(port)).toMatch(end);
    expect(heard).toMatch(new RegExp(`^CONNECT localhost:${port} HTTP/1\\.1\r\n`));
    expect(heard).not.toContain(KEY);
  });
});

async function* of(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

// Only the server's silence counts as one.
test("nothing is waited for while bytes are taken, nor after the last of them", async () => {
  const events: string[] = [];
  const note = (event: string) => () => {
    events.push(event);
  };
  const text = await readAnswerBody(
    of("a", "b"),
    { receive: async (chunk) => note(`receive ${chunk}`)(), received: async () => note("received")() },
    200,
    { wait: note("wait"), take: note("take") },
  );
  expect(text).toBe("");
  expect(events).toEqual([
    ...["wait", "take", "receive a"],
    ...["wait", "take", "receive b"],
    ...["wait", "take", "received"],
  ]);
});

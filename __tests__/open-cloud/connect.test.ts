/** How a connection comes about or does not: through a simulated Roblox's proxy, and through proxies that misbehave. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setDefaultCACertificates } from "node:tls";
import { expect, test } from "@jest/globals";
import { HOST, type SimulatorOptions } from "../../simulator/index.ts";
import { createAuthority } from "../../simulator/server/certificate.ts";
import type { Client } from "../../src/open-cloud/client.ts";
import { ask } from "../harness/in-process.ts";

const { Disconnect, exchange } = await import("../../src/open-cloud/transport.ts");

const URL_OF_CALL = new URL(`https://${HOST}/universes/v1/places/1818/universe`);
const look = ({ deadline }: Client) =>
  exchange({ method: "GET", url: URL_OF_CALL, headers: {}, userAgent: "", signal: deadline.signal });

test.each<[string, SimulatorOptions, object, number]>([
  [
    "through a proxy that is silent",
    { proxy: "silent" },
    { code: "TIMEOUT", message: "no connection within 60 s" },
    60,
  ],
  [
    "through a proxy that refuses",
    { proxy: { status: 407 } },
    { code: "ECONNRESET", message: "the proxy refused the tunnel, statusCode=407" },
    0,
  ],
  ["to a server that is not trusted", { certificate: "untrusted" }, { code: "SELF_SIGNED_CERT_IN_CHAIN" }, 0],
])("no connection %s", async (_, simulated, expected, after) => {
  const { error, seconds, simulator } = await ask(look, { simulator: simulated });
  expect(error).toBeInstanceOf(Disconnect);
  expect(error).toMatchObject({ stage: "connect", ...expected });
  expect([seconds, simulator.requests]).toEqual([after, []]);
});

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** The end of a look-up through a proxy of its own, and the heads that the proxy was sent. */
async function through(proxy: Server, address: (port: number) => string, ca?: string) {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  proxy.on("connection", (socket: Socket) => sockets.add(socket.setNoDelay(true)));
  proxy.on("connect", ({ method, url, headers }, socket: Socket) => {
    heads.push(`${method} ${url} ${headers.host} ${headers["proxy-authorization"] ?? ""}`.trim());
    socket.end("HTTP/1.1 502 No\r\n\r\n");
  });
  const port = await listen(proxy);
  const { error } = await ask((client) => {
    process.env.https_proxy = address(port);
    if (ca !== undefined) setDefaultCACertificates([ca]);
    return look(client);
  });
  for (const socket of sockets) socket.destroy();
  proxy.close();
  return { error, heads };
}

const target = `CONNECT ${HOST}:443 ${HOST}:443`;
const credentials = Buffer.from("me:it").toString("base64");

test("a proxy is asked for the host alone, with its own credentials", async () => {
  const { error, heads } = await through(createHttpServer(), (port) => `http://me:it@127.0.0.1:${port}`);
  expect(heads).toEqual([`${target} Basic ${credentials}`]);
  expect(error).toMatchObject({ stage: "connect", message: "the proxy refused the tunnel, statusCode=502" });
});

test("a proxy is reached by TLS when its address says so, and must be trusted", async () => {
  const authority = await createAuthority();
  const host = await authority.issue("localhost");
  const address = (port: number) => `https://localhost:${port}`;
  const trusted = await through(createTlsServer(host), address, authority.certificate);
  expect(trusted.heads).toEqual([target]);
  const untrusted = await through(createTlsServer(host), address);
  expect(untrusted.heads).toEqual([]);
  expect(untrusted.error).toMatchObject({ stage: "connect", code: "SELF_SIGNED_CERT_IN_CHAIN" });
});

test.each<[string, (socket: Socket) => void]>([
  ["hangs up at once", (socket) => socket.destroy()],
  [
    "hangs up in the handshake",
    (socket) =>
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.once("data", () => socket.end());
      }),
  ],
])("no connection through a proxy that %s", async (_, onConnection) => {
  const { error } = await through(
    createServer((socket) => onConnection(socket.on("error", () => {}))),
    (port) => `http://127.0.0.1:${port}`,
  );
  expect(error).toBeInstanceOf(Disconnect);
  expect(error).toMatchObject({ stage: "connect", code: "ECONNRESET" });
});

test("no connection through a proxy whose address is none", async () => {
  const { error } = await through(createServer(), () => "socks5://127.0.0.1");
  expect(error.title).toBe("The proxy cannot be used");
});

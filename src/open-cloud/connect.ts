import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { request as requestTls } from "node:https";
import type { Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { type HttpProxy, proxyFor } from "./proxy.ts";

/** A connection that is being made, and then made. */
export interface Connection {
  /** The TLS connection, once its handshake is over and the certificate is the host's. */
  readonly ready: Promise<TLSSocket>;
  /** Ends whatever there is of it, at once, with everything that waits for it. */
  destroy(): void;
}

/**
 * Opens a TLS connection of its own to a host, through the proxy that the environment names, if any: pooled connections
 * lose uploads at Roblox's edge, and @actions/http-client's own tunnel cannot be ended while its proxy stays silent.
 */
export function connectTo(host: string, port: number): Connection {
  const opened: { destroy(): unknown }[] = [];
  let isDestroyed = false;
  const keep = <Opened extends { destroy(): unknown }>(open: Opened) => {
    if (isDestroyed) open.destroy();
    opened.push(open);
    return open;
  };
  const connecting = async () => {
    const proxy = proxyFor(host, port, process.env);
    const socket = proxy && (await openTunnel(proxy, host, port, keep));
    const secure = keep(
      connectTls({ host, port, servername: host, ALPNProtocols: ["http/1.1"], ...(socket ? { socket } : {}) }),
    );
    // What breaks between two owners of a socket must not become an uncaught error.
    secure.on("error", () => {});
    await new Promise<void>((resolve, reject) => {
      secure
        .once("secureConnect", resolve)
        .once("error", reject)
        .once("close", () => reject(hungUp()));
    });
    return secure;
  };
  const ready = connecting();
  ready.catch(() => {}); // whoever waits for it is told; when nobody does, it is of no interest
  return {
    ready,
    destroy() {
      isDestroyed = true;
      for (const open of opened) open.destroy();
    },
  };
}

/** Asks a proxy for a tunnel. @throws what Node says of the connection; an error with the proxy's own status. */
function openTunnel(
  proxy: HttpProxy,
  host: string,
  port: number,
  keep: <Opened extends ClientRequest | Socket>(open: Opened) => Opened,
): Promise<Socket> {
  const target = `${host}:${port}`;
  const options = {
    host: proxy.host,
    port: proxy.port,
    method: "CONNECT",
    path: target,
    agent: false,
    headers: { host: target, ...(proxy.authorization ? { "proxy-authorization": proxy.authorization } : {}) },
  } as const;
  return new Promise((resolve, reject) => {
    const connect = keep(
      proxy.tls ? requestTls({ ...options, servername: serverNameOf(proxy.host) }) : request(options),
    );
    connect.once("error", reject).once("close", () => reject(hungUp()));
    connect.once("connect", ({ statusCode }: IncomingMessage, socket: Socket) => {
      if (statusCode === 200) return resolve(keep(socket));
      socket.destroy();
      reject(withCode(`the proxy refused the tunnel, statusCode=${statusCode}`));
    });
    connect.once("response", ({ statusCode }) => {
      reject(withCode(`the proxy refused the tunnel, statusCode=${statusCode}`));
    });
    connect.end();
  });
}

/** An IP address is no server name (RFC 6066, section 3). */
function serverNameOf(host: string): string {
  return /^[\d.]+$|:/.test(host) ? "" : host;
}

/** The other side has ended the connection, in Node's own words for it. */
export function hungUp(): Error {
  return withCode("socket hang up");
}

function withCode(message: string): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}

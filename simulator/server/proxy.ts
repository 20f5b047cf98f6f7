import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** How the proxy itself may be out of order: it never answers a CONNECT, or answers each with this status. */
export type ProxyFault = "silent" | { status: number };

export interface ProxyOptions {
  /** `host:port` each. */
  readonly targets: ReadonlySet<string>;
  accept(socket: Socket): void;
  onConnect(target: string): void;
  readonly fault: ProxyFault | undefined;
}

export interface Proxy {
  readonly url: string;
  /** Drops every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a CONNECT proxy on an ephemeral port of 127.0.0.1. It leads to these targets only: a tunnel to one of them is handed to
 * `accept` as it is, so that this end of it can be reset like a server's. Everything else is refused with 403, and nothing
 * is ever connected to. `onConnect` hears every target that was asked for.
 */
export async function startProxy({ targets, accept, onConnect, fault }: ProxyOptions): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const proxy = createServer((request, response) => {
    onConnect(`${request.method} ${request.url}`); // plain HTTP through the proxy: refused like the rest
    response.writeHead(403).end();
  });

  proxy.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // a client that goes away is its own business
  });

  proxy.on("connect", (request, socket: Socket, head: Buffer) => {
    onConnect(request.url ?? "");
    if (fault === "silent") return;
    const refusal = fault?.status ?? (targets.has(request.url ?? "") ? undefined : 403);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused by the simulator\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    accept(socket);
  });

  const port = await listen(proxy);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise((resolve) => proxy.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

import { request } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface Forwarder {
  readonly port: number;
  close(): void;
}

/** A port that leads through the simulator's proxy, for children that are to have no proxy of their own. */
export async function startForwarder(proxyUrl: string): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // Either end may be reset on purpose.
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    keep(client);
    const { hostname, port } = new URL(proxyUrl);
    const connect = request({ host: hostname, port, method: "CONNECT", path: "apis.roblox.com:443", agent: false });
    connect.on("socket", keep);
    connect.on("error", () => client.destroy());
    connect.on("connect", (_response, tunnel: Socket) => {
      // The client may be gone already: a tunnel that nobody reads would stay open for good.
      if (client.destroyed) {
        tunnel.destroy();
        return;
      }
      client.on("close", () => tunnel.destroy());
      // A reset stays a reset on the other side.
      tunnel.on("error", () => client.resetAndDestroy()).on("close", () => client.destroySoon());
      client.pipe(tunnel).pipe(client);
    });
    connect.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

import { type AddressInfo, createServer, type Socket } from "node:net";

export interface DirectPort {
  readonly port: number;
  /** Drops every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Opens a port of 127.0.0.1 that is the server itself, for clients without a proxy that can be told where a host is (`curl
 * --connect-to`). Nothing in between reads ahead of the server: what it does not read stays with the client, but for the few
 * megabytes that the system keeps for one connection.
 */
export async function openDirectPort(accept: (socket: Socket) => void): Promise<DirectPort> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // a client that goes away is its own business
    accept(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

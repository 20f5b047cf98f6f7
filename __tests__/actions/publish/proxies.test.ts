/** Every kind of proxy that the README names leads to Roblox; one that cannot be used is an error, and never gone around. */
import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { DEMO_KEY, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { createAuthority } from "../../../simulator/server/certificate.ts";
import { OBBY } from "../../harness/publish-once.ts";
import { type ActionRun, runAction } from "../../harness/run-action.ts";

let simulator: Simulator;
const opened: { close(): void }[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A server in front of the simulator's own proxy. */
async function inFront(server: Server, host: string): Promise<number> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => sockets.add(socket.on("error", () => {}));
  opened.push({
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  const forward = (client: Socket) => {
    keep(client);
    const proxy = connect(Number(new URL(simulator.proxyUrl).port), "127.0.0.1").setNoDelay(true);
    keep(proxy);
    client.pipe(proxy).pipe(client);
  };
  server.on(server.listenerCount("secureConnection") > 0 ? "secureConnection" : "connection", forward);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

function publishThrough(https_proxy: string, environment: Record<string, string> = {}): Promise<ActionRun> {
  return runAction(
    { apiKey: DEMO_KEY, universeId: "4242", placeId: "1818", filePath: "place.rbxl", maxAttempts: "1" },
    {
      files: { "place.rbxl": OBBY },
      environment: { NODE_EXTRA_CA_CERTS: simulator.caFile, https_proxy, ...environment },
    },
  );
}

test("without a scheme", async () => {
  expect(await publishThrough(simulator.proxyUrl.replace("http://", ""))).toMatchObject({ code: 0, errors: [] });
});

test("spoken to by TLS, with its own certificate checked by its own name", async () => {
  const authority = await createAuthority();
  const { cert, key } = await authority.issue("localhost");
  const port = await inFront(
    createTlsServer({ cert, key, noDelay: true }).on("secureConnection", () => {}),
    "127.0.0.1",
  );
  const proxy = `https://localhost:${port}`;

  const distrusted = await publishThrough(proxy);
  expect(distrusted.code).toBe(1);
  expect(distrusted.errors[0]?.message).toContain("This machine does not trust the certificate");

  const bundle = join(simulator.caFile, "..", "both.pem");
  writeFileSync(bundle, readFileSync(simulator.caFile, "utf8") + authority.certificate);
  expect(await publishThrough(proxy, { NODE_EXTRA_CA_CERTS: bundle })).toMatchObject({ code: 0, errors: [] });
});

test("at an IPv6 address", async () => {
  const port = await inFront(createServer({ noDelay: true }), "::1").catch(() => undefined);
  if (port === undefined) return; // this machine has no IPv6
  expect(await publishThrough(`http://[::1]:${port}`)).toMatchObject({ code: 0, errors: [] });
});

test.each(["socks5://127.0.0.1:1080", "http://me:50%@127.0.0.1:9"])("that cannot be used: %s", async (proxy) => {
  const before = simulator.connects.length;
  const run = await publishThrough(proxy);
  expect(run.code).toBe(1);
  expect(run.errors).toHaveLength(1);
  expect(run.errors[0]?.message).toMatch(
    /^https_proxy .* so Roblox was not called\. Give the proxy's address as http:/,
  );
  expect(run.log).not.toContain("50%");
  expect(run.results).toMatchObject([{ status: "failed" }]);
  expect(simulator.connects).toHaveLength(before);
});

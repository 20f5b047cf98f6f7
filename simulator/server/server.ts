import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createSecureContext,
  type SecureContext,
  type TLSSocket,
  type TlsOptions,
  type Server as TlsServer,
} from "node:tls";
import type { SimulatedKey } from "./access.ts";
import { answers } from "./answers.ts";
import type { Endpoint } from "./api.ts";
import { type Authority, createAuthority } from "./certificate.ts";
import type { Clock } from "./clock.ts";
import { openDirectPort } from "./direct.ts";
import { ClientGone, createExchange } from "./exchange.ts";
import { type Fault, misbehave } from "./faults.ts";
import { type ProxyFault, startProxy } from "./proxy.ts";
import { createRateLimits, type RateLimit } from "./rate-limit.ts";
import type { RequestRecord, SeenRequest } from "./record.ts";

export const HOST = "apis.roblox.com";

export interface ServerOptions {
  /** By name. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly keys: readonly SimulatedKey[];
  readonly rateLimit: RateLimit;
  readonly clock: Clock;
  /** Asked before each request is answered; `nth` counts an endpoint's requests from 1. */
  fault(request: SeenRequest, nth: number): Fault | undefined;
  readonly proxy: ProxyFault | undefined;
  readonly certificate: "trusted" | "untrusted";
  /** Whether HTTP/2 is spoken with clients that offer it. Default false. */
  readonly http2?: boolean | undefined;
  /** Called when a request is over, answered or not. */
  onRequest(record: RequestRecord): void;
}

export interface Server {
  readonly proxyUrl: string;
  /** Of 127.0.0.1, and all of the hosts at once, without a proxy: for clients that can be told where a host is. */
  readonly directPort: number;
  readonly caFile: string;
  readonly requests: readonly RequestRecord[];
  readonly connects: readonly string[];
  close(): Promise<void>;
}

/** One for all simulators of a process, with its certificates: they take longer to make than everything else. */
let ownAuthority: Promise<Authority> | undefined;
const ownContexts = new Map<string, Promise<SecureContext>>();

async function secureContextOf(host: string): Promise<SecureContext> {
  ownAuthority ??= createAuthority();
  const authority = await ownAuthority;
  const context = ownContexts.get(host) ?? authority.issue(host).then(createSecureContext);
  ownContexts.set(host, context);
  return context;
}

/** Serves these endpoints over TLS, each on its host, behind a proxy that leads nowhere else. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { endpoints, keys, rateLimit, clock } = options;
  const takeAllowance = createRateLimits(rateLimit, clock);
  const requests: RequestRecord[] = [];
  const connects: string[] = [];
  const counts = new Map<string, number>();
  const closing = new AbortController();
  const hosts = new Set([HOST, ...Object.values(endpoints).map(({ host = HOST }) => host)]);

  const folder = await mkdtemp(join(tmpdir(), "open-cloud-simulator-"));
  const contexts = new Map(
    await Promise.all([...hosts].map(async (host) => [host, await secureContextOf(host)] as const)),
  );
  const tlsOptions: Pick<TlsOptions, "SNICallback"> = {
    // A client that names no host gets none: every client of these hosts names one.
    SNICallback: (name, give) => give(null, contexts.get(name)),
  };
  const server: TlsServer = options.http2
    ? createSecureServer({ ...tlsOptions, allowHTTP1: true })
    : createServer({ ...tlsOptions, requestTimeout: 0 });
  const connections = trackConnections(server);

  async function converse(request: IncomingMessage, response: ServerResponse) {
    const { raw, tls, serial } = connections.of(request.socket as TLSSocket);
    const headers = headersOf(request);
    const host = (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    const { name, endpoint, parameters } = route(endpoints, host, request.method, request.url);
    const hasKey = headers["x-api-key"] !== undefined;
    const record: RequestRecord = {
      method: request.method ?? "",
      host,
      path: request.url ?? "",
      endpoint: name,
      parameters,
      headers,
      hasKey,
      httpVersion: request.httpVersionMajor === 2 ? "2" : "1.1",
      connection: serial,
      startedAt: clock.now(),
      bodyBytes: 0,
      bodyComplete: false,
    };
    requests.push(record);
    response.once("close", () => {
      record.endedAt = clock.now();
      options.onRequest(record);
    });

    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const fault = options.fault(record, nth);
    if (fault) record.fault = fault;
    const exchange = createExchange({
      request,
      response,
      raw,
      tls,
      record,
      endpoint,
      refusal:
        host !== tls.servername ? answers.misdirected : hasKey && host !== HOST ? answers.keyNotWanted : undefined,
      keys,
      clock,
      folder,
      takeAllowance: (owner) => takeAllowance(owner, name, endpoint?.access?.perMinute ?? Number.POSITIVE_INFINITY),
      signal: closing.signal,
    });
    if (fault) return misbehave(fault, exchange);
    await exchange.readBody();
    await exchange.send(await exchange.carryOut());
  }

  // What Node gives for a request of HTTP/2 has the same shape ("Compatibility API"); the few differences are in `exchange.ts`.
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    converse(request, response).catch((error: unknown) => {
      if (!(error instanceof ClientGone || closing.signal.aborted)) throw error; // a defect of ours: let it be loud
    });
  };
  server.on("request", listener);
  server.on("checkContinue", listener); // the client goes on when the body is asked for, not before

  const caFile = join(folder, "ca.pem");
  const authority = options.certificate === "untrusted" ? createAuthority() : ownAuthority;
  await writeFile(caFile, (await authority)?.certificate ?? "");
  const accept = (socket: Socket) => {
    socket.allowHalfOpen = false; // as on a connection that was not tunnelled: a client that hangs up is gone
    server.emit("connection", socket);
  };
  const direct = await openDirectPort(accept);
  const proxy = await startProxy({
    targets: new Set([...hosts].map((host) => `${host}:443`)),
    accept,
    onConnect: (target) => void connects.push(target),
    fault: options.proxy,
  });

  let closed: Promise<void> | undefined;
  return {
    proxyUrl: proxy.url,
    directPort: direct.port,
    caFile,
    requests,
    connects,
    close() {
      closing.abort();
      closed ??= Promise.all([proxy.close(), direct.close()]).then(() =>
        rm(folder, { recursive: true, force: true, maxRetries: 3 }),
      );
      return closed;
    },
  };
}

/** Finds the endpoint of a request. What Roblox says to a wrong method on a good path is not known; here it is no endpoint. */
function route(endpoints: ServerOptions["endpoints"], host: string, method = "", url = "") {
  const path = url.split("?")[0] ?? "";
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const isMeant = endpoint.method === method && (endpoint.host ?? HOST) === host;
    const match = isMeant ? endpoint.path.exec(path) : null;
    if (match) return { name, endpoint, parameters: match.groups ?? {} };
  }
  return { name: "unknown", endpoint: undefined, parameters: {} };
}

/** As of HTTP/1.1: what HTTP/2 says in fields of its own is left out but for the host. */
function headersOf({ headers }: IncomingMessage): IncomingHttpHeaders {
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
  const authority = headers[":authority"];
  return typeof authority === "string" ? { host: authority, ...own } : own;
}

interface Connection {
  readonly raw: Socket;
  readonly tls: TLSSocket;
  readonly serial: number;
}

/** Numbers the TLS connections, and finds the TCP socket below each: only that one can be reset. */
function trackConnections(server: TlsServer) {
  const rawByPort = new Map<number | undefined, Socket>();
  const byTls = new WeakMap<TLSSocket, Connection>();
  /** A request of HTTP/2 has a stand-in for its socket, which knows the port. */
  const byPort = new Map<number | undefined, Connection>();
  let serial = 0;
  server.on("connection", (raw: Socket) => {
    const port = raw.remotePort;
    rawByPort.set(port, raw);
    raw.once("close", () => {
      rawByPort.delete(port);
      byPort.delete(port);
    });
  });
  server.on("secureConnection", (tls: TLSSocket) => {
    const raw = rawByPort.get(tls.remotePort);
    if (!raw) return;
    const connection = { raw, tls, serial: ++serial };
    byTls.set(tls, connection);
    byPort.set(tls.remotePort, connection);
  });
  return {
    of(socket: TLSSocket): Connection {
      const connection = byTls.get(socket) ?? byPort.get(socket.remotePort);
      if (!connection) throw new Error("a request on a connection that was never accepted");
      return connection;
    },
  };
}

/**
 * Open Cloud on loopback: a TLS server for `apis.roblox.com` with a throw-away authority, reached through a CONNECT proxy of
 * its own. Any client talks to the real host name once it is given the proxy and the authority:
 *
 *     const simulator = await startSimulator();
 *     spawn("node", ["dist/index.js"], { env: { ...env, ...simulator.environment } });
 *
 * Where Roblox's behaviour is documented, it behaves so; where it was only observed, as observed; where nothing is known, in the
 * way that is less pleasant for the client, and a comment says so.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { publishingKey, type SimulatedKey } from "./api/keys.ts";
import type { LuauSettings, TaskRecord } from "./api/luau.ts";
import type { MessageRecord } from "./api/messages.ts";
import { layOutPlaces, type PlaceVersion } from "./api/places.ts";
import type { ReadBackSettings } from "./api/read-back.ts";
import type { RestartRecord } from "./api/restarts.ts";
import { type EndpointKind, route } from "./endpoints.ts";
import { issueCertificate, type ServerCertificate } from "./server/certificate.ts";
import { type Clock, SYSTEM_CLOCK } from "./server/clock.ts";
import type { Cloud } from "./server/endpoint.ts";
import { ClientGone, createExchange } from "./server/exchange.ts";
import { type Fault, misbehave } from "./server/faults.ts";
import { type ProxyFault, startProxy } from "./server/proxy.ts";
import { createRateLimits, type RateLimit } from "./server/rate-limit.ts";
import type { RequestRecord, SeenRequest } from "./server/record.ts";

export { DEMO_KEY, type KeyScope, publishingKey, type SimulatedKey } from "./api/keys.ts";
export type { LuauSettings, MessageType, TaskRecord, TaskScenario } from "./api/luau.ts";
export type { MessageRecord } from "./api/messages.ts";
export type { PlaceVersion, VersionType } from "./api/places.ts";
export type { ReadBackSettings } from "./api/read-back.ts";
export type { RestartRecord } from "./api/restarts.ts";
export type { EndpointKind } from "./endpoints.ts";
export {
  type Answer,
  answers,
  coded,
  errors,
  json,
  permissionDenied,
  problem,
  published,
  text,
} from "./server/answers.ts";
export type { Clock } from "./server/clock.ts";
export type { Fault } from "./server/faults.ts";
export type { ProxyFault } from "./server/proxy.ts";
export type { RateLimit } from "./server/rate-limit.ts";
export type { RequestRecord, SeenRequest } from "./server/record.ts";

export const HOST = "apis.roblox.com";

const DEFAULT_UNIVERSES = { "4242": ["1818", "1819", "1820"] };
const DEFAULT_RATE_LIMIT: RateLimit = { requests: 30, windowSeconds: 60, headers: true };

export interface SimulatorOptions {
  /** The places of each universe. Ids are decimal, 1 to 2^63-1. Default: universe 4242 with places 1818, 1819 and 1820. */
  readonly universes?: Readonly<Record<string, readonly string[]>>;
  /** Default: one key, `DEMO_KEY`, for publishing to these universes and nothing else. */
  readonly keys?: readonly SimulatedKey[];
  /** Number of a place's newest version before the run, in digits that may exceed 2^53. Default `"0"`. */
  readonly firstVersion?: Readonly<Record<string, string>>;
  /** Default true: the bytes of the newest version make no new one, and its number comes back. */
  readonly deduplicate?: boolean;
  /** Default: 30 publishes in 60 s an owner, with headers. */
  readonly rateLimit?: RateLimit;
  /** Asked before each request is answered; `nth` counts an endpoint's requests from 1. */
  readonly fault?: (request: SeenRequest, nth: number) => Fault | undefined;
  readonly luau?: Partial<LuauSettings>;
  /** How versions are seen afterwards. */
  readonly readBack?: Partial<ReadBackSettings>;
  readonly proxy?: ProxyFault;
  /** `"untrusted"`: the server's certificate comes from another authority than the one in `caFile`. */
  readonly certificate?: "trusted" | "untrusted";
  /** Default: the system's. Another one lets tests decide how time passes. */
  readonly clock?: Clock;
  /** Called when a request is over, answered or not. */
  readonly onRequest?: (record: RequestRecord) => void;
}

export interface Simulator {
  readonly proxyUrl: string;
  /** The authority's certificate, PEM, in a temporary folder that `close` removes. */
  readonly caFile: string;
  /** What a Node or curl-like client needs; curl itself wants `--cacert` for the second. */
  readonly environment: { readonly https_proxy: string; readonly NODE_EXTRA_CA_CERTS: string };
  /** Every request in the order of arrival, from the moment its head has been read. */
  readonly requests: readonly RequestRecord[];
  /** Every target the proxy was asked for, in order: `apis.roblox.com:443`, or what should not have been asked for. */
  readonly connects: readonly string[];
  /** A queue: each publish request takes the first one, unless the option `fault` has one for it. */
  readonly faults: Fault[];
  /** The versions of a place that were made in this run, oldest first. */
  versions(placeId: string): readonly PlaceVersion[];
  /** Luau tasks, granted restarts and delivered messages, in order. */
  readonly tasks: readonly TaskRecord[];
  readonly restarts: readonly RestartRecord[];
  readonly messages: readonly MessageRecord[];
  /** Drops every connection and removes the temporary files. May be called twice. */
  close(): Promise<void>;
}

/** One for all simulators of a process: it takes longer to make than everything else. */
let ownCertificate: Promise<ServerCertificate> | undefined;

/** Starts a simulator on ephemeral ports of 127.0.0.1, in about 30 ms, or 5 when it is not the first. It keeps the process alive until `close`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const universes = options.universes ?? DEFAULT_UNIVERSES;
  const rateLimit = options.rateLimit ?? DEFAULT_RATE_LIMIT;
  const clock = options.clock ?? SYSTEM_CLOCK;
  const cloud: Cloud = {
    clock,
    keys: options.keys ?? [publishingKey(Object.keys(universes))],
    universeIds: new Set(Object.keys(universes)),
    places: layOutPlaces(universes, options.firstVersion ?? {}),
    deduplicate: options.deduplicate ?? true,
    readBack: { liveAfterSeconds: 0, idlePlaces: [], assetVersions: "array", ...options.readBack },
    luau: { scenario: {}, slotReleaseSeconds: 10, logChunkMessages: 1000, ...options.luau },
    tasks: [],
    restarts: [],
    messages: [],
  };
  const takeAllowance = createRateLimits(rateLimit, clock);
  const requests: RequestRecord[] = [];
  const connects: string[] = [];
  const faults: Fault[] = [];
  const counts = new Map<EndpointKind, number>();
  const closing = new AbortController();

  ownCertificate ??= issueCertificate(HOST);
  const certificate = await ownCertificate;
  const server = createServer({ key: certificate.key, cert: certificate.cert, requestTimeout: 0 });
  const connections = trackConnections(server);

  async function converse(request: IncomingMessage, response: ServerResponse) {
    const { raw, serial } = connections.of(request.socket as TLSSocket);
    const { kind, endpoint, parameters } = route(request.method, request.url);
    const record: RequestRecord = {
      method: request.method ?? "",
      path: request.url ?? "",
      endpoint: kind,
      parameters,
      headers: request.headers,
      connection: serial,
      startedAt: clock.now(),
      bodyBytes: 0,
      bodyComplete: false,
    };
    requests.push(record);
    response.once("close", () => {
      record.endedAt = clock.now();
      options.onRequest?.(record);
    });

    const nth = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, nth);
    const fault = options.fault?.(record, nth) ?? (kind === "publish" ? faults.shift() : undefined);
    const exchange = createExchange({
      request,
      response,
      raw,
      record,
      endpoint,
      cloud,
      takeAllowance: (owner) => takeAllowance(`${kind} of ${owner}`, endpoint?.access?.perMinute ?? rateLimit.requests),
      signal: closing.signal,
    });
    if (fault) return misbehave(fault, exchange);
    await exchange.readBody();
    exchange.send(exchange.carryOut());
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    converse(request, response).catch((error: unknown) => {
      if (!(error instanceof ClientGone || closing.signal.aborted)) throw error; // a defect of ours: let it be loud
    });
  };
  server.on("request", listener);
  server.on("checkContinue", listener); // the client goes on when the body is asked for, not before

  const folder = await mkdtemp(join(tmpdir(), "open-cloud-simulator-"));
  const caFile = join(folder, "ca.pem");
  const trusted = options.certificate === "untrusted" ? await issueCertificate(HOST) : certificate;
  await writeFile(caFile, trusted.authority);
  const accept = (socket: Socket) => server.emit("connection", socket);
  const proxy = await startProxy(`${HOST}:443`, accept, (target) => connects.push(target), options.proxy);

  let closed: Promise<void> | undefined;
  return {
    proxyUrl: proxy.url,
    caFile,
    environment: { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: caFile },
    requests,
    connects,
    faults,
    tasks: cloud.tasks,
    restarts: cloud.restarts,
    messages: cloud.messages,
    versions: (placeId) => cloud.places.get(placeId)?.versions ?? [],
    close() {
      closing.abort();
      closed ??= Promise.all([proxy.close(), rm(folder, { recursive: true, force: true })]).then(() => {});
      return closed;
    },
  };
}

/** Numbers the TLS connections, and finds the TCP socket below each: only that one can be reset. */
function trackConnections(server: ReturnType<typeof createServer>) {
  const byPort = new Map<number | undefined, Socket>();
  const byTls = new WeakMap<TLSSocket, { raw: Socket; serial: number }>();
  let serial = 0;
  server.on("connection", (raw: Socket) => {
    const port = raw.remotePort;
    byPort.set(port, raw);
    raw.once("close", () => byPort.delete(port));
  });
  server.on("secureConnection", (tls: TLSSocket) => {
    const raw = byPort.get(tls.remotePort);
    if (raw) byTls.set(tls, { raw, serial: ++serial });
  });
  return {
    of(tls: TLSSocket) {
      const connection = byTls.get(tls);
      if (!connection) throw new Error("a request on a connection that was never accepted");
      return connection;
    },
  };
}

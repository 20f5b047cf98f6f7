/**
 * Open Cloud on loopback: a TLS server for `apis.roblox.com` (and the other hosts that Roblox hands out) with a throw-away
 * authority, reached through a CONNECT proxy of its own. Any client talks to the real host name once it is given the proxy and
 * the authority:
 *
 *     const simulator = await startSimulator();
 *     spawn("node", ["dist/index.js"], { env: { ...env, ...simulator.environment } });
 *
 * Where Roblox's behaviour is documented, it behaves so; where it was only observed, as observed; where nothing is known, in the
 * way that is less pleasant for the client, and a comment says so.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAssets } from "./api/assets.ts";
import { openDelivery } from "./api/delivery.ts";
import { openHistory } from "./api/history.ts";
import { openKeys, publishingKey } from "./api/keys.ts";
import { openLuau } from "./api/luau.ts";
import { openMessages } from "./api/messages.ts";
import { openPlaces } from "./api/places.ts";
import { openServers } from "./api/servers.ts";
import { openStudio } from "./api/studio.ts";
import { openUniverses } from "./api/universes.ts";
import { openVersions } from "./api/versions.ts";
import { createRoblox, DEFAULT_UNIVERSES, type RobloxOptions } from "./roblox.ts";
import type { SimulatedKey } from "./server/access.ts";
import type { Endpoint } from "./server/api.ts";
import { type Clock, SYSTEM_CLOCK } from "./server/clock.ts";
import type { Fault } from "./server/faults.ts";
import type { ProxyFault } from "./server/proxy.ts";
import type { RateLimit } from "./server/rate-limit.ts";
import type * as record from "./server/record.ts";
import { HOST, startServer } from "./server/server.ts";

/** Every API of the simulator. Each file has one: its endpoints, its state, its options. */
const APIS = [
  openAssets,
  openPlaces,
  openVersions,
  openDelivery,
  openStudio,
  openHistory,
  openKeys,
  openLuau,
  openMessages,
  openServers,
  openUniverses,
] as const;

type Apis = ReturnType<(typeof APIS)[number]>;
type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Each) => void
  ? Each
  : never;
type ApiOptions = All<NonNullable<Parameters<(typeof APIS)[number]>[1]>>;
type ApiRecords = All<Apis["records"]>;
type NamesOf<Endpoints> = Endpoints extends unknown ? keyof Endpoints : never;

/** The names under which requests are recorded. */
export type EndpointName = NamesOf<Apis["endpoints"]>;
export type SeenRequest = record.SeenRequest<EndpointName>;
export type RequestRecord = record.RequestRecord<EndpointName>;

export { ASSET_TYPES, type AssetRecord, type AssetSettings } from "./api/assets.ts";
export type { DeliverySettings } from "./api/delivery.ts";
export { DEMO_KEY, publishingKey } from "./api/keys.ts";
export type { CreatedTask, LuauSettings, MessageType, TaskRecord, TaskScenario } from "./api/luau.ts";
export type { MessageRecord } from "./api/messages.ts";
export type { RestartRecord } from "./api/servers.ts";
export type { StudioSave } from "./api/studio.ts";
export type { RollbackSettings } from "./api/versions.ts";
export type { PlaceVersion, ReadBackSettings, VersionType } from "./roblox.ts";
export type { KeyScope, SimulatedKey } from "./server/access.ts";
export {
  answers,
  coded,
  errors,
  type HttpResponse,
  json,
  permissionDenied,
  problem,
  published,
  type TextResponse,
  text,
} from "./server/answers.ts";
export type { Endpoint } from "./server/api.ts";
export type { Clock } from "./server/clock.ts";
export type { Fault } from "./server/faults.ts";
export type { ProxyFault } from "./server/proxy.ts";
export type { RateLimit } from "./server/rate-limit.ts";
export { HOST } from "./server/server.ts";

const DEFAULT_RATE_LIMIT: RateLimit = { windowSeconds: 60, headers: true };

export interface SimulatorOptions extends RobloxOptions, ApiOptions {
  /** How requests are counted; `requests` are those of the publish endpoint. Default: 30 of these in 60 s an owner, with headers. */
  readonly rateLimit?: Partial<RateLimit> & { readonly requests?: number };
  /** Asked before each request is answered; `nth` counts an endpoint's requests from 1. */
  readonly fault?: (request: SeenRequest, nth: number) => Fault | undefined;
  readonly proxy?: ProxyFault;
  /** `"untrusted"`: the servers' certificates come from another authority than the one in `caFile`. */
  readonly certificate?: "trusted" | "untrusted";
  /**
   * Whether the servers speak HTTP/2 with clients that offer it (ALPN `h2`), and HTTP/1.1 with all others. Roblox's do, and
   * clients have lost uploads over it. Default false: HTTP/1.1 with all.
   */
  readonly http2?: boolean;
  /** Default: the system's. Another one lets tests decide how time passes. */
  readonly clock?: Clock;
  /** Called when a request is over, answered or not. */
  readonly onRequest?: (record: RequestRecord) => void;
}

export interface Simulator extends ApiRecords {
  readonly proxyUrl: string;
  /** Of 127.0.0.1, and all of the hosts at once, without a proxy: for clients that can be told where a host is. */
  readonly directPort: number;
  /** The authority's certificate, PEM, in a temporary folder that `close` removes. */
  readonly caFile: string;
  /** What a Node or curl-like client needs; curl itself wants `--cacert` for the second. */
  readonly environment: { readonly https_proxy: string; readonly NODE_EXTRA_CA_CERTS: string };
  /** What it serves, by name. */
  readonly endpoints: Readonly<Record<EndpointName, Endpoint>>;
  /** Every request in the order of arrival, from the moment its head has been read. */
  readonly requests: readonly RequestRecord[];
  /** The requests that brought a key to a host that must never see one. */
  strayKeys(): readonly RequestRecord[];
  /** Every target the proxy was asked for, in order: `apis.roblox.com:443`, or what should not have been asked for. */
  readonly connects: readonly string[];
  /** A queue: each publish request takes the first one, unless the option `fault` has one for it. */
  readonly faults: Fault[];
  /** Drops every connection and removes the temporary files. May be called twice. */
  close(): Promise<void>;
}

/** Everything that a simulator serves, by name. */
function allEndpoints(): Readonly<Record<string, Endpoint>> {
  const roblox = createRoblox({}, [], SYSTEM_CLOCK, "");
  return Object.assign({}, ...APIS.map((open) => open(roblox, {}).endpoints));
}

export function endpointNames(): string[] {
  return Object.keys(allEndpoints());
}

/**
 * A key for trying things by hand: it has every scope that an endpoint asks for, restricted as far as it may be, to these
 * experiences or to its owner.
 */
export function keyForAll(universeIds: readonly string[]): SimulatedKey {
  const key = publishingKey(universeIds);
  const scopes = new Map<string, { operations: Set<string>; isByUniverse: boolean; isByCreator: boolean }>();
  for (const { access, path } of Object.values(allEndpoints())) {
    if (access?.scope === undefined) continue;
    const { operations, isByUniverse, isByCreator } = scopes.get(access.scope) ?? {
      ...{ operations: new Set<string>(), isByUniverse: true, isByCreator: true },
    };
    scopes.set(access.scope, {
      operations: new Set([...operations, ...access.operations]),
      isByUniverse: isByUniverse && path.source.includes("(?<universe>"),
      isByCreator: isByCreator && access.creatorOf !== undefined,
    });
  }
  return {
    ...key,
    scopes: [...scopes].map(([name, { operations, isByUniverse, isByCreator }]) => ({
      name,
      operations: [...operations],
      ...(isByUniverse && { universeIds }),
      ...(isByCreator && { userIds: [key.ownerId] }),
    })),
  };
}

/** Starts a simulator on ephemeral ports of 127.0.0.1, in about 30 ms, or 5 when it is not the first. It keeps the process alive until `close`. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const keys = options.keys ?? [publishingKey(Object.keys(options.universes ?? DEFAULT_UNIVERSES))];
  const clock = options.clock ?? SYSTEM_CLOCK;
  const folder = await mkdtemp(join(tmpdir(), "open-cloud-versions-"));
  const roblox = createRoblox(options, keys, clock, folder);
  const apis = APIS.map((open) => open(roblox, options));
  const endpoints: Record<EndpointName, Endpoint> = Object.assign({}, ...apis.map((api) => api.endpoints));
  const records: ApiRecords = Object.assign({}, ...apis.map((api) => api.records));
  const faults: Fault[] = [];

  const server = await startServer({
    endpoints,
    keys,
    clock,
    rateLimit: { ...DEFAULT_RATE_LIMIT, ...options.rateLimit },
    fault(request, nth) {
      records.saveBefore(request.endpoint, nth);
      return (
        options.fault?.(request as SeenRequest, nth) ?? (request.endpoint === "publish" ? faults.shift() : undefined)
      );
    },
    proxy: options.proxy,
    certificate: options.certificate ?? "trusted",
    http2: options.http2,
    onRequest: (request) => options.onRequest?.(request as RequestRecord),
  });
  const requests = server.requests as readonly RequestRecord[];
  return {
    ...records,
    proxyUrl: server.proxyUrl,
    directPort: server.directPort,
    caFile: server.caFile,
    environment: { https_proxy: server.proxyUrl, NODE_EXTRA_CA_CERTS: server.caFile },
    endpoints,
    requests,
    strayKeys: () => requests.filter(({ hasKey, host }) => hasKey && host !== HOST),
    connects: server.connects,
    faults,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { request as requestTls } from "node:https";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { DEMO_KEY, HOST } from "../../simulator/index.ts";

/** Where to: a simulator, or what was printed by one. */
export interface Target {
  readonly proxyUrl: string;
  readonly caFile: string;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  bytes: Buffer;
}

/** Opens a TLS connection to the host, `apis.roblox.com` by default, through the simulator's proxy, as any client would. */
export async function connect(
  simulator: Target,
  target = `${HOST}:443`,
  protocols: readonly string[] = ["h2", "http/1.1"],
): Promise<TLSSocket> {
  const { hostname, port } = new URL(simulator.proxyUrl);
  const tunnel = await new Promise<Socket>((resolve, reject) => {
    const opening = request({ host: hostname, port, method: "CONNECT", path: target, agent: false });
    opening.on("connect", (response, socket) => {
      if (response.statusCode === 200) resolve(socket);
      else reject(new Error(`the proxy answered ${response.statusCode}`));
    });
    opening.on("error", reject);
    opening.end();
  });
  const tls = connectTls({
    socket: tunnel,
    servername: target.split(":")[0] ?? "",
    ca: readFileSync(simulator.caFile),
    ALPNProtocols: [...protocols],
  });
  await new Promise((resolve, reject) => tls.once("secureConnect", resolve).once("error", reject));
  return tls;
}

export interface Call {
  host?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Sent in chunks, without a length. */
  chunked?: boolean;
  socket?: TLSSocket;
}

/** Windows takes a single large write at once, however little of it the other side reads. */
const PIECE_BYTES = 64 * 1024;

function* piecesOf(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += PIECE_BYTES) yield body.subarray(at, at + PIECE_BYTES);
}

/** One request on a connection of its own, read to its end. Rejects as soon as anything breaks. */
export async function call(simulator: Target, path: string, options: Call = {}): Promise<Reply> {
  const { host = HOST, method = "GET", headers = {}, body = "", chunked = false } = options;
  const socket = options.socket ?? (await connect(simulator, `${host}:443`));
  const hasBody = method !== "GET";
  return new Promise((resolve, reject) => {
    const framing = chunked ? { "transfer-encoding": "chunked" } : { "content-length": Buffer.byteLength(body) };
    const sending = requestTls({
      host,
      defaultPort: 443,
      method,
      path,
      headers: { connection: "keep-alive", ...headers, ...(hasBody && framing) },
      createConnection: () => socket,
    });
    sending.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        socket.destroy();
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes });
      });
    });
    sending.on("error", reject);
    if (headers.expect === undefined) Readable.from(hasBody ? piecesOf(Buffer.from(body)) : []).pipe(sending);
    else sending.on("continue", () => sending.end(body)).flushHeaders();
  });
}

/** A JSON request with the demo key; the reply's body is parsed, and undefined where there is none. */
export async function callJson(
  simulator: Target,
  method: "GET" | "POST" | "PATCH",
  path: string,
  value?: unknown,
  key = DEMO_KEY,
) {
  const body = value === undefined ? {} : { body: typeof value === "string" ? value : JSON.stringify(value) };
  const headers = { "x-api-key": key, "content-type": "application/json" };
  const reply = await call(simulator, path, { method, headers, ...body });
  return { ...reply, body: reply.body === "" ? undefined : JSON.parse(reply.body) };
}

export interface Upload extends Call {
  universe?: string;
  place?: string;
  query?: string;
  key?: string;
  type?: string;
}

/** Publishes; by default a good place with the demo key. */
export function upload(simulator: Target, options: Upload = {}): Promise<Reply> {
  const { universe = "4242", place = "1818", query = "?versionType=Published", key = DEMO_KEY } = options;
  return call(simulator, `/universes/v1/${universe}/places/${place}/versions${query}`, {
    method: "POST",
    body: binaryPlace(),
    ...options,
    headers: {
      "x-api-key": key,
      "content-type": options.type ?? "application/octet-stream",
      ...options.headers,
    },
  });
}

const HEADER = Buffer.from("<roblox!\x89\xff\r\n\x1a\n\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0", "latin1");
const END = Buffer.from("END\0\0\0\0\0\x09\0\0\0\0\0\0\0</roblox>", "latin1");

/** Bytes that look like a binary place from outside; `filling` stands where its chunks would. */
export function binaryPlace(filling: string | Buffer = "chunks"): Buffer {
  return Buffer.concat([HEADER, Buffer.from(filling), END]);
}

export const XML_PLACE = '<roblox version="4"><Item class="Workspace" referent="0"></Item></roblox>';

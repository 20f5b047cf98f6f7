import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, type Http2ServerResponse } from "node:http2";
import type { Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import type { TLSSocket } from "node:tls";
import { identify, permits, type SimulatedKey } from "./access.ts";
import { answers, type HttpResponse } from "./answers.ts";
import type { Endpoint } from "./api.ts";
import { createBody, type RequestBody } from "./body.ts";
import type { Clock } from "./clock.ts";
import { createFile } from "./files.ts";
import type { Allowance } from "./rate-limit.ts";
import type { RequestRecord } from "./record.ts";

export interface Conversation {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The TCP socket below the TLS one: only that can be reset. */
  readonly raw: Socket;
  readonly tls: TLSSocket;
  readonly record: RequestRecord;
  /** Undefined: no such path. */
  readonly endpoint: Endpoint | undefined;
  /** Set: the request is refused with it, whatever it asks for. */
  readonly refusal: HttpResponse | undefined;
  readonly keys: readonly SimulatedKey[];
  readonly clock: Clock;
  /** Where bodies are kept. */
  readonly folder: string;
  /** Takes one request from an owner's allowance for this endpoint. */
  takeAllowance(owner: string): Allowance;
  /** Aborted when the simulator closes. */
  readonly signal: AbortSignal;
}

export interface Exchange {
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
  /** Waits by the simulator's clock, until the simulator closes at the latest. */
  sleep(milliseconds: number): Promise<void>;
  /** Reads the body to its end, or until about so many bytes have come, at full speed or at this pace. */
  readBody(how?: { untilBytes?: number; bytesPerSecond?: number }): Promise<void>;
  /** Lets the body go by, whoever has been answered already. */
  dropBody(): void;
  /** Does what the request asks for, and returns the answer that a healthy Roblox would send. The body must have been read. */
  carryOut(): Promise<HttpResponse>;
  send(answer: HttpResponse): Promise<void>;
  /** Sends the head of an answer; without a length the body goes out in chunks. */
  writeHead(answer: HttpResponse, length?: number): void;
  /** Ends the connection, over HTTP/2 with everything else on it. */
  reset(): void;
  hangUp(): void;
  /** Ends this exchange alone. Undefined where the protocol cannot. */
  readonly resetStream: ((code: StreamError) => void) | undefined;
  /** Whether the answer is out, or nobody is there any more to take it. */
  readonly isOver: boolean;
}

/** Why a stream of HTTP/2 ends (RFC 9113, section 7). */
export type StreamError = "NO_ERROR" | "INTERNAL_ERROR" | "REFUSED_STREAM" | "CANCEL" | "ENHANCE_YOUR_CALM";

/** A body that is read slowly is read in pieces of a second, but of no more than this. */
const PACED_BYTES = 256 * 1024;

/** Thrown when the client went away: there is nobody left to answer. */
export class ClientGone extends Error {}

export function createExchange(conversation: Conversation): Exchange {
  const { request, response, raw, tls, record, endpoint, refusal, keys, clock, folder, takeAllowance, signal } =
    conversation;
  let body: RequestBody | undefined;
  const isHttp2 = record.httpVersion === "2";
  let isOver = false;
  response.once("close", () => {
    isOver = true;
  });
  const identity = endpoint?.access && identify(keys, request.headers["x-api-key"]);
  const key = identity && "secret" in identity ? identity : undefined;
  // Counted when a request comes in, whatever becomes of it. Without a valid key there is nobody to count it for.
  const allowance = key && takeAllowance(key.ownerId);

  async function judge(): Promise<HttpResponse> {
    if (body === undefined) throw new Error("the body has not been read");
    if (refusal) return refusal;
    if (!endpoint) return answers.notFound;
    if (identity && "status" in identity) return identity;
    if (allowance?.exceeded) return answers.rateLimited;
    if (endpoint.access && key) {
      const { scope, operations, refuse, creatorOf } = endpoint.access;
      const target = { universeId: record.parameters.universe, creator: creatorOf?.(record.parameters) };
      if (scope !== undefined && !permits(key, scope, operations, target)) {
        return refuse(key.scopes.some(({ name }) => name === scope));
      }
    }
    const { parameters, path, headers, host } = record;
    const query = new URL(path, `https://${host}`).searchParams;
    return endpoint.answer({ parameters, query, headers, body, key });
  }

  const exchange: Exchange = {
    response,
    signal,
    sleep: (milliseconds) => clock.sleep(milliseconds, signal),

    async readBody({ untilBytes = Number.POSITIVE_INFINITY, bytesPerSecond } = {}) {
      if (request.headers.expect !== undefined) response.writeContinue();
      const pieces = createBody(endpoint?.keeps !== "file");
      // Not waited for before the first piece is there: a request is seen as it comes in.
      const opening = endpoint?.keeps === "file" ? createFile(folder) : undefined;
      let isWhole = false;
      let unpacedBytes = 0;
      const pace = async (bytes: number) => {
        if (!bytesPerSecond) return;
        unpacedBytes += bytes;
        // Not after every small piece: each wait has its price.
        if (bytes > 0 && unpacedBytes < Math.min(bytesPerSecond, PACED_BYTES)) return;
        await exchange.sleep((unpacedBytes / bytesPerSecond) * 1000);
        unpacedBytes = 0;
      };
      try {
        for await (const chunk of request.iterator({ destroyOnReturn: false })) {
          pieces.add(chunk);
          record.bodyBytes = pieces.bytes;
          await (await opening)?.write(chunk);
          await pace(chunk.length);
          if (pieces.bytes >= untilBytes) return;
        }
        await pace(0);
        // Over HTTP/2, a body that breaks off ends like any other.
        if (request.aborted) throw new ClientGone();
        isWhole = true;
      } catch (error) {
        throw request.destroyed || request.aborted || signal.aborted ? new ClientGone() : error;
      } finally {
        if (!isWhole) await (await opening)?.discard();
      }
      const file = await opening;
      const whole = pieces.finish();
      body = file ? { ...whole, file: await file.keep(whole.sha256) } : whole;
      record.bodyComplete = true;
      record.bodySha256 = body.sha256;
      if (body.text !== undefined) record.body = body.text;
      if (body.file !== undefined) record.bodyFile = body.file;
    },

    async carryOut() {
      const answer = await judge();
      // As observed: the limit's headers stand on successes and on most errors, but not on a 404.
      return allowance && answer.status !== 404
        ? { ...answer, headers: { ...answer.headers, ...allowance.headers } }
        : answer;
    },

    async send(answer) {
      const { body: content } = answer;
      if (typeof content === "string" || Buffer.isBuffer(content)) {
        exchange.writeHead(answer, answer.chunked ? undefined : Buffer.byteLength(content));
        response.end(content);
        return;
      }
      exchange.writeHead(answer, answer.chunked ? undefined : content.bytes);
      await pipeline(createReadStream(content.file), response, { signal }).catch((error: unknown) => {
        throw isOver || response.destroyed || signal.aborted ? new ClientGone() : error;
      });
    },

    writeHead(answer, length) {
      const { status, contentType, headers } = answer;
      const { connection, ...forAnyProtocol } = headers ?? {};
      record.status = status;
      record.answer = answer;
      response.writeHead(status, {
        server: "public-gateway",
        "x-roblox-edge": "simulator",
        ...(contentType !== undefined && { "content-type": contentType }),
        ...(length !== undefined && { "content-length": length }),
        ...(isHttp2 ? forAnyProtocol : headers),
      });
    },

    dropBody: () => void request.resume(),
    reset: () => void raw.resetAndDestroy(),
    hangUp: () => void tls.end(),
    resetStream: isHttp2
      ? (code) => void (response as unknown as Http2ServerResponse).stream.close(constants[`NGHTTP2_${code}`])
      : undefined,
    get isOver() {
      return isOver;
    },
  };
  return exchange;
}

/** All of an answer's body at once. */
export async function readWhole({ body }: HttpResponse): Promise<Buffer> {
  if (typeof body === "string") return Buffer.from(body);
  return Buffer.isBuffer(body) ? body : readFile(body.file);
}

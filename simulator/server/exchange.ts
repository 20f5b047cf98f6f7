import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { identify, permits } from "../api/keys.ts";
import { type Answer, answers } from "./answers.ts";
import { type Body, createBody } from "./body.ts";
import type { Cloud, Endpoint } from "./endpoint.ts";
import type { Allowance } from "./rate-limit.ts";
import type { RequestRecord } from "./record.ts";

export interface Conversation {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The TCP socket below the TLS one: only that can be reset. */
  readonly raw: Socket;
  readonly record: RequestRecord;
  /** Undefined: no such path. */
  readonly endpoint: Endpoint | undefined;
  readonly cloud: Cloud;
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
  /** Does what the request asks for, and returns the answer that a healthy Roblox would send. The body must have been read. */
  carryOut(): Answer;
  send(answer: Answer): void;
  /** Sends the head of an answer; without a length the body goes out in chunks. */
  writeHead(answer: Answer, length?: number): void;
  reset(): void;
  hangUp(): void;
}

/** Thrown by `readBody` when the client went away: there is nobody left to answer. */
export class ClientGone extends Error {}

export function createExchange(conversation: Conversation): Exchange {
  const { request, response, raw, record, endpoint, cloud, takeAllowance, signal } = conversation;
  let body: Body | undefined;
  const identity = endpoint?.access && identify(cloud.keys, request.headers["x-api-key"]);
  const key = identity && "secret" in identity ? identity : undefined;
  // Counted when a request comes in, whatever becomes of it. Without a valid key there is nobody to count it for.
  const allowance = key && takeAllowance(key.ownerId);

  function judge(): Answer {
    if (body === undefined) throw new Error("the body has not been read");
    if (!endpoint) return answers.notFound;
    if (identity && "status" in identity) return identity;
    if (allowance?.exceeded) return answers.rateLimited;
    if (endpoint.access && key) {
      const { scope, operations, refuse } = endpoint.access;
      if (!permits(key, scope, operations, record.parameters.universe)) {
        return refuse(key.scopes.some(({ name }) => name === scope));
      }
    }
    const { parameters, path, headers } = record;
    const query = new URL(path, "https://apis.roblox.com").searchParams;
    return endpoint.answer({ parameters, query, headers, body, key }, cloud);
  }

  const exchange: Exchange = {
    response,
    signal,
    sleep: (milliseconds) => cloud.clock.sleep(milliseconds, signal),

    async readBody({ untilBytes = Number.POSITIVE_INFINITY, bytesPerSecond } = {}) {
      if (request.headers.expect !== undefined) response.writeContinue();
      const pieces = createBody(record.endpoint !== "publish");
      try {
        for await (const chunk of request.iterator({ destroyOnReturn: false })) {
          pieces.add(chunk);
          record.bodyBytes = pieces.bytes;
          if (bytesPerSecond) await exchange.sleep((chunk.length / bytesPerSecond) * 1000);
          if (pieces.bytes >= untilBytes) return;
        }
      } catch (error) {
        throw request.destroyed || signal.aborted ? new ClientGone() : error;
      }
      body = pieces.finish();
      record.bodyComplete = true;
      record.bodySha256 = body.sha256;
      if (body.text !== undefined) record.body = body.text;
    },

    carryOut() {
      const answer = judge();
      // As observed: the limit's headers stand on successes and on most errors, but not on a 404.
      return allowance && answer.status !== 404
        ? { ...answer, headers: { ...answer.headers, ...allowance.headers } }
        : answer;
    },

    send(answer) {
      exchange.writeHead(answer, Buffer.byteLength(answer.body));
      response.end(answer.body);
    },

    writeHead({ status, contentType, headers }, length) {
      record.status = status;
      response.writeHead(status, {
        server: "public-gateway",
        "x-roblox-edge": "simulator",
        ...(contentType !== undefined && { "content-type": contentType }),
        ...(length !== undefined && { "content-length": length }),
        ...headers,
      });
    },

    reset: () => void raw.resetAndDestroy(),
    hangUp: () => void request.socket.end(),
  };
  return exchange;
}

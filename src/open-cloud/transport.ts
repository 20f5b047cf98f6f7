import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";
import { HttpClient } from "@actions/http-client";
import { redact } from "../text/secret.ts";
import { thousands } from "../text/units.ts";
import type { Deadline } from "./deadline.ts";

/** The only host that is ever contacted. */
export const API_ORIGIN = "https://apis.roblox.com";

/** No connection, or no byte taken by the socket while the body is sent, for this long ends a try. */
export const SEND_STALL_SECONDS = 60;
/** No answer begun within this time after the last byte ends a try. */
export const ANSWER_START_SECONDS = 180;
/** A pause of this length inside an answer ends a try. */
export const ANSWER_PAUSE_SECONDS = 30;
/** A longer answer is not read on: what this program asks for is far smaller. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** Who is talking: what every call to Open Cloud needs, and nothing of a single call. */
export interface Cloud {
  readonly apiKey: string;
  readonly userAgent: string;
  readonly deadline: Deadline;
}

export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** From the slash on, with the query; always on `API_ORIGIN`. */
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** A call that needs no key is not given one. */
  readonly anonymous?: true;
  readonly body?: string | FileBody;
  readonly maxAnswerBytes?: number;
  /** Ends this exchange before the step's deadline does. */
  readonly signal?: AbortSignal;
}

/** A body that is streamed: `chunks` must yield exactly `bytes` bytes or throw an error without a `code`. */
export interface FileBody {
  readonly bytes: number;
  chunks(): AsyncIterable<Buffer>;
  /** Called once, when the last byte has been handed over: from here on the server may have the whole body. */
  onHandedOver?(): void;
}

/** A complete answer. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** False when the server answered although not all of the body had been handed over. */
  readonly bodySent: boolean;
}

/** How far an exchange had come when it ended without a complete answer. */
export type Stage = "connect" | "send" | "wait" | "answer";

/** An exchange that ended without a complete answer. */
export class Disconnect extends Error {
  readonly stage: Stage;
  /** Node's or OpenSSL's code, or `TIMEOUT` for one of the limits above, or `TOO_LONG`. */
  readonly code: string;
  constructor(stage: Stage, code: string, message: string) {
    super(message);
    this.stage = stage;
    this.code = code;
  }
}

interface BodyListener {
  request(request: ClientRequest): void;
  taken(): void;
  handedOver(): void;
}

/**
 * http-client pipes the body into its request and shows that request to nobody else. Being piped is the one moment at
 * which it can be seen, and the request is needed: to know when all is sent, and to end it.
 */
class Body extends Readable {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #on: BodyListener;
  #bytesLeft: number;

  constructor(body: FileBody, on: BodyListener) {
    super();
    this.#chunks = body.chunks()[Symbol.asyncIterator]();
    this.#on = on;
    this.#bytesLeft = body.bytes;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T {
    this.#on.request(destination as unknown as ClientRequest);
    return super.pipe(destination, options);
  }

  override _read(): void {
    this.#on.taken();
    this.#chunks.next().then(
      ({ done, value }) => {
        if (this.destroyed) return;
        if (done) {
          this.push(null);
          return;
        }
        this.#bytesLeft -= value.length;
        // Said before the block is passed on: the server may answer before this side hears that it was sent.
        if (this.#bytesLeft <= 0) this.#on.handedOver();
        this.push(value);
      },
      (error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const closed = this.#chunks.return?.() ?? Promise.resolve();
    closed.then(
      () => callback(error),
      () => callback(error),
    );
  }
}

function bodyOf(body: ApiRequest["body"]): FileBody {
  if (typeof body === "object") return body;
  const buffer = Buffer.from(body ?? "");
  return {
    bytes: buffer.length,
    async *chunks() {
      if (buffer.length > 0) yield buffer;
    },
  };
}

/** What http-client's tunnel agent for proxies has besides an agent's public interface. */
interface TunnelAgent {
  sockets?: unknown;
  request?: (...parameters: unknown[]) => ClientRequest;
}

/** http-client with all that it would do by itself switched off, and an end that leaves nothing open. */
function openClient(userAgent: string) {
  let agent: TunnelAgent | undefined;
  let connectRequest: ClientRequest | undefined;
  const watchAgent = {
    prepareRequest(options: RequestOptions) {
      agent = options.agent as TunnelAgent;
      const connect = agent.request;
      if (!connect) return;
      // The tunnel agent keeps its CONNECT request to itself, and a proxy that never answers would outlive us.
      agent.request = (...parameters) => {
        connectRequest = connect(...parameters);
        return connectRequest;
      };
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error("not handled")),
  };
  const client = new HttpClient(userAgent, [watchAgent], {
    // It would send the key along to whatever host a redirect names.
    allowRedirects: false,
    allowRetries: false,
    keepAlive: false,
    // Its own silence limit never fails a half-read answer: the watchdog is the limit.
    socketTimeout: 2 ** 31 - 1,
  });
  return {
    client,
    close() {
      connectRequest?.destroy();
      client.dispose();
      // dispose() knows only direct agents; the tunnel agent's sockets would keep the process alive.
      if (Array.isArray(agent?.sockets)) for (const socket of [...agent.sockets]) socket.destroy?.();
    },
  };
}

/** Each stage of an exchange has its own limit: how long may pass until something moves. */
function startWatchdog(onTimeout: (error: Disconnect) => void) {
  let stage: Stage = "connect";
  let timer: NodeJS.Timeout | undefined;
  return {
    stage: () => stage,
    enter(next: Stage, seconds: number, silence: string) {
      stage = next;
      clearTimeout(timer);
      timer = setTimeout(() => onTimeout(new Disconnect(next, "TIMEOUT", silence)), seconds * 1000);
    },
    moved: (where: Stage) => stage === where && timer?.refresh(),
    stop: () => clearTimeout(timer),
  };
}

/**
 * One HTTP/1.1 exchange with Open Cloud on a connection of its own (pooled connections lose uploads at Roblox's edge).
 * It always settles, and whatever it opened is closed when it does, so that nothing keeps the process alive.
 *
 * @returns the complete answer, whatever its status, with every form of the key replaced.
 * @throws Disconnect when there is no complete answer; the deadline's or signal's reason when that came first; what
 *   the body threw when it could not be read.
 */
export async function exchange(cloud: Cloud, request: ApiRequest): Promise<Answer> {
  const { deadline, apiKey } = cloud;
  const signal = request.signal ? AbortSignal.any([deadline.signal, request.signal]) : deadline.signal;
  signal.throwIfAborted();

  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const watchdog = startWatchdog((error) => fail(error));
  const onAbort = () => fail(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });

  const source = bodyOf(request.body);
  let bodySent = source.bytes === 0;
  let answeredEarly = false;
  let clientRequest: ClientRequest | undefined;
  let message: IncomingMessage | undefined;

  const body = new Body(source, {
    request(outgoing) {
      clientRequest = outgoing;
      outgoing.once("socket", (socket) => {
        socket.once("secureConnect", () =>
          watchdog.enter("send", SEND_STALL_SECONDS, `the server took no byte for ${SEND_STALL_SECONDS} s`),
        );
      });
      outgoing.once("finish", () => {
        if (watchdog.stage() !== "send") return;
        watchdog.enter("wait", ANSWER_START_SECONDS, `no answer began within ${ANSWER_START_SECONDS} s`);
      });
    },
    taken: () => watchdog.moved("send"),
    handedOver() {
      bodySent = true;
      source.onHandedOver?.();
    },
  });
  body.once("error", (error) => {
    // Before the stream closes: http-client ends the request then, and it must not look finished.
    clientRequest?.destroy();
    fail(error);
  });

  const headers: Record<string, string> = { ...request.headers };
  if (request.method === "POST") headers["content-length"] = String(source.bytes);
  if (!request.anonymous) headers["x-api-key"] = apiKey;

  const { client, close } = openClient(cloud.userAgent);
  const run = async (): Promise<Answer> => {
    const response = await client.sendStream(request.method, API_ORIGIN + request.path, body, headers);
    message = response.message;
    answeredEarly = !bodySent;
    watchdog.enter("answer", ANSWER_PAUSE_SECONDS, `the answer paused for ${ANSWER_PAUSE_SECONDS} s`);
    const maxBytes = request.maxAnswerBytes ?? MAX_ANSWER_BYTES;
    const text = await readText(message, maxBytes, () => watchdog.moved("answer"));
    return {
      status: message.statusCode ?? 0,
      headers: redactHeaders(message.headers, apiKey),
      text: redact(text, apiKey),
      bodySent: !answeredEarly,
    };
  };

  watchdog.enter("connect", SEND_STALL_SECONDS, `no connection within ${SEND_STALL_SECONDS} s`);
  try {
    return await Promise.race([run(), failed]);
  } catch (error) {
    throw asDisconnect(error, stageOf(watchdog.stage(), { bodySent, answeredEarly }), apiKey);
  } finally {
    watchdog.stop();
    signal.removeEventListener("abort", onAbort);
    body.destroy();
    message?.destroy();
    clientRequest?.destroy();
    close();
  }
}

/**
 * What a broken exchange proves: half of an answer to half of a body is a hang-up during the upload; and once the last
 * byte was handed over the server may have it, whether or not this side has heard so yet.
 */
function stageOf(stage: Stage, { bodySent, answeredEarly }: { bodySent: boolean; answeredEarly: boolean }): Stage {
  if (answeredEarly) return "send";
  return stage === "send" && bodySent ? "wait" : stage;
}

async function readText(message: IncomingMessage, maxBytes: number, onBytes: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    onBytes();
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= maxBytes) continue;
    // The beginning of a refusal is enough to explain it; half of a success is none.
    if ((message.statusCode ?? 0) >= 300) break;
    throw new Disconnect("answer", "TOO_LONG", `the answer is longer than ${thousands(maxBytes)} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function redactHeaders(headers: IncomingHttpHeaders, secret: string): IncomingHttpHeaders {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((item) => redact(item, secret)) : redact(value ?? "", secret),
  ]);
  return Object.fromEntries(entries);
}

/** Network errors carry a code; what has none is ours (the deadline, the file) and is passed on as it is. */
function asDisconnect(error: unknown, stage: Stage, secret: string): unknown {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return code === undefined ? error : new Disconnect(stage, code, redact(message ?? "", secret));
}

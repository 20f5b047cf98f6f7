import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { HttpClient } from "@actions/http-client";
import { thousands } from "../text/units.ts";
import type { StreamedBody } from "./body.ts";
import { type Connection, connectTo, hungUp } from "./connect.ts";

/** No connection, or no byte taken by the socket while the body is sent, for this long ends a try. */
const SEND_STALL_SECONDS = 60;
/** No answer begun within this time after the last byte ends a try. */
const ANSWER_START_SECONDS = 180;
/** A pause of this length inside an answer ends a try. */
const ANSWER_PAUSE_SECONDS = 30;
/** A longer answer is not read on: what this program asks for is far smaller. */
const MAX_ANSWER_BYTES = 1024 * 1024;

export type Method = "GET" | "POST" | "PUT" | "PATCH";

export interface HttpRequest {
  readonly method: Method;
  /** Always https. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, or a body that is streamed. */
  readonly body?: string | StreamedBody;
  readonly userAgent: string;
  /** The end of the exchange, whatever it is doing. */
  readonly signal: AbortSignal;
  readonly maxAnswerBytes?: number;
  /** Takes the bytes of a 2xx answer as they come, in their order; then the answer's text is empty. What it throws is no
   * broken connection, and is passed on. */
  readonly receive?: ((chunk: Buffer) => Promise<void>) | undefined;
  /** Called after the last of them. What it throws is passed on as well. */
  readonly received?: (() => Promise<void>) | undefined;
  /** Called once, when the last byte has been handed to the connection: from here on the server may have the whole body. */
  onHandedOver?(): void;
  /** Told how much of the body has been handed over. */
  onProgress?(bytesSent: number): void;
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

/** The bytes of an answer came, but could not be taken. */
class ReceiveError extends Error {
  constructor(cause: unknown) {
    super("the answer could not be taken", { cause });
  }
}

/** What http-client pipes into its request. Nothing is read before there is a connection that takes it. */
class BodyStream extends Readable {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #connected: Promise<unknown>;
  readonly #taken: (bytesSoFar: number) => void;
  readonly #abandon: (error: Error | null) => void;
  #bytes = 0;

  constructor(
    chunks: AsyncIterable<Buffer>,
    connected: Promise<unknown>,
    taken: (bytesSoFar: number) => void,
    abandon: (error: Error | null) => void,
  ) {
    super();
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#connected = connected;
    this.#taken = taken;
    this.#abandon = abandon;
  }

  override _read(): void {
    this.#connected
      .then(() => this.#chunks.next())
      .then(
        ({ done, value }) => {
          if (this.destroyed) return;
          if (done) {
            this.push(null);
            return;
          }
          this.#bytes += value.length;
          // Said before the block is passed on: the server may answer before this side hears that it was sent.
          this.#taken(this.#bytes);
          this.push(value);
        },
        (error) => this.destroy(error),
      );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    // http-client ends its request when this stream closes, and half a body must not look like a whole one.
    if (!this.readableEnded) this.#abandon(error);
    const closed = this.#chunks.return?.() ?? Promise.resolve();
    closed.then(
      () => callback(error),
      () => callback(error),
    );
  }
}

function streamOf(body: HttpRequest["body"]): StreamedBody {
  if (typeof body === "object") return body;
  const buffer = Buffer.from(body ?? "");
  return {
    contentType: "application/json",
    bytes: buffer.length,
    async *chunks() {
      if (buffer.length > 0) yield buffer;
    },
  };
}

/**
 * http-client with all that it would do by itself switched off: no redirect, no retry, no pool, no silence limit of its
 * own (it would never fail a half-read answer), and a connection that is ours. The hook is its public `RequestHandler`.
 */
function openClient(userAgent: string, connection: Connection): HttpClient {
  const handler = {
    prepareRequest(options: RequestOptions) {
      delete options.agent;
      // What an agent would know: without it, the header Host would name the port.
      options.defaultPort = 443;
      options.createConnection = (_options, done: (error: Error | null, socket: Duplex) => void) => {
        connection.ready.then(
          (socket) => done(null, socket),
          (error) => done(error, undefined as never),
        );
        return undefined;
      };
    },
    canHandleAuthentication: () => false,
    handleAuthentication: () => Promise.reject(new Error("not handled")),
  };
  return new HttpClient(userAgent, [handler], {
    // It would send the key along to whatever host a redirect names.
    allowRedirects: false,
    allowRetries: false,
    keepAlive: false,
    socketTimeout: 2 ** 31 - 1,
  });
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
 * One HTTP/1.1 exchange on a connection of its own (pooled connections lose uploads at Roblox's edge). It always settles,
 * and whatever it opened is closed when it does, so that nothing keeps the process alive.
 *
 * @returns the complete answer, whatever its status.
 * @throws Disconnect when there is no complete answer; the signal's reason when that came first; ProxyError; what the
 *   body or `receive` threw, when it has no `code`.
 */
export async function exchange(request: HttpRequest): Promise<Answer> {
  const { url, method, signal } = request;
  if (url.protocol !== "https:") throw new Error(`only https is spoken here, not ${url.protocol}`);
  signal.throwIfAborted();

  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const watchdog = startWatchdog((error) => fail(error));
  const onAbort = () => fail(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });

  const source = streamOf(request.body);
  let bodySent = source.bytes === 0;
  let answeredEarly = false;
  let message: IncomingMessage | undefined;

  const connection = connectTo(url.hostname, Number(url.port) || 443);
  connection.ready.then((socket) => {
    watchdog.enter("send", SEND_STALL_SECONDS, `the server took no byte for ${SEND_STALL_SECONDS} s`);
    // Of a 101 Node closes the connection, and tells nobody who waits for an answer.
    socket.once("close", () => setImmediate(() => message === undefined && fail(hungUp())));
  }, fail);
  const taken = (bytesSoFar: number) => {
    watchdog.moved("send");
    request.onProgress?.(bytesSoFar);
    if (bodySent || bytesSoFar < source.bytes) return;
    bodySent = true;
    request.onHandedOver?.();
  };
  const body = new BodyStream(source.chunks(), connection.ready, taken, (error) => {
    // Before the connection is gone, whose end would be taken for the reason.
    if (error) fail(error);
    connection.destroy();
  });
  body.on("error", () => {});
  // Pushed to its end and taken by the socket: what follows is the server's time.
  body.once("end", () => {
    if (watchdog.stage() !== "send") return;
    watchdog.enter("wait", ANSWER_START_SECONDS, `no answer began within ${ANSWER_START_SECONDS} s`);
  });

  const headers: Record<string, string> = { ...request.headers };
  if (method !== "GET") headers["content-length"] = String(source.bytes);
  if (request.body !== undefined) headers["content-type"] ??= source.contentType;

  const client = openClient(request.userAgent, connection);
  const run = async (): Promise<Answer> => {
    const response = await client.sendStream(method, url.href, body, headers);
    message = response.message;
    answeredEarly = !bodySent;
    const { statusCode: status = 0 } = message;
    const text = await readAnswerBody(message, request, status, {
      wait: () => watchdog.enter("answer", ANSWER_PAUSE_SECONDS, `the answer paused for ${ANSWER_PAUSE_SECONDS} s`),
      // What has come is being taken, on a slow disk perhaps: that is no silence of the server's.
      take: () => watchdog.stop(),
    });
    return { status, headers: message.headers, text, bodySent: !answeredEarly };
  };

  watchdog.enter("connect", SEND_STALL_SECONDS, `no connection within ${SEND_STALL_SECONDS} s`);
  try {
    return await Promise.race([run(), failed]);
  } catch (error) {
    throw asDisconnect(error, stageOf(watchdog.stage(), { bodySent, answeredEarly }));
  } finally {
    watchdog.stop();
    signal.removeEventListener("abort", onAbort);
    connection.destroy();
    body.destroy();
    message?.destroy();
    client.dispose();
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

/**
 * Reads an answer to its end.
 *
 * @param watch is told when the next bytes are waited for, and when there is nothing to wait for.
 */
export async function readAnswerBody(
  message: AsyncIterable<Buffer>,
  {
    receive,
    received,
    maxAnswerBytes: maxBytes = MAX_ANSWER_BYTES,
  }: Pick<HttpRequest, "receive" | "received" | "maxAnswerBytes">,
  status: number,
  { wait, take }: { wait(): void; take(): void },
): Promise<string> {
  const isRefusal = status < 200 || status >= 300;
  // A refusal is held in memory, also where a success would be written to a file.
  const limit = receive && isRefusal ? Math.min(maxBytes, MAX_ANSWER_BYTES) : maxBytes;
  const chunks: Buffer[] = [];
  let bytes = 0;
  wait();
  for await (const chunk of message) {
    take();
    bytes += chunk.length;
    if (bytes <= limit) {
      if (receive && !isRefusal) await receive(chunk).catch(passOn);
      else chunks.push(chunk);
      wait();
      continue;
    }
    // The beginning of a refusal is enough to explain it; half of a success is none.
    if (isRefusal) break;
    throw new Disconnect("answer", "TOO_LONG", `the answer is longer than ${thousands(limit)} bytes`);
  }
  take();
  if (!isRefusal) await received?.().catch(passOn);
  return Buffer.concat(chunks).toString("utf8");
}

function passOn(error: unknown): never {
  throw new ReceiveError(error);
}

/** Network errors carry a code; what has none is ours (the deadline, the file) and is passed on as it is. */
function asDisconnect(error: unknown, stage: Stage): unknown {
  if (error instanceof ReceiveError) return error.cause;
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return code === undefined || error instanceof Disconnect
    ? error
    : new Disconnect(stage, String(code), String(message ?? ""));
}

import type { StreamedBody } from "./body.ts";
import type { Client } from "./client.ts";
import type { Permission } from "./facts.ts";
import { type Answer, exchange, type Method } from "./transport.ts";

/** The only host that is ever given the key. */
const API_ORIGIN = "https://apis.roblox.com";

/** What one call to Roblox sends. */
export interface CallRequest {
  readonly method: Method;
  /** Either a path on `API_ORIGIN`, with its query, or an address that Roblox handed out, which never gets the key. */
  readonly target: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, or a body that is streamed. */
  readonly body?: string | StreamedBody;
  /** What the key must be allowed to do. A call without it is made without the key. */
  readonly permission?: Permission;
  readonly maxAnswerBytes?: number;
  /** Takes the bytes of a 2xx answer as they come; then the answer's text is empty. */
  readonly receive?: (chunk: Buffer) => Promise<void>;
  /** Called after the last of them. A `Disconnect` from either stands for a broken exchange, which may be tried again. */
  readonly received?: () => Promise<void>;
}

/** What may be told of a call while it goes on. */
export interface CallWatch {
  /** The last byte has been handed to the connection: the server may have all of it. */
  onHandedOver?(): void;
  onProgress?(bytesSent: number): void;
}

/**
 * Makes a call once.
 *
 * @throws as `exchange` does.
 */
export async function sendOnce(
  { apiKey, userAgent, deadline }: Pick<Client, "apiKey" | "userAgent" | "deadline">,
  request: CallRequest,
  watch: CallWatch = {},
): Promise<Answer> {
  const { target, permission, ...rest } = request;
  const isHandedOut = target instanceof URL;
  const url = isHandedOut ? target : new URL(API_ORIGIN + target);
  const headers: Record<string, string> = { ...request.headers };
  if (permission && !isHandedOut) headers["x-api-key"] = apiKey;
  return exchange({ ...rest, ...watch, url, headers, userAgent, signal: deadline.signal });
}

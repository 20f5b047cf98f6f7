import type { IncomingHttpHeaders } from "node:http";
import type { Creator, SimulatedKey } from "./access.ts";
import type { HttpResponse } from "./answers.ts";
import type { RequestBody } from "./body.ts";

/** What every API file exports a function to make: its endpoints, and what a test may look at of its state. */
export interface Api {
  /** By the name under which requests are recorded. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Become fields of the simulator. */
  readonly records: object;
}

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /**
   * Default `apis.roblox.com`. Any other host gets a certificate of its own and is reached through the same proxy. A key has no
   * business there: a request that brings one is refused, and `simulator.strayKeys` has it.
   */
  readonly host?: string;
  /** The whole path without its query; named groups are the request's parameters. */
  readonly path: RegExp;
  /** Absent: the endpoint takes no key and counts no limit. */
  readonly access?: Access;
  /**
   * What is kept of a request's body. `"text"` (the default): all of it, as text, up to 16 MiB. `"file"`: its bytes, in a file
   * of the simulator. Of every body there are the length, the hash and both ends.
   */
  readonly keeps?: "text" | "file";
  answer(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

export interface Access {
  /** Undefined: any key will do. */
  readonly scope: string | undefined;
  /** All of them are needed. */
  readonly operations: readonly string[];
  /** Requests a minute and owner, as documented. */
  readonly perMinute: number;
  /**
   * Whose the thing is that the request is about, where a scope can be restricted to creators. Where only the body says it,
   * the endpoint compares it itself.
   */
  creatorOf?(parameters: Readonly<Record<string, string>>): Creator | "named in the body" | undefined;
  /** The 403, for a key that has the scope (but not for this experience) and for one that has not. */
  refuse(hasScope: boolean): HttpResponse;
}

/** A request that has been read to its end. */
export interface HttpRequest {
  /** The named groups of the endpoint's path: `universe`, `place`, … */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
  /** The caller's; undefined where an endpoint takes no key. */
  readonly key: SimulatedKey | undefined;
}

const MAX_ID = 2n ** 63n - 1n;

/** True for a positive int64 in plain digits. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= MAX_ID;
}

/**
 * The JSON object in a body; undefined if there is none, or if it does not come as `type` ("API patterns" wants the
 * header on every request with a body). Integers beyond 2^53 become bigints.
 */
export function readObject(
  { headers, body }: HttpRequest,
  type = /^application\/json\b/i,
): Record<string, unknown> | undefined {
  if (!type.test(headers["content-type"] ?? "")) return undefined;
  try {
    const value: unknown = JSON.parse(body.text ?? "", exactIntegers);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function exactIntegers(_: string, value: unknown, context?: { source?: string }): unknown {
  const isInteger = typeof value === "number" && /^-?\d+$/.test(context?.source ?? "");
  return isInteger && !Number.isSafeInteger(value) ? BigInt(context?.source ?? "") : value;
}

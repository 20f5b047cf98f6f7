import type { IncomingHttpHeaders } from "node:http";
import type { HttpResponse } from "./answers.ts";

/** A request as it is seen before it is answered. */
export interface SeenRequest<Name extends string = string> {
  readonly method: string;
  /** As the client named it, without a port. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
  /** `unknown`: no endpoint of the simulator. */
  readonly endpoint: Name | "unknown";
  /** The named parts of the path: `universe`, `place`, `version`, `task`, … */
  readonly parameters: Readonly<Record<string, string>>;
  /** Over HTTP/2 without its pseudo-headers, but with `host`. */
  readonly headers: IncomingHttpHeaders;
  /** Whether it came with an `x-api-key`. */
  readonly hasKey: boolean;
  readonly httpVersion: "1.1" | "2";
  /** Serial number of the TLS connection, from 1. */
  readonly connection: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What is known of a request; filled in while it goes on. */
export interface RequestRecord<Name extends string = string> extends SeenRequest<Name> {
  /** How much of the body was read. */
  bodyBytes: number;
  bodyComplete: boolean;
  /** Of a complete body. */
  bodySha256?: string;
  /** Of a complete body, where the endpoint keeps it as text. */
  body?: string;
  /** Of a complete body, where the endpoint keeps it as bytes: a file, there until the simulator closes. */
  bodyFile?: string;
  /** What went wrong with it on purpose. */
  fault?: { readonly kind: string };
  /** Of the answer; undefined as long as, or because, there was none. */
  status?: number;
  /** As it was begun; how much of it went out is a matter of the fault. */
  answer?: HttpResponse;
  /** When the answer was out or the connection gone. */
  endedAt?: number;
}

import type { IncomingHttpHeaders } from "node:http";
import type { EndpointKind } from "../endpoints.ts";

/** A request as it is seen before it is answered. */
export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly endpoint: EndpointKind;
  /** The named parts of the path: `universe`, `place`, `version`, `task`, … */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Serial number of the TLS connection, from 1. */
  readonly connection: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What is known of a request; filled in while it goes on. */
export interface RequestRecord extends SeenRequest {
  /** How much of the body was read. */
  bodyBytes: number;
  bodyComplete: boolean;
  /** Of a complete body. */
  bodySha256?: string;
  /** Of a complete body, for every endpoint but `publish`. */
  body?: string;
  /** Of the answer; undefined as long as, or because, there was none. */
  status?: number;
  /** When the answer was out or the connection gone. */
  endedAt?: number;
}

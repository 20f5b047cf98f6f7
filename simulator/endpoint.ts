import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "./answers.ts";
import type { Body } from "./body.ts";
import type { SimulatedKey } from "./keys.ts";
import type { Place } from "./places.ts";

/** What the simulated Roblox knows and holds, in memory. */
export interface Cloud {
  readonly keys: readonly SimulatedKey[];
  readonly universeIds: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, Place>;
  readonly deduplicate: boolean;
}

/** A request that has been read to its end. */
export interface Call {
  /** The named groups of the endpoint's path: `universe`, `place`, … */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  /** Absent: the endpoint takes no key and counts no limit. */
  readonly access?: {
    readonly scope: string;
    /** One of them is enough. */
    readonly operations: readonly string[];
    /** Requests a minute and owner, as documented; undefined: the simulator's own setting. */
    readonly perMinute: number | undefined;
    /** The 403, for a key that has the scope (but not for this experience) and for one that has not. */
    refuse(hasScope: boolean): Answer;
  };
  answer(call: Call, cloud: Cloud): Answer;
}

const MAX_ID = 2n ** 63n - 1n;

/** True for a positive int64 in plain digits. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= MAX_ID;
}

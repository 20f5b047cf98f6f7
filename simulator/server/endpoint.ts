import type { IncomingHttpHeaders } from "node:http";
import type { SimulatedKey } from "../api/keys.ts";
import type { LuauSettings, TaskRecord } from "../api/luau.ts";
import type { MessageRecord } from "../api/messages.ts";
import type { Place } from "../api/places.ts";
import type { ReadBackSettings } from "../api/read-back.ts";
import type { RestartRecord } from "../api/restarts.ts";
import type { Answer } from "./answers.ts";
import type { Body } from "./body.ts";
import type { Clock } from "./clock.ts";

/** What the simulated Roblox knows and holds, in memory. */
export interface Cloud {
  readonly clock: Clock;
  readonly keys: readonly SimulatedKey[];
  readonly universeIds: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, Place>;
  readonly deduplicate: boolean;
  readonly readBack: ReadBackSettings;
  readonly luau: LuauSettings;
  readonly tasks: TaskRecord[];
  readonly restarts: RestartRecord[];
  readonly messages: MessageRecord[];
}

/** A request that has been read to its end. */
export interface Call {
  /** The named groups of the endpoint's path: `universe`, `place`, … */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
  /** The caller's; undefined where an endpoint takes no key. */
  readonly key: SimulatedKey | undefined;
}

export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  /** Absent: the endpoint takes no key and counts no limit. */
  readonly access?: {
    readonly scope: string;
    /** All of them are needed. */
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

/** The place, if it is one of this universe's. */
export function findPlace(
  cloud: Cloud,
  universeId: string | undefined,
  placeId: string | undefined,
): Place | undefined {
  const place = cloud.places.get(placeId ?? "");
  return place?.universeId === universeId ? place : undefined;
}

/**
 * The JSON object in a body; undefined if there is none, or if it does not come as `application/json` ("API patterns" wants the
 * header on every request with a body). Integers beyond 2^53 become bigints.
 */
export function readObject({ headers, body }: Call): Record<string, unknown> | undefined {
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) return undefined;
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

import { parseObject, readAnswer, textOf } from "../answer.ts";
import { type Client, until } from "../client.ts";
import { within } from "../deadline.ts";
import type { Permission } from "../facts.ts";
import { DASHBOARD } from "../pages.ts";
import { sendOnce } from "../request.ts";

/** What Roblox says of the key, reduced to what a log may show: no name, no owner, no other universe's id. */
export interface KeyReport {
  readonly enabled: boolean;
  readonly expired: boolean;
  readonly expires?: Date;
  /** False when the answer has no list of scopes: then nothing follows from one that is missing. */
  readonly listsScopes: boolean;
  /** The operations that the key has on the scope that was asked for, such as `write`. */
  readonly operations: readonly string[];
  /** Which universes it has the asked permission on; unknown when the answer does not say so in the documented shape. */
  readonly reach: "all" | "this" | "others" | "unknown";
  /** How many universes it is restricted to, when it is. */
  readonly universes?: number;
}

/** `refused`: Roblox does not accept the key from this address at all. `malformed`: it does not look like an API key. */
export type Introspection = KeyReport | "refused" | "malformed" | undefined;

/**
 * Asks Roblox about the key (`POST /api-keys/v1/introspect`; Open Cloud, "API keys", section on introspection).
 * The key travels in the body, as documented. One try; any trouble gives undefined.
 *
 * @param seconds the most that it may take.
 */
export async function introspectKey(client: Client, permission: Permission, seconds: number): Promise<Introspection> {
  const body = JSON.stringify({ apiKey: client.apiKey });
  const target = "/api-keys/v1/introspect";
  try {
    const answer = await within(seconds, (signal) => sendOnce(until(client, signal), { method: "POST", target, body }));
    if (answer.status === 401 || answer.status === 403) return "refused";
    if (answer.status === 400 && /format/i.test(readAnswer(answer).message ?? "")) return "malformed";
    return answer.status === 200 ? readKeyReport(answer.text, permission, client.universeId) : undefined;
  } catch {
    return undefined;
  }
}

/** Disabled or expired: what a key report alone is enough to say, before or after a call. */
export function unusable(key: Introspection): { why: string; next: string } | undefined {
  if (typeof key !== "object") return undefined;
  if (key.expired) {
    const when = key.expires ? ` on ${day(key.expires)}` : "";
    return { why: `The key expired${when}.`, next: `Give it a new expiration date in the ${DASHBOARD}.` };
  }
  if (!key.enabled) return { why: "The key is disabled.", next: `Switch it on in the ${DASHBOARD}.` };
  return undefined;
}

/** A date as people write it in every country. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/**
 * Reads introspect's answer. The documentation shows ids as strings under plural names; numbers and singular names are
 * taken too, and both spellings of the expiry that have been seen.
 */
export function readKeyReport(
  text: string,
  permission: Permission,
  universeId: string | undefined,
): KeyReport | undefined {
  const body = parseObject(text);
  if (!body || typeof body.enabled !== "boolean") return undefined;
  const time = body.expirationTimeUtc ?? body.expirationUtcTime;
  const expires = typeof time === "string" ? new Date(time) : undefined;

  const scopes = Array.isArray(body.scopes) ? (body.scopes as unknown[]) : [];
  const asked = scopes.filter(isObject).filter((scope) => scope.name === permission.scope);
  const operations = asked.flatMap((scope) => list(scope.operations));
  const granting = asked.filter((scope) =>
    list(scope.operations).some((operation) => permission.operations.includes(operation)),
  );
  const ids = granting.map((scope) => scope.universeIds ?? scope.universeId);
  const universes = new Set(ids.flatMap(list));
  // Without any list of resources a scope has no such choice; a list of users or groups says nothing of universes.
  const unrestricted = granting.some((scope) => !Object.keys(scope).some((name) => /Ids?$/.test(name)));

  const reach =
    universes.has("*") || unrestricted
      ? "all"
      : universeId !== undefined && universes.has(universeId)
        ? "this"
        : universeId !== undefined && universes.size > 0
          ? "others"
          : "unknown";
  return {
    enabled: body.enabled,
    expired: body.expired === true,
    ...(expires && !Number.isNaN(expires.getTime()) ? { expires } : {}),
    listsScopes: Array.isArray(body.scopes),
    operations: [...new Set(operations)].filter((operation) => /^[a-z-]{1,30}$/.test(operation)),
    reach,
    ...(reach === "this" || reach === "others" ? { universes: universes.size } : {}),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function list(value: unknown): string[] {
  return [value]
    .flat()
    .map(textOf)
    .filter((text) => text !== "");
}

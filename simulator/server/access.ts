import { answers, type HttpResponse } from "./answers.ts";

/** One scope of a key, in the very shape in which introspection shows it. Ids are strings; `"*"` stands for all. */
export interface KeyScope {
  readonly name: string;
  readonly operations: readonly string[];
  /** The experiences it is restricted to; absent where a scope has no choice of experiences. */
  readonly universeIds?: readonly string[];
  /** The creators it is restricted to, for scopes about assets. */
  readonly userIds?: readonly string[];
  readonly groupIds?: readonly string[];
}

export interface SimulatedKey {
  readonly secret: string;
  readonly name: string;
  /** The user or group the key belongs to. Limits are counted per owner, over all of the owner's keys. */
  readonly ownerId: string;
  readonly scopes: readonly KeyScope[];
  /** Default true. A disabled key is refused everywhere; introspection says `enabled: false`. */
  readonly enabled?: boolean;
  /** Default false. An expired key is refused everywhere; introspection says `expired: true`. */
  readonly expired?: boolean;
  readonly expirationTimeUtc?: string;
  /** This address is not on the key's IP list: refused everywhere, by introspection as well (see `introspection`). */
  readonly blockedAddress?: boolean;
  /**
   * The states of a key for which introspection has no documented field. The key is refused everywhere, by introspection as
   * well (see `introspection`).
   */
  readonly state?: "autoExpired" | "revoked" | "moderated" | "userModerated";
  /**
   * What introspection answers for this key, whatever the rest says. How a blocked address and the states above show there is
   * documented nowhere; without this they get the 401 of an invalid key. Any other shape can be tried here too.
   */
  readonly introspection?: HttpResponse;
}

/**
 * Finds the caller's key, or the 401 it gets. A bearer token counts as no key (observed); a disabled, expired or blocked key
 * gets the text of an invalid one: no other 401 for an API key is on record.
 */
export function identify(
  keys: readonly SimulatedKey[],
  header: string | string[] | undefined,
): SimulatedKey | HttpResponse {
  if (typeof header !== "string" || header === "") return answers.missingApiKey;
  const key = keys.find(({ secret }) => secret === header);
  return key && key.enabled !== false && !key.expired && !isShutOut(key) ? key : answers.invalidApiKey;
}

/** True when not even introspection accepts the key. */
export function isShutOut(key: SimulatedKey): boolean {
  return key.blockedAddress === true || key.state !== undefined;
}

/** What a request is about. */
export interface Target {
  readonly universeId?: string | undefined;
  /** Of the asset: where a scope is restricted to creators, this one must be among them. */
  readonly creator?: Creator | "named in the body" | undefined;
}

/** The owner of universes and assets; ids are decimal. */
export type Creator = { readonly userId: string } | { readonly groupId: string };

/**
 * True if the key has each of `operations` on the scope, in one entry or in several, and is good for the target (for all of
 * them, where the request names none). An entry without a list of ids has no such restriction.
 */
export function permits(key: SimulatedKey, scope: string, operations: readonly string[], target: Target = {}): boolean {
  return operations.every((operation) =>
    key.scopes.some((entry) => entry.name === scope && entry.operations.includes(operation) && covers(entry, target)),
  );
}

function covers({ universeIds, userIds, groupIds }: KeyScope, { universeId, creator }: Target): boolean {
  const isAmong = (ids: readonly string[] | undefined, id: string | undefined) =>
    ids?.includes("*") || (id !== undefined && ids?.includes(id)) || false;
  if (universeIds !== undefined && !isAmong(universeIds, universeId)) return false;
  if (userIds === undefined && groupIds === undefined) return true;
  if (!creator) return false;
  if (creator === "named in the body") return true;
  return "userId" in creator ? isAmong(userIds, creator.userId) : isAmong(groupIds, creator.groupId);
}

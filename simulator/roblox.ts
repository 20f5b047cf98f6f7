import type { Creator, SimulatedKey } from "./server/access.ts";
import type { StoredBytes } from "./server/body.ts";
import type { Clock } from "./server/clock.ts";

export type VersionType = "Saved" | "Published";

/** A version of a place that was made in this run, with its bytes. */
export interface PlaceVersion extends StoredBytes {
  /** Digits; may exceed 2^53. */
  readonly versionNumber: string;
  readonly versionType: VersionType;
  readonly contentType: string;
  readonly createdAt: Date;
  notes?: { title: string; description: string };
}

export interface Place {
  readonly universeId: string;
  /** Number of the newest version before the run; 0 if there was none. */
  readonly before: bigint;
  /** Number of the newest version, whether it was made in this run or before it. */
  newest: bigint;
  /** Versions made in this run, the newest first. */
  readonly versions: PlaceVersion[];
}

export interface RobloxOptions {
  /** The places of each universe. Ids are decimal, 1 to 2^63-1. Default: universe 4242 with places 1818, 1819 and 1820. */
  readonly universes?: Readonly<Record<string, readonly string[]>>;
  /** Default: one key, `DEMO_KEY`, for publishing to these universes and nothing else. */
  readonly keys?: readonly SimulatedKey[];
  /** Number of a place's newest version before the run, in digits that may exceed 2^53. Default `"0"`. */
  readonly firstVersion?: Readonly<Record<string, string>>;
  /** Who owns each universe, and with it its places. Default: user 100001, the owner of `DEMO_KEY`. */
  readonly creators?: Readonly<Record<string, Creator>>;
  /** How versions are seen afterwards. */
  readonly readBack?: Partial<ReadBackSettings>;
}

export interface ReadBackSettings {
  /** How long it takes until a published version is seen live. Default 0; how long it really takes is not known. */
  readonly liveAfterSeconds: number;
  /** Places without a running server: they are left out of the forecast ("empty if no active places"). */
  readonly idlePlaces: readonly string[];
  /**
   * Places whose servers all still run this version. Default: a server with the live version has started. A published
   * version is in the forecast only once a server runs it.
   */
  readonly runningVersions: Readonly<Record<string, string>>;
  /** Clients are given an object; Roblox's OpenAPI says that a list of asset versions is a bare array. Default "object". */
  readonly assetVersions: "array" | "object";
}

/** What a script in a task can do to the rest of Roblox. Each API adds its own. */
export interface Engine {
  /**
   * `AssetService:CreateAssetVersionAsync`.
   *
   * @returns the name of a `CreateAssetResult`, and the version's number or a diagnostic text.
   */
  createAssetVersion?(upload: AssetUpload): { readonly result: string; readonly said: string | number };
}

/** The object of an upload, as the bytes that it came from, with the values that the script gave. */
export interface AssetUpload {
  /** Of the task. */
  readonly ownerId: string;
  readonly assetType: string;
  readonly assetId: string;
  readonly sha256: string;
  readonly name: string;
  readonly description: string;
  readonly creatorType: string;
  readonly creatorId: string;
}

/** What the list of versions shows of an asset that is no place. */
export interface VersionedAsset {
  readonly creator: Creator;
  /** As in an answer, the newest first. */
  readonly versions: readonly { readonly path: string }[];
  /** Makes the content of a version the next one; false when there is no such version. */
  rollBack(number: number): boolean;
}

/** What all APIs share: who may do something, and the places with their versions. What else an API holds is its own. */
export interface Roblox {
  readonly clock: Clock;
  readonly keys: readonly SimulatedKey[];
  readonly universeIds: ReadonlySet<string>;
  creatorOf(universeId: string): Creator;
  readonly places: ReadonlyMap<string, Place>;
  readonly readBack: ReadBackSettings;
  readonly engine: Engine;
  /** Set by the API of assets. */
  assetOf?: (assetId: string | undefined) => VersionedAsset | undefined;
  /** Where the bytes of versions are kept. */
  readonly folder: string;
}

/** Of everything, unless an option says otherwise. */
export const DEFAULT_OWNER = "100001";
export const DEFAULT_UNIVERSES = { "4242": ["1818", "1819", "1820"] };

export function createRoblox(
  options: RobloxOptions,
  keys: readonly SimulatedKey[],
  clock: Clock,
  folder: string,
): Roblox {
  const { universes = DEFAULT_UNIVERSES, firstVersion = {} } = options;
  const places = new Map<string, Place>();
  for (const [universeId, placeIds] of Object.entries(universes)) {
    for (const placeId of placeIds) {
      const before = BigInt(firstVersion[placeId] ?? "0");
      places.set(placeId, { universeId, before, newest: before, versions: [] });
    }
  }
  return {
    clock,
    keys,
    folder,
    universeIds: new Set(Object.keys(universes)),
    engine: {},
    creatorOf: (universeId) => options.creators?.[universeId] ?? { userId: DEFAULT_OWNER },
    places,
    readBack: {
      liveAfterSeconds: 0,
      idlePlaces: [],
      runningVersions: {},
      assetVersions: "object",
      ...options.readBack,
    },
  };
}

/** The place, if it is one of this universe's. */
export function findPlace({ places }: Roblox, universeId?: string, placeId = ""): Place | undefined {
  const place = places.get(placeId);
  return place?.universeId === universeId ? place : undefined;
}

export function findVersion(place: Place | undefined, number: string | undefined): PlaceVersion | undefined {
  return place?.versions.find(({ versionNumber }) => versionNumber === number);
}

/**
 * With which versions an upload is compared, whose number comes back when the bytes are theirs (observed by two teams, not
 * documented): with the newest (`true`), with none, or with all of the place (`"any"`).
 */
export type Deduplication = boolean | "any";

/**
 * Stores the next version of a place and returns its number, or that of a version with the same bytes. What becomes of such
 * a version when it was `Saved` and now comes as `Published` is not known; here it stays `Saved`, which is the worse case for
 * a client that relies on it being live.
 */
export function storeVersion(
  place: Place,
  upload: Omit<PlaceVersion, "versionNumber">,
  deduplicate: Deduplication,
): string {
  const compared = deduplicate === "any" ? place.versions : deduplicate ? place.versions.slice(0, 1) : [];
  const same = compared.find(({ sha256 }) => sha256 === upload.sha256);
  if (same) return same.versionNumber;
  place.newest += 1n;
  place.versions.unshift({ ...upload, versionNumber: String(place.newest) });
  return String(place.newest);
}

export function isSeenLive({ versionType, createdAt }: PlaceVersion, { readBack, clock }: Roblox): boolean {
  return versionType === "Published" && clock.now() - createdAt.getTime() >= readBack.liveAfterSeconds * 1000;
}

/** The version that players get, as far as it can be seen; what was there before the run counts as published. */
export function findLive(place: Place, roblox: Roblox): { number: bigint; publishedAt: Date } {
  const version = place.versions.find((candidate) => isSeenLive(candidate, roblox));
  return version
    ? { number: BigInt(version.versionNumber), publishedAt: version.createdAt }
    : { number: place.before, publishedAt: new Date(0) };
}

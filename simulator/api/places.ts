export type VersionType = "Saved" | "Published";

export interface PlaceVersion {
  /** Digits; may exceed 2^53. */
  readonly versionNumber: string;
  readonly versionType: VersionType;
  readonly sha256: string;
  readonly bytes: number;
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
  /** Versions made in this run, oldest first. */
  readonly versions: PlaceVersion[];
}

/** Puts every place into its universe, with the number of its newest version before the run. */
export function layOutPlaces(
  universes: Readonly<Record<string, readonly string[]>>,
  firstVersion: Readonly<Record<string, string>>,
): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [universeId, placeIds] of Object.entries(universes)) {
    for (const placeId of placeIds) {
      const before = BigInt(firstVersion[placeId] ?? "0");
      places.set(placeId, { universeId, before, newest: before, versions: [] });
    }
  }
  return places;
}

/**
 * Stores the next version of a place and returns its number.
 *
 * With `deduplicate`, the bytes of the newest version make no new one: its number comes back (observed by two teams, not
 * documented). What becomes of such a version when it was `Saved` and now comes as `Published` is not known; here it stays
 * `Saved`, which is the worse case for a client that relies on it being live.
 */
export function storeVersion(place: Place, upload: Omit<PlaceVersion, "versionNumber">, deduplicate: boolean): string {
  const newest = place.versions.at(-1);
  if (deduplicate && newest?.sha256 === upload.sha256) return newest.versionNumber;
  place.newest += 1n;
  place.versions.push({ ...upload, versionNumber: String(place.newest) });
  return String(place.newest);
}

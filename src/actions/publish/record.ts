import type { Inspection } from "../../place-file/inspect.ts";
import type { Remark } from "../../runner/annotations.ts";
import type { PublishInputs, Target } from "./inputs.ts";

export type Status = "published" | "saved" | "checked" | "failed" | "notTried";

/** What is known of one place, and what has become of it so far. */
export interface PlaceRecord {
  readonly target: Target;
  status: Status;
  inspection?: Inspection;
  versionNumber?: string;
  attempts: number;
  seconds?: number;
  error?: string;
  /** What a sudden end can say: nothing was begun, an upload is under way, or one may have gone through. */
  fate: "untouched" | "begun" | "perhaps";
  bytesSent: number;
  /** The version that was seen live after publishing. */
  seenLive?: string;
}

/** Everything that this step knows of its places. */
export interface StepRecord {
  readonly inputs: PublishInputs;
  readonly places: readonly PlaceRecord[];
  /** The warnings and notices so far. */
  readonly remarks: Remark[];
  /** The environment for which GitHub has a Deployment of this step. */
  deployment?: string;
  /** Why the step failed, or was ended. */
  failure?: { readonly title: string; readonly message: string };
  /** The job summary is written. */
  summarised?: true;
}

export function startRecord(inputs: PublishInputs): StepRecord {
  return {
    inputs,
    places: inputs.targets.map((target) => ({
      target,
      status: "notTried",
      attempts: 0,
      fate: "untouched",
      bytesSent: 0,
    })),
    remarks: [],
  };
}

export function wentThrough({ status }: PlaceRecord): boolean {
  return status === "published" || status === "saved";
}

export function placeUrl(placeId: string): string {
  return `https://www.roblox.com/games/${placeId}`;
}

/** The output `results`: what does not apply is left out. */
export function resultsOf({ inputs, places }: StepRecord): Record<string, unknown>[] {
  return places.map(({ target, status, inspection, versionNumber, attempts, seconds, error }) => ({
    universeId: inputs.universeId,
    placeId: target.placeId,
    filePath: target.filePath,
    versionType: inputs.versionType,
    status,
    versionNumber,
    sha256: inspection?.sha256,
    bytes: inspection?.sha256 === undefined ? undefined : inspection.bytes,
    attempts: attempts > 0 ? attempts : undefined,
    seconds: seconds === undefined ? undefined : Math.round(seconds * 10) / 10,
    error,
    place: inspection?.place,
  }));
}

/** The outputs of the step, but for `results`: they speak of one place that went through or was checked. */
export function outputsOf({ places }: StepRecord): Record<string, string> {
  const [place] = places;
  if (places.length !== 1 || !place) return {};
  if (place.status === "checked") return { sha256: place.inspection?.sha256 ?? "" };
  if (!wentThrough(place)) return {};
  return {
    versionNumber: place.versionNumber ?? "",
    placeUrl: placeUrl(place.target.placeId),
    sha256: place.inspection?.sha256 ?? "",
    attempts: String(place.attempts),
  };
}

import { publishingOf } from "../../open-cloud/api/places.ts";
import { titleOf } from "../../open-cloud/call.ts";
import type { Effect } from "../../open-cloud/retry.ts";
import type { Inspection } from "../../place-file/inspect.ts";
import type { Remark } from "../../runner/annotations.ts";
import type { PublishInputs, Target } from "./inputs.ts";

/** What the output `results` calls a place's end. */
export type Status = "published" | "saved" | "checked" | "failed" | "notTried";

/** What has become of one place so far. Only this file moves a place from one state to another. */
export type PlaceState =
  | { readonly status: "notTried" | "checked" }
  | {
      readonly status: "sending";
      readonly attempts: number;
      /** Whether any try so far may have been carried out. */
      readonly effect: Effect;
      readonly bytesSent: number;
      /** When the first try began, in milliseconds of `performance.now()`. */
      readonly beganAt: number;
    }
  | {
      readonly status: "published" | "saved";
      readonly versionNumber: string;
      readonly attempts: number;
      readonly seconds: number;
    }
  /** `cancelled` is the end of a place that was being sent when the runner cancelled the step. */
  | {
      readonly status: "failed" | "cancelled";
      readonly error: string;
      /** Whether it may have been published all the same. */
      readonly effect: Effect;
      readonly attempts: number;
      readonly seconds?: number;
    };

export interface PlaceRecord {
  readonly target: Target;
  state: PlaceState;
  inspection?: Inspection;
  /** The version that was seen live after publishing. */
  seenLive?: string;
}

/** Everything that this step knows of its places. */
export interface StepRecord {
  readonly inputs: PublishInputs;
  readonly places: readonly PlaceRecord[];
  /** The warnings and notices so far. */
  readonly remarks: Remark[];
  /** What the file check found, to be told once what concerns the whole step has been told. */
  readonly findings: Remark[];
  /** The environment for which GitHub has a Deployment of this step. */
  deployment?: string;
  /** Why places were not tried, as the end of a sentence. */
  whyNotTried?: string;
  /** Why the step failed, or was ended. */
  failure?: { readonly title: string; readonly message: string };
  /** The job summary is written. */
  summarised?: true;
}

export function startRecord(inputs: PublishInputs): StepRecord {
  return {
    inputs,
    places: inputs.targets.map((target) => ({ target, state: { status: "notTried" } })),
    remarks: [],
    findings: [],
  };
}

/** A dry run has nothing more to do with the place. */
export function markChecked(place: PlaceRecord): void {
  place.state = { status: "checked" };
}

/** The place's own file was refused: nothing of it is sent. */
export function refuse(place: PlaceRecord, error: string): void {
  place.state = { status: "failed", error, effect: "none", attempts: 0 };
}

/** A try begins: nothing of the file is sent yet. */
export function beginAttempt(place: PlaceRecord, attempts: number): void {
  const { state } = place;
  if (state.status === "notTried") {
    place.state = { status: "sending", attempts, effect: "none", bytesSent: 0, beganAt: performance.now() };
  } else if (state.status === "sending") place.state = { ...state, attempts, bytesSent: 0 };
}

export function note(place: PlaceRecord, news: { effect: Effect } | { bytesSent: number }): void {
  if (place.state.status === "sending") place.state = { ...place.state, ...news };
}

/** What was cancelled stays so, whatever comes in afterwards. */
export function goThrough(place: PlaceRecord, versionType: PublishInputs["versionType"], versionNumber: string): void {
  const { state } = place;
  if (state.status !== "sending") return;
  const status = versionType === "Published" ? "published" : "saved";
  place.state = { status, versionNumber, attempts: state.attempts, seconds: secondsSince(state.beganAt) };
}

export function fail(place: PlaceRecord, error: string): void {
  const { state } = place;
  if (state.status !== "sending") return;
  const { effect, attempts } = state;
  place.state = { status: "failed", error, effect, attempts, seconds: secondsSince(state.beganAt) };
}

export function cancel(place: PlaceRecord): void {
  const { state } = place;
  if (state.status !== "sending") return;
  const { effect, attempts } = state;
  const error =
    effect === "possible"
      ? "The step was cancelled after the file had been sent: the place may have been published."
      : "The step was cancelled: nothing was published.";
  place.state = { status: "cancelled", error, effect, attempts, seconds: secondsSince(state.beganAt) };
}

function secondsSince(at: number): number {
  return (performance.now() - at) / 1000;
}

/** The state with what it has to tell, for tables and outputs: what does not apply is undefined. */
export function outcomeOf({ state }: PlaceRecord): {
  status: Status;
  versionNumber?: string;
  attempts?: number;
  seconds?: number;
  error?: string;
} {
  switch (state.status) {
    case "notTried":
    case "checked":
      return { status: state.status };
    case "sending":
      return { status: "notTried", attempts: state.attempts };
    case "published":
    case "saved":
      return state;
    case "failed":
    case "cancelled": {
      const { attempts, effect: _, ...rest } = state;
      return { ...rest, status: "failed", ...(attempts > 0 ? { attempts } : {}) };
    }
  }
}

/** Nobody knows whether it was published: its file was sent, and the answer was lost. */
export function mayHaveWorked({ state }: PlaceRecord): boolean {
  return "effect" in state && state.effect === "possible";
}

/** The title of the step's failure, when not every place went through. Pure. */
export function titleFor(places: readonly PlaceRecord[]): string {
  const missing = places.filter((place) => !wentThrough(place));
  const [only] = missing;
  const unknown = missing.filter(mayHaveWorked).length;
  if (places.length === 1 && only) {
    return titleOf(publishingOf(only.target.placeId), unknown > 0 ? "possible" : "none");
  }
  const undone = missing.length - unknown;
  const some = (count: number) => ({
    what: `${count} of ${places.length} places ${count === 1 ? "was" : "were"}`,
    done: "published",
  });
  if (undone === 0) return titleOf(some(unknown), "possible");
  return `${titleOf(some(undone), "none")}${unknown === 0 ? "" : `, and of ${unknown} more that is not known`}`;
}

/** How many places were not tried, and why; undefined for none. */
export function notTriedText({ places, whyNotTried }: StepRecord): string | undefined {
  const count = (status: Status) => places.filter((place) => outcomeOf(place).status === status).length;
  const notTried = count("notTried");
  if (notTried === 0 || whyNotTried === undefined) return undefined;
  return `${notTried}${count("failed") > 0 ? " more" : ""} ${notTried === 1 ? "was" : "were"} not tried: ${whyNotTried}`;
}

/** The number of the version that it became, if it did. */
export function versionOf({ state }: PlaceRecord): string | undefined {
  return state.status === "published" || state.status === "saved" ? state.versionNumber : undefined;
}

export function wentThrough(place: PlaceRecord): boolean {
  return versionOf(place) !== undefined;
}

export function placeUrl(placeId: string): string {
  return `https://www.roblox.com/games/${placeId}`;
}

/** The output `results`: what does not apply is left out. */
export function resultsOf({ inputs, places }: StepRecord): Record<string, unknown>[] {
  return places.map((place) => {
    const { target, inspection } = place;
    const { status, versionNumber, attempts, seconds, error } = outcomeOf(place);
    return {
      universeId: inputs.universeId,
      placeId: target.placeId,
      filePath: target.filePath,
      versionType: inputs.versionType,
      status,
      versionNumber,
      sha256: inspection?.sha256,
      bytes: inspection?.sha256 === undefined ? undefined : inspection.bytes,
      attempts,
      seconds: seconds === undefined ? undefined : Math.round(seconds * 10) / 10,
      error,
      place: inspection?.place,
    };
  });
}

/** The outputs of the step, but for `results`: they speak of one place that went through or was checked. */
export function outputsOf({ places }: StepRecord): Record<string, string> {
  const [place] = places;
  if (places.length !== 1 || !place) return {};
  const { state } = place;
  if (state.status === "checked") return { sha256: place.inspection?.sha256 ?? "" };
  if (state.status !== "published" && state.status !== "saved") return {};
  const { versionNumber, attempts } = state;
  return {
    versionNumber,
    placeUrl: placeUrl(place.target.placeId),
    sha256: place.inspection?.sha256 ?? "",
    attempts: String(attempts),
  };
}

/** What is known of every place when the step ends before its time, in whole sentences. */
export function fateOf({ places }: StepRecord): string {
  const through = places.flatMap((place) => {
    const version = versionOf(place);
    const how = place.state.status === "saved" ? "saved" : "live";
    return version === undefined ? [] : [`place ${place.target.placeId} is ${how} as version ${version}`];
  });
  const perhaps = places
    .filter(({ state }) => state.status === "sending" && state.effect === "possible")
    .map(
      ({ target }) =>
        `place ${target.placeId} may have been published (its file had been sent): look at its version history`,
    );
  const known = [...through, ...perhaps];
  if (known.length === 0) return "Nothing was published.";
  const others = known.length < places.length ? ["no other place is known to have been published"] : [];
  const text = [...known, ...others].join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

import { titleOf } from "../../open-cloud/call.ts";
import type { Effect } from "../../open-cloud/retry.ts";
import type { Inspection } from "../../place-file/inspect.ts";
import type { Remark } from "../../runner/annotations.ts";
import { setOutputs } from "../../runner/outputs.ts";
import type { RollbackInputs } from "./inputs.ts";

/** A file that was fetched and checked. */
export type FetchedFile = Inspection & Required<Pick<Inspection, "sha256">>;

/** What is to be done, by the list of versions. */
export interface Plan {
  /** Saved or published. */
  readonly newest: string;
  /** Undefined: no version of the place is live, as far as the list shows. */
  readonly live: string | undefined;
  /** The version whose content is to be live again. */
  readonly target: string;
  /** False: players have never had it. Undefined: the list does not reach back to it. */
  readonly targetWasPublished: boolean | undefined;
}

/** Everything that this step knows of its place. */
export interface StepRecord {
  readonly inputs: RollbackInputs;
  readonly remarks: Remark[];
  readonly beganAt: number;
  /** Where fetched files lie until the step ends. */
  folder?: string;
  /** What the list of versions said before anything was changed. */
  plan?: Plan;
  /** The bytes of the version that is to be live again. */
  file?: FetchedFile;
  /** Whether a call whose end is not known may have changed the place. */
  effect?: Effect;
  /** The versions that have the content, by Roblox's answers: made by this step, or there before. */
  readonly made: string[];
  /** The live version, as last seen since the first change. */
  live?: string;
  /** It is proved that the content is live, and how. */
  proof?: "its number" | "its number and its bytes" | "its bytes";
  failure?: { readonly title: string; readonly message: string };
}

export function startRecord(inputs: RollbackInputs): StepRecord {
  return { inputs, remarks: [], made: [], beganAt: performance.now() };
}

/** The title of the step's failure. */
export function titleFor({ placeId }: Pick<RollbackInputs, "placeId">, effect: Effect = "none"): string {
  return titleOf({ what: `place ${placeId} was`, done: "rolled back" }, effect);
}

/** Whether the content may be live, for all that this step has seen. Pure. */
export function effectSoFar({ effect = "none", made, live, proof }: StepRecord): Effect {
  const isUnseen = made.length > 0 && proof === undefined && (live === undefined || made.includes(live));
  return isUnseen ? "possible" : effect;
}

/** Roblox has answered with a version that has the content. What was seen before says nothing of it. */
export function noteMade(step: StepRecord, version: string): string {
  step.made.push(version);
  delete step.live;
  step.effect = "none";
  return version;
}

/** Notes which version is live, and sets it as an output at once: it holds whatever becomes of the step. */
export function seeLive(step: StepRecord, live: string | undefined): void {
  if (live === undefined) return;
  step.live = live;
  step.effect = "none";
  setOutputs({ versionNumber: live }, fateOf(step));
}

/** The live version has the content that was asked for. */
export function prove(step: StepRecord, proof: NonNullable<StepRecord["proof"]>): void {
  step.proof = proof;
  setOutputs({ restoredVersion: step.plan?.target ?? "" }, fateOf(step));
}

/** What is known of the place when the step ends, in whole sentences. */
export function fateOf({ inputs, plan, effect, made, live, proof }: StepRecord): string {
  const { placeId } = inputs;
  if (!plan) return "Nothing was changed.";
  const { target } = plan;
  if (proof !== undefined) return `Version ${live} of place ${placeId} is live, with the content of version ${target}.`;
  const lastSeen = live ?? plan.live;
  const version = lastSeen === undefined ? "none" : `version ${lastSeen}`;
  const before = live === undefined ? `before, ${version} was live` : `as last seen, ${version} is live`;
  if (effect === "possible") {
    return `The content of version ${target} had been sent, so that place ${placeId} may have a new live version with it; its version history tells (${before}).`;
  }
  if (live !== undefined) return `Version ${live} of place ${placeId} is live, as last seen.`;
  if (made.length > 0) {
    return `Version ${made.at(-1)} of place ${placeId} has the content of version ${target}; whether it is live had not been seen yet (${before}).`;
  }
  const now = plan.live === undefined ? "no version" : `version ${plan.live}`;
  return `Nothing was changed: ${now} of place ${placeId} is live.`;
}

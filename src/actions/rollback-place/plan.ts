import * as core from "@actions/core";
import { type ListedVersion, listVersions } from "../../open-cloud/api/versions.ts";
import type { Client } from "../../open-cloud/client.ts";
import { annotate } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import { setOutputs } from "../../runner/outputs.ts";
import { type Plan, type StepRecord, titleFor } from "./record.ts";

/** Where the next step is a person's. */
export const HISTORY = "the place's version history (Creator Dashboard)";

/**
 * Looks which version is live, and decides which is to be live again.
 *
 * @throws StepFailure when there is none; CallError when the versions cannot be read.
 */
export async function makePlan(client: Client, step: StepRecord): Promise<Plan> {
  const { inputs, remarks } = step;
  const { placeId, versionNumber } = inputs;
  const versions: ListedVersion[] = [];
  for await (const page of listVersions(client, placeId, {
    title: titleFor(inputs),
    certain: "it is not known which version is live",
  })) {
    versions.push(...page);
    if (isEnough(versions, versionNumber)) break;
  }
  const plan = choose(versions, versionNumber);
  if (typeof plan === "string") throw new StepFailure(titleFor(inputs), `Place ${placeId} ${plan}`);

  step.plan = plan;
  const { live, newest, target, targetWasPublished } = plan;
  if (live !== undefined) setOutputs({ previousVersion: live }, "Nothing was changed.");
  core.info(
    `Place ${placeId}: ${live === undefined ? "no version" : `version ${live}`} is live, version ${newest} is the newest; the content of version ${target} is to be live again`,
  );
  const warn = (title: string, message: string) => annotate(remarks, { severity: "warning", title, message });
  if (live !== undefined && BigInt(newest) > BigInt(live) && target !== newest) {
    warn(
      "There are saved versions on top of the live one",
      `The newest version of place ${placeId} is ${newest}, and version ${live} is live: somebody has saved since it was published. The rollback lies over what was saved, and Studio then opens the content of version ${target}. What was saved stays in ${HISTORY}.`,
    );
  }
  if (targetWasPublished === false) {
    warn(
      "That version was never published",
      `Version ${target} of place ${placeId} was only saved: players have never had it.`,
    );
  }
  return plan;
}

/** Whether the versions read so far, the newest first, are all that the decision needs. */
function isEnough(versions: readonly ListedVersion[], asked: string): boolean {
  const live = versions.findIndex(({ published }) => published);
  if (live < 0) return false;
  const oldest = versions.at(-1)?.number ?? "0";
  return asked === "" ? versions.slice(live + 1).some(({ published }) => published) : BigInt(oldest) <= BigInt(asked);
}

/**
 * Decides by the versions, the newest first, as far back as they were read. Pure.
 *
 * @param asked empty for the newest published one below the live one.
 * @returns the plan, or why there is none, as the end of a sentence that begins with the place, and what to do.
 */
export function choose(versions: readonly ListedVersion[], asked: string): Plan | string {
  const [newest] = versions;
  if (!newest) return "has no versions, by Roblox's list. Compare placeId with the Creator Dashboard.";
  const live = versions.find(({ published }) => published)?.number;
  const plan = { newest: newest.number, live };
  if (asked !== "") {
    const listed = versions.find(({ number }) => number === asked);
    const isBeyond = BigInt(asked) < BigInt(versions.at(-1)?.number ?? "0");
    if (!listed && !isBeyond) {
      return `has no version ${asked}, by Roblox's list; the newest is ${newest.number}. Correct versionNumber: ${HISTORY} has them all.`;
    }
    return { ...plan, target: asked, targetWasPublished: listed?.published };
  }
  if (live === undefined) {
    return `has no published version, as far as Roblox lists them, so that there is nothing to go back to. Name a version in versionNumber: ${HISTORY} has them all.`;
  }
  const target = versions.find(({ number, published }) => published && BigInt(number) < BigInt(live))?.number;
  if (target === undefined) {
    return `has no published version below ${live}, which is live, as far as Roblox lists them. Name a version in versionNumber, a saved one perhaps: ${HISTORY} has them all.`;
  }
  return { ...plan, target, targetWasPublished: true };
}

import * as core from "@actions/core";
import { isBusy } from "../../open-cloud/answer.ts";
import { uploadPlace } from "../../open-cloud/api/places.ts";
import { madeBetween, rollBackVersion } from "../../open-cloud/api/versions.ts";
import { CallError, type Watch } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { annotate } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import { HISTORY } from "./plan.ts";
import { awaitLive, compareLive, lookAtVersions } from "./proof.ts";
import {
  effectSoFar,
  type FetchedFile,
  noteMade,
  type Plan,
  prove,
  type StepRecord,
  seeLive,
  titleFor,
} from "./record.ts";

/** What an answer that was lost would have said: a version with the bytes is live. */
const LOST_BUT_LIVE = Symbol("the answer was lost, but the content is live");

/**
 * Makes the content live again: publishes its bytes, and where that leaves another version live, rolls the place back and
 * looks once more.
 *
 * @throws StepFailure when it is not proved that the content is live; CallError.
 */
export async function bringBack(client: Client, step: StepRecord): Promise<void> {
  const { inputs } = step;
  const plan = await lookAgain(client, step);
  const published = await unlessLost(client, step, plan, () => publishBytes(client, step, plan));
  if (published === LOST_BUT_LIVE || (await isSeenLive(client, step, plan, published))) return;

  const isOld = BigInt(published) <= BigInt(plan.newest);
  core.info(
    `Roblox answered with version ${published}${isOld ? ", which has these bytes already" : ""}, and ${step.live === undefined ? "no version" : `version ${step.live}`} is live. Trying versions:rollback`,
  );
  const rollback = { placeId: inputs.placeId, number: plan.target, title: titleFor(inputs) };
  const rolledBack = await unlessLost(client, step, plan, async () =>
    noteMade(step, await rollBackVersion(client, rollback, watchOf(step))),
  ).catch((error) => {
    if (!(error instanceof CallError) || client.deadline.signal.aborted) throw error;
    throw new StepFailure(
      titleFor(inputs, effectSoFar(step)),
      `Roblox took the bytes of version ${plan.target} and answered with version ${published}, which is not live, and versions:rollback did not help: ${error.message} ${whatToClick(step, published)}`,
    );
  });
  if (rolledBack === LOST_BUT_LIVE || (await isSeenLive(client, step, plan, rolledBack))) return;
  throw new StepFailure(
    titleFor(inputs),
    `Roblox has the content of version ${plan.target} as version ${rolledBack}, but did not make it live, neither by publishing its bytes (answered with version ${published}) nor by versions:rollback. ${whatToClick(step, rolledBack)}`,
  );
}

/** Somebody may have published or saved while the version was fetched. @throws StepFailure when another version is live. */
async function lookAgain(client: Client, step: StepRecord): Promise<Plan> {
  const { inputs, remarks } = step;
  const plan = step.plan as Plan;
  const { latest, published: live } = await lookAtVersions(client, inputs);
  step.plan = { ...plan, newest: latest, live };
  if (live !== plan.live) {
    throw new StepFailure(
      titleFor(inputs),
      `Somebody published place ${inputs.placeId} while version ${plan.target} was fetched: another version is live than before (${plan.live ?? "none"}). Nothing was sent. Look at that version, and run this again if players are to have version ${plan.target} all the same.`,
    );
  }
  if (latest !== plan.newest) {
    annotate(remarks, {
      severity: "warning",
      title: "Somebody saved meanwhile",
      message: `Version ${latest} of place ${inputs.placeId} was saved while version ${plan.target} was fetched, and the rollback lies over it. It stays in ${HISTORY}.`,
    });
  }
  return step.plan;
}

/** @returns the number that Roblox answered. */
async function publishBytes(client: Client, step: StepRecord, plan: Plan): Promise<string> {
  const { universeId, placeId } = step.inputs;
  const { path, bytes, sha256, contentType } = step.file as FetchedFile;
  core.info(`Publishing the bytes of version ${plan.target} to place ${placeId} of universe ${universeId}`);
  const upload = { universeId, placeId, versionType: "Published", path, bytes, sha256, contentType } as const;
  const { value: version } = await uploadPlace(client, upload, watchOf(step));
  noteMade(step, version);
  const others = madeBetween(plan.newest, version);
  if (others) {
    annotate(step.remarks, {
      severity: "warning",
      title: "Others made versions in between",
      message: `${others.text} made by others while this step was sending place ${placeId}, and version ${version} lies over ${others.several ? "them" : "it"}. Look at ${HISTORY}.`,
    });
  }
  return version;
}

/**
 * Where the answer to a call that changes the place was lost, the list of versions has it: a new live version with these very
 * bytes. A new number alone could be anybody's.
 */
async function unlessLost<T>(
  client: Client,
  step: StepRecord,
  { newest }: Plan,
  change: () => Promise<T>,
): Promise<T | typeof LOST_BUT_LIVE> {
  try {
    return await change();
  } catch (error) {
    const isLost = error instanceof CallError && error.effect === "possible" && !client.deadline.signal.aborted;
    if (!isLost) throw error;
    core.info(`${error.happened}. The list of versions tells whether it was done all the same`);
    const live = await awaitLive(client, step.inputs, String(BigInt(newest) + 1n));
    seeLive(step, live);
    // That it is not seen to be done does not prove that it was not.
    step.effect = "possible";
    const isNew = live !== undefined && BigInt(live) > BigInt(newest);
    if (!isNew || (await compareLive(client, step, live)).outcome !== "equal") throw error;
    prove(step, "its bytes");
    core.info(`It was: version ${live} of place ${step.inputs.placeId} is live and has these bytes`);
    return LOST_BUT_LIVE;
  }
}

/** What is noted while a call that changes the place is under way. */
function watchOf(step: StepRecord): Watch {
  return {
    onEffect(effect) {
      step.effect = effect;
    },
    onAnswer(answer) {
      if (!isBusy(answer)) return;
      annotate(step.remarks, {
        severity: "warning",
        title: "Somebody has the place open",
        message: `Roblox said that place ${step.inputs.placeId} is busy (HTTP 409): it is probably open in Studio or in a Team Create session. Ask everybody to close it: a session that goes on holds its own copy, and its next save or publish lies over the rollback.`,
      });
    },
  };
}

/**
 * Looks until the version is live, or another one stays so.
 *
 * @param version has the content, by Roblox's answer.
 * @returns whether it is proved that the content is live.
 * @throws StepFailure when somebody published another one over it, or when the live version has other content.
 */
async function isSeenLive(client: Client, step: StepRecord, plan: Plan, version: string): Promise<boolean> {
  const { inputs, made } = step;
  const live = await awaitLive(client, inputs, version);
  seeLive(step, live);
  const isNew = (number: string) => BigInt(number) > BigInt(plan.newest);
  if (live === undefined || !made.includes(live)) {
    const isOvertaken = live !== undefined && isNew(version) && BigInt(live) > BigInt(version);
    if (!isOvertaken) return false;
    throw new StepFailure(
      titleFor(inputs),
      `Version ${version} of place ${inputs.placeId} has the content of version ${plan.target}, but somebody published version ${live} right after it. Look at version ${live}; run this again if players are to have version ${plan.target} all the same.`,
    );
  }
  const { outcome, text } = await compareLive(client, step, live);
  // A number that was there before says less than a new one, which can be nothing but what was just made: without its bytes,
  // nothing shows that anything has changed.
  if (outcome === "unknown" && !isNew(live)) return false;
  if (outcome === "other" || (outcome === "alike" && !isNew(live))) {
    throw new StepFailure(
      titleFor(inputs),
      `Roblox answered that version ${live}, which is live, has the content of version ${plan.target}, but that version has something else in it: ${text} ${whatToClick(step, plan.target)}`,
    );
  }
  if (outcome === "unknown") {
    core.info(`The bytes of version ${live} could not be fetched again, so that its number is the proof. ${text}`);
  }
  if (outcome === "alike") {
    annotate(step.remarks, {
      severity: "warning",
      title: "Roblox gives other bytes back",
      message: `Version ${live} is live, and by its number the one that was made of version ${plan.target}. Fetched again, its bytes are not those that were sent, though there is as much in them: ${text} Roblox probably wrote the file anew.`,
    });
  }
  prove(step, outcome === "equal" ? "its number and its bytes" : "its number");
  core.info(
    `Version ${live} of place ${inputs.placeId} is live, with the content of version ${plan.target}: proved by ${step.proof}`,
  );
  return true;
}

/** What a person does when no call has helped. */
function whatToClick({ inputs, plan }: StepRecord, version: string): string {
  const content = version === plan?.target ? "" : `, which has the content of version ${plan?.target}`;
  return `What to do by hand: in the Creator Dashboard open the experience, Places, place ${inputs.placeId}, Version History; restore version ${version}${content}; then open the place in Studio and choose File → Publish to Roblox, since restoring alone does not make it live.`;
}

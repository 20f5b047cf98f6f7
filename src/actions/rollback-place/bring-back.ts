import * as core from "@actions/core";
import { isBusy } from "../../open-cloud/answer.ts";
import { uploadPlace } from "../../open-cloud/api/places.ts";
import { rollBackVersion } from "../../open-cloud/api/versions.ts";
import { CallError, type Watch } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { annotate } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import { thousands } from "../../text/units.ts";
import { HISTORY, type Plan } from "./plan.ts";
import { awaitLive, compareLive, lookAtVersions } from "./proof.ts";
import { type FetchedFile, made, prove, type StepRecord, seeLive, titleOf } from "./record.ts";

/**
 * Makes the content live again: publishes its bytes, and where that leaves another version live, rolls the place back and
 * looks once more.
 *
 * @throws StepFailure when it is not proved that the content is live; CallError.
 */
export async function bringBack(client: Client, step: StepRecord): Promise<void> {
  const plan = await lookAgain(client, step);
  const published = await publishBytes(client, step, plan);
  if (published === "proved") return;
  if (await isSeenLive(client, step, plan, published)) return;
  const isOld = BigInt(published) <= BigInt(plan.newest);
  core.info(
    `Roblox answered with version ${published}${isOld ? ", which has these bytes already" : ""}, and ${liveText(step.live)}. Trying versions:rollback`,
  );

  const rolledBack = await rollBack(client, step, plan).catch((error) => {
    if (!(error instanceof CallError) || client.deadline.signal.aborted) throw error;
    throw new StepFailure(
      titleOf(step.inputs),
      `Roblox took the bytes of version ${plan.target} and answered with version ${published}, which is not live; versions:rollback did not help: ${error.message} ${whatToClick(step, published)}`,
    );
  });
  if (await isSeenLive(client, step, plan, rolledBack)) return;
  throw new StepFailure(
    titleOf(step.inputs),
    `Roblox has the content of version ${plan.target} as version ${rolledBack}, but did not make it live, neither by publishing its bytes (answered with version ${published}) nor by versions:rollback. ${whatToClick(step, rolledBack)}`,
  );
}

/** Somebody may have published or saved while the version was fetched. @throws StepFailure when another version is live. */
async function lookAgain(client: Client, step: StepRecord): Promise<Plan> {
  const { inputs, remarks } = step;
  const plan = step.plan as Plan;
  const { newest, live } = await lookAtVersions(client, inputs);
  if (live !== plan.live) {
    step.plan = { ...plan, newest, live };
    throw new StepFailure(
      titleOf(inputs),
      `Somebody published place ${inputs.placeId} while version ${plan.target} was fetched: ${live === undefined ? "no version" : `version ${live}`} is live now, and ${plan.live === undefined ? "none was" : `it was version ${plan.live}`}. Nothing was sent. Look at it, and run this again if players are to have version ${plan.target} all the same.`,
    );
  }
  if (newest !== plan.newest) {
    annotate(remarks, {
      severity: "warning",
      title: "Somebody saved meanwhile",
      message: `Version ${newest} of place ${inputs.placeId} was saved while version ${plan.target} was fetched, and the rollback lies over it. It stays in ${HISTORY}.`,
    });
  }
  step.plan = { ...plan, newest };
  return step.plan;
}

/** @returns the number that Roblox answered; or that the content is live, where the answer was lost. */
async function publishBytes(client: Client, step: StepRecord, plan: Plan): Promise<string | "proved"> {
  const { inputs, remarks } = step;
  const { universeId, placeId } = inputs;
  const { path, bytes, sha256, contentType } = step.file as FetchedFile;
  core.info(`Publishing the bytes of version ${plan.target} to place ${placeId} of universe ${universeId}`);
  const upload = { universeId, placeId, versionType: "Published", path, bytes, sha256, contentType } as const;
  try {
    const { value } = await uploadPlace(client, upload, watchOf(step));
    const version = made(step, value);
    const others = BigInt(version) - BigInt(plan.newest) - 1n;
    if (others > 0n) {
      annotate(remarks, {
        severity: "warning",
        title: "Others made versions in between",
        message: `${others === 1n ? "1 version was" : `${thousands(Number(others))} versions were`} made by others while this step was sending place ${placeId}, and version ${version} lies over ${others === 1n ? "it" : "them"}. Look at ${HISTORY}.`,
      });
    }
    return version;
  } catch (error) {
    const isLost = error instanceof CallError && error.effect === "possible" && !client.deadline.signal.aborted;
    if (!isLost) throw error;
    core.info(`${error.happened}. The list of versions tells whether it was published`);
    const live = await awaitLive(client, inputs, String(BigInt(plan.newest) + 1n));
    seeLive(step, live);
    const isNew = live !== undefined && BigInt(live) > BigInt(plan.newest);
    // A new number alone could be anybody's.
    if (!isNew || (await compareLive(client, step, live)).outcome !== "equal") throw error;
    prove(step, "its bytes");
    core.info(`Version ${live} is live and has these bytes: it was published, although the answer was lost`);
    return "proved";
  }
}

async function rollBack(client: Client, step: StepRecord, { target }: Plan): Promise<string> {
  const { inputs } = step;
  const rollback = { placeId: inputs.placeId, number: target, title: titleOf(inputs) };
  return made(step, await rollBackVersion(client, rollback, watchOf(step)));
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
 * @param version the version that has the content.
 * @returns whether it is proved that the content is live.
 * @throws StepFailure when somebody published another one over it, or when the live version has other content.
 */
async function isSeenLive(client: Client, step: StepRecord, plan: Plan, version: string): Promise<boolean> {
  const { inputs } = step;
  const live = await awaitLive(client, inputs, version);
  seeLive(step, live);
  const isNew = BigInt(version) > BigInt(plan.newest);
  if (live === undefined || live !== version) {
    const isOvertaken = isNew && live !== undefined && BigInt(live) > BigInt(version);
    if (!isOvertaken) return false;
    throw new StepFailure(
      titleOf(inputs),
      `Version ${version} of place ${inputs.placeId} has the content of version ${plan.target}, but somebody published version ${live} right after it. Look at version ${live}; run this again if players are to have version ${plan.target} all the same.`,
    );
  }
  const { outcome, text } = await compareLive(client, step, live);
  if (outcome === "other") {
    throw new StepFailure(
      titleOf(inputs),
      `Roblox answered that the content of version ${plan.target} is version ${version}, which is live, but that version has something else in it: ${text} ${whatToClick(step, plan.target)}`,
    );
  }
  if (outcome === "unknown") {
    core.info(`The bytes of version ${live} could not be fetched again, so that its number is the proof. ${text}`);
  }
  if (outcome === "alike") {
    annotate(step.remarks, {
      severity: "warning",
      title: "Roblox gives other bytes back",
      message: `Version ${live} is live and by its number the one that was made of version ${plan.target}. Fetched again, its bytes differ from those that were sent, and its contents are the same by number: ${text} Roblox probably wrote the file anew.`,
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

function liveText(live: string | undefined): string {
  return live === undefined ? "no version is live" : `version ${live} is live`;
}

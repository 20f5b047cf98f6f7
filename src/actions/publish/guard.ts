import * as core from "@actions/core";
import { publishingOf } from "../../open-cloud/api/places.ts";
import { listVersions, madeBetween } from "../../open-cloud/api/versions.ts";
import { titleOf } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { annotate } from "../../runner/annotations.ts";
import type { Run } from "../../runner/context.ts";
import { StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { capitalized } from "../../text/sentence.ts";
import { connect, describe } from "./github.ts";
import { AUTO, type PublishInputs } from "./inputs.ts";
import { lastDeployed } from "./last-deployed.ts";
import { type StepRecord, versionOf } from "./record.ts";

/** The most that a look-up may take on which nothing but a warning depends. */
const LOOK_BACK_SECONDS = 5;

/** A version of the place that is known to be there, and what it is, as the end of a sentence. */
export interface KnownVersion {
  readonly number: string;
  readonly what: string;
}

/**
 * What `lastVersionNumber` stands for: with `auto` what the last Deployment of the environment recorded.
 *
 * @returns undefined when the inputs name no version, or when there is no earlier Deployment of the place.
 * @throws StepFailure when GitHub cannot be asked.
 */
export async function lastAllowed({ inputs }: StepRecord, run: Run, signal: AbortSignal): Promise<string | undefined> {
  const { lastVersionNumber, deploymentEnvironment, githubToken } = inputs;
  if (lastVersionNumber !== AUTO) return lastVersionNumber || undefined;
  const placeId = placeOf(inputs);
  const environment = harmless(deploymentEnvironment);
  const title = titleOf(publishingOf(placeId), "none");
  try {
    const last = await askGitHub(inputs, run, signal);
    core.info(
      last === undefined
        ? `No Deployment to ${environment} has recorded a version of place ${placeId} yet, so lastVersionNumber (auto) holds nothing back this time`
        : `The last Deployment to ${environment} recorded version ${last} of place ${placeId}`,
    );
    return last;
  } catch (error) {
    if (signal.aborted) {
      throw new StepFailure(
        title,
        `${capitalized((signal.reason as Error).message)} while GitHub was asked for the last Deployment to ${environment}, so nothing was sent. Raise timeoutMinutes, or give lastVersionNumber as a number.`,
      );
    }
    const permission =
      githubToken === ""
        ? "Leave githubToken out, or give a token with the permission"
        : "The job needs the permission `deployments: read`, and to record this publish";
    throw new StepFailure(
      title,
      `${describe(error)} So it is not known which version the last Deployment to ${environment} recorded (lastVersionNumber: auto), and nothing was sent. ${permission} \`deployments: write\`. If GitHub has trouble, run the job again later, or give lastVersionNumber as a number.`,
    );
  }
}

/** What the last Deployment recorded, for a step that is not held back by it. Never throws. */
export async function lookBack(
  { inputs }: StepRecord,
  run: Run,
  signal: AbortSignal,
): Promise<KnownVersion | undefined> {
  const { deploymentEnvironment, lastVersionNumber, targets } = inputs;
  if (deploymentEnvironment === "" || lastVersionNumber !== "" || targets.length > 1) return undefined;
  try {
    const number = await within(LOOK_BACK_SECONDS, (over) => askGitHub(inputs, run, AbortSignal.any([signal, over])));
    const what = `since the last Deployment to ${harmless(deploymentEnvironment)}, which recorded version ${number}`;
    return number === undefined ? undefined : { number, what };
  } catch (error) {
    core.debug(`The last Deployment is not known: ${describe(error)}`);
    return undefined;
  }
}

async function askGitHub(inputs: PublishInputs, run: Run, signal: AbortSignal): Promise<string | undefined> {
  const { deploymentEnvironment: environment, universeId, githubToken } = inputs;
  const github = await connect(githubToken, run);
  try {
    return await lastDeployed(github, { environment, universeId, placeId: placeOf(inputs) }, signal);
  } finally {
    await github.close();
  }
}

/**
 * The newest version of the place, looked up as late as possible: an upload has no condition of its own ("if it is still
 * version 7"), so that what is saved after this look is only told afterwards, by `warnOfOthers`.
 *
 * @param last the newest that there may be; undefined for any, and then nothing is looked up.
 * @throws StepFailure when there is a newer version; CallError when the versions cannot be read: a guard that lets
 *   everything through when it cannot see is none.
 */
export async function newestAllowed(
  client: Client,
  inputs: PublishInputs,
  last: string | undefined,
): Promise<KnownVersion | undefined> {
  if (last === undefined) return undefined;
  const placeId = placeOf(inputs);
  const title = titleOf(publishingOf(placeId), "none");
  const { value: versions = [] } = await listVersions(client, placeId, { title, certain: "nothing was sent" }).next();
  const newest = versions?.[0]?.number;
  if (newest === undefined) {
    throw new StepFailure(
      title,
      `Roblox's list of versions of place ${placeId} is empty, so it is not known whether there is a newer one than ${last}, and nothing was sent. Look at the place's version history in the Creator Dashboard; leave lastVersionNumber out for a place that has no version yet.`,
    );
  }
  const isAuto = inputs.lastVersionNumber === AUTO;
  if (BigInt(newest) > BigInt(last)) {
    const known = isAuto
      ? `the last Deployment to ${harmless(inputs.deploymentEnvironment)} recorded ${last} (lastVersionNumber: auto)`
      : `lastVersionNumber is ${last}`;
    const next = isAuto
      ? `then run this once with lastVersionNumber set to ${newest}`
      : `then set lastVersionNumber to ${newest}`;
    throw new StepFailure(
      title,
      `The newest version of place ${placeId} is ${newest}, and ${known}: somebody has made a newer version since, probably a builder who saved in Studio, or another job. Publishing would put this file over it, so nothing was sent. Look at version ${newest} in the place's version history (Creator Dashboard); take its changes over into what you build, ${next}.`,
    );
  }
  core.info(
    `The newest version of place ${placeId} is ${newest}, not newer than ${isAuto ? "that" : `lastVersionNumber (${last})`}`,
  );
  return { number: newest, what: `while this step was sending place ${placeId}` };
}

/** Tells of the versions that others made between the one that was known and the upload. */
export function warnOfOthers({ places, remarks }: StepRecord, known: KnownVersion | undefined): void {
  const [place] = places;
  const version = place && versionOf(place);
  if (version === undefined || known === undefined) return;
  const others = madeBetween(known.number, version);
  if (!others) return;
  annotate(remarks, {
    severity: "warning",
    title: "Others made versions in between",
    message: `${others.text} made by others ${known.what}, and version ${version} now lies over ${others.several ? "them" : "it"}. Look at the version history of place ${place?.target.placeId} in the Creator Dashboard: what was saved there is not in what was published.`,
  });
}

function placeOf({ targets }: PublishInputs): string {
  return targets[0]?.placeId ?? "";
}

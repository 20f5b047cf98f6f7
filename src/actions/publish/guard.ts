import * as core from "@actions/core";
import { listVersions } from "../../open-cloud/api/versions.ts";
import type { Client } from "../../open-cloud/client.ts";
import { annotate } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import type { PublishInputs } from "./inputs.ts";
import { type StepRecord, versionOf } from "./record.ts";

/**
 * The newest version of the place, looked up as late as possible: an upload has no condition of its own ("if it is still
 * version 7"), so that what is saved after this look is only told afterwards, by `warnOfOthers`.
 *
 * @returns undefined when the inputs name no version.
 * @throws StepFailure when there is a newer version than `lastVersionNumber`; CallError when the versions cannot be read: a
 *   guard that lets everything through when it cannot see is none.
 */
export async function newestAllowed(client: Client, inputs: PublishInputs): Promise<string | undefined> {
  const { lastVersionNumber, targets } = inputs;
  const placeId = targets[0]?.placeId ?? "";
  if (lastVersionNumber === "") return undefined;
  const title = `Place ${placeId} was not published`;
  const { value: versions = [] } = await listVersions(client, placeId, { title, certain: "nothing was sent" }).next();
  const newest = versions?.[0]?.number;
  if (newest === undefined) {
    throw new StepFailure(
      title,
      `Roblox's list of versions of place ${placeId} is empty, so it is not known whether there is a newer one than ${lastVersionNumber}, and nothing was sent. Look at the place's version history in the Creator Dashboard; leave lastVersionNumber out for a place that has no version yet.`,
    );
  }
  if (BigInt(newest) > BigInt(lastVersionNumber)) {
    throw new StepFailure(
      title,
      `The newest version of place ${placeId} is ${newest}, and lastVersionNumber is ${lastVersionNumber}: somebody has made a newer version since, probably a builder who saved in Studio, or another job. Publishing would put this file over it, so nothing was sent. Look at version ${newest} in the place's version history (Creator Dashboard); take its changes over into what you build, then set lastVersionNumber to ${newest}.`,
    );
  }
  core.info(
    `The newest version of place ${placeId} is ${newest}, not newer than lastVersionNumber (${lastVersionNumber})`,
  );
  return newest;
}

/** Tells of the versions that others made between the look at `newest` and the upload. */
export function warnOfOthers({ places, remarks }: StepRecord, newest: string): void {
  const [place] = places;
  const version = place && versionOf(place);
  if (version === undefined) return;
  const others = BigInt(version) - BigInt(newest) - 1n;
  if (others < 1n) return;
  const first = BigInt(newest) + 1n;
  const last = BigInt(version) - 1n;
  const made = others === 1n ? `Version ${first} was` : `Versions ${first} to ${last} were`;
  annotate(remarks, {
    severity: "warning",
    title: "Somebody saved meanwhile",
    message: `${made} made by others while this step was sending place ${place?.target.placeId}, and version ${version} now lies over ${others === 1n ? "it" : "them"}. Look at the place's version history in the Creator Dashboard: what was saved there is not in what was published.`,
  });
}

import * as core from "@actions/core";
import { NOTES, type VersionNotes, writeNotes } from "../../open-cloud/api/history.ts";
import { type Found, forecastVersions, isPublishedVersion } from "../../open-cloud/api/live.ts";
import { titleOf } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import type { Effect } from "../../open-cloud/retry.ts";
import { annotate } from "../../runner/annotations.ts";
import type { Run } from "../../runner/context.ts";
import { placesText } from "../../text/units.ts";
import { type PlaceRecord, type StepRecord, versionOf, wentThrough } from "./record.ts";
import { sideBySide } from "./side-by-side.ts";

const VERIFY_SECONDS = 10;
const LOOK_EVERY_SECONDS = 2;

/** What is done for the places that went through. None of it can fail the step. */
export async function followUp(client: Client, record: StepRecord, run: Run): Promise<void> {
  const { versionNotes, verify } = record.inputs;
  await Promise.all([
    versionNotes === "" ? undefined : sendNotes(client, record, notesOf(versionNotes, run)),
    verify ? lookWhetherLive(client, record) : undefined,
  ]);
}

/** The input's first line is the title; `auto` names the commit, the ref and the run. */
export function notesOf(versionNotes: string, run: Run): VersionNotes {
  if (versionNotes.trim().toLowerCase() !== "auto") {
    const [title = "", ...rest] = versionNotes.trim().split(/\r?\n/);
    return { title: title.trim(), description: rest.join("\n").trim() };
  }
  const ref = run.ref.replace(/^refs\/(?:heads|tags)\//, "");
  const lines = [`Commit ${run.repositoryUrl}/commit/${run.sha}`, `Ref ${run.ref}`, `Run ${run.url}`];
  return { title: `${run.repository}@${run.sha.slice(0, 7)} (${ref})`, description: lines.join("\n") };
}

async function sendNotes(client: Client, { places, remarks }: StepRecord, notes: VersionNotes): Promise<void> {
  const through = places.filter(wentThrough);
  const unwritten = new Map(through.map((place) => [place, { reason: "", effect: "none" as Effect }]));
  await sideBySide(through, async (place) => {
    const refusal = await writeNotes(client, place.target.placeId, versionOf(place) ?? "", notes);
    if (!refusal) {
      unwritten.delete(place);
      core.info(`Notes written to version ${versionOf(place)} of place ${place.target.placeId}`);
      return true;
    }
    unwritten.set(place, refusal);
    return !refusal.widespread;
  });
  for (const effect of ["none", "possible"] as const) {
    const some = [...unwritten].filter(([, refusal]) => (refusal.effect === "possible") === (effect === "possible"));
    if (some.length === 0) continue;
    const notes = { ...NOTES, what: `the version notes of ${placesText(idsOf(some.map(([place]) => place)))} were` };
    const reasons = new Set(some.map(([, { reason }]) => reason).filter((reason) => reason !== ""));
    annotate(remarks, {
      severity: "warning",
      title: titleOf(NOTES, effect),
      message: `${titleOf(notes, effect)}. ${[...reasons].slice(0, 3).join(" ")}`,
    });
  }
}

/** Looks until every published place is seen live, until no look can show it, or until the time for it is over. */
async function lookWhetherLive(client: Client, { inputs, places, remarks }: StepRecord): Promise<void> {
  const unseen = new Set(places.filter(({ state }) => state.status === "published"));
  if (unseen.size === 0) return;
  let why = "";
  let isOlderRunning = false;
  const end = performance.now() + VERIFY_SECONDS * 1000;
  await within(VERIFY_SECONDS, async (signal) => {
    for (;;) {
      const troubles = await look(client, inputs.universeId, unseen, signal);
      why = troubles.text;
      isOlderRunning = troubles.isOlderRunning;
      if (unseen.size === 0 || troubles.final || performance.now() + LOOK_EVERY_SECONDS * 1000 > end) return;
      await client.deadline.sleep(LOOK_EVERY_SECONDS);
    }
  }).catch((error: Error) => {
    why ||= `${error.message}.`;
  });
  if (unseen.size === 0) return;
  const outcome = isOlderRunning ? "and no server runs it yet" : "but it was not seen live";
  annotate(remarks, {
    severity: "notice",
    title: isOlderRunning ? "Not running yet" : "Not seen live",
    message: `Roblox took the new version of ${placesText(idsOf(unseen))}, ${outcome}. ${why}`.trim(),
  });
}

/** One look at every place that was not seen yet: in the forecast for the universe, then among the asset's versions. */
async function look(
  client: Client,
  universeId: string,
  unseen: Set<PlaceRecord>,
  signal: AbortSignal,
): Promise<{ text: string; final: boolean; isOlderRunning: boolean }> {
  const seen = (place: PlaceRecord, version: string) => {
    unseen.delete(place);
    place.seenLive = version;
    core.info(`Place ${place.target.placeId} is seen live as version ${version}`);
  };
  const forecast = await forecastVersions(client, universeId, signal);
  const older = new Map<PlaceRecord, string>();
  if ("value" in forecast) {
    for (const place of unseen) {
      const version = forecast.value.get(place.target.placeId);
      // A newer one means that somebody published after this step: this version was live in between.
      if (version === undefined) continue;
      if (BigInt(version) >= BigInt(versionOf(place) ?? "0")) seen(place, version);
      else older.set(place, version);
    }
  }
  const states: Found<boolean>[] = [];
  await sideBySide(unseen, async (place) => {
    const state = await isPublishedVersion(client, place.target.placeId, versionOf(place) ?? "", signal);
    states.push(state);
    if ("trouble" in state) return !state.final;
    if (state.value) seen(place, versionOf(place) ?? "");
    return true;
  });
  const refused = states.find((state) => "trouble" in state);
  // Seen elsewhere meanwhile: what its servers run is then of no interest.
  const behind = [...older].filter(([place]) => unseen.has(place));
  const isOlderRunning = behind.length > 0 && behind.length === unseen.size;
  const text = [
    "trouble" in forecast
      ? `The forecast of restarts did not tell: ${forecast.trouble}.`
      : isOlderRunning
        ? `By the forecast of restarts the running servers have ${behind.length === 1 ? `version ${behind[0]?.[1]}` : "earlier versions"}, and keep it until they end or are restarted; servers that start now get the new one.`
        : "The forecast of restarts does not show it: it names places with running servers only, and the newest version that one of them runs.",
    refused
      ? `The list of asset versions did not tell: ${refused.trouble}.`
      : "Its asset version is not marked as published.",
  ].join(" ");
  return { text, isOlderRunning, final: "trouble" in forecast && forecast.final && refused?.final === true };
}

function idsOf(places: Iterable<PlaceRecord>): string[] {
  return [...places].map(({ target }) => target.placeId);
}

import * as core from "@actions/core";
import { traceOf } from "../../open-cloud/answer.ts";
import { uploadPlace } from "../../open-cloud/api/places.ts";
import { CallError } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { withSignal } from "../../open-cloud/deadline.ts";
import { APIS, WINDOW_SECONDS } from "../../open-cloud/facts.ts";
import { createLimiter, type Limiter } from "../../open-cloud/limiter.ts";
import { linesOfError, StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText, megabytes, secondsText } from "../../text/units.ts";
import {
  beginAttempt,
  fail,
  goThrough,
  mayHaveWorked,
  note,
  notTriedText,
  outcomeOf,
  type PlaceRecord,
  placeUrl,
  type StepRecord,
  titleFor,
  wentThrough,
} from "./record.ts";

const PROGRESS_EVERY_SECONDS = 5;
/** Of less than this, a count of megabytes says nothing. */
const SMALL_BYTES = 1_000_000;
const UPLOADS_PER_WINDOW = APIS.publish.perMinute;

/**
 * Sends every place, several side by side; a place that waits for its next try keeps no other from going up. One
 * place's failure does not stop the others, but after one that would meet them all nothing more begins.
 *
 * @throws StepFailure that lists each failed place with its reason, and says why the rest was not tried.
 */
export async function sendPlaces(client: Client, record: StepRecord): Promise<void> {
  const { places, inputs } = record;
  const { deadline } = client;
  const stopping = new AbortController();
  const limiter = client.limiter ?? createLimiter();
  const sending = { ...client, limiter, noMoreTries: stopping.signal };
  const waiting = withSignal(deadline, stopping.signal);
  const stop = (why: string) => {
    record.whyNotTried ??= why;
    stopping.abort(new Error("no more is begun"));
  };

  const leastSeconds = Math.floor((places.length - 1) / UPLOADS_PER_WINDOW) * WINDOW_SECONDS;
  if (places.length > 1) {
    const pace =
      leastSeconds > 0
        ? `; Roblox takes ${UPLOADS_PER_WINDOW} a minute, so this needs at least ${secondsText(leastSeconds)}`
        : "";
    core.info(`Sending ${places.length} places of universe ${inputs.universeId} as ${inputs.versionType}${pace}`);
  }
  const progress = watchProgress(record, limiter);
  const uploads: Promise<void>[] = [];
  try {
    // Half of a game on the new version is worse than none of it.
    if (leastSeconds > deadline.secondsLeft()) {
      const needed = `${places.length} places take at least ${secondsText(leastSeconds)} at Roblox's ${UPLOADS_PER_WINDOW} uploads a minute`;
      throw new Error(`${needed}, but only ${secondsText(deadline.secondsLeft())} are left`);
    }
    for (const place of places) {
      await limiter.free(waiting);
      const upload = sendPlace(sending, record, place, stop);
      uploads.push(upload);
      if (!inputs.inOrder) continue;
      await upload;
      if (wentThrough(place)) continue;
      stop(`place ${place.target.placeId} comes before them, and was not published (inOrder).`);
      break;
    }
  } catch (error) {
    stop(notBegun(error));
  }
  await Promise.all(uploads);
  progress.stop();

  if (places.length > 1) for (const line of closingTable(places)) core.info(line);
  if (!places.every(wentThrough)) throw failureOf(record);
}

function notBegun(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}. Raise timeoutMinutes if Roblox or the line is slow.`;
}

/** Sends one place and notes what became of it. Never throws. */
async function sendPlace(
  client: Client,
  { inputs, places }: StepRecord,
  place: PlaceRecord,
  stop: (why: string) => void,
): Promise<void> {
  const { placeId, path, filePath } = place.target;
  const { universeId, versionType } = inputs;
  const several = places.length > 1;
  const say = (line: string) => core.info(several ? `[${placeId}] ${line}` : line);
  const { bytes = 0, sha256 = "", contentType = "application/octet-stream" } = place.inspection ?? {};

  try {
    const upload = { universeId, placeId, versionType, path, bytes, sha256, contentType };
    const { value: versionNumber, attempts } = await uploadPlace({ ...client, say }, upload, {
      onAttempt(attempt) {
        const what = several
          ? `${harmless(filePath)} (${bytesText(bytes)})`
          : `place ${placeId} of universe ${universeId} as ${versionType}`;
        if (attempt === 1) say(`Sending ${what}`);
        beginAttempt(place, attempt);
      },
      onEffect: (effect) => note(place, { effect }),
      onProgress: (bytesSent) => note(place, { bytesSent }),
      onAnswer: (answer) => core.debug(`Place ${placeId}: HTTP ${answer.status}, ${traceOf(answer)}`),
    });
    goThrough(place, versionType, versionNumber);
    const took = secondsText(outcomeOf(place).seconds ?? 0);
    const tries = attempts > 1 ? `, ${attempts} attempts` : "";
    say(`${versionType} version ${versionNumber} in ${took}${tries}: ${placeUrl(placeId)}`);
  } catch (error) {
    const failure = error instanceof CallError ? error : undefined;
    const message = failure?.message ?? (error instanceof Error ? error.message : String(error));
    const ends = !failure || failure.widespread;
    // Its turn never came: what kept it from coming is why the rest was not tried.
    if (failure?.attempts === 0) return stop(message);
    if (place.state.status === "cancelled") return;
    if (place.state.status === "notTried") beginAttempt(place, 1);
    fail(place, message);
    if (several) say(`${mayHaveWorked(place) ? "Not known" : "Failed"}: ${message}`);
    if (!ends) return;
    const isOver = client.deadline.signal.aborted;
    stop(
      isOver
        ? notBegun(client.deadline.signal.reason)
        : `what happened to place ${placeId} would have happened to them as well.`,
    );
  }
}

/** One error for the whole step: each failed place with its reason, in the order asked. */
function failureOf(record: StepRecord): StepFailure {
  const { places, whyNotTried = "" } = record;
  const title = titleFor(places);
  const [only] = places;
  if (places.length === 1 && only) return new StepFailure(title, outcomeOf(only).error ?? whyNotTried);
  const failed = places.map((place) => ({ ...place, ...outcomeOf(place) })).filter(({ status }) => status === "failed");
  const reasons = failed.map(({ target, error }) => `Place ${target.placeId} (${harmless(target.filePath)}): ${error}`);
  const rest = notTriedText(record);
  return new StepFailure(title, linesOfError(reasons, rest === undefined ? [] : [rest]));
}

/** What became of each place, as aligned lines. */
function closingTable(places: readonly PlaceRecord[]): string[] {
  const rows = places.map((place) => {
    const { status, versionNumber = "", attempts, seconds } = outcomeOf(place);
    return [
      place.target.placeId,
      mayHaveWorked(place) ? "not known" : status === "notTried" ? "not tried" : status,
      versionNumber,
      attempts === undefined ? "" : String(attempts),
      seconds === undefined ? "" : seconds.toFixed(1),
      harmless(place.target.filePath),
    ];
  });
  const table = [["place", "status", "version", "tries", "seconds", "file"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const isText = (column: number) => column === 1 || column === 5;
  return table.map((row) =>
    row
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** A line every few seconds while something large is under way, and one for each pause of the rate limit. */
function watchProgress({ places }: StepRecord, limiter: Limiter): { stop(): void } {
  const total = places.reduce((sum, { inspection }) => sum + (inspection?.bytes ?? 0), 0);
  const sentOf = (place: PlaceRecord) => {
    if (wentThrough(place)) return place.inspection?.bytes ?? 0;
    return place.state.status === "sending" ? place.state.bytesSent : 0;
  };
  let before = 0;
  let pauseSaid = false;
  const timer = setInterval(() => {
    const sent = places.reduce((sum, place) => sum + sentOf(place), 0);
    const pause = places.some(({ state }) => state.status === "notTried") ? limiter.secondsToWait() : 0;
    const progress = places.length > 1 ? [doneText(places)] : [];
    if (sent > before && sent < total) {
      const percent = Math.floor((100 * sent) / total);
      const speed = megabytes((sent - before) / PROGRESS_EVERY_SECONDS);
      if (total > SMALL_BYTES)
        progress.push(`${megabytes(sent)} of ${megabytes(total)} sent (${percent} %), ${speed}/s`);
      if (progress.length > 0) core.info(progress.join(", "));
    } else if (pause > 0 && !pauseSaid) {
      core.info(`${progress.join()}, the next begins in ${secondsText(pause)}: Roblox's uploads a minute are used up`);
      pauseSaid = true;
    }
    if (pause === 0) pauseSaid = false;
    before = sent;
  }, PROGRESS_EVERY_SECONDS * 1000);
  return { stop: () => clearInterval(timer) };
}

function doneText(places: readonly PlaceRecord[]): string {
  const failed = places.filter(({ state }) => state.status === "failed").length;
  return `${places.filter(wentThrough).length} of ${places.length} places done${failed > 0 ? `, ${failed} failed` : ""}`;
}

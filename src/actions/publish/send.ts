import * as core from "@actions/core";
import { traceOf } from "../../open-cloud/answer.ts";
import { FileChangedError, UploadError, uploadPlace } from "../../open-cloud/api/places.ts";
import type { Shared } from "../../open-cloud/attempts.ts";
import { withSignal } from "../../open-cloud/deadline.ts";
import { explainEnd, whatBroke, whatWasSaid } from "../../open-cloud/explain.ts";
import { type Limiter, UPLOADS_PER_WINDOW, WINDOW_SECONDS } from "../../open-cloud/limiter.ts";
import { mayHaveBeenCarriedOut } from "../../open-cloud/retry.ts";
import { type Answer, Disconnect } from "../../open-cloud/transport.ts";
import { linesOfError, StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText, megabytes, secondsText } from "../../text/units.ts";
import { type PlaceRecord, placeUrl, type StepRecord, wentThrough } from "./record.ts";

const PROGRESS_EVERY_SECONDS = 5;
/** Of less than this, a count of megabytes says nothing. */
const SMALL_BYTES = 1_000_000;
const BUSY_HINT = " The place is probably open in Roblox Studio or a Team Create session: close it there.";

/** What the uploads of a step share; those of places are paced. */
export type Sending = Shared & { readonly limiter: Limiter };

/**
 * Sends every place, several side by side; a place that waits for its next try keeps no other from going up. One
 * place's failure does not stop the others, but after one that would meet them all nothing more begins.
 *
 * @throws StepFailure that lists each failed place with its reason, and says why the rest was not tried.
 */
export async function sendPlaces(given: Sending, record: StepRecord, keyHelp: string): Promise<void> {
  const { places, inputs } = record;
  const { deadline } = given.cloud;
  const stopping = new AbortController();
  const sending = { ...given, patience: withSignal(deadline, stopping.signal) };
  let whyStopped: string | undefined;
  const stop = (why: string) => {
    whyStopped ??= why;
    stopping.abort();
  };

  const leastSeconds = Math.floor((places.length - 1) / UPLOADS_PER_WINDOW) * WINDOW_SECONDS;
  if (places.length > 1) {
    const pace =
      leastSeconds > 0
        ? `; Roblox takes ${UPLOADS_PER_WINDOW} a minute, so this needs at least ${secondsText(leastSeconds)}`
        : "";
    core.info(`Sending ${places.length} places of universe ${inputs.universeId} as ${inputs.versionType}${pace}`);
  }
  const progress = watchProgress(record, given.limiter);
  const uploads: Promise<void>[] = [];
  try {
    // Half of a game on the new version is worse than none of it.
    if (leastSeconds > deadline.secondsLeft()) {
      const needed = `${places.length} places take at least ${secondsText(leastSeconds)} at Roblox's ${UPLOADS_PER_WINDOW} uploads a minute`;
      throw new Error(`${needed}, but only ${secondsText(deadline.secondsLeft())} are left`);
    }
    for (const place of places) {
      await sending.limiter.free(sending.patience);
      uploads.push(sendPlace(sending, record, place, keyHelp, stop));
    }
  } catch (error) {
    stop(explainEnd(error, "untouched"));
  }
  await Promise.all(uploads);
  progress.stop();

  if (places.length > 1) for (const line of closingTable(places)) core.info(line);
  if (!places.every(wentThrough)) throw failureOf(places, whyStopped);
}

/** Sends one place and notes what became of it. Never throws. */
async function sendPlace(
  sending: Sending,
  { inputs, places }: StepRecord,
  place: PlaceRecord,
  keyHelp: string,
  stop: (why: string) => void,
): Promise<void> {
  const { placeId, path, filePath } = place.target;
  const { universeId, versionType, maxAttempts } = inputs;
  const several = places.length > 1;
  const say = (line: string) => core.info(several ? `[${placeId}] ${line}` : line);
  const { bytes = 0, sha256 = "", contentType = "application/octet-stream" } = place.inspection ?? {};
  let began: number | undefined;
  let hinted = false;
  let earlierMayHaveWorked = false;
  const took = () => (began === undefined ? 0 : (performance.now() - began) / 1000);

  try {
    const upload = { universeId, placeId, versionType, path, bytes, sha256, contentType };
    const { versionNumber, attempts } = await uploadPlace(
      sending,
      upload,
      { maxAttempts, keyHelp },
      {
        onAttempt(attempt) {
          began ??= performance.now();
          const what = several
            ? `${harmless(filePath)} (${bytesText(bytes)})`
            : `place ${placeId} of universe ${universeId} as ${versionType}`;
          if (attempt === 1) say(`Sending ${what}`);
          place.attempts = attempt;
          place.fate = earlierMayHaveWorked ? "perhaps" : "begun";
          place.bytesSent = 0;
        },
        onHandedOver() {
          place.fate = "perhaps";
        },
        onProgress(sent) {
          place.bytesSent = sent;
        },
        onAnswer(answer) {
          core.debug(`Place ${placeId}: HTTP ${answer.status}, ${traceOf(answer)}`);
        },
        onWait(outcome, { cause, seconds }, nextAttempt) {
          earlierMayHaveWorked ||= mayHaveBeenCarriedOut(outcome);
          place.fate = earlierMayHaveWorked ? "perhaps" : "begun";
          const hint = cause === "busy" && !hinted ? BUSY_HINT : "";
          hinted ||= hint !== "";
          const wait = secondsText(Math.max(seconds, sending.limiter.secondsToWait()));
          say(`${whatHappened(outcome)}.${hint} Attempt ${nextAttempt} of ${maxAttempts} follows in ${wait}`);
        },
      },
    );
    place.status = versionType === "Published" ? "published" : "saved";
    place.versionNumber = versionNumber;
    place.attempts = attempts;
    place.seconds = took();
    const tries = attempts > 1 ? `, ${attempts} attempts` : "";
    say(`${versionType} version ${versionNumber} in ${secondsText(took())}${tries}: ${placeUrl(placeId)}`);
  } catch (error) {
    // Its turn never came.
    if (began === undefined) return stop(explainEnd(error, "untouched"));
    // The step was cancelled, and what became of this place is noted already.
    if (place.status === "failed") return;
    place.status = "failed";
    place.seconds = took();
    const explained = error instanceof UploadError || error instanceof FileChangedError;
    place.error = explained ? error.message : explainEnd(error, place.fate);
    if (several) say(`Failed: ${place.error}`);
    if (!explained) stop(explainEnd(error, "untouched"));
    if (error instanceof UploadError && error.widespread) {
      stop(`what happened to place ${placeId} would have happened to them as well.`);
    }
  }
}

function whatHappened(outcome: Answer | Disconnect): string {
  return outcome instanceof Disconnect ? whatBroke(outcome) : whatWasSaid(outcome);
}

/** One error for the whole step: each failed place with its reason, in the order asked. */
function failureOf(places: readonly PlaceRecord[], whyStopped = ""): StepFailure {
  const [only] = places;
  if (places.length === 1 && only) {
    return new StepFailure(`Place ${only.target.placeId} was not published`, only.error ?? whyStopped);
  }
  const failed = places.filter(({ status }) => status === "failed");
  const notTried = places.filter(({ status }) => status === "notTried").length;
  const more = failed.length > 0 ? " more" : "";
  const rest = notTried > 0 ? [`${notTried}${more} ${notTried === 1 ? "was" : "were"} not tried: ${whyStopped}`] : [];
  const reasons = failed.map(({ target, error }) => `Place ${target.placeId} (${harmless(target.filePath)}): ${error}`);
  const title = `${failed.length + notTried} of ${places.length} places were not published`;
  return new StepFailure(title, linesOfError(reasons, rest));
}

/** What became of each place, as aligned lines. */
export function closingTable(places: readonly PlaceRecord[]): string[] {
  const rows = places.map(({ target, status, versionNumber = "", attempts, seconds }) => [
    target.placeId,
    status === "notTried" ? "not tried" : status,
    versionNumber,
    attempts > 0 ? String(attempts) : "",
    seconds === undefined ? "" : seconds.toFixed(1),
    harmless(target.filePath),
  ]);
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
  let before = 0;
  let pauseSaid = false;
  const timer = setInterval(() => {
    const sent = places.reduce(
      (sum, place) => sum + (wentThrough(place) ? (place.inspection?.bytes ?? 0) : place.bytesSent),
      0,
    );
    const pause = places.some(({ attempts }) => attempts === 0) ? limiter.secondsToWait() : 0;
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
  const failed = places.filter(({ status }) => status === "failed").length;
  return `${places.filter(wentThrough).length} of ${places.length} places done${failed > 0 ? `, ${failed} failed` : ""}`;
}

import * as core from "@actions/core";
import { harmless } from "../harmless.ts";
import type { Shared } from "../open-cloud/attempts.ts";
import { explainEnd, whatBroke, whatWasSaid } from "../open-cloud/failure.ts";
import { FileChangedError, UploadError, uploadPlace } from "../open-cloud/places.ts";
import { mayHaveBeenCarriedOut, type Retry } from "../open-cloud/retry.ts";
import { type Answer, Disconnect } from "../open-cloud/transport.ts";
import { StepFailure } from "../report/failure.ts";
import { megabytes, secondsText } from "../report/units.ts";
import { type PlaceRecord, placeUrl, type StepRecord, wentThrough } from "./record.ts";

/** Uploads side by side. More gain nothing: the line is the limit, and Roblox takes 30 a minute. */
const UPLOADS_AT_ONCE = 4;
const PROGRESS_EVERY_SECONDS = 5;

/**
 * Sends every place. One place's failure does not stop the others, but a failure that would meet them all starts no
 * more.
 *
 * @throws StepFailure that lists each failed place with its reason.
 */
export async function sendPlaces(shared: Shared, record: StepRecord, keyHelp: string): Promise<void> {
  const { places } = record;
  const queue = [...places];
  let stopped = false;
  const progress = watchProgress(record);
  const worker = async () => {
    for (let place = queue.shift(); place && !stopped; place = queue.shift()) {
      stopped = (await sendPlace(shared, record, place, keyHelp)) === "stop" || stopped;
    }
  };
  await Promise.all(Array.from({ length: Math.min(UPLOADS_AT_ONCE, places.length) }, worker));
  progress.stop();

  const failed = places.filter(({ status }) => status === "failed");
  if (failed.length === 0) return;
  const [only] = places;
  if (places.length === 1 && only) throw new StepFailure(titleOf(only), only.error ?? "");
  const notTried = places.filter(({ status }) => status === "notTried").length;
  const rest = notTried > 0 ? [`${notTried} more were not tried.`] : [];
  const reasons = failed.map(({ target, error }) => `Place ${target.placeId} (${harmless(target.filePath)}): ${error}`);
  throw new StepFailure(
    `${failed.length + notTried} of ${places.length} places were not published`,
    [...reasons, ...rest].join("\n"),
  );
}

/** Sends one place and notes what became of it. */
async function sendPlace(
  shared: Shared,
  { inputs, places }: StepRecord,
  place: PlaceRecord,
  keyHelp: string,
): Promise<"go on" | "stop"> {
  const { placeId, path } = place.target;
  const { universeId, versionType, maxAttempts } = inputs;
  const say = (line: string) => core.info(places.length > 1 ? `[${placeId}] ${line}` : line);
  const { bytes = 0, sha256 = "", contentType = "application/octet-stream" } = place.inspection ?? {};
  let began: number | undefined;
  let hinted = false;
  let earlierMayHaveWorked = false;
  const took = () => (began === undefined ? 0 : (performance.now() - began) / 1000);

  try {
    const upload = { universeId, placeId, versionType, path, bytes, sha256, contentType };
    const { versionNumber, attempts } = await uploadPlace(
      shared,
      upload,
      { maxAttempts, keyHelp },
      {
        onAttempt(attempt) {
          began ??= performance.now();
          if (attempt === 1) say(`Sending place ${placeId} of universe ${universeId} as ${versionType}`);
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
        onWait(outcome, retry, nextAttempt) {
          earlierMayHaveWorked ||= mayHaveBeenCarriedOut(outcome);
          place.fate = earlierMayHaveWorked ? "perhaps" : "begun";
          const hint = retry.cause === "busy" && !hinted ? BUSY_HINT : "";
          hinted ||= hint !== "";
          say(waitText(outcome, retry, nextAttempt, maxAttempts, hint));
        },
      },
    );
    place.status = versionType === "Published" ? "published" : "saved";
    place.versionNumber = versionNumber;
    place.attempts = attempts;
    place.seconds = took();
    const tries = attempts > 1 ? `, ${attempts} attempts` : "";
    say(`${versionType} version ${versionNumber} in ${secondsText(took())}${tries}: ${placeUrl(placeId)}`);
    return "go on";
  } catch (error) {
    // The rate limit's queue was longer than the step: this place never began.
    if (began === undefined && !(error instanceof UploadError)) {
      if (places.every(({ status }) => status !== "failed")) {
        place.status = "failed";
        place.error = explainEnd(error, "untouched");
      }
      return "stop";
    }
    place.status = "failed";
    place.seconds = took();
    place.error =
      error instanceof UploadError || error instanceof FileChangedError ? error.message : explainEnd(error, place.fate);
    if (places.length > 1) say(`Failed: ${place.error}`);
    return error instanceof FileChangedError || (error instanceof UploadError && !error.widespread) ? "go on" : "stop";
  }
}

function titleOf({ target }: PlaceRecord): string {
  return `Place ${target.placeId} was not published`;
}

const BUSY_HINT = " The place is probably open in Roblox Studio or a Team Create session: close it there.";

function waitText(
  outcome: Answer | Disconnect,
  retry: Retry,
  nextAttempt: number,
  maxAttempts: number,
  hint: string,
): string {
  const happened = outcome instanceof Disconnect ? whatBroke(outcome) : whatWasSaid(outcome);
  return `${happened}.${hint} Attempt ${nextAttempt} of ${maxAttempts} follows in ${secondsText(retry.seconds)}`;
}

/** A line every few seconds while something large is under way: percent, bytes and speed of the whole. */
function watchProgress({ places }: StepRecord): { stop(): void } {
  const total = places.reduce((sum, { inspection }) => sum + (inspection?.bytes ?? 0), 0);
  let before = 0;
  const timer = setInterval(() => {
    const sent = places.reduce(
      (sum, place) => sum + (wentThrough(place) ? (place.inspection?.bytes ?? 0) : place.bytesSent),
      0,
    );
    if (sent > before && sent < total) {
      const speed = megabytes((sent - before) / PROGRESS_EVERY_SECONDS);
      const done = places.length > 1 ? `${places.filter(wentThrough).length} of ${places.length} places done, ` : "";
      core.info(
        `${done}${megabytes(sent)} of ${megabytes(total)} sent (${Math.floor((100 * sent) / total)} %), ${speed}/s`,
      );
    }
    before = sent;
  }, PROGRESS_EVERY_SECONDS * 1000);
  return { stop: () => clearInterval(timer) };
}

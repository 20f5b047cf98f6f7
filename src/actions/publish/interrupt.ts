import { writeSync } from "node:fs";
import { constants } from "node:os";
import { setJsonOutput } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { resultsOf, type StepRecord, wentThrough } from "./record.ts";

const CANCELLED = "The step was cancelled";

/**
 * Ends the process when the runner cancels the step (it sends SIGINT, then SIGTERM), and says what is known of the
 * places. That is synchronous, so that a runner in a hurry cannot cut it short.
 *
 * @param cancelling aborted then, so that nothing goes on while the last things are done.
 * @param last what has to be tried before the end, within its own time limit.
 */
export function endOnSignals(
  recordOf: () => StepRecord | undefined,
  cancelling: AbortController,
  last: () => Promise<unknown>,
): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      const record = recordOf();
      const message = `Ended by ${signal}. ${record ? fateOf(record) : "Nothing was sent."}`;
      writeLine(message);
      if (record) {
        record.failure = { title: CANCELLED, message };
        for (const place of record.places) noteFate(place);
        setJsonOutput("results", resultsOf(record));
      }
      cancelling.abort(new Error(CANCELLED));
      const end = () => process.exit(128 + constants.signals[signal]);
      last().then(end, end);
    });
  }
}

/** What a sudden end can say about each place that was under way. */
export function fateOf({ places }: StepRecord): string {
  const through = places
    .filter(wentThrough)
    .map(({ target, versionNumber }) => `place ${target.placeId} went through as version ${versionNumber}`);
  const perhaps = places
    .filter((place) => place.status === "notTried" && place.fate === "perhaps")
    .map(
      ({ target }) =>
        `place ${target.placeId} may have been published (its file had been sent): look at its version history`,
    );
  const known = [...through, ...perhaps];
  if (places.every(({ fate }) => fate !== "perhaps")) return "Nothing was published: no file had been sent whole.";
  const others =
    known.length < places.length ? [`no ${known.length > 0 ? "other " : ""}place is known to have been published`] : [];
  const text = [...known, ...others].join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function noteFate(place: StepRecord["places"][number]): void {
  if (place.status !== "notTried" || place.fate === "untouched") return;
  place.status = "failed";
  place.error =
    place.fate === "perhaps"
      ? "The step was cancelled after the file had been sent: the place may have been published."
      : "The step was cancelled before the file had been sent whole: nothing was published.";
}

function writeLine(text: string): void {
  try {
    writeSync(1, `\n::error title=${CANCELLED}::${harmless(text, 2000).replaceAll("%", "%25")}\n`);
  } catch {
    // A full or closed pipe must not keep the process from ending.
  }
}

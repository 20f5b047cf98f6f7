import { writeSync } from "node:fs";
import { constants } from "node:os";
import { harmless } from "../text/harmless.ts";
import { exitNow } from "./exit.ts";

export const CANCELLED_TITLE = "The step was cancelled";

/** The runner cancels a step by SIGINT, then SIGTERM; on Windows by CTRL_C, then CTRL_BREAK (actions/runner, ProcessInvoker). */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGBREAK"] as const;

const controller = new AbortController();

/** Aborted as soon as the runner cancels the step. A process has one step, so there is one signal. */
export const cancelled = controller.signal;

interface LastWords {
  /** What is known of the step's effect, in whole sentences. Synchronous, so that a runner in a hurry cannot cut it short. */
  say(): string;
  /** What has to be tried before the end, within its own time limit; given what was said. */
  finish?(message: string): Promise<unknown>;
}

let lastWords: LastWords = { say: () => "Nothing was sent." };

/** What a cancelled step says and does from here on. */
export function ifCancelled(words: LastWords): void {
  lastWords = words;
}

/**
 * For a step with one call: what a cancelled one says of it, by what is known of the call's effect at that time.
 *
 * @returns what is to be told whenever that changes.
 */
export function tellEffectIfCancelled(words: { none: string; possible: string }): (effect: string) => void {
  let said = words.none;
  ifCancelled({ say: () => said });
  return (effect) => {
    said = effect === "possible" ? words.possible : words.none;
  };
}

/** Ends the process when the runner cancels the step, with one error that says what is known of its effect. */
export function endWhenCancelled(): void {
  for (const signal of SIGNALS) {
    // Later signals find the end under way: a second error would contradict the first.
    process.on(signal, () => {
      if (cancelled.aborted) return;
      const message = `Ended by ${signal}. ${lastWords.say()}`;
      writeError(message);
      controller.abort(new Error(CANCELLED_TITLE));
      const end = () => exitNow(128 + (constants.signals[signal] ?? constants.signals.SIGINT));
      Promise.resolve(lastWords.finish?.(message)).then(end, end);
    });
  }
}

function writeError(text: string): void {
  try {
    writeSync(1, `\n::error title=${CANCELLED_TITLE}::${harmless(text, 2000).replaceAll("%", "%25")}\n`);
  } catch {
    // A full or closed pipe must not keep the process from ending.
  }
}

import * as core from "@actions/core";
import { harmless } from "../text/harmless.ts";
import { redact } from "../text/secret.ts";
import { thousands } from "../text/units.ts";

/** What to do when a file was not read to its end in the time of the step. */
export const LATE_CHECK_ADVICE = "Raise timeoutMinutes, or look at what else keeps the runner or its disk busy.";

/** A line of a file of the repository, where an annotation is to stand. */
export interface Position {
  readonly file: string;
  readonly startLine: number;
}

/** A failure with a title, as one `::error` shows it. */
export class StepFailure extends Error {
  readonly title: string;
  readonly position: Position | undefined;
  constructor(title: string, message: string, position?: Position) {
    super(message);
    this.title = title;
    this.position = position;
  }
}

/** What is told of an error: its own words when it has a title, or else that it was not expected. */
export function failureOf(error: unknown): { title: string; message: string } {
  const known = error instanceof Error && "title" in error && typeof error.title === "string";
  return known
    ? { title: redact(String(error.title)), message: redact(error.message) }
    : { title: "Unexpected error", message: harmless(textOf(error), MAX_ERROR_CHARACTERS) };
}

/** Tells a step's failure, once: as an error, and as the exit code. */
export function reportFailure(error: unknown): void {
  const { title, message } = failureOf(error);
  process.exitCode = core.ExitCode.Failure;
  core.error(message, { title, ...(error instanceof StepFailure ? error.position : undefined) });
}

/** What Node or a library says of a failure may quote anything. */
function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The runner cuts an error off after 4,096 characters, in the log as well (actions/runner, ExecutionContext.cs). */
const MAX_ERROR_CHARACTERS = 4000;
/** Less of a reason says nothing. */
const SHORTEST_REASON_CHARACTERS = 60;

/**
 * One error that lists several: each shortened to its share of what the runner shows, and so many of them as find a place
 * there, with the count of the rest. `last` stays whole.
 */
export function linesOfError(reasons: readonly string[], last: readonly string[] = []): string {
  const room = MAX_ERROR_CHARACTERS - last.join("\n").length;
  const shown = reasons.slice(0, Math.floor(room / (SHORTEST_REASON_CHARACTERS + 1)) - 1);
  const more = reasons.length - shown.length;
  const rest = more > 0 ? [`… and ${thousands(more)} more.`] : [];
  // What short reasons leave over goes to the long ones.
  let left = room - rest.join().length - 2;
  const lengths = new Map<string, number>();
  for (const [index, reason] of [...shown].sort((one, other) => one.length - other.length).entries()) {
    const share = Math.floor(left / (shown.length - index)) - 1;
    lengths.set(reason, Math.min(reason.length, share));
    left -= Math.min(reason.length, share) + 1;
  }
  return [...shown.map((reason) => harmless(reason, lengths.get(reason))), ...rest, ...last].join("\n");
}

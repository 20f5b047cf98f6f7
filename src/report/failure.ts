import * as core from "@actions/core";

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

/** Tells a step's failure, once: as an error with the title that it brings along, and as the exit code. */
export function reportFailure(error: unknown): void {
  process.exitCode = core.ExitCode.Failure;
  if (error instanceof Error && "title" in error && typeof error.title === "string") {
    const position = error instanceof StepFailure ? error.position : undefined;
    core.error(error.message, { title: error.title, ...position });
  } else {
    core.error(String(error), { title: "Unexpected error" });
  }
}

import * as core from "@actions/core";
import { harmless } from "../text/harmless.ts";
import { redact } from "../text/secret.ts";
import { StepFailure } from "./failure.ts";

/**
 * Sets outputs of the step: texts as they are, anything else as JSON. Outputs are shown by whatever uses them, so that no
 * secret may stand in one.
 *
 * @param known what is true whether or not they can be written, in whole sentences: it must not be lost with them.
 * @throws StepFailure when the runner's file cannot be written.
 */
export function setOutputs(outputs: Readonly<Record<string, unknown>>, known: string): void {
  try {
    for (const [name, value] of Object.entries(outputs)) {
      core.setOutput(name, typeof value === "string" ? redact(value) : jsonText(value));
    }
  } catch (error) {
    const why = harmless(error instanceof Error ? error.message : String(error));
    throw new StepFailure(
      "The outputs could not be written",
      `${known} Its outputs could not be written (${why.replace(/\.$/, "")}): later steps and jobs do not get them. Look at the runner's disk, and at what else uses the file that GITHUB_OUTPUT names.`.trim(),
    );
  }
}

/** A value as JSON, without secrets in its texts and names. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === "string") return redact(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, held]) => [redact(name), held]));
  });
}

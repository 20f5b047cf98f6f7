import * as core from "@actions/core";
import { harmless } from "../text/harmless.ts";
import { StepFailure } from "./failure.ts";

/**
 * Sets outputs of the step.
 *
 * @param known what is true whether or not they can be written, in whole sentences: it must not be lost with them.
 * @throws StepFailure when the runner's file cannot be written.
 */
export function setOutputs(outputs: Readonly<Record<string, string>>, known: string): void {
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  } catch (error) {
    const why = harmless(error instanceof Error ? error.message : String(error));
    throw new StepFailure(
      "The outputs could not be written",
      `${known} Its outputs could not be written (${why.replace(/\.$/, "")}): later steps and jobs do not get them. Look at the runner's disk, and at what else uses the file that GITHUB_OUTPUT names.`.trim(),
    );
  }
}

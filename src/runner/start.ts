import { cancelled, endWhenCancelled } from "./cancel.ts";
import { exitSoon } from "./exit.ts";
import { reportFailure } from "./failure.ts";

/** Runs an action, from reading its inputs to its outputs, and reports its failure: the one catch of all actions. */
export async function runStep(run: () => Promise<void>): Promise<void> {
  endWhenCancelled();
  try {
    await run();
  } catch (error) {
    // A cancelled step has said so already.
    if (!cancelled.aborted) reportFailure(error);
  } finally {
    // The end of a cancelled step is under way, with another exit code.
    if (!cancelled.aborted) exitSoon();
  }
}

import { cancelled, endWhenCancelled } from "./cancel.ts";
import { exitSoon } from "./exit.ts";
import { reportFailure } from "./failure.ts";

/** What an action's `main.ts` exports. */
export interface Action<Inputs> {
  /** @throws InputError that names every wrong input. */
  readInputs(): Promise<Inputs>;
  run(inputs: Inputs): Promise<void>;
}

/** Runs an action, from reading its inputs to its outputs, and reports its failure: the one catch of all actions. */
export async function start<Inputs>(load: () => Promise<Action<Inputs>>): Promise<void> {
  endWhenCancelled();
  try {
    const { readInputs, run } = await load();
    await run(await readInputs());
  } catch (error) {
    // A cancelled step has said so already.
    if (!cancelled.aborted) reportFailure(error);
  } finally {
    // The end of a cancelled step is under way, with another exit code.
    if (!cancelled.aborted) exitSoon();
  }
}

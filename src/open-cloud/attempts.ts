import type { Deadline } from "./deadline.ts";
import { type Limiter, NoTurnError } from "./limiter.ts";
import { type Cause, mayHaveBeenCarriedOut, type Retry, retryAfter } from "./retry.ts";
import { type Answer, type Cloud, Disconnect } from "./transport.ts";

/** How a call ended after all its tries. */
export interface Settled {
  readonly outcome: Answer | Disconnect;
  readonly attempts: number;
  /** An earlier try may have been carried out although its answer was lost. */
  readonly earlierMayHaveWorked: boolean;
  /** A wait that another try would have needed, but that does not fit into the time left. */
  readonly noTimeFor?: { readonly seconds: number; readonly left: number };
}

/** What several calls of one step share. */
export interface Shared {
  readonly cloud: Cloud;
  readonly limiter?: Limiter;
  /** The end of all waiting for another try, where that comes before the deadline's end of everything. */
  readonly patience?: Deadline;
  /** Hang-ups during an upload so far. */
  hangUps: number;
}

export interface Attempting {
  readonly maxAttempts: number;
  /** False for a call that must not be carried out twice. */
  readonly repeatable: boolean;
  /** Told before each wait: what happened, how long the wait is, and which try comes next. */
  onWait(outcome: Answer | Disconnect, retry: Retry, nextAttempt: number): void;
  /** Told as each try begins. */
  onAttempt?(attempt: number): void;
  /** Asked before the last try after hang-ups: a reason to stop instead. */
  mayGoOn?(retry: Retry, hangUps: number): Promise<boolean>;
}

/**
 * Makes a call until it has an answer that another try would not change.
 *
 * @throws whatever `call` throws besides Disconnect: the deadline, a file that changed.
 */
export async function tryRepeatedly(
  shared: Shared,
  attempting: Attempting,
  call: () => Promise<Answer>,
): Promise<Settled> {
  const { limiter, cloud } = shared;
  const { deadline } = cloud;
  const patience = shared.patience ?? deadline;
  const causes: Cause[] = [];
  let earlierMayHaveWorked = false;
  const turn = limiter?.turn();
  try {
    await turn?.begin(patience);
    for (let attempt = 1; ; attempt++) {
      attempting.onAttempt?.(attempt);
      const outcome = await call().catch((error) => {
        if (error instanceof Disconnect) return error;
        throw error;
      });
      turn?.over(outcome instanceof Disconnect ? undefined : outcome);

      const history = { causes, hangUps: shared.hangUps, repeatable: attempting.repeatable };
      const retry = retryAfter(outcome, history, Math.random(), new Date());
      if (retry?.cause === "hang-up") shared.hangUps += 1;
      const settled = { outcome, attempts: attempt, earlierMayHaveWorked };
      if (!retry || attempt >= attempting.maxAttempts) return settled;
      if (attempting.mayGoOn && !(await attempting.mayGoOn(retry, shared.hangUps))) return settled;
      const left = deadline.secondsLeft();
      if (retry.seconds >= left) return { ...settled, noTimeFor: { seconds: retry.seconds, left } };
      attempting.onWait(outcome, retry, attempt + 1);
      // A busy place is its own trouble; anything else may be everybody's, and a queue of them helps nobody.
      if (retry.cause === "busy") turn?.leave();
      try {
        await patience.sleep(retry.seconds);
        await turn?.begin(patience);
      } catch (error) {
        // There is no other try, and what the last one met is the reason.
        if (!(error instanceof NoTurnError) && !deadline.signal.aborted) return settled;
        const seconds = error instanceof NoTurnError ? error.seconds : retry.seconds;
        return { ...settled, noTimeFor: { seconds, left: deadline.secondsLeft() } };
      }
      causes.push(retry.cause);
      earlierMayHaveWorked ||= mayHaveBeenCarriedOut(outcome);
    }
  } finally {
    turn?.leave();
  }
}

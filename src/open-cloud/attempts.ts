import type { Limiter } from "./limiter.ts";
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
  const { deadline } = shared.cloud;
  const causes: Cause[] = [];
  let earlierMayHaveWorked = false;
  for (let attempt = 1; ; attempt++) {
    const turn = shared.limiter?.secondsToWait() ?? 0;
    if (turn > deadline.secondsLeft()) throw new NoTurnError(turn, deadline.secondsLeft());
    await shared.limiter?.start(deadline);
    attempting.onAttempt?.(attempt);
    const outcome = await call().catch((error) => {
      if (error instanceof Disconnect) return error;
      throw error;
    });
    if (!(outcome instanceof Disconnect)) shared.limiter?.learn(outcome);

    const history = { causes, hangUps: shared.hangUps, repeatable: attempting.repeatable };
    const retry = retryAfter(outcome, history, Math.random(), new Date());
    if (retry?.cause === "hang-up") shared.hangUps += 1;
    const settled = { outcome, attempts: attempt, earlierMayHaveWorked };
    if (!retry || attempt >= attempting.maxAttempts) return settled;
    if (attempting.mayGoOn && !(await attempting.mayGoOn(retry, shared.hangUps))) return settled;
    const left = deadline.secondsLeft();
    if (retry.seconds >= left) return { ...settled, noTimeFor: { seconds: retry.seconds, left } };
    earlierMayHaveWorked ||= mayHaveBeenCarriedOut(outcome);
    attempting.onWait(outcome, retry, attempt + 1);
    await deadline.sleep(retry.seconds);
    causes.push(retry.cause);
  }
}

/** The rate limit would make this call wait for longer than the step has. */
export class NoTurnError extends Error {
  readonly seconds: number;
  constructor(seconds: number, left: number) {
    super(
      `Roblox takes 30 uploads a minute, and the next one would have to wait ${Math.ceil(seconds)} s, ` +
        `but only ${Math.floor(left)} s are left`,
    );
    this.seconds = seconds;
  }
}

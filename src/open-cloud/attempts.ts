import { type Client, waitText } from "./client.ts";
import { withSignal } from "./deadline.ts";
import { NoTurnError } from "./limiter.ts";
import { type Cause, type Effect, effectOf, type Retry, retryAfter } from "./retry.ts";
import { type Answer, Disconnect } from "./transport.ts";

/** How a call ended after all its tries. */
export interface Settled {
  readonly outcome: Answer | Disconnect;
  readonly attempts: number;
  /** Of all tries together. */
  readonly effect: Effect;
  /** An earlier try than the last may have been carried out although its answer was lost. */
  readonly earlierMayHaveWorked: boolean;
  /** A wait that another try would have needed, but that does not fit into the time left. */
  readonly noTimeFor?: { readonly seconds: number; readonly left: number };
}

/** The tries were ended by something else than an answer or a broken connection: the deadline, a file that changed. */
export class EndedError extends Error {
  override readonly cause: unknown;
  /** 0 when the first one never began. */
  readonly attempts: number;
  readonly effect: Effect;
  constructor(cause: unknown, attempts: number, effect: Effect) {
    super("the tries were ended");
    this.cause = cause;
    this.attempts = attempts;
    this.effect = effect;
  }
}

export interface Attempting {
  /** False for a call that must not be carried out twice. */
  readonly repeatable: boolean;
  /** An earlier call for the same thing may have been carried out. */
  readonly mayHaveWorked?: boolean;
  /** It waits for its turn in the client's limiter. */
  readonly paced?: boolean;
  /** What to say of the end of a try before waiting for the next. */
  describe(outcome: Answer | Disconnect, retry: Retry): string;
  /** Told as each try begins. */
  onAttempt?(attempt: number): void;
  /** Told whenever it changes whether the call may have been carried out. */
  onEffect?(effect: Effect): void;
  /** Asked before another try: a reason to stop instead. */
  mayGoOn?(retry: Retry): Promise<boolean>;
}

/**
 * Makes a call until it has an answer that another try would not change.
 *
 * @param once makes it, and says when the server may have all of it.
 * @throws EndedError
 */
export async function tryRepeatedly(
  client: Client,
  attempting: Attempting,
  once: (onHandedOver: () => void) => Promise<Answer>,
): Promise<Settled> {
  const { deadline, maxAttempts, hangUps } = client;
  const waiting = client.noMoreTries ? withSignal(deadline, client.noMoreTries) : deadline;
  const turn = attempting.paced ? client.limiter?.turn() : undefined;
  const causes: Cause[] = [];
  let attempts = 0;
  let earlierMayHaveWorked = attempting.mayHaveWorked ?? false;
  let effect: Effect = earlierMayHaveWorked ? "possible" : "none";
  const note = (now: Effect) => {
    effect = earlierMayHaveWorked ? "possible" : now;
    attempting.onEffect?.(effect);
  };
  try {
    await turn?.begin(waiting);
    for (;;) {
      attempts += 1;
      attempting.onAttempt?.(attempts);
      note("unlikely");
      const outcome = await once(() => note("possible")).catch((error) => {
        if (error instanceof Disconnect) return error;
        throw error;
      });
      turn?.over(outcome instanceof Disconnect ? undefined : outcome);
      note(effectOf(outcome));

      const history = { causes, hangUps: hangUps.count, repeatable: attempting.repeatable };
      const retry = retryAfter(outcome, history, Math.random(), new Date());
      if (retry?.cause === "hang-up") hangUps.count += 1;
      const settled = { outcome, attempts, effect, earlierMayHaveWorked };
      if (!retry || attempts >= maxAttempts) return settled;
      if (attempting.mayGoOn && !(await attempting.mayGoOn(retry))) return settled;
      const left = deadline.secondsLeft();
      if (retry.seconds >= left) return { ...settled, noTimeFor: { seconds: retry.seconds, left } };
      // Whoever waits keeps nobody else from being called; but where there is no connection, nobody gets any further.
      if (!(outcome instanceof Disconnect && outcome.stage === "connect")) turn?.leave();
      const seconds = Math.max(retry.seconds, turn ? (client.limiter?.secondsToWait() ?? 0) : 0);
      client.say(waitText(attempting.describe(outcome, retry), seconds, attempts + 1, maxAttempts));
      try {
        await waiting.sleep(retry.seconds);
        await turn?.begin(waiting);
      } catch (error) {
        // There is no other try, and what the last one met is the reason.
        if (!(error instanceof NoTurnError) && !deadline.signal.aborted) return settled;
        const needed = error instanceof NoTurnError ? error.seconds : retry.seconds;
        return { ...settled, noTimeFor: { seconds: needed, left: deadline.secondsLeft() } };
      }
      causes.push(retry.cause);
      earlierMayHaveWorked = effect === "possible";
    }
  } catch (error) {
    throw new EndedError(error, attempts, effect);
  } finally {
    turn?.leave();
  }
}

import { setTimeout as wait } from "node:timers/promises";

/** The time for the whole step is over. */
export class DeadlineError extends Error {
  constructor(minutes: number) {
    super(`the step's time is over (timeoutMinutes: ${minutes})`);
  }
}

/** One end for everything that a step does: each exchange and each wait is given its signal. */
export interface Deadline {
  readonly signal: AbortSignal;
  secondsLeft(): number;
  /** Waits, or throws the signal's reason as soon as the deadline passes. */
  sleep(seconds: number): Promise<void>;
}

export function startDeadline(minutes: number): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const end = performance.now() + minutes * 60_000;
  // Not AbortSignal.timeout: its timer cannot be sped up from outside, as the transcripts do. Unreferenced, since a
  // step that has ended must not be kept alive by the time it did not use.
  setTimeout(() => controller.abort(new DeadlineError(minutes)), minutes * 60_000).unref();
  return endingWith(signal, () => Math.max(0, (end - performance.now()) / 1000));
}

function endingWith(signal: AbortSignal, secondsLeft: () => number): Deadline {
  return {
    signal,
    secondsLeft,
    sleep: (seconds) =>
      wait(seconds * 1000, undefined, { signal }).catch(() => {
        throw signal.reason;
      }),
  };
}

/** The same deadline, but for what may be broken off before it; waits end with it as well. */
export function withSignal({ signal: end, secondsLeft }: Deadline, signal: AbortSignal): Deadline {
  return endingWith(AbortSignal.any([end, signal]), secondsLeft);
}

/**
 * Gives something its own time limit. It settles on time even if what it is given ignores the signal.
 *
 * @throws Error with `no answer within … s`; whatever `ask` throws.
 */
export async function within<T>(seconds: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(`no answer within ${seconds} s`);
      controller.abort(reason);
      reject(reason);
    }, seconds * 1000);
  });
  try {
    return await Promise.race([ask(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

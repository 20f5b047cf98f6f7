/**
 * What a reader of a file yields: how many bytes it wants next (none for a pause, `AS_THEY_COME` for any), or what another
 * thread does for it. It is sent the bytes, valid until it asks for more.
 */
export type Wish = number | Promise<unknown>;

export type Reader<Outcome> = Generator<Wish, Outcome, Buffer>;

/** To be sent bytes as they come, an empty buffer at the end of the file. */
export const AS_THEY_COME = -1;

/** Nothing is wanted: others may run, and the check may be ended. To be yielded in whatever a file can make long. */
export const PAUSE = 0;

/** Between two pauses: a few milliseconds of whatever is done with each. */
export const VALUES_A_PAUSE = 65_536;

/**
 * Work that ends with a signal at the latest, by throwing its reason: a read can hang in a thread that nothing calls off. The
 * work has to look at the signal itself, to end as well.
 */
export async function endingWith<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const { promise: end, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  return Promise.race([work, end]).finally(() => signal.removeEventListener("abort", abort));
}

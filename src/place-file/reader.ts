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

/** A millisecond or two of whatever is done with each. */
const PIECE_ITEMS = 65_536;

/** Does something with many items piece by piece, up to the first piece that has an outcome. */
export function* inPieces<Outcome>(
  items: number,
  work: (from: number, to: number) => Outcome | undefined,
): Reader<Outcome | undefined> {
  for (let from = 0; from < items; from += PIECE_ITEMS) {
    if (from > 0) yield PAUSE;
    const outcome = work(from, Math.min(items, from + PIECE_ITEMS));
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

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

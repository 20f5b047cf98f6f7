/** Calls at once: enough to be quick, too few to be a burden. */
const AT_ONCE = 4;

/** Does something for every item, a few at a time, until one answers `false`: then no more are begun. */
export async function sideBySide<T>(items: Iterable<T>, work: (item: T) => Promise<boolean>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (!(await work(item))) queue.length = 0;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

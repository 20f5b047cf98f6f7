/**
 * Time in which nothing is ever waited out, and which no busy machine can upset: it stands still while anybody still has
 * something to do, and jumps to the next timer when everybody waits for it.
 *
 * The child process under test has its timers and clocks replaced (`child-clock.js`) and is connected to this side, which
 * alone lets time pass. The simulator waits by the same clock. A jump needs both sides' consent: the child says that it
 * waits and for when; this process turns its event loop until nothing more comes in; and the child takes the jump only
 * if nothing has come in since. What was sent before a question travels ahead of it, so nothing can be overlooked.
 * A server of a test needs `noDelay` for that: without it the system keeps small pieces back for a while.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../simulator/index.ts";

/** Where only the world outside can go on, the child is asked again after this time. */
const LOOK_AGAIN_MS = 20;
/** Of work in a thread of this process: it goes on without an event until it is done. */
const AT_WORK = /^(?:FSReq|CloseReq|FileHandleClose|GetAddrInfo|GetNameInfo|MessagePort)/;
/** Rounds without anything new that count as rest. */
const QUIET_ROUNDS = 3;

export interface VirtualClock extends Clock {
  /** How many sleep by it in this process. */
  readonly sleeping: number;
  /** When the next of them is due, in milliseconds since the epoch. */
  next(): number | undefined;
  /** Lets time jump, and wakes who is due. */
  jump(time: number): void;
}

export function createClock(): VirtualClock {
  let now = Date.now();
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    get sleeping() {
      return sleepers.size;
    },
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const end = (settle: () => void) => () => {
          sleepers.delete(sleeper);
          signal.removeEventListener("abort", abort);
          settle();
        };
        const abort = end(() => reject(signal.reason));
        const sleeper = { at: now + milliseconds, wake: end(resolve) };
        sleepers.add(sleeper);
        signal.addEventListener("abort", abort, { once: true });
      });
    },
    next: () => (sleepers.size > 0 ? Math.min(...[...sleepers].map(({ at }) => at)) : undefined),
    jump(time) {
      now = Math.max(now, time);
      for (const sleeper of [...sleepers].sort((one, other) => one.at - other.at)) {
        if (sleeper.at <= now) sleeper.wake();
      }
    },
  };
}

const events = () => performance.nodeTiming.uvMetricsInfo.events;

/**
 * A connection of this process with itself. On a busy machine the system delivers later than it takes, and a turn of the
 * event loop proves nothing; a byte that has come back along the same way has everything before it behind it.
 */
async function openEcho(): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const near = connect((server.address() as AddressInfo).port, "127.0.0.1").setNoDelay(true);
  const [far] = (await once(server, "connection")) as [Socket];
  near.unref();
  far.unref().on("data", () => {});
  server.close();
  return async () => {
    near.write(".");
    await once(far, "data");
  };
}

let echo: Promise<() => Promise<void>> | undefined;

async function comeToRest(): Promise<void> {
  echo ??= openEcho();
  const send = await echo;
  await turn();
  for (let quiet = 0; quiet < QUIET_ROUNDS; ) {
    const before = events();
    await send();
    await turn();
    const atWork = process.getActiveResourcesInfo().some((resource) => AT_WORK.test(resource));
    // The byte itself is one.
    quiet = events() - before <= 1 && !atWork ? quiet + 1 : 0;
  }
}

/** Time stands still for as long as this takes, which goes on in a thread that shows no sign of it here. */
export async function atWork<T>(work: Promise<T>): Promise<T> {
  const { port1 } = new MessageChannel();
  // Whoever listens at a port keeps it among the resources at work.
  port1.addEventListener("message", () => {});
  port1.start();
  try {
    return await work;
  } finally {
    port1.close();
  }
}

let resting: Promise<void> = Promise.resolve();
let next: Promise<void> | undefined;

/** Returns when this process has nothing left to do but wait for a timer or for others. */
export function atRest(): Promise<void> {
  // Whoever asks meanwhile shares the next round: the bytes of two would disturb one another.
  next ??= resting.then(() => {
    next = undefined;
    resting = comeToRest();
    return resting;
  });
  return next;
}

/** What the child last said: when its next timer is due, or nothing as long as it is at work. */
interface Report {
  readonly id: number;
  readonly next: number | undefined;
}

export interface ConductedTime {
  /** For the child's environment. */
  readonly environment: { readonly CLOCK_PORT: string };
  close(): void;
}

/**
 * Lets a child live by a clock.
 *
 * @param onRest called whenever everybody waits, before time passes: the moment at which all that was to happen so far has
 *   happened. It may do something to the child.
 */
export async function conduct(clock: VirtualClock, onRest: () => void): Promise<ConductedTime> {
  let over = false;
  const server = createServer((child) => {
    child.setNoDelay(true).on("error", () => {});
    conductChild(clock, child, onRest, () => over).catch((error) => {
      // A child that ends takes its connection along; anything else is a defect here, and is to be loud.
      if (error.code === undefined) throw error;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    environment: { CLOCK_PORT: String((server.address() as AddressInfo).port) },
    close() {
      over = true;
      server.close();
    },
  };
}

async function conductChild(
  clock: VirtualClock,
  child: Socket,
  onRest: () => void,
  isOver: () => boolean,
): Promise<void> {
  child.write(`${clock.now()}\n`);
  let report: Report | undefined;
  for await (const line of createInterface({ input: child })) {
    const [word, id, next] = line.split(" ");
    if (word === "waits") report = { id: Number(id), next: next === "" ? undefined : Number(next) };
    if (word === "jumped") clock.jump(Number(next));
    if (word === "busy") report = undefined;
    if (report === undefined || word === "jumped") continue;
    await atRest();
    if (isOver() || child.destroyed) return;
    const due = [report.next, clock.next()].filter((time) => time !== undefined);
    // First only whether it still waits: what it said may have been overtaken by what this side had still to do.
    if (word === "waits") child.write(`${report.id} \n`);
    else {
      onRest();
      if (due.length === 0) await wait(LOOK_AGAIN_MS, undefined, { ref: false });
      child.write(`${report.id} ${due.length > 0 ? Math.max(clock.now(), Math.min(...due)) : ""}\n`);
    }
  }
}

/**
 * Preloaded into a child process (`node --import`): its timers and clocks obey the test process (`clock.ts`), which lets
 * time pass only when nobody has anything to do. Not TypeScript, for it is loaded some hundred times.
 */
import { AsyncResource } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import { connect, Socket } from "node:net";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { isZlibAtWork } from "./zlib-work.js";

const { setTimeout: realTimeout, clearTimeout: realClear, setImmediate } = globalThis;
/** Of work in a thread of this process: it goes on without an event until it is done. */
const AT_WORK = /^(?:FSReq|CloseReq|FileHandleClose|GetAddrInfo|GetNameInfo)/;

const realConnect = Socket.prototype.connect;
// What was sent must be on its way: the system may otherwise keep a small piece back for 40 ms, which nobody sees.
Socket.prototype.connect = function (...parameters) {
  return realConnect.apply(this.setNoDelay(true), parameters);
};

let now = 0;
let started = 0;
let count = 0;
const pending = new Map();

class Timeout {
  constructor(callback, delay, repeats, parameters) {
    if (typeof callback !== "function") throw new TypeError("a timer needs a function");
    const milliseconds = Number(delay);
    this.delay = milliseconds >= 1 && milliseconds <= 2 ** 31 - 1 ? milliseconds : 1;
    this.repeats = repeats;
    this.referenced = true;
    this.id = ++count;
    this.call = AsyncResource.bind(() => callback(...parameters));
    this.refresh();
  }
  refresh() {
    this.at = now + this.delay;
    this.order = ++count;
    pending.set(this.id, this);
    holdOpen();
    return this;
  }
  ref() {
    this.referenced = true;
    holdOpen();
    return this;
  }
  unref() {
    this.referenced = false;
    holdOpen();
    return this;
  }
  hasRef() {
    return this.referenced;
  }
  close() {
    pending.delete(this.id);
    holdOpen();
    return this;
  }
  [Symbol.toPrimitive]() {
    return this.id;
  }
  [Symbol.dispose]() {
    this.close();
  }
}

const setTimeout = (callback, delay, ...parameters) => new Timeout(callback, delay, false, parameters);
Object.defineProperty(setTimeout, Symbol.for("nodejs.util.promisify.custom"), { value: sleep });
const setInterval = (callback, delay, ...parameters) => new Timeout(callback, delay, true, parameters);
const clear = (timer) => {
  if (timer instanceof Timeout) timer.close();
  else if (pending.has(Number(timer))) pending.get(Number(timer)).close();
  else realClear(timer);
};

function sleep(delay, value, { signal, ref = true } = {}) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      timer.close();
      reject(
        Object.assign(new Error("The operation was aborted", { cause: signal.reason }), {
          name: "AbortError",
          code: "ABORT_ERR",
        }),
      );
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve(value);
    }, delay);
    if (!ref) timer.unref();
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

const next = () => [...pending.values()].sort((one, other) => one.at - other.at || one.order - other.order)[0];

/** One after the other, as Node does it: with all that follows from one before the next. */
function fireWhatIsDue() {
  const timer = next();
  if (timer === undefined || timer.at > now) return watch();
  if (timer.repeats) timer.refresh();
  else timer.close();
  setImmediate(fireWhatIsDue);
  timer.call();
}

const authority = connect(Number(process.env.CLOCK_PORT), "127.0.0.1");
/** This connection must not keep the process alive, but a timer that is waited for must. */
function holdOpen() {
  if ([...pending.values()].some(({ referenced }) => referenced)) authority.ref();
  else authority.unref();
}

const events = () => performance.nodeTiming.uvMetricsInfo.events;
let report = 0;
let eventsAtReport = 0;
let linesSinceReport = 0;

/** Looks until a turn of the event loop brings nothing and no thread is at work, and says so. */
function watch() {
  const before = events();
  const look = () => {
    if (events() !== before) return watch();
    const atWork = isZlibAtWork() || process.getActiveResourcesInfo().some((resource) => AT_WORK.test(resource));
    if (atWork) return realTimeout(watch, 1);
    report += 1;
    eventsAtReport = before;
    linesSinceReport = 0;
    authority.write(`waits ${report} ${next()?.at ?? ""}\n`);
  };
  setImmediate(() => setImmediate(look));
}

function answer(line) {
  linesSinceReport += 1;
  const [id, time] = line.trim().split(" ");
  // Two turns: whatever has come in with this line or before it is seen by then.
  setImmediate(() =>
    setImmediate(() => {
      if (Number(id) !== report || events() - eventsAtReport !== linesSinceReport) {
        authority.write(`busy ${report} \n`);
        return watch();
      }
      if (time === undefined) return authority.write(`nothing ${report} \n`);
      now = Number(time);
      authority.write(`jumped ${report} ${time}\n`);
      fireWhatIsDue();
    }),
  );
}

await new Promise((resolve) => {
  // There is never more than one line on its way.
  authority.setEncoding("utf8").once("data", (line) => {
    started = now = Number(line);
    authority.on("data", answer).unref();
    resolve();
  });
});

Object.assign(globalThis, { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear });
Object.assign(timers, { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear });
Object.assign(timersPromises, { setTimeout: sleep });
Object.assign(timersPromises.scheduler, { wait: (delay, options) => sleep(delay, undefined, options) });
AbortSignal.timeout = (delay) => {
  const controller = new AbortController();
  setTimeout(
    () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
    delay,
  ).unref();
  return controller.signal;
};
performance.now = () => now - started;
Date.now = () => now;
globalThis.Date = new Proxy(Date, {
  construct: (target, parameters, self) =>
    Reflect.construct(target, parameters.length === 0 ? [now] : parameters, self),
});
syncBuiltinESMExports();
delete process.env.CLOCK_PORT;
watch();

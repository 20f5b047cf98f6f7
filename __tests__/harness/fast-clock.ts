/**
 * Preloaded into a child process (`node --import`) to make its time pass faster: every timer and every clock that the
 * program reads runs `CLOCK_SPEED` times as fast. The program knows nothing of it, and no test waits out a back-off.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";

const speed = Number(process.env.CLOCK_SPEED ?? 1);

function faster<Parameters extends unknown[], Result>(
  schedule: (callback: (...parameters: Parameters) => void, delay?: number, ...rest: Parameters) => Result,
) {
  return (callback: (...parameters: Parameters) => void, delay = 0, ...rest: Parameters) =>
    schedule(callback, delay / speed, ...rest);
}

const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
const { setTimeout: realWait } = timersPromises;
const realNow = performance.now.bind(performance);
const realDateNow = Date.now;
const start = realDateNow();

Object.assign(globalThis, { setTimeout: faster(realTimeout), setInterval: faster(realInterval) });
Object.assign(timers, { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval });
Object.assign(timersPromises, {
  setTimeout: (delay: number, ...rest: unknown[]) =>
    (realWait as (...all: unknown[]) => unknown)(delay / speed, ...rest),
});
performance.now = () => realNow() * speed;
Date.now = () => start + (realDateNow() - start) * speed;
globalThis.Date = new Proxy(Date, {
  construct: (target, parameters) => Reflect.construct(target, parameters.length === 0 ? [Date.now()] : parameters),
});
syncBuiltinESMExports();

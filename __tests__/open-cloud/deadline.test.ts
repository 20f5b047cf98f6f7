import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { DeadlineError, startDeadline, within } from "../../src/open-cloud/deadline.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test("a deadline counts down, and ends all that has its signal", () => {
  const deadline = startDeadline(2);
  expect(deadline.secondsLeft()).toBe(120);
  jest.advanceTimersByTime(119_999);
  expect(deadline.secondsLeft()).toBeCloseTo(0.001);
  expect(deadline.signal.aborted).toBe(false);
  jest.advanceTimersByTime(60_001);
  expect(deadline.secondsLeft()).toBe(0);
  expect(deadline.signal.reason).toBeInstanceOf(DeadlineError);
});

test("what takes too long is given up, whatever it makes of its signal", async () => {
  const signals: AbortSignal[] = [];
  const asking = within(3, (signal) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  jest.advanceTimersByTime(2999);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  jest.advanceTimersByTime(1);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  await expect(asking).rejects.toThrow("no answer within 3 s");
});

test("what is in time leaves no timer behind", async () => {
  expect(await within(3, async () => "answer")).toBe("answer");
  expect(jest.getTimerCount()).toBe(0);
});

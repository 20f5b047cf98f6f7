/**
 * Calls that `src/` makes in this process, against a simulator in it, by a clock that jumps: what a transcript shows of
 * the bundle in a child process, for the price of a function call.
 *
 * It has to come before whatever of `src/` waits, which a test therefore loads by `await import` (as it may not when it
 * only wants types, or what is pure).
 */
import { readFileSync } from "node:fs";
import { setDefaultCACertificates } from "node:tls";
import { jest } from "@jest/globals";
import {
  type Clock,
  DEMO_KEY,
  type EndpointName,
  keyForAll,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import type { Client, ClientInputs } from "../../src/open-cloud/client.ts";
import { atRest } from "./clock.ts";
import { assertKeyStayed } from "./transcript.ts";

// One time for all: the sources', by Node's global timers and by those that give promises, and the simulator's.
jest.useFakeTimers({ doNotFake: ["nextTick", "performance", "queueMicrotask", "setImmediate", "clearImmediate"] });
const began = Date.now();
performance.now = () => Date.now() - began;

async function sleep(milliseconds: number, _value?: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(end, milliseconds);
    function end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    }
    signal?.addEventListener("abort", end);
  });
}
jest.unstable_mockModule("node:timers/promises", () => ({ setTimeout: sleep }));
const CLOCK: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

const { startClient } = await import("../../src/open-cloud/client.ts");

export interface Setting extends Partial<ClientInputs> {
  readonly simulator?: SimulatorOptions;
  /** What the client has besides. */
  readonly client?: Partial<Client>;
  /** When the runner cancels the step. */
  readonly cancelledAfterSeconds?: number;
}

export interface Made<T> {
  /** What the call gave, or with what it failed. */
  readonly value: T | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was thrown
  readonly error: any;
  /** What was said before each wait. */
  readonly said: readonly string[];
  readonly seconds: number;
  /** The endpoints that were called, in their order. */
  readonly calls: readonly (EndpointName | "unknown")[];
  readonly simulator: Simulator;
  readonly client: Client;
}

/** Lets time pass until something has settled. */
async function settled(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  work.then(end, end);
  for (;;) {
    await atRest();
    if (isOver) return;
    if (jest.getTimerCount() === 0) throw new Error("nothing will ever happen again");
    jest.advanceTimersToNextTimer();
  }
}

/** Makes calls to a simulated Roblox of their own, with a key that has all permissions. */
export async function ask<T>(make: (client: Client) => Promise<T>, setting: Setting = {}): Promise<Made<T>> {
  const { simulator: options, client: rest, cancelledAfterSeconds, ...inputs } = setting;
  const simulator = await startSimulator({ keys: [keyForAll(["4242"])], clock: CLOCK, ...options });
  try {
    setDefaultCACertificates([readFileSync(simulator.caFile, "utf8")]);
    process.env.https_proxy = simulator.proxyUrl;
    const said: string[] = [];
    const cancelling = new AbortController();
    if (cancelledAfterSeconds !== undefined) {
      setTimeout(() => cancelling.abort(new Error("cancelled")), cancelledAfterSeconds * 1000);
    }
    const from = Date.now();
    const client = {
      ...startClient(
        { apiKey: DEMO_KEY, universeId: "4242", maxAttempts: 5, timeoutMinutes: 15, ...inputs },
        {
          userAgent: "test/1",
          keyHelp: "docs/api-key.md",
          cancelled: cancelling.signal,
          say: (line) => said.push(line),
        },
      ),
      ...rest,
    };
    let value: T | undefined;
    let error: unknown;
    await settled(
      make(client).then(
        (given) => {
          value = given;
        },
        (thrown) => {
          error = thrown;
        },
      ),
    );
    assertKeyStayed(simulator);
    const calls = simulator.requests.map(({ endpoint }) => endpoint);
    return { value, error, said, seconds: (Date.now() - from) / 1000, calls, simulator, client };
  } finally {
    jest.clearAllTimers();
    await simulator.close();
  }
}

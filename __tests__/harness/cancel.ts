/**
 * Cancels a child as the runner does (actions/runner, ProcessInvoker): SIGINT, then SIGTERM; on Windows CTRL_C, then
 * CTRL_BREAK, which Node calls SIGINT and SIGBREAK.
 *
 * Elsewhere these are real signals. On Windows no Node process can send another one a console event (`kill` ends it at
 * once), so the child is told to raise the event for itself (`console-event.js`). That shows what the bundle does once
 * Node has the event, and that it listens to it by the name that Node has for it on Windows. It does not show that a
 * console's event becomes Node's: that is Node's own promise (`process`, "Signal events").
 */
import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { EndpointName, SeenRequest, SimulatorOptions } from "../../simulator/index.ts";
import type { RunOptions } from "./run-action.ts";

const isWindows = process.platform === "win32";

/** With what the runner cancels first, and what it sends when that did not help. */
export const [INTERRUPT, TERMINATE] = ["SIGINT", isWindows ? "SIGBREAK" : "SIGTERM"] as const;

/** What a shell makes of the end by a signal. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/** For `spawn`: how a child on Windows hears of a console event. */
export const CONSOLE_EVENTS = isWindows ? { channel: ["ipc"] as const, preload: ["console-event.js"] } : undefined;

const cancelled = new WeakSet<ChildProcess>();

/** Once for a child, however often it is called: a moment that fits may come again. */
export function cancel(child: ChildProcess, signal: NodeJS.Signals = TERMINATE): void {
  if (!cancelled.has(child)) raise(child, signal);
}

/** Each time that it is called. */
export function raise(child: ChildProcess, signal: NodeJS.Signals): void {
  cancelled.add(child);
  if (!isWindows) child.kill(signal);
  // A child that has ended meanwhile needs no event any more.
  else if (child.connected) child.send(signal, () => {});
}

/** Keeps the answers of an endpoint back, and cancels the step that waits for the first of them. */
export function cancelWaiting(
  endpoint: EndpointName,
  signal: NodeJS.Signals = INTERRUPT,
): { simulated: Pick<SimulatorOptions, "fault">; options: Pick<RunOptions, "onRest"> } {
  let isWaiting = false;
  return {
    simulated: {
      fault(request: SeenRequest) {
        if (request.endpoint !== endpoint) return undefined;
        isWaiting = true;
        return { kind: "silence", when: "afterBody" };
      },
    },
    options: { onRest: (_log, child) => void (isWaiting && cancel(child, signal)) },
  };
}

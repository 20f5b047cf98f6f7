import { secondsText } from "../text/units.ts";
import type { Client } from "./call.ts";
import { startDeadline } from "./deadline.ts";

/** Who calls, and where what happens meanwhile is told. */
export interface Caller {
  readonly userAgent: string;
  /** Where the page about keys is to be read. */
  readonly keyHelp: string;
  /** Told one line before each wait. */
  say(line: string): void;
}

/** What the calls of an action with small calls share. The step's time runs from here on. */
export function startClient(
  inputs: { apiKey: string; universeId: string; maxAttempts: number; timeoutMinutes: number },
  { userAgent, keyHelp, say }: Caller,
): Client {
  const { apiKey, universeId, maxAttempts, timeoutMinutes } = inputs;
  return {
    cloud: { apiKey, userAgent, deadline: startDeadline(timeoutMinutes) },
    universeId,
    maxAttempts,
    keyHelp,
    onWait(happened, { seconds }, nextAttempt) {
      say(`${happened}. Attempt ${nextAttempt} of ${maxAttempts} follows in ${secondsText(seconds)}`);
    },
  };
}

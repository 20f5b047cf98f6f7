/** A cancelled order says whether it may have been carried out. */
import { describe, expect, test } from "@jest/globals";
import { cancel, exitCodeOf, TERMINATE } from "../harness/cancel.ts";
import { play } from "../harness/transcript.ts";

const ORDERS: [string, Record<string, string>, RegExp, RegExp][] = [
  ["restart-servers", {}, /may be restarting all the same/, /No server restarts\./],
  ["restart-servers", { closeAllVersions: "true" }, /may be restarting.*close the fresh ones/, /No server restarts\./],
  ["publish-message", { topic: "t", message: "m" }, /may have got the message/, /The message was not sent\./],
];

describe("cancelled", () => {
  test.each(ORDERS)("%s %j while its answer is awaited", async (action, inputs, perhaps) => {
    const run = await play(
      action,
      inputs,
      { fault: () => ({ kind: "silence", when: "afterBody" }) },
      {
        // Everybody waits: the request is there, and its answer is all that is missing.
        onRest: (_log, child) => cancel(child),
      },
    );
    expect(run).toMatchObject({ code: exitCodeOf(TERMINATE), signal: null });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(perhaps) }]);
  });

  test.each(ORDERS.slice(1))("%s %j while it waits for the rate limit", async (action, inputs, _, nothing) => {
    const answer = { status: 429, headers: { "retry-after": "60" }, body: "" };
    const run = await play(
      action,
      inputs,
      { fault: () => ({ kind: "answer", answer }) },
      { onRest: (log, child) => void (log.includes("Attempt 2") && cancel(child)) },
    );
    expect(run.code).toBe(exitCodeOf(TERMINATE));
    expect(run.errors[0]?.message).toMatch(nothing);
  });
});

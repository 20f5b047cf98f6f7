/** A cancelled step ends at once, and says whether the place may have been published. */
import { describe, expect, test } from "@jest/globals";
import { answers } from "../../../simulator/index.ts";
import { cancel, exitCodeOf, INTERRUPT, TERMINATE } from "../../harness/cancel.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";

describe("a signal", () => {
  test.concurrent.each<[string, NodeJS.Signals, RegExp, Setting, RegExp, string]>([
    [
      "while the file goes out",
      INTERRUPT,
      /Sending place/,
      { faults: [{ kind: "silence", when: "beforeBody" }], large: true },
      /^Ended by SIG[A-Z]+\. Nothing was published: no file had been sent whole\.$/,
      "cancelled before the file had been sent whole: nothing was published",
    ],
    [
      "while the answer is awaited",
      TERMINATE,
      /Sending place/,
      { faults: [{ kind: "silence", when: "afterBody" }] },
      /^Ended by SIG[A-Z]+\. Place 1818 may have been published \(its file had been sent\): look at its version history\.$/,
      "the place may have been published",
    ],
    [
      "while a wait after busy goes on",
      INTERRUPT,
      /Attempt 2/,
      { faults: [{ kind: "answer", answer: answers.busy }] },
      /Nothing was published/,
      "nothing was published",
    ],
    [
      "while a wait after a lost answer goes on",
      INTERRUPT,
      /Attempt 2/,
      { faults: [{ kind: "answer", answer: answers.requestContextFailure }] },
      /Place 1818 may have been published/,
      "the place may have been published",
    ],
  ])("%s", async (_name, signal, when, setting, message, reason) => {
    const run = await publishOnce(
      {},
      {
        ...setting,
        // When all is at rest, what the log announces has happened.
        onRest(log, child) {
          if (when.test(log)) cancel(child, signal);
        },
      },
    );
    expect(run).toMatchObject({ code: exitCodeOf(signal), signal: null });
    expect(run.seconds).toBe(0);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.title).toBe("The step was cancelled");
    expect(run.errors[0]?.message).toMatch(message);
    expect(run.errors[0]?.message).toContain(`Ended by ${signal}. `);
    expect(run.results).toMatchObject([{ status: "failed", error: expect.stringContaining(reason) }]);
  });
});

/** A cancelled step ends at once, and says whether the place may have been published. */
import { describe, expect, test } from "@jest/globals";
import { answers } from "../../../simulator/index.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";

// On Windows the runner sends CTRL_C, then CTRL_BREAK, which one Node process cannot send to another.
const onPosix = process.platform === "win32" ? describe.skip : describe;

onPosix("a signal", () => {
  test.concurrent.each<[string, NodeJS.Signals, RegExp, Setting, RegExp, string]>([
    [
      "while the file goes out",
      "SIGINT",
      /Sending place/,
      { faults: [{ kind: "silence", when: "beforeBody" }], large: true },
      /^Ended by SIGINT\. Nothing was published: no file had been sent whole\.$/,
      "cancelled before the file had been sent whole: nothing was published",
    ],
    [
      "while the answer is awaited",
      "SIGTERM",
      /Sending place/,
      { faults: [{ kind: "silence", when: "afterBody" }] },
      /^Ended by SIGTERM\. Place 1818 may have been published \(its file had been sent\): look at its version history\.$/,
      "the place may have been published",
    ],
    [
      "while a wait after busy goes on",
      "SIGINT",
      /Attempt 2/,
      { faults: [{ kind: "answer", answer: answers.busy }] },
      /Nothing was published/,
      "nothing was published",
    ],
    [
      "while a wait after a lost answer goes on",
      "SIGINT",
      /Attempt 2/,
      { faults: [{ kind: "answer", answer: answers.requestContextFailure }] },
      /Place 1818 may have been published/,
      "the place may have been published",
    ],
  ])("%s", async (_name, signal, when, setting, message, reason) => {
    let sent = false;
    const run = await publishOnce(
      {},
      {
        ...setting,
        // When all is at rest, what the log announces has happened.
        onRest(log, child) {
          if (sent || !when.test(log)) return;
          sent = true;
          child.kill(signal);
        },
      },
    );
    expect(run).toMatchObject({ code: signal === "SIGINT" ? 130 : 143, signal: null });
    expect(run.seconds).toBe(0);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.title).toBe("The step was cancelled");
    expect(run.errors[0]?.message).toMatch(message);
    expect(run.results).toMatchObject([{ status: "failed", error: expect.stringContaining(reason) }]);
  });
});

/** A cancelled step ends at once, and says whether the place may have been published. */
import { describe, expect, test } from "@jest/globals";
import { answers, type EndpointName, publishingKey } from "../../../simulator/index.ts";
import { cancel, cancelWaiting, exitCodeOf, INTERRUPT, TERMINATE } from "../../harness/cancel.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";

describe("a signal", () => {
  test.concurrent.each<[string, NodeJS.Signals, RegExp, Setting, RegExp, string]>([
    [
      "while the file goes out",
      INTERRUPT,
      /Sending place/,
      { faults: [{ kind: "silence", when: "beforeBody" }], large: true },
      /^Ended by SIG[A-Z]+\. Nothing was published\.$/,
      "cancelled: nothing was published",
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
      "while half of the answer is there",
      INTERRUPT,
      /Sending place/,
      { faults: [{ kind: "pause" }] },
      /Place 1818 may have been published/,
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

describe("a signal around the upload", () => {
  const LIVE = "Place 1818 is live as version 1.";
  const NOTHING = /Nothing was published/;
  const key = publishingKey(["4242"]);
  const keys = [
    {
      ...key,
      scopes: [
        ...key.scopes,
        { name: "universe.place", operations: ["write"] },
        { name: "universe", operations: ["read"], universeIds: ["4242"] },
        { name: "asset", operations: ["read"] },
      ],
    },
  ];

  test.concurrent.each<[string, EndpointName, Record<string, string>, RegExp, string]>([
    ["while the key is looked at", "introspect", {}, NOTHING, "notTried"],
    ["while the key is looked at, in a dry run", "introspect", { dryRun: "true" }, NOTHING, "notTried"],
    ["while the place's versions are listed", "assetVersions", { lastVersionNumber: "1" }, NOTHING, "notTried"],
    ["while it is asked whose place it is", "universeOfPlace", { placeId: "404404" }, NOTHING, "failed"],
    ["while notes are written", "versionNotes", { versionNotes: "auto" }, /^/, "published"],
    ["while it is looked whether it is live", "restartsForecast", { verify: "true" }, /^/, "published"],
  ])("%s", async (_name, endpoint, inputs, message, status) => {
    const { simulated, options } = cancelWaiting(endpoint);
    const run = await publishOnce(inputs, { simulator: { keys, ...simulated }, ...options });
    expect(run).toMatchObject({ code: exitCodeOf(INTERRUPT), signal: null, seconds: 0 });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(message) }]);
    expect(run.errors[0]?.message.includes(LIVE)).toBe(status === "published");
    expect(run.results).toMatchObject([{ status, ...(status === "published" ? { versionNumber: "1" } : {}) }]);
    expect(run.outputs.versionNumber).toBe(status === "published" ? "1" : undefined);
    expect(run.summary).toMatch(/The step was cancelled|Ended by SIG/);
  });

  test.concurrent("while there is no connection", async () => {
    const onRest: Setting["onRest"] = (log, child) => void (log.includes("Sending place") && cancel(child));
    const run = await publishOnce({}, { simulator: { proxy: "silent" }, onRest });
    expect(run).toMatchObject({ code: exitCodeOf(TERMINATE), results: [{ status: "failed" }] });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(NOTHING) }]);
  });
});

/** Rollbacks, end to end: the real bundle against a simulated Roblox. Green only with proof. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { answers, errors, type Fault, json, type SimulatorOptions } from "../../../simulator/index.ts";
import { cancel, INTERRUPT } from "../../harness/cancel.ts";
import { visible } from "../../harness/run-action.ts";
import type { Transcript } from "../../harness/transcript.ts";
import { header, instBody, binaryPlace as placeOf, prntBody } from "../../place-file/build.ts";
import { binaryPlace } from "../../simulator/client.ts";
import { CONTENT, HISTORY, keyWithout, publish, rollBack, save, sha256 } from "./world.ts";

const TITLE = "Place 1818 was not rolled back";
const SAME_BYTES = { deduplicate: "any" } as const;
const faultOf = (endpoint: string, of: (nth: number) => Fault | undefined): SimulatorOptions => ({
  fault: (request, nth) => (request.endpoint === endpoint ? of(nth) : undefined),
});
const only =
  (at: number, fault: Fault) =>
  (nth: number): Fault | undefined =>
    nth === at ? fault : undefined;
const answer = (value: Parameters<typeof json>[1]): Fault => ({ kind: "answer", answer: json(200, value) });
const bytes = (content: keyof typeof CONTENT): Fault => ({
  kind: "answer",
  answer: { status: 200, contentType: "application/octet-stream", body: CONTENT[content] },
});
const changes = ({ calls }: Transcript) => calls.filter((call) => call.startsWith("POST"));
const newest = ({ simulator }: Transcript) => simulator.versions("1818")[0];
const titles = (list: { title: string }[]) => list.map(({ title }) => title);
const failsWith = (message: RegExp, title = TITLE) => ({
  code: 1,
  errors: [{ title, message: expect.stringMatching(message) }],
});
const UNKNOWN = "It is not known whether place 1818 was rolled back";

describe("which version comes back", () => {
  // Version 1 is published, 2 saved, 3 live, 4 saved on top.
  const studioSaves = [publish("obby"), save("packed"), publish("small"), save("tight")];

  test("the newest published one below the live one, and it is told what it lies over, also beyond 2^53", async () => {
    const run = await rollBack({}, { studioSaves, firstVersion: { "1818": "9007199254740992" } });
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.outputs).toEqual({
      previousVersion: "9007199254740995",
      sha256: sha256("obby"),
      versionNumber: "9007199254740997",
      restoredVersion: "9007199254740993",
    });
    expect(newest(run)).toMatchObject({
      ...{ versionNumber: "9007199254740997", versionType: "Published", sha256: sha256("obby") },
    });
    expect(titles(run.warnings)).toEqual(["There are saved versions on top of the live one"]);
    expect(titles(run.notices)).toEqual(["What does not go back"]);
    expect(run.log).toContain("proved by its number and its bytes");
    expect(run.summary).toContain(
      "has the content of version 9007199254740993 again, live as version 9007199254740997",
    );
  });

  test("one that was only saved, when it is named; its number alone is proof where its bytes cannot be fetched again", async () => {
    const refused = errors(200, "User is not authorized to access Asset.", 403);
    const cannot = faultOf("assetDelivery", only(2, { kind: "answer", answer: refused }));
    const run = await rollBack({ versionNumber: "2" }, { studioSaves, ...cannot });
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.outputs).toMatchObject({ versionNumber: "5", restoredVersion: "2", sha256: sha256("packed") });
    expect(titles(run.warnings).sort()).toEqual([
      "That version was never published",
      "There are saved versions on top of the live one",
    ]);
    expect(run.log).toMatch(
      /could not be fetched again, so that its number is the proof\. Roblox said "User is not authorized/,
    );
    expect(run.summary).toContain("| Proved by | its number |");
  });

  test("none is sent when it is live already", async () => {
    const run = await rollBack({ versionNumber: "3" }, { studioSaves });
    expect(run).toMatchObject({ code: 0, calls: ["GET assetVersions 200"] });
    expect(run.outputs).toEqual({ previousVersion: "3", versionNumber: "3", restoredVersion: "3" });
  });

  test("none, when there is nothing below the live one", async () => {
    const run = await rollBack({}, { studioSaves: [save("obby"), publish("small")] });
    expect(run).toMatchObject(failsWith(/no published version below 2, which is live.* Nothing was changed\.$/));
    expect(run.outputs).toEqual({});
  });

  test("an older one than the list has: asset delivery decides whether it is there", async () => {
    const run = await rollBack({ versionNumber: "7" }, { firstVersion: { "1818": "10" } });
    expect(run).toMatchObject(
      failsWith(
        /^Roblox said "Request asset was not found".*Place 1818 has no version 7\..*version 12 of place 1818 is live\.$/,
      ),
    );
  });
});

describe("what is odd about the version is a warning", () => {
  const parents = prntBody([
    [0, -1],
    [1, -1],
  ]);
  const empty = placeOf(
    [
      ["INST", instBody(0, "Workspace", [0], 1)],
      ["INST", instBody(1, "Lighting", [1], 1)],
      ["PRNT", parents],
    ],
    { head: header(2, 2) },
  );
  const odd: SimulatorOptions = { studioSaves: [publish(empty), publish("small")], delivery: { size: "wrong" } };
  const told = ["There is next to nothing in that version", "Roblox announced another size"];

  test("of a dry run, which finds, fetches and checks, and changes nothing", async () => {
    const run = await rollBack({ dryRun: "true" }, odd);
    expect(run).toMatchObject({ code: 0, outputs: { previousVersion: "2", sha256: sha256(empty) } });
    expect(run.calls).toEqual(["GET assetVersions 200", "GET assetDelivery 200", "GET placeBytes 200"]);
    expect(run.log).toContain(
      "Dry run: the bytes of version 1 would be published. Nothing was changed: version 2 of place 1818 is live.",
    );
    expect(titles(run.warnings)).toEqual(told);
    expect(titles(run.notices)).toEqual(["What does not go back"]);
    expect(run.summary).toContain("can go back to version 1, nothing was changed");
  });

  test("of a rollback; what it fetched is gone afterwards, and no address is shown", async () => {
    const temp = mkdtempSync(join(tmpdir(), "rollback-temp-"));
    try {
      const run = await rollBack({}, odd, { environment: { RUNNER_TEMP: temp } });
      expect(run.code).toBe(0);
      expect(titles(run.warnings)).toEqual(told);
      expect(readdirSync(temp)).toEqual([]);
      expect(visible(run)).not.toMatch(/__token__|hmac/);
    } finally {
      rmSync(temp, { recursive: true, force: true });
    }
  });
});

describe("when identical bytes are answered with an old number", () => {
  test("it rolls back, looks again, and fails with what is live and what a person does", async () => {
    const run = await rollBack({}, SAME_BYTES);
    expect(run).toMatchObject(
      failsWith(
        /content of version 1 as version 3, but did not make it live, .*\(answered with version 1\) nor by versions:rollback\. .*restore version 3, which has the content of version 1; then open the place in Studio and choose File → Publish to Roblox.* Version 2 of place 1818 is live, as last seen\.$/,
      ),
    );
    expect(run.outputs).toMatchObject({ previousVersion: "2", versionNumber: "2" });
    expect(run.outputs).not.toHaveProperty("restoredVersion");
    expect(changes(run)).toEqual(["POST publish 200", "POST rollBackVersion 200"]);
    expect(newest(run)).toMatchObject({ versionNumber: "3", versionType: "Saved", sha256: sha256("obby") });
    expect(run.seconds).toBeLessThan(60);
    expect(run.summary).toContain("| Live now | 2 |");
  });

  test("it is green where the rollback makes it live, here in the other form that is on record", async () => {
    const run = await rollBack({}, { ...SAME_BYTES, versionRollback: { publishes: true, takes: "multipart" } });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
    expect(changes(run)).toEqual(["POST publish 200", "POST rollBackVersion 400", "POST rollBackVersion 200"]);
    expect(run.log).toContain("proved by its number and its bytes");
  });

  test("it says which permission the rollback lacked", async () => {
    const run = await rollBack({}, { ...SAME_BYTES, keys: [keyWithout("asset:write")] });
    expect(run).toMatchObject(
      failsWith(
        /answered with version 1, which is not live, and versions:rollback did not help: .*The key has only read on asset; rolling a place back needs read and write\..* restore version 1; .*Version 2 of place 1818 is live, as last seen\.$/,
      ),
    );
    expect(run.outputs.versionNumber).toBe("2");
  });

  test("the number of the live version is proof when its bytes are the same", async () => {
    const run = await rollBack({ versionNumber: "1" }, { studioSaves: [publish("obby"), publish("obby")] });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "2", restoredVersion: "1" } });
    expect(changes(run)).toEqual(["POST publish 200"]);
  });

  test("and none when it has other bytes, even with as much in them", async () => {
    // Version 2 is answered, but is not what was sent.
    const run = await rollBack(
      { versionNumber: "1" },
      {
        studioSaves: [publish("small"), publish("packed")],
        ...faultOf("publish", only(1, { kind: "answer", answer: json(200, { versionNumber: 2 }) })),
      },
    );
    expect(run).toMatchObject(
      failsWith(/version 2, which is live, has the content of version 1, but that version has something else in it/),
    );
    expect(run.outputs).not.toHaveProperty("restoredVersion");
  });
});

test("the number of the live version is no proof when its bytes cannot be fetched", async () => {
  const run = await rollBack(
    { versionNumber: "1", maxAttempts: "1" },
    {
      fault: ({ endpoint }, nth) => {
        if (endpoint === "publish") return { kind: "answer", answer: json(200, { versionNumber: 2 }) };
        return endpoint === "assetDelivery" && nth > 1 ? { kind: "answer", answer: errors(503, "") } : undefined;
      },
    },
  );
  expect(changes(run)).toEqual(["POST publish 200", "POST rollBackVersion 200"]);
  expect(run.code).toBe(1);
  expect(run.outputs).not.toHaveProperty("restoredVersion");
});

describe("the proof", () => {
  const twoLive = answer({
    assetVersions: [2, 1].map((n) => ({ path: `assets/1818/versions/${n}`, published: true })),
  });

  test("waits for a list that lags, and holds with a warning when the new version has other bytes with as much in them", async () => {
    const run = await rollBack(
      {},
      {
        studioSaves: [publish("packed"), publish("obby")],
        fault: ({ endpoint }, nth) => {
          if (endpoint === "assetVersions") return nth >= 3 && nth <= 5 ? twoLive : undefined;
          return endpoint === "placeBytes" && nth === 2 ? bytes("tight") : undefined;
        },
      },
    );
    expect(run).toMatchObject({ code: 0, seconds: 6, outputs: { versionNumber: "3", restoredVersion: "1" } });
    expect(changes(run)).toEqual(["POST publish 200"]);
    expect(titles(run.warnings)).toEqual(["Roblox gives other bytes back"]);
  });

  test("takes the new version as it appears, also after the rollback was tried", async () => {
    const run = await rollBack(
      {},
      { ...faultOf("assetVersions", (nth) => (nth >= 3 && nth <= 18 ? twoLive : undefined)) },
    );
    expect(changes(run)).toEqual(["POST publish 200", "POST rollBackVersion 200"]);
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
  });

  test("is not there when the list cannot be read: what was sent is told", async () => {
    const run = await rollBack(
      { maxAttempts: "1" },
      faultOf("assetVersions", (nth) => (nth >= 3 ? { kind: "answer", answer: answers.unavailable } : undefined)),
    );
    expect(run).toMatchObject(
      failsWith(
        /Version 3 of place 1818 has the content of version 1; whether it is live had not been seen yet \(before, version 2 was live\)\.$/,
        UNKNOWN,
      ),
    );
    expect(run.outputs).not.toHaveProperty("versionNumber");
  });

  test("fails when a new version has something else in it", async () => {
    const run = await rollBack({}, faultOf("placeBytes", only(2, bytes("small"))));
    expect(run).toMatchObject(
      failsWith(/but that version has something else in it: 8 instances .* there, 36 instances .* in what was sent\./),
    );
    expect(run.outputs).toMatchObject({ versionNumber: "3" });
    expect(run.outputs).not.toHaveProperty("restoredVersion");
  });
});

describe("others at the same time", () => {
  test("somebody publishes while the version is fetched: nothing is sent", async () => {
    const run = await rollBack({}, { studioSaves: [...HISTORY, publish("tight", { endpoint: "placeBytes" })] });
    expect(run).toMatchObject(
      failsWith(
        /^Somebody published place 1818 while version 1 was fetched: .* Nothing was sent\..* version 3 of place 1818 is live\.$/,
      ),
    );
    expect(changes(run)).toEqual([]);
  });

  test("somebody saves while the version is fetched, has the place open, and saves again: all is told, and it goes through", async () => {
    const run = await rollBack(
      {},
      {
        studioSaves: [
          ...HISTORY,
          save("tight", { endpoint: "placeBytes" }),
          save("packed", { endpoint: "publish", nth: 2 }),
        ],
        ...faultOf("publish", only(1, { kind: "answer", answer: answers.busy })),
      },
    );
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "5", restoredVersion: "1" } });
    expect(run.warnings).toEqual([
      { title: "Somebody saved meanwhile", message: expect.stringMatching(/^Version 3 of place 1818 was saved/) },
      { title: "Somebody has the place open", message: expect.any(String) },
      {
        title: "Others made versions in between",
        message: expect.stringMatching(/^Version 4 was made by others .*version 5 lies over it/),
      },
    ]);
  });

  test("somebody publishes right after it: it is red, and says what is live", async () => {
    const run = await rollBack(
      {},
      { studioSaves: [...HISTORY, publish("tight", { endpoint: "assetVersions", nth: 3 })] },
    );
    expect(run).toMatchObject(
      failsWith(
        /^Version 3 of place 1818 has the content of version 1, but somebody published version 4 right after it\..*Version 4 of place 1818 is live, as last seen\.$/,
      ),
    );
    expect(run.outputs).toMatchObject({ versionNumber: "4" });
  });

  test("somebody has the place open, and keeps it open", async () => {
    const run = await rollBack(
      { maxAttempts: "2" },
      faultOf("publish", () => ({ kind: "answer", answer: answers.busy })),
    );
    expect(run).toMatchObject(
      failsWith(/busy.* after 2 attempts.*Nothing was changed: version 2 of place 1818 is live\.$/),
    );
  });
});

describe("an answer that was lost", () => {
  const lost = (carriedOut: boolean): Fault => ({ kind: "reset", when: "afterBody", carriedOut });

  test("of the upload: its bytes are found live", async () => {
    const run = await rollBack({ maxAttempts: "1" }, faultOf("publish", only(1, lost(true))));
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
    expect(run.summary).toContain("| Proved by | its bytes |");
  });

  test("of the upload, which was not carried out: somebody else's new version is no proof", async () => {
    const run = await rollBack(
      { maxAttempts: "1" },
      {
        studioSaves: [...HISTORY, publish("tight", { endpoint: "publish" })],
        ...faultOf("publish", only(1, lost(false))),
      },
    );
    expect(run).toMatchObject(
      failsWith(/no answer came.*may have a new live version .*\(as last seen, version 3 is live\)\.$/, UNKNOWN),
    );
    expect(run.outputs).not.toHaveProperty("restoredVersion");
  });

  test("of the rollback: its bytes are found live", async () => {
    const options = { ...SAME_BYTES, versionRollback: { publishes: true } };
    const run = await rollBack({}, { ...options, ...faultOf("rollBackVersion", only(1, lost(true))) });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
    expect(run.summary).toContain("| Proved by | its bytes |");
  });

  test("of the rollback, which was not carried out", async () => {
    const options = { ...SAME_BYTES, versionRollback: { publishes: true } };
    const run = await rollBack({}, { ...options, ...faultOf("rollBackVersion", only(1, lost(false))) });
    expect(run).toMatchObject(
      failsWith(
        /versions:rollback did not help: No complete answer came.*\(as last seen, version 2 is live\)\.$/,
        UNKNOWN,
      ),
    );
  });
});

describe("nothing is sent", () => {
  test("of a damaged version", async () => {
    const run = await rollBack({}, { studioSaves: [publish(binaryPlace("junk")), publish("small")] });
    const unchanged = "Nothing was changed: version 2 of place 1818 is live\\.$";
    expect(run).toMatchObject(
      failsWith(new RegExp(`Version 1, as it was fetched, is nothing to publish: .*${unchanged}`)),
    );
    expect(run.outputs).not.toHaveProperty("versionNumber");
    expect(run.simulator.versions("1818")).toHaveLength(2);
  });

  test("from a disk that cannot be written to", async () => {
    const run = await rollBack({}, {}, { environment: { RUNNER_TEMP: join(tmpdir(), "none", "at", "all") } });
    expect(run).toMatchObject(
      failsWith(/could not be written to the runner's disk \(ENOENT at mkdtemp\), so nothing was sent\..*RUNNER_TEMP/),
    );
  });
});

/** What was asked for when the step was ended, which then gets no answer, and what is known at that time. */
const STAGES: readonly [
  name: string,
  silent: [endpoint: string, nth: number],
  known: RegExp,
  more?: SimulatorOptions,
][] = [
  ["listing", ["assetVersions", 1], /Nothing was changed\.$/],
  ["fetching", ["placeBytes", 1], /Nothing was changed: version 2 of place 1818 is live\.$/],
  [
    "waiting for the upload's answer",
    ["publish", 1],
    /The content of version 1 had been sent, so that place 1818 may have a new live version with it; its version history tells \(before, version 2 was live\)\.$/,
  ],
  ["comparing", ["placeBytes", 2], /Version 3 of place 1818 is live, as last seen\.$/],
  [
    "rolling back",
    ["rollBackVersion", 1],
    /The content of version 1 had been sent, .*\(as last seen, version 2 is live\)\.$/,
    SAME_BYTES,
  ],
];

// Before something is sent nothing but the record decides what is said, whatever ends the step; afterwards the deadline
// passes through the proof.
describe("ended while", () => {
  const silence = { kind: "silence", when: "afterBody" } as const;

  test.each(STAGES.slice(2))("%s, by the deadline", async (...[, [endpoint, at], known, more]) => {
    const run = await rollBack({ timeoutMinutes: "0.5" }, { ...more, ...faultOf(endpoint, only(at, silence)) });
    expect(run).toMatchObject({ code: 1, seconds: 30 });
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(/^The step's time is over \(timeoutMinutes: 0\.5\)/);
    expect(run.errors[0]?.message).toMatch(known);
    expect(run.errors[0]?.title).toBe(/^Nothing/.test(known.source) ? TITLE : UNKNOWN);
  });

  test.each(STAGES.slice(0, 3))("%s, by the runner", async (_, [endpoint, at], known) => {
    let moment: "before" | "now" | "over" = "before";
    const hold = (nth: number) => {
      if (nth !== at) return undefined;
      moment = "now";
      return silence;
    };
    const temp = mkdtempSync(join(tmpdir(), "rollback-temp-"));
    const run = await rollBack({}, faultOf(endpoint, hold), {
      environment: { RUNNER_TEMP: temp },
      onRest(_log, child) {
        if (moment === "now") cancel(child, INTERRUPT);
        if (moment === "now") moment = "over";
      },
    });
    const left = readdirSync(temp);
    rmSync(temp, { recursive: true, force: true });
    expect({ left, code: run.code }).toEqual({ left: [], code: 130 });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(known) }]);
    expect(run.errors[0]?.message).toMatch(/^Ended by SIGINT\. /);
    expect(run.summary).toContain("### ❌ The step was cancelled");
  });
});

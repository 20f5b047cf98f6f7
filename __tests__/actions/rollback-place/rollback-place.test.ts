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

  test("the newest published one below the live one, and it is told what it lies over", async () => {
    const run = await rollBack({}, { studioSaves });
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.outputs).toEqual({
      previousVersion: "3",
      sha256: sha256("obby"),
      versionNumber: "5",
      restoredVersion: "1",
    });
    expect(newest(run)).toMatchObject({ versionNumber: "5", versionType: "Published", sha256: sha256("obby") });
    expect(titles(run.warnings)).toEqual(["There are saved versions on top of the live one"]);
    expect(titles(run.notices)).toEqual(["What does not go back"]);
    expect(run.log).toContain("proved by its number and its bytes");
    expect(run.summary).toContain("has the content of version 1 again, live as version 5");
  });

  test("one that was only saved, when it is named", async () => {
    const run = await rollBack({ versionNumber: "2" }, { studioSaves });
    expect(run.outputs).toMatchObject({ versionNumber: "5", restoredVersion: "2", sha256: sha256("packed") });
    expect(titles(run.warnings)).toContain("That version was never published");
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

  test("with numbers beyond 2^53", async () => {
    const run = await rollBack({}, { firstVersion: { "1818": "9007199254740992" } });
    expect(run.outputs).toMatchObject({ previousVersion: "9007199254740994", versionNumber: "9007199254740995" });
    expect(run.outputs.restoredVersion).toBe("9007199254740993");
  });

  test("an older one than the list has: asset delivery decides whether it is there", async () => {
    const page = answer({ assetVersions: [{ path: "assets/1818/versions/2", published: true }] });
    const run = await rollBack({ versionNumber: "1" }, faultOf("assetVersions", only(1, page)));
    expect(run).toMatchObject({ code: 0, outputs: { restoredVersion: "1" } });
    const none = await rollBack({ versionNumber: "7" }, { firstVersion: { "1818": "10" } });
    expect(none).toMatchObject(
      failsWith(
        /^Roblox said "Request asset was not found".*Place 1818 has no version 7\..*version 12 of place 1818 is live\.$/,
      ),
    );
  });
});

test("a dry run finds, fetches and checks, and changes nothing", async () => {
  const run = await rollBack({ dryRun: "true" });
  expect(run).toMatchObject({ code: 0, outputs: { previousVersion: "2", sha256: sha256("obby") } });
  expect(run.calls).toEqual(["GET assetVersions 200", "GET assetDelivery 200", "GET placeBytes 200"]);
  expect(run.log).toContain(
    "Dry run: the bytes of version 1 would be published. Nothing was changed: version 2 of place 1818 is live.",
  );
  expect(titles(run.notices)).toEqual(["What does not go back"]);
  expect(run.summary).toContain("can go back to version 1, nothing was changed");
});

describe("what is odd about the version is a warning, also of a dry run", () => {
  const empty = placeOf(
    [
      ["INST", instBody(0, "Workspace", [0], 1)],
      ["INST", instBody(1, "Lighting", [1], 1)],
      [
        "PRNT",
        prntBody([
          [0, -1],
          [1, -1],
        ]),
      ],
    ],
    { head: header(2, 2) },
  );
  test.each<[string, SimulatorOptions, string]>([
    ["a skeleton", { studioSaves: [publish(empty), publish("small")] }, "There is next to nothing in that version"],
    ["another size than announced", { delivery: { size: "wrong" } }, "Roblox announced another size"],
  ])("%s", async (_, simulated, title) => {
    for (const dryRun of ["true", "false"]) {
      const run = await rollBack({ dryRun }, simulated);
      expect(run.code).toBe(0);
      expect(titles(run.warnings)).toEqual([title]);
    }
  });
});

test("what it fetched is gone afterwards, the key went to no other host, and no address is shown", async () => {
  const temp = mkdtempSync(join(tmpdir(), "rollback-temp-"));
  try {
    const run = await rollBack({}, {}, { environment: { RUNNER_TEMP: temp } });
    expect(run.code).toBe(0);
    expect(readdirSync(temp)).toEqual([]);
    expect(run.simulator.strayKeys()).toEqual([]);
    expect(visible(run)).not.toMatch(/__token__|hmac/);
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
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
    expect(newest(run)).toMatchObject({ versionNumber: "3", versionType: "Saved", sha256: sha256("obby") });
    expect(run.seconds).toBeLessThan(60);
    expect(run.summary).toContain("| Live now | 2 |");
  });

  test.each(["json", "multipart"] as const)("it is green where the rollback makes it live (%s)", async (takes) => {
    const run = await rollBack({}, { ...SAME_BYTES, versionRollback: { publishes: true, takes } });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
    const asked = takes === "json" ? ["200"] : ["400", "200"];
    expect(changes(run)).toEqual(["POST publish 200", ...asked.map((status) => `POST rollBackVersion ${status}`)]);
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

  test.each([
    ["other bytes", "packed"],
    ["other contents", "obby"],
  ] as const)("and none when it has %s", async (_, seen) => {
    // Version 2 is answered, but is not what was sent.
    const run = await rollBack(
      { versionNumber: "1" },
      {
        studioSaves: [publish("small"), publish(seen)],
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

  test("waits for a list that lags", async () => {
    const lagging = (nth: number) => (nth >= 3 && nth <= 5 ? twoLive : undefined);
    const run = await rollBack({}, faultOf("assetVersions", lagging));
    expect(run).toMatchObject({ code: 0, seconds: 6, outputs: { versionNumber: "3", restoredVersion: "1" } });
    expect(changes(run)).toEqual(["POST publish 200"]);
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

  test("is the number alone where the bytes cannot be fetched again", async () => {
    const refused = errors(200, "User is not authorized to access Asset.", 403);
    const run = await rollBack({}, faultOf("assetDelivery", only(2, { kind: "answer", answer: refused })));
    expect(run).toMatchObject({ code: 0, warnings: [], outputs: { restoredVersion: "1" } });
    expect(run.log).toMatch(
      /could not be fetched again, so that its number is the proof\. Roblox said "User is not authorized/,
    );
    expect(run.summary).toContain("| Proved by | its number |");
  });

  test("holds with a warning when a new version has other bytes with as much in them", async () => {
    const run = await rollBack(
      {},
      {
        studioSaves: [publish("packed"), publish("obby")],
        ...faultOf("placeBytes", only(2, bytes("tight"))),
      },
    );
    expect(run).toMatchObject({ code: 0, outputs: { restoredVersion: "1" } });
    expect(titles(run.warnings)).toEqual(["Roblox gives other bytes back"]);
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

  test("somebody saves while the version is fetched: it is told", async () => {
    const run = await rollBack({}, { studioSaves: [...HISTORY, save("tight", { endpoint: "placeBytes" })] });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "4", restoredVersion: "1" } });
    expect(titles(run.warnings)).toEqual(["Somebody saved meanwhile"]);
  });

  test("somebody saves between the last look and the upload: it is told", async () => {
    const run = await rollBack({}, { studioSaves: [...HISTORY, save("tight", { endpoint: "publish" })] });
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "4", restoredVersion: "1" } });
    expect(run.warnings).toEqual([
      {
        title: "Others made versions in between",
        message: expect.stringMatching(/^Version 3 was made by others .*version 4 lies over it/),
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

  test("somebody has the place open: it waits, warns, and goes through", async () => {
    const run = await rollBack({}, faultOf("publish", only(1, { kind: "answer", answer: answers.busy })));
    expect(run).toMatchObject({ code: 0, outputs: { restoredVersion: "1" } });
    expect(titles(run.warnings)).toEqual(["Somebody has the place open"]);
    const always = await rollBack(
      { maxAttempts: "2" },
      faultOf("publish", () => ({ kind: "answer", answer: answers.busy })),
    );
    expect(always).toMatchObject(
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

  test("of the upload, which was not carried out", async () => {
    const run = await rollBack({ maxAttempts: "1" }, faultOf("publish", only(1, lost(false))));
    expect(run).toMatchObject(
      failsWith(/no answer came.*may have a new live version .*\(as last seen, version 2 is live\)\.$/, UNKNOWN),
    );
    expect(run.outputs).not.toHaveProperty("restoredVersion");
  });

  test("of the upload, and somebody else's new version is no proof", async () => {
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
  });

  test("of the rollback: its bytes are found live, or it fails", async () => {
    const options = { ...SAME_BYTES, versionRollback: { publishes: true } };
    const good = await rollBack({}, { ...options, ...faultOf("rollBackVersion", only(1, lost(true))) });
    expect(good).toMatchObject({ code: 0, outputs: { versionNumber: "3", restoredVersion: "1" } });
    const bad = await rollBack({}, { ...options, ...faultOf("rollBackVersion", only(1, lost(false))) });
    expect(bad).toMatchObject(
      failsWith(
        /versions:rollback did not help: No complete answer came.*\(as last seen, version 2 is live\)\.$/,
        UNKNOWN,
      ),
    );
  });
});

describe("refusals, each with what is live", () => {
  const UNCHANGED = "Nothing was changed: version 2 of place 1818 is live\\.$";
  test.each<[string, SimulatorOptions, string]>([
    [
      "no asset read",
      { keys: [keyWithout("asset:read", "asset:write")] },
      "nothing on asset; listing the versions .*Nothing was changed\\.$",
    ],
    ["no legacy-asset manage", { keys: [keyWithout("legacy-asset:manage")] }, `legacy-asset.*${UNCHANGED}`],
    [
      "no universe-places write",
      { keys: [keyWithout("universe-places:write")] },
      `nothing on universe-places; publishing needs write.*${UNCHANGED}`,
    ],
    [
      "a damaged version",
      { studioSaves: [publish(binaryPlace("junk")), publish("small")] },
      `Version 1, as it was fetched, is nothing to publish: .*${UNCHANGED}`,
    ],
    [
      "content that Roblox does not take",
      faultOf("publish", () => ({ kind: "answer", answer: answers.invalidContent })),
      UNCHANGED,
    ],
    [
      "an empty list",
      faultOf("assetVersions", () => answer({ assetVersions: [] })),
      "Place 1818 has no versions, by Roblox's list",
    ],
  ])("%s", async (_, simulated, message) => {
    const run = await rollBack({}, simulated);
    expect(run).toMatchObject(failsWith(new RegExp(message)));
    expect(run.outputs).not.toHaveProperty("versionNumber");
    expect(run.simulator.versions("1818")).toHaveLength(2);
  });

  test("a disk that cannot be written to", async () => {
    const run = await rollBack({}, {}, { environment: { RUNNER_TEMP: join(tmpdir(), "none", "at", "all") } });
    expect(run).toMatchObject(
      failsWith(/could not be written to the runner's disk \(ENOENT at mkdtemp\), so nothing was sent\..*RUNNER_TEMP/),
    );
  });

  test("a wrong number", async () => {
    const run = await rollBack({ versionNumber: "latest" });
    expect(run.errors).toEqual([
      {
        title: "Wrong inputs",
        message: expect.stringMatching(/^versionNumber is "latest", but must be the number of a version/),
      },
    ]);
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
  [
    "looking whether it is live",
    ["assetVersions", 3],
    /Version 3 of place 1818 has the content of version 1; whether it is live had not been seen yet \(before, version 2 was live\)\.$/,
  ],
  ["comparing", ["placeBytes", 2], /Version 3 of place 1818 is live, as last seen\.$/],
  [
    "rolling back",
    ["rollBackVersion", 1],
    /The content of version 1 had been sent, .*\(as last seen, version 2 is live\)\.$/,
    SAME_BYTES,
  ],
];

describe.each(STAGES)("ended while %s", (_, [endpoint, at], known, more) => {
  const silence = { kind: "silence", when: "afterBody" } as const;

  test("by the deadline", async () => {
    const run = await rollBack({ timeoutMinutes: "0.5" }, { ...more, ...faultOf(endpoint, only(at, silence)) });
    expect(run).toMatchObject({ code: 1, seconds: 30 });
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(/^The step's time is over \(timeoutMinutes: 0\.5\)/);
    expect(run.errors[0]?.message).toMatch(known);
    expect(run.errors[0]?.title).toBe(/^Nothing/.test(known.source) ? TITLE : UNKNOWN);
  });

  test("by the runner", async () => {
    let moment: "before" | "now" | "over" = "before";
    const hold = (nth: number) => {
      if (nth !== at) return undefined;
      moment = "now";
      return silence;
    };
    const temp = mkdtempSync(join(tmpdir(), "rollback-temp-"));
    const run = await rollBack(
      {},
      { ...more, ...faultOf(endpoint, hold) },
      {
        environment: { RUNNER_TEMP: temp },
        onRest(_log, child) {
          if (moment === "now") cancel(child, INTERRUPT);
          if (moment === "now") moment = "over";
        },
      },
    );
    const left = readdirSync(temp);
    rmSync(temp, { recursive: true, force: true });
    expect({ left, code: run.code }).toEqual({ left: [], code: 130 });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(known) }]);
    expect(run.errors[0]?.message).toMatch(/^Ended by SIGINT\. /);
    expect(run.summary).toContain("### ❌ The step was cancelled");
  });
});

/** Every exchange settles: whatever the other side does, the step ends with one error, and the process with it. */
import { closeSync, openSync, renameSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { answers, type Fault } from "../../../simulator/index.ts";
import { createClock } from "../../harness/clock.ts";
import {
  errorsOf,
  fileOf,
  LARGE_BYTES,
  type Published,
  publishEach,
  publishOnce,
  type Setting,
} from "../../harness/publish-once.ts";

const ROUTES = [
  { direct: false, route: "through a proxy" },
  { direct: true, route: "directly" },
];

function changeEnd(path: string) {
  const file = openSync(path, "r+");
  writeSync(file, "x", 23_000_000);
  closeSync(file);
}

/** Runs, and says how long the process lived on after its error had been printed, by its own clock. */
async function endingOf(setting: Setting, play: (setting: Setting) => Promise<Published>) {
  let errorAt = Number.NaN;
  const clock = createClock();
  const run = await play({
    ...setting,
    clock,
    onOutput(log, child, workspace) {
      if (Number.isNaN(errorAt) && /^::error/m.test(log)) errorAt = clock.now();
      setting.onOutput?.(log, child, workspace);
    },
  });
  expect(run).toMatchObject({ code: 1, signal: null });
  expect(run.errors).toHaveLength(1);
  expect((clock.now() - errorAt) / 1000).toBe(0);
  expect(run.log).not.toMatch(/^\s+at /m);
  return run;
}

/** One step, in which each place's only try ends as its row says. */
async function expectEndings(
  rows: readonly (readonly [name: string, fault: Fault, message: RegExp, file?: string])[],
  inputs: Record<string, string> = {},
  setting: Setting = {},
) {
  const fates = rows.map(([, fault, , file]) => ({ faults: [fault], ...(file ? { file } : {}) }));
  const run = await endingOf(setting, (given) => publishEach(fates, { maxAttempts: "1", ...inputs }, given));
  const names = rows.map(([name]) => name);
  expect(errorsOf(run, names)).toEqual(
    Object.fromEntries(rows.map(([name, , message]) => [name, expect.stringMatching(message)])),
  );
  for (const result of run.results ?? []) {
    expect(result).toMatchObject({ status: "failed", attempts: 1 });
    expect(result).not.toHaveProperty("versionNumber");
  }
}

describe.each(ROUTES)("$route", ({ direct }) => {
  test.concurrent("at once", async () => {
    const large = fileOf(LARGE_BYTES);
    let changed = false;
    await expectEndings(
      [
        [
          "an endless flood",
          { kind: "endless", pace: "flood" },
          /^The file was sent, but the answer broke off \(the answer is longer than 1,048,576 bytes\)\./,
        ],
        [
          "an answer cut off",
          { kind: "cutOff", framing: "content-length", end: "hangUp" },
          /^The file was sent, but the answer broke off \(.*aborted/,
        ],
        [
          "an answer without its last chunk",
          { kind: "cutOff", framing: "chunked", end: "hangUp" },
          /^The file was sent, but the answer broke off \(.*aborted/,
        ],
        [
          "a reset before the body",
          { kind: "reset", when: "beforeBody" },
          /^The server hung up during the upload: it may have refused the key, the permissions or the size \(.+\)\./,
          "large.rbxl",
        ],
        [
          "a hang-up after the body",
          { kind: "hangUp", when: "afterBody" },
          /^The file was sent, but no answer came \(ECONNRESET: socket hang up\)\./,
        ],
        [
          direct ? "a file that shrinks midway" : "a file that changes midway",
          { kind: "slowReading", bytesPerSecond: 12_000_000 },
          /^The file changed after it was checked\./,
          "changing.rbxl",
        ],
      ],
      { checkFile: "off" },
      {
        direct,
        files: { "large.rbxl": large, "changing.rbxl": large },
        onOutput(log, _child, workspace) {
          if (changed || !log.includes("Sending changing.rbxl")) return;
          changed = true;
          const path = join(workspace, "changing.rbxl");
          if (direct) truncateSync(path, 20_000_000);
          else changeEnd(path);
        },
      },
    );
  });

  test.concurrent("when the other side has been silent for too long", () =>
    expectEndings(
      [
        [
          "no answer",
          { kind: "silence", when: "afterBody" },
          /^The file was sent, but no answer came \(no answer began within 180 s\)\. The place may have been published/,
        ],
        [
          "a server that never reads",
          { kind: "silence", when: "beforeBody" },
          /^The upload stalled \(the server took no byte for 60 s\)\. The file was not sent whole, so nothing was published/,
          "large.rbxl",
        ],
        [
          "half an answer, then nothing",
          { kind: "pause" },
          /^The file was sent, but the answer broke off \(the answer paused for 30 s\)\./,
        ],
      ],
      { checkFile: "off" },
      { direct, files: { "large.rbxl": fileOf(LARGE_BYTES) } },
    ));

  test.concurrent("at the deadline", () =>
    expectEndings(
      [
        [
          "an endless trickle",
          { kind: "endless", pace: "trickle" },
          /^The step's time is over \(timeoutMinutes: 0\.5\)\. The file had been sent, so the place may have been published/,
        ],
        [
          "during the upload",
          // Not one that reads slowly: the systems in between then keep ever more for it, up to all of the file.
          { kind: "silence", when: "beforeBody" },
          /^The step's time is over \(timeoutMinutes: 0\.5\)\. The upload was broken off before its last bytes, so nothing was published\./,
          "large.rbxl",
        ],
      ],
      { checkFile: "off", timeoutMinutes: "0.5" },
      { direct, files: { "large.rbxl": fileOf(LARGE_BYTES) } },
    ));

  test.concurrent("an untrusted certificate", async () => {
    const run = await endingOf({ direct, simulator: { certificate: "untrusted" } }, (setting) =>
      publishOnce({}, setting),
    );
    expect(run.errors).toEqual([
      {
        title: "Place 1818 was not published",
        message: expect.stringMatching(
          /^No connection to apis\.roblox\.com \(.*certificate.*\)\. This machine does not trust the certificate/,
        ),
      },
    ]);
    expect(run.results).toMatchObject([{ status: "failed", attempts: 1 }]);
  });
});

describe("proxies", () => {
  test.concurrent.each<[string, Setting, RegExp]>([
    ["a dead one", { simulator: { proxy: "silent" } }, /\(no connection within 60 s\)/],
    ["one that refuses", { simulator: { proxy: { status: 407 } } }, /statusCode=407/],
  ])("%s", async (_name, setting, message) => {
    const run = await endingOf(setting, (given) => publishOnce({ maxAttempts: "1" }, given));
    expect(run.errors[0]?.message).toMatch(message);
    expect(run.errors[0]?.message).toContain("its proxy (https_proxy, no_proxy)");
  });
});

test.concurrent("a file that is replaced between two tries is not sent", async () => {
  const run = await publishOnce(
    {},
    {
      faults: [{ kind: "answer", answer: answers.busy }],
      onRest(log, _child, workspace) {
        if (!log.includes("Attempt 2")) return;
        writeFileSync(join(workspace, "other.rbxl"), "other");
        renameSync(join(workspace, "other.rbxl"), join(workspace, "place.rbxl"));
      },
    },
  );
  expect(run).toMatchObject({ code: 1, signal: null });
  expect(run.uploads.filter(({ bodyComplete }) => bodyComplete)).toHaveLength(1);
  expect(run.errors).toHaveLength(1);
  expect(run.errors[0]?.message).toMatch(/^The file changed after it was checked\./);
});

test.concurrent("an upload that is slow but moves is not cut before the deadline", async () => {
  // 24 MB in two minutes: twice the time after which an upload that does not move is given up.
  const run = await publishOnce({}, { faults: [{ kind: "slowReading", bytesPerSecond: 200_000 }], large: true });
  expect(run).toMatchObject({ code: 0, outputs: { attempts: "1" } });
  expect(Number(run.results?.[0]?.seconds)).toBeGreaterThan(70);
  expect(run.log).toMatch(/^\d+\.\d MB of 24\.0 MB sent \(\d+ %\), \d+\.\d MB\/s$/m);
});

test.concurrent("an answer that comes before the body was sent ends the upload, and is no success", async () => {
  const refused = (status: number) => `^Roblox said ".+" \\(HTTP ${status}\\)`;
  const tooLarge = { status: 413, contentType: "text/plain", body: "Payload too large" };
  const half = { status: 200, contentType: "text/plain", body: '{"versionNumber":7}' };
  // Which of the two a client sees is a race between its writing and its reading.
  const hungUp =
    "^The server hung up during the upload: it may have refused the key, the permissions or the size \\(.+\\)\\.";
  const rows = (
    [
      ["401", answers.invalidApiKey, "keepReading", refused(401)],
      ["401, then a hang-up", answers.invalidApiKey, "close", refused(401)],
      ["413", tooLarge, "keepReading", refused(413)],
      ["a version number for half a file", half, "keepReading", "answered before the whole file had been sent"],
    ] as const
  ).map(
    ([name, answer, afterwards, text]) =>
      [name, { kind: "earlyAnswer", answer, afterwards }, new RegExp(`${text}|${hungUp}`)] as const,
  );
  await expectEndings(rows, {}, { large: true });
});

/** Every exchange settles: whatever the other side does, the step ends with one error, and the process with it. */
import { closeSync, openSync, renameSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { answers } from "../../../simulator/index.ts";
import { createClock } from "../../harness/clock.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";

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
async function endingOf(inputs: Record<string, string>, setting: Setting) {
  let errorAt = Number.NaN;
  const clock = createClock();
  const run = await publishOnce(inputs, {
    ...setting,
    clock,
    onOutput(log, child, workspace) {
      if (Number.isNaN(errorAt) && /^::error/m.test(log)) errorAt = clock.now();
      setting.onOutput?.(log, child, workspace);
    },
  });
  return { ...run, secondsAfterError: (clock.now() - errorAt) / 1000 };
}

describe.each(ROUTES)("$route", ({ direct }) => {
  test.concurrent.each<[string, Record<string, string>, Setting, RegExp]>([
    [
      "no answer",
      { maxAttempts: "1" },
      { faults: [{ kind: "silence", when: "afterBody" }] },
      /^The file was sent, but no answer came \(no answer began within 180 s\)\. The place may have been published/,
    ],
    [
      "a server that never reads",
      { maxAttempts: "1" },
      { faults: [{ kind: "silence", when: "beforeBody" }], large: true },
      /^The upload stalled \(the server took no byte for 60 s\)\. The file was not sent whole, so nothing was published/,
    ],
    [
      "half an answer, then nothing",
      { maxAttempts: "1" },
      { faults: [{ kind: "pause" }] },
      /^The file was sent, but the answer broke off \(the answer paused for 30 s\)\./,
    ],
    [
      "an endless trickle",
      { maxAttempts: "1", timeoutMinutes: "0.6" },
      { faults: [{ kind: "endless", pace: "trickle" }] },
      /^The step's time is over \(timeoutMinutes: 0\.6\)\. The file had been sent, so the place may have been published/,
    ],
    [
      "an endless flood",
      { maxAttempts: "1" },
      { faults: [{ kind: "endless", pace: "flood" }] },
      /^The file was sent, but the answer broke off \(the answer is longer than 1,048,576 bytes\)\./,
    ],
    [
      "a deadline during the upload",
      { timeoutMinutes: "0.5" },
      // Not one that reads slowly: the systems in between then keep ever more for it, up to all of the file.
      { faults: [{ kind: "silence", when: "beforeBody" }], large: true },
      /^The step's time is over \(timeoutMinutes: 0\.5\)\. The upload was broken off before its last bytes, so nothing was published\./,
    ],
    [
      "an answer cut off",
      { maxAttempts: "1" },
      { faults: [{ kind: "cutOff", framing: "content-length", end: "hangUp" }] },
      /^The file was sent, but the answer broke off \(.*aborted/,
    ],
    [
      "an answer without its last chunk",
      { maxAttempts: "1" },
      { faults: [{ kind: "cutOff", framing: "chunked", end: "hangUp" }] },
      /^The file was sent, but the answer broke off \(.*aborted/,
    ],
    [
      "a reset before the body",
      { maxAttempts: "1" },
      { faults: [{ kind: "reset", when: "beforeBody" }], large: true },
      /^The server hung up during the upload: it may have refused the key, the permissions or the size \(.+\)\./,
    ],
    [
      "a hang-up after the body",
      { maxAttempts: "1" },
      { faults: [{ kind: "hangUp", when: "afterBody" }] },
      /^The file was sent, but no answer came \(ECONNRESET: socket hang up\)\./,
    ],
    [
      "a file that changes midway",
      {},
      {
        faults: [{ kind: "slowReading", bytesPerSecond: 12_000_000 }],
        large: true,
        onOutput(log, _child, workspace) {
          if (log.includes("Sending place")) changeEnd(join(workspace, "place.rbxl"));
        },
      },
      /^The file changed after it was checked\./,
    ],
    [
      "a file that shrinks midway",
      {},
      {
        faults: [{ kind: "slowReading", bytesPerSecond: 12_000_000 }],
        large: true,
        onOutput(log, _child, workspace) {
          if (log.includes("Sending place")) truncateSync(join(workspace, "place.rbxl"), 20_000_000);
        },
      },
      /^The file changed after it was checked\./,
    ],
    [
      "an untrusted certificate",
      {},
      { simulator: { certificate: "untrusted" } },
      /^No connection to apis\.roblox\.com \(.*certificate.*\)\. This machine does not trust the certificate/,
    ],
  ])("%s", async (_name, inputs, setting, message) => {
    const run = await endingOf(inputs, { ...setting, direct });
    expect(run).toMatchObject({ code: 1, signal: null });
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(message);
    const isUnknown = run.errors[0]?.message.includes("may have been published all the same");
    expect(run.errors[0]?.title).toBe(
      isUnknown ? "It is not known whether place 1818 was published" : "Place 1818 was not published",
    );
    expect(run.results).toMatchObject([{ status: "failed", attempts: 1 }]);
    expect(run.outputs).not.toHaveProperty("versionNumber");
    expect(run.secondsAfterError).toBe(0);
    expect(run.log).not.toMatch(/^\s+at /m);
  });
});

describe("proxies", () => {
  test.concurrent.each<[string, Setting, RegExp]>([
    ["a dead one", { simulator: { proxy: "silent" } }, /\(no connection within 60 s\)/],
    ["one that refuses", { simulator: { proxy: { status: 407 } } }, /statusCode=407/],
    ["one that is not there", { environment: { https_proxy: "http://127.0.0.1:9" } }, /ECONNREFUSED/],
  ])("%s", async (_name, setting, message) => {
    const run = await endingOf({ maxAttempts: "1" }, setting);
    expect(run.code).toBe(1);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(message);
    expect(run.errors[0]?.message).toContain("its proxy (https_proxy, no_proxy)");
    expect(run.secondsAfterError).toBe(0);
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

test.concurrent("a wait that does not fit into the time left is not begun", async () => {
  const answer = { ...answers.rateLimited, headers: { "retry-after": "3600" } };
  const run = await publishOnce({}, { faults: [{ kind: "answer", answer }] });
  expect(run.code).toBe(1);
  expect(run.uploads).toHaveLength(1);
  expect(run.errors[0]?.message).toMatch(
    /Another try would have to wait 360\d s, but only \d+ s of timeoutMinutes are left/,
  );
  expect(run.seconds).toBe(0);
});

describe("an answer that comes before the body was sent", () => {
  test.concurrent.each([
    ["401", answers.invalidApiKey, "keepReading" as const],
    ["401, then a hang-up", answers.invalidApiKey, "close" as const],
    ["413", { status: 413, contentType: "text/plain", body: "Payload too large" }, "keepReading" as const],
  ])("%s", async (_name, answer, afterwards) => {
    const run = await endingOf(
      { maxAttempts: "1" },
      { faults: [{ kind: "earlyAnswer", answer, afterwards }], large: true },
    );
    expect(run.code).toBe(1);
    expect(run.errors).toHaveLength(1);
    // Which of the two a client sees is a race between its writing and its reading.
    const read = `^Roblox said ".+" \\(HTTP ${answer.status}\\)`;
    const hungUp =
      "^The server hung up during the upload: it may have refused the key, the permissions or the size \\(.+\\)\\.";
    expect(run.errors[0]?.message).toMatch(new RegExp(`${read}|${hungUp}`));
    expect(run.secondsAfterError).toBe(0);
  });

  test.concurrent("a version number for half a file is no success", async () => {
    const answer = { status: 200, contentType: "text/plain", body: '{"versionNumber":7}' };
    const run = await publishOnce(
      { maxAttempts: "1" },
      { faults: [{ kind: "earlyAnswer", answer, afterwards: "keepReading" }], large: true },
    );
    expect(run.code).toBe(1);
    expect(run.outputs).not.toHaveProperty("versionNumber");
    expect(run.errors[0]?.message).toMatch(
      /answered before the whole file had been sent|^The server hung up during the upload/,
    );
    expect(run.uploads).toHaveLength(1);
  });
});

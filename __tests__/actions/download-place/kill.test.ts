/** Whenever the step is ended, the file that was there is as it was, and nothing else is left where that can be helped. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { EndpointName, Fault, SimulatorOptions } from "../../../simulator/index.ts";
import { cancel, exitCodeOf, TERMINATE } from "../../harness/cancel.ts";
import { OBBY } from "../../harness/publish-once.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";
import { DOWNLOAD_KEY } from "./key.ts";

const temp = mkdtempSync(join(tmpdir(), "kill-"));
afterAll(() => rmSync(temp, { recursive: true }));
const FILE = join(temp, "place.rbxl");
const OLD = Buffer.from("the old one");
beforeEach(() => {
  rmSync(temp, { recursive: true });
  mkdirSync(temp);
  writeFileSync(FILE, OLD);
});

const download = (
  endpoint: EndpointName | "",
  fault: Fault,
  options: RunOptions,
  more: Record<string, string> = {},
) => {
  const simulated: SimulatorOptions = {
    keys: [DOWNLOAD_KEY],
    studioSaves: [{ placeId: "1818", place: OBBY, versionType: "Published" }],
    fault: (request) => (request.endpoint === endpoint ? fault : undefined),
  };
  return play("download-place", { universeId: "", placeId: "1818", filePath: FILE, ...more }, simulated, options);
};
const SILENCE: Fault = { kind: "silence", when: "afterBody" };
const HALFWAY: Fault = { kind: "pause" };
const STAGES: [string, EndpointName, Fault][] = [
  ["its versions are listed", "assetVersions", SILENCE],
  ["the address is asked for", "assetDelivery", SILENCE],
  ["the bytes are awaited", "placeBytes", SILENCE],
  ["half of the bytes are there", "placeBytes", HALFWAY],
  ["another try is waited for", "placeBytes", { kind: "answer", answer: { status: 503, body: "later" } }],
];

describe("cancelled", () => {
  test.each(STAGES)("while %s", async (_, endpoint, fault) => {
    const run = await download(endpoint, fault, { onRest: (_log, child) => cancel(child) });
    expect(run).toMatchObject({ code: exitCodeOf(TERMINATE), signal: null });
    expect(run.errors).toEqual([
      {
        title: "The step was cancelled",
        message: `Ended by ${TERMINATE}. Nothing was written; a file that was there is as it was.`,
      },
    ]);
    expect(run.summary).toContain("The step was cancelled");
    expect(readdirSync(temp)).toEqual(["place.rbxl"]);
    expect(readFileSync(FILE)).toEqual(OLD);
  });

  test("while it is checked", async () => {
    const run = await download("", SILENCE, {
      onOutput: (log, child) => void (log.includes("It has come whole") && cancel(child)),
    });
    expect([0, exitCodeOf(TERMINATE)]).toContain(run.code);
    const isWritten = run.log.includes(`Ended by ${TERMINATE}. The file is written`) || run.code === 0;
    expect(readFileSync(FILE)).toEqual(isWritten ? OBBY : OLD);
    expect(readdirSync(temp)).toEqual(["place.rbxl"]);
  });
});

// Nothing of the step's own runs any more, wherever it was: the file is put in its place at once or not at all.
test("killed without a word while half of the bytes are there", async () => {
  const run = await download("placeBytes", HALFWAY, { onRest: (_log, child) => void child.kill("SIGKILL") });
  expect(run).toMatchObject({ code: null, signal: "SIGKILL" });
  expect(readFileSync(FILE)).toEqual(OLD);
});

describe("the step's time is over", () => {
  // In the middle of an exchange, and between two: what ends them is the same in every stage.
  test.each(STAGES.slice(-2))("while %s", async (_, endpoint, fault) => {
    const run = await download(endpoint, fault, {}, { timeoutMinutes: "0.2", maxAttempts: "20" });
    expect(run.code).toBe(1);
    expect(run.errors).toEqual([
      { title: "Place 1818 was not downloaded", message: expect.stringMatching(/timeoutMinutes/) },
    ]);
    expect(run.seconds).toBeLessThanOrEqual(13);
    expect(readdirSync(temp)).toEqual(["place.rbxl"]);
    expect(readFileSync(FILE)).toEqual(OLD);
  });
});

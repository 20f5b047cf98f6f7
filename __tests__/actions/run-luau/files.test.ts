/** Files in and out: handed over without the key, whole or not at all, and their addresses never shown. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  type EndpointName,
  type Fault,
  type SimulatorOptions,
  type TaskScenario,
} from "../../../simulator/index.ts";
import { cancelWaiting, exitCodeOf, INTERRUPT } from "../../harness/cancel.ts";
import { faultOf } from "../../harness/faults.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";

const temp = mkdtempSync(join(tmpdir(), "files-"));
afterAll(() => rmSync(temp, { recursive: true, maxRetries: 5 }));
const INPUT = join(temp, "input.rbxm");
const OUTPUT = join(temp, "out", "output.bin");
beforeEach(() => rmSync(join(temp, "out"), { recursive: true, force: true, maxRetries: 5 }));

const bytes = (length: number) => Buffer.alloc(length, "0123456789abcdef");
const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const HOST = "luau-execution-files.roblox.com";

const play7 = (
  scenario: TaskScenario,
  inputs: Record<string, string>,
  more: SimulatorOptions = {},
  options: RunOptions = {},
) =>
  play(
    "run-luau",
    { placeId: "1818", script: "return 21", ...inputs },
    { firstVersion: { "1818": "7" }, luau: { scenario }, ...more },
    options,
  );
const unavailable: Fault = { kind: "answer", answer: answers.unavailable };

/** Addresses that Roblox handed out are in no line that a reader sees. */
const shown = (run: Awaited<ReturnType<typeof play7>>) =>
  [...run.lines, run.summary, JSON.stringify(run.outputs)].join("\n");

describe("inputPath", () => {
  test("is put at the address without the key, and handed to the task", async () => {
    writeFileSync(INPUT, bytes(300_000));
    const run = await play7({ results: [1] }, { inputPath: INPUT });
    expect(run).toMatchObject({ code: 0, errors: [], warnings: [] });
    expect(run.calls.slice(0, 3)).toEqual([
      "POST createBinaryInput 200",
      "PUT putBinaryInput 200",
      "POST createTask 200",
    ]);
    expect(run.simulator.tasks[0]?.binaryInput).toMatchObject({ bytes: 300_000, sha256: sha256(bytes(300_000)) });
    const put = run.simulator.requests.find(({ endpoint }) => endpoint === "putBinaryInput");
    expect(put).toMatchObject({ host: HOST, hasKey: false, bodyBytes: 300_000 });
    expect(put?.headers).toMatchObject({ "content-type": "application/octet-stream", "content-length": "300000" });
    expect(run.simulator.strayKeys()).toEqual([]);
    expect(run.lines).toContain(`Handed over inputPath: 300,000 bytes, sha256 ${sha256(bytes(300_000))}`);
    expect(shown(run)).not.toMatch(/X-Signature|luau-execution-files.*\/inputs\//);
    expect(run.masks.filter((mask) => mask.includes("X-Signature="))).toHaveLength(1);
  });

  test("making it and sending it are tried again", async () => {
    writeFileSync(INPUT, bytes(9));
    const lost: Fault = { kind: "reset", when: "afterBody", carriedOut: true };
    const made = faultOf("createBinaryInput", unavailable).fault;
    const sent = faultOf("putBinaryInput", lost, unavailable).fault;
    const fault: SimulatorOptions["fault"] = (request, nth) => made?.(request, nth) ?? sent?.(request, nth);
    const run = await play7({}, { inputPath: INPUT }, { fault });
    expect(run).toMatchObject({ code: 0 });
    expect(run.calls.filter((call) => call.includes("createBinaryInput"))).toHaveLength(2);
    expect(run.calls.filter((call) => call.startsWith("PUT"))).toHaveLength(3);
    expect(run.simulator.binaryInputs).toHaveLength(1);
    expect(run.simulator.tasks).toHaveLength(1);
  });

  test.each([
    ["the bytes cannot be sent", "putBinaryInput", unavailable, /after 2 attempts.*the script was not run/i],
    [
      "the address is refused",
      "putBinaryInput",
      { kind: "answer", answer: { status: 403, contentType: "application/xml", body: "<Error>AccessDenied</Error>" } },
      /15 minutes/,
    ],
    [
      "the address is no address",
      "createBinaryInput",
      {
        kind: "answer",
        answer: {
          status: 200,
          contentType: "application/json",
          body: '{"path":"universes/4242/luau-execution-session-task-binary-inputs/a","uploadUri":"http://evil.test/"}',
        },
      },
      /after 2 attempts/,
    ],
  ] as [string, EndpointName, Fault, RegExp][])("runs nothing when %s", async (_, endpoint, fault, message) => {
    writeFileSync(INPUT, bytes(9));
    const run = await play7({}, { inputPath: INPUT, maxAttempts: "2" }, faultOf(endpoint, fault, fault));
    expect(run).toMatchObject({
      code: 1,
      errors: [{ title: "The input could not be sent", message: expect.stringMatching(message) }],
    });
    expect(run.simulator.tasks).toHaveLength(0);
    expect(
      run.simulator.connects.filter((target) => !/^(?:apis|luau-execution-files)\.roblox\.com:443$/.test(target)),
    ).toEqual([]);
    expect(shown(run)).not.toContain("X-Signature");
  });

  test("an echo of the address in an error is not shown", async () => {
    writeFileSync(INPUT, bytes(9));
    let signature = "";
    const run = await play7(
      {},
      { inputPath: INPUT, maxAttempts: "1" },
      {
        fault: ({ endpoint, path }) => {
          if (endpoint !== "putBinaryInput") return undefined;
          signature = new URL(path, `https://${HOST}`).searchParams.get("X-Signature") ?? "";
          return { kind: "answer", answer: { status: 400, contentType: "text/plain", body: `bad ${path}` } };
        },
      },
    );
    expect(run.errors[0]?.message).toContain("bad ");
    expect(signature).toHaveLength(36);
    expect(shown(run)).not.toContain(signature);
  });
});

const posix = process.platform === "win32" ? describe.skip : describe;
posix("scriptPath", () => {
  test.each(["pipe", "/dev/zero"])("that is no regular file is refused and not read: %s", async (name) => {
    const path = join(temp, name);
    if (name === "pipe") execFileSync("mkfifo", [path]);
    const run = await play7({ results: [1] }, { script: "", scriptPath: name === "pipe" ? path : name });
    expect(run).toMatchObject({ code: 1, calls: [] });
    expect(JSON.stringify(run.errors)).toMatch(/scriptPath is .*, but that is not a file\./);
  });
});

describe("outputPath", () => {
  test("is written whole, from an address that is called without the key", async () => {
    const run = await play7({ binaryOutput: bytes(500_000), results: [7] }, { outputPath: OUTPUT });
    expect(run).toMatchObject({ code: 0, errors: [], outputs: { results: "[7]" } });
    expect(readFileSync(OUTPUT).equals(bytes(500_000))).toBe(true);
    expect(readdirSync(join(temp, "out"))).toEqual(["output.bin"]);
    expect(run.lines.at(-1)).toBe("Wrote outputPath: 500,000 bytes");
    expect(run.simulator.tasks[0]?.enableBinaryOutput).toBe(true);
    expect(run.simulator.requests.at(-1)).toMatchObject({ host: HOST, hasKey: false, endpoint: "getBinaryOutput" });
    expect(shown(run)).not.toMatch(/X-Signature|\/outputs\//);
  });

  test("is fetched again after half of it, and replaces the old file once all of it is there", async () => {
    mkdirSync(join(temp, "out"));
    writeFileSync(OUTPUT, bytes(300_000));
    const half: Fault = { kind: "cutOff", framing: "content-length", end: "hangUp" };
    const run = await play7(
      { binaryOutput: bytes(200_000) },
      { outputPath: OUTPUT },
      faultOf("getBinaryOutput", half, unavailable),
    );
    expect(run).toMatchObject({ code: 0 });
    expect(readFileSync(OUTPUT).equals(bytes(200_000))).toBe(true);
  });

  test.each<[string, Fault]>([
    ["cannot be fetched", unavailable],
    ["comes by half", { kind: "cutOff", framing: "chunked", end: "reset" }],
    ["comes by half, and then no more of it", { kind: "pause" }],
    ["is sent elsewhere", { kind: "redirect", location: "https://evil.test/" }],
  ])("keeps the old file when it %s", async (_, fault) => {
    await play7({ binaryOutput: bytes(3) }, { outputPath: OUTPUT });
    expect(readFileSync(OUTPUT)).toHaveLength(3);
    const run = await play7(
      { binaryOutput: bytes(200_000) },
      { outputPath: OUTPUT, maxAttempts: "1" },
      faultOf("getBinaryOutput", fault),
    );
    expect(run).toMatchObject({
      code: 1,
      errors: [{ title: "The output could not be fetched" }],
      outputs: { state: "COMPLETE", results: "[]" },
    });
    expect(readFileSync(OUTPUT)).toHaveLength(3);
    expect(readdirSync(join(temp, "out"))).toEqual(["output.bin"]);
    expect(run.summary).toMatch(/^### ❌ The output could not be fetched\n/);
  });

  test("that has run out is refused, with what to do", async () => {
    const run = await play7(
      {},
      { outputPath: OUTPUT },
      { luau: { scenario: { binaryOutput: bytes(9) }, binarySeconds: -1 } },
    );
    expect(run.errors).toEqual([
      { title: "The output could not be fetched", message: expect.stringContaining("for 15 minutes") },
    ]);
    expect(existsSync(OUTPUT)).toBe(false);
  });

  test("without an output of the script is a failure", async () => {
    const run = await play7({ results: [1] }, { outputPath: OUTPUT });
    expect(run).toMatchObject({ code: 1, outputs: { results: "[1]" } });
    expect(run.errors).toEqual([
      { title: "The script returned no output", message: expect.stringContaining("BinaryOutput = buf") },
    ]);
  });

  test("that cannot be written is a failure, beside failed tests a warning", async () => {
    writeFileSync(join(temp, "taken"), "");
    const outputPath = join(temp, "taken", "output.bin");
    const alone = await play7({ binaryOutput: bytes(9) }, { outputPath });
    expect(alone.errors).toEqual([
      { title: "The output could not be written", message: expect.stringMatching(/\((?:ENOTDIR|EEXIST)\)/) },
    ]);
    const tests = [{ name: "a", status: "failed" }];
    const beside = await play7({ binaryOutput: bytes(9), results: [{ tests }] }, { outputPath });
    expect(beside.errors.at(-1)?.title).toBe("1 of 1 test failed");
    expect(beside.warnings).toEqual([{ title: "The output could not be written", message: expect.any(String) }]);
  });

  test("is not asked for without outputPath", async () => {
    const run = await play7({ binaryOutput: bytes(9) }, {});
    expect(run).toMatchObject({ code: 0 });
    expect(run.simulator.tasks[0]?.enableBinaryOutput).toBe(false);
    expect(run.calls).not.toContainEqual(expect.stringContaining("getBinaryOutput"));
  });
});

test.each<[EndpointName, RegExp]>([
  ["createBinaryInput", /The script was not run\.$/],
  ["putBinaryInput", /The script was not run\.$/],
  ["createTask", /The task may have been created; then it goes on/],
  ["task", /The task goes on in Roblox's cloud/],
  ["taskLogs", /The task is over: COMPLETE\.$/],
  ["getBinaryOutput", /The task is over: COMPLETE\.$/],
])("a step that is cancelled at %s says what goes on, and leaves the old file as it was", async (endpoint, message) => {
  writeFileSync(INPUT, bytes(9));
  mkdirSync(join(temp, "out"));
  writeFileSync(OUTPUT, "old");
  const { simulated, options } = cancelWaiting(endpoint);
  const scenario = { queueSeconds: 5, binaryOutput: bytes(9) };
  const run = await play7(scenario, { inputPath: INPUT, outputPath: OUTPUT }, simulated, options);
  expect(run.code).toBe(exitCodeOf(INTERRUPT));
  expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(message) }]);
  expect(run.warnings).toEqual([]);
  expect(run.summary.match(/^### .*/gm)).toEqual(["### ❌ The step was cancelled"]);
  expect(readFileSync(OUTPUT, "utf8")).toBe("old");
  expect(readdirSync(join(temp, "out"))).toEqual(["output.bin"]);
});

/** What a step says at its end when the end itself goes wrong: cancelled twice, outputs that cannot be written, a stuck thread. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cancel, exitCodeOf, INTERRUPT, raise, TERMINATE } from "../../harness/cancel.ts";
import { publishOnce } from "../../harness/publish-once.ts";

const folder = mkdtempSync(join(tmpdir(), "last-words-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const isPosix = process.platform !== "win32";

describe("outputs that cannot be written", () => {
  const unwritable = { GITHUB_OUTPUT: join(folder, "nowhere", "output") };

  test.concurrent("after a publish: one error that says what is live, and a summary", async () => {
    const run = await publishOnce({}, { environment: unwritable });
    expect(run.code).toBe(1);
    expect(run.errors).toEqual([
      {
        title: "The outputs could not be written",
        message: expect.stringMatching(
          /^Place 1818 is live as version 1\. Its outputs could not be written \(.+\): later/,
        ),
      },
    ]);
    expect(run.log).not.toMatch(/^\s+at /m);
    expect(run.summary).toContain("is published as version 1");
  });

  test.concurrent("after a failure: one error that says why it failed as well", async () => {
    const run = await publishOnce({ placeId: "404404" }, { environment: unwritable });
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(/^Roblox .*HTTP 404.* Its outputs could not be written/);
  });
});

describe("signals", () => {
  test.concurrent.each([
    ["a second signal right behind the first", [INTERRUPT, TERMINATE] as const],
    ["the same one twice", [TERMINATE, TERMINATE] as const],
  ])("%s: one error, one story, a summary", async (_name, [first, second]) => {
    let isOver = false;
    const run = await publishOnce(
      {},
      {
        faults: [{ kind: "silence", when: "afterBody" }],
        onOutput(log, child) {
          if (isOver || !/Sending place/.test(log)) return;
          isOver = true;
          raise(child, first);
          setTimeout(() => raise(child, second), 5);
        },
      },
    );
    // Two signals that wait for a process reach it in any order.
    const named = run.code === exitCodeOf(first) ? first : second;
    expect(run).toMatchObject({ code: exitCodeOf(named), signal: null });
    expect(run.errors).toEqual([
      { title: "The step was cancelled", message: expect.stringMatching(new RegExp(`^Ended by ${named}\\. `)) },
    ]);
    expect(run.results).toHaveLength(1);
    expect(run.summary).toContain("The step was cancelled");
  });

  test.concurrent("outputs that cannot be written do not change the end", async () => {
    const run = await publishOnce(
      {},
      {
        faults: [{ kind: "silence", when: "afterBody" }],
        environment: { GITHUB_OUTPUT: join(folder, "nowhere", "output") },
        onOutput: (log, child) => /Sending place/.test(log) && cancel(child),
      },
    );
    expect(run.code).toBe(exitCodeOf(TERMINATE));
    expect(run.errors).toHaveLength(1);
  });
});

(isPosix ? describe : describe.skip)("a thread that waits for ever, as for a name server", () => {
  const preload = join(folder, "stuck.mjs");
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    chmodSync(pipe, 0o600);
    // To open a pipe that nobody writes to occupies a thread of Node's pool, which nothing can call off.
    writeFileSync(preload, `import { open } from "node:fs"; open(${JSON.stringify(pipe)}, "r", () => {});`);
  });
  const environment = () => ({ NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` });

  test("keeps no failed step alive", async () => {
    const run = await publishOnce({ filePath: "missing.rbxl" }, { environment: environment(), realTime: true });
    expect(run).toMatchObject({ code: 1, signal: null });
    expect(run.errors).toHaveLength(1);
    expect(run.results).toMatchObject([{ status: "failed" }]);
    expect(run.seconds).toBeLessThan(10);
  });

  test("keeps no good step alive, and does not make it fail", async () => {
    const run = await publishOnce({}, { environment: environment(), realTime: true });
    expect(run).toMatchObject({ code: 0, signal: null, errors: [], outputs: { versionNumber: "1" } });
    expect(run.seconds).toBeLessThan(10);
  });

  test("keeps no cancelled step alive", async () => {
    const run = await publishOnce(
      {},
      {
        environment: environment(),
        realTime: true,
        faults: [{ kind: "silence", when: "afterBody" }],
        onOutput: (log, child) => /Sending place/.test(log) && cancel(child, INTERRUPT),
      },
    );
    expect(run).toMatchObject({ code: 130, signal: null });
    expect(run.seconds).toBeLessThan(10);
  });
});

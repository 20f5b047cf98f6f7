/** A step from its start to its end, in a process of its own that loads nothing but the runner's side. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";

/** Resolved from this folder. */
const IMPORTS = `
  import { start } from "../../src/runner/start.ts";
  import { cancelled, ifCancelled, tellEffectIfCancelled } from "../../src/runner/cancel.ts";
  import { StepFailure } from "../../src/runner/failure.ts";
  import { exitNow } from "../../src/runner/exit.ts";
  const step = (run, readInputs = async () => "inputs") => start(async () => ({ readInputs, run }));
  const log = (text) => console.log(text);
  const signal = (name) => process.kill(process.pid, name);
  const later = (name) => setTimeout(signal, 0, name);
  const forever = () => setInterval(() => {}, 1_000_000);
  const until = () => new Promise((_, reject) => {
    forever();
    cancelled.addEventListener("abort", () => reject(cancelled.reason));
  });
`;

async function run(program: string) {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", IMPORTS + program], {
    cwd: import.meta.dirname,
    env: { PATH, SystemRoot, NODE_COMPILE_CACHE },
    timeout: 20_000,
    killSignal: "SIGKILL",
  });
  // It rejects with what a failed process wrote as well, and its exit code.
  const { code: status = 0, stdout, stderr } = await run.catch((error) => error);
  return { status, lines: (stdout + stderr).split(/\r?\n/).filter((line: string) => line !== "") };
}

describe("a step", () => {
  test.concurrent.each<[string, string, number, string[]]>([
    ["runs with its inputs", "await step(log)", 0, ["inputs"]],
    [
      "is not run with wrong ones",
      'await step(log, async () => { throw Object.assign(new Error("apiKey is missing"), { title: "Wrong inputs" }) })',
      1,
      ["::error title=Wrong inputs::apiKey is missing"],
    ],
    [
      "fails where it says",
      'await step(async () => { throw new StepFailure("T", "m", { file: "a", startLine: 3 }) })',
      1,
      ["::error title=T,file=a,line=3::m"],
    ],
    [
      "that cannot be loaded fails as well",
      'await start(() => Promise.reject(new TypeError("x")))',
      1,
      ["::error title=Unexpected error::TypeError: x"],
    ],
    [
      "ends although something keeps its process alive",
      'await step(async () => { forever(); throw new StepFailure("T", "m") })',
      1,
      ["::error title=T::m"],
    ],
    ["ends well although something does", "await step(async () => forever())", 0, []],
    [
      "ends by itself as soon as it can",
      "await step(async () => {}); log(process.getActiveResourcesInfo().includes('Timeout'))",
      0,
      ["false"],
    ],
    ["may end at once, with a code", "forever(); exitNow(7)", 7, []],
  ])("%s", async (_, program, status, lines) => expect(await run(program)).toEqual({ status, lines }));
});

// Windows cancels by other means.
const posix = process.platform === "win32" ? describe.skip : describe;
posix("a cancelled step", () => {
  const error = (message: string) => `::error title=The step was cancelled::${message}`;
  test.concurrent.each<[string, string, number, string[]]>([
    [
      "says that nothing was sent",
      'await step(async () => { later("SIGINT"); await until() })',
      130,
      [error("Ended by SIGINT. Nothing was sent.")],
    ],
    [
      "ends by the other signal as well",
      'await step(async () => { later("SIGTERM"); await until() })',
      143,
      [error("Ended by SIGTERM. Nothing was sent.")],
    ],
    [
      "says what it knows, once, and finishes first",
      `const finish = async (said) => {
        const second = new Promise((go) => process.once("SIGTERM", go));
        signal("SIGTERM");
        await second;
        log(said);
      };
      await step(async () => {
        ifCancelled({ say: () => "50% of it.", finish });
        later("SIGINT");
        await until();
      })`,
      130,
      [error("Ended by SIGINT. 50%25 of it."), "Ended by SIGINT. 50% of it."],
    ],
    [
      "ends although it cannot finish",
      'await step(async () => { ifCancelled({ say: () => "A.", finish: () => Promise.reject(new Error("x")) }); later("SIGINT"); await until() })',
      130,
      [error("Ended by SIGINT. A.")],
    ],
    [
      "is no failure besides, and ends with its own code, also when it succeeds",
      `const over = step(async () => {
        ifCancelled({ say: () => "A.", finish: () => over });
        later("SIGINT");
        await until().catch(() => {});
      });
      await over;`,
      130,
      [error("Ended by SIGINT. A.")],
    ],
    ...(["unlikely", "possible"] as const).map((effect): [string, string, number, string[]] => [
      `tells the effect of its one call: ${effect}`,
      `await step(async () => { const tell = tellEffectIfCancelled({ none: "No.", possible: "Perhaps." }); tell("${effect}"); later("SIGINT"); await until() })`,
      130,
      [error(`Ended by SIGINT. ${effect === "possible" ? "Perhaps." : "No."}`)],
    ]),
  ])("%s", async (_, program, status, lines) => expect(await run(program)).toEqual({ status, lines }));
});

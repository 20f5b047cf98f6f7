import * as core from "@actions/core";
import {
  awaitTask,
  type BinaryInput,
  createTask,
  explainTask,
  isOver,
  type LogMessage,
  type LuauTask,
  readLog,
} from "../../open-cloud/api/luau.ts";
import { type Client, startClient } from "../../open-cloud/client.ts";
import { CANCELLED_TITLE, cancelled, ifCancelled } from "../../runner/cancel.ts";
import { caller, workspace } from "../../runner/context.ts";
import { StepFailure } from "../../runner/failure.ts";
import { jsonText } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText } from "../../text/units.ts";
import { dropPart, saveOutput, sendInput } from "./files.ts";
import type { RunLuauInputs } from "./inputs.ts";
import { junitXml, writeJunit } from "./junit.ts";
import { type FileOf, MAX_ERRORS, positionOf, printLog, TASK_SCRIPT, writeLog } from "./log.ts";
import { readRojoProject } from "./rojo.ts";
import { type RunRecord, writeSummary } from "./summary.ts";
import { count, readTests, type Test } from "./tests.ts";
import { failureOf, type Locate, locationOf, showFailed } from "./told.ts";

/** The action that runs a script on a place version in Roblox's cloud: the test gate. */
export async function run(inputs: RunLuauInputs): Promise<void> {
  const { universeId, placeId, versionNumber } = inputs;
  const record: RunRecord = { universeId, placeId, versionNumber, log: [] };
  const files = readRojoProject(workspace());
  const fileOf: FileOf = (script) => (script === TASK_SCRIPT ? inputs.scriptFile : files(script));
  const locate = (test: Test) => locationOf(test, fileOf);
  const leave: Leave = (sentence) =>
    ifCancelled({
      say: () => sentence,
      finish(message) {
        record.failure = { title: CANCELLED_TITLE, message };
        return Promise.all([inputs.wantsOutput && dropPart(inputs.outputPath), writeSummary(record, locate)]);
      },
    });
  try {
    await runScript(inputs, record, { fileOf, locate, leave });
  } catch (error) {
    const { title = "Unexpected error", message } = error as Error & { title?: string };
    // A cancelled step has its own.
    if (!cancelled.aborted) record.failure = { title, message };
    throw error;
  } finally {
    if (!cancelled.aborted) await writeSummary(record, locate);
  }
}

/** Keeps the sentence that says what a cancelled step leaves behind from here on. */
type Leave = (sentence: string) => void;

interface Around {
  readonly fileOf: FileOf;
  readonly locate: Locate;
  readonly leave: Leave;
}

const NOT_RUN = "The script was not run.";

/** Fills in the record as things become known. @throws what fails the step. */
async function runScript(inputs: RunLuauInputs, record: RunRecord, { fileOf, locate, leave }: Around): Promise<void> {
  leave(NOT_RUN);
  const client = startClient(inputs, caller());
  const startedAt = new Date();
  const input = inputs.inputPath === "" ? undefined : await sendInput(client, inputs.universeId, inputs.inputPath);
  const created = await startTask(client, inputs, input, leave);
  record.state = created.state;
  record.versionNumber = created.versionNumber ?? record.versionNumber;
  const began = performance.now();
  const task = await awaitTask(client, created, inputs, ({ state }) => {
    core.info(`The task is ${state}`);
    core.setOutput("state", state);
  });
  if (task.error && task.error.code !== "") core.setOutput("errorCode", task.error.code);
  if (isOver(task)) leave(`The task is over: ${task.state}.`);
  record.state = task.state;
  record.seconds = (performance.now() - began) / 1000;
  record.tests = readTests(task.results);
  record.log = await readMessages(client, task);

  const failed = record.tests?.filter(({ status }) => status === "failed") ?? [];
  printLog(record.log, fileOf, task.error?.message, Math.max(0, MAX_ERRORS - failed.length));
  await writeLogFile(record.log);
  judge(task, inputs, fileOf);

  const returned = reportResults(task, record.tests);
  core.info(`The script ended well in ${secondsText(record.seconds)}${returned}`);
  const unsaved = inputs.wantsOutput
    ? await saveOutput(client, task, inputs.outputPath).catch((error: Error) => error)
    : undefined;
  await reportTests(record.tests, inputs.junitPath, startedAt, locate).catch((failed: Error) => {
    // The failed tests are the step's failure; what else went wrong is not lost.
    if (unsaved) core.warning(unsaved.message, { title: "title" in unsaved ? String(unsaved.title) : unsaved.name });
    throw failed;
  });
  if (unsaved) throw unsaved;
}

/** Sets the returned values as an output, and says what they are. The script has passed, so their trouble is a warning. */
function reportResults({ results }: LuauTask, tests: readonly Test[] | undefined): string {
  try {
    const json = jsonText(results);
    core.setOutput("results", json);
    if (tests) return `, returned ${tests.length} ${tests.length === 1 ? "test" : "tests"}`;
    return results.length > 0 ? `, returned ${harmless(json)}` : "";
  } catch (error) {
    // Node gives up on thousands of tables inside each other.
    core.warning(
      `The script returned values that cannot be written as JSON (${harmless(String(error))}), so the output results is not set. Return tables that are less deep.`,
      { title: "The returned values could not be written" },
    );
    return "";
  }
}

/** Has the task created, and says from then on what a sudden end of this step leaves behind. */
async function startTask(
  client: Client,
  inputs: RunLuauInputs,
  input: BinaryInput | undefined,
  leave: Leave,
): Promise<LuauTask> {
  const { placeId, versionNumber, timeoutSeconds } = inputs;
  const limit = `until it ends or its limit of ${timeoutSeconds} s is over`;
  const which = versionNumber === "" ? "the newest version" : `version ${versionNumber}`;
  core.info(`Running the script on ${which} of place ${placeId}, for at most ${timeoutSeconds} s`);
  const task = await createTask(client, inputs, input, {
    onEffect(effect) {
      const isPossible = effect === "possible";
      leave(isPossible ? `The task may have been created; then it goes on in Roblox's cloud ${limit}.` : NOT_RUN);
    },
  });
  leave(`The task goes on in Roblox's cloud ${limit}.`);
  const version = task.versionNumber === undefined ? "" : ` on version ${task.versionNumber}`;
  core.info(`The task is created${version} and ${task.state}`);
  core.setOutput("state", task.state);
  return task;
}

/** The log. Without it the step still knows how the script ended, so its trouble is a warning. */
async function readMessages(client: Client, task: LuauTask): Promise<LogMessage[]> {
  const messages: LogMessage[] = [];
  try {
    const isCut = await readLog(client, task, (page) => {
      for (const message of page) messages.push(message);
    });
    if (isCut) {
      core.warning(
        "The log is far longer than the 450 KB that Roblox keeps by its documentation, so it was read only in part: what it begins with stands below and in the output logs. Print less.",
        { title: "The log was cut" },
      );
    }
  } catch (error) {
    if (cancelled.aborted) throw error;
    core.warning((error as Error).message, { title: "The log could not be read to its end" });
  }
  return messages;
}

/** The log's file. The log itself has been printed, so the file's trouble is a warning. */
async function writeLogFile(messages: readonly LogMessage[]): Promise<void> {
  try {
    core.setOutput("logs", await writeLog(messages));
  } catch (error) {
    core.warning(
      `The log stands above, but its file could not be written: ${harmless(String(error))}. The output logs is not set. Check RUNNER_TEMP and the space on the runner's disk.`,
      { title: "The log's file could not be written" },
    );
  }
}

/** @throws StepFailure unless the script ended well. */
function judge(task: LuauTask, inputs: RunLuauInputs, fileOf: FileOf): void {
  const failure = explainTask(task, inputs, inputs.timeoutMinutes);
  if (failure) throw new StepFailure(failure.title, failure.message, positionOf(task.error?.message ?? "", fileOf));
}

/** Shows tests where people look for them. @throws StepFailure when one failed. */
async function reportTests(
  tests: readonly Test[] | undefined,
  junitPath: string,
  startedAt: Date,
  locate: Locate,
): Promise<void> {
  if (!tests) {
    if (junitPath !== "") {
      core.warning(
        "The script returned no table with `tests`, so there is nothing to write to junitPath. docs/test-gate.md shows what it has to return.",
        { title: "No tests to write" },
      );
    }
    return;
  }
  const counts = count(tests);
  core.setOutput("testsPassed", String(counts.passed));
  core.setOutput("testsFailed", String(counts.failed));
  if (counts.passed + counts.failed === 0) {
    core.warning("The script returned tests, but none of them ran. The step does not fail for that.", {
      title: "No test ran",
    });
  }
  const failed = tests.filter(({ status }) => status === "failed");
  for (const [at, test] of failed.entries()) showFailed(test, at < MAX_ERRORS, locate);
  const unwritten = junitPath === "" ? undefined : await writeJunit(junitPath, junitXml(tests, startedAt, locate));
  if (failed.length > 0) {
    if (unwritten) core.warning(unwritten.message, { title: unwritten.title });
    throw failureOf(failed, counts);
  }
  if (unwritten) throw unwritten;
}

export { readInputs } from "./inputs.ts";

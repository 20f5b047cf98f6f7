import * as core from "@actions/core";
import {
  awaitTask,
  createTask,
  explainTask,
  type LogMessage,
  type LuauTask,
  readLog,
} from "../../open-cloud/api/luau.ts";
import { type Client, startClient } from "../../open-cloud/client.ts";
import { ifCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import { StepFailure } from "../../runner/failure.ts";
import { jsonText } from "../../runner/outputs.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText } from "../../text/units.ts";
import type { RunLuauInputs } from "./inputs.ts";
import { positionOf, printLog, writeLog } from "./log.ts";

/** The action that runs a script on a place version in Roblox's cloud: the test gate. */
export async function run(inputs: RunLuauInputs): Promise<void> {
  const client = startClient(inputs, caller());
  const created = await startTask(client, inputs);
  const began = performance.now();
  const task = await awaitTask(client, created, inputs, ({ state }) => {
    core.info(`The task is ${state}`);
    core.setOutput("state", state);
  });
  await reportLog(client, task, inputs);
  judge(task, inputs);
  const returned = reportResults(task);
  core.info(`The script ended well in ${secondsText((performance.now() - began) / 1000)}${returned}`);
}

/** Sets the returned values as an output, and says what they are. The script has passed, so their trouble is a warning. */
function reportResults({ results }: LuauTask): string {
  try {
    const json = jsonText(results);
    core.setOutput("results", json);
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
async function startTask(client: Client, inputs: RunLuauInputs): Promise<LuauTask> {
  const { placeId, versionNumber, timeoutSeconds } = inputs;
  const limit = `until it ends or its limit of ${timeoutSeconds} s is over`;
  const leave = (sentence: string) => ifCancelled({ say: () => `${sentence} ${limit}.` });
  leave("The task may have been created; then it goes on in Roblox's cloud");
  const which = versionNumber === "" ? "the newest version" : `version ${versionNumber}`;
  core.info(`Running the script on ${which} of place ${placeId}, for at most ${timeoutSeconds} s`);
  const task = await createTask(client, inputs, (said) => {
    core.info(`${said}. The place has ten unfinished tasks; waiting for one of them to end`);
  });
  leave("The task goes on in Roblox's cloud");
  const version = task.versionNumber === undefined ? "" : ` on version ${task.versionNumber}`;
  core.info(`The task is created${version} and ${task.state}`);
  core.setOutput("state", task.state);
  return task;
}

/** Prints and writes the log. Without it the step still knows how the script ended, so its trouble is a warning. */
async function reportLog(client: Client, task: LuauTask, { scriptFile }: RunLuauInputs): Promise<void> {
  const messages: LogMessage[] = [];
  await readLog(client, task, (page) => {
    for (const message of page) messages.push(message);
  }).catch((error) => core.warning(error.message, { title: "The log could not be read to its end" }));
  printLog(messages, scriptFile, task.error?.message);
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
function judge(task: LuauTask, inputs: RunLuauInputs): void {
  const failure = explainTask(task, inputs, inputs.timeoutMinutes);
  if (!failure) return;
  const position = positionOf(task.error?.message ?? "", inputs.scriptFile);
  throw new StepFailure(failure.title, failure.message, position);
}

export { readInputs } from "./inputs.ts";

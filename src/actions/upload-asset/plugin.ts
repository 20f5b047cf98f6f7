import * as core from "@actions/core";
import {
  awaitTask,
  createBinaryInput,
  createTask,
  isOver,
  type Job,
  type LogMessage,
  type LuauTask,
  type Purpose,
  readLog,
  sendBinaryInput,
} from "../../open-cloud/api/luau.ts";
import { type Deed, titleOf, type Watch } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import { MAX_TIMEOUT_SECONDS } from "../../open-cloud/facts.ts";
import { StepFailure } from "../../runner/failure.ts";
import { hideAddress } from "../../runner/secret.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText } from "../../text/units.ts";
import { pluginScript } from "./plugin-script.ts";
import { type CheckedFile, learn, type StepRecord } from "./record.ts";

const UPLOADING: Deed = { what: "the plugin was", done: "uploaded" };
const NOT_UPLOADED = titleOf(UPLOADING, "none");
const UNKNOWN = titleOf(UPLOADING, "possible");
const AGAIN = "Running the step again is safe: at worst the same content becomes one more version.";

/** An update may be repeated, and so may the task that makes it. */
const PURPOSE: Purpose = {
  notDone: "the plugin was not uploaded",
  titles: { input: NOT_UPLOADED, create: UPLOADING, end: UNKNOWN },
  ifUncertain: `The plugin may have a new version all the same. ${AGAIN}`,
  repeatable: true,
};

/**
 * Has a script in Roblox's cloud make the file the next version of a plugin, since the Assets API takes none: as Rojo's own
 * release does. Whether it works for every account is not documented; the engine reference contradicts itself.
 *
 * @throws StepFailure, CallError
 */
export async function uploadPlugin(client: Client, step: StepRecord): Promise<void> {
  const { inputs } = step;
  const { assetId, place } = inputs;
  const { path, bytes, sha256 } = step.file as CheckedFile;
  const { universeId, placeId } = place as NonNullable<typeof place>;
  const input = await createBinaryInput(client, universeId, bytes, PURPOSE);
  hideAddress(input.address);
  await sendBinaryInput(client, input, { path, bytes, sha256 }, PURPOSE);
  core.info(
    `Handed ${bytesText(bytes)} over, to become the next version of plugin ${assetId} in a task of place ${placeId}`,
  );

  const job: Job = {
    universeId,
    placeId,
    versionNumber: "",
    script: pluginScript(inputs, sha256),
    timeoutSeconds: MAX_TIMEOUT_SECONDS,
    wantsOutput: false,
  };
  const watch: Pick<Watch, "onEffect"> = {
    onEffect(effect) {
      step.effect = effect;
    },
  };
  const created = await createTask(client, job, input, watch, PURPOSE);
  core.info(`The task is created and ${created.state}`);
  const task = await awaitTask(client, created, job, ({ state }) => core.info(`The task is ${state}`), PURPOSE);
  const outcome = outcomeOf(task, inputs, sha256);
  if ("versionNumber" in outcome) {
    learn(step, { assetId, versionNumber: outcome.versionNumber });
    core.info(`Plugin ${assetId} version ${outcome.versionNumber}; the task received sha256 ${sha256}`);
    return;
  }
  step.effect = outcome.effect;
  if (isOver(task)) await printTrouble(client, task);
  throw new StepFailure(outcome.title, outcome.message);
}

/** The engine's own warnings and errors. They only add to what is known, so their trouble is none of the step's. */
async function printTrouble(client: Client, task: LuauTask): Promise<void> {
  const messages: LogMessage[] = [];
  await readLog(client, task, (page) => messages.push(...page)).catch(() => {});
  for (const { type, text } of messages) {
    if (type === "WARNING" || type === "ERROR") core.info(`Log of the task: ${harmless(text, 1000)}`);
  }
}

type Outcome =
  | { readonly versionNumber: string }
  | { readonly title: string; readonly message: string; readonly effect: "none" | "possible" };

const none = (message: string): Outcome => ({ title: NOT_UPLOADED, message, effect: "none" });
const possible = (message: string): Outcome => ({
  title: UNKNOWN,
  message: `${message} The plugin may have a new version all the same: look at it in the Creator Dashboard. ${AGAIN}`,
  effect: "possible",
});

/** What a task, as last seen, made of the plugin. Pure. */
export function outcomeOf(
  task: LuauTask,
  { assetId, timeoutMinutes }: { readonly assetId: string; readonly timeoutMinutes: number },
  sha256: string,
): Outcome {
  const { state, error, results } = task;
  if (task.neverStarted) {
    return possible(
      "The task was still PROCESSING a minute after its own limit, without an end or an error: so it is where a place does not load in a server. Take an empty place of its own for this step (placeId).",
    );
  }
  if (!isOver(task)) {
    return possible(
      `The task was still ${state === "" ? "without a state" : state} when the step's time was over (timeoutMinutes: ${timeoutMinutes}), and goes on in Roblox's cloud for at most ${MAX_TIMEOUT_SECONDS} s. Raise timeoutMinutes, or run fewer tasks on this place at the same time.`,
    );
  }
  if (state !== "COMPLETE") {
    const { code = "", message = "" } = error ?? {};
    const named = code === "" ? "" : ` (${code})`;
    return possible(
      message === ""
        ? `Roblox ended the task as ${state}${named}, and gave no reason.`
        : `Roblox said "${harmless(message, 1000)}"${named} and ended the task as ${state}.`,
    );
  }
  const [told] = results;
  if (typeof told !== "object" || told === null) {
    return possible("The task ended well, but what it returned cannot be read.");
  }
  return meaningOf(told as Record<string, unknown>, assetId, sha256);
}

/** What the script's table says (plugin-script.ts). */
function meaningOf(told: Record<string, unknown>, assetId: string, sha256: string): Outcome {
  const { stage, error, result, said, roots } = told;
  const shown = (value: unknown) => harmless(String(value), 500);
  if (stage === "received") {
    return typeof error === "string"
      ? none(`Roblox said "${shown(error)}" when the task looked at what it had received, so nothing was uploaded.`)
      : none(
          `The task received other bytes than were sent: ${shown(told.bytes)} bytes with the sha256 ${shown(told.sha256)}, not ${sha256}. Nothing was uploaded. Run the step again.`,
        );
  }
  if (stage === "read") {
    return typeof error === "string"
      ? none(
          `Roblox said "${shown(error)}" when the task read the file, so nothing was uploaded. Open the file in Studio to see whether it loads.`,
        )
      : none(
          `The engine found ${shown(roots)} instances at the file's root, and a plugin is one. Nothing was uploaded.`,
        );
  }
  if (stage !== "uploaded") return possible("The task ended well, but what it returned cannot be read.");
  if (typeof error === "string") {
    return possible(
      `Roblox said "${shown(error)}" when the task uploaded the plugin (AssetService:CreateAssetVersionAsync).`,
    );
  }
  if (result === "Success") {
    return /^[1-9]\d{0,18}$/.test(String(said))
      ? { versionNumber: String(said) }
      : possible(`Roblox said Success, but named no version ("${shown(said)}").`);
  }
  return whyRefused(shown(result), shown(said), assetId);
}

/** `Enum.CreateAssetResult`, with the text that comes beside it. */
function whyRefused(result: string, said: string, assetId: string): Outcome {
  const quoted = `Roblox said ${result}${said === "" || said === "nil" ? "" : `: "${said}"`}.`;
  switch (result) {
    case "PermissionDenied":
      return none(
        `${quoted} The key's owner may not change plugin ${assetId}, or the plugin has another creator. Compare assetId and creatorUserId or creatorGroupId with the Creator Dashboard, and give the key asset read and write besides the Luau permissions.`,
      );
    case "UploadFailed":
      return none(
        `${quoted} That is what Roblox says when an upload fails for any other reason than permission. Compare assetId with the Creator Dashboard: it must be a plugin that exists. ${AGAIN}`,
      );
    default:
      return possible(quoted);
  }
}

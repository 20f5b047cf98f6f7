import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { CreatedTask, MessageType, TaskScenario } from "../api/luau.ts";
import type { AssetUpload, Engine } from "../roblox.ts";

/** What a session is given; paths are those of the simulator's own files. */
export interface SessionData {
  readonly script: string;
  readonly place: string | undefined;
  readonly input: string | undefined;
  readonly universeId: string;
  readonly placeId: string;
  readonly versionNumber: string;
  readonly timeoutSeconds: number;
  readonly wantsOutput: boolean;
  /** Where the answer to a question arrives, and what is set to 1 once it is there: the script waits for it. */
  readonly answers: MessagePort;
  readonly answered: Int32Array<SharedArrayBuffer>;
}

/** What the thread of a session tells: that the script begins, a line of its log, what it asks of Roblox, or how it ended. */
export type Told =
  | { readonly begins: true }
  | { readonly line: { readonly messageType: MessageType; readonly message: string } }
  | { readonly createAssetVersion: Omit<AssetUpload, "ownerId"> }
  | { readonly end: string; readonly text: string; readonly output?: Uint8Array };

/**
 * Really runs a task's script, in a Luau machine, over the place that was saved: for the setting `scenario` of the
 * simulator. `model.luau` is the part of Roblox's engine that there is; what it lacks is an error of the script, which
 * names it. Waiting takes no time. A script that does not end is ended at its limit.
 */
export async function runScript(task: CreatedTask, engine: Engine = {}): Promise<TaskScenario> {
  const { port1: port, port2: answers } = new MessageChannel();
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const timeoutSeconds = Number.parseFloat(task.timeout);
  const workerData: SessionData = {
    script: task.script,
    place: task.place?.file,
    input: task.binaryInput?.file,
    universeId: task.universeId,
    placeId: task.placeId,
    versionNumber: task.versionNumber,
    timeoutSeconds,
    wantsOutput: task.enableBinaryOutput,
    answers,
    answered,
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, transferList: [answers] });
  // A simulator that is closed does not wait for scripts.
  worker.unref();
  const log: { messageType: MessageType; message: string }[] = [];
  const ended = new Promise<TaskScenario>((resolve, reject) => {
    const exceeded = { code: "DEADLINE_EXCEEDED", message: `The script did not end within ${task.timeout}.` } as const;
    let timer: NodeJS.Timeout | undefined;
    worker.on("message", (told: Told) => {
      // As at Roblox, what it takes to start does not count.
      if ("begins" in told) timer = setTimeout(() => resolve({ log, error: exceeded }), timeoutSeconds * 1000).unref();
      else if ("line" in told) log.push(told.line);
      else if ("createAssetVersion" in told) {
        port.postMessage(engine.createAssetVersion?.({ ...told.createAssetVersion, ownerId: task.ownerId }));
        Atomics.store(answered, 0, 1);
        Atomics.notify(answered, 0);
      } else {
        clearTimeout(timer);
        resolve(scenarioOf(told, log));
      }
    });
    worker.once("error", reject);
  });
  try {
    return await ended;
  } finally {
    await worker.terminate();
    port.close();
  }
}

function scenarioOf(
  { end, text, output }: Extract<Told, { end: string }>,
  log: NonNullable<TaskScenario["log"]>,
): TaskScenario {
  if (end === "SCRIPT_ERROR" || end === "DEADLINE_EXCEEDED") return { log, error: { code: end, message: text } };
  return { log, results: JSON.parse(text), ...(output ? { binaryOutput: Buffer.from(output) } : {}) };
}

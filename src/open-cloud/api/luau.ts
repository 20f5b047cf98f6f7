import { harmless } from "../../text/harmless.ts";
import { sentence } from "../../text/sentence.ts";
import { readAnswer, textOf } from "../answer.ts";
import { type ProvenFile, provenFile } from "../body.ts";
import {
  CallError,
  callAndCount,
  callRoblox,
  type Deed,
  handedOut,
  succeeded,
  titleOf,
  type Watch,
  type Words,
} from "../call.ts";
import type { Client } from "../client.ts";
import { whatWasSaid } from "../explain.ts";
import {
  APIS,
  BINARY_MINUTES,
  MAX_BINARY_OUTPUT_BYTES,
  MAX_LOG_BYTES,
  MAX_LOG_PAGE_MESSAGES,
  MAX_RESULT_BYTES,
  MAX_TIMEOUT_SECONDS,
  MAX_UNFINISHED_TASKS,
} from "../facts.ts";
import { STATUS_PAGE } from "../pages.ts";
import type { Effect } from "../retry.ts";
import type { Answer } from "../transport.ts";

/** A task answers with its script, and with its returned values. */
const MAX_ANSWER_BYTES = 8 * MAX_RESULT_BYTES;

/** Freed slots of a place return after about ten seconds, and creating on one version is limited to 5 a minute. */
const SLOT_PAUSE_SECONDS = 15;
const FIRST_POLL_SECONDS = 2;
/** Looking up is limited to 200 a minute for each key owner, or to 45 by the prose: room for three steps at a time. */
const LONGEST_POLL_SECONDS = 5;
const PAGE_PAUSE_SECONDS = 1.5;
/** How Roblox counts what it keeps of a log is not documented, so that up to twice as much is taken. */
const MAX_LOG_TEXT_BYTES = 2 * MAX_LOG_BYTES;
/** Room for all of it in one page, each character escaped, each message with its time and type. */
const MAX_PAGE_BYTES = 16 * MAX_LOG_BYTES;
/** More pages than this lead nowhere. */
const MAX_LOG_PAGES = 500;
/**
 * A task that is PROCESSING for this long beyond its own limit will not end: its script never began. A place takes up to 45 s
 * to load before the limit counts (both measured by users, documented nowhere).
 */
const START_SECONDS = 60;
/** Kept from the step's time for reading the log of a task that did not end. */
const LOG_RESERVE_SECONDS = 10;

export interface Job {
  readonly universeId: string;
  readonly placeId: string;
  /** Empty: the newest version. */
  readonly versionNumber: string;
  readonly script: string;
  readonly timeoutSeconds: number;
  /** Whether the script is to return a buffer as `BinaryOutput`. */
  readonly wantsOutput: boolean;
}

/** What a task is for, in the words of the step that has it run. */
export interface Purpose {
  /** What did not happen when a call fails before the task exists, as half a sentence. */
  readonly notDone: string;
  /** The titles of the step's failure: without an input, without a task (as what it was to do), and without its end. */
  readonly titles: { readonly input: string; readonly create: Deed; readonly end: string };
  /** What is to be said when nobody knows whether the task was created. */
  readonly ifUncertain: string;
  /** Whether it may run twice, so that it is created again when the answer was lost. */
  readonly repeatable: boolean;
}

/** Somebody's script, of which nobody knows what it does. */
const SCRIPT: Purpose = {
  notDone: "the script was not run",
  titles: {
    input: "The input could not be sent",
    create: { what: "the script was", done: "run" },
    end: "The end of the script is not known",
  },
  ifUncertain:
    "The script may be running all the same, so it was not started again: data stores are live, and two runs could meet there. Run the step again if the script may run twice.",
  repeatable: false,
};

export interface LuauTask {
  /** As Roblox named it; checked to be a path below the place. */
  readonly path: string;
  /** The version it runs on, when its path tells. */
  readonly versionNumber: string | undefined;
  /** `QUEUED`, `PROCESSING`, `COMPLETE`, `FAILED`, `CANCELLED`, or what the documents do not know. */
  readonly state: string;
  readonly error?: { readonly code: string; readonly message: string };
  /** Its script did not begin in all the time that it had: seen where a place does not load in a server. */
  readonly neverStarted?: true;
  /** What the script returned. */
  readonly results: readonly unknown[];
  /** Where the buffer that it returned can be fetched, without a key: a secret. */
  readonly outputAddress?: URL;
}

/** An input that a task can be given. */
export interface BinaryInput {
  /** As Roblox named it; checked to be a path below the universe. */
  readonly path: string;
  /** Where its bytes are to be put, without a key: a secret. */
  readonly address: URL;
}

export interface LogMessage {
  readonly type: "OUTPUT" | "INFO" | "WARNING" | "ERROR";
  readonly text: string;
  /** When it was written, as Roblox gave it; empty when it did not. */
  readonly time: string;
}

/**
 * Makes an input for tasks of a universe: `POST /cloud/v2/universes/{u}/luau-execution-session-task-binary-inputs`
 * (OpenAPI, `Cloud_CreateLuauExecutionSessionTaskBinaryInput`; 5 a minute). It may be repeated: an input that nobody uses
 * is gone after 15 minutes.
 *
 * @param bytes at most 100 MiB.
 * @throws CallError
 */
export async function createBinaryInput(
  client: Client,
  universeId: string,
  bytes: number,
  { titles, notDone }: Purpose = SCRIPT,
): Promise<BinaryInput> {
  return callRoblox(client, {
    method: "POST",
    target: `/cloud/v2/universes/${universeId}/luau-execution-session-task-binary-inputs`,
    body: JSON.stringify({ size: bytes }),
    permission: APIS.createBinaryInput.permission,
    repeatable: true,
    read: (answer) => readBinaryInput(answer, universeId),
    words: {
      title: titles.input,
      doing: "making the input of a task",
      ifBrokenOff: notDone,
      ifUncertain: `${sentence(notDone)} An input that nobody uses is gone after ${BINARY_MINUTES} minutes.`,
      ifRefused: "Compare universeId with the Creator Dashboard.",
      limit: `${APIS.createBinaryInput.perMinute} inputs a minute`,
    },
  });
}

/** @throws CallError */
export async function sendBinaryInput(
  client: Client,
  { address }: BinaryInput,
  file: ProvenFile,
  { titles, notDone }: Purpose = SCRIPT,
): Promise<void> {
  await callRoblox(client, {
    method: "PUT",
    target: address,
    body: provenFile(file, "application/octet-stream"),
    // The same bytes at the same address.
    repeatable: true,
    read: (answer) => succeeded(answer) || undefined,
    words: {
      title: titles.input,
      doing: "sending the input",
      ifBrokenOff: notDone,
      ifUncertain: sentence(notDone),
      ifRefused: `The address that Roblox gave for the input is good for ${BINARY_MINUTES} minutes and for exactly the announced bytes. Run the step again.`,
      limit: "no documented number of inputs",
    },
  });
}

/**
 * Fetches the buffer that a script returned, without the key. Roblox keeps it for 15 minutes after the task's end.
 *
 * @param address `outputAddress` of the task.
 * @param start called before each try: what was received before is worth nothing.
 * @param receive given the bytes as they come.
 * @throws CallError, also beyond 256 MiB; whatever `receive` throws.
 */
export async function fetchBinaryOutput(
  client: Client,
  address: URL,
  start: () => void,
  receive: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  await callAndCount(
    client,
    {
      method: "GET",
      target: address,
      repeatable: true,
      receive,
      maxAnswerBytes: MAX_BINARY_OUTPUT_BYTES,
      read: (answer) => succeeded(answer) || undefined,
      words: {
        title: "The output could not be fetched",
        doing: "fetching the output",
        ifBrokenOff: "nothing was written to outputPath",
        ifUncertain: "Nothing was written to outputPath. The script itself ended well.",
        ifRefused: `The script ended well, and Roblox keeps its output for ${BINARY_MINUTES} minutes. Run the step again if the script may run twice.`,
        limit: "no documented number of outputs",
      },
    },
    { onAttempt: start },
  );
}

/**
 * Has a script run on a place version: `POST /cloud/v2/universes/{u}/places/{p}[/versions/{v}]/luau-execution-session-tasks`
 * (Open Cloud, "Luau execution"; scope `universe.place.luau-execution-session:write`; 5 a minute). A place may have ten
 * unfinished tasks; a free slot is waited for, and that is said, as long as the step has time.
 * Unless its purpose says otherwise, it is not repeated when its answer was lost: the script may be running already, and data
 * stores are live there.
 *
 * @param watch is told when it changes whether the task may exist.
 * @throws CallError
 */
export async function createTask(
  client: Client,
  job: Job,
  input: BinaryInput | undefined,
  watch: Pick<Watch, "onEffect"> = {},
  { titles, notDone, ifUncertain, repeatable }: Purpose = SCRIPT,
): Promise<LuauTask> {
  const { deadline } = client;
  const { universeId, placeId, versionNumber, script, timeoutSeconds, wantsOutput } = job;
  const version = versionNumber === "" ? "" : `/versions/${versionNumber}`;
  const { permission, perMinute } = version === "" ? APIS.createTask : APIS.createTaskOnVersion;
  const words: Words = {
    title: titles.create,
    doing: "running a script",
    ifBrokenOff: notDone,
    ifUncertain,
    ifRefused:
      "Compare universeId, placeId and versionNumber with the Creator Dashboard: the place must belong to the universe, and the version to the place.",
    limit: `${perMinute} tasks a minute on ${version === "" ? "newest versions" : "chosen versions"}`,
  };
  let effect = "none" as Effect;
  for (;;) {
    const { value: made } = await callAndCount<LuauTask | NoSlot>(
      client,
      {
        method: "POST",
        target: `/cloud/v2/universes/${universeId}/places/${placeId}${version}/luau-execution-session-tasks`,
        body: JSON.stringify({
          script,
          timeout: `${timeoutSeconds}s`,
          ...(input ? { binaryInput: input.path } : {}),
          ...(wantsOutput ? { enableBinaryOutput: true } : {}),
        }),
        maxAnswerBytes: MAX_ANSWER_BYTES,
        permission,
        repeatable,
        read: (answer) => (isFull(answer) ? new NoSlot(whatWasSaid(answer)) : readTask(answer, universeId, placeId)),
        words,
      },
      {
        // Where a try before the wait for a slot may have made a task, that stays so.
        mayHaveWorked: effect === "possible",
        onEffect(now) {
          effect = now;
          watch.onEffect?.(now);
        },
      },
    );
    if (!(made instanceof NoSlot)) return made;
    if (deadline.secondsLeft() <= SLOT_PAUSE_SECONDS) {
      const perhaps = effect === "possible" ? ` As for an earlier attempt, whose answer was lost: ${ifUncertain}` : "";
      throw new CallError(
        titleOf(words.title, effect),
        `${made.said}. A place may have ${MAX_UNFINISHED_TASKS} unfinished tasks, and none of them ended within timeoutMinutes.${perhaps} Run fewer such jobs on this place at the same time, or raise timeoutMinutes.`,
        { effect, attempts: 1, widespread: true, happened: made.said },
      );
    }
    client.say(`${made.said}. The place has ten unfinished tasks; waiting for one of them to end`);
    await deadline.sleep(SLOT_PAUSE_SECONDS);
  }
}

/** The place has no room for one more task, in Roblox's words. */
class NoSlot {
  readonly said: string;
  constructor(said: string) {
    this.said = said;
  }
}

/**
 * Ten unfinished tasks, which is no rate limit: the gateway marks those, and a free slot needs no try. To be wrong here
 * costs a pause.
 */
function isFull(answer: Answer): boolean {
  const { status, headers } = answer;
  return (
    status === 429 &&
    readAnswer(answer).code === "RESOURCE_EXHAUSTED" &&
    headers["x-envoy-ratelimited"] === undefined &&
    !/^0\b/.test(String(headers["x-ratelimit-remaining"] ?? ""))
  );
}

export function isOver({ state }: LuauTask): boolean {
  return state === "COMPLETE" || state === "FAILED" || state === "CANCELLED";
}

/**
 * Waits until the task is over, until it cannot end any more because it never started, or until the step has only the time
 * left that reading its log takes. A state that the
 * documents do not know counts as not over: a new one may well stand before the end.
 *
 * @param onChange told of each look-up's task when its state is another than before.
 * @returns the task as last seen.
 * @throws CallError when the task cannot be looked up.
 */
export async function awaitTask(
  client: Client,
  task: LuauTask,
  { universeId, placeId, timeoutSeconds }: Pick<Job, "universeId" | "placeId" | "timeoutSeconds">,
  onChange: (task: LuauTask) => void,
  { titles }: Purpose = SCRIPT,
): Promise<LuauTask> {
  const { deadline } = client;
  const reserve = Math.min(LOG_RESERVE_SECONDS, deadline.secondsLeft() / 10);
  const patienceMs = (timeoutSeconds + START_SECONDS) * 1000;
  let seen = task;
  let processingSince: number | undefined;
  for (let polls = 0; !isOver(seen); polls++) {
    const pause = Math.min(LONGEST_POLL_SECONDS, FIRST_POLL_SECONDS + polls);
    const left = deadline.secondsLeft() - reserve;
    if (left <= 0) break;
    processingSince = seen.state === "PROCESSING" ? (processingSince ?? performance.now()) : undefined;
    if (processingSince !== undefined && performance.now() - processingSince > patienceMs) {
      return { ...seen, neverStarted: true };
    }
    await deadline.sleep(Math.min(pause, left));
    const before = seen.state;
    seen = await callRoblox(client, {
      method: "GET",
      target: `/cloud/v2/${task.path}`,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      permission: APIS.task.permission,
      repeatable: true,
      read: (answer) => readTask(answer, universeId, placeId),
      words: {
        title: titles.end,
        doing: "looking up a task",
        ifBrokenOff: "nothing is known of the task",
        ifUncertain: "The task goes on in Roblox's cloud until it ends or its own limit is over.",
        ifRefused: "The task was created, but cannot be looked up.",
        limit: `${APIS.task.perMinute} look-ups a minute`,
      },
    });
    if (seen.state !== before) onChange(seen);
  }
  return seen;
}

/**
 * Reads the whole log of a task, page by page, in its order: `GET /cloud/v2/{task}/logs?view=STRUCTURED`
 * (Open Cloud, "Luau execution"; 45 a minute). Roblox keeps its last 450 KB, for 24 hours. What goes far beyond that is cut.
 *
 * @param onPage given the messages of each page, so that those of the first pages are not lost with a later one.
 * @returns whether it was cut.
 * @throws CallError when a page cannot be read; the deadline's reason between two pages.
 */
export async function readLog(
  client: Client,
  { path }: LuauTask,
  onPage: (messages: readonly LogMessage[]) => void,
): Promise<boolean> {
  let left = MAX_LOG_TEXT_BYTES;
  let token = "";
  for (let page = 0; page < MAX_LOG_PAGES; page++) {
    if (page > 0) await client.deadline.sleep(PAGE_PAUSE_SECONDS);
    const next = token === "" ? "" : `&pageToken=${encodeURIComponent(token)}`;
    const read = await callRoblox(client, {
      method: "GET",
      target: `/cloud/v2/${path}/logs?view=STRUCTURED&maxPageSize=${MAX_LOG_PAGE_MESSAGES}${next}`,
      maxAnswerBytes: MAX_PAGE_BYTES,
      permission: APIS.taskLogs.permission,
      repeatable: true,
      read: readLogPage,
      words: {
        title: "The log could not be read",
        doing: "reading a log",
        ifBrokenOff: "nothing of the log was read",
        ifUncertain: "Roblox keeps it for 24 hours.",
        ifRefused: "There is no log to be read.",
        limit: `${APIS.taskLogs.perMinute} pages a minute`,
      },
    });
    const kept = firstMessages(read.messages, left);
    onPage(kept.messages);
    if (kept.left < 0) return true;
    if (read.nextPageToken === "" || read.nextPageToken === token) return false;
    left = kept.left;
    token = read.nextPageToken;
  }
  return true;
}

/** So many messages as fit into so many bytes, the last of them cut; less than none are left when they do not all fit. */
function firstMessages(messages: readonly LogMessage[], bytes: number): { messages: LogMessage[]; left: number } {
  const kept: LogMessage[] = [];
  let left = bytes;
  for (const message of messages) {
    const text = message.text.slice(0, left);
    kept.push({ ...message, text });
    // A message without a text takes its line.
    left -= Buffer.byteLength(message.text) + 1;
    if (left < 0) break;
  }
  return { messages: kept, left };
}

/** Numbers stay as JavaScript reads them: Luau's own are no more exact. */
function bodyOf(answer: Answer): Record<string, unknown> | undefined {
  if (!succeeded(answer)) return undefined;
  try {
    const body: unknown = JSON.parse(answer.text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** An input in an answer; undefined when it is none, or not one of this universe. */
function readBinaryInput(answer: Answer, universeId: string): BinaryInput | undefined {
  const body = bodyOf(answer);
  const path = typeof body?.path === "string" ? body.path.replace(/^\//, "") : "";
  const isOfUniverse = path.startsWith(`universes/${universeId}/luau-execution-session-task-binary-inputs/`);
  // Which host keeps inputs is not documented.
  const address = handedOut(body?.uploadUri);
  return isOfUniverse && /^[\w/-]+$/.test(path) && address ? { path, address } : undefined;
}

/** A task in an answer; undefined when it is none, or not one of this place. */
export function readTask(answer: Answer, universeId: string, placeId: string): LuauTask | undefined {
  const body = bodyOf(answer);
  const path = typeof body?.path === "string" ? body.path.replace(/^\//, "") : "";
  const place = `universes/${universeId}/places/${placeId}/`;
  if (!body || typeof body.state !== "string" || !path.startsWith(place) || !/^[\w/-]+$/.test(path)) return undefined;
  const error = isObject(body.error) ? body.error : undefined;
  const results = isObject(body.output) ? body.output.results : undefined;
  const outputAddress = handedOut(body.binaryOutputUri);
  return {
    path,
    versionNumber: /^versions\/([1-9]\d*)\//.exec(path.slice(place.length))?.[1],
    state: harmless(body.state, 60),
    ...(error ? { error: { code: harmless(textOf(error.code), 60), message: textOf(error.message) } } : {}),
    results: Array.isArray(results) ? results : [],
    ...(outputAddress ? { outputAddress } : {}),
  };
}

/** A page of a log: structured messages, or plain ones, which then all are output. */
export function readLogPage(answer: Answer): { messages: LogMessage[]; nextPageToken: string } | undefined {
  const body = bodyOf(answer);
  if (!body) return undefined;
  const { luauExecutionSessionTaskLogs: logs, nextPageToken } = body;
  const messages = (Array.isArray(logs) ? logs : []).filter(isObject).flatMap((log) => {
    const { structuredMessages: structured, messages: plain } = log;
    if (Array.isArray(structured) && structured.length > 0) return structured.filter(isObject).map(readMessage);
    return Array.isArray(plain) ? plain.map((text) => readMessage({ message: text })) : [];
  });
  return { messages, nextPageToken: typeof nextPageToken === "string" ? nextPageToken : "" };
}

function readMessage({ message, createTime, messageType }: Record<string, unknown>): LogMessage {
  const known = ["INFO", "WARNING", "ERROR"] as const;
  return {
    type: known.find((type) => type === messageType) ?? "OUTPUT",
    text: textOf(message),
    time: typeof createTime === "string" ? createTime : "",
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Why a task did not pass, as title and paragraph; undefined for one that is `COMPLETE`. Pure. */
export function explainTask(
  task: LuauTask,
  { timeoutSeconds }: Pick<Job, "timeoutSeconds">,
  timeoutMinutes: number,
): { title: string; message: string } | undefined {
  const { state, error } = task;
  if (state === "COMPLETE") return undefined;
  if (state === "CANCELLED") {
    return {
      title: "The task was cancelled",
      message: "Roblox reports the task as CANCELLED, so the script did not end by itself. Run the job again.",
    };
  }
  if (state === "FAILED") return explainError(error, timeoutSeconds);
  const over = `the step's time was over (timeoutMinutes: ${timeoutMinutes})`;
  const goesOn = `The task goes on in Roblox's cloud until it ends or its own limit (timeoutSeconds: ${timeoutSeconds}) is over.`;
  if (state === "QUEUED") {
    return {
      title: "The script did not start in time",
      message: `The task was still waiting in Roblox's queue (QUEUED) when ${over}. It may run yet. Raise timeoutMinutes, or run fewer such jobs on this place at the same time.`,
    };
  }
  if (task.neverStarted) {
    const version = task.versionNumber === undefined ? "the version" : `version ${task.versionNumber}`;
    return {
      title: "The script never started",
      message: `The task has been PROCESSING for ${START_SECONDS} s longer than its own limit (timeoutSeconds: ${timeoutSeconds}), without an end or an error, so the step no longer waits for it. That is seen where a place does not load in a server. Open ${version} of the place in Studio, press Play and read its output; a version that is known to load can be tried with versionNumber. More time would not help.`,
    };
  }
  if (state === "PROCESSING") {
    return {
      title: "The script did not end in time",
      message: `The script was still running (PROCESSING) when ${over}. ${goesOn} Raise timeoutMinutes so that the queue and the script's own limit fit in, or lower timeoutSeconds.`,
    };
  }
  return {
    title: "The end of the script is not known",
    message: `Roblox last reported the state ${state === "" ? "(empty)" : state}, which its documentation does not explain, and it stayed so until ${over}. ${goesOn} ${STATUS_PAGE} shows whether Roblox has trouble.`,
  };
}

function explainError(error: LuauTask["error"], timeoutSeconds: number): { title: string; message: string } {
  const { code = "", message = "" } = error ?? {};
  const quoted = harmless(message, 1000);
  const named = code === "" ? "" : ` (${code})`;
  const said = quoted === "" ? `Roblox gave no reason${named}.` : `Roblox said "${quoted}"${named}.`;
  switch (code) {
    case "SCRIPT_ERROR":
      return {
        title: "The script failed",
        message: `${said} The script ended in an error; what it printed before stands in the log above and in the output logs.`,
      };
    case "DEADLINE_EXCEEDED":
      return {
        title: "The script ran for too long",
        message: `${said} The script was ended at its limit (timeoutSeconds: ${timeoutSeconds}, at most ${MAX_TIMEOUT_SECONDS}). In a task there is no physics, there are no players, and the place's own scripts do not run: what waits for one of them waits for ever.`,
      };
    case "OUTPUT_SIZE_LIMIT_EXCEEDED":
      return {
        title: "The script returned too much",
        message: `${said} What a script returns may take 4 MB as JSON. Return less, such as counts, and print the rest (the log keeps its last 450 KB).`,
      };
    case "INTERNAL_ERROR":
      return {
        title: "Roblox could not run the script",
        message: `${said} That says nothing about the script. Run the job again; ${STATUS_PAGE} shows whether Roblox has trouble.`,
      };
    default:
      return {
        title: "The task failed",
        message: `${said} That is no error that Roblox's documentation explains; the log above may tell more.`,
      };
  }
}

import { randomUUID } from "node:crypto";
import {
  APIS,
  MAX_BINARY_INPUT_BYTES,
  MAX_BINARY_OUTPUT_BYTES,
  MAX_LOG_BYTES,
  MAX_RESULT_BYTES,
  MAX_SCRIPT_BYTES,
  MAX_TIMEOUT_SECONDS,
  MAX_UNFINISHED_TASKS,
} from "../../src/open-cloud/facts.ts";
import { type Engine, findPlace, findVersion, type PlaceVersion, type Roblox } from "../roblox.ts";
import { answers, coded, type HttpResponse, invalidArgument, json, permissionDenied } from "../server/answers.ts";
import { type Endpoint, type HttpRequest, readObject } from "../server/api.ts";
import type { StoredBytes } from "../server/body.ts";

export type MessageType = "OUTPUT" | "INFO" | "WARNING" | "ERROR";

/** What becomes of a task. Times are counted by the clock; `Infinity` stands for ever. */
export interface TaskScenario {
  /** Default 0. With more it is seen `QUEUED` first. */
  readonly queueSeconds?: number;
  /** Default 0. How long the place takes to load, when the task is `PROCESSING` and its timeout does not count: 4 to 45 (observed). */
  readonly startSeconds?: number;
  /** The place never loads: the task stays `PROCESSING`, without an error or a log, far beyond its timeout (observed). */
  readonly neverStarts?: boolean;
  /** Default 0. A task that would run longer than its timeout fails with `DEADLINE_EXCEEDED` when that is over. */
  readonly runSeconds?: number;
  /** A line that is a plain string is `OUTPUT`. */
  readonly log?: readonly (string | { readonly message: string; readonly messageType: MessageType })[];
  /** The values that the script returned. Default none. */
  readonly results?: readonly unknown[];
  /** Makes the task fail. */
  readonly error?: {
    readonly code: "SCRIPT_ERROR" | "DEADLINE_EXCEEDED" | "OUTPUT_SIZE_LIMIT_EXCEEDED" | "INTERNAL_ERROR";
    readonly message: string;
  };
  /** Makes the task end as cancelled. */
  readonly cancelled?: boolean;
  /** The buffer that the script returned; given out only where the task asked for it. */
  readonly binaryOutput?: Buffer;
}

export interface TaskRecord {
  /** As in the answers: `universes/…/places/…/versions/…/luau-execution-sessions/…/tasks/…`. */
  readonly path: string;
  readonly universeId: string;
  readonly placeId: string;
  readonly versionNumber: string;
  /** Whether it was asked for on whatever version is the newest. */
  readonly onHead: boolean;
  readonly script: string;
  /** As given, `"300s"`. */
  readonly timeout: string;
  readonly enableBinaryOutput: boolean;
  readonly ownerId: string;
  readonly createdAt: Date;
  /** The place, when its version was made in this run. */
  readonly place: PlaceVersion | undefined;
  readonly binaryInput: StoredBytes | undefined;
  /** The path of that input, as it was given; empty without one. */
  readonly binaryInputPath: string;
  /** While it is not known yet, the task is processed. */
  scenario: TaskScenario;
}

/** What a task is given before anybody knows what becomes of it. */
export type CreatedTask = Omit<TaskRecord, "scenario" | "binaryInputPath">;

export interface BinaryInputRecord {
  /** As in the answers: `universes/…/luau-execution-session-task-binary-inputs/…`. */
  readonly path: string;
  readonly size: number;
  readonly createdAt: Date;
  /** Once it has been put there. */
  content?: StoredBytes;
}

export interface LuauSettings {
  /** What becomes of each task; by default it returns nothing at once. */
  readonly scenario: TaskScenario | ((task: CreatedTask, engine: Engine) => TaskScenario | Promise<TaskScenario>);
  /** How long an input may be put and used, and an output fetched. Default 900, as documented. */
  readonly binarySeconds: number;
  /** How long a finished task still counts among a place's ten (observed: about ten). Default 10. */
  readonly slotReleaseSeconds: number;
  /** Messages in one chunk of a log; a page holds one chunk, however many were asked for. Default 1000. */
  readonly logChunkMessages: number;
}

export interface LuauOptions {
  readonly luau?: Partial<LuauSettings>;
}

const SCOPE = "universe.place.luau-execution-session";

/** Where inputs and outputs lie is not documented, nor what the addresses look like: this host is made up. */
const BINARY_HOST = "luau-execution-files.roblox.com";

const WRITE_ACCESS = { scope: SCOPE, operations: ["write"], refuse: () => permissionDenied(`${SCOPE}:write`) };
// The documents list both for reading; whether one of them would do is not known.
const READ_ACCESS = {
  scope: SCOPE,
  operations: APIS.task.permission.operations,
  refuse: () => permissionDenied(`${SCOPE}:read, ${SCOPE}:write`),
};

const TASK_PATH =
  "^/cloud/v2/(?<path>universes/(?<universe>[^/]+)/places/(?<place>[^/]+)/versions/[^/]+/luau-execution-sessions/[^/]+/tasks/[^/]+)";

export function openLuau(roblox: Roblox, options: LuauOptions) {
  const settings: LuauSettings = {
    scenario: {},
    slotReleaseSeconds: 10,
    logChunkMessages: 1000,
    binarySeconds: 900,
    ...options.luau,
  };
  const inputs: BinaryInputRecord[] = [];
  const signature = randomUUID();
  const tasks: TaskRecord[] = [];

  /** `POST …/places/{p}/luau-execution-session-tasks` (Roblox's OpenAPI): runs a script on the newest version. */
  const createTask: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/]+)\/places\/(?<place>[^/]+)\/luau-execution-session-tasks$/,
    access: { ...WRITE_ACCESS, perMinute: APIS.createTask.perMinute },
    answer: create,
  };

  /** `POST …/places/{p}/versions/{v}/luau-execution-session-tasks` (Roblox's OpenAPI): runs a script on this version. */
  const createTaskOnVersion: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/]+)\/places\/(?<place>[^/]+)\/versions\/(?<version>[^/]+)\/luau-execution-session-tasks$/,
    access: { ...WRITE_ACCESS, perMinute: APIS.createTaskOnVersion.perMinute },
    answer: create,
  };

  /** `GET …/luau-execution-sessions/{s}/tasks/{t}` (Roblox's OpenAPI): the view `BASIC`, the default, leaves the script out. */
  const task: Endpoint = {
    method: "GET",
    path: new RegExp(`${TASK_PATH}$`),
    access: { ...READ_ACCESS, perMinute: APIS.task.perMinute },

    answer({ parameters, query }) {
      const found = findTask(parameters.path);
      if (!found) return coded(404, "NOT_FOUND", "Task not found.");
      const view = query.get("view") ?? "BASIC";
      if (!/^(VIEW_UNSPECIFIED|BASIC|FULL)$/.test(view)) return invalidArgument("Invalid view.");
      const { script, ...basic } = withOutput(found, describe(found, roblox.clock.now()));
      return json(200, view === "FULL" ? { ...basic, script } : basic);
    },
  };

  /**
   * `GET …/tasks/{t}/logs` (Roblox's OpenAPI). The log is there after the task has ended; before, it is empty. What is over
   * 450 KB is lost, the oldest lines first. An empty log has an entry as well, an entry has both lists of messages, the one
   * that was not asked for empty, and a last page has an empty token (so recorded; clients rely on all three).
   */
  const taskLogs: Endpoint = {
    method: "GET",
    path: new RegExp(`${TASK_PATH}/logs$`),
    access: { ...READ_ACCESS, perMinute: APIS.taskLogs.perMinute },

    answer({ parameters, query }) {
      const found = findTask(parameters.path);
      if (!found) return coded(404, "NOT_FOUND", "Task not found.");
      const view = query.get("view") ?? "FLAT";
      if (!/^(VIEW_UNSPECIFIED|FLAT|STRUCTURED)$/.test(view)) return invalidArgument("Invalid view.");
      // Above 10,000 it counts as 10,000; a page holds one chunk in any case.
      const size = Number(query.get("maxPageSize") ?? 1);
      if (!Number.isInteger(size) || size < 1) return invalidArgument("Invalid maxPageSize.");
      const page = Number(query.get("pageToken") ?? 0);
      if (!Number.isInteger(page) || page < 0) return invalidArgument("Invalid pageToken.");

      const messages = retainedLog(found, roblox.clock.now());
      const start = page * settings.logChunkMessages;
      const end = start + settings.logChunkMessages;
      const chunk = messages.slice(start, end);
      const messagesOnly = chunk.map(({ message }) => message);
      const content =
        view === "STRUCTURED"
          ? { messages: [], structuredMessages: chunk }
          : { messages: messagesOnly, structuredMessages: [] };
      return json(200, {
        luauExecutionSessionTaskLogs: [{ path: `${found.path}/logs/${page + 1}`, ...content }],
        nextPageToken: end < messages.length ? String(page + 1) : "",
      });
    },
  };

  /** `POST …/universes/{u}/luau-execution-session-task-binary-inputs` (Roblox's OpenAPI). */
  const createBinaryInput: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/]+)\/luau-execution-session-task-binary-inputs$/,
    access: { ...WRITE_ACCESS, perMinute: 5 },

    answer(request) {
      const { universe = "" } = request.parameters;
      if (!roblox.universeIds.has(universe)) return coded(404, "NOT_FOUND", "Universe not found.");
      const { size } = readObject(request) ?? {};
      if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MAX_BINARY_INPUT_BYTES) {
        return invalidArgument("size must be between 1 and 104857600.");
      }
      const id = randomUUID();
      const path = `universes/${universe}/luau-execution-session-task-binary-inputs/${id}`;
      inputs.push({ path, size, createdAt: new Date(roblox.clock.now()) });
      return json(200, { path, size, uploadUri: `https://${BINARY_HOST}/inputs/${id}?X-Signature=${signature}` });
    },
  };

  /** What the storage answers to is not documented; this one is strict about the signature, the size and the time. */
  const putBinaryInput: Endpoint = {
    method: "PUT",
    host: BINARY_HOST,
    path: /^\/inputs\/(?<id>[^/]+)$/,
    keeps: "file",

    answer({ parameters, query, body }) {
      const input = inputs.find(({ path }) => path.endsWith(`/${parameters.id}`));
      if (!input || query.get("X-Signature") !== signature || isOver(input.createdAt.getTime()))
        return storageRefuses();
      if (body.bytes !== input.size || body.file === undefined) return storageRefuses();
      input.content = { sha256: body.sha256, bytes: body.bytes, file: body.file };
      return { status: 200, body: "" };
    },
  };

  const getBinaryOutput: Endpoint = {
    method: "GET",
    host: BINARY_HOST,
    path: /^\/outputs\/(?<id>[^/]+)$/,

    answer({ parameters, query }) {
      const found = tasks.find(({ path }) => path.endsWith(`/${parameters.id}`));
      const { binaryOutput } = found?.scenario ?? {};
      if (!found || !binaryOutput || query.get("X-Signature") !== signature || isOver(timesOf(found).endsAt)) {
        return storageRefuses();
      }
      return { status: 200, contentType: "application/octet-stream", body: binaryOutput };
    },
  };

  /** The address of its output, once the task is done. */
  function withOutput(record: TaskRecord, description: ReturnType<typeof describe>) {
    const { binaryOutput } = record.scenario;
    if (description.state !== "COMPLETE" || !record.enableBinaryOutput || !binaryOutput) return description;
    const id = record.path.split("/").at(-1);
    return { ...description, binaryOutputUri: `https://${BINARY_HOST}/outputs/${id}?X-Signature=${signature}` };
  }

  function isOver(since: number): boolean {
    return roblox.clock.now() > since + settings.binarySeconds * 1000;
  }

  function create(request: HttpRequest): HttpResponse {
    const { universe: universeId = "", place: placeId = "", version } = request.parameters;
    const place = findPlace(roblox, universeId, placeId);
    if (!place) return coded(404, "NOT_FOUND", "Place not found.");
    const versionNumber = version ?? String(place.newest);
    if (!/^\d{1,19}$/.test(versionNumber)) return invalidArgument("Invalid place version.");
    if (version !== undefined && (BigInt(version) < 1n || BigInt(version) > place.newest)) {
      return coded(404, "NOT_FOUND", "Place version not found.");
    }

    if (versionNumber === "0") return coded(404, "NOT_FOUND", "The place has no version.");

    const { script, timeout = "300s", binaryInput = "", enableBinaryOutput = false } = readObject(request) ?? {};
    if (typeof script !== "string" || script === "") return invalidArgument("script must not be empty.");
    if (Buffer.byteLength(script) > MAX_SCRIPT_BYTES) return invalidArgument("script must not exceed 4 MB.");
    if (typeof timeout !== "string" || !isTimeout(timeout)) return invalidArgument("timeout must be at most 300s.");
    if (typeof enableBinaryOutput !== "boolean") return invalidArgument("enableBinaryOutput must be a boolean.");
    const input = inputs.find(({ path }) => path === binaryInput && path.startsWith(`universes/${universeId}/`));
    if (binaryInput !== "" && (!input?.content || isOver(input.createdAt.getTime()))) {
      return coded(404, "NOT_FOUND", "Binary input not found.");
    }

    const unfinished = tasks.filter((other) => other.placeId === placeId && holdsSlot(other));
    if (unfinished.length >= MAX_UNFINISHED_TASKS) return answers.tooManyTasks;

    const session = `luau-execution-sessions/${randomUUID()}/tasks/${randomUUID()}`;
    const created: CreatedTask = {
      path: `universes/${universeId}/places/${placeId}/versions/${versionNumber}/${session}`,
      universeId,
      placeId,
      versionNumber,
      onHead: version === undefined,
      script,
      timeout,
      enableBinaryOutput,
      ownerId: request.key?.ownerId ?? "",
      createdAt: new Date(roblox.clock.now()),
      place: findVersion(place, versionNumber),
      binaryInput: input?.content,
    };
    const { scenario } = settings;
    const becomes = typeof scenario === "function" ? scenario(created, roblox.engine) : scenario;
    const record: TaskRecord = {
      ...created,
      binaryInputPath: input?.path ?? "",
      scenario: { runSeconds: Number.POSITIVE_INFINITY },
    };
    if (becomes instanceof Promise) {
      becomes.then(
        (known) => {
          record.scenario = { ...known, runSeconds: (roblox.clock.now() - created.createdAt.getTime()) / 1000 };
        },
        (error) => {
          record.scenario = { error: { code: "INTERNAL_ERROR", message: String(error) } };
        },
      );
    } else record.scenario = becomes;
    tasks.push(record);
    // So recorded: already being processed, and without its times. Even a task that is done at once is not seen so yet.
    const { createTime, updateTime, ...answer } = describe(record, created.createdAt.getTime(), true);
    return json(200, answer);
  }

  function findTask(path: string | undefined): TaskRecord | undefined {
    return tasks.find((candidate) => candidate.path === path);
  }

  function holdsSlot(record: TaskRecord): boolean {
    return roblox.clock.now() < timesOf(record).endsAt + settings.slotReleaseSeconds * 1000;
  }

  return {
    endpoints: {
      createTask,
      createTaskOnVersion,
      task,
      taskLogs,
      createBinaryInput,
      putBinaryInput,
      getBinaryOutput,
    },
    records: { tasks: tasks as readonly TaskRecord[], binaryInputs: inputs as readonly BinaryInputRecord[] },
  };
}

function isTimeout(timeout: string): boolean {
  const seconds = /^\d+(\.\d{1,9})?s$/.test(timeout) ? Number.parseFloat(timeout) : 0;
  return seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS;
}

/** As the storage behind many such addresses refuses. */
function storageRefuses(): HttpResponse {
  return { status: 403, contentType: "application/xml", body: "<Error><Code>AccessDenied</Code></Error>" };
}

/** When a task leaves the queue, starts and ends, in ms since the epoch; all may be `Infinity`. */
function timesOf({ createdAt, timeout, scenario }: TaskRecord) {
  const { queueSeconds = 0, startSeconds = 0, runSeconds = 0, neverStarts = false } = scenario;
  const timeoutSeconds = Number.parseFloat(timeout);
  const processedAt = createdAt.getTime() + queueSeconds * 1000;
  const startsAt = neverStarts ? Number.POSITIVE_INFINITY : processedAt + startSeconds * 1000;
  const exceeded = runSeconds > timeoutSeconds;
  return { processedAt, startsAt, endsAt: startsAt + Math.min(runSeconds, timeoutSeconds) * 1000, exceeded };
}

function errorOf({ timeout, scenario }: TaskRecord, exceeded: boolean): TaskScenario["error"] {
  if (exceeded) return { code: "DEADLINE_EXCEEDED", message: `The script did not end within ${timeout}.` };
  const outputBytes = scenario.binaryOutput?.length ?? 0;
  if (outputBytes > MAX_BINARY_OUTPUT_BYTES) {
    return { code: "OUTPUT_SIZE_LIMIT_EXCEEDED", message: "The binary output exceeds 256 MiB." };
  }
  const resultBytes = Buffer.byteLength(JSON.stringify(scenario.results ?? []));
  if (scenario.error || resultBytes <= MAX_RESULT_BYTES) return scenario.error;
  return { code: "OUTPUT_SIZE_LIMIT_EXCEEDED", message: "The values that the script returned exceed 4 MB." };
}

function describe(record: TaskRecord, now: number, isNew = false) {
  const { path, ownerId, script, timeout, binaryInputPath, enableBinaryOutput, createdAt, scenario } = record;
  const { processedAt, endsAt, exceeded } = timesOf(record);
  const error = errorOf(record, exceeded);
  const hasEnded = !isNew && now >= endsAt;
  const end = scenario.cancelled ? "CANCELLED" : error ? "FAILED" : "COMPLETE";
  const changedAt = hasEnded ? endsAt : now >= processedAt ? processedAt : createdAt.getTime();
  return {
    path,
    createTime: createdAt.toISOString(),
    updateTime: new Date(changedAt).toISOString(),
    user: ownerId,
    state: hasEnded ? end : now >= processedAt ? "PROCESSING" : "QUEUED",
    script,
    timeout,
    ...(hasEnded && end === "FAILED" && { error }),
    ...(hasEnded && end === "COMPLETE" && { output: { results: scenario.results ?? [] } }),
    binaryInput: binaryInputPath,
    enableBinaryOutput,
    binaryOutputUri: "",
  };
}

function retainedLog(record: TaskRecord, now: number) {
  const { startsAt, endsAt } = timesOf(record);
  if (now < endsAt) return [];
  const createTime = new Date(startsAt).toISOString();
  const lines = (record.scenario.log ?? []).map((line) =>
    typeof line === "string"
      ? { message: line, createTime, messageType: "OUTPUT" as MessageType }
      : { message: line.message, createTime, messageType: line.messageType },
  );
  let bytes = 0;
  const tooOld = lines.findLastIndex(({ message }) => {
    bytes += Buffer.byteLength(message);
    return bytes > MAX_LOG_BYTES;
  });
  return lines.slice(tooOld + 1);
}

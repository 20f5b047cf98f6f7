import { randomUUID } from "node:crypto";
import { findPlace, findVersion, type PlaceVersion, type Roblox } from "../roblox.ts";
import { answers, coded, type HttpResponse, invalidArgument, json, permissionDenied } from "../server/answers.ts";
import { type Endpoint, type HttpRequest, readObject } from "../server/api.ts";
import type { StoredBytes } from "../server/body.ts";

export type MessageType = "OUTPUT" | "INFO" | "WARNING" | "ERROR";

/** What becomes of a task. Times are counted by the clock; `Infinity` stands for ever. */
export interface TaskScenario {
  /** Default 0. */
  readonly queueSeconds?: number;
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
  readonly ownerId: string;
  readonly createdAt: Date;
  /** The place, when its version was made in this run. */
  readonly place: PlaceVersion | undefined;
  readonly binaryInput: StoredBytes | undefined;
  readonly enableBinaryOutput: boolean;
  /** While it is not known yet, the task is processed. */
  scenario: TaskScenario;
}

/** What a task is given before anybody knows what becomes of it. */
export type CreatedTask = Omit<TaskRecord, "scenario">;

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
  readonly scenario: TaskScenario | ((task: CreatedTask) => TaskScenario | Promise<TaskScenario>);
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
const MAX_SCRIPT_BYTES = 4_000_000;
const MAX_TIMEOUT_SECONDS = 300;
const MAX_LOG_BYTES = 450_000;
const MAX_LOG_PAGE_SIZE = 10_000;
const MAX_UNFINISHED_TASKS = 10;
const MAX_BINARY_INPUT_BYTES = 100 * 1024 * 1024;
const MAX_BINARY_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Where inputs and outputs lie is not documented, nor what the addresses look like: this host is made up. */
export const BINARY_HOST = "luau-execution-files.roblox.com";

const WRITE_ACCESS = { scope: SCOPE, operations: ["write"], refuse: () => permissionDenied(`${SCOPE}:write`) };
// The documents list both for reading; whether one of them would do is not known.
const READ_ACCESS = {
  scope: SCOPE,
  operations: ["read", "write"],
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
    access: { ...WRITE_ACCESS, perMinute: 40 },
    answer: create,
  };

  /** `POST …/places/{p}/versions/{v}/luau-execution-session-tasks` (Roblox's OpenAPI): runs a script on this version. */
  const createTaskOnVersion: Endpoint = {
    method: "POST",
    path: /^\/cloud\/v2\/universes\/(?<universe>[^/]+)\/places\/(?<place>[^/]+)\/versions\/(?<version>[^/]+)\/luau-execution-session-tasks$/,
    access: { ...WRITE_ACCESS, perMinute: 5 },
    answer: create,
  };

  /** `GET …/luau-execution-sessions/{s}/tasks/{t}` (Roblox's OpenAPI). What the views leave out is not documented: nothing here. */
  const task: Endpoint = {
    method: "GET",
    path: new RegExp(`${TASK_PATH}$`),
    access: { ...READ_ACCESS, perMinute: 200 },

    answer({ parameters }) {
      const found = findTask(parameters.path);
      return found
        ? json(200, withOutput(found, describe(found, Date.now())))
        : coded(404, "NOT_FOUND", "Task not found.");
    },
  };

  /**
   * `GET …/tasks/{t}/logs` (Roblox's OpenAPI). The log is there after the task has ended; before, the list is empty. What is over
   * 450 KB is lost, the oldest lines first.
   */
  const taskLogs: Endpoint = {
    method: "GET",
    path: new RegExp(`${TASK_PATH}/logs$`),
    access: { ...READ_ACCESS, perMinute: 45 },

    answer({ parameters, query }) {
      const found = findTask(parameters.path);
      if (!found) return coded(404, "NOT_FOUND", "Task not found.");
      const view = query.get("view") ?? "FLAT";
      if (view !== "FLAT" && view !== "STRUCTURED") return invalidArgument("Invalid view.");
      const size = Number(query.get("maxPageSize") ?? 1);
      if (!Number.isInteger(size) || size < 1 || size > MAX_LOG_PAGE_SIZE)
        return invalidArgument("Invalid maxPageSize.");
      const page = Number(query.get("pageToken") ?? 0);
      if (!Number.isInteger(page) || page < 0) return invalidArgument("Invalid pageToken.");

      const messages = retainedLog(found);
      const start = page * settings.logChunkMessages;
      const end = start + settings.logChunkMessages;
      const chunk = messages.slice(start, end);
      if (chunk.length === 0) return json(200, { luauExecutionSessionTaskLogs: [] });
      const content =
        view === "FLAT" ? { messages: chunk.map(({ message }) => message) } : { structuredMessages: chunk };
      return json(200, {
        luauExecutionSessionTaskLogs: [{ path: `${found.path}/logs/${page + 1}`, ...content }],
        ...(end < messages.length && { nextPageToken: String(page + 1) }),
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
      inputs.push({ path, size, createdAt: new Date() });
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
    return Date.now() > since + settings.binarySeconds * 1000;
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

    const { script, timeout = "300s", binaryInput = "", enableBinaryOutput = false } = readObject(request) ?? {};
    if (typeof script !== "string" || script === "") return invalidArgument("script must not be empty.");
    if (Buffer.byteLength(script) > MAX_SCRIPT_BYTES) return invalidArgument("script must not exceed 4 MB.");
    if (typeof timeout !== "string" || !isTimeout(timeout)) return invalidArgument("timeout must be at most 300s.");
    if (typeof enableBinaryOutput !== "boolean") return invalidArgument("enableBinaryOutput must be a boolean.");
    const input = inputs.find(({ path }) => path === binaryInput && path.startsWith(`universes/${universeId}/`));
    if (binaryInput !== "" && (!input?.content || isOver(input.createdAt.getTime()))) {
      return invalidArgument("binaryInput not found.");
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
      ownerId: request.key?.ownerId ?? "",
      createdAt: new Date(),
      place: findVersion(place, versionNumber),
      binaryInput: input?.content,
      enableBinaryOutput,
    };
    const { scenario } = settings;
    const becomes = typeof scenario === "function" ? scenario(created) : scenario;
    const record: TaskRecord = { ...created, scenario: { runSeconds: Number.POSITIVE_INFINITY } };
    if (becomes instanceof Promise) {
      const startedAt = Date.now();
      becomes.then(
        (known) => {
          record.scenario = { ...known, runSeconds: (Date.now() - startedAt) / 1000 };
        },
        (error) => {
          record.scenario = { error: { code: "INTERNAL_ERROR", message: String(error) } };
        },
      );
    } else record.scenario = becomes;
    tasks.push(record);
    return json(200, describe(record, Number.NEGATIVE_INFINITY)); // even one that is done at once is seen to wait first
  }

  function findTask(path: string | undefined): TaskRecord | undefined {
    return tasks.find((candidate) => candidate.path === path);
  }

  function holdsSlot(record: TaskRecord): boolean {
    return Date.now() < timesOf(record).endsAt + settings.slotReleaseSeconds * 1000;
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

/** When a task starts and ends, in ms since the epoch; both may be `Infinity`. */
function timesOf({ createdAt, timeout, scenario }: TaskRecord) {
  const { queueSeconds = 0, runSeconds = 0 } = scenario;
  const timeoutSeconds = Number.parseFloat(timeout);
  const startsAt = createdAt.getTime() + queueSeconds * 1000;
  const exceeded = runSeconds > timeoutSeconds;
  return { startsAt, endsAt: startsAt + Math.min(runSeconds, timeoutSeconds) * 1000, exceeded };
}

function describe(record: TaskRecord, now: number) {
  const { path, ownerId, script, timeout, createdAt, scenario } = record;
  const { startsAt, endsAt, exceeded } = timesOf(record);
  const outputBytes = scenario.binaryOutput?.length ?? 0;
  const tooLarge = outputBytes > MAX_BINARY_OUTPUT_BYTES;
  const error = tooLarge
    ? { code: "OUTPUT_SIZE_LIMIT_EXCEEDED", message: "The binary output must not exceed 256 MiB." }
    : exceeded
      ? { code: "DEADLINE_EXCEEDED", message: `The script did not end within ${timeout}.` }
      : scenario.error;
  const hasEnded = now >= endsAt;
  const end = scenario.cancelled ? "CANCELLED" : error ? "FAILED" : "COMPLETE";
  const changedAt = hasEnded ? endsAt : now >= startsAt ? startsAt : createdAt.getTime();
  return {
    path,
    createTime: createdAt.toISOString(),
    updateTime: new Date(changedAt).toISOString(),
    user: ownerId,
    state: hasEnded ? end : now >= startsAt ? "PROCESSING" : "QUEUED",
    script,
    timeout,
    // Recorded from Roblox: written out even where there is none.
    binaryInput: "",
    enableBinaryOutput: record.enableBinaryOutput,
    binaryOutputUri: "",
    ...(hasEnded && end === "FAILED" && { error }),
    ...(hasEnded && end === "COMPLETE" && { output: { results: scenario.results ?? [] } }),
  };
}

function retainedLog(record: TaskRecord) {
  const { startsAt, endsAt } = timesOf(record);
  if (Date.now() < endsAt) return [];
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

import { randomUUID } from "node:crypto";
import { findPlace, type Roblox } from "../roblox.ts";
import { answers, coded, type HttpResponse, invalidArgument, json, permissionDenied } from "../server/answers.ts";
import { type Endpoint, type HttpRequest, readObject } from "../server/api.ts";

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
  readonly scenario: TaskScenario;
}

export interface LuauSettings {
  /** What becomes of each task; by default it returns nothing at once. */
  readonly scenario: TaskScenario | ((task: Omit<TaskRecord, "scenario">) => TaskScenario);
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
  const settings: LuauSettings = { scenario: {}, slotReleaseSeconds: 10, logChunkMessages: 1000, ...options.luau };
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
      return found ? json(200, describe(found, roblox.clock.now())) : coded(404, "NOT_FOUND", "Task not found.");
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

      const messages = retainedLog(found, roblox.clock.now());
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

  function create(request: HttpRequest): HttpResponse {
    const { universe: universeId = "", place: placeId = "", version } = request.parameters;
    const place = findPlace(roblox, universeId, placeId);
    if (!place) return coded(404, "NOT_FOUND", "Place not found.");
    const versionNumber = version ?? String(place.newest);
    if (!/^\d{1,19}$/.test(versionNumber)) return invalidArgument("Invalid place version.");
    if (version !== undefined && (BigInt(version) < 1n || BigInt(version) > place.newest)) {
      return coded(404, "NOT_FOUND", "Place version not found.");
    }

    const { script, timeout = "300s" } = readObject(request) ?? {};
    if (typeof script !== "string" || script === "") return invalidArgument("script must not be empty.");
    if (Buffer.byteLength(script) > MAX_SCRIPT_BYTES) return invalidArgument("script must not exceed 4 MB.");
    if (typeof timeout !== "string" || !isTimeout(timeout)) return invalidArgument("timeout must be at most 300s.");

    const unfinished = tasks.filter((other) => other.placeId === placeId && holdsSlot(other));
    if (unfinished.length >= MAX_UNFINISHED_TASKS) return answers.tooManyTasks;

    const session = `luau-execution-sessions/${randomUUID()}/tasks/${randomUUID()}`;
    const created = {
      path: `universes/${universeId}/places/${placeId}/versions/${versionNumber}/${session}`,
      universeId,
      placeId,
      versionNumber,
      onHead: version === undefined,
      script,
      timeout,
      ownerId: request.key?.ownerId ?? "",
      createdAt: new Date(roblox.clock.now()),
    };
    const { scenario } = settings;
    const record = { ...created, scenario: typeof scenario === "function" ? scenario(created) : scenario };
    tasks.push(record);
    return json(200, describe(record, Number.NEGATIVE_INFINITY)); // even one that is done at once is seen to wait first
  }

  function findTask(path: string | undefined): TaskRecord | undefined {
    return tasks.find((candidate) => candidate.path === path);
  }

  function holdsSlot(record: TaskRecord): boolean {
    return roblox.clock.now() < timesOf(record).endsAt + settings.slotReleaseSeconds * 1000;
  }

  return {
    endpoints: { createTask, createTaskOnVersion, task, taskLogs },
    records: { tasks: tasks as readonly TaskRecord[] },
  };
}

function isTimeout(timeout: string): boolean {
  const seconds = /^\d+(\.\d{1,9})?s$/.test(timeout) ? Number.parseFloat(timeout) : 0;
  return seconds > 0 && seconds <= MAX_TIMEOUT_SECONDS;
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
  const error = exceeded
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
    ...(hasEnded && end === "FAILED" && { error }),
    ...(hasEnded && end === "COMPLETE" && { output: { results: scenario.results ?? [] } }),
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

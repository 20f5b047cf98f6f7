/**
 * Hands made-up answers and damaged files to the code that reads them: `npm run fuzz [-- --seed N] [--seconds N] [--case N]`.
 * Each case depends on the seed and its own number only, so that a finding can be had again. Checked is that nothing throws, takes
 * long, or says what must not be said; not that the reading is right, which the tests check.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SMALL_XML, small } from "../__tests__/place-file/build.ts";
import { longestPiece, PROMISED } from "../__tests__/text/echoes.ts";
import { isBusy, readAnswer, traceOf } from "../src/open-cloud/answer.ts";
import { operationOf } from "../src/open-cloud/api/assets.ts";
import { readKeyReport, unusable } from "../src/open-cloud/api/keys.ts";
import { readForecast } from "../src/open-cloud/api/live.ts";
import { explainTask, readLogPage, readTask } from "../src/open-cloud/api/luau.ts";
import { grantOf } from "../src/open-cloud/api/permissions.ts";
import { readPage } from "../src/open-cloud/api/versions.ts";
import { type Asked, describeEnd, explainSettled, whatWasSaid } from "../src/open-cloud/explain.ts";
import { APIS } from "../src/open-cloud/facts.ts";
import { askedSeconds, effectOf, retryAfter } from "../src/open-cloud/retry.ts";
import type { Answer } from "../src/open-cloud/transport.ts";
import { inspectAssetFile } from "../src/place-file/asset.ts";
import { inspectPlaceFile } from "../src/place-file/inspect.ts";
import { jsonText } from "../src/runner/outputs.ts";
import { registerSecret } from "../src/text/secret.ts";
import { thousands } from "../src/text/units.ts";
import { seeded } from "./random.ts";

/** Of a length that leaves base64 nothing to fill up. */
const KEY = "sJ6YndDC5oKpdeu+SOFWy/UYWygQp7K2wHrXFCK7+a/bq9Zx";
const NOW = new Date("2026-11-24T12:00:00Z");
const TASK = "universes/1/places/2/versions/3/luau-execution-sessions/a/tasks/b";
/** Of one answer or file: far more than it takes, far less than anybody notices. */
const MOST_MS = 2_000;
const MOST_CHARACTERS = 5_000;
const MOST_FINDINGS = 10;
/** An answer is read in no time, a file has to be written first. */
const ANSWERS_A_FILE = 20;

class Random {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = seeded(seed);
  }
  /** From 0 up to, but not including, `below`. */
  number(below: number): number {
    return Math.floor(this.#next() * below);
  }
  one<T>(of: readonly T[]): T {
    return of[this.number(of.length)] as T;
  }
  chance(oneIn: number): boolean {
    return this.number(oneIn) === 0;
  }
}

/** What the readers look for, and what every object has. */
const NAMES =
  `path state error code message output results binaryOutputUri errors title detail traceId status versionNumber done response
  luauExecutionSessionTaskLogs structuredMessages messages messageType createTime nextPageToken assetVersions published enabled
  expired expirationTimeUtc scopes name operations universeIds placeForecasts latestPlaceVersion operationId assetId metadata
  moderationResult moderationState revisionId successAssetIds failures 1 __proto__ toString constructor toJSON length then`.split(
    /\s+/,
  );

const TEXTS = [
  "",
  "0",
  "7",
  "1e2",
  "9007199254740993",
  "-1",
  "COMPLETE",
  "FAILED",
  "RESOURCE_EXHAUSTED",
  "Conflict",
  "Approved",
  TASK,
  `/${TASK}`,
  "assets/1/versions/7",
  "operations/a-b",
  "universe-places",
  "write",
  "2026-11-24T00:00:00Z",
  "https://evil.test/?key=x",
  "\n::error::forged",
  "##[add-path]/evil",
  "\u001b[31mred\u001b]0;t\u0007",
  "\u202etxet",
  "\ud800",
  "\0",
  "<title>x</title>",
  "%",
  "&#",
  "\\u",
];

function text(random: Random): string {
  if (random.chance(4)) return `echo ${random.one(PROMISED)[1](KEY)} end`;
  if (random.chance(12)) return random.one(TEXTS).repeat(random.one([2, 100, 5_000]));
  return random.one(TEXTS) + (random.chance(5) ? random.one(TEXTS) : "");
}

function value(random: Random, depth = 0): unknown {
  const kind = random.number(depth > 5 ? 6 : 10);
  if (kind < 3) return text(random);
  if (kind < 4) return random.one([0, 7, -1, 1.5, 2 ** 53, 1e21, 1e308]);
  if (kind < 5) return random.one([true, false]);
  if (kind < 6) return null;
  const size = random.one([0, 1, 2, 3, 8]);
  if (kind < 7) return Array.from({ length: size }, () => value(random, depth + 1));
  const entries = Array.from({ length: size }, () => [random.one(NAMES), value(random, depth + 1)] as const);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** Bodies that are understood, for others to be made of. */
const GOOD: Record<string, unknown>[] = [
  { path: TASK, state: "COMPLETE", output: { results: [1, { a: "b" }] } },
  { path: TASK, state: "FAILED", error: { code: "SCRIPT_ERROR", message: "TaskScript:1: no" } },
  {
    luauExecutionSessionTaskLogs: [{ structuredMessages: [{ message: "a", messageType: "WARNING", createTime: "t" }] }],
    nextPageToken: "n",
  },
  { assetVersions: [{ path: "assets/1/versions/7", published: true }], nextPageToken: "n" },
  { enabled: true, expired: false, scopes: [{ name: "universe-places", operations: ["write"], universeIds: ["1"] }] },
  { placeForecasts: { "1": { latestPlaceVersion: 5 } } },
  {
    path: "operations/a",
    operationId: "a",
    done: true,
    response: { assetId: "1", moderationResult: { moderationState: "Approved" } },
  },
  { errors: [{ code: 0, message: "Invalid API Key" }] },
  { code: "RESOURCE_EXHAUSTED", message: "slow down", details: [] },
  { title: "Validation failed.", status: 400, traceId: "00-1-01", errors: { placeId: ["is wrong"] } },
  { versionNumber: 7 },
];

/** The body with one of its values, however deep, replaced by something else. */
function disturbed(random: Random, body: unknown): unknown {
  if (typeof body !== "object" || body === null || random.chance(4)) return value(random, 4);
  if (Array.isArray(body)) {
    const changed = random.number(body.length + 1);
    return [...body, undefined].map((item, at) => (at === changed ? disturbed(random, item) : item));
  }
  const name = random.chance(8) ? random.one(NAMES) : (random.one(Object.keys(body)) ?? "path");
  // As JSON.parse makes it, a name such as `__proto__` is one like any other.
  return Object.fromEntries([
    ...Object.entries(body),
    [name, disturbed(random, Object.entries(body).find(([key]) => key === name)?.[1])],
  ]);
}

function bodyOf(random: Random): string {
  const kind = random.number(10);
  let body: string;
  if (kind < 5) body = JSON.stringify(disturbed(random, random.one(GOOD)));
  else if (kind < 7) body = JSON.stringify(value(random)) ?? "";
  else if (kind < 8)
    body = `<html><head><title${" x".repeat(random.number(9))}>${text(random)}</title></head><body>${text(random)}`;
  else if (kind < 9)
    body = random
      .one(["[", '{"a":', "<title", "<!--", "&#", '"\\u', "%25", "((", " "])
      .repeat(random.one([1, 50, 20_000]));
  else body = text(random);
  if (random.chance(4)) body = body.slice(0, random.number(body.length + 1));
  if (random.chance(8))
    body = `${body.slice(0, random.number(body.length + 1))}${text(random)}${body.slice(random.number(body.length + 1))}`;
  return body;
}

const HEADERS = [
  "content-type",
  "retry-after",
  "x-ratelimit-reset",
  "x-ratelimit-remaining",
  "x-envoy-ratelimited",
  "location",
  "server",
  "date",
  "x-roblox-edge",
];

function answerOf(random: Random): Answer {
  const headers = Object.fromEntries(
    Array.from({ length: random.number(5) }, () => [
      random.one(HEADERS),
      random.chance(3)
        ? text(random)
        : random.one(["application/json", "text/html", "5", "22, 0", "-1", "1e9", "Wed, 21 Oct 2099 07:28:00 GMT"]),
    ]),
  );
  const status = random.one([
    200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504, 599,
  ]);
  return { status, headers, text: bodyOf(random), bodySent: !random.chance(5) };
}

const asked = (streamed: boolean): Asked => ({
  host: "apis.roblox.com",
  streamed,
  permission: APIS.publish.permission,
  universeId: "1",
  keyHelp: "docs/api-key.md",
  words: {
    title: "It was not done",
    doing: "publishing",
    limit: "30 uploads a minute",
    ifUncertain: "Nobody knows.",
    ifBrokenOff: "nothing was published",
    ifRefused: "Look at the ids.",
  },
});

/** All that reads an answer, and what of it is shown to people. */
const READERS: Record<string, (answer: Answer) => unknown> = {
  readAnswer: (answer) => void readAnswer(answer),
  isBusy: (answer) => void isBusy(answer),
  traceOf,
  whatWasSaid,
  describeEnd: (answer) => describeEnd(answer, asked(false)),
  askedSeconds: (answer) => void askedSeconds(answer, NOW),
  retryAfter(answer) {
    const retry = retryAfter(answer, { causes: ["server"], hangUps: 0, repeatable: true }, 0.5, NOW);
    if (retry && !(retry.seconds >= 0 && retry.seconds < Number.POSITIVE_INFINITY))
      throw new Error(`${retry.seconds} s`);
  },
  operationOf: (answer) => void operationOf(answer),
  grantOf: (answer) => grantOf(answer, "1")?.refusal,
  readForecast: (answer) => void readForecast(answer),
  readPage: (answer) => void readPage(answer),
  readKeyReport: ({ text }) => {
    const key = readKeyReport(text, APIS.publish.permission, "1");
    return key && unusable(key)?.why;
  },
  readTask(answer) {
    const task = readTask(answer, "1", "2");
    if (!task) return undefined;
    // An output is handed on as it is, and the runner looks for commands in the log alone; a key may stand in neither.
    const output = jsonText(task.results).replaceAll("##[", "");
    const { message = "" } = explainTask(task, { timeoutSeconds: 300 }, 15) ?? {};
    return `${output}${message}`.slice(0, MOST_CHARACTERS);
  },
  readLogPage: (answer) => void readLogPage(answer),
};
for (const streamed of [false, true]) {
  READERS[`explainSettled, ${streamed ? "an upload" : "a call"}`] = (outcome) =>
    explainSettled({ outcome, attempts: 2, effect: effectOf(outcome), earlierMayHaveWorked: true }, asked(streamed), {})
      .message;
}

/** What is wrong with a sentence for people, if anything is. */
function wrongWith(said: unknown): string | undefined {
  if (typeof said !== "string") return undefined;
  if (said.length > MOST_CHARACTERS) return `says ${said.length} characters`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(said.replaceAll("\n", ""))) return "says control characters";
  if (/^\s*::|##\[/m.test(said)) return "says a workflow command";
  // Of an escaped piece, the characters of the key count, not those of the escapes.
  let plain = said;
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return longestPiece(plain, KEY) < 12 ? undefined : "says the key";
}

function* checkAnswer(random: Random): Generator<string> {
  const answer = answerOf(random);
  for (const [name, read] of Object.entries(READERS)) {
    const began = performance.now();
    let wrong: string | undefined;
    try {
      wrong = wrongWith(read(answer));
    } catch (error) {
      wrong = `throws ${error instanceof Error ? error.stack : String(error)}`;
    }
    const milliseconds = performance.now() - began;
    if (milliseconds > MOST_MS) wrong ??= `takes ${milliseconds.toFixed(0)} ms`;
    if (wrong !== undefined) yield `${name} ${wrong}\n${JSON.stringify(answer).slice(0, 2_000)}`;
  }
}

function damaged(random: Random, file: Buffer): Buffer {
  let bytes = Buffer.from(file);
  for (let times = 1 + random.number(4); times > 0 && bytes.length > 8; times--) {
    const at = random.number(bytes.length - 4);
    const length = random.number(Math.min(64, bytes.length - at));
    const kind = random.number(6);
    if (kind === 0) bytes[at] = random.number(256);
    else if (kind === 1)
      bytes.writeUInt32LE(random.one([0, 1, 0x7fffffff, 0xffffffff, bytes.length, random.number(2 ** 31)]), at);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    else if (kind === 4)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(random.one(TEXTS)), bytes.subarray(at)]);
    else bytes = bytes.subarray(0, at);
  }
  return bytes;
}

async function* checkFile(random: Random, path: string, files: readonly Buffer[]): AsyncGenerator<string> {
  await writeFile(path, damaged(random, random.one(files)));
  for (const inspect of [(name: string) => inspectPlaceFile(name, "strict"), inspectAssetFile]) {
    const began = performance.now();
    const { findings } = await inspect(path);
    const milliseconds = performance.now() - began;
    if (milliseconds > MOST_MS) yield `a file takes ${milliseconds.toFixed(0)} ms`;
    for (const { code, message } of findings) {
      const wrong = code === "check-failed" ? "breaks the check" : wrongWith(message);
      if (wrong !== undefined) yield `a file ${wrong}: ${message.slice(0, 500)}`;
    }
  }
}

const { values } = parseArgs({
  options: { seed: { type: "string" }, seconds: { type: "string", default: "60" }, case: { type: "string" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const only = values.case === undefined ? undefined : Number(values.case);
const end = performance.now() + Number(values.seconds) * 1000;
console.log(`Seed ${seed}`);
registerSecret(KEY);

const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
let found = 0;
let number = only ?? 0;
try {
  const obby = await readFile(join(import.meta.dirname, "..", "examples", "obby", "obby.rbxl"));
  const files = [
    small(),
    small(undefined, { packing: "lz4" }),
    small(undefined, { packing: "zstd" }),
    Buffer.from(SMALL_XML),
    obby,
  ];
  for (; found < MOST_FINDINGS && (only === undefined ? performance.now() < end : number === only); number++) {
    const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
    const isFile = number % ANSWERS_A_FILE === 0;
    for await (const wrong of isFile ? checkFile(random, join(folder, "file"), files) : checkAnswer(random)) {
      found++;
      console.log(`\nCase ${number} (again: npm run fuzz -- --seed ${seed} --case ${number}): ${wrong}`);
    }
  }
} finally {
  await rm(folder, { recursive: true, maxRetries: 5 });
}
console.log(
  `${thousands(only === undefined ? number : 1)} cases, ${found === 0 ? "nothing wrong" : `${found} findings`}`,
);
process.exitCode = found === 0 ? 0 : 1;

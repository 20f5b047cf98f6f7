/** What became of one test, as a script of this action returns it. */
export interface Test {
  /** The suite's names before its own, in order. */
  readonly suite: readonly string[];
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly seconds: number | undefined;
  /** Empty when the script gave none. */
  readonly message: string;
  /** The full name of the script in the game, such as `ServerStorage.Tests.shop.spec`; empty when the script gave none. */
  readonly path: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Between the names of suites and the name of a test. */
export const SEPARATOR = " › ";

const STATUSES = ["passed", "failed", "skipped"] as const;
/** A longer text says no more, and what a script returns may have 4 MB. */
const MAX_NAME_CHARACTERS = 500;
const MAX_MESSAGE_CHARACTERS = 8000;
const MAX_PATH_CHARACTERS = 500;

/** How a wrong entry is told what would be right. */
const FORM = "{name, status, seconds, message, path}, with a status of passed, failed or skipped";

/**
 * The tests that a script returned: a table with the key `tests` as its first value. Undefined when it returned something
 * else. What claims to be a test and is none counts as a failed one: a gate does not let pass what it cannot read.
 */
export function readTests(results: readonly unknown[]): Test[] | undefined {
  const [first] = results;
  if (!isTable(first) || !("tests" in first)) return undefined;
  const { tests } = first;
  // An empty table of Luau is a list and a dictionary at once.
  if (isTable(tests) && Object.keys(tests).length === 0) return [];
  if (!Array.isArray(tests)) return [unreadable("tests", `It is ${kindOf(tests)}, but must be a list of ${FORM}.`)];
  return tests.map((entry, index) => readTest(entry, `tests[${index + 1}]`));
}

function readTest(entry: unknown, where: string): Test {
  if (!isTable(entry)) return unreadable(where, `It is ${kindOf(entry)}, but must be ${FORM}.`);
  const { name, status, seconds, message, path } = entry;
  const known = STATUSES.find((one) => one === status);
  const problems = [
    ...(typeof name === "string" && name.trim() !== "" ? [] : [`name is ${kindOf(name)}`]),
    ...(known ? [] : [`status is ${typeof status === "string" ? JSON.stringify(cut(status, 40)) : kindOf(status)}`]),
    ...(isMissing(seconds) || isDuration(seconds) ? [] : [`seconds is ${kindOf(seconds)}`]),
    ...(isMissing(message) || typeof message === "string" ? [] : [`message is ${kindOf(message)}`]),
    ...(isMissing(path) || typeof path === "string" ? [] : [`path is ${kindOf(path)}`]),
  ];
  const suite = typeof name === "string" ? namesOf(name) : [];
  const own = suite.pop() ?? where;
  if (!known || problems.length > 0) {
    return { ...unreadable(own, `In ${where}, ${problems.join(", ")}; it must be ${FORM}.`), suite };
  }
  return {
    suite,
    name: own,
    status: known,
    seconds: isDuration(seconds) ? seconds : undefined,
    message: typeof message === "string" ? cut(message, MAX_MESSAGE_CHARACTERS) : "",
    path: typeof path === "string" ? cut(path, MAX_PATH_CHARACTERS) : "",
  };
}

function namesOf(name: string): string[] {
  return cut(name, MAX_NAME_CHARACTERS)
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function unreadable(name: string, message: string): Test {
  return { suite: [], name, status: "failed", seconds: undefined, message, path: "" };
}

export function count(tests: readonly Test[]): Counts {
  const of = (status: Test["status"]) => tests.filter((test) => test.status === status).length;
  return { passed: of("passed"), failed: of("failed"), skipped: of("skipped") };
}

export function fullName({ suite, name }: Test): string {
  return [...suite, name].join(SEPARATOR);
}

/** `3 of 200 tests failed`, `200 tests passed, 4 skipped`. */
export function verdict({ passed, failed, skipped }: Counts): string {
  const ran = passed + failed;
  if (failed > 0) return `${failed} of ${ran} ${ran === 1 ? "test" : "tests"} failed`;
  const also = skipped > 0 ? `, ${skipped} skipped` : "";
  return passed === 0 ? `No test ran${also}` : `${passed} ${passed === 1 ? "test" : "tests"} passed${also}`;
}

/**
 * The line of its own script that a test's message speaks of, as in `ServerStorage.Tests.shop.spec:12: expected 3`.
 * Undefined when it names none.
 */
export function lineOf({ path, message }: Test): number | undefined {
  if (path === "") return undefined;
  for (let at = message.indexOf(path); at >= 0; at = message.indexOf(path, at + 1)) {
    // Not the tail of another script's name.
    if (/[\w.]/.test(message[at - 1] ?? "")) continue;
    const [, line] = /^(?:", line |:)(\d{1,7})\b/.exec(message.slice(at + path.length, at + path.length + 20)) ?? [];
    if (line !== undefined && line !== "0") return Number(line);
  }
  return undefined;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMissing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isDuration(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function kindOf(value: unknown): string {
  if (isMissing(value)) return "missing";
  if (value === "" || (typeof value === "string" && value.trim() === "")) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a table";
  return typeof value === "number" ? `the number ${value}` : `a ${typeof value}`;
}

/** Never half of a surrogate pair, which no file could hold. */
function cut(text: string, maxLength: number): string {
  const whole = text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
  return whole.toWellFormed();
}

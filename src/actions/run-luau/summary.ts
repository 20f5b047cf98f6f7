import type { LogMessage } from "../../open-cloud/api/luau.ts";
import { apiKeyHelp, type Run, readRun } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { addToSummary } from "../../runner/summary.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText, thousands } from "../../text/units.ts";
import { linesOf } from "./log.ts";
import type { Location } from "./rojo.ts";
import { count, SEPARATOR, type Test, verdict } from "./tests.ts";

/** GitHub takes 1 MiB a step and shows nothing of a longer summary. The failed tests are given their share first. */
const MAX_SUMMARY_BYTES = 900 * 1024;
const MAX_FAILED_BYTES = 500 * 1024;
const MAX_LOG_BYTES = 60 * 1024;
const MAX_MESSAGE_LINES = 10;
const MAX_LINE_CHARACTERS = 240;
const MAX_NAME_CHARACTERS = 200;
const MAX_LOG_LINES = 25;
/** What is worth a look, and how many of them. */
const SLOW_SECONDS = 1;
const MAX_SLOW = 5;

/** What is known of a run, whatever became of it. */
export interface RunRecord {
  readonly universeId: string;
  readonly placeId: string;
  /** The version that it ran on, or was to run on; empty while that is not known. */
  versionNumber: string;
  state?: string;
  seconds?: number;
  tests?: readonly Test[] | undefined;
  log: readonly LogMessage[];
  failure?: { readonly title: string; readonly message: string };
  /** It has been written: a cancelled step does not write it twice. */
  summarised?: true;
}

/** Adds the summary to the run's page. Outside GitHub Actions there is none, and its failure is not the step's. */
export async function writeSummary(
  record: RunRecord,
  locate: (test: Test) => Location | undefined = () => undefined,
): Promise<void> {
  if (record.summarised || !process.env.GITHUB_STEP_SUMMARY) return;
  record.summarised = true;
  await addToSummary(() => summaryOf(record, readRun(), apiKeyHelp(), locate));
}

/** The job summary, in GitHub's Markdown. Pure. */
export function summaryOf(
  record: RunRecord,
  run: Run,
  keyHelp: string,
  locate: (test: Test) => Location | undefined,
): string {
  const tests = record.tests ?? [];
  const failed = tests.filter(({ status }) => status === "failed");
  const sections = [
    `### ${heading(record)}`,
    circumstances(record, run),
    tests.length > 0 ? totals(tests) : "",
    // The heading says all of it when tests failed and nothing else.
    record.failure && failed.length === 0 ? `> ${prose(record.failure.message, keyHelp)}` : "",
    failedTable(failed, run, locate),
    slowTable(tests),
    record.failure && failed.length === 0 ? lastLines(record.log) : "",
  ].filter((section) => section !== "");
  const bytesLeft = MAX_SUMMARY_BYTES - Buffer.byteLength(sections.join("\n\n"));
  return `${[...sections, rest(tests, bytesLeft)].join("\n\n").trim()}\n`;
}

function heading({ tests, failure }: RunRecord): string {
  const counts = tests && count(tests);
  if (failure) return `❌ ${plain(counts && counts.failed > 0 ? verdict(counts) : failure.title)}`;
  if (!counts) return "✅ The script ended well";
  return `${counts.passed === 0 ? "⚠️" : "✅"} ${verdict(counts)}`;
}

/** What it ran on and where to look. */
function circumstances({ placeId, versionNumber, state, seconds }: RunRecord, run: Run): string {
  const version = versionNumber === "" ? "" : `, version ${versionNumber}`;
  return [
    `Place [${placeId}](https://www.roblox.com/games/${placeId})${version}`,
    ...(state ? [`state ${code(state)}`] : []),
    ...(seconds === undefined ? [] : [secondsText(seconds)]),
    ...(run.sha !== "" && run.repositoryUrl !== ""
      ? [`commit [${code(run.sha.slice(0, 7))}](${run.repositoryUrl}/commit/${run.sha})`]
      : []),
    ...(run.url === "" ? [] : [`[workflow run](${run.url})`]),
  ].join(" · ");
}

function totals(tests: readonly Test[]): string {
  const { passed, failed, skipped } = count(tests);
  const timed = tests.filter(({ seconds }) => seconds !== undefined);
  const seconds = timed.reduce((sum, test) => sum + (test.seconds ?? 0), 0);
  return [
    ...(failed > 0 ? [`❌ **${thousands(failed)} failed**`] : []),
    `✅ ${thousands(passed)} passed`,
    ...(skipped > 0 ? [`➖ ${thousands(skipped)} skipped`] : []),
    ...(timed.length > 0 ? [`${duration(seconds)} in all`] : []),
  ].join(" · ");
}

function failedTable(failed: readonly Test[], run: Run, locate: (test: Test) => Location | undefined): string {
  if (failed.length === 0) return "";
  const hasPlace = failed.some(({ path }) => path !== "");
  const hasTime = failed.some(({ seconds }) => seconds !== undefined);
  const line = (test: string, where: string, time: string) =>
    `| ${[test, ...(hasPlace ? [where] : []), ...(hasTime ? [time] : [])].join(" | ")} |`;
  const rows = within(MAX_FAILED_BYTES, failed, (test) =>
    line(`❌ ${nameOf(test)}${messageOf(test)}`, whereOf(test, run, locate), duration(test.seconds)),
  );
  const more = failed.length - rows.length;
  return [
    line("Failed test", "Where", "Time"),
    line("---", "---", "--:"),
    ...rows,
    ...(more > 0 ? ["", `The output \`results\` holds ${thousands(more)} more failed tests.`] : []),
  ].join("\n");
}

function slowTable(tests: readonly Test[]): string {
  const slow = tests
    .filter(({ status, seconds = 0 }) => status === "passed" && seconds >= SLOW_SECONDS)
    .sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0))
    .slice(0, MAX_SLOW);
  if (slow.length === 0) return "";
  return [
    "| Slowest test | Time |",
    "| --- | --: |",
    ...slow.map((test) => `| 🐢 ${nameOf(test)} | ${duration(test.seconds)} |`),
  ].join("\n");
}

/** What did not fail, suite by suite, folded away. */
function rest(tests: readonly Test[], bytesLeft: number): string {
  const fine = tests.filter(({ status }) => status !== "failed");
  if (fine.length === 0) return "";
  const { passed, skipped } = count(fine);
  const title = [
    ...(passed > 0 ? [`${thousands(passed)} passed`] : []),
    ...(skipped > 0 ? [`${thousands(skipped)} skipped`] : []),
  ];
  const suites = Map.groupBy(fine, ({ suite }) => suite.join(SEPARATOR));
  let bytes = 1000;
  let shown = 0;
  let list = "";
  for (const [suite, own] of suites) {
    const head = suite === "" ? "" : `<b>${plain(harmless(suite, MAX_NAME_CHARACTERS))}</b>`;
    bytes += Buffer.byteLength(head) + 20;
    const items = within(bytesLeft - bytes, own, item);
    bytes += Buffer.byteLength(items.join(""));
    shown += items.length;
    if (items.length > 0) list += `${head}<ul>${items.join("")}</ul>`;
  }
  const left = fine.length - shown;
  const more = left > 0 ? `The output <code>results</code> holds ${thousands(left)} more.` : "";
  return `<details><summary>${title.join(", ")}</summary>${list}${more}</details>`;
}

function item({ name, status, seconds, message }: Test): string {
  const symbol = status === "passed" ? "✅" : "➖";
  const time = seconds === undefined ? "" : ` <i>${duration(seconds)}</i>`;
  const why = status === "skipped" && message !== "" ? ` ${code(message, MAX_LINE_CHARACTERS)}` : "";
  return `<li>${symbol} ${plain(harmless(name, MAX_NAME_CHARACTERS))}${time}${why}</li>`;
}

function nameOf({ suite, name }: Test): string {
  const before = suite.length === 0 ? "" : `${plain(harmless(suite.join(SEPARATOR), MAX_NAME_CHARACTERS))} › `;
  return `${before}<b>${plain(harmless(name, MAX_NAME_CHARACTERS))}</b>`;
}

function messageOf({ message }: Test): string {
  const lines = linesOf(message).filter((line) => line.trim() !== "");
  const more = lines.length - MAX_MESSAGE_LINES;
  const shown = lines.slice(0, MAX_MESSAGE_LINES).map(shapedLine);
  return [...shown, ...(more > 0 ? [`… ${thousands(more)} more lines`] : [])].map((line) => `<br>${line}`).join("");
}

/** A line as code, with the spaces before it, which are the shape of a comparison. */
function shapedLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll("\t", "    ").slice(0, 40) ?? "";
  return `${"&nbsp;".repeat(indent.length)}${code(line, MAX_LINE_CHARACTERS)}`;
}

/** The place in the game, and the line of the repository when that is known. */
function whereOf(test: Test, run: Run, locate: (test: Test) => Location | undefined): string {
  const location = locate(test);
  if (!location) return test.path === "" ? "" : code(test.path, MAX_NAME_CHARACTERS);
  const { file, line } = location;
  const text = code(line === undefined ? file : `${file}:${line}`, MAX_NAME_CHARACTERS);
  if (run.sha === "" || run.repositoryUrl === "") return text;
  const path = file.split("/").map(encodeURIComponent).join("/").replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${text}](${run.repositoryUrl}/blob/${run.sha}/${path}${line === undefined ? "" : `#L${line}`})`;
}

function lastLines(log: readonly LogMessage[]): string {
  const lines = log.flatMap(({ text }) => linesOf(text));
  const last = lines.slice(-MAX_LOG_LINES);
  const shown = within(MAX_LOG_BYTES, last.reverse(), shapedLine).reverse();
  if (shown.length === 0) return "";
  const title = shown.length < lines.length ? `The last ${shown.length} lines of the log` : "The log";
  return `<details open><summary>${title}</summary>${shown.join("<br>")}</details>`;
}

/** As many of them as fit. */
function within<T>(maxBytes: number, items: readonly T[], write: (item: T) => string): string[] {
  const written: string[] = [];
  let bytes = 0;
  for (const one of items) {
    const text = write(one);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > maxBytes) break;
    written.push(text);
  }
  return written;
}

/** `4 ms`, `1.2 s`; a narrow column would break it in two. */
function duration(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  const text = seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : secondsText(seconds);
  return text.replaceAll(" ", "\u00a0");
}

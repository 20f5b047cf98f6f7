import { describePlace, type Inspection } from "../../place-file/inspect.ts";
import { apiKeyHelp, type Run, readRun } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { addToSummary, listOfRemarks } from "../../runner/summary.ts";
import { harmless } from "../../text/harmless.ts";
import { megabytes, secondsText, thousands } from "../../text/units.ts";
import { deploymentsUrl } from "./deployment.ts";
import {
  mayHaveWorked,
  notTriedText,
  outcomeOf,
  type PlaceRecord,
  placeUrl,
  type Status,
  type StepRecord,
  wentThrough,
} from "./record.ts";

/** GitHub takes 1 MiB a step and shows nothing of a longer summary, so what is folded away is cut first. */
const MAX_SUMMARY_BYTES = 900 * 1024;
const MAX_ROWS = 500;
const MAX_REASONS = 30;
const MAX_FILES = 50;
const MAX_PATH_CHARACTERS = 80;
const MAX_REASON_CHARACTERS = 1200;

/** Adds the summary to the run's page, once. Outside GitHub Actions there is none, and its failure is not the step's. */
export async function writeSummary(record: StepRecord | undefined): Promise<void> {
  if (!record || record.summarised || !process.env.GITHUB_STEP_SUMMARY) return;
  record.summarised = true;
  await addToSummary(() => summaryOf(record, readRun(), apiKeyHelp()));
}

/** The job summary, in GitHub's Markdown. Pure. */
export function summaryOf(record: StepRecord, run: Run, keyHelp: string): string {
  const sections = [
    `### ${heading(record)}`,
    circumstances(record, run),
    table(record),
    reasons(record, keyHelp),
    remarks(record, keyHelp),
  ].filter((section) => section !== "");
  const bytesLeft = MAX_SUMMARY_BYTES - Buffer.byteLength(sections.join("\n\n"));
  return `${[...sections, facts(record, bytesLeft)].join("\n\n").trim()}\n`;
}

/** What a reader is told of a place: that nobody knows it is more than that its upload failed. */
type Told = Status | "unknown";

function toldOf(place: PlaceRecord): Told {
  return mayHaveWorked(place) ? "unknown" : outcomeOf(place).status;
}

const SYMBOLS: Record<Told, string> = {
  published: "✅",
  saved: "✅",
  checked: "☑️",
  failed: "❌",
  unknown: "❓",
  notTried: "➖",
};
const WORDS: Record<Told, string> = {
  published: "Published",
  saved: "Saved",
  checked: "Checked",
  failed: "Failed",
  unknown: "Not known",
  notTried: "Not tried",
};

function heading({ inputs, places, failure }: StepRecord): string {
  const [only] = places;
  const count = (told: Told) => places.filter((place) => toldOf(place) === told).length;
  const { dryRun, versionType } = inputs;
  if (dryRun && !failure) {
    return `☑️ Dry run: ${places.length === 1 ? "the place file is" : `${thousands(places.length)} places are`} checked, nothing was uploaded`;
  }
  if (places.length === 1 && only) {
    const link = placeLink(only);
    const { status, versionNumber } = outcomeOf(only);
    if (status === "published") return `✅ Place ${link} is published as version ${versionNumber}`;
    if (status === "saved") return `✅ Place ${link} is saved as version ${versionNumber}, not live`;
    return `❌ ${failure?.title ?? "Nothing was published"}`;
  }
  const through = places.filter(wentThrough).length;
  const done = versionType === "Published" ? "published" : "saved";
  if (through === places.length) return `✅ ${thousands(through)} places ${done}`;
  if (through === 0 && count("failed") + count("unknown") === 0)
    return `❌ ${failure?.title ?? "Nothing was published"}`;
  const rest = (["failed", "unknown", "notTried"] as const)
    .filter((told) => count(told) > 0)
    .map((told) => `, ${thousands(count(told))} ${WORDS[told].toLowerCase()}`);
  return `❌ ${thousands(through)} of ${thousands(places.length)} places ${done}${rest.join("")}`;
}

/** Where it came from and where to look. */
function circumstances({ inputs, deployment }: StepRecord, run: Run): string {
  const { universeId } = inputs;
  const parts = [
    `Universe [${universeId}](https://create.roblox.com/dashboard/creations/experiences/${universeId}/overview)`,
    `version type ${inputs.versionType}`,
  ];
  if (run.sha !== "" && run.repositoryUrl !== "") {
    const ref = run.ref.replace(/^refs\/(?:heads\/|tags\/)?/, "");
    const on = ref === "" ? "" : ` on ${code(ref)}`;
    parts.push(`commit [${code(run.sha.slice(0, 7))}](${run.repositoryUrl}/commit/${run.sha})${on}`);
  }
  if (run.url !== "") parts.push(`[workflow run](${run.url})`);
  if (deployment !== undefined) {
    parts.push(`deployment to [${plain(deployment)}](${deploymentsUrl(run, deployment)})`);
  }
  return parts.join(" · ");
}

/** A row a place; where there are too many, those that failed come first. */
function table({ places }: StepRecord): string {
  const isFailed = (place: PlaceRecord) => outcomeOf(place).status === "failed";
  const failedFirst = [...places.filter(isFailed), ...places.filter((place) => !isFailed(place))];
  const sorted = places.length > MAX_ROWS ? failedFirst : places;
  const rows = sorted.slice(0, MAX_ROWS).map((place) => {
    const { target, inspection, seenLive } = place;
    const { versionNumber, attempts, seconds } = outcomeOf(place);
    const told = toldOf(place);
    const { sha256 } = inspection ?? {};
    const live = seenLive === undefined ? "" : `<br>seen live as version ${seenLive}`;
    return [
      `${unbroken(`${SYMBOLS[told]} ${WORDS[told]}`)}${live}`,
      placeLink(place),
      code(target.filePath, MAX_PATH_CHARACTERS),
      versionNumber ?? "",
      sha256 === undefined ? "" : unbroken(size(inspection?.bytes ?? 0)),
      inspection?.place ? thousands(inspection.place.instances) : "",
      sha256 === undefined ? "" : code(sha256.slice(0, 12)),
      attempts === undefined ? "" : String(attempts),
      seconds === undefined ? "" : unbroken(secondsText(seconds)),
    ];
  });
  const columns = ["Status", "Place", "File", "Version", "Size", "Instances", "SHA-256", "Tries", "Time"];
  const isRight = [false, false, false, true, true, true, false, true, true];
  // A dry run has no versions, tries and times: a column without a value says nothing.
  const kept = columns.map((_, at) => rows.some((row) => row[at] !== ""));
  const line = (cells: readonly string[]) => `| ${cells.filter((_, at) => kept[at]).join(" | ")} |`;
  const more = places.length - rows.length;
  return [
    line(columns),
    line(isRight.map((right) => (right ? "--:" : "---"))),
    ...rows.map(line),
    ...(more > 0 ? ["", `The output \`results\` holds ${thousands(more)} more places.`] : []),
  ].join("\n");
}

/** Why places failed, or why the step did. Another bullet than the remarks', or both would be one list. */
function reasons(record: StepRecord, keyHelp: string): string {
  const { places, failure } = record;
  const failed = places.flatMap((place) => {
    const { error } = outcomeOf(place);
    return error === undefined ? [] : [{ target: place.target, error, symbol: SYMBOLS[toldOf(place)] }];
  });
  const text = (message: string) => prose(message, keyHelp);
  if (failed.length === 0) return failure ? `> ${text(failure.message)}` : "";
  if (places.length === 1) return `> ${text(failed[0]?.error ?? "")}`;
  const lines = failed
    .slice(0, MAX_REASONS)
    .map(
      ({ target, error, symbol }) =>
        `* ${symbol} **Place ${target.placeId}** (${code(target.filePath, MAX_PATH_CHARACTERS)}): ${text(error)}`,
    );
  const more = failed.length - MAX_REASONS;
  const rest = notTriedText(record);
  return [
    ...lines,
    ...(more > 0 ? [`* The output \`results\` holds the reasons of ${thousands(more)} more.`] : []),
    ...(rest === undefined ? [] : [`* ${SYMBOLS.notTried} ${text(rest)}`]),
  ].join("\n");
}

function remarks({ remarks }: StepRecord, keyHelp: string): string {
  const list = listOfRemarks(remarks.slice(0, MAX_REASONS), keyHelp);
  const more = remarks.length - MAX_REASONS;
  return more > 0 ? `${list}\n- ${thousands(more)} more stand in the log.` : list;
}

/** What is in each file, folded away; each file once, also one that serves several places. */
function facts({ places }: StepRecord, bytesLeft: number): string {
  const files = new Map(places.map(({ target, inspection }) => [target.filePath, inspection]));
  const known = [...files].filter(([, inspection]) => inspection?.sha256 !== undefined);
  let bytes = 0;
  const shown = known.slice(0, MAX_FILES).flatMap(([path, inspection]) => {
    const text = inspection ? `${code(path, MAX_PATH_CHARACTERS)}${listOf(inspection)}` : "";
    bytes += Buffer.byteLength(text);
    return bytes < bytesLeft ? [text] : [];
  });
  if (shown.length === 0) return "";
  const left = known.length - shown.length;
  const more = left > 0 ? `The output <code>results</code> tells what is in ${thousands(left)} more files.` : "";
  const title = known.length === 1 ? "What is in the file" : `What is in the ${thousands(known.length)} files`;
  return `<details><summary>${title}</summary>${shown.join("")}${more}</details>`;
}

function listOf({ bytes, sha256, place }: Inspection): string {
  const lines = [...(place ? describePlace(place, bytes) : []), `sha256 ${sha256}`];
  return `<ul>${lines.map((line) => `<li>${plain(harmless(line, MAX_REASON_CHARACTERS))}</li>`).join("")}</ul>`;
}

function placeLink({ target }: PlaceRecord): string {
  return `[${target.placeId}](${placeUrl(target.placeId)})`;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : megabytes(bytes);
}

/** A narrow column would break it in two. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

import { basename } from "node:path";
import { describePlace } from "../../place-file/inspect.ts";
import { apiKeyHelp } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { addToSummary, listOfRemarks, tableOfFacts } from "../../runner/summary.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText, thousands } from "../../text/units.ts";
import type { StepRecord } from "./record.ts";

const MAX_PATH_CHARACTERS = 80;

/** Adds what became of the step to the run's page. */
export async function writeSummary(step: StepRecord): Promise<void> {
  const seconds = (performance.now() - step.beganAt) / 1000;
  await addToSummary(() => summaryOf(step, seconds, apiKeyHelp()));
}

/** The job summary, in GitHub's Markdown. Pure. */
function summaryOf(step: StepRecord, seconds: number, keyHelp: string): string {
  const { inputs, newest, file, written, inspection, failure, remarks } = step;
  const [, instances = "", , scripts = ""] =
    inspection?.place && file ? describePlace(inspection.place, file.bytes) : [];
  const table = tableOfFacts([
    ["Version", versionText(step)],
    ["Live version", newest && (newest.published ?? "none")],
    ["Newest version", newest?.latest],
    ["File", written && code(inputs.filePath || basename(written), MAX_PATH_CHARACTERS)],
    ["Size", file && `${thousands(file.bytes)} bytes`],
    ["Holds", instances && plain(harmless(`${instances}; ${scripts}`))],
    ["SHA-256", file && code(file.sha256)],
    ["Time", secondsText(seconds)],
  ]);
  const notes = listOfRemarks(remarks, keyHelp);
  const sections = [
    `### ${headingOf(step)}`,
    ...(failure ? [`> ${prose(failure.message, keyHelp)}`] : []),
    table,
    ...(notes === "" ? [] : [notes]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headingOf({ inputs, failure, versionNumber }: StepRecord): string {
  if (failure) return `❌ ${plain(harmless(failure.title))}`;
  return `✅ Version ${versionNumber} of place ${placeLink(inputs.placeId)} is downloaded`;
}

function versionText({ versionNumber, newest }: StepRecord): string | undefined {
  if (versionNumber === undefined || !newest) return versionNumber;
  if (versionNumber === newest.published) return `${versionNumber}, the live one`;
  return versionNumber === newest.latest ? `${versionNumber}, the newest; saved, not live` : versionNumber;
}

function placeLink(placeId: string): string {
  return `[${placeId}](https://www.roblox.com/games/${placeId})`;
}

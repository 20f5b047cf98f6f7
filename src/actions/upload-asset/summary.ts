import { apiKeyHelp } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { addToSummary, listOfRemarks } from "../../runner/summary.ts";
import { harmless } from "../../text/harmless.ts";
import { secondsText, thousands } from "../../text/units.ts";
import { assetUrl, type StepRecord } from "./record.ts";

/** Adds what became of the step to the run's page. */
export async function writeSummary(step: StepRecord): Promise<void> {
  const seconds = (performance.now() - step.beganAt) / 1000;
  await addToSummary(() => summaryOf(step, seconds, apiKeyHelp()));
}

/** The job summary, in GitHub's Markdown. Pure. */
function summaryOf(step: StepRecord, seconds: number, keyHelp: string): string {
  const { inputs, file, assetType, assetId, versionNumber, moderationState, granted, failure, remarks } = step;
  const link = assetId === undefined ? "" : `[${assetId}](${assetUrl(assetId)})`;
  const columns: [string, string | undefined][] = [
    ["Asset", link],
    ["Type", assetType],
    ["Version", versionNumber],
    ["File", code(inputs.filePath, 80)],
    ["Size", file && `${thousands(file.bytes)} bytes`],
    ["SHA-256", file && code(file.sha256.slice(0, 12))],
    ["Moderation", moderationState],
    ["May be used by", granted.join(", ")],
    ["Time", secondsText(seconds)],
  ];
  const known = columns.filter(([, value]) => value);
  const row = (cells: readonly (string | undefined)[]) => `| ${cells.join(" | ")} |`;
  const table = [known.map(([name]) => name), known.map(() => "---"), known.map(([, value]) => value)].map(row);
  const notes = listOfRemarks(remarks, keyHelp);
  const sections = [
    `### ${headingOf(step, link)}`,
    table.join("\n"),
    ...(failure ? [`> ${prose(failure.message, keyHelp)}`] : []),
    ...(notes === "" ? [] : [notes]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headingOf({ inputs, failure }: StepRecord, link: string): string {
  if (failure) return `❌ ${plain(harmless(failure.title))}`;
  if (inputs.dryRun) return "☑️ Dry run: the file is checked, nothing was uploaded";
  return inputs.assetId === "" ? `✅ Asset ${link} is made` : `✅ Asset ${link} has a new version`;
}

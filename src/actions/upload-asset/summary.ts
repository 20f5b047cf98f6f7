import * as core from "@actions/core";
import { apiKeyHelp } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { harmless } from "../../text/harmless.ts";
import { redact } from "../../text/secret.ts";
import { secondsText, thousands } from "../../text/units.ts";
import { assetUrl, type StepRecord } from "./record.ts";

/** Adds the summary to the run's page. Outside GitHub Actions there is none, and its failure is not the step's. */
export async function writeSummary(step: StepRecord): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const seconds = (performance.now() - step.beganAt) / 1000;
  try {
    await core.summary.addRaw(redact(summaryOf(step, seconds, apiKeyHelp())), true).write();
  } catch (error) {
    core.info(`The job summary could not be written: ${harmless(String(error))}`);
  }
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
  const notes = remarks.map(
    ({ severity, title, message }) =>
      `- ${severity === "warning" ? "⚠️" : "ℹ️"} **${plain(harmless(title))}**: ${prose(message, keyHelp)}`,
  );
  const sections = [
    `### ${headingOf(step, link)}`,
    table.join("\n"),
    ...(failure ? [`> ${prose(failure.message, keyHelp)}`] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headingOf({ inputs, failure }: StepRecord, link: string): string {
  if (failure) return `❌ ${plain(harmless(failure.title))}`;
  if (inputs.dryRun) return "☑️ Dry run: the file is checked, nothing was uploaded";
  return inputs.assetId === "" ? `✅ Asset ${link} is made` : `✅ Asset ${link} has a new version`;
}

import * as core from "@actions/core";
import { apiKeyHelp } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { harmless } from "../../text/harmless.ts";
import { redact } from "../../text/secret.ts";
import { bytesText, secondsText } from "../../text/units.ts";
import type { StepRecord } from "./record.ts";

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
  const { inputs, plan, file, live, proof, failure, remarks } = step;
  const rows: [string, string | undefined][] = [
    ["Universe", inputs.universeId],
    ["Live before", plan?.live],
    ["Live now", live],
    [proof === undefined ? "Asked for" : "Content of", plan?.target],
    ["Proved by", proof],
    ["Size", file && bytesText(file.bytes)],
    ["SHA-256", file && code(file.sha256)],
    ["Time", secondsText(seconds)],
  ];
  const table = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  const notes = remarks.map(
    ({ severity, title, message }) =>
      `- ${severity === "warning" ? "⚠️" : "ℹ️"} **${plain(harmless(title))}**: ${prose(message, keyHelp)}`,
  );
  const sections = [
    `### ${headingOf(step)}`,
    ["| | |", "| --- | --- |", ...table].join("\n"),
    ...(failure ? [`> ${prose(failure.message, keyHelp)}`] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headingOf({ inputs, plan, live, failure }: StepRecord): string {
  const { placeId, dryRun } = inputs;
  const place = `[${placeId}](https://www.roblox.com/games/${placeId})`;
  if (failure) return `❌ ${plain(harmless(failure.title))}`;
  if (live === undefined && dryRun) {
    return `☑️ Dry run: place ${place} can go back to version ${plan?.target}, nothing was changed`;
  }
  return live === plan?.target
    ? `✅ Version ${live} of place ${place} is live`
    : `✅ Place ${place} has the content of version ${plan?.target} again, live as version ${live}`;
}

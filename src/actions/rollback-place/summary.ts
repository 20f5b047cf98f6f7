import { apiKeyHelp } from "../../runner/context.ts";
import { code, plain, prose } from "../../runner/markdown.ts";
import { addToSummary, listOfRemarks, tableOfFacts } from "../../runner/summary.ts";
import { harmless } from "../../text/harmless.ts";
import { bytesText, secondsText } from "../../text/units.ts";
import type { StepRecord } from "./record.ts";

/** Adds what became of the step to the run's page. */
export async function writeSummary(step: StepRecord): Promise<void> {
  const seconds = (performance.now() - step.beganAt) / 1000;
  await addToSummary(() => summaryOf(step, seconds, apiKeyHelp()));
}

/** The job summary, in GitHub's Markdown. Pure. */
function summaryOf(step: StepRecord, seconds: number, keyHelp: string): string {
  const { inputs, plan, file, live, proof, failure, remarks } = step;
  const table = tableOfFacts([
    ["Universe", inputs.universeId],
    ["Live before", plan?.live],
    ["Live now", live],
    [proof === undefined ? "Asked for" : "Content of", plan?.target],
    ["Proved by", proof],
    ["Size", file && bytesText(file.bytes)],
    ["SHA-256", file && code(file.sha256)],
    ["Time", secondsText(seconds)],
  ]);
  const notes = listOfRemarks(remarks, keyHelp);
  const sections = [
    `### ${headingOf(step)}`,
    table,
    ...(failure ? [`> ${prose(failure.message, keyHelp)}`] : []),
    ...(notes === "" ? [] : [notes]),
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

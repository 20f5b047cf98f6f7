import * as core from "@actions/core";
import { harmless } from "../text/harmless.ts";
import { redact } from "../text/secret.ts";
import type { Remark } from "./annotations.ts";
import { plain, prose } from "./markdown.ts";

/**
 * Adds to the run's page. Outside GitHub Actions there is none; that it cannot be written is no failure of the step.
 *
 * @param markdown makes the text, in GitHub's Markdown, when there is a page for it.
 */
export async function addToSummary(markdown: () => string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  try {
    await core.summary.addRaw(redact(markdown()), true).write();
  } catch (error) {
    core.info(`The job summary could not be written: ${harmless(String(error))}`);
  }
}

/** What is known of a thing, as a table of names and values in Markdown; what is not known is left out. Pure. */
export function tableOfFacts(rows: readonly (readonly [string, string | undefined])[]): string {
  // The first row is the table's head: GitHub shows an empty one as a row without text.
  const [head = "", ...table] = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  return [head, "| :-- | :-- |", ...table].join("\n");
}

/** Warnings and notices as a list in Markdown, empty when there are none. Pure. */
export function listOfRemarks(remarks: readonly Remark[], keyHelp: string): string {
  return remarks
    .map(({ severity, title, message }) => {
      const symbol = severity === "warning" ? "⚠️" : "ℹ️";
      return `- ${symbol} **${plain(harmless(title))}**: ${prose(message, keyHelp)}`;
    })
    .join("\n");
}

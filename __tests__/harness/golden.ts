/** A run as its user sees it, as one text: the log, the outputs, the summary. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "@jest/globals";
import type { ActionRun } from "./run-action.ts";

/** Set by `npm run test:golden`, which writes what the tests would otherwise compare with. */
const UPDATING = process.env.UPDATE_GOLDEN === "true";

/**
 * Compares a run with a committed file. Nothing but folders and random ids is replaced: time stands still unless the run
 * waits, and so do durations.
 */
export function expectGolden(file: string, run: ActionRun): void {
  const outputs = Object.entries(run.outputs).map(([name, value]) => `${name}: ${value}`);
  const text = [
    `===== Log (exit code ${run.code}) =====`,
    // Without what only tells the runner what to mask: how many forms a random address has is chance.
    run.log.replace(/^::(?:add-mask|debug)::.*\r?\n/gm, "").trim(),
    "===== Outputs =====",
    ...outputs,
    "===== Summary =====",
    run.summary.trim(),
    "",
  ]
    .join("\n")
    .replaceAll("\r\n", "\n")
    .replace(/\S*[\\/](?:action-run|companion)-\w{6}/g, "<temp>")
    .replace(/<temp>(?:\\[\w.-]+)+/g, (path) => path.replaceAll("\\", "/"))
    .replace(/(?<=<temp>\/[a-z-]+-)\w{6}(?=\/)/g, "<id>")
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<id>");
  expectGoldenText(file, text);
}

/** Compares a text with a committed file. */
export function expectGoldenText(file: string, text: string): void {
  if (UPDATING) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
}

import * as core from "@actions/core";
import { linesOfError, StepFailure } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { annotationText, type FileOf, linesOf, outputLine } from "./log.ts";
import type { Location } from "./rojo.ts";
import { type Counts, fullName, lineOf, type Test, verdict } from "./tests.ts";

/** Where in the repository a test is to be found. */
export type Locate = (test: Test) => Location | undefined;

const MAX_NAMED = 10;

/** The file of a test's script, and the line that its message speaks of; undefined when the file is not known. */
export function locationOf(test: Test, fileOf: FileOf): Location | undefined {
  const file = fileOf(test.path);
  const line = lineOf(test);
  return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) };
}

/** A failed test as an annotation, or as lines of the log once there are enough annotations. */
export function showFailed(test: Test, annotated: boolean, locate: Locate): void {
  const name = harmless(fullName(test));
  const text = test.message === "" ? "The test failed without a message." : test.message;
  if (!annotated) {
    for (const line of [`Failed: ${name}`, ...linesOf(text).map((one) => `  ${one}`)]) core.info(outputLine(line));
    return;
  }
  const { file, line } = locate(test) ?? {};
  core.error(annotationText(text), {
    title: `Failed: ${name}`,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
  });
}

/** The step's own failure when tests failed. */
export function failureOf(failed: readonly Test[], counts: Counts): StepFailure {
  const names = failed.slice(0, MAX_NAMED).map((test) => `- ${fullName(test)}`);
  const more = failed.length - names.length;
  const last = [
    ...(more > 0 ? [`… and ${more} more.`] : []),
    "Their messages stand in the job summary and in the log above.",
  ];
  return new StepFailure(verdict(counts), linesOfError(names, last));
}

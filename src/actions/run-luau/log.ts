import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import type { LogMessage } from "../../open-cloud/api/luau.ts";
import type { Position } from "../../runner/failure.ts";
import { harmless } from "../../text/harmless.ts";
import { redact } from "../../text/secret.ts";

/** GitHub shows ten annotations of a kind for a step; one error is kept for the step's own. */
const MAX_WARNINGS = 10;
export const MAX_ERRORS = 9;
const MAX_LINE_CHARACTERS = 4000;
const MAX_ANNOTATION_LINES = 30;

/** What Roblox calls the script of a task in its messages. */
export const TASK_SCRIPT = "TaskScript";

/** The file of the repository that a script in the game was made of, by its full name there. */
export type FileOf = (script: string) => string | undefined;

/** Where in the game a message comes from. */
export interface Origin {
  /** As Studio shows it, such as `ServerScriptService.Server.Main`. */
  readonly script: string;
  readonly line: number;
}

/**
 * Prints a task's log as it would look in Studio's output, in its order. Warnings and errors become annotations, the
 * first of each kind only.
 *
 * @param told a text that the step's failure shows anyway: it needs no annotation of its own.
 * @param maxErrors how many annotations of the kind are left for the log.
 */
export function printLog(messages: readonly LogMessage[], fileOf: FileOf, told?: string, maxErrors = MAX_ERRORS): void {
  let warnings = 0;
  let errors = 0;
  for (const { type, text } of messages) {
    const properties = () => ({ title: titleOf(type, text, fileOf), ...positionOf(text, fileOf) });
    if (type === "WARNING" && warnings++ < MAX_WARNINGS) core.warning(annotationText(text), properties());
    else if (type === "ERROR" && text !== told && errors++ < maxErrors) core.error(annotationText(text), properties());
    else for (const line of linesOf(text)) core.info(outputLine(line));
  }
}

/** Writes all of a log into a file below `RUNNER_TEMP`: UTC time, kind and text of each message. */
export async function writeLog(messages: readonly LogMessage[]): Promise<string> {
  const folder = await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), "run-luau-"));
  const path = join(folder, "log.txt");
  const lines = messages.map(({ time, type, text }) => `${time} ${type.padEnd(7)} ${text}\n`);
  await writeFile(path, redact(lines.join("")));
  return path;
}

/**
 * Makes a line that a script printed fit for the step's log: it keeps its spaces, which are the shape of a test report,
 * and can be no workflow command.
 */
export function outputLine(line: string): string {
  const cut = line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
  // A command needs its first characters together, so no two harmless words make one.
  const words = cut.toWellFormed().replaceAll("\t", "    ").split(/( +)/);
  const shown = words.map((word) => (word.startsWith(" ") ? word : harmless(word, MAX_LINE_CHARACTERS))).join("");
  // A secret may be spread over several words.
  return redact(shown).trimEnd();
}

/** Studio puts the script's full name and the line before the message of an error. */
export function originOf(text: string): Origin | undefined {
  const [, script, line] = /^(?=[\p{L}_])([^\s.:]+|[^.:\r\n]+(?:\.[^.:\r\n]+)+):(\d{1,7}):/u.exec(text) ?? [];
  return script === undefined ? undefined : { script, line: Number(line) };
}

/** The line of the repository that a message speaks of, where that is known. */
export function positionOf(text: string, fileOf: FileOf): Position | undefined {
  const origin = originOf(text);
  const file = origin && fileOf(origin.script);
  return file === undefined ? undefined : { file, startLine: origin?.line ?? 1 };
}

function titleOf(type: LogMessage["type"], text: string, fileOf: FileOf): string {
  const kind = type === "WARNING" ? "Warning" : "Error";
  const origin = originOf(text);
  if (!origin) return `${kind} from the script`;
  return `${kind} in ${harmless(fileOf(origin.script) ?? origin.script, 200)}:${origin.line}`;
}

/** A message of several lines, fit for an annotation. */
export function annotationText(text: string): string {
  const lines = linesOf(text);
  const shown = lines.slice(0, MAX_ANNOTATION_LINES).map(outputLine);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more lines in the output logs`] : [])].join("\n");
}

/** The lines of a text, without secrets: line by line, one that is spread over several would not be seen. */
export function linesOf(text: string): string[] {
  return redact(text)
    .replace(/\r?\n$/, "")
    .split(/\r\n|\r|\n/);
}

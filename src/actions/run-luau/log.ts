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
const MAX_ERRORS = 9;
const MAX_LINE_CHARACTERS = 4000;
const MAX_ANNOTATION_LINES = 30;

/** What Roblox calls the script of a task in its messages. */
const TASK_SCRIPT = "TaskScript";

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
 * @param scriptFile the task's own script in the repository.
 * @param told a text that the step's failure shows anyway: it needs no annotation of its own.
 */
export function printLog(messages: readonly LogMessage[], scriptFile: string | undefined, told?: string): void {
  let warnings = 0;
  let errors = 0;
  for (const { type, text } of messages) {
    const properties = () => ({ title: titleOf(type, text, scriptFile), ...positionOf(text, scriptFile) });
    if (type === "WARNING" && warnings++ < MAX_WARNINGS) core.warning(annotationText(text), properties());
    else if (type === "ERROR" && text !== told && errors++ < MAX_ERRORS) core.error(annotationText(text), properties());
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

/** The line of the repository that a message speaks of: known for the task's own script only. */
export function positionOf(text: string, scriptFile: string | undefined): Position | undefined {
  const origin = originOf(text);
  if (origin?.script !== TASK_SCRIPT || scriptFile === undefined) return undefined;
  return { file: scriptFile, startLine: origin.line };
}

function titleOf(type: LogMessage["type"], text: string, scriptFile: string | undefined): string {
  const kind = type === "WARNING" ? "Warning" : "Error";
  const origin = originOf(text);
  if (!origin) return `${kind} from the script`;
  const name = origin.script === TASK_SCRIPT && scriptFile !== undefined ? scriptFile : origin.script;
  return `${kind} in ${harmless(name, 200)}:${origin.line}`;
}

function annotationText(text: string): string {
  const lines = linesOf(text);
  const shown = lines.slice(0, MAX_ANNOTATION_LINES).map(outputLine);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more lines in the output logs`] : [])].join("\n");
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, "").split(/\r\n|\r|\n/);
}

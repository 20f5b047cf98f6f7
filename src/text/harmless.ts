import { stripVTControlCharacters } from "node:util";

/** Control and format characters (among them those that turn the direction of text) and line separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Makes a text from elsewhere fit for one line of a log: no line breaks, no escape sequences, no control or format
 * characters, and nothing that the runner would take for a workflow command. The runner looks for `::` at the start of
 * a line, and for the old form `##[` anywhere in it (actions/runner, ActionCommand.cs).
 *
 * @param maxLength in UTF-16 units; what is longer is cut and ends in `…`.
 */
export function harmless(text: string, maxLength = 300): string {
  const line = stripVTControlCharacters(text.slice(0, maxLength * 20))
    .replace(INVISIBLE, " ")
    .replace(/##+\[/g, (command) => `${command.slice(0, -1)} [`)
    .replace(/ {2,}/g, " ")
    .trim()
    .replace(/^:{2,}/, (colons) => colons.split("").join(" "));
  return shorten(line, maxLength);
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Never half of a surrogate pair.
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

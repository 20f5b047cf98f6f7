import { ESCAPE_SEQUENCES, INVISIBLE } from "./invisible.ts";
import { redact } from "./secret.ts";

/**
 * Makes a text from elsewhere fit for one line of a log: no line breaks, no escape sequences, no control or format
 * characters, nothing that the runner would take for a workflow command, and no secret. The runner looks for `::` at the
 * start of a line, and for the old form `##[` anywhere in it (actions/runner, ActionCommand.cs).
 *
 * Secrets are taken out last, when nothing more is left out that could have stood inside one. Cutting comes after that:
 * it puts nothing together.
 *
 * @param maxLength in UTF-16 units; what is longer is cut and ends in `…`.
 */
export function harmless(text: string, maxLength = 300): string {
  const line = text
    .slice(0, maxLength * 20)
    .replace(ESCAPE_SEQUENCES, "")
    .replace(INVISIBLE, " ")
    .replaceAll("##[", "## [")
    .replace(/ {2,}/g, " ")
    .trim()
    .replace(/^:{2,}/, (colons) => colons.split("").join(" "));
  return shorten(redact(line), maxLength);
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // Never half of a surrogate pair.
  return `${text.slice(0, maxLength - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

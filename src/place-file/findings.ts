import { capitalized } from "../text/sentence.ts";
import { thousands } from "../text/units.ts";

export type Severity = "refusal" | "warning" | "notice";

export interface Finding {
  severity: Severity;
  /** Stable, kebab-case. */
  code: string;
  title: string;
  message: string;
}

/** What ends the reading of a file: the finding that refuses it. */
export class Refusal extends Error {
  readonly code: string;
  readonly title: string;

  constructor(code: string, title: string, message: string) {
    super(message);
    this.code = code;
    this.title = title;
  }
}

/** Findings in the order they were made, one a code: a damaged file repeats itself thousands of times. */
export class Findings {
  readonly #found = new Map<string, { finding: Finding; times: number }>();

  /**
   * A message that costs time to make is given as a function: only the first of a code is shown. A refusal is never lost
   * behind something milder with its code.
   */
  add(severity: Severity, code: string, title: string, message: string | (() => string)): void {
    const known = this.#found.get(code);
    if (known && severity !== "refusal") {
      known.times++;
    } else {
      const text = capitalized(typeof message === "string" ? message : message());
      this.#found.set(code, { finding: { severity, code, title, message: text }, times: 1 });
    }
  }

  has(code: string): boolean {
    return this.#found.has(code);
  }

  list(): Finding[] {
    return [...this.#found.values()].map(({ finding, times }) =>
      times === 1 ? finding : { ...finding, message: `${finding.message} (${thousands(times - 1)} more like this.)` },
    );
  }
}

const MAX_QUOTED_CHARACTERS = 60;

/**
 * Text from a file, fit for a log: at most 60 characters, with control and format characters (escape codes, line ends,
 * direction overrides) and halves of surrogate pairs escaped, and without `##[`, which the runner takes for the beginning
 * of a workflow command wherever it stands (actions/runner, ActionCommand.cs).
 */
export function printable(text: string): string {
  if (/^[\w .-]{0,60}$/.test(text)) return text;
  const characters = [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS + 2)];
  const shown = characters
    .slice(0, MAX_QUOTED_CHARACTERS)
    .map((c) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c))
    .join("")
    .replaceAll("##[", "## [");
  return characters.length > MAX_QUOTED_CHARACTERS ? `${shown}…` : shown;
}

/** "1 chunk", "2 chunks". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${thousands(n)} ${n === 1 ? one : many}`;
}

import { isId } from "../../runner/inputs.ts";

/** At 30 uploads a minute, hardly more than this could be sent within a step's longest time. */
export const MAX_PLACES = 10_000;

/** Longer paths exist on no system that runs this; the parser of YAML would take its time, or go too deep. */
const MAX_LINE_CHARACTERS = 4200;

export interface PlaceLine {
  readonly placeId: string;
  readonly filePath: string;
}

/** Double quotes turn `\b` into a backspace and `\P` into a paragraph separator: a Windows path that went wrong. */
const NEVER_IN_A_PATH = /[\p{Cc}\p{Zl}\p{Zp}]/u;

const BACKSLASHES = "in double quotes a backslash begins an escape, so write the path in single quotes or without any";

/**
 * Reads the input `places`: a line each, `placeId: path`, with YAML's quotes and comments. Each line is parsed on its
 * own, so that one bad line neither hides nor moves another, and each problem names its line, counted from the input's
 * first.
 *
 * @param show makes a value fit for a message.
 */
export async function parsePlaces(
  text: string,
  show: (value: string) => string,
): Promise<{ targets: PlaceLine[]; problems: string[] }> {
  // Only steps with several places pay for the parser's start.
  const { isMap, isScalar, parseDocument } = await import("yaml");
  const targets: PlaceLine[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();

  const lines = [...text.split(/\r\n?|\n/).entries()].map(([index, line]) => [index, line.trim()] as const);
  const filled = lines.filter(([, content]) => content !== "" && !content.startsWith("#"));
  if (filled.length > MAX_PLACES) problems.push(`${filled.length} places are more than ${MAX_PLACES}`);
  for (const [index, content] of filled.slice(0, MAX_PLACES)) {
    const problem = readLine(content, index + 1);
    if (problem !== undefined) problems.push(`line ${index + 1}: ${problem}`);
  }
  if (targets.length === 0 && problems.length === 0) problems.push("it holds nothing but comments");
  return { targets, problems };

  /** Adds the line's place, or says what is wrong with it. */
  function readLine(content: string, line: number): string | undefined {
    if (content.length > MAX_LINE_CHARACTERS) {
      return `${show(content)} has ${content.length} characters, more than any path may have (${MAX_LINE_CHARACTERS})`;
    }
    // The failsafe schema keeps every value as text: an id beyond 2^53 keeps its digits, and `null` may be a file.
    const { contents, errors, warnings } = parseDocument(content, { schema: "failsafe", prettyErrors: false });
    if (errors.some(({ code }) => code === "BAD_DQ_ESCAPE")) return BACKSLASHES;

    const [pair, another] = isMap(contents) && !contents.flow ? contents.items : [];
    const { key, value } = pair ?? {};
    const plain = isScalar(key) && isScalar(value) && !value.anchor && !value.tag && !value.type?.startsWith("BLOCK");
    if (!plain || another || errors.length > 0 || warnings.length > 0) {
      return /^["']?\d+["']?:\S/.test(content)
        ? `${show(content)} needs a space after the colon`
        : `${show(content)} is not of the form \`placeId: path\` (a path with signs that mean something in YAML goes into single quotes)`;
    }

    const placeId = String(key.value);
    const filePath = String(value.value);
    if (!isId(placeId)) return `${show(placeId)} is no place id (a decimal number from 1 to 9223372036854775807)`;
    if (filePath === "") return `place ${placeId} has no path behind it`;
    if (NEVER_IN_A_PATH.test(filePath)) return `the path of place ${placeId} holds a control character: ${BACKSLASHES}`;
    const first = lineOf.get(placeId);
    if (first !== undefined) return `place ${placeId} stands in line ${first} already`;
    lineOf.set(placeId, line);
    targets.push({ placeId, filePath });
    return undefined;
  }
}

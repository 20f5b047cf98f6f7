import { isId } from "./reader.ts";

/** More places than this in one step could not be sent within its longest time anyway. */
export const MAX_PLACES = 10_000;

export interface PlaceLine {
  readonly placeId: string;
  readonly filePath: string;
}

/**
 * Reads the input `places`: a YAML mapping of place ids to paths, one a line. Each problem names its line, counted
 * from the input's first.
 *
 * @param show makes a value fit for a message.
 */
export async function parsePlaces(
  text: string,
  show: (value: string) => string,
): Promise<{ targets: PlaceLine[]; problems: string[] }> {
  // Only steps with several places pay for the parser's start.
  const { isMap, isScalar, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  // The failsafe schema keeps every value as text: an id beyond 2^53 keeps its digits.
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const lineOf = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const problems = new Map<number, string>();
  const report = (line: number, problem: string) => {
    if (!problems.has(line)) problems.set(line, `line ${line}: ${problem}`);
  };
  const form = "each line must be `placeId: path`";

  for (const error of document.errors) report(lineOf(error.pos[0]), form);
  const root = document.contents;
  if (!isMap(root)) {
    if (problems.size === 0) report(lineOf(root?.range?.[0]), form);
    return { targets: [], problems: [...problems.values()] };
  }

  const targets: PlaceLine[] = [];
  const seen = new Map<string, number>();
  for (const { key, value } of root.items) {
    const line = lineOf((key as { range?: [number, number, number] }).range?.[0]);
    if (!isScalar(key) || !isScalar(value) || spansLines(key.range, value.range)) {
      report(line, form);
      continue;
    }
    const placeId = String(key.value ?? "");
    const filePath = String(value.value ?? "");
    const first = seen.get(placeId);
    if (!isId(placeId))
      report(line, `${show(placeId)} is no place id (a decimal number from 1 to 9223372036854775807)`);
    else if (filePath === "") report(line, `place ${placeId} has no path behind it`);
    else if (filePath.includes("\0")) report(line, `the path of place ${placeId} holds a NUL character`);
    else if (first !== undefined) report(line, `place ${placeId} stands in line ${first} already`);
    else targets.push({ placeId, filePath });
    seen.set(placeId, first ?? line);
  }
  if (targets.length > MAX_PLACES) problems.set(0, `${targets.length} places are more than ${MAX_PLACES}`);
  const sorted = [...problems].sort(([one], [other]) => one - other);
  return { targets, problems: sorted.map(([, problem]) => problem) };

  function spansLines(from: [number, number, number] | null | undefined, to: typeof from): boolean {
    return from != null && to != null && lineOf(from[0]) !== lineOf(Math.max(from[0], to[1] - 1));
  }
}

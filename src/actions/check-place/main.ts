import { parseArgs } from "node:util";
import { describePlace, type Finding, type Inspection, inspectPlaceFile, isRefused } from "../../place-file/inspect.ts";
import { harmless } from "../../text/harmless.ts";

const USAGE = `Usage: check-place [--json] FILE…

Says whether each file is a whole Roblox place, as the publish action would find it, and what is in it.

  --json      print an array of {file, verdict, errors, warnings, notices, sha256, bytes, place}
  -h, --help  print this

Exit status: 0 if no file is refused, 1 if one is, 2 if the command itself is wrong.
`;

const LABELS = { refusal: "error", warning: "warning", notice: "notice" };

/** The file check at a terminal. */
export async function run(): Promise<void> {
  // Whoever reads only the first lines, as `head` does, closes the pipe: nothing is left to say, and nothing is wrong.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = await checkPlace(process.argv.slice(2));
}

async function checkPlace(args: string[]): Promise<number> {
  let files: string[];
  let json: boolean;
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    if (positionals.length === 0) throw new Error("No file is named.");
    files = positionals;
    json = values.json;
  } catch (error) {
    process.stderr.write(`check-place: ${harmless((error as Error).message, 1000)}\n\n${USAGE}`);
    return 2;
  }

  const inspections: Inspection[] = [];
  for (const file of files) {
    const inspection = await inspectPlaceFile(file, "strict");
    inspections.push(inspection);
    if (!json) process.stdout.write(`${inspections.length > 1 ? "\n" : ""}${block(inspection)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(inspections.map(report), undefined, 2)}\n`);
  return inspections.some(isRefused) ? 1 : 0;
}

function verdict(inspection: Inspection): "accept" | "warn" | "refuse" {
  if (isRefused(inspection)) return "refuse";
  return inspection.findings.some(({ severity }) => severity === "warning") ? "warn" : "accept";
}

function block(inspection: Inspection): string {
  const { path, bytes, sha256, findings, place } = inspection;
  return [
    `${harmless(path, 1000)}: ${verdict(inspection)}`,
    ...findings.map(({ severity, code, message }) => `  ${LABELS[severity]} (${code}): ${message}`),
    ...(place ? describePlace(place, bytes).map((line) => `  ${line}`) : []),
    ...(sha256 ? [`  sha256: ${sha256}`] : []),
  ].join("\n");
}

function report(inspection: Inspection) {
  const { path, bytes, sha256, findings, place } = inspection;
  const of = (wanted: Finding["severity"]) =>
    findings
      .filter(({ severity }) => severity === wanted)
      .map(({ code, title, message }) => ({ code, title, message }));
  return {
    file: path,
    verdict: verdict(inspection),
    errors: of("refusal"),
    warnings: of("warning"),
    notices: of("notice"),
    sha256,
    bytes,
    place,
  };
}

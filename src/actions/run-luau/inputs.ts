import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { NotAFileError, openRegularFile } from "../../files/open.ts";
import type { Job } from "../../open-cloud/api/luau.ts";
import { MAX_BINARY_INPUT_BYTES, MAX_SCRIPT_BYTES, MAX_TIMEOUT_SECONDS } from "../../open-cloud/facts.ts";
import { workspace } from "../../runner/context.ts";
import { type CommonInputs, InputReader, isId, readKeyedInputs } from "../../runner/inputs.ts";
import { thousands } from "../../text/units.ts";

export interface RunLuauInputs extends CommonInputs, Job {
  /** The script's path in the repository, with slashes, when it is a file there: annotations can point into it. */
  readonly scriptFile: string | undefined;
  /** Absolute; empty when no JUnit XML is wanted. */
  readonly junitPath: string;
  /** Absolute; empty when the script is handed no file. */
  readonly inputPath: string;
  /** Absolute; empty when the script returns no buffer. */
  readonly outputPath: string;
}

const BYTE_ORDER_MARK_BYTES = 3;

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<RunLuauInputs> {
  const reader = new InputReader();
  const outputPath = readPath(reader, "outputPath");
  const inputs = {
    ...(await readKeyedInputs(reader)),
    placeId: reader.id("placeId"),
    versionNumber: readVersion(reader),
    ...(await readScript(reader)),
    timeoutSeconds: reader.number("timeoutSeconds", MAX_TIMEOUT_SECONDS, { least: 1, most: MAX_TIMEOUT_SECONDS }),
    junitPath: readPath(reader, "junitPath"),
    inputPath: await readInputPath(reader),
    outputPath,
    wantsOutput: outputPath !== "",
  };
  reader.finish();
  return inputs;
}

function readPath(reader: InputReader, name: string): string {
  const path = reader.text(name);
  return path === "" ? "" : resolve(workspace(), path);
}

/** A file that is there, and that Roblox takes. */
async function readInputPath(reader: InputReader): Promise<string> {
  const given = reader.text("inputPath");
  const path = readPath(reader, "inputPath");
  if (path === "") return "";
  const about = `inputPath is ${reader.show(given)}`;
  try {
    const found = await stat(path);
    if (!found.isFile()) reader.problem(`${about}, but that is not a file.`);
    else if (found.size === 0) reader.problem(`${about}, but that file is empty.`);
    else if (found.size > MAX_BINARY_INPUT_BYTES) {
      reader.problem(`${about}, a file of ${thousands(found.size)} bytes, but Roblox takes inputs of up to 100 MiB.`);
    }
  } catch (error) {
    reader.problem(`${about}, ${whyNot(error)}`);
  }
  return path;
}

function whyNot(error: unknown): string {
  if (error instanceof NotAFileError) return "but that is not a file.";
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return code === "ENOENT"
    ? "but there is no such file in the workspace. Usually the job has no actions/checkout step, or no step before this one made the file."
    : `but that file could not be read (${code}).`;
}

function readVersion(reader: InputReader): string {
  const version = reader.text("versionNumber");
  if (version !== "" && !isId(version)) {
    reader.problem(
      `versionNumber is ${reader.show(version)}, but must be a version's number, or empty for the newest version.`,
    );
  }
  return version;
}

async function readScript(reader: InputReader): Promise<{ script: string; scriptFile: string | undefined }> {
  // Untrimmed: Roblox counts the lines of an error from the first one of the script.
  const given = reader.text("script", { trimWhitespace: false });
  const scriptPath = reader.text("scriptPath");
  const nothing = { script: "", scriptFile: undefined };
  if (given.trim() !== "" && scriptPath !== "") {
    reader.problem("script cannot be given together with scriptPath. Give one of them.");
    return nothing;
  }
  if (given.trim() === "" && scriptPath === "") {
    reader.problem(
      "script and scriptPath are both missing. Give the Luau source as script, or its file as scriptPath, as in `scriptPath: tests/run-tests.luau`.",
    );
    return nothing;
  }
  const script = scriptPath === "" ? given : await readScriptFile(reader, scriptPath);
  if (script === undefined) return nothing;
  const bytes = Buffer.byteLength(script);
  const name = scriptPath === "" ? "script" : "scriptPath";
  if (script.trim() === "") reader.problem(`${name} is a file without any Luau source.`);
  if (bytes > MAX_SCRIPT_BYTES) reader.problem(tooLong(name, bytes));
  return { script, scriptFile: scriptPath === "" ? undefined : inWorkspace(scriptPath) };
}

async function readScriptFile(reader: InputReader, scriptPath: string): Promise<string | undefined> {
  try {
    const file = await openRegularFile(resolve(workspace(), scriptPath));
    try {
      const { size } = await file.stat();
      if (size <= MAX_SCRIPT_BYTES + BYTE_ORDER_MARK_BYTES) {
        // Luau takes a byte order mark for a character of the program.
        return (await file.readFile("utf8")).replace(/^\uFEFF/, "");
      }
      reader.problem(tooLong("scriptPath", size));
      return undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    reader.problem(`scriptPath is ${reader.show(scriptPath)}, ${whyNot(error)}`);
    return undefined;
  }
}

function tooLong(name: string, bytes: number): string {
  return `${name} has ${thousands(bytes)} bytes, but Roblox takes scripts of up to 4 MB (${thousands(MAX_SCRIPT_BYTES)} bytes).`;
}

function inWorkspace(scriptPath: string): string | undefined {
  const path = relative(workspace(), resolve(workspace(), scriptPath));
  return path.startsWith("..") || isAbsolute(path) ? undefined : path.split(sep).join("/");
}

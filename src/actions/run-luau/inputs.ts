import { readFile } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import * as core from "@actions/core";
import type { Job } from "../../open-cloud/api/luau.ts";
import { MAX_SCRIPT_BYTES, MAX_TIMEOUT_SECONDS } from "../../open-cloud/facts.ts";
import { workspace } from "../../runner/context.ts";
import { type CommonInputs, InputReader, isId, readKeyedInputs } from "../../runner/inputs.ts";
import { thousands } from "../../text/units.ts";

export interface RunLuauInputs extends CommonInputs, Job {
  /** The script's path in the repository, with slashes, when it is a file there: annotations can point into it. */
  readonly scriptFile: string | undefined;
}

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<RunLuauInputs> {
  const reader = new InputReader();
  const inputs = {
    ...(await readKeyedInputs(reader)),
    placeId: reader.id("placeId"),
    versionNumber: readVersion(reader),
    ...(await readScript(reader)),
    timeoutSeconds: reader.number("timeoutSeconds", MAX_TIMEOUT_SECONDS, { least: 1, most: MAX_TIMEOUT_SECONDS }),
  };
  reader.finish();
  return inputs;
}

function readVersion(reader: InputReader): string {
  const version = core.getInput("versionNumber");
  if (version !== "" && !isId(version)) {
    reader.problem(
      `versionNumber is ${reader.show(version)}, but must be a version's number, or empty for the newest version.`,
    );
  }
  return version;
}

async function readScript(reader: InputReader): Promise<{ script: string; scriptFile: string | undefined }> {
  // Untrimmed: Roblox counts the lines of an error from the first one of the script.
  const given = core.getInput("script", { trimWhitespace: false });
  const scriptPath = core.getInput("scriptPath");
  const nothing = { script: "", scriptFile: undefined };
  if (given.trim() !== "" && scriptPath !== "") {
    reader.problem("script stands together with scriptPath. Give one of them.");
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
  if (bytes > MAX_SCRIPT_BYTES) {
    reader.problem(
      `${name} has ${thousands(bytes)} bytes, but Roblox takes scripts of up to 4 MB (${thousands(MAX_SCRIPT_BYTES)} bytes).`,
    );
  }
  return { script, scriptFile: scriptPath === "" ? undefined : inWorkspace(scriptPath) };
}

async function readScriptFile(reader: InputReader, scriptPath: string): Promise<string | undefined> {
  try {
    // Luau takes a byte order mark for a character of the program.
    return (await readFile(resolve(workspace(), scriptPath), "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "but there is no such file in the workspace. Usually the job has no actions/checkout step, or no step before this one made the file."
        : `but that file could not be read (${code}).`;
    reader.problem(`scriptPath is ${reader.show(scriptPath)}, ${why}`);
    return undefined;
  }
}

function inWorkspace(scriptPath: string): string | undefined {
  const path = relative(workspace(), resolve(workspace(), scriptPath));
  return path.startsWith("..") || isAbsolute(path) ? undefined : path.split(sep).join("/");
}

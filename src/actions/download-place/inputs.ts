import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { CheckMode } from "../../place-file/inspect.ts";
import { whyNoSecrets, workspace } from "../../runner/context.ts";
import { ADVICE, InputReader, isId, KEY_HINT, readSharedInputs, type SharedInputs } from "../../runner/inputs.ts";

export interface DownloadPlaceInputs extends SharedInputs {
  readonly placeId: string;
  /** Digits, or which one. */
  readonly versionNumber: string;
  /** As the user wrote it. */
  readonly filePath: string;
  /** Absolute. Empty: below `RUNNER_TEMP`, under a name of its own. */
  readonly path: string;
  readonly checkFile: CheckMode;
}

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<DownloadPlaceInputs> {
  const reader = new InputReader();
  const shared = readSharedInputs(reader);
  if (shared.apiKey === "") reader.problem(`apiKey is missing. ${(await whyNoSecrets(ADVICE)) ?? KEY_HINT}`);
  const inputs: DownloadPlaceInputs = {
    ...shared,
    placeId: reader.id("placeId"),
    versionNumber: readVersion(reader),
    filePath: reader.text("filePath"),
    path: await readPath(reader),
    checkFile: reader.oneOf("checkFile", ["strict", "warn", "off"], "strict"),
  };
  reader.finish();
  return inputs;
}

function readVersion(reader: InputReader): string {
  const given = reader.text("versionNumber") || "published";
  const value = given.toLowerCase();
  if (value === "published" || value === "latest" || isId(value)) return value;
  reader.problem(
    `versionNumber is ${reader.show(given)}, but must be the number of a version, published (the live one) or latest (the newest, saved or published).`,
  );
  return "published";
}

/** A file that may be replaced, or a path where there is none yet. */
async function readPath(reader: InputReader): Promise<string> {
  const given = reader.text("filePath");
  if (given === "") return "";
  if (given.includes("\0")) {
    reader.problem(`filePath is ${reader.show(given)}, but no path can hold a NUL character.`);
    return "";
  }
  const path = resolve(workspace(), given);
  const found = await stat(path).catch(() => undefined);
  const isFolder = found?.isDirectory() || /[\\/]$/.test(given);
  if (isFolder || found?.isFile() === false) {
    const what = isFolder ? "a folder" : "no regular file";
    reader.problem(`filePath is ${reader.show(given)}, which is ${what}. Give the path of the file to write.`);
  }
  return path;
}

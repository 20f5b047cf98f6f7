import { isAbsolute, resolve } from "node:path";
import type { CheckMode } from "../../place-file/inspect.ts";
import { whyNoSecrets, workspace } from "../../runner/context.ts";
import { type CommonInputs, InputReader, KEY_HINT, readCommonInputs } from "../../runner/inputs.ts";
import { harmless } from "../../text/harmless.ts";
import { parsePlaces } from "./place-lines.ts";

export type VersionType = "Published" | "Saved";

/** One place and the file that is to become its next version. */
export interface Target {
  readonly placeId: string;
  /** As the user wrote it. */
  readonly filePath: string;
  /** Resolved against the workspace. */
  readonly path: string;
}

export interface PublishInputs extends CommonInputs {
  readonly targets: readonly Target[];
  readonly versionType: VersionType;
  readonly checkFile: CheckMode;
  readonly dryRun: boolean;
  readonly versionNotes: string;
  readonly deploymentEnvironment: string;
  readonly verify: boolean;
  readonly githubToken: string;
}

/**
 * Reads all that the publish action is told, resolved and checked.
 *
 * @throws InputError that names every wrong input.
 */
export async function readInputs(): Promise<PublishInputs> {
  const reader = new InputReader();
  const githubToken = reader.secret("githubToken");
  const common = readCommonInputs(reader);
  const dryRun = reader.boolean("dryRun");
  if (common.apiKey === "" && !dryRun) reader.problem(`apiKey is missing. ${(await whyNoSecrets()) ?? KEY_HINT}`);

  const inputs: PublishInputs = {
    ...common,
    targets: await readTargets(reader),
    versionType: reader.oneOf("versionType", ["Published", "Saved"], "Published"),
    checkFile: reader.oneOf("checkFile", ["strict", "warn", "off"], "strict"),
    dryRun,
    versionNotes: reader.text("versionNotes"),
    deploymentEnvironment: harmless(reader.text("deploymentEnvironment"), 255),
    verify: reader.boolean("verify"),
    githubToken,
  };
  reader.finish();
  return inputs;
}

async function readTargets(reader: InputReader): Promise<Target[]> {
  // Untrimmed: a message counts its lines from the first one of the input.
  const places = reader.text("places", { trimWhitespace: false });
  const filePath = reader.text("filePath");
  const resolved = (path: string) => (isAbsolute(path) ? path : resolve(workspace(), path));
  if (places.trim() !== "") {
    if (reader.text("placeId") !== "" || filePath !== "") {
      reader.problem(
        "places stands together with placeId or filePath. Give either places, for several places, or placeId and filePath, for one.",
      );
    }
    const { targets, problems } = await parsePlaces(places, (value) => reader.show(value));
    for (const problem of problems) reader.problem(`places: ${problem}.`);
    return targets.map((target) => ({ ...target, path: resolved(target.filePath) }));
  }
  const placeId = reader.id("placeId");
  if (filePath === "") {
    reader.problem("filePath is missing. Give the place file that an earlier step built, as in `filePath: game.rbxl`.");
  } else if (filePath.includes("\0")) {
    reader.problem(`filePath is ${reader.show(filePath)}, but no path can hold a NUL character.`);
  }
  return [{ placeId, filePath, path: resolved(filePath) }];
}

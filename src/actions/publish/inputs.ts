import { isAbsolute, resolve } from "node:path";
import type { CheckMode } from "../../place-file/inspect.ts";
import { whyNoSecrets, workspace } from "../../runner/context.ts";
import { type CommonInputs, InputReader, isId, KEY_HINT, readCommonInputs } from "../../runner/inputs.ts";
import { harmless } from "../../text/harmless.ts";
import { parsePlaces } from "./place-lines.ts";

export type VersionType = "Published" | "Saved";

/** The value of `lastVersionNumber` that has the number looked up. */
export const AUTO = "auto";

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
  /** Lower-case hexadecimal; empty for any file. */
  readonly expectedSha256: string;
  /** Digits, or `AUTO`; empty for any. */
  readonly lastVersionNumber: string;
  readonly inOrder: boolean;
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
    expectedSha256: readSha256(reader),
    lastVersionNumber: readLastVersion(reader),
    inOrder: reader.boolean("inOrder"),
  };
  if (reader.text("places") !== "") {
    for (const name of ["expectedSha256", "lastVersionNumber"] as const) {
      if (inputs[name] !== "")
        reader.problem(`${name} is about one place, so it cannot be given together with places. Leave it out.`);
    }
  }
  if (inputs.lastVersionNumber === AUTO && inputs.deploymentEnvironment === "") {
    reader.problem(
      "lastVersionNumber is auto, which goes by the last GitHub Deployment, but deploymentEnvironment is missing. Name the environment that this place is deployed to, or give lastVersionNumber as a number.",
    );
  }
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
        "places cannot be given together with placeId or filePath. Give either places, for several places, or placeId and filePath, for one.",
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

function readSha256(reader: InputReader): string {
  const value = reader.text("expectedSha256");
  if (value !== "" && !/^[0-9a-f]{64}$/i.test(value)) {
    reader.problem(`expectedSha256 is ${reader.show(value)}, but must be 64 hexadecimal digits.`);
  }
  return value.toLowerCase();
}

function readLastVersion(reader: InputReader): string {
  const value = reader.text("lastVersionNumber");
  if (value.toLowerCase() === AUTO) return AUTO;
  if (value !== "" && !isId(value)) {
    reader.problem(
      `lastVersionNumber is ${reader.show(value)}, but must be the number of the newest version that the place may have, or auto.`,
    );
  }
  return value;
}

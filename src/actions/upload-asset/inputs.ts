import { isAbsolute, resolve } from "node:path";
import {
  ASSET_CONTENT_TYPES,
  type AssetType,
  MAX_ASSET_DESCRIPTION_CHARACTERS,
  MAX_ASSET_NAME_CHARACTERS,
} from "../../open-cloud/facts.ts";
import { whyNoSecrets, workspace } from "../../runner/context.ts";
import { ADVICE, InputReader, isId, KEY_HINT, readSharedInputs, type SharedInputs } from "../../runner/inputs.ts";

export interface UploadAssetInputs extends SharedInputs {
  /** As the user wrote it. */
  readonly filePath: string;
  /** Resolved against the workspace. */
  readonly path: string;
  /** Empty: a new asset. */
  readonly assetId: string;
  /** Undefined: by the file's bytes. */
  readonly assetType: AssetType | undefined;
  readonly displayName: string;
  readonly description: string;
  /** Undefined only with `assetId`. */
  readonly creator: { readonly userId: string } | { readonly groupId: string } | undefined;
  readonly expectedPrice: number | undefined;
  readonly moderation: "wait" | "report";
  readonly grantUniverseIds: readonly string[];
  readonly dryRun: boolean;
}

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<UploadAssetInputs> {
  const reader = new InputReader();
  const shared = readSharedInputs(reader);
  const dryRun = reader.boolean("dryRun");
  if (shared.apiKey === "" && !dryRun) {
    reader.problem(`apiKey is missing. ${(await whyNoSecrets(ADVICE)) ?? KEY_HINT}`);
  }
  const filePath = reader.text("filePath");
  if (filePath === "") {
    reader.problem("filePath is missing. Give the file that is to become an asset, as in `filePath: tree.rbxm`.");
  } else if (filePath.includes("\0")) {
    reader.problem(`filePath is ${reader.show(filePath)}, but no path can hold a NUL character.`);
  }
  const assetId = reader.optionalId("assetId");
  const isNew = assetId === "";
  const inputs: UploadAssetInputs = {
    ...shared,
    filePath,
    path: isAbsolute(filePath) ? filePath : resolve(workspace(), filePath),
    assetId,
    assetType: readType(reader),
    displayName: readText(reader, "displayName", MAX_ASSET_NAME_CHARACTERS),
    description: readText(reader, "description", MAX_ASSET_DESCRIPTION_CHARACTERS),
    creator: readCreator(reader, isNew),
    expectedPrice:
      reader.text("expectedPrice") === "" ? undefined : reader.number("expectedPrice", 0, { least: 0, most: 999_999 }),
    moderation: reader.oneOf("moderation", ["wait", "report"], "report"),
    grantUniverseIds: readIds(reader, "grantUniverseIds"),
    dryRun,
  };
  if (isNew && inputs.displayName === "") {
    reader.problem(`displayName is missing. A new asset needs a name of 1 to ${MAX_ASSET_NAME_CHARACTERS} characters.`);
  }
  reader.finish();
  return inputs;
}

const TYPES = Object.keys(ASSET_CONTENT_TYPES) as AssetType[];

function readType(reader: InputReader): AssetType | undefined {
  const value = reader.text("assetType");
  if (value === "") return undefined;
  if (value.toLowerCase() === "plugin") {
    reader.problem(
      "assetType is Plugin, but Roblox takes no plugins through this API. Publish the plugin from Studio, or give the same file as `assetType: Model` and let people insert it.",
    );
    return undefined;
  }
  return reader.oneOf("assetType", TYPES, "Model");
}

/** How Roblox counts characters is not stated, so what is refused here is too long however it is counted. */
function readText(reader: InputReader, name: string, most: number): string {
  const text = reader.text(name);
  const length = [...text].length;
  if (length > most) {
    reader.problem(`${name} is ${reader.show(text)}, which has ${length} characters, but may have at most ${most}.`);
  }
  return text;
}

/** An asset keeps its creator, so that a workflow may leave them in for its later runs. */
function readCreator(reader: InputReader, isNew: boolean): UploadAssetInputs["creator"] {
  const userId = reader.optionalId("creatorUserId");
  const groupId = reader.optionalId("creatorGroupId");
  if (userId !== "" && groupId !== "") {
    reader.problem("creatorUserId stands together with creatorGroupId. Give one of them: an asset has one owner.");
  }
  if (isNew && userId === "" && groupId === "") {
    reader.problem(
      "creatorUserId and creatorGroupId are missing. Give one of them: the owner of the new asset, best the owner of the experience that uses it.",
    );
  }
  if (groupId !== "") return { groupId };
  return userId === "" ? undefined : { userId };
}

function readIds(reader: InputReader, name: string): string[] {
  const ids = reader
    .text(name)
    .split(/[,\r\n]/)
    .map((id) => id.trim())
    .filter((id) => id !== "");
  for (const id of ids.filter((given) => !isId(given))) {
    reader.problem(`${name} holds ${reader.show(id)}, but takes decimal ids from 1 to 9223372036854775807.`);
  }
  return [...new Set(ids)];
}

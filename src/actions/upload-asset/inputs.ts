import { isAbsolute, resolve } from "node:path";
import {
  ASSET_CONTENT_TYPES,
  type AssetType,
  MAX_ASSET_DESCRIPTION_CHARACTERS,
  MAX_ASSET_NAME_CHARACTERS,
} from "../../open-cloud/facts.ts";
import { whyNoSecrets, workspace } from "../../runner/context.ts";
import { ADVICE, InputReader, isId, KEY_HINT, readSharedInputs, type SharedInputs } from "../../runner/inputs.ts";

/** A plugin is no type of the Assets API: it is uploaded in a task. */
export type UploadType = AssetType | "Plugin";

export interface UploadAssetInputs extends SharedInputs {
  /** As the user wrote it. */
  readonly filePath: string;
  /** Resolved against the workspace. */
  readonly path: string;
  /** Empty: a new asset. */
  readonly assetId: string;
  /** Undefined: by the file's bytes. */
  readonly assetType: UploadType | undefined;
  readonly displayName: string;
  readonly description: string;
  /** Undefined only with `assetId`, of what is no plugin. */
  readonly creator: { readonly userId: string } | { readonly groupId: string } | undefined;
  readonly expectedPrice: number | undefined;
  readonly moderation: "wait" | "report";
  readonly grantUniverseIds: readonly string[];
  /** In whose task a plugin is uploaded; undefined for anything else. */
  readonly place: { readonly universeId: string; readonly placeId: string } | undefined;
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
  const assetType = readType(reader);
  const isPlugin = assetType === "Plugin";
  const inputs: UploadAssetInputs = {
    ...shared,
    filePath,
    path: isAbsolute(filePath) ? filePath : resolve(workspace(), filePath),
    assetId,
    assetType,
    displayName: readText(reader, "displayName", MAX_ASSET_NAME_CHARACTERS),
    description: readText(reader, "description", MAX_ASSET_DESCRIPTION_CHARACTERS),
    creator: readCreator(reader, isNew || isPlugin),
    expectedPrice:
      reader.text("expectedPrice") === "" ? undefined : reader.number("expectedPrice", 0, { least: 0, most: 999_999 }),
    moderation: reader.oneOf("moderation", ["wait", "report"], "report"),
    grantUniverseIds: readIds(reader, "grantUniverseIds"),
    place: readPlace(reader, isPlugin),
    dryRun,
  };
  if (isPlugin) checkPlugin(reader, inputs);
  else if (isNew && inputs.displayName === "") {
    reader.problem(`displayName is missing. A new asset needs a name of 1 to ${MAX_ASSET_NAME_CHARACTERS} characters.`);
  }
  reader.finish();
  return inputs;
}

const TYPES: readonly UploadType[] = [...(Object.keys(ASSET_CONTENT_TYPES) as AssetType[]), "Plugin"];

function readType(reader: InputReader): UploadType | undefined {
  return reader.text("assetType") === "" ? undefined : reader.oneOf("assetType", TYPES, "Model");
}

function readPlace(reader: InputReader, isPlugin: boolean): UploadAssetInputs["place"] {
  const names = ["universeId", "placeId"] as const;
  if (isPlugin) return { universeId: reader.id("universeId"), placeId: reader.id("placeId") };
  for (const name of names.filter((each) => reader.text(each) !== "")) {
    reader.problem(
      `${name} is given, but only a plugin is uploaded in a place. Leave it out, or write \`assetType: Plugin\`; the experiences that may use the asset are given as grantUniverseIds.`,
    );
  }
  return undefined;
}

/** What the engine's own call needs: left out, name and description would be replaced by the engine's. */
function checkPlugin(reader: InputReader, inputs: UploadAssetInputs): void {
  const { assetId, creator } = inputs;
  if (assetId === "") {
    reader.problem(
      "assetId is missing. A plugin gets its next version here: save it once from Studio (right-click → Publish as Plugin), and give the id that it has then.",
    );
  }
  for (const name of ["displayName", "description"] as const) {
    if (inputs[name] !== "") continue;
    reader.problem(`${name} is missing. Roblox replaces a plugin's ${name} with each version, so it has to be given.`);
  }
  if (inputs.grantUniverseIds.length > 0) {
    reader.problem("grantUniverseIds is given, but a plugin is used in Studio, not in experiences. Leave it out.");
  }
  const creatorId = creator && ("groupId" in creator ? creator.groupId : creator.userId);
  const ids = { assetId, [creator && "groupId" in creator ? "creatorGroupId" : "creatorUserId"]: creatorId ?? "" };
  for (const [name, id] of Object.entries(ids)) {
    // Luau counts in doubles.
    if (!isId(id) || Number.isSafeInteger(Number(id))) continue;
    reader.problem(`${name} is ${reader.show(id)}, but a script can count no further than ${Number.MAX_SAFE_INTEGER}.`);
  }
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
function readCreator(reader: InputReader, isNeeded: boolean): UploadAssetInputs["creator"] {
  const userId = reader.optionalId("creatorUserId");
  const groupId = reader.optionalId("creatorGroupId");
  if (userId !== "" && groupId !== "") {
    reader.problem("creatorUserId stands together with creatorGroupId. Give one of them: an asset has one owner.");
  }
  if (isNeeded && userId === "" && groupId === "") {
    reader.problem(
      "creatorUserId and creatorGroupId are missing. Give one of them: the owner of the plugin or of the new asset, best the owner of the experience that uses it.",
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

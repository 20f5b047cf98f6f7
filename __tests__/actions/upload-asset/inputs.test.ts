/** What is wrong with inputs is said before anything else happens. */
import { beforeAll, expect, test } from "@jest/globals";
import { readInputs } from "../../harness/contract.ts";
import { contract } from "./contract.ts";

const PLUGIN = {
  ...{ assetType: "Plugin", assetId: "7", description: "Tidies up.", universeId: "4242", placeId: "1818" },
};
const CASES: readonly [string, Record<string, string>, RegExp][] = [
  ["no name", { displayName: "" }, /displayName is missing\. A new asset needs a name/],
  ["a long name", { displayName: "x".repeat(51) }, /has 51 characters, but may have at most 50/],
  ["a long description", { description: "x".repeat(1001) }, /has 1001 characters, but may have at most 1000/],
  ["two owners", { creatorGroupId: "5" }, /creatorUserId stands together with creatorGroupId/],
  ["no owner", { creatorUserId: "" }, /creatorUserId and creatorGroupId are missing/],
  ["an unknown type", { assetType: "Place" }, /assetType is "Place", but must be Model or .* or Plugin/],
  ["a wrong experience", { grantUniverseIds: "4242,x" }, /grantUniverseIds holds "x"/],
  [
    "an experience for a model",
    { universeId: "4242" },
    /universeId is given, but only a plugin is uploaded in a place/,
  ],
  ["a place for a model", { placeId: "1818" }, /placeId is given, but only a plugin is uploaded in a place/],
  ["a new plugin", { ...PLUGIN, assetId: "" }, /assetId is missing\. A plugin gets its next version here/],
  ["a plugin without a name", { ...PLUGIN, displayName: "" }, /displayName is missing\. Roblox replaces a plugin's/],
  ["a plugin without a description", { ...PLUGIN, description: "" }, /description is missing\. Roblox replaces/],
  ["a plugin without an owner", { ...PLUGIN, creatorUserId: "" }, /creatorUserId and creatorGroupId are missing/],
  ["a plugin without an experience", { ...PLUGIN, universeId: "" }, /universeId is missing/],
  ["a plugin without a place", { ...PLUGIN, placeId: "" }, /placeId is missing/],
  [
    "a plugin for an experience",
    { ...PLUGIN, grantUniverseIds: "1" },
    /grantUniverseIds is given, but a plugin is used/,
  ],
  [
    "a plugin beyond Luau's numbers",
    { ...PLUGIN, assetId: "9007199254740993" },
    /assetId is "9007199254740993", but a script/,
  ],
  [
    "an owner beyond Luau's numbers",
    { ...PLUGIN, creatorUserId: "9007199254740993" },
    /creatorUserId is .*but a script/,
  ],
];

let said: unknown[] = [];
let rest: unknown[] = [];
beforeAll(async () => {
  const sets = [...CASES.map(([, inputs]) => inputs), PLUGIN, {}, { assetId: "9007199254740993" }];
  said = await readInputs(
    "upload-asset",
    contract,
    sets.map((inputs) => ({ ...contract.needed, ...inputs })),
  );
  rest = said.slice(CASES.length);
});

test.each(CASES)("%s", (name, _, message) => {
  expect(said[CASES.findIndex(([each]) => each === name)]).toMatch(message);
});

test("what is right is taken", () => {
  const place = { universeId: "4242", placeId: "1818" };
  expect(rest[0]).toMatchObject({ assetType: "Plugin", place, creator: { userId: "100001" } });
  expect(rest[1]).toMatchObject({ displayName: "Tree", grantUniverseIds: [] });
  expect(rest[1]).not.toHaveProperty("place.universeId");
  expect(rest[2]).toMatchObject({ assetId: "9007199254740993" });
});

/** What a file is uploaded as, and what follows from Roblox's word on the key: both pure. */
import { describe, expect, test } from "@jest/globals";
import { judgeKey, typeOf } from "../../../src/actions/upload-asset/check.ts";
import type { KeyReport } from "../../../src/open-cloud/api/keys.ts";
import { APIS } from "../../../src/open-cloud/facts.ts";
import { type AssetFormat, FORMATS } from "../../../src/place-file/media.ts";

type Asked = Parameters<typeof typeOf>[1];
const as = (format: AssetFormat, asked: Partial<Asked> = {}, roots = ["Folder"], rootInstances = roots.length) =>
  typeOf(
    { format, contentType: FORMATS[format].contentType, roots, rootInstances },
    { assetType: undefined, assetId: "", expectedPrice: undefined, ...asked },
  );

describe("a file becomes", () => {
  test.each<[AssetFormat, string, Partial<Asked>?, string[]?]>([
    ["rbxm", "Model"],
    ["rbxmx", "Model"],
    ["rbxm", "Animation", {}, ["KeyframeSequence"]],
    ["rbxmx", "Animation", {}, ["CurveAnimation"]],
    ["rbxm", "Model", {}, ["KeyframeSequence", "Folder"]],
    ["rbxm", "Model", { assetType: "Model" }, ["KeyframeSequence"]],
    ["rbxm", "Model", { assetId: "7" }],
    ["rbxm", "Plugin", { assetType: "Plugin", assetId: "7" }],
    ["png", "Image"],
    ["jpeg", "Image"],
    ["bmp", "Image"],
    ["tga", "Image"],
    ["png", "Decal", { assetType: "Decal" }],
    ["mp3", "Audio"],
    ["ogg", "Audio"],
    ["wav", "Audio"],
    ["flac", "Audio"],
    ["mp4", "Video", { expectedPrice: 2000 }],
    ["mov", "Video", { expectedPrice: 0 }],
    ["fbx", "Model"],
    ["gltf", "Model"],
    ["glb", "Model"],
    ["mesh", "Mesh"],
  ])("%s: %s", (...[format, assetType, asked, roots]) => {
    expect(as(format, asked, roots)).toEqual({ assetType });
  });

  test.each<[string, AssetFormat, Partial<Asked>, RegExp, string[]?, number?]>([
    ["another type", "png", { assetType: "Audio" }, /the file is png, which is taken as Image or Decal/],
    ["a model as an animation", "rbxm", { assetType: "Animation" }, /whose root is a KeyframeSequence/],
    ["a video without a price", "mp4", {}, /^A video costs Robux \(2,000/],
    ["the next version of an image", "png", { assetId: "8" }, /a new version of models only/],
    ["the next version of an animation", "rbxm", { assetId: "8" }, /a new version of models only/, ["CurveAnimation"]],
    ["a plugin in XML", "rbxmx", { assetType: "Plugin" }, /the file is rbxmx\. A task reads \.rbxm only/],
    ["a plugin that is a picture", "png", { assetType: "Plugin" }, /the file is png\. A task reads \.rbxm only/],
    ["a plugin with two roots", "rbxm", { assetType: "Plugin" }, /2 instances stand at the root/, ["Folder"], 2],
  ])("nothing: %s", (...[, format, asked, problem, roots, rootInstances]) => {
    expect(as(format, asked, roots, rootInstances).problem).toMatch(problem);
  });
});

describe("a key", () => {
  const report = (more: Partial<KeyReport>): KeyReport => ({
    ...{ enabled: true, expired: false, listsScopes: true, operations: ["read", "write"], reach: "all" },
    ...more,
  });
  const judge = (more: Partial<KeyReport>, api: "createAsset" | "task" = "createAsset", universeId?: string) =>
    judgeKey(report(more), APIS[api].permission, { keyHelp: "HELP", ...(universeId && { universeId }) });

  test("that has all of it passes", () => {
    expect(judge({})).toEqual({});
    expect(judge({ reach: "this" }, "task", "4242")).toEqual({});
    expect(judge({ listsScopes: false, operations: [] })).toEqual({});
  });

  test.each<[string, Partial<KeyReport>, RegExp]>([
    ["that is disabled", { enabled: false }, /^The key is disabled\..* HELP$/],
    ["that expired", { expired: true }, /^The key expired/],
    ["that cannot read", { operations: ["write"] }, /lacks asset read, so what becomes of an upload could not be seen/],
    ["that cannot write", { operations: ["read"] }, /lacks asset write, so an upload would be refused.* HELP$/],
  ])("%s is refused", (_, key, failure) => {
    expect(judge(key)).toEqual({ failure: expect.stringMatching(failure) });
  });

  test.each<[string, Partial<KeyReport>, "createAsset" | "task", RegExp]>([
    ["without the permission", { operations: [] }, "createAsset", /lacks asset read and write, .* HELP$/],
    ["without Luau", { operations: [] }, "task", /lacks universe\.place\.luau-execution-session read and write/],
    ["with half of Luau", { operations: ["write"] }, "task", /lacks universe\.place\.luau-execution-session read, so/],
    ["with half of what a plugin needs of assets", { operations: ["read"] }, "createAsset", /lacks asset write, so/],
    ["for another experience", { reach: "others" }, "task", /lacks universe 4242 among its experiences/],
  ])("%s is a warning", (_, key, api, warning) => {
    expect(judge(key, api, "4242")).toEqual({ warning: expect.stringMatching(warning) });
  });
});

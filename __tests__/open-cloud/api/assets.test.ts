import { expect, test } from "@jest/globals";
import { operationOf } from "../../../src/open-cloud/api/assets.ts";
import { grantOf } from "../../../src/open-cloud/api/permissions.ts";
import { answer } from "../outcomes.ts";

test.each<[unknown, unknown]>([
  [{ path: "operations/a-1" }, { operationId: "a-1", done: false }],
  [
    { path: "operations/x", operationId: "a-1", done: false },
    { operationId: "a-1", done: false },
  ],
  [
    '{"path":"operations/a","done":true,"response":{"assetId":9007199254740993}}',
    { operationId: "a", done: true, asset: { assetId: "9007199254740993" } },
  ],
  [
    {
      done: true,
      response: {
        assetId: "7",
        revisionId: "3",
        displayName: "x",
        moderationResult: { moderationState: "MODERATION_STATE_REJECTED" },
      },
    },
    {
      operationId: "",
      done: true,
      asset: { assetId: "7", versionNumber: "3", displayName: "x", moderationState: "Rejected" },
    },
  ],
  [
    { path: "operations/a", done: true, error: { code: 400, message: "no" } },
    { operationId: "a", done: true, error: 'Roblox said "no" (400)' },
  ],
  [
    { path: "operations/a", done: true },
    { operationId: "a", done: true },
  ],
  [
    { path: "operations/a", done: true, response: { assetId: "x" } },
    { operationId: "a", done: true },
  ],
  [{ path: "operations/../../a?b" }, undefined],
  [{}, undefined],
  ["<html>", undefined],
])("the operation in %j", (body, expected) => {
  expect(operationOf(answer(200, body))).toEqual(expected);
});

test("no operation is read from a refusal", () => {
  expect(operationOf(answer(400, { path: "operations/a" }))).toBeUndefined();
});

test.each<[unknown, unknown]>([
  [{ successAssetIds: ["7"], errors: [] }, { refusal: undefined }],
  [{ successAssetIds: [7] }, { refusal: undefined }],
  [{ successAssetIds: ["8"], errors: [] }, { refusal: "Roblox reported success, but granted nothing" }],
  [{ successAssetIds: [], errors: [{ assetId: "7", code: "CannotManageAsset" }] }, { refusal: "CannotManageAsset" }],
  ["", undefined],
])("the grant in %j", (body, expected) => {
  expect(grantOf(answer(200, body), "7")).toEqual(expected);
});

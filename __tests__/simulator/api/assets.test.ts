import { afterEach, expect, test } from "@jest/globals";
import { type AssetSettings, DEMO_KEY, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { ASSET_KEY, assetKey } from "../../actions/upload-asset/key.ts";
import { call } from "../client.ts";

let simulator: Simulator;
afterEach(() => simulator.close());
const start = async (assets: Partial<AssetSettings> = {}, key = ASSET_KEY) => {
  simulator = await startSimulator({ keys: [key], assets });
};

const REQUEST = { assetType: "Model", displayName: "Tree", creationContext: { creator: { userId: "100001" } } };

/** `request` as clients send it: as plain text without a type, or as JSON. */
function form(request: object, type = "model/x-rbxm", requestType = "") {
  const head = requestType === "" ? "" : `Content-Type: ${requestType}\r\n`;
  return `--b\r\nContent-Disposition: form-data; name="request"\r\n${head}\r\n${JSON.stringify(request)}\r\n--b\r\nContent-Disposition: form-data; name="fileContent"; filename="a"\r\nContent-Type: ${type}\r\n\r\nbytes\r\n--b--\r\n`;
}

async function send(method: string, path: string, body = "", type = "multipart/form-data; boundary=b") {
  const headers = { "x-api-key": DEMO_KEY, ...(method === "GET" ? {} : { "content-type": type }) };
  const reply = await call(simulator, path, { method, headers, body });
  return { status: reply.status, body: JSON.parse(reply.body) };
}
const create = (request: object = REQUEST, type?: string, requestType?: string) =>
  send("POST", "/assets/v1/assets", form(request, type, requestType));

test("every create that is accepted makes an asset, also of the same bytes", async () => {
  await start();
  const first = await create();
  const second = await create(REQUEST, "model/x-rbxm", "application/json");
  expect(first).toEqual({
    status: 200,
    body: { path: expect.stringMatching(/^operations\//), operationId: expect.any(String), done: false },
  });
  expect(second.body.operationId).not.toBe(first.body.operationId);
  const ids = simulator.assets.map(({ assetId }) => assetId);
  expect(new Set(ids).size).toBe(2);
  const poll = () => send("GET", `/assets/v1/${first.body.path}`);
  expect(await poll()).toMatchObject({ status: 200, body: { done: false } });
  expect(await poll()).toMatchObject({ body: { done: true, response: { assetId: ids[0], revisionId: "1" } } });
  expect(await send("GET", "/assets/v1/operations/none")).toMatchObject({ status: 404 });
});

test.each<[string, object, string?]>([
  ["a type in other case", { ...REQUEST, assetType: "model" }],
  ["no name", { ...REQUEST, displayName: "" }],
  ["no creator", { ...REQUEST, creationContext: {} }],
  ["two creators", { ...REQUEST, creationContext: { creator: { userId: "1", groupId: "2" } } }],
  ["a long description", { ...REQUEST, description: "x".repeat(1001) }],
  ["another content type", REQUEST, "image/png"],
])("%s is refused", async (...[, request, type]) => {
  await start();
  expect(await create(request, type)).toMatchObject({ status: 400 });
  expect(simulator.assets).toEqual([]);
});

test("needs both operations", async () => {
  await start({}, assetKey("write"));
  expect(await create()).toMatchObject({ status: 403 });
});

test("a key that is restricted to creators makes and changes nothing of another", async () => {
  const [asset, permissions] = ASSET_KEY.scopes;
  const scopes = [{ ...asset, name: "asset", operations: ["read", "write"], groupIds: ["5"] }, permissions].flatMap(
    (scope) => scope ?? [],
  );
  await start({ polls: 0, existing: { "7": "Model" } }, { ...ASSET_KEY, scopes });
  expect(await create()).toMatchObject({ status: 403 });
  const own = await create({ ...REQUEST, creationContext: { creator: { groupId: 5 } } });
  expect(own).toMatchObject({ status: 200, body: { done: true } });
  const update = (assetId: string) => send("PATCH", `/assets/v1/assets/${assetId}`, form({}));
  expect(await update("7")).toMatchObject({ status: 403 });
  expect(await update(own.body.response.assetId)).toMatchObject({ status: 200 });
  expect(await send("GET", `/assets/v1/${own.body.path}`)).toMatchObject({ status: 200 });
});

test("a video without its price fails in the operation, and is no asset", async () => {
  await start({ polls: 0 });
  const video = { ...REQUEST, assetType: "Video" };
  expect(await create(video, "video/mp4")).toMatchObject({ status: 200, body: { done: true, error: { code: 400 } } });
  expect(simulator.assets).toEqual([]);
  const paid = { ...video, creationContext: { ...REQUEST.creationContext, expectedPrice: 2000 } };
  expect(await create(paid, "video/mp4")).toMatchObject({ body: { response: { assetType: "Video" } } });
});

test("an update takes a model only; without a mask the name stays", async () => {
  await start({ polls: 0, existing: { "7": "Model", "8": "Decal" } });
  const update = (path: string) => send("PATCH", `/assets/v1/assets/${path}`, form({ displayName: "New" }));
  expect(await update("8")).toMatchObject({
    status: 400,
    body: { code: 400, message: "Updating Decal is not supported yet" },
  });
  expect(await update("9")).toMatchObject({ status: 404 });
  expect(await update("7")).toMatchObject({ body: { response: { displayName: "Before", revisionId: "2" } } });
  expect(await update("7?updateMask=displayName")).toMatchObject({ body: { response: { displayName: "New" } } });
});

test("moderation is decided after some looks", async () => {
  await start({ polls: 0, reviews: 2, decision: "Rejected", oldSpelling: true });
  const { body } = await create();
  const state = async () => (await send("GET", `/assets/v1/assets/${body.response.assetId}`)).body.moderationResult;
  expect(body.response.moderationResult).toEqual({ moderationState: "MODERATION_STATE_REVIEWING" });
  expect(await state()).toEqual({ moderationState: "MODERATION_STATE_REVIEWING" });
  expect(await state()).toEqual({ moderationState: "MODERATION_STATE_REJECTED" });
});

test("a grant answers 200, whatever becomes of it", async () => {
  await start({ existing: { "7": "Model" }, grantErrors: { "1": "CannotManageSubject", "2": "" } });
  const grant = (subjectId: unknown, assetId: unknown = 7) => {
    const body = { subjectType: "Universe", subjectId, action: "Use", requests: [{ assetId }] };
    const path = "/asset-permissions-api/v1/assets/permissions";
    return send("PATCH", path, JSON.stringify(body), "application/json");
  };
  expect(await grant("3")).toEqual({ status: 200, body: { successAssetIds: [7], errors: [] } });
  expect(await grant("1")).toMatchObject({ body: { successAssetIds: [], errors: [{ code: "CannotManageSubject" }] } });
  expect(await grant("2")).toEqual({ status: 200, body: { successAssetIds: [], errors: [] } });
  expect(await grant("3", 9)).toMatchObject({ body: { errors: [{ assetId: 9, code: "AssetNotFound" }] } });
  for (const refused of [await grant("3", "7"), await grant(3)]) {
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "InvalidRequest" } } });
  }
  expect(simulator.assets[0]?.grants).toEqual(["3"]);
});

test.each([
  ["", 200, 1],
  ["quotaType == RateLimitUpload && assetType == Audio", 200, 1],
  ["assetType == Video", 200, 0],
  ["assetType == Audio || assetType == Video", 400, undefined],
  ["usage > 3", 400, undefined],
])("quotas by the filter %j", async (filter, status, quotas) => {
  await start();
  const reply = await send("GET", `/cloud/v2/users/100001/asset-quotas?filter=${encodeURIComponent(filter)}`);
  expect(reply.status).toBe(status);
  expect(reply.body.assetQuotas?.length).toBe(quotas);
});

test("a moderated account is refused everywhere", async () => {
  await start({ userIsModerated: true });
  expect(await create()).toMatchObject({ status: 403, body: { errors: [{ message: "User is moderated" }] } });
});

test("a decal is archived and restored; a model is not", async () => {
  await start({ existing: { "7": "Model", "8": "Decal" } });
  const change = (path: string) => send("POST", `/assets/v1/assets/${path}`);
  expect(await change("8:archive")).toMatchObject({ status: 200, body: { state: "Archived" } });
  expect(await send("GET", "/assets/v1/assets/8")).toMatchObject({ body: { state: "Archived" } });
  expect(await change("8:restore")).toMatchObject({ status: 200, body: { state: "Active" } });
  expect(await change("7:archive")).toMatchObject({
    status: 400,
    body: { errors: [{ message: "Model is not an archivable asset type" }] },
  });
  expect(await change("9:archive")).toMatchObject({ status: 404 });
});

test("the versions of an asset are listed, the newest first, and kept with their bytes", async () => {
  await start({ existing: { "7": "Model" } });
  for (let n = 0; n < 3; n++) await send("PATCH", "/assets/v1/assets/7", form({}));
  const list = (query: string) => send("GET", `/assets/v1/assets/7/versions${query}`);
  const first = await list("?maxPageSize=3");
  expect(first.body.assetVersions.map(({ path }: { path: string }) => path)).toEqual(
    [4, 3, 2].map((n) => `assets/7/versions/${n}`),
  );
  const rest = await list(`?maxPageSize=3&pageToken=${first.body.nextPageToken}`);
  expect(rest.body).toEqual({ assetVersions: [expect.objectContaining({ path: "assets/7/versions/1" })] });
  expect(await send("GET", "/assets/v1/assets/7/versions/2")).toMatchObject({ body: { path: "assets/7/versions/2" } });
  expect(await send("GET", "/assets/v1/assets/7/versions/5")).toMatchObject({ status: 404 });
  expect(simulator.assets[0]?.versions).toHaveLength(4);
});

test("an earlier version of an asset becomes the next one", async () => {
  await start({ existing: { "7": "Model" } });
  await send("PATCH", "/assets/v1/assets/7", form({}));
  const sent = simulator.assets[0]?.sha256;
  const rollBack = (assetVersion: string) =>
    send("POST", "/assets/v1/assets/7/versions:rollback", JSON.stringify({ assetVersion }), "application/json");
  expect(await rollBack("assets/7/versions/1")).toMatchObject({ status: 200, body: { path: "assets/7/versions/3" } });
  expect(simulator.assets).toMatchObject([{ version: 3, sha256: "" }]);
  expect(await rollBack("assets/7/versions/2")).toMatchObject({ status: 200 });
  expect(simulator.assets).toMatchObject([{ version: 4, sha256: sent }]);
  expect(await rollBack("assets/7/versions/9")).toMatchObject({ status: 404 });
  expect(await rollBack("assets/8/versions/1")).toMatchObject({ status: 400 });
});

test.each([
  [false, "1"],
  [true, "2"],
])("a change of the name makes a version: %s", async (metadataMakesVersion, revisionId) => {
  await start({ polls: 0, metadataMakesVersion, existing: { "7": "Decal" } });
  const body = '--b\r\nContent-Disposition: form-data; name="request"\r\n\r\n{"displayName":"New"}\r\n--b--\r\n';
  const change = await send("PATCH", "/assets/v1/assets/7?updateMask=displayName", body);
  expect(change).toMatchObject({ body: { response: { displayName: "New", revisionId } } });
});

test("a key that is restricted to creators makes and changes theirs only", async () => {
  const scope = { name: "asset", operations: ["read", "write"], groupIds: ["5"] };
  await start({ existing: { "7": "Model" } }, { ...ASSET_KEY, scopes: [scope] });
  expect(await create()).toMatchObject({ status: 403 });
  expect(simulator.assets).toHaveLength(1);
  const ofGroup = await create({ ...REQUEST, creationContext: { creator: { groupId: "5" } } });
  expect(ofGroup).toMatchObject({ status: 200 });
  expect(await send("GET", `/assets/v1/${ofGroup.body.path}`)).toMatchObject({ status: 200 });
  expect(await send("GET", "/assets/v1/assets/7")).toMatchObject({ status: 403 });
  expect(await send("GET", "/assets/v1/assets/7/versions")).toMatchObject({ status: 403 });
  expect(await send("PATCH", "/assets/v1/assets/7", form({}))).toMatchObject({ status: 403 });
});

test.each([413, 400] as const)("more than 20 MB is refused with %s", async (tooLarge) => {
  await start({ tooLarge });
  const body = form(REQUEST).replace("bytes", "x".repeat(21_000_000));
  const headers = { "x-api-key": DEMO_KEY, "content-type": "multipart/form-data; boundary=b" };
  expect(await call(simulator, "/assets/v1/assets", { method: "POST", headers, body })).toMatchObject({
    status: tooLarge,
  });
  expect(simulator.assets).toEqual([]);
});

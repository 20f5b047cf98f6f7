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

test("a moderated account is refused everywhere", async () => {
  await start({ userIsModerated: true });
  expect(await create()).toMatchObject({ status: 403, body: { errors: [{ message: "User is moderated" }] } });
});

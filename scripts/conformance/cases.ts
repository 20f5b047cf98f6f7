/** What the simulator is asked, so that each of its answers is seen at least once. */
import { binaryPlace, type Call, call } from "../../__tests__/simulator/client.ts";
import {
  type EndpointName,
  HOST,
  type RequestRecord,
  type SimulatedKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import { SCOPES } from "./scopes.ts";

const PUBLISH = "/universes/v1/4242/places/1818/versions?versionType=Published";
const INPUTS = "/cloud/v2/universes/4242/luau-execution-session-task-binary-inputs";
const TASKS = "/cloud/v2/universes/4242/places/1818/luau-execution-session-tasks";

const ASSETS = "/assets/v1/assets";
const ROLLBACK = `${ASSETS}/1818/versions:rollback`;
const PERMISSIONS = "/asset-permissions-api/v1/assets/permissions";
const EXISTING: SimulatorOptions = { assets: { existing: { "7": "Model", "8": "Decal" } } };
const grantOf = (assetId: number) => ({
  subjectType: "Universe",
  subjectId: "4242",
  action: "Use",
  requests: [{ assetId }],
});
const assetUpload = (request: object) => {
  const whole = {
    assetType: "Model",
    displayName: "Tree",
    creationContext: { creator: { userId: "100001" } },
    ...request,
  };
  const head = (name: string, type: string) =>
    `--line\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    body: `${head("request", "application/json")}${JSON.stringify(whole)}\r\n${head("fileContent", "model/x-rbxm")}x\r\n--line--\r\n`,
    headers: { "content-type": "multipart/form-data; boundary=line" },
  };
};

/** What was made beforehand and cannot be known before. */
interface Prepared {
  /** The path of a Luau task that has ended, `universes/…/tasks/…`. */
  readonly task: string;
}

type Path = string | ((prepared: Prepared) => string);
type Content = string | Buffer | object;

interface Case {
  readonly path: Path;
  readonly body?: Content;
  readonly headers?: Record<string, string>;
  readonly options?: SimulatorOptions;
}

const onTask = (rest = "") => ({ path: ({ task }: Prepared) => `/cloud/v2/${task}${rest}` });
const place = { body: binaryPlace(), headers: { "content-type": "application/octet-stream" } };

/** The first one of each is a good request; what every endpoint answers to a bad key is added to them. */
const CASES: Record<EndpointName, readonly Case[]> = {
  publish: [
    { path: PUBLISH, ...place },
    { path: PUBLISH.replace("Published", "Saved"), ...place },
    { path: PUBLISH, body: "nothing that is a place", headers: place.headers },
    { path: PUBLISH.replace("Published", "Draft"), ...place },
    { path: PUBLISH.replace("1818", "0"), ...place },
    { path: PUBLISH.replace("1818", "7"), ...place },
    { path: PUBLISH.replace("1818", "1919"), ...place },
    { path: PUBLISH, ...place, options: { publishing: { contentType: "application/json" } } },
    { path: PUBLISH.split("?")[0] ?? "", ...place },
  ],
  universeOfPlace: [{ path: "/universes/v1/places/1818/universe" }, { path: "/universes/v1/places/7/universe" }],
  introspect: [
    { path: "/api-keys/v1/introspect", body: { apiKey: "" } },
    { path: "/api-keys/v1/introspect", body: { apiKey: "unknown" } },
  ],
  assetVersions: [
    { path: "/assets/v1/assets/1818/versions" },
    { path: "/assets/v1/assets/1818/versions?maxPageSize=1" },
    { path: "/assets/v1/assets/1818/versions", options: { readBack: { assetVersions: "array" } } },
    { path: "/assets/v1/assets/1818/versions?maxPageSize=0" },
    { path: "/assets/v1/assets/1818/versions?pageToken=none" },
    { path: "/assets/v1/assets/7/versions" },
  ],
  assetVersion: [
    { path: "/assets/v1/assets/1818/versions/1" },
    { path: "/assets/v1/assets/1818/versions/2" },
    { path: "/assets/v1/assets/1818/versions/9" },
    { path: "/assets/v1/assets/7/versions/1" },
  ],
  rollBackVersion: [
    { path: ROLLBACK, body: { assetVersion: "assets/1818/versions/1" } },
    { path: ROLLBACK, body: { assetVersion: "assets/1818/versions/9" } },
    { path: ROLLBACK, body: {} },
    { path: ROLLBACK.replace("1818", "7"), body: { assetVersion: "assets/7/versions/1" } },
  ],
  assetDelivery: [
    { path: "/asset-delivery-api/v1/assetId/1818/version/1" },
    { path: "/asset-delivery-api/v1/assetId/1818/version/9" },
  ],
  assetDeliveryUnversioned: [{ path: "/asset-delivery-api/v1/assetId/1818" }],
  placeBytes: [{ path: "/v1/bytes/sc2/none?__token__=none" }],
  createAsset: [
    { path: ASSETS, ...assetUpload({}) },
    { path: ASSETS, ...assetUpload({ assetType: "model" }) },
    { path: ASSETS, ...assetUpload({}), options: { assets: { polls: 0 } } },
    { path: ASSETS, ...assetUpload({}), options: { assets: { answersOnlyPath: true } } },
    { path: ASSETS, ...assetUpload({}), options: { assets: { userIsModerated: true } } },
  ],
  updateAsset: [
    { path: `${ASSETS}/7`, ...assetUpload({}), options: EXISTING },
    { path: `${ASSETS}/8`, ...assetUpload({}), options: EXISTING },
    { path: `${ASSETS}/9`, ...assetUpload({}), options: EXISTING },
  ],
  asset: [
    { path: `${ASSETS}/7?readMask=moderationResult`, options: EXISTING },
    { path: `${ASSETS}/9`, options: EXISTING },
  ],
  archiveAsset: [
    { path: `${ASSETS}/8:archive`, options: EXISTING },
    { path: `${ASSETS}/7:archive`, options: EXISTING },
    { path: `${ASSETS}/9:archive`, options: EXISTING },
  ],
  assetOperation: [{ path: "/assets/v1/operations/none" }],
  assetQuotas: [{ path: "/cloud/v2/users/100001/asset-quotas" }],
  assetPermissions: [
    { path: PERMISSIONS, body: grantOf(7), options: EXISTING },
    { path: PERMISSIONS, body: grantOf(9), options: EXISTING },
    { path: PERMISSIONS, body: { subjectType: "Nobody" } },
  ],
  versionNotes: [
    { path: "/place-version-history-api/v1/1818/version/1/notes", body: { title: "Title", description: "Text" } },
    { path: "/place-version-history-api/v1/1818/version/2/notes", body: { title: "Title", description: "Text" } },
    { path: "/place-version-history-api/v1/1818/version/9/notes", body: { title: "Title", description: "Text" } },
    { path: "/place-version-history-api/v1/1818/version/1/notes", body: { title: 1 } },
    { path: "/place-version-history-api/v1/7/version/1/notes", body: { title: "Title" } },
  ],
  createTask: [
    { path: TASKS, body: { script: "return 1" } },
    { path: TASKS, body: { script: "return 1", timeout: "3s" } },
    { path: TASKS, body: { script: "" } },
    { path: TASKS, body: { script: "return 1", timeout: "301s" } },
    { path: TASKS.replace("1818", "7"), body: { script: "return 1" } },
  ],
  createTaskOnVersion: [
    { path: TASKS.replace("1818", "1818/versions/1"), body: { script: "return 1" } },
    { path: TASKS.replace("1818", "1818/versions/9"), body: { script: "return 1" } },
    { path: TASKS.replace("1818", "1818/versions/x"), body: { script: "return 1" } },
  ],
  task: [
    onTask(),
    onTask("?view=BASIC"),
    onTask("?view=FULL"),
    onTask("0"),
    { ...onTask(), options: { luau: { scenario: { queueSeconds: 60 } } } },
    { ...onTask(), options: { luau: { scenario: { runSeconds: 60 } } } },
    { ...onTask(), options: { luau: { scenario: { cancelled: true } } } },
    { ...onTask(), options: { luau: { scenario: { error: { code: "SCRIPT_ERROR", message: "no" } } } } },
  ],
  taskLogs: [
    onTask("/logs"),
    onTask("/logs?view=STRUCTURED"),
    onTask("/logs?maxPageSize=10000"),
    onTask("/logs?maxPageSize=0"),
    onTask("/logs?pageToken=none"),
    onTask("/logs?view=NONE"),
    onTask("0/logs"),
    { ...onTask("/logs"), options: { luau: { logChunkMessages: 1 } } },
    { ...onTask("/logs"), options: { luau: { scenario: { log: [] } } } },
  ],
  createBinaryInput: [
    { path: INPUTS, body: { size: 3 } },
    { path: INPUTS, body: { size: 0 } },
    { path: INPUTS, body: { size: 104_857_601 } },
    { path: INPUTS, body: { size: "3" } },
    { path: INPUTS.replace("4242", "7"), body: { size: 3 } },
  ],
  putBinaryInput: [{ path: "/inputs/none?X-Signature=none", body: "abc" }],
  getBinaryOutput: [{ path: "/outputs/none?X-Signature=none" }],
  restartServers: [
    { path: "/cloud/v2/universes/4242:restartServers", body: {} },
    { path: "/cloud/v2/universes/4242:restartServers", body: { placeIds: [1818], closeAllVersions: true } },
    { path: "/cloud/v2/universes/4242:restartServers", body: { placeIds: [7] } },
    { path: "/cloud/v2/universes/4242:restartServers", body: { other: 1 } },
    { path: "/cloud/v2/universes/7:restartServers", body: {} },
  ],
  restartsForecast: [
    { path: "/server-management/v1/universes/4242/restarts:forecast" },
    { path: "/server-management/v1/universes/7/restarts:forecast" },
  ],
  publishToTopic: [
    { path: "/messaging-service/v1/universes/4242/topics/updates", body: { message: "soon" } },
    { path: "/messaging-service/v1/universes/4242/topics/updates", body: { message: "" } },
    { path: "/messaging-service/v1/universes/7/topics/updates", body: { message: "soon" } },
  ],
  universe: [{ path: "/cloud/v2/universes/4242" }, { path: "/cloud/v2/universes/7" }],
  updateUniverse: [
    { path: "/cloud/v2/universes/4242?updateMask=voiceChatEnabled", body: { voiceChatEnabled: false } },
    { path: "/cloud/v2/universes/4242?updateMask=displayName", body: { displayName: "no" } },
  ],
  place: [{ path: "/cloud/v2/universes/4242/places/1818" }, { path: "/cloud/v2/universes/4242/places/7" }],
  updatePlace: [
    { path: "/cloud/v2/universes/4242/places/1818?updateMask=displayName", body: { displayName: "Name" } },
    { path: "/cloud/v2/universes/4242/places/1818", body: { serverSize: "many" } },
  ],
  publishMessage: [
    { path: "/cloud/v2/universes/4242:publishMessage", body: { topic: "updates", message: "soon" } },
    { path: "/cloud/v2/universes/4242:publishMessage", body: { topic: "", message: "soon" } },
    { path: "/cloud/v2/universes/4242:publishMessage", body: { topic: "updates", message: "" } },
    { path: "/cloud/v2/universes/7:publishMessage", body: { topic: "updates", message: "soon" } },
  ],
};

const FULL = "full-key";
const SCOPELESS = "scopeless-key";
const ELSEWHERE = "key-of-another-universe";
/** An endpoint that allows more is not asked that often. */
const MAX_CALLS_A_MINUTE = 120;

/** Asks one endpoint everything, each case on a simulator of its own, and hands over what was asked of it. */
export async function askAll(
  name: EndpointName,
  look: (requests: readonly RequestRecord[], simulator: Simulator) => void,
): Promise<void> {
  for (const [index, { path, body = "", headers = {}, options }] of CASES[name].entries()) {
    const simulator = await startSimulator({ ...settings(), ...options });
    try {
      const { method, access, host = HOST } = simulator.endpoints[name];
      const prepared = await prepare(simulator);
      const earlier = simulator.requests.length;
      const ask = (key?: string) => {
        const request: Call = {
          method,
          host,
          headers: {
            ...(typeof body === "object" && !Buffer.isBuffer(body) && { "content-type": "application/json" }),
            ...headers,
            ...(key !== undefined && { "x-api-key": key }),
          },
          body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        };
        return call(simulator, typeof path === "string" ? path : path(prepared), request);
      };
      await ask(access ? FULL : undefined);
      if (access && index === 0) {
        for (const key of [undefined, "unknown-key", SCOPELESS, ELSEWHERE]) await ask(key);
        const limit = access.perMinute ?? 30;
        for (let nth = 0; limit <= MAX_CALLS_A_MINUTE && nth < limit; nth += 1) await ask(FULL);
      }
      look(simulator.requests.slice(earlier), simulator);
    } finally {
      await simulator.close();
    }
  }
}

function settings(): SimulatorOptions {
  return {
    universes: { "4242": ["1818", "1819"], "4343": ["1919"] },
    keys: [
      keyWith(FULL, "everywhere"),
      { secret: SCOPELESS, name: "none", ownerId: "2", scopes: [] },
      keyWith(ELSEWHERE, ["1"]),
      PREPARING,
    ],
    luau: {
      scenario: { log: ["one", { message: "two", messageType: "WARNING" }], results: [1, "two", { three: null }] },
    },
  };
}

function keyWith(secret: string, universeIds: readonly string[] | "everywhere"): SimulatedKey {
  const scopes = Object.entries(SCOPES).map(([name, operations]) => ({
    name,
    operations,
    ...(universeIds !== "everywhere" && { universeIds }),
  }));
  return { secret, name: secret, ownerId: secret === FULL ? "1" : "3", scopes };
}

const PREPARING = { ...keyWith(FULL, "everywhere"), secret: "preparing-key", ownerId: "4" };

/** A saved version, a published one, and a task: with a key of an owner whose limits are not those of the questions. */
async function prepare(simulator: Simulator): Promise<Prepared> {
  const headers = { "x-api-key": PREPARING.secret };
  for (const type of ["Saved", "Published"]) {
    const body = binaryPlace(type);
    await call(simulator, PUBLISH.replace("Published", type), {
      method: "POST",
      body,
      headers: { ...headers, ...place.headers },
    });
  }
  const created = await call(simulator, TASKS, {
    method: "POST",
    body: JSON.stringify({ script: "return 1" }),
    headers: { ...headers, "content-type": "application/json" },
  });
  return { task: JSON.parse(created.body).path };
}

export const ENDPOINTS = Object.keys(CASES) as EndpointName[];

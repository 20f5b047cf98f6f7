/** The clients that `npm run clients` runs, and what each of them is to do. */
import type { Fault, SimulatorOptions } from "../../simulator/index.ts";

export interface Client {
  readonly name: string;
  /** What is there when it is installed, below the folder. */
  readonly installed: string;
  /** What runs a script, which is the last argument. */
  readonly runtime: readonly [string, ...string[]];
  readonly tasks: readonly Task[];
}

interface Task {
  readonly does: string;
  readonly script: string;
  /** What Roblox is like, where documents and observations differ: each of these is tried. */
  readonly settings?: readonly Setting[];
}

const resetOnce = (code: Extract<Fault, { kind: "resetStream" }>["code"] & string): SimulatorOptions => ({
  http2: true,
  fault: ({ endpoint }, nth) =>
    endpoint === "publish" && nth === 1 ? { kind: "resetStream", when: "afterBody", code } : undefined,
});

export const SETTINGS = {
  usual: {},
  "text/plain": { publishing: { contentType: "text/plain" } },
  "application/json": { publishing: { contentType: "application/json" } },
  "versions as an object": { readBack: { assetVersions: "object" } },
  "versions as an array": { readBack: { assetVersions: "array" } },
  "an operation that takes three polls": { assets: { polls: 3 } },
  "an answer with the path only": { assets: { answersOnlyPath: true } },
  "a rollback as JSON": { versionRollback: { takes: "json" } },
  "a rollback as a form": { versionRollback: { takes: "multipart" } },
  "HTTP/2": { http2: true },
  "HTTP/2, the first upload reset with CANCEL": resetOnce("CANCEL"),
  "HTTP/2, the first upload reset with INTERNAL_ERROR": resetOnce("INTERNAL_ERROR"),
} as const satisfies Record<string, SimulatorOptions>;

export type Setting = keyof typeof SETTINGS;

const PUBLISHING = ["text/plain", "application/json"] as const;
const LISTING = ["versions as an object", "versions as an array"] as const;
const ROLLING_BACK = ["a rollback as JSON", "a rollback as a form"] as const;
const UPLOADING = ["an operation that takes three polls", "an answer with the path only"] as const;

const python = (name: string) => (process.platform === "win32" ? `venv/Scripts/${name}` : `venv/bin/${name}`);

const OCALE = `
import { readFileSync } from "node:fs";
import { LuauExecutionClient } from "@bedrock-rbx/ocale/luau-execution";
import { PlacesClient } from "@bedrock-rbx/ocale/places";
const options = { apiKey: process.env.ROBLOX_API_KEY };
const ids = { universeId: "4242", placeId: "1818" };
const certain = (result) => { if (!result.success) throw result.err; return result.data; };`;

const OPENBLOX = `
const { createOpenbloxConfig, setDefaultOpenbloxConfig } = require("openblox/config");
const { AssetsApi, ExperiencesApi, LuauExecutionApi } = require("openblox/cloud");
setDefaultOpenbloxConfig(createOpenbloxConfig({ cloudKey: process.env.ROBLOX_API_KEY }));
const main = (task) => task().catch((error) => { console.error(error); process.exitCode = 1; });
const publish = (versionType) =>
  ExperiencesApi.publishPlace({ universeId: 4242, placeId: 1818, versionType, placeFile: process.env.PLACE });
const present = (value) => { if (value === undefined) throw new Error("nothing came of it"); return JSON.stringify(value); };`;

const RBLX_OPEN_CLOUD = `
import io, os, rblxopencloud
experience = rblxopencloud.Experience(4242, os.environ["ROBLOX_API_KEY"])
user = rblxopencloud.User(100001, os.environ["ROBLOX_API_KEY"])
def publish(): return experience.get_place(1818).upload_place_file(open(os.environ["PLACE"], "rb"), publish=True)
class File(io.BytesIO): name = "tree.fbx"`;

const RBXCLOUD = `
set -e
export RBXCLOUD_API_KEY="$ROBLOX_API_KEY"
ids="--universe-id 4242 --place-id 1818"`;

const ROJO = `
set -e
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
echo '{"name":"place","tree":{"$className":"DataModel"}}' > "$folder/default.project.json"
bin/rojo upload "$folder" --api_key "$ROBLOX_API_KEY" --universe_id 4242 --asset_id 1818`;

const FETCH = `
const publish = async (placeId) => {
  const address = "https://apis.roblox.com/universes/v1/4242/places/" + placeId + "/versions?versionType=Published";
  const headers = { connection: "close", "x-api-key": process.env.ROBLOX_API_KEY, "content-type": "application/xml" };
  const body = '<roblox version="4"><Item class="Workspace" referent="0"></Item></roblox>';
  const late = new Promise((settle) => setTimeout(settle, 5000, "no end within 5 s"));
  const sent = fetch(address, { method: "POST", headers, body }).then(
    (answer) => answer.status, (error) => "rejected with " + (error.cause?.code ?? error.message));
  return Promise.race([sent, late]);
};
console.log(process.version, await publish("1818"), await publish("1819"), await publish("1820"));
process.exit();`;

export const CLIENTS: readonly Client[] = [
  {
    name: "@bedrock-rbx/ocale",
    installed: "node_modules/@bedrock-rbx/ocale",
    runtime: [process.execPath, "--input-type=module", "-e"],
    tasks: [
      {
        does: "publishes a place",
        settings: PUBLISHING,
        script: `${OCALE}
const body = new Uint8Array(readFileSync(process.env.PLACE));
console.log(certain(await new PlacesClient(options).publish({ ...ids, body, format: "rbxl" })));`,
      },
      {
        does: "runs a Luau task to its end, and reads its log",
        script: `${OCALE}
const { tasks } = new LuauExecutionClient(options);
const task = certain(await tasks.runUntilDone({ ...ids, script: "return 1" }));
console.log(task.state, certain(await tasks.listLogs({ ref: task.ref })));`,
      },
    ],
  },
  {
    name: "openblox",
    installed: "node_modules/openblox",
    runtime: [process.execPath, "--input-type=commonjs", "-e"],
    tasks: [
      {
        does: "publishes a place",
        settings: PUBLISHING,
        script: `${OPENBLOX}
main(async () => console.log("version", present((await publish("Published")).data)));`,
      },
      {
        does: "lists the versions of a place",
        settings: LISTING,
        script: `${OPENBLOX}
main(async () => {
  await publish("Published");
  console.log(present((await AssetsApi.assetVersions({ assetId: 1818 })).data));
});`,
      },
      {
        does: "rolls a place back",
        settings: ROLLING_BACK,
        script: `${OPENBLOX}
main(async () => {
  await publish("Published");
  console.log(present((await AssetsApi.rollbackAssetVersion({ assetId: 1818, version: 2 })).data.path));
});`,
      },
      {
        does: "uploads a model",
        settings: UPLOADING,
        script: `${OPENBLOX}
main(async () => {
  const asset = { assetType: "Model", displayName: "Tree", description: "", userId: 100001 };
  const { data } = await AssetsApi.createAsset({ ...asset, file: Buffer.from("Kaydara FBX Binary"), fileName: "tree.fbx" });
  console.log(present(data));
});`,
      },
      {
        does: "runs a Luau task, and reads its log",
        script: `${OPENBLOX}
main(async () => {
  const { data } = await LuauExecutionApi.executeLuau({ universeId: 4242, placeId: 1818, script: "return 1" });
  const task = await LuauExecutionApi.luauExecutionTask(data);
  const log = await LuauExecutionApi.listLuauExecutionLogs(data);
  console.log("task", task.data.state, present(log.data));
});`,
      },
    ],
  },
  {
    name: "rblx-open-cloud",
    installed: process.platform === "win32" ? "venv/Lib/site-packages/rblxopencloud" : python("python"),
    runtime: [python("python"), "-c"],
    tasks: [
      {
        does: "reads the experience, sends a message, restarts the servers",
        script: `${RBLX_OPEN_CLOUD}
experience.fetch_info()
experience.publish_message("topic", "message")
experience.restart_servers()
print(experience.name)`,
      },
      { does: "publishes a place", settings: PUBLISHING, script: `${RBLX_OPEN_CLOUD}\nprint("version", publish())` },
      {
        does: "lists the versions of a place",
        settings: LISTING,
        script: `${RBLX_OPEN_CLOUD}
try: publish()
except Exception: pass
print([version.version_number for version in user.list_asset_versions(1818)])`,
      },
      {
        does: "rolls a place back",
        settings: ROLLING_BACK,
        script: `${RBLX_OPEN_CLOUD}
try: publish()
except Exception: pass
print("version", user.rollback_asset(1818, 2).version_number)`,
      },
      {
        does: "uploads a model, then its next version",
        settings: UPLOADING,
        script: `${RBLX_OPEN_CLOUD}
made = user.upload_asset(File(b"Kaydara FBX Binary"), rblxopencloud.AssetType.Model, "Tree", "A tree").wait(interval_seconds=0.1)
updated = user.update_asset(made.id, File(b"Kaydara FBX Binary 2")).wait(interval_seconds=0.1)
print(made.id, made.moderation_status, updated.revision_id)`,
      },
      {
        does: "lists the versions of an image, archives and restores it",
        script: `${RBLX_OPEN_CLOUD}
made = user.upload_asset(open(os.environ["IMAGE"], "rb"), rblxopencloud.AssetType.Decal, "Leaf", "A leaf").wait(interval_seconds=0.1)
print([version.version_number for version in user.list_asset_versions(made.id)],
    user.archive_asset(made.id).is_archived, user.restore_asset(made.id).is_archived)`,
      },
    ],
  },
  {
    name: "rbxcloud",
    installed: "bin/rbxcloud",
    runtime: ["sh", "-c"],
    tasks: [
      {
        does: "reads universe and place, sends a message, restarts the servers",
        script: `${RBXCLOUD}
bin/rbxcloud universe get --universe-id 4242 > /dev/null
bin/rbxcloud place get $ids > /dev/null
bin/rbxcloud messaging publish --universe-id 4242 --topic topic --message message > /dev/null
bin/rbxcloud universe restart --universe-id 4242`,
      },
      {
        does: "publishes a place",
        settings: PUBLISHING,
        script: `${RBXCLOUD}
bin/rbxcloud experience publish $ids --filename "$PLACE" --version-type published`,
      },
      {
        does: "runs a Luau task, and reads its log",
        script: `${RBXCLOUD}
made=$(bin/rbxcloud luau execute $ids --script 'return 1' --timeout 10s)
part() { echo "$made" | sed 's|.*"path":"\\([^"]*\\)".*|\\1|' | cut -d/ -f"$1"; }
task="$ids --version-id $(part 6) --session-id $(part 8) --task-id $(part 10)"
bin/rbxcloud luau get-task $task
bin/rbxcloud luau get-logs $task --view structured`,
      },
      {
        does: "uploads a model, and reads its operation",
        settings: UPLOADING,
        script: `${RBXCLOUD}
file=$(mktemp)
trap 'rm "$file"' EXIT
printf 'Kaydara FBX Binary' > "$file"
creator="--creator-id 100001 --creator-type user"
made=$(bin/rbxcloud assets create --asset-type model-fbx --display-name Tree --description Tree $creator --filepath "$file")
operation=$(echo "$made" | sed 's|.*operations/\\([^"]*\\)".*|\\1|')
bin/rbxcloud assets get-operation --operation-id "$operation" > /dev/null
bin/rbxcloud assets get-operation --operation-id "$operation"`,
      },
    ],
  },
  {
    name: "rojo",
    installed: "bin/rojo",
    runtime: ["sh", "-c"],
    tasks: [{ does: "uploads a place", settings: PUBLISHING, script: ROJO }],
  },
  {
    name: "the fetch of Node 26",
    installed: "node_modules/node/bin/node",
    runtime: ["node_modules/node/bin/node", "--input-type=module", "-e"],
    tasks: [
      {
        does: "publishes three places, one after the other",
        settings: [
          "HTTP/2",
          "HTTP/2, the first upload reset with CANCEL",
          "HTTP/2, the first upload reset with INTERNAL_ERROR",
        ],
        script: FETCH,
      },
    ],
  },
];

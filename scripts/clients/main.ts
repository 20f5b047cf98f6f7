/**
 * `npm run clients -- FOLDER`: runs clients that others wrote against the simulator. FOLDER is where they are installed: its
 * `node_modules` and, for Python, its `venv`. A client that is not there is skipped.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DEMO_KEY, publishingKey, startSimulator } from "../../simulator/index.ts";

interface Client {
  readonly name: string;
  /** What is there when it is installed, below the folder. */
  readonly installed: string;
  readonly command: readonly [string, ...string[]];
}

const PLACE = 'Buffer.from(\'<roblox version="4"><Item class="Workspace" referent="0"></Item></roblox>\')';
const OCALE = `
import { PlacesClient } from "@bedrock-rbx/ocale/places";
const client = new PlacesClient({ apiKey: process.env.ROBLOX_API_KEY });
const result = await client.publish({ universeId: "4242", placeId: "1818", body: new Uint8Array(${PLACE}), format: "rbxlx" });
if (!result.success) throw result.err;
console.log("published", JSON.stringify(result.data));`;
const OPENBLOX = `
const { createOpenbloxConfig, setDefaultOpenbloxConfig } = require("openblox/config");
const { LuauExecutionApi } = require("openblox/cloud");
setDefaultOpenbloxConfig(createOpenbloxConfig({ cloudKey: process.env.ROBLOX_API_KEY }));
(async () => {
  const { data } = await LuauExecutionApi.executeLuau({ universeId: 4242, placeId: 1818, script: "return 1" });
  console.log("task", data.state);
})();`;
const RBLX_OPEN_CLOUD = `
import os, rblxopencloud
experience = rblxopencloud.Experience(4242, os.environ["ROBLOX_API_KEY"])
experience.fetch_info()
experience.publish_message("topic", "message")
experience.restart_servers()
place = open(os.environ["PLACE"], "rb")
print("published", experience.get_place(1818).upload_place_file(place, publish=True))`;

const CLIENTS: readonly Client[] = [
  {
    name: "@bedrock-rbx/ocale",
    installed: "node_modules/@bedrock-rbx/ocale",
    command: [process.execPath, "--input-type=module", "-e", OCALE],
  },
  {
    name: "openblox",
    installed: "node_modules/openblox",
    command: [process.execPath, "--input-type=commonjs", "-e", OPENBLOX],
  },
  {
    name: "rblx-open-cloud",
    installed: process.platform === "win32" ? "venv/Lib/site-packages/rblxopencloud" : "venv/bin/python",
    command: [process.platform === "win32" ? "venv/Scripts/python" : "venv/bin/python", "-c", RBLX_OPEN_CLOUD],
  },
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run clients -- FOLDER\nFOLDER is where the clients are installed.");
  process.exit(2);
}
const SETTINGS = ["text/plain", "application/json"] as const;
const key = publishingKey(["4242"]);
const scopes = [
  ...key.scopes,
  { name: "universe", operations: ["read", "write"] },
  { name: "universe-messaging-service", operations: ["publish"] },
  { name: "universe.place.luau-execution-session", operations: ["read", "write"] },
];

function run({ command: [program, ...rest] }: Client, environment: Record<string, string>) {
  const isOurs = existsSync(join(folder as string, program));
  return new Promise<{ code: number | null; said: string }>((done) => {
    const child = spawn(isOurs ? resolve(folder as string, program) : program, rest, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (said += chunk));
    child.on("close", (code) => done({ code, said: said.trim() }));
  });
}

for (const contentType of SETTINGS) {
  console.log(`A publish is answered as ${contentType}:`);
  for (const client of CLIENTS) {
    if (!existsSync(join(folder, client.installed))) {
      console.log(`  ${client.name}: skipped, not installed`);
      continue;
    }
    const simulator = await startSimulator({
      keys: [{ ...key, scopes }],
      publishing: { contentType },
      firstVersion: { 1818: "1" },
    });
    const { code, said } = await run(client, {
      ...simulator.environment,
      HTTPS_PROXY: simulator.proxyUrl,
      NODE_USE_ENV_PROXY: "1",
      REQUESTS_CA_BUNDLE: simulator.caFile,
      ROBLOX_API_KEY: DEMO_KEY,
      PLACE: resolve("examples/obby/obby.rbxl"),
    });
    console.log(
      `  ${client.name}: ${code === 0 ? "works" : "fails"}: ${code === 0 ? said.split("\n").at(0) : said.split("\n").slice(-12).join("\n      ")}`,
    );
    for (const { method, path, status } of simulator.requests)
      console.log(`    ${status ?? "no answer"} ${method} ${path}`);
    await simulator.close();
  }
}

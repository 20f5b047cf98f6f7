/**
 * `npm run clients -- FOLDER`: runs clients that others wrote against the simulator. FOLDER is where they are installed: its
 * `node_modules`, for Python its `venv`, and what was built below `bin`. A client that is not there is skipped.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { keyForAll, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { CLIENTS, type Client, SETTINGS, type Setting } from "./clients.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run clients -- FOLDER\nFOLDER is where the clients are installed.");
  process.exit(2);
}

for (const client of CLIENTS) {
  if (!existsSync(join(folder, client.installed))) {
    console.log(`${client.name}: skipped, not installed`);
    continue;
  }
  console.log(`${client.name}:`);
  for (const { does, script, settings = ["usual"] satisfies Setting[] } of client.tasks) {
    for (const setting of settings) await report(client, does, script, setting);
  }
}

async function report(client: Client, does: string, script: string, setting: Setting) {
  const key = keyForAll(["4242"]);
  const options: SimulatorOptions = { firstVersion: { 1818: "1" }, keys: [key], ...SETTINGS[setting] };
  const simulator = await startSimulator(options);
  const { code, said } = await run(client, script, {
    ...simulator.environment,
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_USE_ENV_PROXY: "1",
    REQUESTS_CA_BUNDLE: simulator.caFile,
    SSL_CERT_FILE: simulator.caFile,
    ROBLOX_API_KEY: key.secret,
    PLACE: resolve("examples/obby/obby.rbxl"),
    IMAGE: resolve("docs/images/summary-tests-light.png"),
  });
  const lines = said.split("\n");
  // What went wrong stands at the top of what some say, and at the bottom of what others do.
  const told =
    code === 0 ? lines.slice(-1) : lines.length > 12 ? [...lines.slice(0, 4), "…", ...lines.slice(-6)] : lines;
  console.log(`  ${does} (${setting}): ${code === 0 ? "works" : "fails"}: ${told.join("\n      ")}`);
  for (const { method, path, status, httpVersion, connection } of simulator.requests) {
    const how = httpVersion === "2" ? ` (HTTP/2, connection ${connection})` : "";
    console.log(`    ${status ?? "no answer"} ${method} ${path}${how}`);
  }
  await simulator.close();
}

function run({ runtime: [program, ...rest] }: Client, script: string, environment: Record<string, string>) {
  const isOurs = existsSync(join(folder as string, program));
  return new Promise<{ code: number | null; said: string }>((done) => {
    const child = spawn(isOurs ? resolve(folder as string, program) : program, [...rest, script], {
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

import { appendFileSync, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { keyForAll, type RequestRecord, type SimulatorOptions, startSimulator } from "./index.ts";
import { DEFAULT_UNIVERSES } from "./roblox.ts";
import { readScenario, ScenarioError } from "./scenario.ts";

const EXAMPLE = "examples/obby/obby.rbxl";
const place = existsSync(EXAMPLE) ? EXAMPLE : "place.rbxl";

const scenario = await readFileOfScenario(process.argv[2]);
const universes = scenario.universes ?? DEFAULT_UNIVERSES;
const keys = scenario.keys ?? [keyForAll(Object.keys(universes))];
const simulator = await startSimulator({
  ...scenario,
  keys,
  onRequest: (record) => console.log(describe(record)),
});
const secret = keys[0]?.secret ?? "";
const [universeId = "", placeIds] = Object.entries(universes)[0] ?? [];
const exports = { ...simulator.environment, ROBLOX_API_KEY: secret };
// In a workflow, what was exported here would not reach the steps that follow: this file does.
if (process.env.GITHUB_ENV)
  appendFileSync(process.env.GITHUB_ENV, `${lines(exports, (name, value) => `${name}=${value}`)}\n`);

console.log(`Roblox Open Cloud, simulated on this machine: ${describeUniverses()}.
Clients reach it as https://apis.roblox.com, through a proxy that leads nowhere else.

In a shell:
${lines(exports, (name, value) => `  export ${name}="${value}"`)}

In PowerShell:
${lines(exports, (name, value) => `  $env:${name} = "${value}"`)}

With curl, as it stands:
  curl --proxy "${simulator.proxyUrl}" --cacert "${simulator.caFile}" -H "x-api-key: ${secret}" -H "content-type: application/octet-stream" --data-binary "@${place}" "https://apis.roblox.com/universes/v1/${universeId}/places/${placeIds?.[0] ?? ""}/versions?versionType=Published"

Ctrl-C ends it. Requests:`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close());

/** `npm run simulator -- FILE`; without a file all that is in the options by default. */
async function readFileOfScenario(file: string | undefined): Promise<SimulatorOptions> {
  if (file === undefined) return {};
  try {
    return readScenario(await readFile(file, "utf8"));
  } catch (error) {
    const isUnreadable = error instanceof Error && "code" in error;
    if (!isUnreadable && !(error instanceof ScenarioError)) throw error;
    console.error(`${file} cannot be used (simulator/README.md says what may stand in it):\n${error.message}`);
    process.exit(2);
  }
}

function describeUniverses(): string {
  return Object.entries(universes)
    .map(([id, places]) => `universe ${id} with the places ${places.join(", ")}`)
    .join("; ");
}

function lines(values: Record<string, string>, format: (name: string, value: string) => string): string {
  return Object.entries(values)
    .map(([name, value]) => format(name, value))
    .join("\n");
}

function describe(record: RequestRecord): string {
  const { method, path, status, bodyBytes, startedAt, endedAt = startedAt, httpVersion, connection } = record;
  const time = new Date(startedAt).toLocaleTimeString("en-GB");
  const outcome = status === undefined ? "no answer" : String(status);
  const how = httpVersion === "2" ? `, HTTP/2 on connection ${connection}` : "";
  return `${time}  ${outcome}  ${method} ${path}  ${bodyBytes} bytes, ${endedAt - startedAt} ms${how}`;
}

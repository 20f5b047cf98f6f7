import { appendFileSync, existsSync } from "node:fs";
import { DEMO_KEY, publishingKey, type RequestRecord, startSimulator } from "./index.ts";

const EXAMPLE = "examples/obby/obby.rbxl";
const place = existsSync(EXAMPLE) ? EXAMPLE : "place.rbxl";

// Whoever tries things by hand wants to try all of them: every scope that an endpoint here asks for.
const readAndWrite = ["universe", "universe.place.luau-execution-session"];
const universeIds = ["4242"];
const key = publishingKey(universeIds);
const scopes = [
  ...key.scopes,
  ...readAndWrite.map((name) => ({ name, operations: ["read", "write"], universeIds })),
  // Version notes are refused to a key that is restricted to experiences, and assets belong to a creator.
  { name: "universe.place", operations: ["read", "write"] },
  { name: "asset", operations: ["read", "write"], userIds: [key.ownerId] },
  { name: "universe-messaging-service", operations: ["publish"], universeIds },
];

const simulator = await startSimulator({
  keys: [{ ...key, scopes }],
  onRequest: (record) => console.log(describe(record)),
});
const exports = { ...simulator.environment, ROBLOX_API_KEY: DEMO_KEY };
// In a workflow, what was exported here would not reach the steps that follow: this file does.
if (process.env.GITHUB_ENV)
  appendFileSync(process.env.GITHUB_ENV, `${lines(exports, (name, value) => `${name}=${value}`)}\n`);

console.log(`Roblox Open Cloud, simulated on this machine: universe 4242 with the places 1818, 1819 and 1820.
Clients reach it as https://apis.roblox.com, through a proxy that leads nowhere else.

In a shell:
${lines(exports, (name, value) => `  export ${name}="${value}"`)}

In PowerShell:
${lines(exports, (name, value) => `  $env:${name} = "${value}"`)}

With curl, as it stands:
  curl --proxy "${simulator.proxyUrl}" --cacert "${simulator.caFile}" -H "x-api-key: ${DEMO_KEY}" -H "content-type: application/octet-stream" --data-binary "@${place}" "https://apis.roblox.com/universes/v1/4242/places/1818/versions?versionType=Published"

Ctrl-C ends it. Requests:`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close());

function lines(values: Record<string, string>, format: (name: string, value: string) => string): string {
  return Object.entries(values)
    .map(([name, value]) => format(name, value))
    .join("\n");
}

function describe({ method, path, status, bodyBytes, startedAt, endedAt = startedAt }: RequestRecord): string {
  const time = new Date(startedAt).toLocaleTimeString("en-GB");
  const outcome = status === undefined ? "no answer" : String(status);
  return `${time}  ${outcome}  ${method} ${path}  ${bodyBytes} bytes, ${endedAt - startedAt} ms`;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { call, upload } from "./client.ts";

const MAIN = fileURLToPath(new URL("../../simulator/main.ts", import.meta.url));

test("npm run simulator: prints what a client needs, a line for each request, and ends on an interrupt", async () => {
  const child = spawn(process.execPath, [MAIN], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    output += chunk;
  });
  const printed = async (text: string) => {
    while (!output.includes(text)) await once(child.stdout, "data");
  };

  await printed("Requests:");
  const proxyUrl = /export https_proxy="(http:\/\/127\.0\.0\.1:\d+)"/.exec(output)?.[1] ?? "";
  const caFile = /export NODE_EXTRA_CA_CERTS="(.+)"/.exec(output)?.[1] ?? "";
  const apiKey = /export ROBLOX_API_KEY="(.+)"/.exec(output)?.[1] ?? "";
  expect(output).toContain(`$env:https_proxy = "${proxyUrl}"`);
  expect(output).toMatch(`curl --proxy "${proxyUrl}" --cacert "${caFile}"`);

  const reply = await upload({ proxyUrl, caFile }, { key: apiKey });
  expect(reply).toMatchObject({ status: 200, body: '{"versionNumber":1}' });
  await printed("200  POST /universes/v1/4242/places/1818/versions?versionType=Published");
  // Its key is good for every endpoint, so that all actions can be tried.
  const restart = await call({ proxyUrl, caFile }, "/cloud/v2/universes/4242:restartServers", {
    method: "POST",
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    body: "{}",
  });
  expect(restart.status).toBe(200);
  const versions = await call({ proxyUrl, caFile }, "/assets/v1/assets/1818/versions", {
    headers: { "x-api-key": apiKey },
  });
  expect(versions.status).toBe(200);
  expect(output.split("Requests:")[1]).not.toContain(apiKey);

  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  if (process.platform === "win32") return; // there an interrupt from another process kills
  expect(code).toBe(0);
  expect(existsSync(caFile)).toBe(false);
});

test("in a workflow, the steps that follow are given the same environment", async () => {
  const folder = mkdtempSync(join(tmpdir(), "github-env-"));
  const file = join(folder, "env");
  writeFileSync(file, "EARLIER=1\n");
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, GITHUB_ENV: file },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
    });
    while (!output.includes("Requests:")) await once(child.stdout, "data");

    const exported = [...output.matchAll(/export (\w+)="(.+)"/g)].map(([, name, value]) => `${name}=${value}\n`);
    expect(exported).toHaveLength(3);
    expect(readFileSync(file, "utf8")).toBe(`EARLIER=1\n${exported.join("")}`);
  } finally {
    child.kill();
    await once(child, "exit");
    rmSync(folder, { recursive: true, maxRetries: 5 });
  }
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import type { Simulator } from "../../simulator/index.ts";
import { upload } from "./client.ts";

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

  const reply = await upload({ proxyUrl, caFile } as Simulator, { key: apiKey });
  expect(reply).toMatchObject({ status: 200, body: '{"versionNumber":1}' });
  await printed("200  POST /universes/v1/4242/places/1818/versions?versionType=Published");
  expect(output.split("Requests:")[1]).not.toContain(apiKey);

  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  if (process.platform === "win32") return; // there an interrupt from another process kills
  expect(code).toBe(0);
  expect(existsSync(caFile)).toBe(false);
});

/** What the check says of a place that was fetched: all that it says of a file to publish, but for what only concerns publishing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { inspectDownload } from "../../src/place-file/download.ts";
import type { CheckMode } from "../../src/place-file/inspect.ts";

const OBBY = readFileSync(new URL("../../examples/obby/obby.rbxl", import.meta.url));
const DAMAGED = Buffer.concat([OBBY.subarray(0, 2000), Buffer.alloc(500), OBBY.subarray(2500)]);
/** Services, and so many parts. */
const xml = (parts: number, script = "") =>
  `<roblox version="4"><Item class="Workspace" referent="0"/><Item class="Lighting" referent="1"/>${Array.from(
    { length: parts },
    (_, at) => `<Item class="Part" referent="p${at}"/>`,
  ).join("")}${script}</roblox>`;

const temp = mkdtempSync(join(tmpdir(), "fetched-"));
afterAll(() => rmSync(temp, { recursive: true }));

test.each<[string, CheckMode, string | Buffer, string[]]>([
  ["a place whose name has no extension", "strict", OBBY, []],
  ["a damaged one", "strict", DAMAGED, ["refusal damaged-data"]],
  ["a damaged one", "warn", DAMAGED, ["warning damaged-data"]],
  ["a damaged one", "off", DAMAGED, []],
  ["a skeleton", "strict", xml(7), ["refusal skeleton"]],
  ["a skeleton", "warn", xml(7), ["warning skeleton"]],
  ["a skeleton", "off", xml(7), []],
  ["one with more in it", "strict", xml(8), []],
  ["one with a script", "strict", xml(0, '<Item class="Script" referent="s"/>'), []],
])("%s, with checkFile %s", async (_, check, content, expected) => {
  const path = join(temp, ".place.part");
  writeFileSync(path, content);
  const { findings } = await inspectDownload(path, check);
  expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
});

/** What run-luau says of its inputs. That a run ends there, with no request, is shown by a transcript. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readInputs } from "../../../src/actions/run-luau/inputs.ts";
import { given } from "../../harness/inputs.ts";

const folder = mkdtempSync(join(tmpdir(), "luau-inputs-"));
const at = (name: string) => join(folder, name);
beforeAll(() => {
  writeFileSync(at("blank.luau"), "\n");
  writeFileSync(at("empty"), "");
  writeFileSync(at("long.luau"), `--${"x".repeat(4 * 1024 * 1024)}`);
  writeFileSync(at("large"), "");
  truncateSync(at("large"), 104_857_601);
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

const INPUTS = { apiKey: "a-key-as-good-as-any", universeId: "4242", placeId: "1818", script: "return 21" };
const read = (inputs: Record<string, string>) => given({ ...INPUTS, ...inputs }, readInputs);

test("right inputs are taken", async () => {
  expect(await read({})).toMatchObject({ placeId: "1818", script: "return 21", timeoutSeconds: 300 });
});

describe("a wrong input:", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ["no script", { script: " \n" }, /script and scriptPath are both missing/],
    ["a script that is missing", { script: "", scriptPath: at("none.luau") }, /no such file/],
    ["a folder as script", { script: "", scriptPath: folder }, /^scriptPath is ".*", but that is not a file\.$/],
    ["an empty script", { script: "", scriptPath: at("blank.luau") }, /without any Luau source/],
    ["more than 4 MB of script", { script: "", scriptPath: at("long.luau") }, /^scriptPath has 4,194,306 bytes/],
    ["a file that is missing", { inputPath: at("none") }, /^inputPath is .*but there is no such file/],
    ["a folder as file", { inputPath: folder }, /^inputPath is .*but that is not a file\.$/],
    ["an empty file", { inputPath: at("empty") }, /^inputPath is .*but that file is empty/],
    [
      "a file that is too large",
      { inputPath: at("large") },
      /^inputPath is .*a file of 104,857,601 bytes, but Roblox takes inputs of up to 100 MiB/,
    ],
  ])("%s", async (_name, inputs, message) => expect(await read(inputs)).toMatch(message));

  const onPosix = process.platform === "win32" ? test.skip : test;
  onPosix.each(["pipe", "/dev/zero"])("no regular file: %s", async (name) => {
    if (name === "pipe") execFileSync("mkfifo", [at(name)]);
    const inputPath = name === "pipe" ? at(name) : name;
    expect(await read({ inputPath })).toMatch(/^inputPath is .*, but that is not a file\.$/);
  });
});

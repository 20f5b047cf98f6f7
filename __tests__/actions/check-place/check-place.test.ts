import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { header, SMALL_CLASSES, SMALL_INSTANCES, SMALL_XML, small } from "../../place-file/build.ts";

const COMMAND = fileURLToPath(new URL("../../../dist/check-place.js", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-place-"));
  writeFileSync(join(folder, "good.rbxl"), small());
  writeFileSync(join(folder, "noticed.rbxl"), small(undefined, { head: header(SMALL_CLASSES, SMALL_INSTANCES + 1) }));
  writeFileSync(join(folder, "warned.rbxlx"), `${SMALL_XML}\n`);
  writeFileSync(join(folder, "bad.rbxl"), small().subarray(0, -1));
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 30_000,
  });
  return { status, stdout, stderr };
}

describe("check-place", () => {
  test("accepts with facts, on status 0", () => {
    const { status, stdout, stderr } = run("good.rbxl", "noticed.rbxl", "warned.rbxlx");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.split("\n\n")).toHaveLength(3);
    expect(stdout).toMatch(
      /^good\.rbxl: accept\n {2}binary place, not compressed, [\d,]+ bytes\n {2}8 instances of 6 classes\n/,
    );
    expect(stdout).toMatch(/^noticed\.rbxl: accept\n {2}notice \(header-counts\): /m);
    expect(stdout).toMatch(/^warned\.rbxlx: warn\n {2}warning \(white-space-after-root\): /m);
    expect(stdout).toMatch(/^ {2}sha256: [\da-f]{64}$/m);
  });

  test("refuses on status 1, looks at the other files all the same, and makes names harmless", () => {
    const { status, stdout, stderr } = run("bad.rbxl", "absent.rbxl", "a\n::error::forged\u001b[31m.rbxl", "good.rbxl");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/^bad\.rbxl: refuse\n {2}error \(cut-short\): Cut short: /);
    expect(stdout).toMatch(/^absent\.rbxl: refuse\n {2}error \(missing\): /m);
    expect(stdout).toMatch(/^a ::error::forged\.rbxl: refuse$/m);
    expect(stdout).toMatch(/^good\.rbxl: accept$/m);
  });

  const posix = process.platform === "win32" ? test.skip : test;
  posix("says nothing when its reader goes away", () => {
    const files = Array.from({ length: 3000 }, (_, at) => `absent-${at}.rbxl`);
    const script = '"$0" "$@" | head -n 1';
    const { stdout, stderr } = spawnSync("sh", ["-c", script, process.execPath, COMMAND, ...files], {
      cwd: folder,
      encoding: "utf8",
      timeout: 30_000,
    });
    expect({ stdout, stderr }).toEqual({ stdout: "absent-0.rbxl: refuse\n", stderr: "" });
  });

  test("prints JSON for programs", () => {
    const { status, stdout } = run("--json", "good.rbxl", "warned.rbxlx", "bad.rbxl", "absent.rbxl");
    expect(status).toBe(1);
    const sha256 = expect.stringMatching(/^[\da-f]{64}$/);
    const none = { errors: [], warnings: [], notices: [] };
    const one = (code: string) => [{ code, title: expect.any(String), message: expect.any(String) }];
    expect(JSON.parse(stdout)).toEqual([
      {
        file: "good.rbxl",
        verdict: "accept",
        ...none,
        sha256,
        bytes: small().length,
        place: expect.objectContaining({ instances: 8 }),
      },
      {
        file: "warned.rbxlx",
        verdict: "warn",
        ...none,
        warnings: one("white-space-after-root"),
        sha256,
        bytes: expect.any(Number),
        place: expect.objectContaining({ format: "xml" }),
      },
      { file: "bad.rbxl", verdict: "refuse", ...none, errors: one("cut-short"), sha256, bytes: small().length - 1 },
      { file: "absent.rbxl", verdict: "refuse", ...none, errors: one("missing"), bytes: 0 },
    ]);
  });

  test.each([
    ["no file", []],
    ["an unknown option, made harmless", ["--a\n::error::forged", "good.rbxl"]],
    ["a value where none belongs", ["--json=yes", "good.rbxl"]],
  ])("explains itself on status 2: %s", (_, args) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("Usage: check-place");
    expect(stderr).not.toMatch(/^::error/m);
  });

  test("explains itself when asked", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("Exit status: 0");
  });
});

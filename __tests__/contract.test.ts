/** `action.yml` is the contract: what it declares, the code reads and sets, and the README shows. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "..");
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");

interface Manifest {
  name: string;
  description: string;
  branding?: { icon: string; color: string };
  inputs: Record<string, { description?: string; default?: string; required?: boolean }>;
  outputs?: Record<string, { description?: string }>;
  runs: { using: string; main: string };
}

const sources = (folder: string): string =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => read(folder, file))
    .join("\n");

const manifest = parse(read("action.yml")) as Manifest;
const code = sources("src");

describe("action.yml", () => {
  test("runs the bundle on Node 24", () => {
    expect(manifest.runs).toEqual({ using: "node24", main: "dist/index.js" });
    expect(() => read(manifest.runs.main)).not.toThrow();
    expect(process.version).toMatch(/^v24\./);
  });

  test("has what the Marketplace asks for", () => {
    expect(manifest.name).toBe("Publish to Roblox");
    expect(manifest.description.length).toBeGreaterThan(20);
    expect(manifest.branding).toEqual({ icon: "upload-cloud", color: "blue" });
  });

  const inputs = Object.keys(manifest.inputs);
  // Names are given to the reader as texts: `reader.id("placeId")`, `core.getInput("places")`.
  const asked = new Set(
    [...code.matchAll(/(?:reader|core)\.(?:secret|id|oneOf|boolean|number|getInput)\("([A-Za-z-]+)"/g)].map(
      ([, name]) => name,
    ),
  );
  const throughReader = new Set([...code.matchAll(/this\.secret\("([A-Za-z-]+)"/g)].map(([, name]) => name));

  test.each(inputs)("input %s is read by the code, described, and in the README", (name) => {
    expect(asked.has(name) || throughReader.has(name)).toBe(true);
    expect(manifest.inputs[name]?.description).toMatch(/\w.+/);
    expect(read("README.md")).toContain(`\`${name}\``);
  });

  test("every input that the code reads is declared", () => {
    const declared = new Set(
      readdirSync(ROOT, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
        .map(({ name }) => join(name, "action.yml"))
        .concat("action.yml")
        .filter((path) => {
          try {
            return read(path) !== "";
          } catch {
            return false;
          }
        })
        .flatMap((path) => Object.keys((parse(read(path)) as Manifest).inputs)),
    );
    for (const name of [...asked, ...throughReader]) {
      // The one name of another action whose value has to be masked.
      if (name !== "api-key") expect([name, declared.has(name ?? "")]).toEqual([name, true]);
    }
  });

  test.each(Object.keys(manifest.outputs ?? {}))(
    "output %s is set by the code, described, and in the README",
    (name) => {
      expect(code).toMatch(new RegExp(`setOutput\\("${name}"|^ {4}${name}: `, "m"));
      expect(manifest.outputs?.[name]?.description).toMatch(/\w.+/);
      expect(read("README.md")).toContain(`\`${name}\``);
    },
  );

  test("defaults are those that the code takes when the runner gives none", () => {
    const defaults = Object.fromEntries(
      Object.entries(manifest.inputs).flatMap(([name, { default: value }]) =>
        value === undefined ? [] : [[name, value]],
      ),
    );
    expect(defaults).toMatchObject({
      versionType: "Published",
      checkFile: "strict",
      dryRun: "false",
      maxAttempts: "5",
      timeoutMinutes: "15",
    });
    expect(code).toContain('oneOf("versionType", ["Published", "Saved"], "Published")');
    expect(code).toContain('number("maxAttempts", 5, { least: 1, most: 20 })');
    expect(code).toContain('number("timeoutMinutes", 15, { least: 0, most: 360, decimals: true })');
  });
});

describe("the house", () => {
  const imports = (folder: string) =>
    [...sources(folder).matchAll(/from "([^"]+)"|import\("([^"]+)"\)/g)].map(([, one, other]) => one ?? other ?? "");

  test("only the transport opens connections to Roblox, and only the deployment to GitHub", () => {
    const opens = /"(?:@actions\/http-client|@octokit\/.*|undici|(?:node:)?(?:https?|http2|net|tls))"/;
    const users = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && opens.test(read("src", file).replace(/^import type .*/gm, "")))
      .map((file) => file.replaceAll("\\", "/"))
      .sort();
    expect(users).toEqual(["actions/publish/deployment.ts", "open-cloud/connect.ts", "open-cloud/transport.ts"]);
  });

  test("Open Cloud and the file check know nothing of the runner", () => {
    for (const folder of ["src/open-cloud", "src/place-file"]) {
      expect(imports(folder).filter((name) => name.startsWith("@actions/core"))).toEqual([]);
    }
    expect(imports("src/place-file").filter((name) => /open-cloud|https?/.test(name))).toEqual([]);
  });
});

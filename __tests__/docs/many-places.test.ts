/** What docs/many-places.md offers to copy works as it stands there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { parsePlaces } from "../../src/actions/publish/place-lines.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(ROOT, "docs", "many-places.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}
const [first, again, release] = blocks("yaml").map((block) => parse(block));
const manifest = JSON.parse(blocks("json")[0] ?? "");
const called = parse(readFileSync(join(ROOT, ".github", "workflows", "publish-places.yml"), "utf8"));
const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8"));

const hasJq = ["bash", "jq"].every((command) => spawnSync(command, ["--version"]).status === 0);

describe("docs/many-places.md", () => {
  test("the first example is read as it is meant", async () => {
    expect(await parsePlaces(first[0].with.places, String)).toEqual({
      targets: [
        { placeId: "1818", filePath: "build/start.rbxl" },
        { placeId: "1819", filePath: "build/lobby.rbxl" },
        { placeId: "1820", filePath: "build/arena.rbxl" },
        { placeId: "1821", filePath: "build/arena.rbxl" },
      ],
      problems: [],
    });
  });

  test("the inputs that are given exist", () => {
    const steps: Step[] = [...first, ...again];
    for (const { uses, with: inputs = {} } of steps) {
      if (uses) for (const name of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(name);
    }
    const { inputs, secrets } = called.on.workflow_call;
    const { publish } = release.jobs;
    for (const name of Object.keys(publish.with)) expect(Object.keys(inputs)).toContain(name);
    for (const name of Object.keys(publish.secrets)) expect(Object.keys(secrets)).toContain(name);
    expect(publish.uses).toBe("OWNER/publish-to-roblox/.github/workflows/publish-places.yml@v1");
    expect(Object.keys(manifest)).toContain(publish.with.environment);
    for (const name of Object.keys(inputs)) expect(page).toContain(`| \`${name}\` |`);
  });

  (hasJq ? test : test.skip)("what failed or was not tried, and only that, becomes the next `places`", async () => {
    const folder = mkdtempSync(join(tmpdir(), "docs-"));
    try {
      const output = join(folder, "output");
      writeFileSync(output, "");
      const results = [
        { placeId: "1", filePath: "a.rbxl", status: "published" },
        { placeId: "9007199254740993", filePath: 'C:\\build\\it\'s "x": #2.rbxl', status: "failed", error: "no" },
        { placeId: "3", filePath: "c.rbxl", status: "saved" },
        { placeId: "4", filePath: "ü 🎮.rbxl", status: "notTried" },
      ];
      const script = (again as Step[]).find(({ id }) => id === "failed")?.run ?? "";
      writeFileSync(join(folder, "results.json"), JSON.stringify(results));
      const { status, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C", GITHUB_OUTPUT: output },
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const [, places = ""] =
        /^places<<END\n([\s\S]*)END\n$/.exec(readFileSync(output, "utf8").replaceAll("\r", "")) ?? [];
      expect(await parsePlaces(places, String)).toEqual({
        targets: [
          { placeId: "9007199254740993", filePath: 'C:\\build\\it\'s "x": #2.rbxl' },
          { placeId: "4", filePath: "ü 🎮.rbxl" },
        ],
        problems: [],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

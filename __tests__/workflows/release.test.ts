/** The release workflow, rehearsed on a git server of its own. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const SCRIPT = join(import.meta.dirname, "..", "..", "scripts", "rehearse-release.ts");
const hasTools = ["bash", "git", "sha256sum", "awk"].every(
  (name) => spawnSync(name, ["--version"]).error === undefined,
);

(hasTools && process.platform === "linux" ? test : test.skip)(
  "a release goes through, may run again at every point, and is refused where it should be",
  () => {
    const { status, stdout } = spawnSync(process.execPath, [SCRIPT], { encoding: "utf8" });
    expect(stdout.match(/^(?:ok|NOT OK) .*$/gm)?.filter((line) => !line.startsWith("ok"))).toEqual([]);
    expect(stdout.match(/^ok /gm)?.length).toBeGreaterThan(10);
    expect(status).toBe(0);
  },
);

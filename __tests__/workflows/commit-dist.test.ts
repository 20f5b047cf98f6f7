/** The two workflows that rebuild dist/ for Dependabot: who may write runs nothing of the pull request. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

const WORKFLOWS = join(import.meta.dirname, "..", "..", ".github", "workflows");
interface Job {
  permissions: Record<string, string>;
  steps: { name?: string; uses?: string; run?: string; with?: Record<string, unknown> }[];
}
const jobOf = (file: string): Job =>
  Object.values<Job>(parse(readFileSync(join(WORKFLOWS, file), "utf8")).jobs)[0] as Job;
const [build, commit] = [jobOf("rebuild-dist.yml"), jobOf("commit-dist.yml")];
const scriptOf = (name: RegExp) => commit.steps.find((step) => name.test(step.name ?? ""))?.run ?? "";

test("what runs the packages may only read, and what may write runs only git, gh and cp", () => {
  expect(build.permissions).toEqual({ contents: "read" });
  expect(commit.permissions).toEqual({ contents: "write", actions: "write" });
  const commands = commit.steps.flatMap(({ run = "" }) => run.match(/^ *\w[\w-]*(?= )/gm) ?? []);
  const own = new Set(commands.map((command) => command.trim()));
  expect([...own].sort()).toEqual(["commit", "cp", "echo", "exit", "gh", "git", "if", "rm"]);
  for (const { uses = "" } of commit.steps) expect(uses).not.toMatch(/^[.$]\//);
});

const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("the commit", () => {
  const BRANCH = "dependabot/npm_and_yarn/yaml-2.9.2";
  let folder: string;
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgsign=false"];
    const { stdout } = spawnSync("git", [...identity, ...args], { cwd: join(folder, "work"), encoding: "utf8" });
    return stdout.trim();
  };
  const tip = () => git("ls-remote", "origin", `refs/heads/${BRANCH}`).slice(0, 40);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "commit-dist-"));
    for (const name of ["work", "tools", "built"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "tools", "gh"), `#!/bin/sh\necho "gh $*" >> "${join(folder, "calls")}"\n`);
    chmodSync(join(folder, "tools", "gh"), 0o755);
    spawnSync("git", ["init", "--quiet", "--bare", join(folder, "server.git")]);
    git("init", "--quiet");
    git("remote", "add", "origin", join(folder, "server.git"));
    mkdirSync(join(folder, "work", "dist"));
    writeFileSync(join(folder, "work", "dist", "index.js"), "old\n");
    writeFileSync(join(folder, "work", "dist", "gone.js"), "old\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Update yaml");
    git("push", "--quiet", "origin", `HEAD:refs/heads/${BRANCH}`);
    writeFileSync(join(folder, "built", "index.js"), "new\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const run = (script: string, { branch = BRANCH, sha = git("rev-parse", "HEAD") } = {}) => {
    const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
      cwd: join(folder, "work"),
      encoding: "utf8",
      env: {
        PATH: [join(folder, "tools"), process.env.PATH].join(delimiter),
        HOME: folder,
        BRANCH: branch,
        SHA: sha,
        DIST: join(folder, "built"),
      },
    });
    return { status, stdout };
  };

  test("goes to the branch, with what was built and nothing else, and starts CI", () => {
    expect(run(scriptOf(/^Commit$/)).status).toBe(0);
    expect(git("ls-tree", "-r", "--name-only", tip())).toBe("dist/index.js");
    expect(git("show", `${tip()}:dist/index.js`)).toBe("new");
    expect(git("log", "-1", "--format=%s", tip())).toBe("Rebuild dist [dependabot skip]");
    expect(readFileSync(join(folder, "calls"), "utf8")).toContain(`gh workflow run ci.yml --ref ${BRANCH}`);
  });

  test("is not made when dist/ is as it should be", () => {
    for (const name of ["index.js", "gone.js"]) writeFileSync(join(folder, "built", name), "old\n");
    const before = tip();
    expect(run(scriptOf(/^Commit$/)).stdout).toContain("as it should be");
    expect(tip()).toBe(before);
  });

  test("does not go over a push that came meanwhile", () => {
    const sha = git("rev-parse", "HEAD");
    git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile");
    git("push", "--quiet", "origin", `HEAD:refs/heads/${BRANCH}`);
    const before = tip();
    git("reset", "--quiet", "--hard", sha);
    expect(run(scriptOf(/^Commit$/), { sha }).status).not.toBe(0);
    expect(tip()).toBe(before);
  });

  test("takes no link", () => {
    symlinkSync("/etc/passwd", join(folder, "built", "passwd"));
    expect(run(scriptOf(/^Commit$/))).toMatchObject({ status: 1, stdout: expect.stringContaining("other than files") });
  });

  test.each([
    [{ branch: "main" }, false],
    [{ branch: "dependabot/npm_and_yarn/a b" }, false],
    [{ branch: "dependabot/npm_and_yarn/a;id" }, false],
    [{ sha: "HEAD" }, false],
    [{}, true],
  ])("looks at the names first: %o", (names, fine) => {
    expect(run(scriptOf(/^Only a branch/), names).status === 0).toBe(fine);
  });
});

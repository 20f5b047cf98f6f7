/**
 * `node scripts/rehearse-release.ts`: runs the steps of `.github/workflows/release.yml` as they stand there, on a git server of
 * its own in a temporary folder, with the rule for tags that CONTRIBUTING.md asks for and a stand-in for `gh`. It shows a first
 * release, jobs that run again or were broken off, and what must be refused. Not run: other people's actions, and `.ci/run`.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { setOwner, textFiles } from "./set-owner.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "release-"));
const server = join(folder, "server.git");
const desk = join(folder, "desk");
const tools = join(folder, "tools");
const releases = join(folder, "releases");

interface Step {
  name?: string;
  uses?: string;
  run?: string;
}
type Jobs = Record<"verify" | "publish", { steps: Step[] }>;
const { jobs } = parse(readFileSync(join(ROOT, ".github", "workflows", "release.yml"), "utf8")) as { jobs: Jobs };

const environment = (more: Record<string, string> = {}) => ({
  PATH: [tools, process.env.PATH].join(delimiter),
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "dev",
  GIT_AUTHOR_EMAIL: "dev@example.com",
  GIT_COMMITTER_NAME: "dev",
  GIT_COMMITTER_EMAIL: "dev@example.com",
  RELEASES: releases,
  CALLS: join(folder, "calls.txt"),
  ...more,
});

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd,
    encoding: "utf8",
    env: environment({ PUSHED_BY: "maintainer" }),
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** The rule for tags, as a hook of the server: only maintainers make `v*.*.*`, and nobody moves one. */
const RULE = `#!/bin/sh
case "$1" in
  refs/tags/v*.*.*)
    if [ "$PUSHED_BY" != maintainer ]; then echo "rule: only maintainers make $1" >&2; exit 1; fi
    case "$2" in *[!0]*) echo "rule: $1 cannot move" >&2; exit 1 ;; esac ;;
esac
`;

/** What the workflow uses of `gh`, with a file for each release. `BREAK_AFTER` ends a job after that command. */
const GH = `#!/usr/bin/env bash
set -euo pipefail
command="$1 $2" release="$RELEASES/\${3-}"
echo "gh $*" >> "$CALLS"
case "$command" in
  "release view")
    [ -f "$release" ] || { echo "release not found" >&2; exit 1; }
    head -n 1 "$release" ;;
  "release create")
    [ ! -f "$release" ] || { echo "a release with the same tag name already exists" >&2; exit 1; }
    git ls-remote --exit-code origin "refs/tags/$3" > /dev/null
    { echo true; cat "\${@: -1}"; } > "$release" ;;
  "release edit")
    [ "$(head -n 1 "$release")" = true ] || { echo "the release is immutable" >&2; exit 1; }
    { echo false; cat "\${@: -1}"; } > "$release" ;;
  "auth setup-git") ;;
  *) echo "gh $command is not known here" >&2; exit 1 ;;
esac
if [ "$command" = "\${BREAK_AFTER-}" ]; then echo "(the job is broken off here)" >> "$CALLS"; exit 1; fi
`;

function prepare(): void {
  for (const path of [tools, releases]) mkdirSync(path);
  writeFileSync(join(tools, "gh"), GH);
  chmodSync(join(tools, "gh"), 0o755);
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", server);
  writeFileSync(join(server, "hooks", "update"), RULE);
  chmodSync(join(server, "hooks", "update"), 0o755);
  git(folder, "clone", "--quiet", server, desk);
  for (const file of textFiles(ROOT).filter((name) => name !== ".git")) {
    mkdirSync(dirname(join(desk, file)), { recursive: true });
    writeFileSync(join(desk, file), setOwner(readFileSync(join(ROOT, file), "utf8"), "somebody"));
  }
  cpSync(join(ROOT, "dist"), join(desk, "dist"), { recursive: true });
}

/** What CONTRIBUTING.md says to do before the tag. */
function commitVersion(version: string, branch = "main"): void {
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(desk, file), change(readFileSync(join(desk, file), "utf8")));
  edit("package.json", (text) => text.replace(/"version": "[^"]+"/, `"version": "${version}"`));
  edit("CHANGELOG.md", (text) =>
    text.replace("## Unreleased\n", `## Unreleased\n\n## ${version}\n\n- Rehearsed ${version}.\n`),
  );
  git(desk, "add", "--all");
  git(desk, "commit", "--quiet", "--message", `Version ${version}`);
  git(desk, "push", "--quiet", "origin", `HEAD:${branch}`);
  git(desk, "tag", `v${version}`);
  git(desk, "push", "--quiet", "origin", `v${version}`);
}

/** Runs the workflow for a tag, in a checkout of its own. Whether it went through. */
function release(tag: string, breakAfter = ""): boolean {
  for (const [name, { steps }] of Object.entries(jobs)) {
    const checkout = mkdtempSync(join(folder, "checkout-"));
    git(folder, "clone", "--quiet", "--branch", tag, server, checkout);
    for (const { name: title = "", run, uses } of steps) {
      if (uses || run === ".ci/run") {
        console.log(`  ${name}: left out: ${uses ?? run}`);
        continue;
      }
      console.log(`  ${name}: ${title}`);
      const { status, stdout, stderr } = spawnSync(
        "bash",
        ["--noprofile", "--norc", "-eo", "pipefail", "-c", run ?? ""],
        {
          cwd: checkout,
          encoding: "utf8",
          env: environment({
            GITHUB_REF_NAME: tag,
            GITHUB_REPOSITORY: "somebody/publish-to-roblox",
            RUNNER_TEMP: checkout,
            PUSHED_BY: "workflow",
            BREAK_AFTER: breakAfter,
          }),
        },
      );
      const calls = join(folder, "calls.txt");
      const said = [existsSync(calls) ? readFileSync(calls, "utf8") : "", stdout, status === 0 ? "" : stderr].join("");
      process.stdout.write(said.replaceAll(checkout, "…").replace(/^(?=.)/gm, "    "));
      rmSync(calls, { force: true });
      if (status !== 0) {
        return false;
      }
    }
  }
  return true;
}

const tagOf = (name: string) => git(desk, "ls-remote", server, `refs/tags/${name}`).split("\t")[0];
const released = (tag: string) => existsSync(join(releases, tag)) && readFileSync(join(releases, tag), "utf8");

let failures = 0;
function expect(what: string, holds: boolean): void {
  console.log(`${holds ? "ok    " : "NOT OK"}  ${what}`);
  if (!holds) failures += 1;
}

try {
  prepare();
  console.log("\n1. The first release");
  commitVersion("99.0.0");
  expect("it goes through", release("v99.0.0"));
  expect(
    "it is published, with the notes of its version",
    String(released("v99.0.0")).startsWith("false\n\n- Rehearsed 99.0.0."),
  );
  expect("its notes list the bundles", /^[0-9a-f]{64} {2}dist\/index\.js$/m.test(String(released("v99.0.0"))));
  expect("v99 is that commit", tagOf("v99") === tagOf("v99.0.0"));

  console.log("\n2. The same job, run again");
  const before = released("v99.0.0");
  expect("it goes through, and changes nothing", release("v99.0.0") && released("v99.0.0") === before);

  console.log("\n3. The next one, broken off after its draft, then run again");
  commitVersion("99.0.1");
  expect(
    "it fails, with a draft left",
    !release("v99.0.1", "release create") && String(released("v99.0.1")).startsWith("true\n"),
  );
  expect("v99 has not moved", tagOf("v99") === tagOf("v99.0.0"));
  expect("the second run finishes it", release("v99.0.1") && String(released("v99.0.1")).startsWith("false\n"));
  expect("v99 has moved", tagOf("v99") === tagOf("v99.0.1"));

  console.log("\n4. One broken off after it was published, before the major tag moved, then run again");
  commitVersion("99.0.2");
  expect(
    "it fails, with a release",
    !release("v99.0.2", "release edit") && String(released("v99.0.2")).startsWith("false\n"),
  );
  expect("v99 has not moved", tagOf("v99") === tagOf("v99.0.1"));
  expect("the second run moves it", release("v99.0.2") && tagOf("v99") === tagOf("v99.0.2"));

  console.log("\n5. An older release's job, run again");
  expect("it goes through, and v99 does not move back", release("v99.0.0") && tagOf("v99") === tagOf("v99.0.2"));

  console.log("\n6. What must be refused");
  git(desk, "switch", "--quiet", "--create", "side");
  commitVersion("99.1.0", "side");
  expect("a tag that is not on main", !release("v99.1.0") && released("v99.1.0") === false);
  git(desk, "switch", "--quiet", "main");
  git(desk, "tag", "v99.2.0");
  git(desk, "push", "--quiet", "origin", "v99.2.0");
  expect("a tag that package.json does not name", !release("v99.2.0") && released("v99.2.0") === false);
  writeFileSync(join(desk, "page.md"), ["OWNER", "publish-to-roblox\n"].join("/"));
  commitVersion("99.3.0");
  expect("a page that still says OWNER", !release("v99.3.0") && released("v99.3.0") === false);
  const { status } = spawnSync("git", ["push", "--force", "origin", "HEAD:refs/tags/v99.0.0"], {
    cwd: desk,
    env: environment({ PUSHED_BY: "workflow" }),
  });
  expect("a version's tag moved by the workflow's token", status !== 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "\nThe rehearsal went well." : `\n${failures} things are not as they should be.`);
process.exitCode = failures === 0 ? 0 : 1;

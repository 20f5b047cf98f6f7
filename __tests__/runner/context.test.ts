import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, jest, test } from "@jest/globals";
import { caller, readRun, whyNoSecrets, workspace } from "../../src/runner/context.ts";

const folder = mkdtempSync(join(tmpdir(), "context-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const before = process.env;
function given(variables: Record<string, string>) {
  const others = Object.entries(before).filter(([name]) => !name.startsWith("GITHUB_"));
  process.env = { ...Object.fromEntries(others), ...variables };
}
afterEach(() => {
  process.env = before;
});

const RUN = {
  GITHUB_SHA: "abc",
  GITHUB_REF: "refs/heads/main",
  GITHUB_REPOSITORY: "team/game",
  GITHUB_RUN_ID: "77",
};
const run = {
  sha: "abc",
  ref: "refs/heads/main",
  repository: "team/game",
  repositoryUrl: "https://github.com/team/game",
};

test.each([
  ["the first attempt", RUN, { ...run, url: `${run.repositoryUrl}/actions/runs/77` }],
  [
    "a second one",
    { ...RUN, GITHUB_RUN_ATTEMPT: "2" },
    { ...run, url: `${run.repositoryUrl}/actions/runs/77/attempts/2` },
  ],
  [
    "another server",
    { ...RUN, GITHUB_SERVER_URL: "https://git.test" },
    { ...run, repositoryUrl: "https://git.test/team/game", url: "https://git.test/team/game/actions/runs/77" },
  ],
  ["no id", { ...RUN, GITHUB_RUN_ID: "" }, { ...run, url: "" }],
  ["no repository", { ...RUN, GITHUB_REPOSITORY: "" }, { ...run, repository: "", repositoryUrl: "", url: "" }],
  ["no runner", {}, { sha: "", ref: "", repository: "", repositoryUrl: "", url: "" }],
])("a run: %s", (_, variables, expected) => {
  given(variables);
  expect(readRun()).toEqual(expected);
});

test.each([
  [{}, "publish-to-roblox/local", "docs/api-key.md"],
  [
    { GITHUB_ACTION_REPOSITORY: "me/it", GITHUB_ACTION_REF: "v1 ä", GITHUB_SERVER_URL: "https://github.com" },
    "me/it/v1__",
    "https://github.com/me/it/blob/v1 ä/docs/api-key.md",
  ],
  [{ GITHUB_ACTION_REPOSITORY: "me/it", GITHUB_SERVER_URL: "https://github.com" }, "me/it/local", "docs/api-key.md"],
  [{ GITHUB_ACTION_REPOSITORY: "me/it", GITHUB_ACTION_REF: "v1" }, "me/it/v1", "docs/api-key.md"],
  [{ GITHUB_ACTION_REF: "v1", GITHUB_SERVER_URL: "https://github.com" }, "publish-to-roblox/v1", "docs/api-key.md"],
])("with %j it calls Roblox as %s", (variables, userAgent, keyHelp) => {
  given(variables);
  const { cancelled, say, ...rest } = caller();
  expect(rest).toEqual({ userAgent, keyHelp });
  expect(cancelled.aborted).toBe(false);
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  say("a line");
  expect(write.mock.calls.flat().join("")).toMatch(/^a line\r?\n$/);
  write.mockRestore();
});

test("relative paths begin in the workspace, or else where the step is", () => {
  given({ GITHUB_WORKSPACE: "/somewhere" });
  expect(workspace()).toBe("/somewhere");
  given({});
  expect(workspace()).toBe(process.cwd());
});

describe("a run without secrets", () => {
  const from = (full_name: string) => ({ pull_request: { number: 1, head: { repo: { full_name } } } });
  test.each<[string, Record<string, string>, object, string | undefined]>([
    [
      "is explained by Dependabot",
      { GITHUB_ACTOR: "dependabot[bot]" },
      from("team/game"),
      "This run comes from Dependabot",
    ],
    ["is explained by a fork", {}, from("other/game"), "This run comes from a fork's pull request"],
    [
      "is explained by a fork that is gone",
      {},
      { pull_request: { head: { repo: null } } },
      "This run comes from a fork's",
    ],
    ["is not explained by a branch", {}, from("team/game"), undefined],
    ["is not explained by a push", {}, {}, undefined],
  ])("%s", async (_, variables, event, why) => {
    const file = join(folder, "event.json");
    writeFileSync(file, JSON.stringify(event));
    given({ GITHUB_REPOSITORY: "team/game", GITHUB_EVENT_PATH: file, ...variables });
    // The package reads the event as it is loaded.
    jest.resetModules();
    const advice = await whyNoSecrets({ fork: "Fork advice.", dependabot: "Bot advice" });
    if (why === undefined) expect(advice).toBeUndefined();
    else {
      expect(advice).toContain(why);
      expect(advice).toMatch(/Fork advice\.$|Bot advice, or add the key to the repository's Dependabot secrets\.$/);
    }
  });

  test("is not explained by an event that cannot be read", async () => {
    const file = join(folder, "event.json");
    writeFileSync(file, "{");
    given({ GITHUB_EVENT_PATH: file });
    jest.resetModules();
    expect(await whyNoSecrets()).toBeUndefined();
  });
});

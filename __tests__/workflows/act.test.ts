/**
 * The reusable workflows and every workflow of `examples/workflows`, run as they stand: with nektos/act where it is installed
 * (`go install github.com/nektos/act@v0.2.89`), against the simulator. Elsewhere these tests are skipped.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { asActReadsIt } from "../../scripts/act.ts";
import { startGitHub } from "../../simulator/github.ts";
import {
  DEMO_KEY,
  publishingKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type TaskScenario,
} from "../../simulator/index.ts";
import { runScript } from "../../simulator/luau/session.ts";
import { model } from "../actions/upload-asset/files.ts";
import { binaryPlace, upload, XML_PLACE } from "../simulator/client.ts";
import { hasAct, runWorkflow, type WorkflowRun } from "./run-act.ts";

// A run starts dozens of processes, which a busy machine takes several times as long for.
jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, "..", "..");
const EXAMPLES = join(ROOT, "examples", "workflows");
const example = (name: string) => readFileSync(join(EXAMPLES, `${name}.yml`), "utf8");
const PLACE = readFileSync(join(ROOT, "examples", "obby", "obby.rbxl"));

/** Another sound place: what was there before. */
const BEFORE = readFileSync(join(ROOT, "examples", "obby", "obby.rbxlx"));
/** The key that may list and fetch versions; DEMO_KEY may not fetch any. */
const ROLLBACK_KEY = "the-key-for-going-back-0123456789";

const NOTE = 'echo "$(basename "$0") $*" >> "$STAND_IN_LOG"\n';
const TOOLS = {
  // `release download` gives what is asked for: an archive with Rokit in it.
  gh: `${NOTE}
if [ "$1 $2" = "release download" ]; then
  while [ $# -gt 0 ]; do
    case "$1" in --pattern) pattern="$2" ;; --dir) folder="$2" ;; esac
    shift
  done
  cd "$STAND_IN_TOOLS" && zip -q "$folder/$pattern" rokit
fi`,
  // A tool that a toolchain file names is on the path once Rokit has installed what that file says.
  rokit: `${NOTE}
if [ "$1" = self-install ]; then mkdir -p "$HOME/.rokit/bin" && cp "$0" "$HOME/.rokit/bin/rokit"; fi
if [ "$1" = install ]; then
  for tool in rojo wally lune; do
    if grep -q "^$tool = " rokit.toml aftman.toml foreman.toml 2> /dev/null; then
      mv "$STAND_IN_TOOLS/later-$tool" "$HOME/.rokit/bin/$tool"
    fi
  done
fi`,
  // Whatever is built is what the repository has as game.rbxl.
  "later-rojo": `${NOTE}while [ "$1" != --output ]; do shift; done
cp "$STAND_IN_REPOSITORY/game.rbxl" "$2"`,
  "later-wally": NOTE,
  "later-lune": `${NOTE}cp "$STAND_IN_REPOSITORY/game.rbxl" "$PLACE_FILE"`,
  npm: NOTE,
  npx: NOTE,
};

const PLACES = { "4242": ["1818", "1819", "1820"], "4343": ["1919", "1920"] };

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}) => {
  await simulator?.close();
  const universes = options.universes ?? PLACES;
  const key = publishingKey(Object.keys(universes));
  const scopes = [
    ...key.scopes,
    ...["universe", "universe.place.luau-execution-session"].map((name) => ({
      name,
      operations: ["read", "write"],
      universeIds: Object.keys(universes),
    })),
    { name: "asset", operations: ["read", "write"] },
    { name: "universe-messaging-service", operations: ["publish"], universeIds: Object.keys(universes) },
  ];
  const fetching = [...scopes, { name: "legacy-asset", operations: ["manage"] }];
  const keys = [
    { ...key, scopes },
    { ...key, scopes: fetching, secret: ROLLBACK_KEY },
  ];
  simulator = await startSimulator({ keys, universes, ...options });
};
beforeEach(() => start());
afterEach(() => simulator.close());

const run = (workflow: string, options: Partial<WorkflowRun> = {}) =>
  runWorkflow({
    simulator,
    workflow,
    secrets: SECRETS,
    tools: TOOLS,
    ...options,
    files: { "game.rbxl": PLACE, "rokit.toml": 'rojo = "rojo-rbx/rojo@7.7.1"\n', ...options.files },
  });

/** The hash of what players get. */
const liveSha256 = (placeId: string) =>
  simulator.versions(placeId).find(({ versionType }) => versionType === "Published")?.sha256;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const SECRETS = { ROBLOX_API_KEY: DEMO_KEY, ROBLOX_TEST_API_KEY: DEMO_KEY, ROBLOX_ROLLBACK_API_KEY: ROLLBACK_KEY };

const published = (placeId: string) =>
  simulator.versions(placeId).map(({ versionType, versionNumber }) => `${versionType} ${versionNumber}`);

test("act gets a workflow that it can read", () => {
  const workflow = "- uses: $/\n- uses: $/run-luau\n- uses: ./\n  concurrency:\n    group: a\n    queue: max # b\n";
  expect(asActReadsIt(workflow, "team/publish-to-roblox")).toBe(
    "- uses: team/publish-to-roblox@v1\n- uses: team/publish-to-roblox/run-luau@v1\n- uses: ./\n  concurrency:\n    group: a\n",
  );
});

(hasAct ? describe : describe.skip)("a game", () => {
  test("of Rojo is built with the tools of its rokit.toml, checked and published", async () => {
    const { code, calls, jobs } = await run(example("rojo"));
    expect({ code, jobs }).toEqual({
      code: 0,
      jobs: { "publish / Build": "succeeded", "publish / Check": "succeeded", "publish / Publish": "succeeded" },
    });
    expect(calls.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "gh release",
      "rokit self-install",
      "rokit install",
      "rojo build",
    ]);
    expect(published("1818")).toEqual(["Published 1"]);
  });

  test("with packages from Wally and an aftman.toml", async () => {
    const files = { "rokit.toml": "", "aftman.toml": '[tools]\nrojo = "r"\nwally = "w"\n' };
    const { code, calls } = await run(example("wally"), { files });
    expect(code).toBe(0);
    expect(calls.slice(-2)).toEqual(["wally install", expect.stringMatching(/^rojo build --output \S+\/place\.rbxl$/)]);
    expect(published("1818")).toEqual(["Published 1"]);
  });

  test.each([
    [".nvmrc", { ".nvmrc": "24\n", "package.json": "{}" }],
    ["package.json", { "package.json": '{"engines": {"node": ">=22"}}' }],
  ])("of roblox-ts, with Node from %s", async (file, files) => {
    const { code, calls } = await run(example("roblox-ts"), { files });
    expect(code).toBe(0);
    expect(calls.filter((call) => !/^(?:gh|rokit) /.test(call))).toEqual([
      `setup-node ${file}`,
      "npm ci",
      "npx rbxtsc",
      expect.stringContaining("rojo build --output"),
    ]);
  });

  test("that a Lune script builds, with a foreman.toml", async () => {
    const files = { "rokit.toml": "", "foreman.toml": '[tools]\nlune = { github = "l" }\n' };
    const { code, calls } = await run(example("lune-script"), { files });
    expect(code).toBe(0);
    expect(calls.at(-1)).toBe("lune run build");
    expect(published("1818")).toEqual(["Published 1"]);
  });

  test("whose place file is committed needs no tools; without a key it is a dry run", async () => {
    const files = { "game.rbxl": PLACE };
    const { code, calls, jobs } = await run(example("committed-place"), { files });
    expect({ code, calls, jobs }).toEqual({ code: 0, calls: [], jobs: { "Check or publish": "succeeded" } });
    expect(published("1818")).toEqual(["Published 1"]);

    await start();
    const quiet = await run(example("committed-place"), { files, secrets: {} });
    expect(quiet.code).toBe(0);
    expect(published("1818")).toEqual([]);
  });

  test("of several places from one command, one of them optional", async () => {
    const files = Object.fromEntries(["lobby", "arena", "event"].map((name) => [`${name}.project.json`, "{}"]));
    const without = await run(example("several-places"), { files });
    expect(without.jobs).toMatchObject({ "publish / Publish": "succeeded", Report: "succeeded" });
    expect([published("1818"), published("1819"), published("1820")]).toEqual([["Published 1"], ["Published 1"], []]);
    const results = JSON.parse(without.artifact(/^roblox-results-/, "results.json") ?? "[]");
    expect(results).toMatchObject([
      { placeId: "1818", status: "published", versionNumber: "1" },
      { placeId: "1819", status: "published" },
    ]);
    expect(results[0]).not.toHaveProperty("place");

    await run(example("several-places"), { files, variables: { EVENT_PLACE_ID: "1820" } });
    expect(published("1820")).toEqual(["Published 1"]);
  });

  test("that a job of its own builds goes from staging to production, called twice in a run, with a / in both environments", async () => {
    const files = {
      "rokit.toml": "",
      "build.sh": "#!/bin/sh\nmkdir build && cp game.rbxl build/\n",
      "tests/run-tests.luau": "return 1",
    };
    const { code, jobs, artifacts } = await run(example("own-build"), { files });
    expect(code).toBe(0);
    expect(jobs).toEqual({
      Build: "succeeded",
      "staging / Check": "succeeded",
      "staging / Save to the test place": "succeeded",
      "staging / Test (tests/run-tests.luau)": "succeeded",
      "staging / Publish": "succeeded",
      "production / Check": "succeeded",
      "production / Publish": "succeeded",
    });
    expect(published("1920")).toEqual(["Saved 1"]);
    expect([published("1919"), published("1818")]).toEqual([["Published 1"], ["Published 1"]]);
    expect(simulator.restarts.map(({ universeId }) => universeId)).toEqual(["4242"]);
    expect(artifacts.filter((name) => name.startsWith("roblox-results-"))).toHaveLength(2);
  });

  test("does not reach production with other bytes than those that were tested", async () => {
    const files = {
      "rokit.toml": "",
      "build.sh": "mkdir build && cp game.rbxl build/\n",
      "tests/run-tests.luau": "return 1",
    };
    const other = example("own-build").replace("needs.staging.outputs.sha256", `'${"0".repeat(64)}'`);
    const { code, jobs } = await run(other, { files });
    expect(code).not.toBe(0);
    expect(jobs).toMatchObject({ "staging / Publish": "succeeded", "production / Check": "failed" });
    expect(published("1818")).toEqual([]);
  });

  /** Once the test place has them, somebody puts other bytes into the artifact. */
  const exchanging = {
    ...TOOLS,
    cp: `/bin/cp "$@"
if [ "$GITHUB_JOB" = save ]; then for file in "$STAND_IN_ARTIFACTS"/*/*.rbxl; do echo changed >> "$file"; done; fi`,
  };

  test("is not published with other bytes than those that were tested", async () => {
    const options = { files: { "tests/rules.luau": "", "tests/shop.luau": "return 1" }, tools: exchanging };
    const { jobs, log } = await run(example("cloud-tests").replace("        tests/rules.luau\n", ""), options);
    expect(jobs).toMatchObject({ "game / Test (tests/shop.luau)": "succeeded", "game / Publish": "failed" });
    expect(log).toContain("expectedSha256");
    expect(published("1818")).toEqual([]);
  });

  test("of several places, neither", async () => {
    const workflow = example("several-places").replace(
      / {4}secrets:\n.*\n/,
      "      file: lobby.rbxl\n      testUniverseId: '4343'\n      testPlaceId: '1920'\n    secrets: inherit\n",
    );
    const files = Object.fromEntries(["lobby", "arena", "event"].map((name) => [`${name}.project.json`, "{}"]));
    const options = { files: { ...files, "tests/run-tests.luau": "return 1" }, tools: exchanging };
    const { jobs, log } = await run(workflow, options);
    expect(jobs).toMatchObject({ "publish / Test (tests/run-tests.luau)": "succeeded", "publish / Publish": "failed" });
    expect(log).toContain("lobby.rbxl: FAILED");
    expect([published("1818"), published("1819")]).toEqual([[], []]);
  });

  test("does not go over what a builder has saved since", async () => {
    const guarded = example("rojo").replace('placeId: "1818"\n', 'placeId: "1818"\n      lastVersionNumber: "1"\n');
    await upload(simulator, { body: binaryPlace("live") });
    await upload(simulator, { query: "?versionType=Saved", body: binaryPlace("by a builder") });
    const refused = await run(guarded);
    expect(refused.jobs).toMatchObject({ "publish / Check": "succeeded", "publish / Publish": "failed" });
    expect(refused.log).toContain("The newest version of place 1818 is 2, and lastVersionNumber is 1");
    expect(published("1818")).toEqual(["Saved 2", "Published 1"]);

    expect((await run(guarded.replace('lastVersionNumber: "1"', 'lastVersionNumber: "2"'))).code).toBe(0);
    expect(published("1818")).toEqual(["Published 3", "Saved 2", "Published 1"]);
  });

  describe("with a smoke test", () => {
    const files = { "tests/smoke.luau": "return 1" };
    const BROKEN = { error: { code: "SCRIPT_ERROR", message: "no spawn" } } as const;
    const fails = async (scenario: TaskScenario = BROKEN) => {
      await start({ luau: { scenario } });
      await upload(simulator, { body: BEFORE, type: "application/xml" });
    };
    const without = (line: RegExp) => example("smoke-test").replace(line, "");
    beforeEach(() => upload(simulator, { body: BEFORE, type: "application/xml" }));

    test("that passes: the servers restart", async () => {
      expect((await run(example("smoke-test"), { files })).code).toBe(0);
      expect(simulator.tasks).toMatchObject([{ placeId: "1818", versionNumber: "2", script: "return 1" }]);
      expect(simulator.restarts).toHaveLength(1);
      expect(published("1818")).toEqual(["Published 2", "Published 1"]);
    });

    test.each<[string, TaskScenario]>([
      ["that fails", BROKEN],
      ["with a failed test", { results: [{ tests: [{ name: "spawns", status: "failed" }] }] }],
    ])("%s: the version before is live again, nothing restarts, and the run is red", async (_name, scenario) => {
      await fails(scenario);
      const { jobs } = await run(example("smoke-test"), { files });
      expect(jobs).toMatchObject({ "publish / Publish": "failed" });
      expect(published("1818")).toEqual(["Published 3", "Published 2", "Published 1"]);
      expect(liveSha256("1818")).toBe(sha256(BEFORE));
      expect(simulator.restarts).toEqual([]);
    });

    test("that fails, after somebody has published meanwhile: what was live before this run is live again", async () => {
      const scenario = async () => {
        await upload(simulator, { body: XML_PLACE, type: "application/xml" });
        return BROKEN;
      };
      await start({ luau: { scenario } });
      await upload(simulator, { body: BEFORE, type: "application/xml" });
      await run(example("smoke-test"), { files });
      expect(published("1818")).toHaveLength(4);
      expect(liveSha256("1818")).toBe(sha256(BEFORE));
    });

    test.each<[string, string, TaskScenario]>([
      ["that Roblox could not run, which says nothing about the game", example("smoke-test"), { cancelled: true }],
      [
        "that ends by an outage, which says nothing about the game either",
        example("smoke-test"),
        { error: { code: "INTERNAL_ERROR", message: "Internal error" } },
      ],
      ["that nobody asked to roll back", without(/ +rollbackOnFailedSmokeTest: true\n/), BROKEN],
    ])("%s: the run is red, and the version stays", async (_name, workflow, scenario) => {
      await fails(scenario);
      const { jobs } = await run(workflow, { files });
      expect(jobs).toMatchObject({ "publish / Publish": "failed" });
      expect(published("1818")).toEqual(["Published 2", "Published 1"]);
      expect(simulator.restarts).toEqual([]);
    });

    test("that fails, of a version that is only saved: what is live stays", async () => {
      await fails();
      const saved = without(/ +rollbackOnFailedSmokeTest: true\n/).replace(
        "    with:\n",
        "    with:\n      versionType: saved\n",
      );
      expect((await run(saved, { files })).jobs).toMatchObject({ "publish / Publish": "failed" });
      expect(published("1818")).toEqual(["Saved 2", "Published 1"]);
    });

    test("with a key that could not go back: nothing is published", async () => {
      const secrets = { ...SECRETS, ROBLOX_ROLLBACK_API_KEY: "" };
      const { jobs } = await run(example("smoke-test"), { files, secrets });
      expect(jobs).toMatchObject({ "publish / Publish": "failed" });
      expect(published("1818")).toEqual(["Published 1"]);
    });

    test("whose file is missing: nothing is published", async () => {
      const { jobs, log } = await run(example("smoke-test"));
      expect(jobs).toMatchObject({ "publish / Check": "succeeded", "publish / Publish": "failed" });
      expect(log).toContain("There is no file ./tests/smoke.luau in the repository, so nothing was published");
      expect(published("1818")).toEqual(["Published 1"]);
    });

    test.each([
      [
        "of several places",
        example("smoke-test").replace('placeId: "1818"', 'places: "1818: place.rbxl"'),
        "not with places",
      ],
      [
        "of what is only saved",
        example("smoke-test").replace("    with:\n", "    with:\n      versionType: saved\n"),
        "nothing goes live",
      ],
      ["that is only rolled back", without(/ +smokeTestScript: .*\n/), "needs a smokeTestScript"],
      [
        "and auto",
        without(/$^/).replace("smokeTestScript:", "lastVersionNumber: Auto\n      smokeTestScript:"),
        "takes a number",
      ],
    ])("%s: the check says what goes together", async (_name, workflow, said) => {
      const { jobs, log } = await run(workflow, { files });
      expect(jobs).toMatchObject({ "publish / Check": "failed" });
      expect(log).toMatch(new RegExp(`::error title=Wrong inputs::.*${said}`));
      expect(published("1818")).toEqual(["Published 1"]);
    });
  });

  describe("with two test scripts", () => {
    const files = { "tests/rules.luau": "-- rules", "tests/shop.luau": "-- shop" };

    test("is published when both pass in the cloud", async () => {
      const { code, jobs } = await run(example("cloud-tests"), { files });
      expect(code).toBe(0);
      expect(Object.keys(jobs)).toEqual(
        expect.arrayContaining(["game / Test (tests/rules.luau)", "game / Test (tests/shop.luau)"]),
      );
      expect(simulator.tasks.map(({ script }) => script)).toEqual(["-- rules", "-- shop"]);
      expect(published("1818")).toEqual(["Published 1"]);
    });

    test("is only tested on a branch", async () => {
      const { code } = await run(example("cloud-tests"), { files, payload: { ref: "refs/heads/shop" } });
      expect(code).toBe(0);
      expect([published("1920"), published("1818")]).toEqual([["Saved 1"], []]);
    });

    test("is not published when one fails", async () => {
      await start({ luau: { scenario: { error: { code: "SCRIPT_ERROR", message: "2 of 18 tests failed" } } } });
      const { jobs } = await run(example("cloud-tests"), { files });
      expect(jobs["game / Test (tests/rules.luau)"]).toBe("failed");
      expect(jobs).not.toHaveProperty("game / Publish");
      expect(published("1818")).toEqual([]);
    });
  });

  test("is published by hand after its name was typed, and saved without", async () => {
    const dispatch = (inputs: Record<string, string>) =>
      run(example("by-hand"), { event: "workflow_dispatch", payload: { inputs } });
    const refused = await dispatch({ place: "production", versionType: "Published", confirm: "prod" });
    expect(refused.jobs).toEqual({ "Look at the confirmation": "failed" });
    await dispatch({ place: "production", versionType: "Published", confirm: "production" });
    await dispatch({ place: "staging", versionType: "Saved", confirm: "" });
    expect([published("1818"), published("1919")]).toEqual([["Published 1"], ["Saved 1"]]);
  });

  test("is checked for a pull request, without a key", async () => {
    const { code, jobs } = await run(example("pull-request"), { event: "pull_request", secrets: {} });
    expect({ code, jobs }).toEqual({ code: 0, jobs: { "check / Build": "succeeded", "check / Check": "succeeded" } });
  });

  test("whose build makes nothing ends with what to do about it", async () => {
    const nothing = example("wally").replace('rojo build --output "$PLACE_FILE"', "true");
    const { jobs, log } = await run(nothing, { files: { "aftman.toml": 'wally = "w"\n' } });
    expect(jobs).toEqual({ "publish / Build": "failed" });
    expect(log).toContain("wrote nothing to $PLACE_FILE");
  });

  test("of many universes comes from one manifest", async () => {
    const files = {
      "rokit.toml": "",
      "build.sh": "mkdir build && cp game.rbxl build/start.rbxl && cp game.rbxl build/event.rbxl\n",
      "roblox-places.json": JSON.stringify({
        production: { "4242": { "1818": "start.rbxl", "1": "event.rbxl" }, "4343": { "1919": "event.rbxl" } },
      }),
    };
    const { code, artifact, jobs } = await run(example("many-universes"), { files });
    // act gives all jobs of a matrix the same end, and runs nothing after a workflow that failed; the results tell more.
    expect({ code, jobs }).toMatchObject({ code: 1, jobs: { "publish / Collect the results": "succeeded" } });
    expect(JSON.parse(artifact(/^publish-places-\w{8}$/, "results.json") ?? "")).toMatchObject([
      { universeId: "4242", placeId: "1", status: "failed" },
      { universeId: "4242", placeId: "1818", status: "published" },
      { universeId: "4343", placeId: "1919", status: "published" },
    ]);
  });

  test("of 300 places in three universes: the results are more than environment variables and outputs hold", async () => {
    const universes = Object.fromEntries(
      ["4242", "4343", "4444"].map((id) => [id, Array.from({ length: 100 }, (_, index) => `${id}${100 + index}`)]),
    );
    await start({ universes, rateLimit: { requests: 1000, windowSeconds: 60, headers: true } });
    const folder = "a-long-name-".repeat(16);
    const path = `${`${folder}/`.repeat(5)}place.rbxl`;
    const manifest = Object.entries(universes).map(([id, places]) => [
      id,
      Object.fromEntries(places.map((place) => [place, path])),
    ]);
    const files = {
      "rokit.toml": "",
      "build.sh": `mkdir -p build/$(dirname ${path}) && cp game.rbxl build/${path}\n`,
      "roblox-places.json": JSON.stringify({ production: Object.fromEntries(manifest) }),
    };
    const { code, jobs, artifact } = await run(example("many-universes"), { files });
    expect({ code, jobs }).toMatchObject({ code: 0, jobs: { Report: "succeeded" } });
    const results = artifact(/^publish-places-\w{8}$/, "results.json") ?? "";
    expect(results.length / 3).toBeGreaterThan(120_000);
    expect(
      (JSON.parse(results) as { placeId: string; status: string }[]).map(
        ({ placeId, status }) => `${placeId} ${status}`,
      ),
    ).toEqual(
      Object.values(universes)
        .flat()
        .map((id) => `${id} published`),
    );
  });

  test("tells everybody what went live, and keeps the bytes", async () => {
    const bodies: string[] = [];
    const discord = createServer(async (request, response) => {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.end();
    });
    await new Promise<void>((resolve) => discord.listen(0, "127.0.0.1", resolve));
    const { port } = discord.address() as AddressInfo;
    const secrets = { ROBLOX_API_KEY: DEMO_KEY, DISCORD_WEBHOOK: `http://127.0.0.1:${port}/hook` };
    const { code, calls, artifact } = await run(example("announce"), { files: { "rokit.toml": "" }, secrets });
    discord.close();
    expect(code).toBe(0);
    expect(JSON.parse(artifact(/^published$/, "version.json") ?? "")).toMatchObject({ versionNumber: "1" });
    expect(calls.find((call) => call.startsWith("gh api"))).toContain("description=Version 1 is live");
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      { content: "Version 1 is live: https://www.roblox.com/games/1818" },
    ]);
    expect(simulator.messages).toMatchObject([{ topic: "release", message: "1" }]);
  });

  test("is backed up as it is live, whatever was saved since", async () => {
    await upload(simulator, { body: BEFORE, type: "application/xml" });
    await upload(simulator, { query: "?versionType=Saved", body: PLACE });
    const secrets = { ROBLOX_DOWNLOAD_API_KEY: ROLLBACK_KEY };
    const { code, artifacts } = await run(example("backup"), { event: "workflow_dispatch", secrets });
    expect({ code, artifacts }).toEqual({ code: 0, artifacts: ["place-1818-version-1"] });
  });

  test("is brought back by hand, after a look", async () => {
    await upload(simulator, { body: BEFORE, type: "application/xml" });
    await upload(simulator, { body: PLACE });
    const secrets = { ROBLOX_ROLLBACK_API_KEY: ROLLBACK_KEY, ROBLOX_RESTART_API_KEY: DEMO_KEY };
    const dispatch = (inputs: Record<string, string>) =>
      run(example("rollback"), { event: "workflow_dispatch", payload: { inputs }, secrets });
    expect((await dispatch({ versionNumber: "", confirm: "" })).code).toBe(0);
    expect({ live: liveSha256("1818"), restarts: simulator.restarts }).toEqual({ live: sha256(PLACE), restarts: [] });
    expect((await dispatch({ versionNumber: "1", confirm: "production" })).code).toBe(0);
    expect(liveSha256("1818")).toBe(sha256(BEFORE));
    expect(simulator.restarts).toHaveLength(1);
  });

  test("is not published over what a builder saved since the last run", async () => {
    const gitHub = await startGitHub({ token: "ghs_0123456789abcdef", repository: "team/game" });
    const push = () =>
      run(example("studio-and-ci"), {
        files: { "tests/run-tests.luau": "return 1" },
        secrets: { ...SECRETS, GITHUB_TOKEN: "ghs_0123456789abcdef" },
        environment: {
          GITHUB_REPOSITORY: "team/game",
          // act sets the variable anew for each action.
          NODE_OPTIONS: `--import=data:text/javascript,process.env.GITHUB_API_URL='${gitHub.url}'`,
        },
      });
    try {
      expect((await push()).jobs).toMatchObject({ Publish: "succeeded" });
      expect(published("1818")).toEqual(["Published 1"]);
      await upload(simulator, { query: "?versionType=Saved", body: BEFORE, type: "application/xml" });
      const { jobs, log } = await push();
      expect(jobs).toMatchObject({ "game / Test (tests/run-tests.luau)": "succeeded", Publish: "failed" });
      expect(log).toContain("The newest version of place 1818 is 2");
      expect(published("1818")).toEqual(["Saved 2", "Published 1"]);
    } finally {
      await gitHub.close();
    }
  });

  test("that is a library: a release becomes the model's next version, and has it as a file", async () => {
    await start({ assets: { existing: { "77": "Model" } } });
    const { code, calls, jobs } = await run(example("model"), {
      files: { "game.rbxl": model(), "rokit.toml": 'rojo = "r"\nwally = "w"\n' },
      event: "release",
      secrets: { ROBLOX_ASSET_KEY: DEMO_KEY },
      variables: { ROBLOX_LIBRARY_ID: "77" },
      payload: { action: "published", release: { tag_name: "v3" } },
    });
    expect({ code, jobs }).toEqual({ code: 0, jobs: { Build: "succeeded", Upload: "succeeded" } });
    expect(calls.slice(-3)).toEqual([
      "wally install",
      "rojo build --output library.rbxm",
      "gh release upload v3 library.rbxm --clobber",
    ]);
    expect(simulator.assets).toMatchObject([{ assetId: "77", version: 2 }]);
  });

  test("that is a plugin: a tag becomes its next version", async () => {
    await start({ assets: { existing: { "77": "Plugin" } }, luau: { scenario: runScript } });
    await upload(simulator, { universe: "4343", place: "1920", body: PLACE });
    const { code, jobs, calls } = await run(example("plugin"), {
      files: { "game.rbxl": model() },
      secrets: { ROBLOX_PLUGIN_KEY: DEMO_KEY },
      variables: { ROBLOX_PLUGIN_ID: "77", ROBLOX_USER_ID: "100001" },
      payload: { ref: "refs/tags/v3" },
    });
    expect({ code, jobs }).toEqual({ code: 0, jobs: { Build: "succeeded", Upload: "succeeded" } });
    expect(calls.at(-1)).toBe("rojo build plugin.project.json --output plugin.rbxm");
    expect(simulator.assets).toMatchObject([{ assetId: "77", version: 2, sha256: sha256(model()) }]);
  });

  test("that is examples/obby: a tag is tested for real, and the bytes that passed reach staging and production", async () => {
    await start({ luau: { scenario: runScript } });
    const obby = (path: string) => readFileSync(join(ROOT, "examples", "obby", path), "utf8");
    const files = { "tests/run-tests.luau": obby("tests/run-tests.luau") };
    const payload = { ref: "refs/tags/v1.2.0" };
    const { code, jobs } = await run(obby(".github/workflows/release.yml"), { files, payload });
    expect({ code, jobs }).toMatchObject({
      code: 0,
      jobs: { "staging / Test (tests/run-tests.luau)": "succeeded", "production / Publish": "succeeded" },
    });
    expect([liveSha256("1919"), liveSha256("1818")]).toEqual([sha256(PLACE), sha256(PLACE)]);
  });

  test("has releases for each of its places", async () => {
    const { code, calls } = await run(example("place-by-place"), {
      files: { "rokit.toml": "", "places/arena.rbxl": PLACE },
      variables: { ROBLOX_PLACE_IDS: '{"lobby": "1818", "arena": "1819"}' },
      payload: { ref: "refs/tags/arena/v3" },
    });
    expect(code).toBe(0);
    expect([published("1818"), published("1819")]).toEqual([[], ["Published 1"]]);
    expect(calls.at(-1)).toContain("gh release create arena/v3 places/arena.rbxl");
  });
});

test("every example is run above", () => {
  const own = readFileSync(import.meta.filename, "utf8");
  for (const file of readdirSync(EXAMPLES)) expect(own).toContain(`example("${file.replace(".yml", "")}")`);
});

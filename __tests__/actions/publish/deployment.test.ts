/** The GitHub Deployment of a step, and that none of its troubles is the step's. */

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type GitHubOptions, type SimulatedGitHub, startGitHub } from "../../../simulator/github.ts";
import { answers } from "../../../simulator/index.ts";
import { deploymentRequest, openDeployment, recordedVersion } from "../../../src/actions/publish/deployment.ts";
import type { PublishInputs } from "../../../src/actions/publish/inputs.ts";
import type { Run } from "../../../src/runner/context.ts";
import { cancel, exitCodeOf, INTERRUPT } from "../../harness/cancel.ts";
import { given } from "../../harness/inputs.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";
import { visible } from "../../harness/run-action.ts";
import { placeIn, RUN, stepOf } from "./step.ts";

const TOKEN = "ghs_0123456789abcdef";
const silentAt =
  (state: string): GitHubOptions["fault"] & object =>
  ({ body }) =>
    body.state === state ? "silent" : undefined;
const WARNING = "The GitHub Deployment was not recorded";

async function deploy(
  inputs: Record<string, string> = {},
  setting: Setting = {},
  options: Partial<GitHubOptions> = {},
) {
  const gitHub = await startGitHub({ token: TOKEN, repository: "team/game", ...options });
  try {
    const run = await publishOnce(
      { deploymentEnvironment: "production", githubToken: TOKEN, ...inputs },
      { ...setting, environment: { GITHUB_API_URL: gitHub.url, ...setting.environment } },
    );
    expect(visible(run)).not.toContain(TOKEN);
    return { run, deployments: gitHub.deployments, states: gitHub.deployments[0]?.statuses.map(({ state }) => state) };
  } finally {
    await gitHub.close();
  }
}

describe("production is what is called so and goes live", () => {
  test.each([
    ["production", "Published", true],
    ["Production", "Published", true],
    ["production", "Saved", false],
    ["staging", "Published", false],
  ] as const)("%s, %s", (deploymentEnvironment, versionType, production_environment) => {
    const request = deploymentRequest(stepOf({}, { deploymentEnvironment, versionType }), RUN);
    expect(request).toMatchObject({ production_environment, transient_environment: false });
  });

  test("hundreds of places fit into it", () => {
    const places = Array.from({ length: 300 }, (_, at) => placeIn(String(at + 1)));
    expect(deploymentRequest(stepOf({ places }), RUN).payload.placeIds).toHaveLength(100);
  });
});

test.concurrent("created before the upload, in progress during it, a success after it", async () => {
  const { run, deployments, states } = await deploy();
  expect(run).toMatchObject({ code: 0, warnings: [] });
  expect(deployments).toHaveLength(1);
  expect(deployments[0]?.request).toEqual({
    ref: "0123456789abcdef0123456789abcdef01234567",
    environment: "production",
    auto_merge: false,
    required_contexts: [],
    transient_environment: false,
    production_environment: true,
    description: "Published to Roblox universe 4242",
    payload: { universeId: "4242", placeIds: ["1818"] },
  });
  expect(states).toEqual(["in_progress", "success"]);
  expect(deployments[0]?.statuses[1]).toEqual({
    state: "success",
    description: "Place 1818: version 1, Published",
    environment_url: "https://www.roblox.com/games/1818",
    log_url: "https://github.com/team/game/actions/runs/77",
  });
  expect(run.summary).toContain("deployment to [production](https://github.com/team/game/deployments/production)");
});

test.concurrent("one a step, with the first place's address, and a failure when any place failed", async () => {
  const { run, deployments, states } = await deploy({
    placeId: "",
    filePath: "",
    places: "1818: place.rbxl\n404: place.rbxl",
  });
  expect(run.code).toBe(1);
  expect(deployments).toHaveLength(1);
  expect(states).toEqual(["in_progress", "failure"]);
  expect(deployments[0]?.statuses[1]).toMatchObject({
    description: "1 of 2 places: Published; place 1818: version 1",
    environment_url: "https://www.roblox.com/games/1818",
  });
});

describe("what a status records of place 1818", () => {
  test.each([
    ["Place 1818: version 12, Published", "12"],
    ["2 of 2 places: Published; place 1819: version 3; place 1818: version 12", "12"],
    ["The step was ended before it was done; place 1818: version 12", "12"],
    ["Place 18181: version 12, Published", undefined],
    ["Place 1818: version 12…", undefined],
    ["Place 1818: version 0, Published", undefined],
    ["Place 1818 was not published", undefined],
    ["See place 1818: version 12", undefined],
    ["", undefined],
  ])("%s", (description, version) => {
    expect(recordedVersion(description, "1818")).toBe(version);
  });
});

test.concurrent.each<[string, Record<string, string>, Setting]>([
  ["a dry run", { dryRun: "true" }, {}],
  ["a refused file", {}, { files: { "place.rbxl": "no place" } }],
])("none for %s", async (_name, inputs, setting) => {
  const { run, deployments } = await deploy(inputs, setting);
  expect(deployments).toEqual([]);
  expect(run.warnings).toEqual([]);
});

describe("in this process", () => {
  // One for all: its address is learnt only once.
  let gitHub: SimulatedGitHub;
  beforeAll(async () => {
    gitHub = await startGitHub({ token: TOKEN, repository: "team/game" });
  });
  afterAll(() => gitHub.close());

  async function record(inputs: Partial<PublishInputs>, places = [placeIn("1818")], run: Partial<Run> = {}) {
    const step = stepOf({ places }, { deploymentEnvironment: "production", githubToken: TOKEN, ...inputs });
    await given({}, async () => {
      process.env.GITHUB_API_URL = gitHub.url;
      const deployment = openDeployment(step, { ...RUN, ...run });
      await deployment.begin();
      await deployment.finish();
    });
    return step.remarks;
  }

  test("none without an environment", async () => {
    expect(await record({ deploymentEnvironment: "" })).toEqual([]);
    expect(gitHub.requests).toEqual([]);
  });

  test("of many places, it records as many versions as find room, each whole", async () => {
    const placeIds = Array.from({ length: 9 }, (_, at) => String(922_337_203_685_477_000n + BigInt(at)));
    const versionNumber = "9007199254740994";
    expect(
      await record(
        {},
        placeIds.map((id) => placeIn(id, { status: "published", versionNumber })),
      ),
    ).toEqual([]);
    const description = String(gitHub.deployments.at(-1)?.statuses[1]?.description);
    expect(description.length).toBeLessThanOrEqual(140);
    const recorded = placeIds.map((placeId) => recordedVersion(description, placeId));
    expect(recorded).toEqual([versionNumber, versionNumber, ...Array(7).fill(undefined)]);
  });

  test.each<[string, Partial<PublishInputs>, Partial<Run>, RegExp]>([
    ["a wrong token", { githubToken: "ghs_wrong" }, {}, /^Bad credentials \(HTTP 401\)\. /],
    ["no token", { githubToken: "" }, {}, /^githubToken is empty\. /],
    ["another repository", {}, { repository: "team/other" }, /^Not Found \(HTTP 404\)\. /],
  ])("its trouble is one warning: %s", async (_name, inputs, run, text) => {
    const remarks = await record(inputs, undefined, run);
    expect(remarks).toEqual([{ severity: "warning", title: WARNING, message: expect.stringMatching(text) }]);
    expect(remarks[0]?.message).toContain("the permission `deployments: write`.");
  });
});

describe("its troubles are one warning, and the publish goes through", () => {
  test.concurrent.each<[string, Record<string, string>, Partial<GitHubOptions>, RegExp]>([
    ["no permission", {}, { permission: "read" }, /^Resource not accessible by integration \(HTTP 403\)\. /],
    ["no answer to the first call", {}, { fault: () => "silent" }, /^no answer within 5 s\. /],
    ["no answer to a state", {}, { fault: silentAt("in_progress") }, /^no answer within 5 s\. /],
    ["no answer to the last state", {}, { fault: silentAt("success") }, /^no answer within 5 s\. /],
  ])("%s", async (_name, inputs, options, text) => {
    const { run } = await deploy(inputs, {}, options);
    expect(run).toMatchObject({ code: 0, errors: [], outputs: { versionNumber: "1" } });
    expect(run.warnings).toEqual([{ title: WARNING, message: expect.stringMatching(text) }]);
    expect(run.warnings[0]?.message).toContain("the permission `deployments: write`.");
    expect(run.summary).toContain(`⚠️ **${WARNING}**`);
    expect(run.seconds).toBeLessThanOrEqual(5);
  });

  test.concurrent("a proxy to GitHub that never answers holds nothing up", async () => {
    const silent = createServer((socket) => void socket.on("error", () => {}).resume()).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const { run } = await deploy(
      {},
      {
        direct: true,
        environment: {
          GITHUB_API_URL: "https://api.github.com",
          https_proxy: `http://127.0.0.1:${port}`,
          no_proxy: "apis.roblox.com",
        },
      },
    );
    silent.close();
    expect(run).toMatchObject({ code: 0, warnings: [{ title: WARNING }] });
    // Left to itself, such a connection keeps a process alive for minutes.
    expect(run.seconds).toBe(5);
  });
});

describe("a cancelled step", () => {
  const cancelled = async (options: Partial<GitHubOptions> = {}) => {
    const { run, states } = await deploy(
      {},
      {
        faults: [{ kind: "answer", answer: answers.busy }],
        onRest(log, child) {
          if (/Attempt 2 of 5/.test(log)) cancel(child, INTERRUPT);
        },
      },
      options,
    );
    return { run, states };
  };

  test.concurrent("sets the state to error, and has its summary", async () => {
    const { run, states } = await cancelled();
    expect(run.code).toBe(130);
    expect(states).toEqual(["in_progress", "error"]);
    expect(run.summary).toMatch(/^### ❌ The step was cancelled\n/);
    expect(run.summary.match(/^###/gm)).toHaveLength(1);
    expect(run.seconds).toBe(0);
  });

  test.concurrent("waits for a silent GitHub no longer than 2 s", async () => {
    const { run, states } = await cancelled({ fault: silentAt("error") });
    expect(run.code).toBe(130);
    expect(states).toEqual(["in_progress"]);
    expect(run.seconds).toBe(2);
  });

  test.concurrent.each<[string, string | undefined, RegExp, string]>([
    ["is being created", undefined, /Nothing was published/, "notTried"],
    ["is set to success", "success", /Place 1818 is live as version 1\./, "published"],
  ])("while its Deployment %s", async (_name, state, message, status) => {
    let isWaiting = false;
    const fault: GitHubOptions["fault"] = ({ method, body }) => {
      if (method !== "POST" || body.state !== state) return undefined;
      isWaiting = true;
      return "silent";
    };
    const onRest: Setting["onRest"] = (_log, child) => void (isWaiting && cancel(child, INTERRUPT));
    const { run } = await deploy({}, { onRest }, { fault });
    expect(run).toMatchObject({ code: exitCodeOf(INTERRUPT), results: [{ status }] });
    expect(run.errors).toEqual([{ title: "The step was cancelled", message: expect.stringMatching(message) }]);
    expect(run.seconds).toBeLessThanOrEqual(2);
  });
});

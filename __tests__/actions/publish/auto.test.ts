/** `lastVersionNumber: auto`: what the last Deployment recorded, and that the guard holds when that is not known. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  type GitHubOptions,
  type SimulatedDeployment,
  type SimulatedGitHub,
  startGitHub,
} from "../../../simulator/github.ts";
import { DEMO_KEY, publishingKey, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { lastAllowed, lookBack } from "../../../src/actions/publish/guard.ts";
import type { PublishInputs } from "../../../src/actions/publish/inputs.ts";
import type { StepRecord } from "../../../src/actions/publish/record.ts";
import type { Run } from "../../../src/runner/context.ts";
import { createClock } from "../../harness/clock.ts";
import { given as inThisProcess } from "../../harness/inputs.ts";
import { OBBY } from "../../harness/publish-once.ts";
import { runAction, visible } from "../../harness/run-action.ts";
import { binaryPlace, upload } from "../../simulator/client.ts";
import { RUN, stepOf } from "./step.ts";

const TOKEN = "ghs_0123456789abcdef";
const key = publishingKey(["4242"]);
const KEY = { ...key, scopes: [...key.scopes, { name: "asset", operations: ["read"] }] };

interface World {
  readonly simulator: Simulator;
  readonly gitHub: SimulatedGitHub;
  publish(inputs?: Record<string, string>, content?: Buffer): ReturnType<typeof runAction>;
  /** A builder saves in Studio. */
  save(content: string): Promise<unknown>;
  uploads(): number;
}

/** The place is at version 6. */
async function inWorld<T>(options: Partial<GitHubOptions>, play: (world: World) => Promise<T>): Promise<T> {
  const clock = createClock();
  const gitHub = await startGitHub({ token: TOKEN, repository: "team/game", ...options });
  const simulator = await startSimulator({ clock, keys: [KEY], firstVersion: { "1818": "5" } });
  try {
    await upload(simulator, { body: binaryPlace("before") });
    return await play({
      simulator,
      gitHub,
      save: (content) => upload(simulator, { query: "?versionType=Saved", body: binaryPlace(content) }),
      publish: (inputs = {}, content = OBBY) =>
        runAction(
          {
            apiKey: DEMO_KEY,
            universeId: "4242",
            placeId: "1818",
            filePath: "place.rbxl",
            checkFile: "off",
            deploymentEnvironment: "production",
            githubToken: TOKEN,
            lastVersionNumber: "auto",
            ...inputs,
          },
          {
            clock,
            files: { "place.rbxl": content },
            environment: { ...simulator.environment, GITHUB_API_URL: gitHub.url },
          },
        ),
      uploads: () => simulator.requests.filter(({ endpoint }) => endpoint === "publish").length - 1,
    });
  } finally {
    await simulator.close();
    await gitHub.close();
  }
}

type Before = Omit<SimulatedDeployment, "id">;

/** A Deployment of this action, as it was left. */
function deployed(description: string, { request = {}, states = [{ state: "success", description }] } = {}): Before {
  const payload = { universeId: "4242", placeIds: ["1818"] };
  return { request: { environment: "production", ref: "main", payload, ...request }, statuses: states };
}

const version = (number: number) => `Place 1818: version ${number}, Published`;
const payloadOf = (universeId: string, ...placeIds: string[]) => ({ request: { payload: { universeId, placeIds } } });

const CROWD = "though there are too many";
/** What an environment has seen: all but the last record version 6. */
const HISTORIES: Record<string, readonly Before[]> = {
  "among several": [deployed(version(4)), deployed(version(6))],
  "whatever its ref": [deployed(version(6), { request: { ref: "hotfix" } })],
  "after a failed one": [deployed(version(6)), deployed("Place 1818 was not published")],
  "after one that is not over": [deployed(version(6)), deployed("", { states: [] })],
  "though it is inactive since": [
    deployed("", {
      states: [
        { state: "success", description: version(6) },
        { state: "inactive", description: "" },
      ],
    }),
  ],
  "after one of another place": [deployed(version(6)), deployed("", payloadOf("4242", "1819"))],
  "after one of another universe": [deployed(version(6)), deployed(version(9), payloadOf("4243", "1818"))],
  "after somebody else's": [deployed(version(6)), deployed(version(9), { request: { payload: "deploy" } })],
  "beside another environment": [deployed(version(6)), deployed(version(9), { request: { environment: "staging" } })],
  "of several places": [
    deployed(
      "2 of 2 places: Published; place 1819: version 9; place 1818: version 6",
      payloadOf("4242", "1819", "1818"),
    ),
  ],
  "after one of too many places to record them": [
    deployed(version(6)),
    deployed("2 of 2 places: Published", payloadOf("4242", "1819", "1818")),
  ],
  "on the second page": [
    deployed(version(6)),
    ...Array.from({ length: 120 }, () => deployed("Done", payloadOf("4242", "1819"))),
  ],
  [CROWD]: Array.from({ length: 1000 }, () => deployed("Done", payloadOf("4242", "1819"))),
};

test("without any earlier Deployment it says so and goes on, and the next one is held to what was recorded", () =>
  inWorld({}, async ({ publish, save, uploads, gitHub }) => {
    const first = await publish();
    expect(first).toMatchObject({ code: 0, warnings: [], outputs: { versionNumber: "7" } });
    expect(first.log).toContain("No Deployment to production has recorded a version of place 1818 yet");

    const second = await publish({ lastVersionNumber: "Auto" }, binaryPlace("second"));
    expect(second).toMatchObject({ code: 0, warnings: [], outputs: { versionNumber: "8" } });
    expect(second.log).toContain("The last Deployment to production recorded version 7 of place 1818");

    await save("by a builder");
    const third = await publish({}, binaryPlace("third"));
    expect(third.code).toBe(1);
    expect(third.errors).toEqual([
      {
        title: "Place 1818 was not published",
        message: expect.stringMatching(
          /^The newest version of place 1818 is 9, and the last Deployment to production recorded 8 \(lastVersionNumber: auto\): .*run this once with lastVersionNumber set to 9\.$/,
        ),
      },
    ]);
    expect(uploads()).toBe(3); // the builder's own among them
    expect(gitHub.deployments.map(({ statuses }) => statuses.at(-1)?.state)).toEqual(["success", "success", "failure"]);

    const named = await publish({ lastVersionNumber: "9" }, binaryPlace("third"));
    expect(named).toMatchObject({ code: 0, outputs: { versionNumber: "10" } });
    expect(gitHub.deployments.at(-1)?.statuses.at(-1)?.description).toBe("Place 1818: version 10, Published");
  }));

/** One GitHub for the steps in this process, which learn its address only once: an environment for each row. */
const trouble: { fault?: GitHubOptions["fault"] } = {};
let shared: SimulatedGitHub;
beforeAll(async () => {
  const before = Object.entries(HISTORIES).flatMap(([name, deployments]) =>
    deployments.map(({ request, statuses }) => ({
      request: { ...request, environment: request.environment === "production" ? name : request.environment },
      statuses,
    })),
  );
  const fault: GitHubOptions["fault"] = (request) => trouble.fault?.(request);
  shared = await startGitHub({ token: TOKEN, repository: "team/game", before, fault });
});
afterAll(() => shared.close());

/** What a step in this process finds at GitHub before it sends anything, or the words with which it ends. */
function found<T>(
  look: (step: StepRecord, run: Run, signal: AbortSignal) => Promise<T>,
  inputs: Partial<PublishInputs>,
  { fault, ...run }: Partial<Run> & Pick<GitHubOptions, "fault"> = {},
) {
  const given = { githubToken: TOKEN, lastVersionNumber: "auto", ...inputs };
  return inThisProcess({}, () => {
    process.env.GITHUB_API_URL = shared.url;
    trouble.fault = fault;
    return look(stepOf({}, given), { ...RUN, ...run }, new AbortController().signal);
  });
}

test.each(Object.keys(HISTORIES).slice(0, -1))(
  "goes by the newest Deployment that records a version of this place %s",
  async (deploymentEnvironment) => expect(await found(lastAllowed, { deploymentEnvironment })).toBe("6"),
);

describe("when that cannot be known, nothing is sent", () => {
  test.each<[string, Partial<PublishInputs>, Parameters<typeof found>[2], RegExp]>([
    ["a wrong token", { githubToken: "ghs_wrong" }, {}, /^Bad credentials \(HTTP 401\)\. /],
    [
      "no token",
      { githubToken: "" },
      {},
      /^githubToken is empty\. .*give a token with the permission `deployments: write`/,
    ],
    ["another repository", {}, { repository: "team/other" }, /^Not Found \(HTTP 404\)\. /],
    ["trouble at GitHub", {}, { fault: () => 502 }, /^Server Error.* \(HTTP 502\)\. /],
    [
      "trouble with the statuses",
      {},
      { fault: ({ path }) => (path.endsWith("/statuses") ? 500 : undefined) },
      /^Server Error.* \(HTTP 500\)\. /,
    ],
    [
      "more Deployments than are looked at",
      { deploymentEnvironment: CROWD },
      {},
      /^None of the newest 1,000 records a version of place 1818\. /,
    ],
  ])("%s", async (_name, inputs, circumstances, text) => {
    const message = await found(lastAllowed, { deploymentEnvironment: "among several", ...inputs }, circumstances);
    expect(message).toMatch(text);
    expect(message).toMatch(/which version .* \(lastVersionNumber: auto\), and nothing was sent\./);
    expect(message).not.toContain(TOKEN);
  });

  test.concurrent.each<[string, Partial<GitHubOptions>, RegExp]>([
    [
      "no permission",
      { permission: "none" },
      /^Resource not accessible by integration \(HTTP 403\)\. .*`deployments: read`/,
    ],
    ["no answer", { fault: () => "silent" }, /^no answer within 5 s\. /],
  ])("in a run: %s", (_name, options, text) =>
    inWorld(options, async ({ publish, uploads, gitHub }) => {
      const run = await publish();
      expect(run).toMatchObject({ code: 1, results: [{ status: "notTried" }] });
      expect(uploads()).toBe(0);
      expect(run.errors).toEqual([{ title: "Place 1818 was not published", message: expect.stringMatching(text) }]);
      expect(run.errors[0]?.message).toMatch(/which version .* \(lastVersionNumber: auto\), and nothing was sent\./);
      expect(gitHub.requests.filter(({ method }) => method === "POST")).toEqual([]);
      expect(visible(run)).not.toContain(TOKEN);
    }),
  );
});

test("that the publish could not be recorded is said, since the next one goes by it", () =>
  inWorld({ permission: "read", before: [deployed(version(6))] }, async ({ publish }) => {
    const run = await publish();
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "7" } });
    expect(run.warnings[0]?.message).toContain(
      "the next step with `lastVersionNumber: auto` will not know this version",
    );
  }));

describe("with deploymentEnvironment and no lastVersionNumber", () => {
  const FREE = { lastVersionNumber: "" };

  test("it is told what others made since the last Deployment", () =>
    inWorld({ before: [deployed(version(6))] }, async ({ publish, save }) => {
      await save("one");
      await save("two");
      const run = await publish(FREE);
      expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "9" } });
      expect(run.warnings).toEqual([
        {
          title: "Others made versions in between",
          message: expect.stringMatching(
            /^2 versions \(7 to 8\) were made by others since the last Deployment to production, which recorded version 6, and version 9 now lies over them\./,
          ),
        },
      ]);
      expect(await publish(FREE, binaryPlace("next"))).toMatchObject({ code: 0, warnings: [] });
    }));

  test("GitHub's trouble is nothing to the publish", async () => {
    const inputs = { ...FREE, deploymentEnvironment: "among several" };
    expect(await found(lookBack, inputs)).toMatchObject({ number: "6" });
    expect(await found(lookBack, inputs, { fault: () => 500 })).toBeUndefined();
  });

  test("nor is its silence", () =>
    inWorld(
      { before: [deployed(version(6))], fault: ({ method }) => (method === "GET" ? "silent" : undefined) },
      async ({ publish }) => {
        const run = await publish(FREE);
        expect(run).toMatchObject({ code: 0, warnings: [], outputs: { versionNumber: "7" } });
        expect(run.seconds).toBeLessThanOrEqual(5);
      },
    ));
});

/** What keeps a publish from overwriting, end to end: the real bundle against a simulated Roblox. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  json,
  type RequestRecord,
  type SimulatedKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { createClock } from "../../harness/clock.ts";
import { OBBY } from "../../harness/publish-once.ts";
import { type RunOptions, runAction } from "../../harness/run-action.ts";
import { binaryPlace, upload } from "../../simulator/client.ts";

const PUBLISHING = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };
const ASSETS = { name: "asset", operations: ["read"] };
const keyOf = (...scopes: SimulatedKey["scopes"]): SimulatedKey => ({
  secret: DEMO_KEY,
  name: "guard",
  ownerId: "100001",
  scopes,
});
const UNAVAILABLE = { kind: "answer", answer: answers.unavailable } as const;
const ONE = { placeId: "1818", filePath: "place.rbxl" };

/** A builder saves in Studio. */
const save = (simulator: Simulator, content: string) =>
  upload(simulator, { query: "?versionType=Saved", body: binaryPlace(content) });

/** The place has versions 1 (live) and 2 (saved). */
async function publish(
  inputs: Record<string, string>,
  simulated: SimulatorOptions = {},
  options: RunOptions = {},
  after: (simulator: Simulator, request: RequestRecord) => unknown = () => {},
) {
  const clock = createClock();
  const simulator: Simulator = await startSimulator({
    clock,
    keys: [keyOf(PUBLISHING, ASSETS)],
    onRequest: (request) => void after(simulator, request),
    ...simulated,
  });
  try {
    await upload(simulator, { body: binaryPlace("live") });
    await save(simulator, "by a builder");
    const before = simulator.requests.length;
    const run = await runAction(
      { apiKey: DEMO_KEY, universeId: "4242", ...inputs },
      {
        clock,
        files: { "place.rbxl": OBBY, "none.rbxl": binaryPlace("another") },
        ...options,
        environment: simulator.environment,
      },
    );
    const calls = simulator.requests.slice(before);
    const uploads = calls.filter(({ endpoint }) => endpoint === "publish").map(({ parameters }) => parameters.place);
    return { ...run, simulator, uploads, endpoints: calls.map(({ endpoint }) => endpoint) };
  } finally {
    await simulator.close();
  }
}

describe("lastVersionNumber", () => {
  test("lets the upload through when nothing is newer", async () => {
    const run = await publish({ ...ONE, lastVersionNumber: "2" });
    expect(run).toMatchObject({ code: 0, warnings: [], outputs: { versionNumber: "3" } });
    expect(run.endpoints.indexOf("assetVersions")).toBeLessThan(run.endpoints.indexOf("publish"));
  });

  test("refuses to overwrite what a builder saved since", async () => {
    const run = await publish({ ...ONE, lastVersionNumber: "1" });
    expect(run).toMatchObject({ code: 1, uploads: [], results: [{ status: "notTried" }] });
    expect(run.errors).toEqual([
      {
        title: "Place 1818 was not published",
        message: expect.stringMatching(
          /newest version of place 1818 is 2, and lastVersionNumber is 1.*saved in Studio/,
        ),
      },
    ]);
  });

  test("holds a dry run back too", async () => {
    const run = await publish({ ...ONE, dryRun: "true", lastVersionNumber: "1" });
    expect(run).toMatchObject({ code: 1, uploads: [] });
    expect(run.errors[0]?.message).toMatch(/newest version of place 1818 is 2, and lastVersionNumber is 1/);
  });

  test("refuses when the key may not list versions, and names the scope", async () => {
    const run = await publish({ ...ONE, lastVersionNumber: "2" }, { keys: [keyOf(PUBLISHING)] });
    expect(run).toMatchObject({ code: 1, uploads: [] });
    expect(run.errors[0]?.message).toMatch(/nothing on asset; listing the versions of a place needs read/);
  });

  test.each([
    ["an empty list", []],
    ["a list of something else", [{ path: "assets/1818" }]],
  ])("refuses by %s", async (_, assetVersions) => {
    const answer = json(200, { assetVersions });
    const run = await publish(
      { ...ONE, lastVersionNumber: "2", maxAttempts: "1" },
      { fault: ({ endpoint }) => (endpoint === "assetVersions" ? { kind: "answer", answer } : undefined) },
    );
    expect(run).toMatchObject({ code: 1, uploads: [] });
    expect(run.errors[0]?.message).toContain("nothing was sent");
  });

  test("tells afterwards of what was saved between the look and the upload", async () => {
    // The upload's first try is lost in front of Roblox, and the builder saves before the second.
    const run = await publish(
      { ...ONE, lastVersionNumber: "2" },
      { fault: ({ endpoint }, nth) => (endpoint === "publish" && nth === 3 ? UNAVAILABLE : undefined) },
      {},
      (simulator, { endpoint, status }) =>
        endpoint === "publish" && status === 503 ? save(simulator, "in between") : undefined,
    );
    expect(run).toMatchObject({ code: 0, outputs: { versionNumber: "4" } });
    expect(run.warnings).toEqual([
      {
        title: "Others made versions in between",
        message: expect.stringMatching(/^Version 3 was made by others .* version 4 now lies over it\./),
      },
    ]);
  });
});

describe("expectedSha256", () => {
  const sha256 = createHash("sha256").update(OBBY).digest("hex");

  test("lets the tested file through, in either case", async () => {
    const expectedSha256 = sha256.toUpperCase();
    expect(await publish({ ...ONE, expectedSha256 })).toMatchObject({ code: 0, outputs: { sha256 } });
  });

  test("refuses another file before anything is sent", async () => {
    const expectedSha256 = "a".repeat(64);
    const run = await publish({ ...ONE, expectedSha256 });
    expect(run).toMatchObject({ code: 1, uploads: [], results: [{ status: "failed" }] });
    expect(run.errors[0]?.message).toContain(`its sha256 is ${sha256}, and expectedSha256 is ${expectedSha256}`);
  });
});

test("inOrder: the first failure stops the rest", async () => {
  const run = await publish(
    { places: "1820: place.rbxl\n1818: place.rbxl\n1819: place.rbxl", inOrder: "true" },
    {
      fault: (request) =>
        request.endpoint === "publish" && request.parameters.place === "1818" && request.headers["user-agent"]
          ? { kind: "answer", answer: answers.invalidContent }
          : undefined,
    },
  );
  expect(run).toMatchObject({ code: 1, uploads: ["1820", "1818"] });
  expect(run.results?.map(({ status }) => status)).toEqual(["published", "failed", "notTried"]);
  expect(run.errors[0]?.message).toMatch(/1 more was not tried: place 1818 comes before them/);
});

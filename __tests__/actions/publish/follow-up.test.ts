/** What is done once a place is published: notes in its version history, and a look whether it is live. */
import { describe, expect, test } from "@jest/globals";
import { answers, type KeyScope, publishingKey, type TextResponse } from "../../../simulator/index.ts";
import { notesOf } from "../../../src/actions/publish/follow-up.ts";
import { refusalOf } from "../../../src/open-cloud/api/history.ts";
import { readForecast } from "../../../src/open-cloud/api/live.ts";
import { whatWasSaid } from "../../../src/open-cloud/explain.ts";
import { publishEach, publishOnce, type Setting } from "../../harness/publish-once.ts";
import { RUN } from "./step.ts";

const PUBLISH: KeyScope = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };
const NOTES: KeyScope = { name: "universe.place", operations: ["write"] };
const FORECAST: KeyScope = { name: "universe", operations: ["read"], universeIds: ["4242"] };
const ASSET: KeyScope = { name: "asset", operations: ["read"] };

const withScopes = (scopes: KeyScope[], simulator: Setting["simulator"] = {}): Setting => ({
  simulator: { keys: [{ ...publishingKey(["4242"]), scopes: [PUBLISH, ...scopes] }], ...simulator },
});
const answer = ({ status, body, contentType }: TextResponse) => ({
  status,
  headers: { "content-type": contentType },
  text: body,
  bodySent: true,
});

describe("notes", () => {
  test.each([
    ["One line", "One line", ""],
    ["Title\nfirst\nsecond", "Title", "first\nsecond"],
    ["\n Title \r\n\r\nBody\r\n", "Title", "Body"],
    ["automatic", "automatic", ""],
    [
      " Auto ",
      "team/game@0123456 (feature/lobby)",
      "Commit https://github.com/team/game/commit/0123456789abcdef0123456789abcdef01234567\nRef refs/heads/feature/lobby\nRun https://github.com/team/game/actions/runs/77",
    ],
  ])("%j", (input, title, description) => {
    expect(notesOf(input, RUN)).toEqual({ title, description });
  });

  test.each<[string, TextResponse, boolean | undefined, string]>([
    ["restricted key", answers.scopeNeedsAllResources, true, "This key is restricted to certain experiences"],
    ["no scope", answers.scopeNotAuthorized, true, "Notes need universe.place:write"],
    ["this version only", answers.notFound, false, "(HTTP 404)."],
    ["too many", answers.rateLimited, true, "HTTP 429"],
  ])("%s", (_name, given, widespread, text) => {
    const refusal = refusalOf({ happened: whatWasSaid(answer(given)), answer: answer(given), effect: "unlikely" });
    expect(refusal.widespread).toBe(widespread);
    expect(refusal.reason).toContain(text);
  });

  test("a broken connection", () => {
    const refusal = refusalOf({
      happened: "No connection to apis.roblox.com (ECONNREFUSED: no way)",
      answer: undefined,
      effect: "none",
    });
    expect(refusal).toEqual({
      reason: "No connection to apis.roblox.com (ECONNREFUSED: no way).",
      effect: "none",
      widespread: true,
    });
  });

  test.concurrent("are written for each place that went through", async () => {
    const run = await publishOnce(
      {
        placeId: "",
        filePath: "",
        places: "1818: place.rbxl\n404: place.rbxl\n1819: place.rbxl",
        versionNotes: "auto",
      },
      withScopes([NOTES], {
        // Tried again after a 502.
        fault: ({ path }, nth) =>
          path.endsWith("/notes") && nth === 1 ? { kind: "answer", answer: answers.requestContextFailure } : undefined,
      }),
    );
    expect(run.code).toBe(1);
    for (const place of ["1818", "1819"]) {
      expect(run.simulator.versions(place)[0]?.notes).toEqual({
        title: "team/game@0123456 (main)",
        description: expect.stringMatching(/^Commit https:.*\nRef refs\/heads\/main\nRun https:.*\/77$/),
      });
    }
    expect(run.log).toContain("Notes written to version 1 of place 1819\n");
    expect(run.warnings).toEqual([]);
    expect(run.simulator.requests.filter(({ path }) => path.endsWith("/notes"))).toHaveLength(3);
  });

  test.concurrent("a restricted key: one warning with the reason, and success", async () => {
    const scopes = [PUBLISH, { ...NOTES, universeIds: ["4242"] }];
    const run = await publishEach(
      Array.from({ length: 8 }, () => ({ faults: [] })),
      { versionNotes: "Title" },
      { simulator: { keys: [{ ...publishingKey(["4242"]), scopes }] } },
    );
    expect(run).toMatchObject({ code: 0, errors: [] });
    expect(run.warnings).toEqual([
      {
        title: "The version notes were not written",
        message: expect.stringContaining(
          'said "Scope must be configured to allow all resources" (HTTP 403, Forbidden). This key is restricted',
        ),
      },
    ]);
    expect(run.warnings[0]?.message).toContain("of places 1001, 1002, 1003, 1004, 1005 and 3 more were not written");
    expect(run.simulator.requests.filter(({ path }) => path.endsWith("/notes")).length).toBeLessThanOrEqual(4);
  });
});

test.concurrent("neither notes nor the look whether it is live hold a publish up for more than 10 s", async () => {
  const run = await publishOnce(
    { versionNotes: "Title", verify: "true" },
    withScopes([NOTES, FORECAST], {
      fault: ({ endpoint, path }) =>
        path.endsWith("/notes") || endpoint === "restartsForecast" ? { kind: "silence", when: "afterBody" } : undefined,
    }),
  );
  expect(run).toMatchObject({ code: 0, errors: [], outputs: { versionNumber: "1" } });
  expect(run.warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining("It took too long: no answer within 10 s."),
  ]);
  expect(run.notices.map(({ message }) => message)).toEqual([expect.stringContaining("no answer within 10 s")]);
  expect(run.seconds).toBe(10);
});

describe("is it live?", () => {
  test.each<[string, string, [string, string][]]>([
    ["strings", '{"placeForecasts":{"1818":{"latestPlaceVersion":"7"}}}', [["1818", "7"]]],
    [
      "large numbers",
      '{"placeForecasts":{"1818":{"latestPlaceVersion":9007199254740993}}}',
      [["1818", "9007199254740993"]],
    ],
    ["nothing that runs", '{"placeForecasts":{}}', []],
    ["null", '{"placeForecasts":null}', []],
    [
      "null inside",
      '{"placeForecasts":{"1":null,"2":{"latestPlaceVersion":null},"3":{"latestPlaceVersion":"4"}}}',
      [["3", "4"]],
    ],
    ["something else", "[]", []],
  ])("a forecast: %s", (_name, body, versions) => {
    expect(readForecast(answer({ status: 200, body }))).toEqual(new Map(versions));
  });

  const verify = (scopes: KeyScope[], simulator: Setting["simulator"] = {}, inputs: Record<string, string> = {}) =>
    publishOnce(
      { verify: "true", ...inputs },
      withScopes([], { keys: [{ ...publishingKey(["4242"]), scopes: [PUBLISH, ...scopes] }], ...simulator }),
    );

  test.concurrent("seen by the forecast after a while, and by the asset's version where no server runs", async () => {
    const run = await verify(
      [FORECAST, ASSET],
      { readBack: { liveAfterSeconds: 0.9, idlePlaces: ["1819"] } },
      { placeId: "", filePath: "", places: "1818: place.rbxl\n1819: place.rbxl" },
    );
    expect(run).toMatchObject({ code: 0, notices: [], warnings: [] });
    expect(run.log).toContain("Place 1818 is seen live as version 1\n");
    expect(run.log).toContain("Place 1819 is seen live as version 1\n");
  });

  test.concurrent("seen by the asset's version, without the forecast's scope", async () => {
    const run = await verify([ASSET]);
    expect(run).toMatchObject({ code: 0, notices: [], warnings: [] });
    expect(run.log).toContain("Place 1818 is seen live as version 1\n");
    expect(run.summary).toContain("✅\u00a0Published<br>seen live as version 1 |");
  });

  test.concurrent("not for lack of scopes: a notice that names them, at once", async () => {
    const run = await verify([]);
    expect(run).toMatchObject({ code: 0, warnings: [], errors: [] });
    expect(run.notices).toEqual([
      { title: "Not seen live", message: expect.stringMatching(/universe:read.*asset:read/) },
    ]);
    expect(run.simulator.requests.filter(({ endpoint }) => endpoint === "restartsForecast")).toHaveLength(1);
    expect(run.summary).toContain("ℹ️ **Not seen live**");
    expect(run.summary).not.toContain("seen live as");
  });

  test.concurrent("not within 10 s: a notice, and success", async () => {
    const run = await verify([FORECAST, ASSET], { readBack: { liveAfterSeconds: 60 } });
    expect(run).toMatchObject({ code: 0, warnings: [], errors: [] });
    expect(run.notices[0]?.message).toContain("Its asset version is not marked as published");
    const looks = run.simulator.requests.filter(({ endpoint }) => endpoint === "restartsForecast");
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.length).toBeLessThan(6);
  });

  test.concurrent("a game whose servers all run an older version: a notice that says so", async () => {
    const run = await verify([FORECAST], {
      firstVersion: { "1818": "6" },
      readBack: { runningVersions: { "1818": "6" } },
    });
    expect(run).toMatchObject({ code: 0, warnings: [], errors: [], outputs: { versionNumber: "7" } });
    expect(run.notices).toEqual([
      {
        title: "Not running yet",
        message: expect.stringMatching(
          /^Roblox took the new version of place 1818, and no server runs it yet\. .*the running servers have version 6, and keep it until they end or are restarted; servers that start now get the new one\./,
        ),
      },
    ]);
  });

  test.concurrent("a game without servers, and no other scope: what the forecast can show", async () => {
    const run = await verify([FORECAST], { readBack: { idlePlaces: ["1818"] } });
    expect(run.notices).toMatchObject([
      { title: "Not seen live", message: expect.stringContaining("it names places with running servers only") },
    ]);
  });

  test.concurrent("a saved version is not looked for", async () => {
    const run = await verify([FORECAST], {}, { versionType: "Saved" });
    expect(run).toMatchObject({ code: 0, notices: [] });
    expect(run.simulator.requests.some(({ endpoint }) => endpoint === "restartsForecast")).toBe(false);
  });
});

/** The look at the key: beside the file check, before the upload, never in its way. */
import { describe, expect, test } from "@jest/globals";
import { DEMO_KEY, publishingKey, type SimulatedKey } from "../../../simulator/index.ts";
import { judgeKey } from "../../../src/actions/publish/check-key.ts";
import { readKeyReport } from "../../../src/open-cloud/api/keys.ts";
import { APIS } from "../../../src/open-cloud/facts.ts";
import { publishOnce, type Setting } from "../../harness/publish-once.ts";
import { visible } from "../../harness/run-action.ts";

const HELP = "https://github.com/owner/publish-to-roblox/blob/v1/docs/api-key.md";
const NOW = new Date("2026-11-22T12:00:00Z");
const SCOPE = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };

describe("what follows from Roblox's word on a key", () => {
  const good = { enabled: true, expired: false, scopes: [SCOPE] };
  test.each<
    [string, object | string | undefined, { versionNotes?: string; dryRun?: boolean; failure?: RegExp }, string[]]
  >([
    ["a good key", good, {}, []],
    ["nothing known", undefined, {}, []],
    ["nothing known, dry run", undefined, { dryRun: true }, []],
    ["refused: the upload will tell", "refused", {}, []],
    ["refused, dry run", "refused", { dryRun: true }, ["warning: The key was not accepted"]],
    [
      "disabled",
      { ...good, enabled: false },
      { failure: /^The key is disabled\. Switch it on .*docs\/api-key\.md$/ },
      [],
    ],
    [
      "expired",
      { ...good, expired: true, expirationTimeUtc: "2026-11-01T00:00:00Z" },
      { failure: /^The key expired on 2026-11-01\. Give it a new expiration date/ },
      [],
    ],
    [
      "over in 13 days",
      { ...good, expirationTimeUtc: "2026-12-05T12:00:00Z" },
      {},
      ["warning: The API key expires soon"],
    ],
    ["over in 14 days and a minute", { ...good, expirationTimeUtc: "2026-12-06T12:01:00Z" }, {}, []],
    ["a date that is none", { ...good, expirationTimeUtc: "soon" }, {}, []],
    [
      "reads only",
      { ...good, scopes: [{ ...SCOPE, operations: ["read"] }] },
      {},
      ["warning: The API key may not publish here"],
    ],
    [
      "another scope only",
      { ...good, scopes: [{ ...SCOPE, name: "universe.place" }] },
      {},
      ["warning: The API key may not publish here"],
    ],
    ["no scopes", { ...good, scopes: [] }, {}, ["warning: The API key may not publish here"]],
    ["scopes in an unknown shape", { ...good, scopes: { "universe-places": "write" } }, {}, []],
    [
      "other universes",
      { ...good, scopes: [{ ...SCOPE, universeIds: ["1", "2"] }] },
      {},
      ["warning: The API key may not publish here"],
    ],
    [
      "every experience",
      { ...good, scopes: [{ ...SCOPE, universeIds: ["*"] }] },
      {},
      ["notice: The API key reaches every experience"],
    ],
    [
      "every experience, for the notes",
      { ...good, scopes: [{ ...SCOPE, universeIds: ["*"] }] },
      { versionNotes: "x" },
      [],
    ],
  ])("%s", (_name, word, { failure, ...question }, remarks) => {
    const key =
      typeof word === "object"
        ? readKeyReport(JSON.stringify(word), APIS.publish.permission, "4242")
        : (word as "refused" | undefined);
    const judged = judgeKey(key, {
      universeId: "4242",
      versionNotes: "",
      dryRun: false,
      keyHelp: HELP,
      now: NOW,
      ...question,
    });
    expect(judged.remarks.map(({ severity, title }) => `${severity}: ${title}`)).toEqual(remarks);
    if (failure) expect(judged.failure).toMatch(failure);
    else expect(judged.failure).toBeUndefined();
  });

  test("the date is named", () => {
    const key = readKeyReport(
      JSON.stringify({ ...good, expirationTimeUtc: "2026-12-01T00:00:00Z" }),
      APIS.publish.permission,
      "4242",
    );
    const { remarks } = judgeKey(key, { universeId: "4242", versionNotes: "", dryRun: false, keyHelp: HELP, now: NOW });
    expect(remarks[0]?.message).toContain("The API key expires on 2026-12-01; from then on this step fails.");
  });
});

const withKey = (key: Partial<SimulatedKey>): Setting => ({
  simulator: { keys: [{ ...publishingKey(["4242"]), ...key }] },
});

describe("in a run", () => {
  test.concurrent.each<[string, Partial<SimulatedKey>, Record<string, string>, string]>([
    ["disabled", { enabled: false }, {}, "The key is disabled. Switch it on"],
    ["disabled, dry run", { enabled: false }, { dryRun: "true" }, "The key is disabled."],
  ])("%s: fails before the upload", async (_name, key, inputs, text) => {
    const run = await publishOnce({ ...inputs, versionNotes: "x", deploymentEnvironment: "production" }, withKey(key));
    expect(run.code).toBe(1);
    expect(run.uploads).toEqual([]);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.title).toBe("The API key cannot be used, nothing was sent");
    expect(run.errors[0]?.message).toContain(text);
    expect(run.errors[0]?.message).toContain(HELP);
    expect(run.results).toMatchObject([{ status: "notTried" }]);
    expect(run.results?.[0]).not.toHaveProperty("error");
    expect(run.summary).toMatch(/^### ❌ The API key cannot be used, nothing was sent\n/);
    expect(run.warnings).toEqual([]);
  });

  test.concurrent("several places, one look; what it warns of is said on a successful run, once, and in the summary", async () => {
    const expirationTimeUtc = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const run = await publishOnce(
      { placeId: "", filePath: "", places: "1818: place.rbxl\n1819: place.rbxl\n1820: place.rbxl" },
      withKey({ expirationTimeUtc, scopes: [{ ...SCOPE, universeIds: ["*"] }] }),
    );
    expect(run.code).toBe(0);
    expect(run.simulator.requests.filter(({ endpoint }) => endpoint === "introspect")).toHaveLength(1);
    expect(run.simulator.requests[0]).toMatchObject({ endpoint: "introspect" });
    expect(run.simulator.requests[0]?.headers).not.toHaveProperty("x-api-key");
    expect(run.warnings).toEqual([
      { title: "The API key expires soon", message: expect.stringContaining(expirationTimeUtc.slice(0, 10)) },
    ]);
    expect(run.notices.map(({ title }) => title)).toEqual(["The API key reaches every experience"]);
    expect(run.summary).toContain("⚠️ **The API key expires soon**");
    expect(run.summary).toContain("ℹ️ **The API key reaches every experience**");
    expect(visible(run)).not.toContain(DEMO_KEY);
  });

  test.concurrent("a key for another experience is a warning, and then Roblox decides", async () => {
    const run = await publishOnce({}, withKey({ scopes: [{ ...SCOPE, universeIds: ["777"] }] }));
    expect(run.warnings.map(({ title }) => title)).toEqual(["The API key may not publish here"]);
    expect(run.uploads).toHaveLength(1);
    expect(run.errors[0]?.title).toBe("Place 1818 was not published");
  });

  test.concurrent("an answer that cannot be read is not spoken of", async () => {
    const introspection = { status: 200, contentType: "text/html", body: "<html><title>Welcome</title></html>" };
    const run = await publishOnce({}, withKey({ introspection }));
    expect(run).toMatchObject({ code: 0, warnings: [], notices: [], errors: [] });
  });

  test.concurrent("without an answer the upload waits 3 s and no more, and nothing is left running", async () => {
    const run = await publishOnce(
      {},
      {
        simulator: {
          fault: ({ endpoint }) => (endpoint === "introspect" ? { kind: "silence", when: "afterBody" } : undefined),
        },
      },
    );
    expect(run).toMatchObject({ code: 0, warnings: [], notices: [], errors: [] });
    const [asked, sent] = run.simulator.requests;
    expect(sent?.endpoint).toBe("publish");
    expect((sent?.startedAt ?? 0) - (asked?.startedAt ?? 0)).toBe(3000);
    expect(run.seconds).toBe(3);
  });

  test.concurrent("a refused file ends the step although no answer on the key has come", async () => {
    const run = await publishOnce(
      {},
      {
        files: { "place.rbxl": "no place" },
        simulator: {
          fault: ({ endpoint }) => (endpoint === "introspect" ? { kind: "silence", when: "afterBody" } : undefined),
        },
      },
    );
    expect(run.code).toBe(1);
    expect(run.errors).toHaveLength(1);
    expect(run.seconds).toBe(0);
  });
});

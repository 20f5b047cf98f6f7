/** A dry run: every check, and nothing uploaded. */
import { expect, test } from "@jest/globals";
import { publishingKey } from "../../../simulator/index.ts";
import { publishOnce } from "../../harness/publish-once.ts";

const UNIVERSES = { "4242": ["1818", "1819"], "31337": ["9001", "9002"] };
const INPUTS = { dryRun: "true", versionNotes: "auto", verify: "true" };

test.concurrent("with a key: checked, not uploaded, said so", async () => {
  const run = await publishOnce(INPUTS);
  expect(run).toMatchObject({ code: 0, errors: [], warnings: [], notices: [] });
  expect(run.simulator.requests.map(({ endpoint }) => endpoint).sort()).toEqual(["introspect", "universeOfPlace"]);
  expect(run.results).toMatchObject([{ status: "checked", placeId: "1818" }]);
  expect(run.results?.[0]).not.toHaveProperty("attempts");
  expect(Object.keys(run.outputs).sort()).toEqual(["results", "sha256"]);
  expect(run.log).toContain("As it should be, place 1818 belongs to universe 4242\n");
  expect(run.log).toContain("Dry run: nothing was uploaded\n");
  expect(run.summary).toMatch(/^### ☑️ Dry run: the place file is checked, nothing was uploaded\n/);
});

test.concurrent("without a key: says what it could not check, and passes", async () => {
  const run = await publishOnce({ ...INPUTS, apiKey: "" });
  expect(run).toMatchObject({ code: 0, errors: [], warnings: [] });
  expect(run.simulator.requests.map(({ endpoint }) => endpoint)).toEqual(["universeOfPlace"]);
  expect(run.simulator.requests[0]?.headers).not.toHaveProperty("x-api-key");
  expect(run.notices).toEqual([
    { title: "The key was not checked", message: expect.stringContaining("may publish to universe 4242") },
  ]);
  expect(run.results).toMatchObject([{ status: "checked" }]);
});

test.concurrent("places of another universe are one warning", async () => {
  const run = await publishOnce(
    {
      ...INPUTS,
      placeId: "",
      filePath: "",
      places: ["1818", "9001", "9002", "5"].map((id) => `${id}: place.rbxl`).join("\n"),
    },
    { simulator: { universes: UNIVERSES, keys: [publishingKey(["4242"])] } },
  );
  expect(run.code).toBe(0);
  expect(run.warnings).toEqual([
    {
      title: "Another universe",
      message:
        "According to Roblox, places 9001 and 9002 belong to universe 31337, not to 4242. Set universeId to 31337, or correct the place id.",
    },
  ]);
  expect(run.log).toContain("Whether place 5 belongs to universe 4242 could not be looked up\n");
  expect(run.results).toMatchObject(new Array(4).fill({ status: "checked" }));
  expect(run.simulator.requests.filter(({ endpoint }) => endpoint === "publish")).toEqual([]);
});

test.concurrent("without a key, the last known version is not compared, and it says so", async () => {
  const run = await publishOnce({ ...INPUTS, apiKey: "", lastVersionNumber: "2" });
  expect(run).toMatchObject({ code: 0, errors: [] });
  expect(run.log).toContain("Without a key, lastVersionNumber is not compared");
});

test.concurrent("a refused file fails it", async () => {
  const run = await publishOnce({ ...INPUTS, apiKey: "" }, { files: { "place.rbxl": "no place" } });
  expect(run.code).toBe(1);
  expect(run.results).toMatchObject([{ status: "failed" }]);
  expect(run.errors).toHaveLength(1);
});

test.concurrent("a look-up without an answer neither fails it nor holds it up", async () => {
  const run = await publishOnce(INPUTS, {
    simulator: {
      fault: ({ endpoint }) => (endpoint === "universeOfPlace" ? { kind: "silence", when: "afterBody" } : undefined),
    },
  });
  expect(run).toMatchObject({ code: 0, warnings: [] });
  expect(run.log).toContain("could not be looked up");
  expect(run.seconds).toBe(5);
});

test.concurrent.each([
  ["no summary outside Actions", "", ""],
  [
    "a summary that cannot be written",
    "/nowhere/summary",
    "The job summary could not be written: Error: Unable to access",
  ],
])("%s is no failure", async (_name, GITHUB_STEP_SUMMARY, text) => {
  const run = await publishOnce(INPUTS, { environment: { GITHUB_STEP_SUMMARY } });
  expect(run).toMatchObject({ code: 0, errors: [], warnings: [] });
  expect(run.log).toContain(text);
});

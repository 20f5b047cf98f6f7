/** The Luau that the docs hand out really runs, and its tables are tables that run-luau reads. @slow */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { TaskScenario } from "../../simulator/index.ts";
import { runScript } from "../../simulator/luau/session.ts";
import { readTests } from "../../src/actions/run-luau/tests.ts";
import { chunk, header, instBody, prntBody, propBody, string } from "../place-file/build.ts";
import { createdTask } from "../simulator/luau/created-task.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const luau = (name: string) => readFileSync(join(ROOT, "docs", "luau", name), "utf8");
const temp = mkdtempSync(join(tmpdir(), "docs-luau-"));
afterAll(() => rmSync(temp, { recursive: true, maxRetries: 5 }));

/** A place or model as a tree of classes, names, sources and children. */
type Tree = readonly [className: string, name: string, source?: string, children?: readonly Tree[]];

function file(roots: readonly Tree[]) {
  const all: { tree: Tree; parent: number }[] = [];
  const visit = (tree: Tree, parent: number) => {
    const index = all.push({ tree, parent }) - 1;
    for (const child of tree[3] ?? []) visit(child, index);
  };
  for (const root of roots) visit(root, -1);
  const classes = [...new Set(all.map(({ tree }) => tree[0]))];
  const membersOf = (name: string) => all.flatMap(({ tree }, index) => (tree[0] === name ? [index] : []));
  const textsOf = (name: string, at: 1 | 2) =>
    Buffer.concat(membersOf(name).map((index) => string(all[index]?.tree[at] ?? "")));
  const content = Buffer.concat([
    header(classes.length, all.length),
    ...classes.map((name, id) => chunk("INST", instBody(id, name, membersOf(name)))),
    ...classes.flatMap((name, id) => [
      chunk("PROP", propBody(id, "Name", 1, textsOf(name, 1))),
      ...(name === "ModuleScript" ? [chunk("PROP", propBody(id, "Source", 1, textsOf(name, 2)))] : []),
    ]),
    chunk("PRNT", prntBody(all.map(({ parent }, index) => [index, parent]))),
    chunk("END", Buffer.from("</roblox>")),
  ]);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const path = join(temp, sha256);
  writeFileSync(path, content);
  return { file: path, bytes: content.length, sha256 };
}

function stored(text: string) {
  const path = join(temp, "text");
  writeFileSync(path, text);
  return { file: path, bytes: text.length, sha256: "" };
}

const run = (script: string, place: readonly Tree[] = [["Workspace", "Workspace"]], input?: ReturnType<typeof file>) =>
  runScript({ ...createdTask(script, file(place)), binaryInput: input });
const lines = ({ log = [] }: TaskScenario) =>
  log.map((line) => (typeof line === "string" ? line : `${line.messageType} ${line.message}`));
const testsOf = async (script: string, place?: readonly Tree[]) => {
  const ended = await run(script, place);
  expect(ended.error).toBeUndefined();
  return readTests(ended.results ?? [])?.map(({ suite, name, status, seconds, message, path }) => ({
    name: [...suite, name].join(" > "),
    status,
    ...(seconds === undefined ? {} : { seconds }),
    ...(message === "" ? {} : { message }),
    ...(path === "" ? {} : { path }),
  }));
};
/** A module of the docs as a value, with what stands in for the framework's results: their shape is that of its sources. */
const helper = (name: string, results: string) =>
  `local testsOf = (function()\n${luau(name)}\nend)()\nreturn { tests = testsOf(${results}) }`;

test("testez.luau: every test of the tree, with what failed outside of tests", async () => {
  const node = (type: string, phrase: string, more: string) =>
    `{ planNode = { type = "${type}", phrase = "${phrase}" }, errors = {}, children = {}, ${more} }`;
  const results = `{ children = { ${node(
    "Describe",
    "shop",
    `status = "Failure", children = {
      ${node("It", "sells", 'status = "Success"')},
      ${node("It", "buys", 'status = "Failure", errors = { "ServerStorage.Tests.shop.spec:12: expected 3\\nServerStorage.TestEZ.Runner:4" }')},
      ${node("It", "gives", 'status = "Skipped"')},
      ${node("It", "never reached", "")},
      ${node("BeforeAll", "x", 'status = "Failure", errors = { "hook broke" }')},
    }`,
  )} } }`;
  expect(await testsOf(helper("testez.luau", results))).toEqual([
    { name: "shop > sells", status: "passed" },
    {
      name: "shop > buys",
      status: "failed",
      message: "ServerStorage.Tests.shop.spec:12: expected 3\nServerStorage.TestEZ.Runner:4",
      path: "ServerStorage.Tests.shop.spec",
    },
    { name: "shop > gives", status: "skipped" },
    { name: "shop > never reached", status: "skipped" },
    { name: "shop > x > (outside of a test)", status: "failed", message: "hook broke" },
  ]);
});

test("jest.luau: every test of every file, and files that could not be run", async () => {
  const results = `{ testResults = {
    { testFilePath = "ReplicatedStorage/Source/shop.spec", testResults = {
      { ancestorTitles = { "Shop", "Prices" }, title = "are whole", status = "passed", duration = 12 },
      { ancestorTitles = {}, title = "sells", status = "failed", failureMessages = { "a", "b" } },
      { ancestorTitles = {}, title = "later", status = "todo" },
    } },
    { testFilePath = "ReplicatedStorage/Source/bag.spec", testResults = {}, failureMessage = "does not load" },
    { testFilePath = "ReplicatedStorage/Source/box.spec", testResults = {}, testExecError = { message = "m", stack = "s" } },
  } }`;
  const path = "ReplicatedStorage.Source.shop.spec";
  expect(await testsOf(helper("jest.luau", results))).toEqual([
    { name: "Shop > Prices > are whole", status: "passed", seconds: 0.012, path },
    { name: "sells", status: "failed", message: "a\nb", path },
    { name: "later", status: "skipped", path },
    {
      name: "ReplicatedStorage.Source.bag.spec > (could not be run)",
      status: "failed",
      message: "does not load",
      path: "ReplicatedStorage.Source.bag.spec",
    },
    {
      name: "ReplicatedStorage.Source.box.spec > (could not be run)",
      status: "failed",
      message: "s",
      path: "ReplicatedStorage.Source.box.spec",
    },
  ]);
});

test("specs.luau: every spec of a folder, also below others, and those that do not load", async () => {
  const place: Tree[] = [
    [
      "ServerStorage",
      "ServerStorage",
      "",
      [
        [
          "Folder",
          "Tests",
          "",
          [
            ["ModuleScript", "bag.spec", 'return { b = function() error("no") end, a = function() end }'],
            ["ModuleScript", "helper", "error('never required')"],
            ["Folder", "more", "", [["ModuleScript", "broken.spec", "return ="]]],
          ],
        ],
      ],
    ],
  ];
  const tests = await testsOf(luau("specs.luau"), place);
  expect(tests).toEqual([
    { name: "bag.spec > a", status: "passed", seconds: expect.any(Number), path: "ServerStorage.Tests.bag.spec" },
    {
      name: "bag.spec > b",
      status: "failed",
      seconds: expect.any(Number),
      message: "ServerStorage.Tests.bag.spec:1: no",
      path: "ServerStorage.Tests.bag.spec",
    },
    {
      name: "broken.spec > (could not be loaded)",
      status: "failed",
      seconds: expect.any(Number),
      message: expect.stringContaining("experienced an error while loading"),
      path: "ServerStorage.Tests.more.broken.spec",
    },
  ]);
});

describe("update-code.luau", () => {
  const place: Tree[] = [
    [
      "ReplicatedStorage",
      "ReplicatedStorage",
      "",
      [
        ["Folder", "Shared", "", [["ModuleScript", "Old", "return 1"]]],
        ["Folder", "Props"],
      ],
    ],
  ];
  const model: Tree = [
    "Folder",
    "Code",
    "",
    [
      ["Folder", "ReplicatedStorage", "", [["Folder", "Shared", "", [["ModuleScript", "New", "return 2"]]]]],
      ["Folder", "ServerScriptService", "", [["Folder", "Server"]]],
    ],
  ];
  /** Saving is what the simulated session lacks: there the script is handed a stand-in that looks at the place. */
  const saving = (look: string) => luau("update-code.luau").replace("AssetService:SavePlaceAsync()", look);

  test("replaces the folders of the model and leaves all others alone", async () => {
    const look = `print(require(game.ReplicatedStorage.Shared.New), game.ReplicatedStorage.Shared:FindFirstChild("Old"), game.ReplicatedStorage.Props)`;
    const ended = await run(saving(look), place, file([model]));
    expect(ended).toMatchObject({ results: [2] });
    expect(lines(ended)).toEqual([
      "OUTPUT replaced ReplicatedStorage.Shared",
      "OUTPUT added ServerScriptService.Server",
      "OUTPUT 2 nil Props",
    ]);
  });

  test("comes as far as saving, which the session lacks and names", async () => {
    const ended = await run(luau("update-code.luau"), place, file([model]));
    expect(ended.error?.message).toContain("The simulated session has no AssetService.SavePlaceAsync");
    expect(lines(ended).slice(0, 2)).toEqual([
      "OUTPUT replaced ReplicatedStorage.Shared",
      "OUTPUT added ServerScriptService.Server",
    ]);
  });

  test("saves nothing when the model is not what it should be", async () => {
    for (const roots of [[model, model], [["Folder", "Code"] as Tree]]) {
      const ended = await run(saving('print("saved")'), place, file(roots));
      expect(ended.error?.message).toMatch(/has 2 roots|holds no folders/);
      expect(lines(ended)).not.toContain("OUTPUT saved");
    }
  });
});

describe("migrate.luau", () => {
  const seeded = (again: string) => `local store = game:GetService("DataStoreService"):GetDataStore("Players")
    store:SetAsync("1", { coins = 5, name = "a" })
    store:SetAsync("2", { currencies = { coins = 7 } })
    local migrate = function(...) ${luau("migrate.luau")} end
    local first = migrate(...) ${again}
    return first, store:GetAsync("1")`;

  test("without the word changes nothing", async () => {
    for (const input of [undefined, stored("dry-run\n")]) {
      const ended = await run(seeded(""), undefined, input);
      expect(ended.results).toEqual([
        { changed: 1, unchanged: 1, dryRun: true },
        { coins: 5, name: "a" },
      ]);
      expect(lines(ended)).toEqual(["OUTPUT would change 1", "OUTPUT 1 to change, 1 left as they are"]);
    }
  });

  test("with it changes what has the old form, once", async () => {
    const ended = await run(seeded("print(migrate(...).changed)"), undefined, stored("apply\n"));
    expect(ended.results).toEqual([
      { changed: 1, unchanged: 1, dryRun: false },
      { currencies: { coins: 5 }, name: "a" },
    ]);
    expect(lines(ended).at(-1)).toBe("OUTPUT 0");
  });
});

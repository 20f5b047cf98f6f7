/** From a script's full name in the game to its file: through the Rojo project, and never by guessing. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { readRojoProject } from "../../../src/actions/run-luau/rojo.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, maxRetries: 5 });
});

function repository(tree: unknown, files: string[], more: Record<string, unknown> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "rojo-"));
  folders.push(folder);
  if (tree !== undefined) more["default.project.json"] = { name: "game", tree };
  for (const file of files) more[file] = "";
  for (const [file, content] of Object.entries(more)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const game = (children: Record<string, unknown>) => ({ $className: "DataModel", ...children });

const GAME = repository(
  game({
    ServerStorage: { Tests: { $path: "tests" }, Single: { $path: "src/single.luau" } },
    ReplicatedStorage: {
      $className: "ReplicatedStorage",
      $path: "src/shared",
      Packages: { $path: { optional: "pkg" } },
    },
    ServerScriptService: { Server: { $path: "src/server", Extra: { $path: "src/extra.luau" } } },
    Workspace: { Library: { $path: "library" }, Loop: { $path: "loop" }, Outside: { $path: "../" } },
  }),
  [
    "tests/shop.spec.luau",
    "tests/a/b.c/d.spec.lua",
    "tests/twice.luau",
    "tests/twice.lua",
    "tests/read me.md",
    "src/single.luau",
    "src/shared/Course.luau",
    "src/server/init.server.luau",
    "src/server/Main.server.luau",
    "src/server/Sub/init.luau",
    "src/server/Sub/init.spec.luau",
    "src/extra.luau",
    "library/lib/Thing.luau",
    "pkg/Promise/init.lua",
    "a.b.luau",
  ],
  {
    "library/default.project.json": { name: "library", tree: { $path: "lib" } },
    "loop/default.project.json": { name: "loop", tree: { $path: "." } },
  },
);

test.each([
  ["ServerStorage.Tests.shop.spec", "tests/shop.spec.luau"],
  ["ServerStorage.Tests.a.b.c.d.spec", "tests/a/b.c/d.spec.lua"],
  ["ServerStorage.Single", "src/single.luau"],
  ["ReplicatedStorage.Course", "src/shared/Course.luau"],
  ["ReplicatedStorage.Packages.Promise", "pkg/Promise/init.lua"],
  ["ServerScriptService.Server", "src/server/init.server.luau"],
  ["ServerScriptService.Server.Main", "src/server/Main.server.luau"],
  ["ServerScriptService.Server.Sub", "src/server/Sub/init.luau"],
  ["ServerScriptService.Server.Sub.init.spec", "src/server/Sub/init.spec.luau"],
  ["ServerScriptService.Server.Extra", "src/extra.luau"],
  ["Workspace.Library.Thing", "library/lib/Thing.luau"],
])("%s is %s", (name, file) => {
  expect(readRojoProject(GAME)(name)).toBe(file);
});

test.each([
  ["of two files", "ServerStorage.Tests.twice"],
  ["a file that is no script", "ServerStorage.Tests.read me"],
  ["a folder without a script", "ServerStorage.Tests.a"],
  ["nothing of that name", "ServerStorage.Tests.none"],
  ["a part of a name", "ServerStorage.Tests.shop"],
  ["another service", "Tests.shop.spec"],
  ["a way out", "ServerStorage.Tests.../../src/single"],
  ["a file outside the workspace", `Workspace.Outside.${GAME.split("/").at(-1)}.a.b`.slice(0, -4)],
  ["a project that leads to itself", "Workspace.Loop.x"],
  ["nothing", ""],
  ["dots", "..."],
])("is not guessed: %s", (_, name) => {
  expect(readRojoProject(GAME)(name)).toBeUndefined();
});

describe("without an answer", () => {
  test("no project", () => {
    expect(readRojoProject(repository(undefined, ["tests/a.luau"]))("ServerStorage.Tests.a")).toBeUndefined();
  });
  test("a model's project, which may stand anywhere", () => {
    expect(readRojoProject(repository({ $path: "src" }, ["src/a.luau"]))("a")).toBeUndefined();
  });
  test("a project that is no JSON", () => {
    const folder = repository(undefined, ["src/a.luau"], { "default.project.json": "{" });
    expect(readRojoProject(folder)("ServerStorage.a")).toBeUndefined();
  });
  test("a link that leads out of the workspace", () => {
    const outside = repository(undefined, ["a.luau"]);
    const folder = repository(game({ ServerStorage: { Tests: { $path: "tests" } } }), ["tests/b.luau"]);
    symlinkSync(join(outside, "a.luau"), join(folder, "tests", "a.luau"));
    expect(readRojoProject(folder)("ServerStorage.Tests.a")).toBeUndefined();
    expect(readRojoProject(folder)("ServerStorage.Tests.b")).toBe("tests/b.luau");
  });
});

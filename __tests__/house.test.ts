/** The lines of the house: who may know whom. AGENTS.md says why. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../scripts/actions.ts";

interface File {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Files by their path, packages by their name. */
  readonly imports: readonly Import[];
}

interface Import {
  readonly from: string;
  /** `*` for all of it, or for what is not listed. */
  readonly names: readonly string[];
}

const IMPORT =
  /^(?:import|export) (?:type )?(?:(\w+)(?:, )?)?(?:\{([^}]*)\}|(\* as \w+|\*))? ?(?:from )?"([^"]+)"|\bimport\("([^"]+)"\)/gms;

function read(path: string): File {
  const text = readFileSync(join(ROOT, path), "utf8");
  const imports = [...text.matchAll(IMPORT)].map(([, byDefault, list, , from = "", dynamic]) => {
    const target = dynamic ?? from;
    const names = list?.split(",").map((name) =>
      name
        .trim()
        .replace(/^type /, "")
        .replace(/ as .*/s, ""),
    );
    return {
      from: target.startsWith(".") ? normalize(join(dirname(path), target)).replaceAll("\\", "/") : target,
      names: names?.filter((name) => name !== "") ?? (byDefault ? ["default"] : ["*"]),
    };
  });
  return { path, text, imports };
}

function filesOf(folder: string): File[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts"))
    .map(read);
}

const sources = filesOf("src");
const simulator = filesOf("simulator");
const others = [...filesOf("scripts"), ...filesOf("bench"), ...filesOf("__tests__")];
const inFolder = (files: readonly File[], folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`));

/** Every import between two files that `isAllowed` does not allow. */
function strays(files: readonly File[], isAllowed: (from: string, to: string) => boolean): string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .filter(({ from }) => from.endsWith(".ts") && !isAllowed(path, from))
      .map(({ from }) => `${path} -> ${from}`),
  );
}

describe("who may know whom", () => {
  const LAYERS: Record<string, readonly string[]> = {
    actions: ["runner", "open-cloud", "place-file", "asset-file", "files", "text"],
    runner: ["text"],
    "open-cloud": ["files", "text"],
    "place-file": ["files", "text"],
    "asset-file": ["place-file", "text"],
    files: [],
    text: [],
  };
  const layerOf = (path: string) => path.split("/")[1] ?? "";
  const actionOf = (path: string) => /^src\/actions\/([^/]+)\//.exec(path)?.[1];

  test("every file belongs to a layer", () => {
    expect(sources.filter(({ path }) => !(layerOf(path) in LAYERS)).map(({ path }) => path)).toEqual([]);
  });

  test("a layer imports only those below it", () => {
    const isAllowed = (from: string, to: string) =>
      layerOf(from) === layerOf(to) || (LAYERS[layerOf(from)]?.includes(layerOf(to)) ?? false);
    expect(strays(sources, isAllowed)).toEqual([]);
  });

  test("an action imports nothing of another one", () => {
    const isAllowed = (from: string, to: string) => actionOf(to) === undefined || actionOf(from) === actionOf(to);
    expect(strays(sources, isAllowed)).toEqual([]);
  });

  test("the sources import nothing of the tests, the simulator or the scripts", () => {
    expect(strays(sources, (_, to) => to.startsWith("src/"))).toEqual([]);
  });

  test("the simulator takes nothing of the sources but the documented facts", () => {
    const isAllowed = (_: string, to: string) => to.startsWith("simulator/") || to === "src/open-cloud/facts.ts";
    expect(strays(simulator, isAllowed)).toEqual([]);
  });

  test.each([
    ["src", sources],
    ["simulator", simulator],
  ])("no circle in %s", (_, files) => {
    const next = new Map(files.map(({ path, imports }) => [path, imports.map(({ from }) => from)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]) => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(" -> "));
      if (done.has(path) || way.includes(path)) return;
      for (const target of next.get(path) ?? []) visit(target, [...way, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe("packages", () => {
  const usersOf = (name: RegExp) =>
    sources.filter(({ imports }) => imports.some(({ from }) => name.test(from))).map(({ path }) => path);

  test("Open Cloud and the files know nothing of GitHub's runner", () => {
    const users = usersOf(/^@actions\/(?:core|github)$/);
    for (const layer of ["src/open-cloud", "src/place-file", "src/asset-file", "src/files", "src/text"]) {
      expect(users.filter((path) => path.startsWith(`${layer}/`))).toEqual([]);
    }
  });

  test("connections are opened in one place for Roblox, and in one for GitHub", () => {
    // Types open nothing.
    const opens =
      /^import (?!type ).*from "(?:@actions\/http-client|@octokit\/.*|undici|node:(?:https?|http2|net|tls))"/m;
    const dynamic = /import\("(?:@actions\/github|undici)"\)/;
    const users = sources.filter(({ text }) => opens.test(text) || dynamic.test(text)).map(({ path }) => path);
    expect(users.sort()).toEqual([
      "src/actions/publish/github.ts",
      "src/open-cloud/connect.ts",
      "src/open-cloud/transport.ts",
      "src/runner/context.ts", // whyNoSecrets reads the event with @actions/github, and calls nobody
    ]);
  });
});

describe("exports", () => {
  /** What something outside of these files takes by its name. */
  const ENTRIES = /^src\/(?:actions\/[\w-]+\/main|runner\/start)\.ts$/;
  const EXPORT = /^export (?:declare )?(?:async )?(?:function\*?|const|let|class) (\w+)/gm;

  // Types are exported along with the functions that name them.
  test("every value is imported somewhere", () => {
    const all = [...sources, ...simulator, ...others];
    const taken = new Map<string, Set<string>>();
    for (const { imports } of all) {
      for (const { from, names } of imports) {
        const known = taken.get(from) ?? new Set();
        for (const name of names) known.add(name);
        taken.set(from, known);
      }
    }
    const unused = all
      .filter(({ path }) => !ENTRIES.test(path) && !path.startsWith("__tests__/"))
      // It writes the bundle's entry, exports and all.
      .filter(({ path }) => path !== "scripts/build.ts")
      .flatMap(({ path, text }) =>
        [...text.matchAll(EXPORT)]
          .map(([, name = ""]) => name)
          .filter((name) => !taken.get(path)?.has(name) && !taken.get(path)?.has("*"))
          .map((name) => `${path}: ${name}`),
      );
    expect(unused).toEqual([]);
  });
});

describe("the tests lie where their sources lie", () => {
  test.each(["src", "simulator"])("%s", (root) => {
    const strayFolders = filesOf("__tests__")
      .map(({ path }) => dirname(path).replace("__tests__/", ""))
      .filter((folder) => (root === "simulator") === folder.startsWith("simulator"))
      .filter((folder) => !/^(?:harness|docs|workflows|scripts|__tests__)(?:\/|$)/.test(folder))
      .filter((folder) => !existsSync(join(ROOT, root === "src" ? `src/${folder}` : folder)));
    expect([...new Set(strayFolders)]).toEqual([]);
  });
});

test("there is something to look at", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(inFolder(sources, "src/actions").length).toBeGreaterThan(15);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
});

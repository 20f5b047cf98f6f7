/** The lines of "Where things live" in AGENTS.md: who may know whom, and where what lies. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../scripts/actions.ts";

interface Import {
  /** From the root, with slashes. */
  readonly from: string;
  /** A file from the root, or a package. */
  readonly to: string;
  /** Leaves nothing in the compiled file. */
  readonly typeOnly: boolean;
}

const slashes = (path: string) => path.replaceAll("\\", "/");

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${slashes(file)}`)
    .sort();
}

function importsIn(from: string, text: string): Import[] {
  const found = text.matchAll(/^(import|export)( type)? (?:[^;"]*? from )?"([^"]+)"|\bimport\("([^"]+)"\)/gm);
  return [...found].map(([, , type, fixed, loaded]) => {
    const to = fixed ?? loaded ?? "";
    return {
      from,
      to: to.startsWith(".") ? slashes(join(dirname(from), to)) : to,
      typeOnly: type !== undefined,
    };
  });
}

const importsOf = (folder: string) =>
  filesIn(folder).flatMap((file) => importsIn(file, readFileSync(join(ROOT, file), "utf8")));
const imports = importsOf("src");

/** `runner`, `open-cloud`, `place-file`, `text`, or an action as `actions/publish`. */
const partOf = (file: string) => /^src\/(actions\/[^/]+|[^/]+)\//.exec(file)?.[1] ?? file;

const SHARED = ["runner", "open-cloud", "place-file", "text"];

function mayUse(part: string): string[] {
  if (part.startsWith("actions/")) return [part, ...SHARED];
  return part === "text" ? ["text"] : [part, "text"];
}

test("imports of every form are seen", () => {
  const text = [
    'import { one } from "./one.ts";',
    'import "node:fs";',
    'import type { two } from "../two.ts";',
    "import {",
    "  type three,",
    "  four,",
    '} from "./api/three.ts";',
    'export { five } from "./five.ts";',
    'const { six } = await import("six");',
  ].join("\n");
  expect(importsIn("src/runner/a.ts", text)).toEqual([
    { from: "src/runner/a.ts", to: "src/runner/one.ts", typeOnly: false },
    { from: "src/runner/a.ts", to: "node:fs", typeOnly: false },
    { from: "src/runner/a.ts", to: "src/two.ts", typeOnly: true },
    { from: "src/runner/a.ts", to: "src/runner/api/three.ts", typeOnly: false },
    { from: "src/runner/a.ts", to: "src/runner/five.ts", typeOnly: false },
    { from: "src/runner/a.ts", to: "six", typeOnly: false },
  ]);
});

describe("who may know whom", () => {
  test("everything is part of an action or of what they share", () => {
    const stray = filesIn("src").filter(
      (file) => !/^(?:actions\/.|runner$|open-cloud$|place-file$|text$)/.test(partOf(file)),
    );
    expect(stray).toEqual([]);
  });

  test("an action knows no other action, and what they share knows only itself and the texts", () => {
    const crossing = imports
      .filter(({ to }) => to.startsWith("src/"))
      .filter(({ from, to }) => !mayUse(partOf(from)).includes(partOf(to)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(crossing).toEqual([]);
  });

  test("nothing in src knows the tests, the simulator or the scripts", () => {
    const outside = imports.filter(
      ({ to }) => /^(?:__tests__|simulator|scripts|bench)\//.test(to) || to.startsWith(".."),
    );
    expect(outside).toEqual([]);
  });

  test("no file of src leads back to itself, not even for a type", () => {
    expect(circleIn(filesIn("src"), imports)).toEqual([]);
  });

  test("no file of the simulator leads back to itself", () => {
    const compiled = importsOf("simulator").filter(({ typeOnly }) => !typeOnly);
    expect(circleIn(filesIn("simulator"), compiled)).toEqual([]);
  });

  test("only the runner's side and the actions speak to the runner", () => {
    const speakers = imports.filter(({ to }) => to.startsWith("@actions/core")).map(({ from }) => partOf(from));
    expect([...new Set(speakers)].filter((part) => part !== "runner" && !part.startsWith("actions/"))).toEqual([]);
  });

  test("only the transport opens connections to Roblox, and only the Deployment to GitHub", () => {
    const opens = /^(?:@actions\/http-client|@octokit\/.*|undici|(?:node:)?(?:https?|http2|net|tls|dgram))$/;
    const openers = imports
      .filter(({ to, typeOnly }) => opens.test(to) && !typeOnly)
      .map(({ from, to }) => `${from}: ${to}`);
    expect(openers).toEqual([
      "src/actions/publish/deployment.ts: @actions/http-client",
      "src/actions/publish/deployment.ts: undici",
      "src/open-cloud/connect.ts: node:http",
      "src/open-cloud/connect.ts: node:https",
      "src/open-cloud/connect.ts: node:tls",
      "src/open-cloud/transport.ts: @actions/http-client",
    ]);
    const global = filesIn("src").filter((file) => /(?<![.\w])fetch\(/.test(readFileSync(join(ROOT, file), "utf8")));
    expect(global).toEqual(["src/actions/publish/deployment.ts"]);
  });

  test("the file check uses neither packages nor the network", () => {
    const used = imports.filter(({ from, to }) => partOf(from) === "place-file" && !to.startsWith("src/"));
    const network = /^node:(?:https?|http2|net|tls|dgram|dns)/;
    expect(used.filter(({ to }) => !to.startsWith("node:") || network.test(to))).toEqual([]);
  });
});

/** A way from a file back to itself, if there is one. */
function circleIn(files: readonly string[], imports: readonly Pick<Import, "from" | "to">[]): string[] {
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    done.add(file);
    const next = imports.filter(({ from, to }) => from === file && files.includes(to));
    return next.map(({ to }) => walk(to, [...way, file])).find((circle) => circle.length > 0) ?? [];
  };
  return files.map((file) => walk(file, [])).find((circle) => circle.length > 0) ?? [];
}

test("a circle is found", () => {
  const imports = ["ab", "bc", "bd", "db"].map(([from = "", to = ""]) => ({ from, to }));
  expect(circleIn(["a", "b", "c", "d"], imports)).toEqual(["b", "d", "b"]);
});

test("the tests lie as what they test", () => {
  const own = ["docs", "harness", "workflows"];
  const folders = new Set(filesIn("__tests__").map((file) => dirname(file).replace(/^__tests__\/?/, "")));
  const astray = [...folders].filter((folder) => {
    const [top = ""] = folder.split("/");
    if (folder === "" || own.includes(top)) return false;
    return !existsSync(join(ROOT, top === "simulator" ? "" : "src", folder));
  });
  expect(astray).toEqual([]);
});

/** What the documentation says of the code, of itself and of its files is so. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { readActions } from "../../scripts/actions.ts";
import { withTables } from "../../scripts/readme.ts";
import { setOwner, textFiles } from "../../scripts/set-owner.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, ...path.split("/")), "utf8");
const files = textFiles(ROOT);
const pages = files.filter((file) => file.endsWith(".md"));

describe("README.md", () => {
  const readme = read("README.md");

  test("says in its first screen what each action and reusable workflow is for", () => {
    const screen = readme.split("\n").slice(0, 25).join("\n");
    for (const { name, path } of readActions())
      expect(screen).toContain(path === "action.yml" ? "publish-to-roblox@v1" : `/${name}\``);
    for (const file of files.filter(
      (name) => name.startsWith(".github/workflows/") && read(name).includes("workflow_call:"),
    ))
      expect(screen).toContain(`[\`${file.slice(".github/workflows/".length)}\`]`);
  });

  test("is read in a few minutes", () => {
    expect(readme.split("\n").length).toBeLessThan(300);
  });

  test("shows the newcomer's two commands, each alone in a block", () => {
    expect(readme).toContain("\n```sh\nnpm ci && npm run demo\n```\n");
    expect(readme).toContain("\n```sh\nnpm cit\n```\n");
  });
});

test("every action has its tables on a page, as `npm run readme` makes them", () => {
  const tabled = pages.flatMap((page) => {
    expect(read(page)).toBe(withTables(read(page), (path) => parse(read(path))));
    return [...read(page).matchAll(/<!-- from (\S+) -->/g)].map(([, path]) => path);
  });
  const manifests = readActions().map(({ path }) => path);
  expect(tabled.toSorted()).toEqual(manifests.toSorted());
});

test("a table's text comes from the manifest, and an input without a description is refused", () => {
  const manifest = {
    inputs: { one: { description: "a | b", default: "x" }, two: { description: "c", required: true } },
    outputs: { three: { description: "d" } },
  };
  expect(withTables("A\n<!-- from a.yml -->\nold\n<!-- end -->\nB", () => manifest)).toBe(
    "A\n<!-- from a.yml -->\n\n" +
      "| Input |  | Default |\n| --- | --- | --- |\n| `one` | a \\| b | `x` |\n| `two` | c | required |\n\n" +
      "| Output |  |\n| --- | --- |\n| `three` | d |\n" +
      "\n<!-- end -->\nB",
  );
  expect(() => withTables("<!-- from a.yml -->\n<!-- end -->", () => ({ inputs: { one: {} } }))).toThrow(
    "one has no description",
  );
});

describe("links", () => {
  test.each(pages)("%s leads to what is there", (page) => {
    const dead = linksOf(withoutCode(read(page))).filter((link) => !leadsSomewhere(page, link));
    expect(dead).toEqual([]);
  });

  test("a link to nothing is found", () => {
    expect(linksOf('[a](b.md#c) ![d](e.png) <img src="f.png"> [g](<h i.md>)')).toEqual([
      "b.md#c",
      "e.png",
      "<h i.md>",
      "f.png",
    ]);
    expect(leadsSomewhere("README.md", "docs/none.md")).toBe(false);
    expect(leadsSomewhere("README.md", "docs/api-key.md#none")).toBe(false);
    expect(leadsSomewhere("README.md", "docs/api-key.md#auto-expired")).toBe(true);
  });

  test("the sources name pages that exist", () => {
    const named = files
      .filter((file) => file.startsWith("src/") || file.endsWith("action.yml"))
      .flatMap((file) => [...read(file).matchAll(/"(docs\/[\w-]+\.md)"/g)].map(([, page]) => page ?? ""));
    expect(named).toContain("docs/api-key.md");
    for (const page of named) expect([page, existsSync(join(ROOT, page))]).toEqual([page, true]);
  });
});

describe("docs/troubleshooting.md", () => {
  // The simulator's answers are those that Roblox has been seen to give.
  const said = files
    .filter((file) => /^(?:src|simulator)\/.*\.ts$/.test(file))
    .map(read)
    .join("\n")
    .replace(/["`]\s*\+\s*["`]/g, "")
    .toLowerCase();
  const page = read("docs/troubleshooting.md");
  const headings = [...page.matchAll(/^### `(.+)`$/gm)].map(([, text]) => text ?? "");
  const cells = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) =>
    [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ""),
  );

  test("quotes many texts", () => {
    expect(headings.length).toBeGreaterThan(40);
    expect(cells.length).toBeGreaterThan(5);
  });

  test.each([...headings, ...cells])("%s is said by the code", (text) => {
    const pieces = text.split("…").map((piece) => piece.trim());
    expect(pieces.filter((piece) => !said.includes(piece.toLowerCase()))).toEqual([]);
  });

  test("every heading on the page is such a text", () => {
    expect(page.match(/^### (?!`)/gm)).toBeNull();
  });
});

test.each(["Active", "Disabled", "Expired", "Auto-Expired", "Revoked", "Moderated", "User Moderated"])(
  "docs/api-key.md has a remedy for a key that is %s",
  (state) => {
    expect(read("docs/api-key.md")).toContain(`\n### ${state}\n`);
  },
);

describe("scripts/set-owner.ts", () => {
  test("leaves no OWNER behind", () => {
    // The script, its test, and the release's check that the script has run.
    const own = [
      "scripts/set-owner.ts",
      "scripts/rehearse-release.ts",
      "__tests__/docs/docs.test.ts",
      ".github/workflows/release.yml",
    ];
    const left = files.filter((file) => !own.includes(file) && /\bOWNER\b/.test(setOwner(read(file), "team")));
    expect(left).toEqual([]);
  });

  test("changes the placeholder and nothing like it", () => {
    // Put together, so that the script leaves this line alone.
    const placeholder = ["OWNER", "publish-to-roblox"].join("/");
    expect(setOwner(`uses: ${placeholder}/run-luau@v1 CODEOWNERS OWNER`, "team")).toBe(
      "uses: team/publish-to-roblox/run-luau@v1 CODEOWNERS OWNER",
    );
  });
});

describe(".github/workflows/ci.yml", () => {
  const { jobs } = parse(read(".github/workflows/ci.yml")) as { jobs: Record<string, { needs?: string[] }> };

  test("the required job waits for all others", () => {
    const others = Object.keys(jobs).filter((name) => name !== "ok");
    expect(others.length).toBeGreaterThan(2);
    expect(jobs.ok?.needs?.toSorted()).toEqual(others.toSorted());
  });
});

describe("every workflow", () => {
  const workflows = readdirSync(join(ROOT, ".github", "workflows"));

  test.each(workflows)("%s pins what it uses by commit, and begins without permissions", (name) => {
    const text = read(`.github/workflows/${name}`);
    const own = /^[.$]\//;
    const used = [...text.matchAll(/\buses: (\S+)(.*)$/gm)].filter(([, target]) => !own.test(target ?? ""));
    for (const [line, target, comment] of used) {
      expect(target).toMatch(/@[0-9a-f]{40}$/);
      expect([line, /^ # v\d+\.\d+\.\d+$/.test(comment ?? "")]).toEqual([line, true]);
    }
    expect((parse(text) as { permissions?: unknown }).permissions).toEqual({});
  });
});

describe("dist/licenses.txt", () => {
  const listed = read("dist/licenses.txt");
  const bundles = readdirSync(join(ROOT, "dist")).filter((file) => file.endsWith(".js"));

  test("names every package that webpack says it took code from", () => {
    const named = bundles.flatMap((file) => [
      ...read(`dist/${file}`).matchAll(/\.\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g),
    ]);
    const packages = new Set(named.map(([, name]) => name ?? ""));
    expect(packages.size).toBeGreaterThan(3);
    for (const name of packages)
      expect([name, listed.includes(`\n${name} `) || listed.startsWith(`${name} `)]).toEqual([name, true]);
  });

  test("names every runtime dependency", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    for (const [name, version] of Object.entries(dependencies))
      expect(listed).toMatch(new RegExp(`^${name} ${version} `, "m"));
  });
});

function withoutCode(markdown: string): string {
  return markdown.replace(/^ *(```+)[\s\S]*?^ *\1 *$/gm, "").replace(/`[^`\n]*`/g, "`code`");
}

/** Targets of links and pictures, but for those that lead elsewhere. */
function linksOf(markdown: string): string[] {
  const inline = [...markdown.matchAll(/\]\((<[^>]+>|[^()\s]+)\)/g)].map(([, target]) => target ?? "");
  const html = [...markdown.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)].map(([, target]) => target ?? "");
  return [...inline, ...html].filter((target) => !/^[a-z]+:/i.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : join(dirname(page), decodeURIComponent(path)).replaceAll("\\", "/");
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).has(anchor);
}

/** As GitHub makes them from headings: lower case, no punctuation, hyphens for spaces, numbered when they come again. */
function anchorsOf(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const outsideCode = markdown.replace(/^ *(```+)[\s\S]*?^ *\1 *$/gm, "");
  const anchors = [...outsideCode.matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) => {
    const slug = (heading ?? "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
      .replaceAll(" ", "-");
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return new Set(anchors);
}

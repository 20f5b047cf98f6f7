/** Every action could be listed as it is, and is typed for editors. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { typesOf } from "../../scripts/action-types.ts";
import { ROOT, readActions } from "../../scripts/actions.ts";

const COLOURS = ["white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"];
// Of Feather 4.28; GitHub leaves some of its icons out (key, tool, hexagon and others).
const ICONS = [
  "upload-cloud",
  "box",
  "send",
  "package",
  "globe",
  "play",
  "refresh-cw",
  "message-square",
  "download",
  "rotate-ccw",
];

const actions = readActions();

describe.each(actions)("$path", ({ path, manifest }) => {
  test("has a name and a description that the Marketplace takes", () => {
    expect(manifest.name).toMatch(/^[A-Z][\w -]{3,48}$/);
    expect(manifest.description).toMatch(/^[A-Z][^\n]+\.$/);
    // It refuses 125 characters and more.
    expect(manifest.description.length).toBeLessThan(125);
  });

  test("has branding of the lists that GitHub has, if any; the one at the root must have", () => {
    if (path !== "action.yml" && manifest.branding === undefined) return;
    expect(ICONS).toContain(manifest.branding?.icon);
    expect(COLOURS).toContain(manifest.branding?.color);
  });

  test("has the types that `npm run readme` makes", () => {
    expect(readFileSync(join(ROOT, dirname(path), "action-types.yml"), "utf8")).toBe(typesOf(manifest));
  });
});

test("no two actions have the same name", () => {
  const names = actions.map(({ manifest }) => manifest.name);
  expect(names.length).toBeGreaterThan(3);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});

test("types: choices, truth values, whole numbers and others", () => {
  const manifest = {
    inputs: {
      versionType: { description: "a" },
      dryRun: { description: "b", default: "false" },
      maxAttempts: { description: "c", default: "5" },
      timeoutMinutes: { description: "d; decimals allowed", default: "15" },
      placeId: { description: "e" },
    },
  };
  expect(parse(typesOf(manifest))).toEqual({
    inputs: {
      versionType: { type: "enum", "allowed-values": ["Published", "Saved"] },
      dryRun: { type: "boolean" },
      maxAttempts: { type: "integer" },
      timeoutMinutes: { type: "float" },
      placeId: { type: "string" },
    },
  });
});

/** JUnit XML, as others read it. */
import { describe, expect, test } from "@jest/globals";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { junitXml } from "../../../src/actions/run-luau/junit.ts";
import { readTests } from "../../../src/actions/run-luau/tests.ts";
import { HOSTILE } from "./hostile.ts";

const AT = new Date("2026-11-24T12:00:00.5Z");

interface Case {
  "@name": string;
  "@classname": string;
  "@time": string;
  failure?: { "@message": string; "@type": string; "#text"?: string };
  skipped?: string | { "@message": string };
}
interface Suite {
  "@name": string;
  "@tests": string;
  "@failures": string;
  "@skipped": string;
  "@time": string;
  testcase: Case[];
}

function parse(xml: string): Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === "testsuite" || name === "testcase",
  });
  return parser.parse(xml).testsuites.testsuite ?? [];
}

const write = (tests: unknown[], ...more: [Parameters<typeof junitXml>[2]?]) =>
  junitXml(readTests([{ tests }]) ?? [], AT, ...more);

test("suites with their tests, counts and times", () => {
  const xml = write(
    [
      { name: "Shop › sells", status: "passed", seconds: 0.25 },
      { name: "Shop › buys", status: "failed", seconds: 1, message: "S.T:3: no\n  more", path: "S.T" },
      { name: "Shop › gives", status: "skipped", message: "later" },
      { name: "alone", status: "passed" },
    ],
    ({ path }) => (path === "S.T" ? { file: "src/t.luau", line: 3 } : undefined),
  );
  const [shop, alone] = parse(xml);
  expect(shop).toMatchObject({
    "@name": "Shop",
    "@tests": "3",
    "@failures": "1",
    "@skipped": "1",
    "@time": "1.250",
    testcase: [
      { "@name": "sells", "@classname": "Shop", "@time": "0.250" },
      {
        "@name": "buys",
        failure: {
          "@message": "S.T:3: no",
          "@type": "failed",
          "#text": "S.T:3: no\n  more\n\nS.T = src/t.luau:3",
        },
      },
      { "@name": "gives", skipped: { "@message": "later" } },
    ],
  });
  expect(alone).toMatchObject({ "@name": "tests", testcase: [{ "@name": "alone", "@time": "0.000" }] });
  // What Ant's schema wants of every suite.
  expect(xml.match(/ timestamp="2026-11-24T12:00:00" hostname="roblox"/g)).toHaveLength(2);
  expect(xml.match(/<properties\/>|<system-out\/>|<system-err\/>/g)).toHaveLength(6);
});

test("no tests are no suites", () => {
  expect(parse(write([]))).toEqual([]);
});

describe("a test is known by suite and name", () => {
  const ids = (tests: unknown[]) =>
    parse(write(tests)).flatMap(({ testcase }) => testcase.map((one) => `${one["@classname"]} | ${one["@name"]}`));
  const named = (name: string, status = "passed", message = "") => ({ name, status, message });

  test("in every run, whatever becomes of it", () => {
    expect(ids([named("S › a"), named("S › b")])).toEqual(
      ids([named("S › a", "failed", "x"), named("S › b", "skipped")]),
    );
  });
  test("and the second of one name has a number, which no other test has", () => {
    expect(ids([named("S › a"), named("S › a"), named("S › a (2)"), named("T › a"), named("S › a")])).toEqual([
      "S | a",
      "S | a (3)",
      "S | a (2)",
      "S | a (4)",
      "T | a",
    ]);
  });
});

test.each(HOSTILE)("%j is nothing but text, in every place", (evil) => {
  const xml = write([
    { name: `${evil} › ${evil}`, status: "failed", message: evil, path: evil },
    { name: `b ${evil}`, status: "skipped", message: evil },
  ]);
  const suites = parse(xml);
  expect(suites.map(({ testcase }) => testcase.length)).toEqual([1, 1]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones it is about.
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  expect(xml.isWellFormed()).toBe(true);
  expect(xml).not.toMatch(/::|##\[/);
  expect(xml.match(/<[^>]+>/g)?.map((tag) => /^<[/?]?([\w-]+)/.exec(tag)?.[1])).toEqual(
    write([
      { name: "a › a", status: "failed", message: "a", path: "a" },
      { name: "b", status: "skipped", message: "a" },
    ])
      .match(/<[^>]+>/g)
      ?.map((tag) => /^<[/?]?([\w-]+)/.exec(tag)?.[1]),
  );
});

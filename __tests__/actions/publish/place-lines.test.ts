import { describe, expect, test } from "@jest/globals";
import { MAX_PLACES, parsePlaces } from "../../../src/actions/publish/place-lines.ts";

const parse = (text: string) => parsePlaces(text, (value) => JSON.stringify(value));

describe("what `places` may say", () => {
  test.each<[string, string, [string, string][]]>([
    ["a line", "1818: game.rbxl", [["1818", "game.rbxl"]]],
    [
      "several, with blank lines and comments",
      "\n# the start place\n1818: a.rbxl\n\n  # and the lobby\n1819: b.rbxl # was 7\n \t\n",
      [
        ["1818", "a.rbxl"],
        ["1819", "b.rbxl"],
      ],
    ],
    [
      "CRLF",
      "1818: a.rbxl\r\n\r\n1819: b.rbxl\r\n",
      [
        ["1818", "a.rbxl"],
        ["1819", "b.rbxl"],
      ],
    ],
    [
      "uneven indentation",
      "  1818: a.rbxl\n1819: b.rbxl\n\t1820: c.rbxl",
      [
        ["1818", "a.rbxl"],
        ["1819", "b.rbxl"],
        ["1820", "c.rbxl"],
      ],
    ],
    [
      "the order asked",
      "9: z\n1: a\n5: m",
      [
        ["9", "z"],
        ["1", "a"],
        ["5", "m"],
      ],
    ],
    ["quotes", `"1818": "a b.rbxl"`, [["1818", "a b.rbxl"]]],
    ["single quotes", `'1818': 'it''s # here: a.rbxl'`, [["1818", "it's # here: a.rbxl"]]],
    ["an escape in double quotes", `1818: "\\u00fc \\"x\\".rbxl"`, [["1818", 'ü "x".rbxl']]],
    ["a space before the colon", "1818 : a.rbxl", [["1818", "a.rbxl"]]],
    ["tabs", "1818:\ta.rbxl\t", [["1818", "a.rbxl"]]],
    ["a Windows path", "1818: C:\\build\\new.rbxl", [["1818", "C:\\build\\new.rbxl"]]],
    ["a Windows path in single quotes", "1818: 'C:\\build\\new.rbxl'", [["1818", "C:\\build\\new.rbxl"]]],
    ["escaped backslashes", '1818: "C:\\\\build\\\\new.rbxl"', [["1818", "C:\\build\\new.rbxl"]]],
    ["spaces and signs in a path", "1818: my game (v2), final#1.rbxl", [["1818", "my game (v2), final#1.rbxl"]]],
    [
      "names that YAML takes for something else",
      "1818: null\n1819: ~\n1820: 0x1f\n1821: true",
      [
        ["1818", "null"],
        ["1819", "~"],
        ["1820", "0x1f"],
        ["1821", "true"],
      ],
    ],
    [
      "beyond 2^53",
      "9007199254740993: a\n9223372036854775807: b",
      [
        ["9007199254740993", "a"],
        ["9223372036854775807", "b"],
      ],
    ],
    [
      "one file for two places",
      "1: a.rbxl\n2: a.rbxl",
      [
        ["1", "a.rbxl"],
        ["2", "a.rbxl"],
      ],
    ],
    ["other scripts", "1818: игра 🎮.rbxl", [["1818", "игра 🎮.rbxl"]]],
    ["a byte order mark", "\uFEFF1818: a.rbxl", [["1818", "a.rbxl"]]],
  ])("%s", async (_name, text, expected) => {
    expect(await parse(text)).toEqual({
      targets: expected.map(([placeId, filePath]) => ({ placeId, filePath })),
      problems: [],
    });
  });
});

describe("what is wrong, and in which line", () => {
  const FORM = "is not of the form `placeId: path`";
  const ID = "is no place id";
  const BACKSLASH = "in double quotes a backslash begins an escape";
  test.each<[string, string, ...string[]]>([
    ["counted from the input's first line", "\n\n# c\nx", `line 4: "x" ${FORM}`],
    ["counted with CRLF", "1: a\r\n\r\nx\r\n", `line 3: "x" ${FORM}`],
    ["counted with bare CR", "1: a\rx", `line 2: "x" ${FORM}`],
    ["every bad line", "x\n1: a\ny\n2: b\n0: c", 'line 1: "x"', 'line 3: "y"', 'line 5: "0"'],
    ["no space after the colon", "1: a\n1818:game.rbxl", 'line 2: "1818:game.rbxl" needs a space after the colon'],
    ["no space before a Windows path", "1818:C:\\a.rbxl", "line 1: ", "needs a space after the colon"],
    ["no colon", "1818 game.rbxl\n1: a", `line 1: "1818 game.rbxl" ${FORM}`],
    ["a place twice", "1818: a\n1: b\n\n'1818': a", "line 4: place 1818 stands in line 1 already"],
    ["a place three times", "1: a\n1: b\n1: c", "line 2: place 1 stands in line 1", "line 3: place 1 stands in line 1"],
    ["no path", "1818:", "line 1: place 1818 has no path behind it"],
    ["no path but a comment", "1818: # later", "line 1: place 1818 has no path behind it"],
    ["an empty path", '1818: ""', "line 1: place 1818 has no path behind it"],
    ["a key that is no id", "start: a.rbxl", `line 1: "start" ${ID}`],
    ["a path for an id", "../1: a.rbxl", `line 1: "../1" ${ID}`],
    ["an empty id", '"": a', `line 1: "" ${ID}`],
    ["zero", "0: a", `line 1: "0" ${ID}`],
    ["a leading zero", "01818: a", `line 1: "01818" ${ID}`],
    ["an octal number", "0o17: a", `line 1: "0o17" ${ID}`],
    ["a hexadecimal number", "0x1f: a", `line 1: "0x1f" ${ID}`],
    ["underscores", "1_818: a", `line 1: "1_818" ${ID}`],
    ["a sign", "+1818: a", `line 1: "+1818" ${ID}`],
    ["an exponent", "1e3: a", `line 1: "1e3" ${ID}`],
    ["beyond int64", "9223372036854775808: a", `line 1: "9223372036854775808" ${ID}`],
    ["a merge key", "<<: a", `line 1: "<<" ${ID}`],
    ["a flow mapping", "{1818: a, 1819: b}", `line 1: "{1818: a, 1819: b}" ${FORM}`],
    ["two in one line", "1818: a, 1819: b", `line 1: "1818: a, 1819: b" ${FORM}`],
    ["a mapping as value", "1818: {path: a}", "line 1: ", FORM],
    ["a list as value", "1818: [a]", "line 1: ", FORM],
    ["a list", "- 1818: a", "line 1: ", FORM],
    ["an anchor", "1: &a x.rbxl\n2: *a", 'line 1: "1: &a x.rbxl"', 'line 2: "2: *a"'],
    ["a tag", "1: !!str a\n2: !mine b\n3: !!binary aGk=", "line 1: ", "line 2: ", "line 3: "],
    ["a sign that YAML reserves", "1: @a\n2: `b\n3: %c", "line 1: ", "line 2: ", "line 3: "],
    ["an explicit key", "? 1818\n: a", "line 1: ", "line 2: "],
    ["a path over several lines", "1: |\n  a\n2: >-\n  b", "line 1: ", "line 2: ", "line 3: ", "line 4: "],
    ["a path in the next line", "1818:\n  a.rbxl", "line 1: place 1818 has no path", `line 2: "a.rbxl" ${FORM}`],
    ["an open quote", "1: 'a\n2: b'\n3: \"c", "line 1: ", "line 3: "],
    ["something behind a quote", "1: 'a' b", "line 1: ", FORM],
    ["a document mark", "---\n1: a", 'line 1: "---"'],
    ["a directive", "%YAML 1.2\n1: a", "line 1: "],
    ["an escape that YAML does not have", '1: "C:\\game"', `line 1: ${BACKSLASH}`],
    ["an escape that it does", '1: "C:\\build"', "line 1: the path of place 1 holds a control character", BACKSLASH],
    ["a paragraph separator", '1: "C:\\Places"', "line 1: the path of place 1 holds", BACKSLASH],
    ["a NUL", "1: a\u0000b", "line 1: the path of place 1 holds a control character"],
    ["a line longer than any path", `1: ${"a".repeat(4198)}`, "line 1: ", "has 4201 characters"],
    ["brackets that no parser is to follow", `1: ${"[".repeat(100_000)}`, "line 1: ", "has 100003 characters"],
    ["as many as a line may have", `1: ${"[".repeat(4190)}`, "line 1: ", FORM],
    ["nothing but comments", "\n# 1818: a\n", "it holds nothing but comments"],
  ])("%s", async (_name, text, ...expected) => {
    const { problems } = await parse(text);
    const found = problems.join("\n");
    for (const problem of expected) expect(found).toContain(problem);
    // One problem a line, and none for a good line.
    const lines = [...found.matchAll(/^line (\d+):/gm)].map(([, line]) => line);
    expect(new Set(lines).size).toBe(lines.length);
    const named = expected.flatMap((problem) => /^line (\d+):/.exec(problem)?.[1] ?? []);
    if (named.length > 0) expect(lines.filter((line) => named.includes(line ?? ""))).toEqual(named);
  });

  test("a good line next to a bad one is read, and not named", async () => {
    const { targets, problems } = await parse("1 a\n2: b\n3 c\n4: d");
    expect(targets.map(({ placeId }) => placeId)).toEqual(["2", "4"]);
    expect(problems).toHaveLength(2);
  });

  test("more places than a step could send", async () => {
    const lines = Array.from({ length: MAX_PLACES + 1 }, (_, index) => `${index + 1}: a`);
    expect((await parse(lines.join("\n"))).problems).toEqual([`${MAX_PLACES + 1} places are more than ${MAX_PLACES}`]);
    expect((await parse(lines.slice(1).join("\n"))).problems).toEqual([]);
  });
});

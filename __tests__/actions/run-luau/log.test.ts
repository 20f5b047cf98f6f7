import { describe, expect, test } from "@jest/globals";
import { originOf, outputLine, positionOf } from "../../../src/actions/run-luau/log.ts";

describe("a line of the script's log", () => {
  test.each([
    ["plain", "3 passed, 0 failed", "3 passed, 0 failed"],
    ["indentation and columns stay", "  ok      Run  starts over", "  ok      Run  starts over"],
    ["a tab is four spaces", "\tx\ty", "    x    y"],
    ["spaces at the end go", "x   ", "x"],
    ["an empty line", "", ""],
    ["a command", "::error::no", ": :error::no"],
    [
      "a command behind spaces, which the runner trims",
      "  \t ::set-output name=a::b",
      "       : :set-output name=a::b",
    ],
    ["a command behind an escape sequence", "\u001b[31m::stop-commands::x", ": :stop-commands::x"],
    ["a command behind an escape sequence and a space", "\u001b[0m ::debug::x", " : :debug::x"],
    ["a command behind an invisible character", "\u200b::warning::x", ": :warning::x"],
    ["the old form, anywhere", "a ##[error]b", "a ## [error]b"],
    ["colours", "\u001b[32mok\u001b[0m done", "ok done"],
    ["control characters", "a\u0000b\rc\u2028d", "a b c d"],
    ["half of a surrogate pair", "a\ud83d b", "a\ufffd b"],
    ["a long line", "x".repeat(5000), `${"x".repeat(3999)}…`],
  ])("%s", (_, line, expected) => {
    expect(outputLine(line)).toBe(expected);
  });
});

describe("where a message comes from", () => {
  test.each([
    ["TaskScript:72: no Jest", { script: "TaskScript", line: 72 }],
    ["ServerScriptService.Server.Main:12: attempt to", { script: "ServerScriptService.Server.Main", line: 12 }],
    ["Workspace.My Script.Main Part:3: x", { script: "Workspace.My Script.Main Part", line: 3 }],
    ["Überblick:1:\nmore", { script: "Überblick", line: 1 }],
    ["Starts at 12:30: late", undefined],
    ["12:30: late", undefined],
    ["see https://example.test:80: x", undefined],
    ["Main:12", undefined],
    ["", undefined],
  ])("%j", (text, expected) => {
    expect(originOf(text)).toEqual(expected);
  });

  test("is a line of the repository where the script's file is known", () => {
    const fileOf = (script: string) => (script === "TaskScript" ? "tests/run.luau" : undefined);
    expect(positionOf("TaskScript:72: x", fileOf)).toEqual({ file: "tests/run.luau", startLine: 72 });
    expect(positionOf("ServerScriptService.Main:72: x", fileOf)).toBeUndefined();
    expect(positionOf("no script at all", fileOf)).toBeUndefined();
  });
});

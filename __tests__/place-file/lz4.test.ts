import { describe, expect, test } from "@jest/globals";
import { Lz4Block } from "../../src/place-file/lz4.ts";
import { lz4Literals } from "./build.ts";

/** Decodes a block in pieces, and says what is wrong with it. */
function decodeLz4Block(input: Buffer, output: Buffer, pieceBytes = 7): string | undefined {
  const block = new Lz4Block(input, output);
  while (block.decode(pieceBytes));
  return block.problem;
}

const block = (...parts: (number | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));

describe("LZ4 blocks", () => {
  test.each<[string, Buffer, string]>([
    ["nothing", block(0x00), ""],
    ["literals only", block(0x50, "hello"), "hello"],
    ["a match", block(0x40, "abcd", 4, 0, 0x10, "!"), "abcdabcd!"],
    ["a match that overlaps itself", block(0x21, "ab", 2, 0, 0x10, "!"), "abababa!"],
    ["a run of one byte", block(0x1f, "a", 1, 0, 255, 6, 0x10, "!"), `${"a".repeat(1 + 4 + 15 + 255 + 6)}!`],
    ["a long match that overlaps itself", block(0x2f, "ab", 2, 0, 181, 0x10, "!"), `${"ab".repeat(101)}!`],
    [
      "a long match far back",
      block(0xff, 85, "0123456789".repeat(10), 100, 0, 81, 0x10, "!"),
      `${"0123456789".repeat(20)}!`,
    ],
    ["literals of 15", block(0xf0, 0, "0123456789abcde"), "0123456789abcde"],
    ["literals of 270", block(0xf0, 255, 0, "x".repeat(270)), "x".repeat(270)],
    ["an offset of two bytes", block(0xf0, 245, "x", "y".repeat(259), 4, 1, 0x10, "!"), `x${"y".repeat(259)}xyyy!`],
  ])("%s", (_, input, expected) => {
    const output = Buffer.alloc(expected.length);
    expect(decodeLz4Block(input, output)).toBeUndefined();
    expect(output.toString()).toBe(expected);
  });

  test.each<[string, Buffer, number, RegExp]>([
    ["no bytes", block(), 0, /stops/],
    ["cut in literals", block(0x50, "hell"), 5, /literal/],
    ["cut before a length", block(0xf0), 20, /length/],
    ["cut in a length", block(0xf0, 255), 300, /length/],
    ["cut before an offset", block(0x40, "abcd", 4), 9, /match/],
    ["cut before a match's length", block(0x4f, "abcd", 4, 0), 30, /length/],
    ["cut behind a match", block(0x40, "abcd", 4, 0), 8, /last literals/],
    ["an offset of zero", block(0x40, "abcd", 0, 0, 0x10, "!"), 9, /outside/],
    ["an offset before the start", block(0x40, "abcd", 5, 0, 0x10, "!"), 9, /outside/],
    ["literals beyond the output", block(0x50, "hello"), 4, /more than/],
    ["a match beyond the output", block(0x40, "abcd", 4, 0, 0x10, "!"), 7, /more than/],
    ["an output that is not filled", block(0x50, "hello"), 6, /less than/],
    ["a length that goes on and on", block(0x1f, "a", 1, 0, ...Array(1000).fill(255), 0), 100, /more than/],
  ])("reports %s", (_, input, bytes, problem) => {
    expect(decodeLz4Block(input, Buffer.alloc(bytes))).toMatch(problem);
  });

  test("reports every cut of a block", () => {
    const whole = block(0xff, 85, "0123456789".repeat(10), 100, 0, 81, 0x21, "ab", 2, 0, 0x50, "hello");
    const bytes = 100 + 100 + 2 + 5 + 5;
    expect(decodeLz4Block(whole, Buffer.alloc(bytes))).toBeUndefined();
    for (let cut = 0; cut < whole.length; cut++) {
      expect(decodeLz4Block(whole.subarray(0, cut), Buffer.alloc(bytes))).toBeDefined();
    }
  });

  test.each([0, 14, 15, 16, 269, 270, 271, 100_000])("%i literals", (bytes) => {
    const body = Buffer.alloc(bytes, "Roblox");
    const output = Buffer.alloc(bytes);
    expect(decodeLz4Block(lz4Literals(body), output)).toBeUndefined();
    expect(output.equals(body)).toBe(true);
  });
});

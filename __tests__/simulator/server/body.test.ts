import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { createBody } from "../../../simulator/server/body.ts";

describe("a body, however it is cut into pieces", () => {
  const bytes = Buffer.from(`<roblox${" ".repeat(100)}<Item${"x".repeat(100)}</roblox>`);
  test.each([1, 2, 3, 4, 5, 7, 63, 64, 65, 1000])("of %i bytes", (size) => {
    const body = createBody(true);
    for (let start = 0; start < bytes.length; start += size) body.add(bytes.subarray(start, start + size));
    expect(body.finish()).toEqual({
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      head: bytes.subarray(0, 64),
      tail: bytes.subarray(-64),
      holdsItem: true,
      text: bytes.toString(),
    });
  });
});

test.each([["<item"], ["< Item"], ["<Ite"], [""]])("%j holds no Item", (text) => {
  const body = createBody(false);
  for (const character of text) body.add(Buffer.from(character));
  expect(body.finish()).toMatchObject({ bytes: text.length, holdsItem: false });
});

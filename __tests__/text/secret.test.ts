import { describe, expect, test } from "@jest/globals";
import { harmless } from "../../src/text/harmless.ts";
import { formsOf, redact, registerSecret } from "../../src/text/secret.ts";
import { base64, hex, json, longestPiece, PROMISED, url } from "./echoes.ts";

/** As long as keys are and were, and as wrong secrets may be; with all signs that any escaping treats in its own way. */
const SIGNS = "+/=-_.~&<>\"'\\%;:@!$(){}[]|^`?*,#";
const secretOf = (length: number): string => {
  let state = length;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const sign = () => SIGNS[next(SIGNS.length)] as string;
  const letter = () => letters[next(letters.length)] as string;
  return Array.from({ length }, (_, at) => (at % 7 === 3 ? sign() : letter())).join("");
};
/** What Roblox's keys look like. */
const base64SecretOf = (length: number) => Buffer.from(secretOf(length)).toString("base64").slice(0, length);

const SECRETS = [20, 48, 300, 2700, 3000].flatMap((length) => [secretOf(length), base64SecretOf(length)]);
for (const secret of SECRETS) registerSecret(secret);

describe("a secret is hidden however it is written", () => {
  test.each(PROMISED)("%s", (_name, write) => {
    for (const secret of SECRETS) {
      const written = `before: ${write(secret)} :after`;
      for (const shown of [redact(written), harmless(written, 1_000_000)]) {
        expect(shown).toMatch(/^before: .{0,8}\*\*\*.{0,12} :after$/);
        expect(longestPiece(shown, secret)).toBeLessThan(12);
      }
    }
  });

  test.each([1, 2, 5, 20])("cut to %i times 100 characters", (hundreds) => {
    for (const secret of SECRETS) {
      for (let lead = 0; lead < 100; lead += 13) {
        const shown = harmless(`${"x".repeat(hundreds * 100 - lead)}${secret}`, hundreds * 100);
        expect(longestPiece(shown, secret)).toBeLessThan(12);
      }
    }
  });

  test("in pieces", () => {
    const [secret = ""] = SECRETS.slice(-1);
    for (const length of [12, 13, 40]) {
      const pieces = Array.from({ length: 200 }, (_, at) => secret.slice(at * 11, at * 11 + length)).join("\n");
      expect(longestPiece(redact(pieces), secret)).toBeLessThan(12);
    }
  });

  test("and nothing else is", () => {
    for (const text of ["an ordinary text, 100 % of it", "&amp; &#43; %2B \\u002b \\n", "", "…\u{1f600}\ud83d"]) {
      expect(redact(text)).toBe(text);
    }
    expect(redact(`\u{1f600}\u{1f600} ${SECRETS[0]} \u{1f600}`)).toBe("\u{1f600}\u{1f600} *** \u{1f600}");
  });

  test("a short one is hidden whole, and what is shorter than six characters is none", () => {
    registerSecret("Pa+s7x");
    registerSecret("a");
    registerSecret("");
    expect(redact("a Pa+s7x, Pa%2Bs7x and Pa+s7")).toBe("a ***, *** and Pa+s7");
  });
});

test("the runner is told of no empty form", () => {
  for (const secret of [...SECRETS, "a", "ab"]) expect(formsOf(secret).every((form) => form.length > 0)).toBe(true);
  const [secret = ""] = SECRETS;
  expect(formsOf(secret)).toEqual(
    expect.arrayContaining([
      secret,
      url(secret),
      url(url(secret)),
      json(secret),
      json(json(secret)),
      base64(secret).slice(0, 26),
      hex(secret),
    ]),
  );
});

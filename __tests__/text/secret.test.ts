import { describe, expect, test } from "@jest/globals";
import { formsOf, redact } from "../../src/text/secret.ts";

const SECRET = "kQ7+x/9mZ2b4==ab\\cd&<Z>xyz0123";

describe("a secret is hidden however it is written", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  test.each([
    ["as it is", SECRET],
    ["URL-encoded", encodeURIComponent(SECRET)],
    ["URL-encoded in lower case", encodeURIComponent(SECRET).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["in JSON", JSON.stringify(SECRET).slice(1, -1)],
    [
      "in JSON as .NET writes it",
      SECRET.replace("\\", "\\\\").replace(/[+&<>]/g, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`),
    ],
    ["in JSON as PHP writes it", JSON.stringify(SECRET).slice(1, -1).replaceAll("/", "\\/")],
    ["in HTML", SECRET.replaceAll("&", "&#38;").replaceAll("<", "&#x3c;").replaceAll(">", "&#x3E;")],
    ["in base64", base64(SECRET)],
    ["in URL-safe base64", base64(SECRET).replaceAll("+", "-").replaceAll("/", "_")],
    ["in base64 behind one byte", base64(`a${SECRET}z`)],
    ["in base64 behind two bytes", base64(`user:${SECRET}`)],
    ["in base64, URL-encoded", encodeURIComponent(base64(SECRET))],
  ])("%s", (_name, written) => {
    const hidden = redact(`before ${written} after`, SECRET);
    expect(hidden).toMatch(/^before .{0,8}\*\*\*.{0,8} after$/);
  });

  test("and nothing else is", () => {
    expect(redact("an ordinary text, 100 % of it", SECRET)).toBe("an ordinary text, 100 % of it");
    expect(redact("text", "")).toBe("text");
  });

  test("the runner is told of no empty form", () => {
    for (const secret of [SECRET, "a", "ab"]) expect(formsOf(secret).every((form) => form.length > 0)).toBe(true);
    expect(formsOf(SECRET)).toEqual(expect.arrayContaining([SECRET, encodeURIComponent(SECRET)]));
  });
});

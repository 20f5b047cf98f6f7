/** Redaction takes no longer than the text is long, whatever stands in it: tens of thousands of characters. @slow */
import { expect, test } from "@jest/globals";
import { harmless } from "../../src/text/harmless.ts";
import { redact, registerSecret } from "../../src/text/secret.ts";

/** What one growing text is made of, to see how the time grows. */
const PARTS = 20;
const PART_CHARACTERS = 3000;

// The same text at once and in parts, in the same run: a busy machine slows both down. What grows with the square takes
// 20 times as long at once.
test("a secret is looked for in time that grows with the text only", () => {
  const secret = Array.from({ length: 1500 }, (_, at) => String.fromCharCode(33 + ((at * 31) % 94))).join("");
  registerSecret(secret);
  registerSecret("a".repeat(3000));
  const escapes = ["%2525252525", "%61", "&#x26;", "&#0", "&", "\\", "\u001b[", "\u001b]8;;", "\u009d;?"];
  const cpuMs = (text: string, times: number) => {
    const began = process.cpuUsage();
    for (let time = 0; time < times; time++) {
      redact(text);
      harmless(text, 50_000);
    }
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  for (const part of [secret, "a", "a".repeat(11), " ", "##", ":", ...escapes]) {
    const text = part.repeat(Math.ceil((PARTS * PART_CHARACTERS) / part.length));
    const inParts = cpuMs(text.slice(0, PART_CHARACTERS), PARTS);
    expect(cpuMs(text, 1) / inParts).toBeLessThan(4);
  }
});

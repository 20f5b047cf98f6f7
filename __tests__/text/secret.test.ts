import { describe, expect, test } from "@jest/globals";
import { harmless } from "../../src/text/harmless.ts";
import { formsOf, redact, registerSecret } from "../../src/text/secret.ts";

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

type Writing = (text: string) => string;
const code = (character: string) => character.charCodeAt(0);
const each = (write: (character: string, at: number) => string) => (text: string) => [...text].map(write).join("");
const signs = (write: Writing) => (text: string) => text.replace(/[^A-Za-z0-9]/g, write);
const url: Writing = encodeURIComponent;
const lowerUrl: Writing = (text) => url(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
const json: Writing = (text) => JSON.stringify(text).slice(1, -1);
const dotNet: Writing = (text) =>
  json(text).replace(/[+&<>'`]/g, (sign) => `\\u00${code(sign).toString(16).toUpperCase()}`);
const NAMES: Record<string, string> = {
  ...{
    "+": "plus",
    "/": "sol",
    "=": "equals",
    "&": "amp",
    "<": "lt",
    ">": "gt",
    '"': "quot",
    "'": "apos",
    _: "lowbar",
  },
  ...{ "\\": "bsol", "%": "percnt", ";": "semi", ":": "colon", "@": "commat", "!": "excl", $: "dollar", "(": "lpar" },
  ...{ ")": "rpar", "{": "lcub", "}": "rcub", "[": "lsqb", "]": "rsqb", "|": "vert", "^": "Hat", "`": "grave" },
  ...{ "?": "quest", "*": "ast", ",": "comma", "#": "num", ".": "period", "-": "hyphen" },
};
const named = signs((sign) => (NAMES[sign] === undefined ? sign : `&${NAMES[sign]};`));
const base64: Writing = (text) => Buffer.from(text).toString("base64");
const base64url: Writing = (text) => Buffer.from(text).toString("base64url");
const hex: Writing = (text) => Buffer.from(text).toString("hex");
const inLines = (length: number, end: string) => (text: string) =>
  text.match(new RegExp(`.{1,${length}}`, "gs"))?.join(end) ?? "";
const between =
  (what: string, every = 5) =>
  (text: string) =>
    inLines(every, what)(text);
const after =
  (...writings: Writing[]) =>
  (text: string) =>
    writings.reduce((written, write) => write(written), text);

/** The forms that docs/security.md promises. */
const PROMISED: [string, Writing][] = [
  ["as it is", (text) => text],
  ["URL-encoded", url],
  ["URL-encoded in lower case", lowerUrl],
  ["URL-encoded twice", after(url, url)],
  ["URL-encoded, every character", each((character) => `%${code(character).toString(16).padStart(2, "0")}`)],
  ["with a plus sign read as a space", (text) => text.replaceAll("+", " ")],
  ["JSON-escaped", json],
  ["JSON-escaped twice", after(json, json)],
  ["JSON-escaped as .NET does", dotNet],
  ["JSON-escaped as PHP does", (text) => json(text).replaceAll("/", "\\/")],
  ["JSON-escaped, every character", each((character) => `\\u${code(character).toString(16).padStart(4, "0")}`)],
  ["JSON-escaped as .NET does, twice", after(dotNet, json)],
  ["URL-encoded in JSON", after(url, json)],
  ["JSON-escaped in a URL", after(json, url)],
  ["as HTML entities by number", signs((sign) => `&#${code(sign)};`)],
  ["as HTML entities by number with zeros", signs((sign) => `&#00${code(sign)};`)],
  ["as HTML entities by hexadecimal number", signs((sign) => `&#x${code(sign).toString(16)};`)],
  ["as HTML entities by number in upper case", signs((sign) => `&#X${code(sign).toString(16).toUpperCase()};`)],
  ["as HTML entities by name", named],
  ["as HTML entities in JSON", after(named, dotNet)],
  ["as HTML entities twice", after(named, (text) => text.replaceAll("&", "&amp;"))],
  ["in base64", base64],
  ["in base64 behind one byte", (text) => base64(`a${text}z`)],
  ["in base64 behind two bytes", (text) => base64(`ab${text}z`)],
  ["in base64 behind a name", (text) => base64(`user:${text}`)],
  ["in base64 for URLs", base64url],
  ["in base64, URL-encoded", after(base64, url)],
  ["in base64 in lines of 76", after(base64, inLines(76, "\r\n"))],
  ["in base64 in lines of 64, JSON-escaped", after(base64, inLines(64, "\n"), json)],
  ["in hexadecimal", hex],
  ["in hexadecimal in upper case", (text) => hex(text).toUpperCase()],
  ["split by escape sequences", between("\u001b[31m")],
  ["split by a terminal's links", between("\u001b]8;;https://example.com\u0007")],
  ["split by zero-width spaces", between("\u200b", 1)],
  ["split by joiners and variation selectors", between("\u200d\ufe0f", 1)],
  ["split by line breaks", between("\r\n")],
  ["split by line breaks, JSON-escaped", after(between("\n"), json)],
  ["split by spaces", between(" ", 1)],
  ["split by NUL characters", between("\0", 2)],
];

/** The longest piece of a secret, in any plain form, that somebody who reads the text could still put together. */
function longestPiece(text: string, secret: string): number {
  const strip = (form: string) => form.replace(/[\s\p{C}\p{DI}]/gu, "");
  const forms = [
    secret,
    base64(secret),
    base64url(secret),
    hex(secret),
    hex(secret).toUpperCase(),
    url(secret),
    json(secret),
  ];
  const shown = strip(text);
  let longest = 0;
  for (const form of forms.map(strip)) {
    for (let at = 0; at < form.length; at++) {
      while (at + longest < form.length && shown.includes(form.slice(at, at + longest + 1))) longest++;
    }
  }
  return longest;
}

/** What one growing text is made of, to see how the time grows. */
const PARTS = 40;
const PART_CHARACTERS = 6000;

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
      for (let lead = 0; lead < 100; lead += 7) {
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

  // The same text at once and in parts, in the same run: a busy machine slows both down. What grows with the square takes
  // 40 times as long at once.
  test("in time that grows with the text only", () => {
    const [secret = ""] = SECRETS.slice(-1);
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

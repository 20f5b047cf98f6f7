/** The forms in which a server may write a secret back, and a look for what is left of it. */

export type Writing = (text: string) => string;
const code = (character: string) => character.charCodeAt(0);
const each = (write: (character: string, at: number) => string) => (text: string) => [...text].map(write).join("");
const signs = (write: Writing) => (text: string) => text.replace(/[^A-Za-z0-9]/g, write);
export const url: Writing = encodeURIComponent;
const lowerUrl: Writing = (text) => url(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
export const json: Writing = (text) => JSON.stringify(text).slice(1, -1);
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
export const base64: Writing = (text) => Buffer.from(text).toString("base64");
const base64url: Writing = (text) => Buffer.from(text).toString("base64url");
export const hex: Writing = (text) => Buffer.from(text).toString("hex");
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
export const PROMISED: [string, Writing][] = [
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
export function longestPiece(text: string, secret: string): number {
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

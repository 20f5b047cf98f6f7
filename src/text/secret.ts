import { GAPS } from "./invisible.ts";

/** So many characters of a secret in a row, in any of its forms, are hidden. Fewer may stand anywhere by chance. */
const PIECE_CHARACTERS = 12;
/** Wherever a piece lies, it holds a whole block of this length that begins at a multiple of it. */
const BLOCK_CHARACTERS = PIECE_CHARACTERS / 2;
/** A shorter text is no secret, and to hide it would eat words and numbers. The runner masks it in the log all the same. */
const SHORTEST_SECRET_CHARACTERS = 6;

/** Escapes inside escapes are undone so often: a key in a URL in JSON in HTML, say. */
const MAX_NESTING = 4;

const blocks = new Set<string>();
const pieces = new Set<string>();
/** Secrets that are shorter than a piece. They are hidden whole. */
const short = new Set<string>();

/** Makes a secret known to `redact`, for the rest of the process. */
export function registerSecret(secret: string): void {
  const bytes = Buffer.from(secret);
  const forms = [
    // A text that looks escaped is found when that is undone as well.
    ...[...unescapings(viewOf(secret))].map(({ text }) => text),
    // A plus sign that was read as a space.
    secret.replaceAll("+", ""),
    ...base64Cores(secret),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
  ];
  for (const form of forms.map((text) => oneAlphabet(text.replace(GAPS, "")))) {
    if (form.length < SHORTEST_SECRET_CHARACTERS) continue;
    if (form.length < PIECE_CHARACTERS) short.add(form);
    for (let at = 0; at + PIECE_CHARACTERS <= form.length; at++) pieces.add(form.slice(at, at + PIECE_CHARACTERS));
    for (let at = 0; at + BLOCK_CHARACTERS <= form.length; at++) blocks.add(form.slice(at, at + BLOCK_CHARACTERS));
  }
}

/**
 * Replaces every registered secret, and each piece of 12 characters of one, with `***`: as it is, escaped for a URL, JSON
 * or HTML, as base64 or hexadecimal, whatever invisible characters and gaps stand inside. To be called on a text as it
 * will be read: whoever leaves something out of the text afterwards may put a secret together again.
 *
 * Nothing here depends on what is in the text or how long a secret is: the time grows with the text only.
 */
export function redact(text: string): string {
  if (blocks.size === 0 || text.length < SHORTEST_SECRET_CHARACTERS) return text;
  const found: Range[] = [];
  for (const view of unescapings(viewOf(text))) {
    for (const [start, end] of rangesIn(oneAlphabet(view.text))) {
      found.push([view.starts[start] as number, view.ends[end - 1] as number]);
    }
  }
  return found.length === 0 ? text : hide(text, found);
}

/** From a character up to, but not including, another one. */
type Range = [start: number, end: number];

/** Where pieces of secrets lie in a text without escapes and gaps, in rising order. */
function rangesIn(text: string): Range[] {
  const ranges: Range[] = [];
  const add = (start: number, end: number) => {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  };
  for (let block = 0; block + BLOCK_CHARACTERS <= text.length; block += BLOCK_CHARACTERS) {
    if (!blocks.has(text.slice(block, block + BLOCK_CHARACTERS))) continue;
    for (let at = Math.max(0, block - BLOCK_CHARACTERS); at <= block; at++) {
      if (pieces.has(text.slice(at, at + PIECE_CHARACTERS))) add(at, at + PIECE_CHARACTERS);
    }
  }
  for (const secret of short) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      ranges.push([at, at + secret.length]);
    }
  }
  return ranges;
}

function hide(text: string, ranges: Range[]): string {
  ranges.sort(([a], [b]) => a - b);
  let result = "";
  let hiddenTo = -1;
  for (const [start, end] of ranges) {
    if (start > hiddenTo) result += `${text.slice(Math.max(0, hiddenTo), start)}***`;
    hiddenTo = Math.max(hiddenTo, end);
  }
  return result + text.slice(hiddenTo);
}

/** A text made of another one, and where in that each of its characters comes from. */
interface View {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function viewOf(text: string): View {
  const starts = new Int32Array(text.length).map((_, at) => at);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

/** A text without its gaps, and then with its escapes undone once, twice and so on, as long as there are any. */
function* unescapings(whole: View): Generator<View> {
  let view = rewrite(whole, GAPS, () => "");
  for (let level = 0; level <= MAX_NESTING; level++) {
    yield view;
    const next = rewrite(view, ESCAPES, meaningOf);
    if (next === view) return;
    view = rewrite(next, GAPS, () => "");
  }
}

/** Puts one character or none in place of each match. */
function rewrite(view: View, pattern: RegExp, meaning: (match: RegExpExecArray) => string): View {
  const { text, starts, ends } = view;
  const matches = text.matchAll(pattern);
  let match = matches.next();
  if (match.done) return view;

  const made = { starts: new Int32Array(text.length), ends: new Int32Array(text.length) };
  let result = "";
  let at = 0;
  const copyTo = (end: number) => {
    if (end === at) return;
    made.starts.set(starts.subarray(at, end), result.length);
    made.ends.set(ends.subarray(at, end), result.length);
    result += text.slice(at, end);
  };
  for (; !match.done; match = matches.next()) {
    const { index, 0: all } = match.value;
    copyTo(index);
    at = index + all.length;
    const character = meaning(match.value);
    if (character === "") continue;
    made.starts[result.length] = starts[index] as number;
    made.ends[result.length] = ends[at - 1] as number;
    result += character;
  }
  copyTo(text.length);
  return { text: result, ...made };
}

/** The names that HTML has for the characters of ASCII that are neither letters nor digits, and for some gaps. */
const NAMED: Record<string, string> = Object.fromEntries(
  `! excl|" quot|# num|$ dollar|% percnt|& amp|' apos|( lpar|) rpar|* ast|* midast|+ plus|, comma|- hyphen|- dash|. period
  / sol|: colon|; semi|< lt|= equals|> gt|? quest|@ commat|[ lsqb|[ lbrack|\\ bsol|] rsqb|] rbrack|^ hat|_ lowbar|_ underbar
  \` grave|{ lcub|{ lbrace|} rcub|} rbrace|~ tilde`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(" "))
    .map(([character, name]) => [name, character]),
);
for (const bar of ["vert", "verbar", "verticalline"]) NAMED[bar] = "|";
for (const gap of ["nbsp", "shy", "tab", "newline", "zwj", "zwnj", "zerowidthspace"]) NAMED[gap] = "";

/** An escaped character in a URL, in JSON (or a string of JavaScript), or in HTML. */
const ESCAPES = new RegExp(
  [
    "%([0-9a-f]{2})",
    String.raw`\\u([0-9a-f]{4})`,
    String.raw`\\x([0-9a-f]{2})`,
    "&#x0{0,8}([0-9a-f]{1,6});?",
    "&#0{0,8}([0-9]{1,7});?",
    `&(${Object.keys(NAMED).join("|")});`,
    String.raw`\\[bfnrtv]`,
    String.raw`\\([^a-z0-9])`,
  ].join("|"),
  "gi",
);

function meaningOf([, url, json, script, html, decimal, name, plain]: RegExpExecArray): string {
  const hex = url ?? json ?? script ?? html;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (code > 0) return String.fromCharCode(code);
  return plain ?? (name === undefined ? "" : (NAMED[name.toLowerCase()] ?? ""));
}

/** Base64 has two signs that differ in its form for URLs. */
function oneAlphabet(text: string): string {
  return text.replaceAll("-", "+").replaceAll("_", "/");
}

/**
 * The part of a text's base64 form that stays the same whatever stands before and behind it, for each of the three
 * positions that the text can have within base64's groups of three bytes.
 */
function base64Cores(text: string): string[] {
  const { length } = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
    const whole = encoded.replace(/=+$/, "");
    const tail = (offset + length) % 3 === 0 ? 0 : 1;
    return whole.slice(offset === 0 ? 0 : offset + 1, whole.length - tail);
  });
}

/**
 * The forms of a secret that the runner should mask as well, in what this program does not print itself: as given,
 * URL-encoded and JSON-escaped once and twice, in HTML, as base64 and hexadecimal.
 */
export function formsOf(secret: string): string[] {
  const url = encodeURIComponent(secret.toWellFormed());
  const json = inJson(secret);
  const html = secret.replace(/[^A-Za-z0-9]/g, (character) => `&#${character.charCodeAt(0)};`);
  const base64 = base64Cores(secret).filter((core) => core.length >= PIECE_CHARACTERS);
  const base64url = base64.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = Buffer.from(secret).toString("hex");
  const hexes = hex.length >= PIECE_CHARACTERS ? [hex, hex.toUpperCase()] : [];
  const forms = [secret, url, encodeURIComponent(url), json, inJson(json), html, ...base64, ...base64url, ...hexes];
  return [...new Set(forms)];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

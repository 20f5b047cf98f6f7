/** How one character of a secret may be written by a server that echoes it: as it is, or escaped for a URL, JSON or HTML. */
function spellings(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const letters = [...hex].map((digit) => `[${digit}${digit.toUpperCase()}]`).join("");
  const literal = character.replace(/[^A-Za-z0-9]/, "\\$&");
  return `(?:\\\\?${literal}|%${letters}|\\\\u00${letters}|&#0*${code};|&#[xX]0*${letters};)`;
}

/**
 * The part of a text's base64 form that stays the same whatever stands before and behind it, for each of the three
 * positions that the text can have within base64's groups of three bytes.
 */
function base64Cores(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
    const whole = encoded.replace(/=+$/, "");
    const tail = (offset + text.length) % 3 === 0 ? 0 : 1;
    return whole.slice(offset === 0 ? 0 : offset + 1, whole.length - tail);
  });
}

/** Shorter pieces than this occur by chance, and hiding them would eat ordinary text. */
const SHORTEST_BASE64_CORE = 12;

/** The forms of a secret that the runner should mask as well: as given, URL-encoded, JSON-escaped and base64. */
export function formsOf(secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...longCores(secret)];
  return [...new Set(forms)];
}

function longCores(secret: string): string[] {
  return base64Cores(secret).filter((core) => core.length >= SHORTEST_BASE64_CORE);
}

/** As many characters tell whether a text may hold a form of the secret at all. */
const TELLING_CHARACTERS = 8;

interface Patterns {
  readonly secret: string;
  /** How any form begins: small, and enough for nearly every text. */
  readonly start: RegExp;
  /** All of every form: large, and slow to compile. */
  whole(): RegExp;
}

function patternsOf(secret: string): Patterns {
  const cores = longCores(secret);
  const urlSafe = cores.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
  const forms = [...new Set([secret, ...cores, ...urlSafe])];
  const pattern = (texts: string[]) => texts.map((text) => [...text].map(spellings).join("")).join("|");
  let whole: RegExp | undefined;
  return {
    secret,
    start: new RegExp(pattern(forms.map((form) => form.slice(0, TELLING_CHARACTERS)))),
    whole() {
      whole ??= new RegExp(pattern(forms), "g");
      return whole;
    },
  };
}

/** A process has one key, whose patterns are made once. */
let latest: Patterns | undefined;

/**
 * Replaces a secret in a text that came from elsewhere, however it is escaped, with `***`.
 * An empty secret hides nothing.
 */
export function redact(text: string, secret: string): string {
  if (secret === "") return text;
  if (latest?.secret !== secret) latest = patternsOf(secret);
  return latest.start.test(text) ? text.replace(latest.whole(), "***") : text;
}

import { BINARY_SIGNATURE } from "./binary.ts";
import { Refusal } from "./findings.ts";

/** How much of the start of a file tells what it is. */
export const SNIFF_BYTES = 4096;

/** The type to send a place with. Roblox goes by it: XML under the other one is refused with "Invalid Content stream". */
export function contentTypeOf(start: Buffer): "application/octet-stream" | "application/xml" {
  return /^<(?:roblox(?!!)|\?xml)/.test(afterWhiteSpace(start)) ? "application/xml" : "application/octet-stream";
}

/** Which kind of place begins so. Throws a Refusal that names what the file is instead. */
export function formatOf(start: Buffer): "binary" | "xml" {
  if (BINARY_SIGNATURE.equals(start.subarray(0, BINARY_SIGNATURE.length))) return "binary";
  const text = afterWhiteSpace(start);
  // The reader of XML refuses a document type, and says why.
  if (/^<(?:roblox[\s>/]|\?xml|!doctype(?!\s+html))/i.test(text)) return "xml";
  if (text.startsWith("<roblox!")) throw brokenSignature(start);
  if (text !== "" && "<roblox".startsWith(text)) throw cutShort(start.length);
  const wrongThing = wrongThingOf(start);
  if (!wrongThing) {
    throw new Refusal(
      "not-a-place",
      "Not a place",
      "The file begins neither with <roblox! (binary, .rbxl) nor with <roblox (XML, .rbxlx). It is probably another file than meant.",
    );
  }
  const { code, name, cause } = wrongThing;
  throw new Refusal(
    code,
    `${name[0]?.toUpperCase()}${name.slice(1)}, not a place`,
    `This is ${name}, not a place. ${cause}`,
  );
}

/** What is often taken for a file that is meant: by its first bytes, with how that comes about. */
export function wrongThingOf(start: Buffer): { code: string; name: string; cause: string } | undefined {
  const text = afterWhiteSpace(start);
  const found = WRONG_THINGS.find(([, , , matches]) => matches(text, start));
  return found && { code: found[0], name: found[1], cause: found[2] };
}

type WrongThing = [code: string, name: string, cause: string, matches: (text: string, start: Buffer) => boolean];

const begins =
  (...bytes: number[]) =>
  (_: string, start: Buffer) =>
    start.subarray(0, bytes.length).equals(Buffer.from(bytes));

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

const WRONG_THINGS: WrongThing[] = [
  [
    "lfs-pointer",
    "a Git LFS pointer",
    "The checkout did not fetch the file itself: set `lfs: true` in the step that uses actions/checkout.",
    matches(/^version https:\/\/git-lfs\.github\.com\/spec\//),
  ],
  [
    "all-zero",
    "a file of zeros",
    "Its space was reserved but its content never written: the disk was probably full, or a download was interrupted.",
    (_, start) => start.every((byte) => byte === 0),
  ],
  ["gzip", "a gzip file", "Unpack it before publishing.", begins(0x1f, 0x8b)],
  [
    "zip",
    "a zip archive",
    "It is probably the artifact as it was downloaded: unpack it before publishing.",
    begins(0x50, 0x4b, 3, 4),
  ],
  ["zstd", "a Zstandard file", "Unpack it before publishing.", begins(0x28, 0xb5, 0x2f, 0xfd)],
  [
    "utf-16",
    "UTF-16 text",
    "A redirection in PowerShell writes such files: let the build tool write the file itself.",
    (text, start) =>
      begins(0xff, 0xfe)(text, start) ||
      begins(0xfe, 0xff)(text, start) ||
      /^(?:<\0.\0|\0<\0)/.test(start.toString("latin1", 0, 4)),
  ],
  [
    "html",
    "an HTML page",
    "The step that downloads the place probably got an error or login page in its stead.",
    matches(/^<(?:!doctype\s+html|html|head|body)\b/i),
  ],
  [
    "rojo-project",
    "a Rojo project file",
    "Build it first (`rojo build --output place.rbxl`) and publish what comes out.",
    matches(/^\{[\s\S]*"tree"\s*:\s*\{/),
  ],
  [
    "json",
    "JSON",
    "The step that downloads the place probably got an error message in its stead.",
    matches(/^(?:\{\s*(?:"|\}|$)|\[\s*(?:["{[\]\d]|$))/),
  ],
  [
    "luau-script",
    "a Luau script",
    "Build the place that the script belongs to, and publish that.",
    matches(
      /^(?:--|(?:local|return|function|export|type|for|while|if|repeat|do)\b|(?:print|warn|require|game|workspace|script|task)\s*[(.:])/,
    ),
  ],
];

export const WRONG_THING_CODES = new Set(WRONG_THINGS.map(([code]) => code));

function cutShort(bytes: number): Refusal {
  const message = `Cut short: the file ends after ${bytes} bytes. The artifact was probably not downloaded or written whole.`;
  return new Refusal("cut-short", "The file is cut short", message);
}

/** PNG's trick: the bytes after <roblox! show what a text tool did to them. */
function brokenSignature(start: Buffer): Refusal {
  const signature = start.toString("latin1", 0, 20).slice("<roblox!".length);
  if (BINARY_SIGNATURE.subarray(0, start.length).equals(start)) {
    return cutShort(start.length);
  }
  if (signature.replace(/[\r\n]/g, "").startsWith("\x89\xff\x1a")) {
    return new Refusal(
      "line-ends-converted",
      "The line ends of a binary file were converted",
      "The file was handled as text and its line ends were converted, which destroys it. " +
        "Git does that without a line `*.rbxl binary` in .gitattributes; so do some download tools.",
    );
  }
  return new Refusal(
    "broken-signature",
    "The signature of the binary file is damaged",
    "The file begins with <roblox!, but the six bytes behind are not those of a place. " +
      "It was probably handled as text: read and written again as UTF-8, or sent without its eighth bits.",
  );
}

/** The start as Latin-1 text, without a byte order mark and white space in front. */
function afterWhiteSpace(start: Buffer): string {
  const bom = begins(0xef, 0xbb, 0xbf)("", start) ? 3 : 0;
  return start.toString("latin1", bom, SNIFF_BYTES).replace(/^[ \t\r\n]+/, "");
}

import { isAscii, isUtf8 } from "node:buffer";
import { thousands } from "../text/units.ts";
import { type Findings, printable, Refusal } from "./findings.ts";
import { type Contents, MAX_CLASSES } from "./place.ts";
import { AS_THEY_COME, type Reader } from "./reader.ts";
import { isServiceName } from "./services.ts";

/** Real places nest a dozen deep; no tag of one has a kilobyte. */
const MAX_DEPTH = 100_000;
const MAX_TAG_BYTES = 1024 * 1024;
const MAX_ATTRIBUTES = 100;
const MAX_NAME_BYTES = 240;

/** How many referents and keys are compared with each other, and how long they may be: only warnings depend on them. */
const MAX_COMPARED = 500_000;
const MAX_KEY_BYTES = 100;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const BRACKET = 0x5d;
const NUMBER_SIGN = 0x23;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;

/** Bytes that text runs over without a look. */
const PLAIN = new Uint8Array(256).fill(1);
/** Bytes of names of elements and attributes. */
const NAME = new Uint8Array(256).fill(1);
/** Control characters other than white space. */
const CONTROL = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte++) {
  if (byte === 9 || byte === 10 || byte === 13) continue;
  PLAIN[byte] = 0;
  CONTROL[byte] = 1;
}
for (let byte = 0; byte <= 0x20; byte++) NAME[byte] = 0;
for (const byte of Buffer.from("<&]")) PLAIN[byte] = 0;
for (const byte of Buffer.from("<>&/=\"'")) NAME[byte] = 0;

const isWhite = (byte: number | undefined) => byte === 0x20 || byte === 10 || byte === 9 || byte === 13;

/** What an element is for the check; the element it stands in decides together with the name. */
const OTHER = 0;
const ROOT = 1;
const ITEM = 2;
const PROPERTIES = 3;
const PROPERTY = 4;
const REF = 5;
const SHARED_STRING = 6;
const SHARED_STRINGS = 7;
const DEFINITION = 8;

/** The elements that properties are written as (rbx-dom, docs/xml.md; newer ones by their serialisers). */
const VALUE_TYPES = new Set(
  hashes(
    `Axes BinaryString BrickColor CFrame CoordinateFrame Color3 Color3uint8 ColorSequence Content ContentId Enum Faces Font
    NetAssetRef NumberRange NumberSequence OptionalCoordinateFrame PhysicalProperties ProtectedString QDir QFont Ray Rect2D
    Ref Region3 Region3int16 SecurityCapabilities SharedString UDim UDim2 UniqueId Vector2 Vector2int16 Vector3 Vector3int16
    bool double float int int64 string token`.split(/\s+/),
  ),
);
const NAMES = {
  roblox: Buffer.from("roblox"),
  item: Buffer.from("Item"),
  properties: Buffer.from("Properties"),
  ref: Buffer.from("Ref"),
  sharedString: Buffer.from("SharedString"),
  sharedStrings: Buffer.from("SharedStrings"),
  class: Buffer.from("class"),
  referent: Buffer.from("referent"),
  version: Buffer.from("version"),
  md5: Buffer.from("md5"),
};

const ENTITIES = new Set(hashes(["amp", "lt", "gt", "quot", "apos"]));
const MAX_REFERENCE_BYTES = 12;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const CDATA_START = Buffer.from("<![CDATA[");
const COMMENT_START = Buffer.from("<!--");
const DOCTYPE_START = /^<!doctype/i;

/** Inside what the bytes at hand begin. */
type Mode = "text" | "cdata" | "comment" | "instruction";

/**
 * Reads an XML place: takes bytes as they come and throws a Refusal at the first thing that cannot be right.
 *
 * Own code because the engine's parser (pugixml) overlooks what XML forbids in characters and entities, and real places make
 * use of that. saxes calls such files ill-formed with nothing but the English text of its errors to tell them from cut ones;
 * sax refuses odd entities, overlooks double attributes, and reads 25 MB/s. A place needs no more of XML than tags, attributes,
 * CDATA, comments and references, and nothing of it expanded (rbx-dom, docs/xml.md).
 */
export function* readXmlPlace(findings: Findings): Reader<Contents> {
  const reader = new XmlReader(findings);
  let rest: Buffer = Buffer.alloc(0);
  for (;;) {
    const block = yield AS_THEY_COME;
    if (block.length === 0) return reader.finish(rest);
    const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    const used = reader.read(bytes);
    if (bytes.length - used > MAX_TAG_BYTES) throw illFormed(reader.at(0), "a tag that does not end");
    rest = Buffer.from(bytes.subarray(used));
  }
}

class XmlReader {
  readonly #findings: Findings;
  /** Where in the file the bytes at hand begin. */
  #base = 0;
  #mode: Mode = "text";
  #bytes: Buffer = Buffer.alloc(0);
  /** The bytes of a character cut in two by the end of the bytes at hand. */
  #halfCharacter: Buffer = Buffer.alloc(0);
  /** How far UTF-8 was looked at, from the base. */
  #checkedUtf8 = 0;

  /** The names of the open elements, one behind the other, where each begins, and what each is. */
  #names = Buffer.alloc(1024);
  #namesEnd = 0;
  readonly #nameStarts: number[] = [];
  readonly #kinds: number[] = [];
  #rootEnded = false;

  /** Where the attributes of the tag at hand lie: start and end of the name, start and end of the value. */
  readonly #attributes = new Int32Array(4 * MAX_ATTRIBUTES);
  #attributeCount = 0;

  readonly #instancesByClass = new Map<string, number>();
  readonly #roots: Contents["roots"] = new Map();

  /** The text of a Ref or SharedString as far as it is read, or undefined inside anything else. */
  #key: string | undefined;
  readonly #referents = new Set<string>();
  readonly #refs = new Set<string>();
  readonly #sharedStrings = new Set<string>();
  readonly #sharedStringUses = new Set<string>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** How messages call a place in the bytes at hand. */
  at(position: number): string {
    return `byte ${thousands(this.#base + position)}`;
  }

  /** Reads as far as it can and returns how many bytes that were: the next ones have to begin there. */
  read(bytes: Buffer): number {
    this.#bytes = bytes;
    this.#checkUtf8();
    let at = this.#base === 0 ? this.#readByteOrderMark() : 0;
    while (at < bytes.length) {
      const next = this.#readPiece(at);
      if (next < 0) break;
      at = next;
    }
    this.#base += at;
    this.#checkedUtf8 = bytes.length - at;
    return at;
  }

  finish(rest: Buffer): Contents {
    if (!this.#rootEnded || rest.length > 0) {
      const depth = this.#kinds.length;
      const where = depth > 0 ? `inside <${this.#openName()}>, ${thousands(depth)} deep` : "before its root element";
      throw new Refusal(
        "cut-short",
        "The file is cut short",
        `Cut short: the file ends at byte ${thousands(this.#base + rest.length)} ${where}, without </roblox>. The artifact was probably not downloaded or written whole.`,
      );
    }
    this.#compareKeys();
    return { format: "xml", compression: "none", instancesByClass: this.#instancesByClass, roots: this.#roots };
  }

  /** Each reader of a piece returns where the next one begins, or -1 if it needs more bytes to tell. */
  #readPiece(at: number): number {
    if (this.#mode === "cdata") return this.#readCdata(at);
    if (this.#mode === "comment") return this.#skipTo("-->", at);
    if (this.#mode === "instruction") return this.#skipTo("?>", at);
    if (this.#kinds.length === 0) return this.#readOutside(at);
    return this.#readText(at);
  }

  #readByteOrderMark(): number {
    if (!BYTE_ORDER_MARK.equals(this.#bytes.subarray(0, BYTE_ORDER_MARK.length))) return 0;
    this.#warn(
      "byte-order-mark",
      "A byte order mark",
      "The file begins with a byte order mark. Roblox's own writers do not do that.",
    );
    return BYTE_ORDER_MARK.length;
  }

  /** Before and after the root element. */
  #readOutside(at: number): number {
    const bytes = this.#bytes;
    let i = at;
    while (isWhite(bytes[i])) i++;
    if (i > at) {
      if (this.#rootEnded) {
        this.#warn(
          "white-space-after-root",
          "White space after the end",
          'White space follows </roblox>. Roblox has refused such files with "Invalid Content stream": let the file end there.',
        );
      } else if (this.#base + at <= BYTE_ORDER_MARK.length) {
        this.#warn(
          "white-space-before-root",
          "White space before the start",
          "White space stands before <roblox. Roblox's own writers do not do that.",
        );
      }
      return i;
    }
    if (this.#rootEnded) {
      throw new Refusal(
        "trailing-bytes",
        "Something follows the end of the place",
        `</roblox> ends the place, but something other than white space follows it at ${this.at(at)}. A tool probably added something, or wrote a shorter place over a longer one.`,
      );
    }
    if (bytes[i] !== LESS) throw illFormed(this.at(i), "text before the root element");
    return this.#readMarkup(i);
  }

  #readText(at: number): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    let i = at;
    while (i < end && PLAIN[bytes[i] as number] === 1) i++;
    if (this.#key !== undefined) this.#keepKey(at, i);
    if (i > at) return i;
    const byte = bytes[i];
    if (byte === LESS) return this.#readMarkup(i);
    if (byte === AMPERSAND) return this.#readReference(i, end);
    if (byte === BRACKET) {
      if (end - i < 3) return -1;
      if (bytes[i + 1] === BRACKET && bytes[i + 2] === GREATER) {
        this.#warn(
          "cdata-end-in-text",
          "A script may be cut in two",
          () =>
            `]]> stands in text at ${this.at(i)}. Old versions of Rojo write a script that holds ]]> so that it ends there: update Rojo, or write ]] > in the script.`,
        );
      }
      return i + 1;
    }
    this.#warnControl(i);
    return i + 1;
  }

  #readMarkup(at: number): number {
    const bytes = this.#bytes;
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next === SLASH) return this.#readEndTag(at);
    if (next === 0x3f) return this.#readInstruction(at);
    if (next !== 0x21) return this.#readStartTag(at);
    if (bytes.length - at < CDATA_START.length) return -1;
    if (CDATA_START.compare(bytes, at, at + CDATA_START.length) === 0 && this.#kinds.length > 0) {
      this.#mode = "cdata";
      return at + CDATA_START.length;
    }
    if (COMMENT_START.compare(bytes, at, at + COMMENT_START.length) === 0) {
      this.#mode = "comment";
      return at + COMMENT_START.length;
    }
    if (DOCTYPE_START.test(bytes.toString("latin1", at, at + 9))) {
      throw new Refusal(
        "doctype",
        "A document type declaration",
        `<!DOCTYPE stands at ${this.at(at)}. No Roblox program writes one, and it could make a reader fetch or expand things.`,
      );
    }
    throw illFormed(this.at(at), `a declaration that is neither CDATA nor a comment`);
  }

  #readInstruction(at: number): number {
    const bytes = this.#bytes;
    if (bytes.length - at < 6) return -1;
    if (/^<\?xml\s/.test(bytes.toString("latin1", at, at + 6))) {
      const end = bytes.indexOf("?>", at);
      if (end < 0) return -1;
      const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(bytes.toString("latin1", at, end))?.[1];
      if (encoding !== undefined && !/^utf-8$/i.test(encoding)) {
        throw new Refusal(
          "encoding",
          "An encoding other than UTF-8",
          `The file declares the encoding ${printable(encoding)}; Roblox reads UTF-8 only.`,
        );
      }
      this.#warn(
        "xml-declaration",
        "An XML declaration",
        "The file holds an XML declaration (<?xml …?>). Roblox's own writers do not do that.",
      );
      return end + 2;
    }
    this.#mode = "instruction";
    return at + 2;
  }

  #skipTo(mark: string, at: number): number {
    const found = this.#bytes.indexOf(mark, at);
    if (found >= 0) {
      this.#mode = "text";
      return found + mark.length;
    }
    // The mark may be cut in two.
    const next = this.#bytes.length - mark.length + 1;
    return next > at ? next : -1;
  }

  #readCdata(at: number): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    let i = at;
    for (; i < end; i++) {
      const byte = bytes[i] as number;
      if (PLAIN[byte] === 1) continue;
      if (byte === BRACKET) {
        if (end - i < 3) return i > at ? i : -1;
        if (bytes[i + 1] === BRACKET && bytes[i + 2] === GREATER) {
          this.#mode = "text";
          return i + 3;
        }
      } else if (CONTROL[byte] === 1) {
        this.#warnControl(i);
      }
    }
    return end;
  }

  #readEndTag(at: number): number {
    const bytes = this.#bytes;
    const depth = this.#kinds.length;
    if (depth === 0) throw illFormed(this.at(at), "an end tag before the root element");
    const nameStart = this.#nameStarts[depth - 1] as number;
    const nameBytes = this.#namesEnd - nameStart;
    let i = at + 2;
    for (let n = nameStart; n < this.#namesEnd; n++, i++) {
      if (bytes[i] === this.#names[n]) continue;
      if (i >= bytes.length) return -1;
      return this.#refuseEndTag(at);
    }
    while (isWhite(bytes[i])) i++;
    if (i >= bytes.length) return -1;
    if (bytes[i] !== GREATER) return this.#refuseEndTag(at);

    const kind = this.#kinds.pop();
    this.#nameStarts.pop();
    this.#namesEnd -= nameBytes;
    if (this.#key !== undefined) this.#endKey(kind);
    if (depth === 1) this.#rootEnded = true;
    return i + 1;
  }

  #refuseEndTag(at: number): number {
    const bytes = this.#bytes;
    let end = at + 2;
    while (end < bytes.length && NAME[bytes[end] as number] === 1) end++;
    if (end === bytes.length && end - at < MAX_TAG_BYTES) return -1;
    throw illFormed(this.at(at), `</${this.#text(at + 2, end)}> where </${this.#openName()}> should be`);
  }

  #readStartTag(at: number): number {
    const bytes = this.#bytes;
    const end = bytes.length;
    let i = at + 1;
    let hash = 0;
    for (; i < end && NAME[bytes[i] as number] === 1; i++) hash = hashOn(hash, bytes[i] as number);
    if (i === end) return -1;
    const nameStart = at + 1;
    const nameEnd = i;
    if (nameEnd === nameStart || !beginsName(bytes[nameStart] as number)) {
      throw illFormed(
        this.at(at),
        bytes[nameStart] === LESS
          ? "a merge conflict"
          : "a < that begins no tag (perhaps in a script that holds ]]>, at which old versions of Rojo end it)",
      );
    }

    let attributes = 0;
    for (;;) {
      const gap = i;
      while (isWhite(bytes[i])) i++;
      if (i === end) return -1;
      const byte = bytes[i] as number;
      if (byte === GREATER) break;
      if (byte === SLASH) {
        if (i + 1 === end) return -1;
        if (bytes[i + 1] !== GREATER) throw illFormed(this.at(i), "a stray / in a tag");
        break;
      }
      const attributeStart = i;
      while (i < end && NAME[bytes[i] as number] === 1) i++;
      const attributeEnd = i;
      while (isWhite(bytes[i])) i++;
      if (i === end) return -1;
      if (attributeStart === gap || !beginsName(byte) || bytes[i] !== EQUALS) {
        throw illFormed(this.at(attributeStart), "a bad attribute");
      }
      i++;
      while (isWhite(bytes[i])) i++;
      if (i === end) return -1;
      const quote = bytes[i];
      if (quote !== 0x22 && quote !== 0x27) throw illFormed(this.at(i), "an attribute without quotes");
      const valueStart = ++i;
      for (; i < end && bytes[i] !== quote; i++) {
        const byte = bytes[i] as number;
        if (PLAIN[byte] === 1 || byte === BRACKET) continue;
        if (byte === LESS) throw illFormed(this.at(i), "a < in an attribute");
        if (byte === AMPERSAND) {
          if (this.#readReference(i, end) < 0) return -1;
        } else this.#warnControl(i);
      }
      if (i === end) return -1;
      if (attributes === MAX_ATTRIBUTES) {
        throw illFormed(this.at(at), `a tag with more than ${MAX_ATTRIBUTES} attributes`);
      }
      this.#attributes[4 * attributes] = attributeStart;
      this.#attributes[4 * attributes + 1] = attributeEnd;
      this.#attributes[4 * attributes + 2] = valueStart;
      this.#attributes[4 * attributes + 3] = i;
      attributes++;
      i++;
    }
    this.#attributeCount = attributes;
    if (attributes > 1) this.#refuseDoubleAttributes();

    const kind = this.#begin(at, nameStart, nameEnd, hash);
    if (bytes[i] === SLASH) {
      if (this.#kinds.length === 0) this.#rootEnded = true;
      return i + 2;
    }
    this.#open(at, kind, nameStart, nameEnd);
    return i + 1;
  }

  #refuseDoubleAttributes(): void {
    const attributes = this.#attributes;
    for (let a = 4 * this.#attributeCount - 4; a > 0; a -= 4) {
      for (let b = 0; b < a; b += 4) {
        const start = attributes[a] as number;
        const end = attributes[a + 1] as number;
        if (this.#same(start, end, this.#bytes, attributes[b] as number, attributes[b + 1] as number)) {
          throw illFormed(this.at(start), "an attribute that the tag has already");
        }
      }
    }
  }

  /** Takes in what a start tag tells, and says what its element is. */
  #begin(at: number, nameStart: number, nameEnd: number, hash: number): number {
    const depth = this.#kinds.length;
    const parent = this.#kinds[depth - 1];
    const named = (name: Buffer) => this.#same(nameStart, nameEnd, name, 0, name.length);
    if (depth === 0) {
      if (!named(NAMES.roblox)) {
        throw new Refusal(
          "wrong-root",
          "XML, but no place",
          `The root element is <${this.#text(nameStart, nameEnd)}>, not <roblox>. A download step may have saved an error message in place of the file.`,
        );
      }
      const version = this.#attribute(NAMES.version);
      if (version !== "4") {
        throw new Refusal(
          "unknown-version",
          "Unknown version of the XML format",
          `<roblox> has ${version === undefined ? "no version" : `the version "${printable(version)}"`}; only version="4" is known, and Roblox has loaded others as an empty place.`,
        );
      }
      return ROOT;
    }
    if (parent === PROPERTIES) {
      if (named(NAMES.ref)) return REF;
      if (named(NAMES.sharedString)) return SHARED_STRING;
      if (!VALUE_TYPES.has(hash)) {
        this.#findings.add(
          "notice",
          "unknown-property-type",
          "Unknown type of property",
          () =>
            `A property at ${this.at(at)} is of the type <${this.#text(nameStart, nameEnd)}>, which this check does not know. Roblox may have added it.`,
        );
      }
      return PROPERTY;
    }
    if (named(NAMES.item)) {
      const className = this.#attribute(NAMES.class);
      if (!className) throw illFormed(this.at(at), "an Item without a class");
      if (parent !== ROOT && parent !== ITEM) return OTHER;
      this.#addInstance(printable(className), parent === ROOT);
      return ITEM;
    }
    if (parent === ITEM) return named(NAMES.properties) ? PROPERTIES : OTHER;
    if (parent === ROOT) return named(NAMES.sharedStrings) ? SHARED_STRINGS : OTHER;
    if (parent === SHARED_STRINGS && named(NAMES.sharedString)) {
      const key = this.#attribute(NAMES.md5);
      if (key !== undefined) addKey(this.#sharedStrings, key);
      return DEFINITION;
    }
    return OTHER;
  }

  #addInstance(className: string, atRoot: boolean): void {
    const known = this.#instancesByClass.get(className);
    if (known === undefined && this.#instancesByClass.size >= MAX_CLASSES) {
      throw new Refusal(
        "too-much-data",
        "More data than a place can hold",
        `No place has ${thousands(MAX_CLASSES)} different classes.`,
      );
    }
    this.#instancesByClass.set(className, (known ?? 0) + 1);
    if (atRoot) {
      const instances = (this.#roots.get(className)?.instances ?? 0) + 1;
      this.#roots.set(className, { instances, service: isServiceName(className) });
    }
    const referent = this.#attribute(NAMES.referent);
    if (referent === undefined) return;
    if (this.#referents.has(referent)) {
      this.#warn(
        "duplicate-referent",
        "A referent used twice",
        () => `Two Items have the referent ${printable(referent)}: references to it can go wrong.`,
      );
    } else addKey(this.#referents, referent);
  }

  #open(at: number, kind: number, nameStart: number, nameEnd: number): void {
    if (this.#kinds.length >= MAX_DEPTH) {
      throw illFormed(this.at(at), `a pile of more than ${thousands(MAX_DEPTH)} elements inside each other`);
    }
    const bytes = nameEnd - nameStart;
    if (this.#namesEnd + bytes > this.#names.length) {
      this.#names = Buffer.concat([this.#names], 2 * (this.#namesEnd + bytes));
    }
    for (let i = nameStart, n = this.#namesEnd; i < nameEnd; i++, n++) this.#names[n] = this.#bytes[i] as number;
    this.#nameStarts.push(this.#namesEnd);
    this.#namesEnd += bytes;
    this.#kinds.push(kind);
    this.#key = kind === REF || kind === SHARED_STRING ? "" : undefined;
  }

  #openName(): string {
    const start = this.#nameStarts.at(-1) ?? 0;
    return printable(this.#names.toString("utf8", start, Math.min(this.#namesEnd, start + MAX_NAME_BYTES)));
  }

  /** A name from the bytes at hand, fit for a message. */
  #text(start: number, end: number): string {
    return printable(this.#bytes.toString("utf8", start, Math.min(end, start + MAX_NAME_BYTES)));
  }

  #attribute(name: Buffer): string | undefined {
    const attributes = this.#attributes;
    for (let a = 0; a < 4 * this.#attributeCount; a += 4) {
      if (!this.#same(attributes[a] as number, attributes[a + 1] as number, name, 0, name.length)) continue;
      const start = attributes[a + 2] as number;
      return this.#bytes.toString("utf8", start, Math.min(attributes[a + 3] as number, start + 4 * MAX_KEY_BYTES));
    }
    return undefined;
  }

  #same(start: number, end: number, other: Buffer, otherStart: number, otherEnd: number): boolean {
    if (end - start !== otherEnd - otherStart) return false;
    for (let i = start, j = otherStart; i < end; i++, j++) if (this.#bytes[i] !== other[j]) return false;
    return true;
  }

  #keepKey(start: number, end: number): void {
    if (this.#key === undefined || this.#key.length > MAX_KEY_BYTES) return;
    this.#key += this.#bytes.toString("latin1", start, Math.min(end, start + MAX_KEY_BYTES + 1));
  }

  #endKey(kind: number | undefined): void {
    const key = this.#key?.trim() ?? "";
    this.#key = undefined;
    if (kind === REF && key !== "" && key !== "null" && key !== "nil") addKey(this.#refs, key);
    if (kind === SHARED_STRING) addKey(this.#sharedStringUses, key);
  }

  #compareKeys(): void {
    const dangling = (uses: Set<string>, keys: Set<string>) =>
      keys.size < MAX_COMPARED ? [...uses].find((key) => key.length <= MAX_KEY_BYTES && !keys.has(key)) : undefined;
    const ref = dangling(this.#refs, this.#referents);
    if (ref !== undefined) {
      this.#warn(
        "dangling-ref",
        "A reference to nothing",
        () => `A property refers to the instance ${printable(ref)}, which is not in the file.`,
      );
    }
    const key = dangling(this.#sharedStringUses, this.#sharedStrings);
    if (key !== undefined) {
      this.#warn(
        "dangling-shared-string",
        "A shared string that is missing",
        () => `A property uses the shared string ${printable(key)}, which is not in the file.`,
      );
    }
  }

  /** At an ampersand: where what it begins ends. The engine takes any text behind it; other readers do not. */
  #readReference(at: number, end: number): number {
    const bytes = this.#bytes;
    const numeric = bytes[at + 1] === NUMBER_SIGN;
    let i = numeric ? at + 2 : at + 1;
    let hash = 0;
    for (; i < end && i - at <= MAX_REFERENCE_BYTES && NAME[bytes[i] as number] === 1 && bytes[i] !== SEMICOLON; i++) {
      hash = hashOn(hash, bytes[i] as number);
    }
    if (i === end) return -1;
    if (bytes[i] === SEMICOLON) {
      if (!numeric && ENTITIES.has(hash)) return i + 1;
      const digits = numeric ? bytes.toString("latin1", at + 2, i) : "";
      if (/^(?:\d+|x[\da-f]+)$/i.test(digits)) {
        const code = Number(digits[0] === "x" || digits[0] === "X" ? `0${digits}` : digits);
        if (code < CONTROL.length && CONTROL[code] === 1) this.#warnControl(at);
        return i + 1;
      }
    }
    this.#warn(
      "undefined-entity",
      "An undefined entity",
      () =>
        `The & at ${this.at(at)} begins neither one of XML's five entities nor a number. Roblox and other readers may take it differently: write &amp; for a plain &.`,
    );
    return at + 1;
  }

  /** Looks at whole characters only; one that is cut in two waits for its other half. */
  #checkUtf8(): void {
    const fresh = this.#bytes.subarray(this.#checkedUtf8);
    if (this.#halfCharacter.length === 0 && isAscii(fresh)) return;
    const bytes = this.#halfCharacter.length > 0 ? Buffer.concat([this.#halfCharacter, fresh]) : fresh;
    const whole = bytes.length - halfCharacterBytes(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) this.#warnUtf8();
    this.#halfCharacter = Buffer.from(bytes.subarray(whole));
  }

  #warnUtf8(): void {
    this.#warn(
      "invalid-utf8",
      "Bytes that are not UTF-8",
      () =>
        `There are bytes that are not UTF-8 near ${this.at(this.#checkedUtf8)}. Roblox may show other characters than meant.`,
    );
  }

  #warnControl(at: number): void {
    this.#warn(
      "control-character",
      "Control characters",
      () => `A control character stands at ${this.at(at)}. XML forbids them; Roblox has been seen to read them.`,
    );
  }

  #warn(code: string, title: string, message: string | (() => string)): void {
    this.#findings.add("warning", code, title, message);
  }
}

/** How many bytes at the end begin a character that goes on behind it. */
function halfCharacterBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function beginsName(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || byte === 0x3a || byte >= 0x80
  );
}

function addKey(keys: Set<string>, key: string): void {
  if (key.length <= MAX_KEY_BYTES && keys.size < MAX_COMPARED) keys.add(key);
}

/** Tells names apart well enough for what only warnings and notices depend on. */
function hashOn(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

function hashes(names: string[]): number[] {
  return names.map((name) => Buffer.from(name).reduce(hashOn, 0));
}

function illFormed(where: string, what: string): Refusal {
  return new Refusal(
    "ill-formed",
    "The XML is not well formed",
    `There is ${what} at ${where}. The file was probably changed by hand or merged, or bytes of it were lost.`,
  );
}

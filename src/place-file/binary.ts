import { compressionOf, Decompressor } from "./decompress.ts";
import { count, type Findings, harmless, plural, Refusal } from "./findings.ts";
import { Hierarchy } from "./hierarchy.ts";
import { type Contents, MAX_CLASSES } from "./place.ts";
import { isServiceName } from "./services.ts";
import { decodeReferents, endOfValues, largestIndex } from "./values.ts";

export const BINARY_SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");

const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const FILE_END = Buffer.from("</roblox>");

/** Bounds of what is decompressed. The largest chunk known of a real place has 15.2 MB, the largest place 15 times its file. */
const MAX_CHUNK_BYTES = 256 * 1024 * 1024;
const MAX_EXPANSION = 64;

/** Far more than any place; keeps the tables of the hierarchy small. */
const MAX_INSTANCES = 8 * 1024 * 1024;

/** The order in which Studio and rbx-dom write chunks. */
const USUAL_ORDER = ["META", "SSTR", "INST", "PROP", "PRNT", "SIGN", "END"];

const TYPE_REF = 0x13;
const TYPE_SHARED_STRING = 0x1c;
const PROP_SHOWN_NAME_BYTES = 240;

interface InstanceClass {
  name: string;
  service: boolean;
  referents: Int32Array;
}

interface Chunk {
  /** How messages call it: "chunk 401 PROP at byte 18,552". */
  called: string;
  body: Buffer;
}

/**
 * Reads a binary place: yields how many bytes it wants next and is sent exactly so many, valid until it yields again; it
 * never asks beyond `fileBytes`. Throws a Refusal at the first thing that cannot be right.
 *
 * The format has no official specification; this follows rbx-dom, docs/binary.md, and RobloxAPI/spec, formats/rbxl.md.
 */
export function* readBinaryPlace(fileBytes: number, findings: Findings): Generator<number, Contents, Buffer> {
  if (fileBytes < HEADER_BYTES) throw cutShort(`the header wants ${HEADER_BYTES} bytes, the file has ${fileBytes}`);
  const header = yield HEADER_BYTES;
  const version = header.readUInt16LE(14);
  if (version !== 0) {
    throw new Refusal(
      "unknown-version",
      "Unknown version of the binary format",
      `The file says that its format has version ${version}; only version 0 is known.`,
    );
  }
  const classesPromised = header.readInt32LE(16);
  const instancesPromised = header.readInt32LE(20);
  if (header.readBigUInt64LE(24) !== 0n) warnReserved(findings, "The header has");

  const reader = new ChunkReader(findings);
  const decompressor = new Decompressor();
  const compressions = new Set<"lz4" | "zstd" | "none">();
  let budget = Math.max(MAX_CHUNK_BYTES, MAX_EXPANSION * fileBytes);
  let lastOrder = 0;
  let at = HEADER_BYTES;

  for (let number = 1; ; number++) {
    const left = fileBytes - at;
    if (left === 0) {
      throw cutShort(`the file ends at byte ${count(at)}, after ${plural(number - 1, "chunk")}, without an END chunk`);
    }
    if (left < CHUNK_HEADER_BYTES) {
      throw cutShort(
        `chunk ${count(number)} at byte ${count(at)} wants a header of ${CHUNK_HEADER_BYTES} bytes, ${remain(left)}`,
      );
    }
    const chunkHeader = yield CHUNK_HEADER_BYTES;
    const name = chunkName(chunkHeader);
    const called = `chunk ${count(number)}${name === undefined ? "" : ` ${name}`} at byte ${count(at)}`;
    const compressedBytes = chunkHeader.readUInt32LE(4);
    const bytes = chunkHeader.readUInt32LE(8);
    if (name === undefined) {
      throw damaged(`${called} has no readable name. Bytes before it were probably lost, added or changed.`);
    }
    if (chunkHeader.readUInt32LE(12) !== 0) warnReserved(findings, `${called} has`);

    const storedBytes = compressedBytes === 0 ? bytes : compressedBytes;
    const bodyLeft = left - CHUNK_HEADER_BYTES;
    if (storedBytes > bodyLeft) throw cutShort(`${called} wants ${plural(storedBytes, "byte")}, ${remain(bodyLeft)}`);
    if (bytes > MAX_CHUNK_BYTES || bytes > budget) {
      throw new Refusal(
        "too-much-data",
        "More data than a place can hold",
        `${called} says that it holds ${count(bytes)} bytes when decompressed, more than this check is ready to unpack. The file is damaged, or made to fill the memory.`,
      );
    }
    budget -= bytes;

    const order = USUAL_ORDER.indexOf(name);
    if (order >= 0 && order < lastOrder) {
      findings.add(
        "warning",
        "chunk-order",
        "Chunks out of their usual order",
        `${called} comes after a ${USUAL_ORDER[lastOrder]} chunk. Roblox's own writers do not do that.`,
      );
    }
    lastOrder = Math.max(lastOrder, order);

    const stored = yield storedBytes;
    at += CHUNK_HEADER_BYTES + storedBytes;

    if (name === "END") {
      if (compressedBytes !== 0 || !FILE_END.equals(stored)) {
        throw new Refusal(
          "bad-end",
          "The end of the file is damaged",
          `${called} does not hold </roblox>, stored without compression, as it must.`,
        );
      }
      if (at < fileBytes) {
        throw new Refusal(
          "trailing-bytes",
          "Something follows the end of the place",
          `${called} ends the place, but ${plural(fileBytes - at, "byte follows", "bytes follow")} it. A tool probably added something, or wrote a shorter place over a longer one.`,
        );
      }
      break;
    }

    let body: Buffer | string = stored;
    if (compressedBytes !== 0) {
      compressions.add(compressionOf(stored));
      body = decompressor.decompress(stored, bytes);
      if (typeof body === "string") {
        throw damaged(
          `${called} cannot be decompressed: ${body}. Bytes were probably changed, lost or added on the file's way here.`,
        );
      }
    } else {
      compressions.add("none");
    }
    reader.read(name, { called, body });
  }

  const contents = reader.finish();
  const { instances, classes } = reader;
  if (classesPromised !== classes || instancesPromised !== instances) {
    findings.add(
      "notice",
      "header-counts",
      "The header's counts differ",
      `The header counts ${plural(classesPromised, "class", "classes")} and ${plural(instancesPromised, "instance")}, the file holds ${count(classes)} and ${count(instances)}.`,
    );
  }
  const [compression = "none", ...others] = compressions;
  return { format: "binary", compression: others.length > 0 ? "mixed" : compression, ...contents };
}

/** Understands chunks as far as the check needs them. */
class ChunkReader {
  instances = 0;
  readonly #findings: Findings;
  readonly #classes = new Map<number, InstanceClass>();
  readonly #classNames = new Map<string, number>();
  #hierarchy: Hierarchy | undefined;
  #prnt: { called: string; children: Int32Array; parents: Int32Array } | undefined;
  #sharedStrings = 0;
  /** The first PROP chunk of each class that was not declared before it. */
  readonly #undeclared = new Map<number, string>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  get classes(): number {
    return this.#classes.size;
  }

  read(name: string, chunk: Chunk): void {
    if (name === "INST") this.#readInst(chunk);
    else if (name === "PROP") this.#readProp(chunk);
    else if (name === "PRNT") this.#readPrnt(chunk);
    else if (name === "SSTR") this.#readSstr(chunk);
    else if (!USUAL_ORDER.includes(name)) {
      const message = `${chunk.called} is of a kind that this check does not know. Roblox may have added it.`;
      this.#findings.add("notice", "unknown-chunk", "Unknown kind of chunk", message);
    }
  }

  #readInst({ called, body }: Chunk): void {
    const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
    let at = 8 + nameBytes;
    if (at + 5 > body.length) throw damaged(`${called} is too short for its class name.`);
    const id = body.readUInt32LE(0);
    const name = text(body, 8, nameBytes);
    const objectFormat = body[at] as number;
    const n = body.readUInt32LE(at + 1);
    at += 5;
    const markers = objectFormat === 1 ? n : 0;
    if (objectFormat > 1) {
      this.#findings.add(
        "notice",
        "unknown-object-format",
        "Unknown kind of class",
        `${called} (class ${name}) has the object format ${objectFormat}, which this check does not know.`,
      );
    }
    const end = at + 4 * n + markers;
    if (objectFormat > 1 ? end > body.length : end !== body.length) {
      throw damaged(
        `${called} (class ${name}) wants ${count(end)} bytes for its ${plural(n, "instance")} and has ${count(body.length)}.`,
      );
    }
    if (this.#classes.has(id)) throw damaged(`${called} (class ${name}) declares class id ${id} a second time.`);
    this.instances += n;
    if (this.#classes.size >= MAX_CLASSES || this.instances > MAX_INSTANCES) {
      throw new Refusal(
        "too-much-data",
        "More data than a place can hold",
        `${called} is one class or instance too many: no place has ${count(MAX_CLASSES)} classes or ${count(MAX_INSTANCES)} instances.`,
      );
    }
    const referents = decodeReferents(body, at, n);
    if (referents.some((referent) => referent < 0)) throw damaged(`${called} (class ${name}) has a negative referent.`);
    this.#classes.set(id, { name, service: objectFormat === 1 || isServiceName(name), referents });
    if (n > 0) this.#classNames.set(name, (this.#classNames.get(name) ?? 0) + n);
    this.#hierarchy = undefined;
  }

  #readProp({ called, body }: Chunk): void {
    const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
    const at = 8 + nameBytes;
    if (body.length < 8 || at > body.length) throw damaged(`${called} is too short for its property's name.`);
    const id = body.readUInt32LE(0);
    const owner = this.#classes.get(id);
    if (!owner) {
      if (this.#undeclared.size < MAX_CLASSES && !this.#undeclared.has(id)) this.#undeclared.set(id, called);
      return;
    }
    // The engine wrote such chunks in 2021 (rbx-dom, deserializer); they mean nothing.
    if (at === body.length) return;

    const type = body[at] as number;
    const values = owner.referents.length;
    const end = endOfValues(type, body, at + 1, values);
    const property = () => `${called} (${owner.name}.${text(body, 8, nameBytes)})`;
    if (end === undefined) {
      this.#findings.add(
        "notice",
        "unknown-property-type",
        "Unknown type of property",
        `${property()} has the type 0x${type.toString(16).padStart(2, "0")}, which this check does not know. Roblox may have added it.`,
      );
    } else if (end !== body.length) {
      this.#findings.add(
        "warning",
        "property-length",
        "A property's values do not fit",
        `${property()} does not hold exactly ${plural(values, "value")} of type 0x${type.toString(16).padStart(2, "0")}. Bytes may have been changed on the file's way here.`,
      );
    } else if (
      type === TYPE_REF &&
      !decodeReferents(body, at + 1, values).every((r) => r === -1 || this.#declared().has(r))
    ) {
      this.#findings.add(
        "warning",
        "dangling-ref",
        "A reference to nothing",
        `${property()} refers to an instance that is not in the file.`,
      );
    } else if (type === TYPE_SHARED_STRING && values > 0 && largestIndex(body, at + 1, values) >= this.#sharedStrings) {
      this.#findings.add(
        "warning",
        "dangling-shared-string",
        "A shared string that is missing",
        `${property()} uses a shared string that is not in the file.`,
      );
    }
  }

  #readPrnt({ called, body }: Chunk): void {
    if (this.#prnt) throw damaged(`${called} is a second PRNT chunk; the first is ${this.#prnt.called}.`);
    if (body.length < 5) throw damaged(`${called} is too short.`);
    const version = body[0] as number;
    if (version !== 0) {
      throw new Refusal(
        "unknown-version",
        "Unknown version of the parent chunk",
        `${called} says that it has version ${version}; only version 0 is known.`,
      );
    }
    const n = body.readUInt32LE(1);
    if (5 + 8 * n !== body.length) {
      throw damaged(
        `${called} wants ${count(5 + 8 * n)} bytes for ${plural(n, "instance")} and has ${count(body.length)}.`,
      );
    }
    this.#prnt = { called, children: decodeReferents(body, 5, n), parents: decodeReferents(body, 5 + 4 * n, n) };
  }

  #readSstr({ called, body }: Chunk): void {
    const version = body.length >= 8 ? body.readUInt32LE(0) : 0;
    const strings = body.length >= 8 ? body.readUInt32LE(4) : 0;
    let end = 8;
    let read = 0;
    for (; version === 0 && read < strings && end + 20 <= body.length; read++) end += 20 + body.readUInt32LE(end + 16);
    this.#sharedStrings = version === 0 ? this.#sharedStrings + strings : Number.POSITIVE_INFINITY;
    if (version !== 0 || read !== strings || end !== body.length) {
      this.#findings.add(
        "warning",
        "shared-strings",
        "The shared strings do not fit",
        version === 0
          ? `${called} does not hold exactly ${plural(strings, "shared string")}. Bytes may have been changed on the file's way here.`
          : `${called} says that it has version ${version}; only version 0 is known.`,
      );
    }
  }

  #declared(): Hierarchy {
    this.#hierarchy ??= new Hierarchy([...this.#classes.values()].map(({ referents }) => referents));
    return this.#hierarchy;
  }

  /** Judges what only the whole file shows. */
  finish(): Pick<Contents, "instances" | "roots"> {
    for (const [id, called] of this.#undeclared) {
      if (!this.#classes.has(id)) throw damaged(`${called} belongs to class id ${id}, which no INST chunk declares.`);
    }
    const classes = [...this.#classes.values()];
    const className = (index: number) => classes[index]?.name ?? "";
    const hierarchy = this.#declared();
    if (hierarchy.twice) {
      const { referent, classIndex } = hierarchy.twice;
      throw damaged(`Referent ${referent} is declared twice, the second time for the class ${className(classIndex)}.`);
    }
    const roots: Contents["roots"] = new Map();
    if (this.#prnt) {
      const { called, children, parents } = this.#prnt;
      const { rootClasses, wrong } = hierarchy.join(children, parents);
      if (wrong) throw damaged(`${called} ${wrong}.`);
      for (const index of rootClasses) {
        const root = classes[index];
        if (!root) continue;
        const known = roots.get(root.name);
        roots.set(root.name, {
          instances: (known?.instances ?? 0) + 1,
          service: root.service || known?.service === true,
        });
      }
    } else if (this.instances > 0) {
      throw damaged(`There is no PRNT chunk, which says what stands where, for ${plural(this.instances, "instance")}.`);
    }
    return { instances: this.#classNames, roots };
  }
}

/** The name of a chunk: up to four printable characters, filled up with zeros. */
function chunkName(chunkHeader: Buffer): string | undefined {
  return /^([\x21-\x7e]{1,4})\0*$/.exec(chunkHeader.toString("latin1", 0, 4))?.[1];
}

function text(body: Buffer, at: number, bytes: number): string {
  return harmless(body.toString("utf8", at, at + Math.min(bytes, PROP_SHOWN_NAME_BYTES)));
}

function warnReserved(findings: Findings, what: string): void {
  const message = `${what} bytes other than zero where the format keeps them reserved.`;
  findings.add("warning", "reserved-bytes", "Reserved bytes are in use", message);
}

function remain(bytes: number): string {
  return `${plural(bytes, "is", "are")} left`;
}

function cutShort(what: string): Refusal {
  const message = `cut short: ${what}: the artifact was probably not downloaded or written whole.`;
  return new Refusal("cut-short", "The file is cut short", message);
}

function damaged(message: string): Refusal {
  return new Refusal("damaged", "The file is damaged", message);
}

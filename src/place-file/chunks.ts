import { thousands } from "../text/units.ts";
import { type Findings, plural, printable, Refusal } from "./findings.ts";
import { Hierarchy } from "./hierarchy.ts";
import { type Contents, MAX_CLASSES } from "./place.ts";
import type { Reader } from "./reader.ts";
import { isServiceName } from "./services.ts";
import { decodeReferents, endOfTexts, endOfValues, largestIndex } from "./values.ts";

/** The kinds of chunks in the order in which Studio and rbx-dom write them (rbx-dom, docs/binary.md). */
export const KNOWN_CHUNKS = ["META", "SSTR", "INST", "PROP", "PRNT", "SIGN", "END"];

/** Fifteen times what the largest place seen has; it bounds the tables of the hierarchy, 28 bytes an instance. */
const MAX_INSTANCES = 2 * 1024 * 1024;

const TYPE_REF = 0x13;
const TYPE_SHARED_STRING = 0x1c;
const MAX_NAME_BYTES = 240;

export interface Chunk {
  /** From 1. */
  number: number;
  /** The byte of the file at which its header begins. */
  at: number;
  /** Empty if it is not readable. */
  name: string;
  /** Decompressed, valid while the chunk is read. */
  body: Buffer;
}

/** How messages call a chunk: "chunk 401 PROP at byte 18,552". */
export function called({ number, at, name }: Omit<Chunk, "body">): string {
  return `chunk ${thousands(number)}${name && ` ${printable(name)}`} at byte ${thousands(at)}`;
}

/** A refusal that names a chunk, under the code `damaged-…`. */
export function damaged(part: "frame" | "data" | "instances" | "hierarchy", what: string): Refusal {
  const message = `Damaged: ${what}. Bytes were probably changed, lost or added on the file's way here.`;
  return new Refusal(`damaged-${part}`, "The file is damaged", message);
}

interface InstanceClass {
  name: string;
  service: boolean;
  referents: Int32Array;
}

/** Understands chunks as far as the check needs them. What is damaged beyond use is a Refusal, thrown. */
export class ChunkReader {
  readonly #findings: Findings;
  readonly #classes = new Map<number, InstanceClass>();
  #instances = 0;
  #sharedStrings = 0;
  #parents: { chunk: string; children: Int32Array; parents: Int32Array } | undefined;
  /** For looking up referents before the end; void as soon as another class is declared. */
  #declared: Hierarchy | undefined;
  /** The first PROP chunk of each class that was not declared before it. */
  readonly #undeclared = new Map<number, string>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** What can take long is returned as a reader, still to be run. */
  read(chunk: Chunk): Reader<void> | undefined {
    if (chunk.name === "INST") this.#readInst(chunk);
    else if (chunk.name === "PROP") return this.#readProp(chunk);
    else if (chunk.name === "PRNT") this.#readPrnt(chunk);
    else if (chunk.name === "SSTR") return this.#readSstr(chunk);
    else if (chunk.name === "META") return this.#readMeta(chunk);
    else if (chunk.name === "SIGN") return this.#readSign(chunk);
    else if (!KNOWN_CHUNKS.includes(chunk.name)) {
      this.#findings.add(
        "notice",
        "unknown-chunk",
        "Unknown kind of chunk",
        () => `${called(chunk)} is of a kind that this check does not know. Roblox may have added it.`,
      );
    }
    return undefined;
  }

  #readInst(chunk: Chunk): void {
    const { body } = chunk;
    const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
    const formatAt = 8 + nameBytes;
    if (formatAt + 5 > body.length) throw damaged("instances", `${called(chunk)} is too short for a class name`);
    const id = body.readUInt32LE(0);
    const name = text(body, 8, nameBytes);
    const objectFormat = body[formatAt] as number;
    const n = body.readUInt32LE(formatAt + 1);
    const which = () => `${called(chunk)} (class ${name})`;

    // A service has a marker byte for each instance. What another format has behind the referents is not known.
    const end = formatAt + 5 + 4 * n + (objectFormat === 1 ? n : 0);
    if (objectFormat > 1 ? end > body.length : end !== body.length) {
      const what = `wants ${plural(end, "byte")} for ${plural(n, "instance")} and has ${thousands(body.length)}`;
      throw damaged("instances", `${which()} ${what}`);
    }
    if (objectFormat > 1) {
      this.#findings.add(
        "notice",
        "unknown-object-format",
        "Unknown kind of class",
        () =>
          `${which()} has the object format ${objectFormat}, which this check does not know. Roblox may have added it.`,
      );
    }
    if (this.#classes.has(id)) throw damaged("instances", `${which()} declares class id ${id} a second time`);
    this.#instances += n;
    if (this.#classes.size >= MAX_CLASSES || this.#instances > MAX_INSTANCES) {
      throw new Refusal(
        "too-much-data",
        "More data than a place can hold",
        `${which()} goes beyond ${thousands(MAX_CLASSES)} classes or ${thousands(MAX_INSTANCES)} instances; no place has so many. The file is damaged, or made to fill the memory.`,
      );
    }
    const referents = decodeReferents(body, formatAt + 5, n);
    if (referents.some((referent) => referent < 0)) {
      throw damaged("instances", `${which()} declares a referent below zero`);
    }
    this.#classes.set(id, { name, service: objectFormat === 1 || isServiceName(name), referents });
    this.#declared = undefined;
  }

  #readProp(chunk: Chunk): Reader<void> | undefined {
    const { body } = chunk;
    const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
    const typeAt = 8 + nameBytes;
    if (body.length < 8 || typeAt > body.length) {
      throw damaged("instances", `${called(chunk)} is too short for a property's name`);
    }
    const id = body.readUInt32LE(0);
    const owner = this.#classes.get(id);
    if (!owner) {
      // It may be declared later, which is a matter of order only.
      if (this.#undeclared.size < MAX_CLASSES && !this.#undeclared.has(id)) this.#undeclared.set(id, called(chunk));
      return undefined;
    }
    // The engine of 2021 wrote some that end here; rbx-dom ignores them too.
    if (typeAt === body.length) return undefined;

    const type = body[typeAt] as number;
    const values = owner.referents.length;
    const end = endOfValues(type, body, typeAt + 1, values);
    const which = () => `${called(chunk)} (${owner.name}.${text(body, 8, nameBytes)})`;
    if (type === 0) {
      this.#findings.add(
        "warning",
        "invalid-property-type",
        "A property without a type",
        () => `${which()} has the type 0x00, which is none. Bytes may have been changed on the file's way here.`,
      );
    } else if (end === undefined) {
      this.#findings.add(
        "notice",
        "unknown-property-type",
        "Unknown type of property",
        () => `${which()} has the type ${hex(type)}, which this check does not know. Roblox may have added it.`,
      );
    } else if (end !== body.length) {
      this.#findings.add(
        "warning",
        "property-length",
        "A property's values do not fit",
        () =>
          `${which()} does not hold exactly ${plural(values, "value")} of type ${hex(type)}. Bytes may have been changed on the file's way here.`,
      );
    } else if (type === TYPE_REF) {
      return this.#checkReferences(body, typeAt + 1, values, which);
    } else if (
      type === TYPE_SHARED_STRING &&
      largestIndex(body, typeAt + 1, values) >= this.#sharedStrings &&
      values > 0
    ) {
      this.#findings.add(
        "warning",
        "dangling-shared-string",
        "A shared string that is missing",
        () => `${which()} uses a shared string that is not in the file. The property will be empty.`,
      );
    }
    return undefined;
  }

  *#checkReferences(body: Buffer, at: number, values: number, which: () => string): Reader<void> {
    // Looked up once all classes are there; a file that goes on declaring them would have the table made again and again.
    if (this.#findings.has("chunk-order")) return;
    this.#declared ??= yield* this.#hierarchy();
    if (yield* this.#declared.hasAll(decodeReferents(body, at, values))) return;
    this.#findings.add(
      "warning",
      "dangling-ref",
      "A reference to nothing",
      () => `${which()} refers to an instance that is not in the file. The game will find nil there.`,
    );
  }

  #readPrnt(chunk: Chunk): void {
    const { body } = chunk;
    if (this.#parents) {
      throw damaged("hierarchy", `${called(chunk)} is a second one after ${this.#parents.chunk}`);
    }
    if (body.length < 5) throw damaged("hierarchy", `${called(chunk)} is too short`);
    const version = body[0] as number;
    if (version !== 0) {
      throw new Refusal(
        "unknown-version",
        "Unknown version of the hierarchy",
        `${called(chunk)} says that it has version ${version}; only version 0 is known. The file is newer than this check, or damaged.`,
      );
    }
    const n = body.readUInt32LE(1);
    const end = 5 + 8 * n;
    if (end !== body.length) {
      const what = `wants ${plural(end, "byte")} for ${plural(n, "instance")} and has ${thousands(body.length)}`;
      throw damaged("hierarchy", `${called(chunk)} ${what}`);
    }
    this.#parents = {
      chunk: called(chunk),
      children: decodeReferents(body, 5, n),
      parents: decodeReferents(body, 5 + 4 * n, n),
    };
  }

  *#readSstr(chunk: Chunk): Reader<void> {
    const { body } = chunk;
    const version = body.length >= 8 ? body.readUInt32LE(0) : 0;
    const strings = body.length >= 8 ? body.readUInt32LE(4) : 0;
    const end = version === 0 ? yield* endOfTexts(body, 8, strings, 20) : undefined;
    this.#sharedStrings = version === 0 ? this.#sharedStrings + strings : Number.POSITIVE_INFINITY;
    if (end !== body.length) {
      this.#findings.add("warning", "shared-strings", "The shared strings do not fit", () =>
        version === 0
          ? `${called(chunk)} does not hold exactly ${plural(strings, "shared string")}. Bytes may have been changed on the file's way here.`
          : `${called(chunk)} says that it has version ${version}; only version 0 is known.`,
      );
    }
  }

  /** A number of pairs of texts, each with its length. */
  *#readMeta(chunk: Chunk): Reader<void> {
    const { body } = chunk;
    const pairs = body.length >= 4 ? body.readUInt32LE(0) : 0;
    if ((yield* endOfTexts(body, 4, 2 * pairs)) === body.length) return;
    this.#findings.add(
      "warning",
      "metadata",
      "The metadata do not fit",
      () =>
        `${called(chunk)} does not hold exactly ${plural(pairs, "pair")} of texts. Bytes may have been changed on the file's way here.`,
    );
  }

  /** A number of signatures: kind (4 bytes), public key's id (8 bytes), then the signature with its length. */
  *#readSign(chunk: Chunk): Reader<void> {
    const { body } = chunk;
    const signatures = body.length >= 4 ? body.readUInt32LE(0) : 0;
    if ((yield* endOfTexts(body, 4, signatures, 16)) === body.length) return;
    this.#findings.add(
      "warning",
      "signatures",
      "The signatures do not fit",
      () =>
        `${called(chunk)} does not hold exactly ${plural(signatures, "signature")}. Bytes may have been changed on the file's way here.`,
    );
  }

  /** Judges what only the whole file shows, and says what is in it. */
  *finish(): Reader<Pick<Contents, "instancesByClass" | "roots"> & { classes: number; instances: number }> {
    for (const [id, chunk] of this.#undeclared) {
      if (this.#classes.has(id)) continue;
      throw damaged("instances", `${chunk} belongs to class id ${id}, which no chunk INST declares`);
    }
    return {
      classes: this.#classes.size,
      instances: this.#instances,
      instancesByClass: this.#countByClass(),
      roots: yield* this.#findRoots(),
    };
  }

  #countByClass(): Contents["instancesByClass"] {
    const instancesByClass: Contents["instancesByClass"] = new Map();
    for (const { name, referents } of this.#classes.values()) {
      if (referents.length > 0) instancesByClass.set(name, (instancesByClass.get(name) ?? 0) + referents.length);
    }
    return instancesByClass;
  }

  *#findRoots(): Reader<Contents["roots"]> {
    const roots: Contents["roots"] = new Map();
    const classes = [...this.#classes.values()];
    const hierarchy = this.#declared ?? (yield* this.#hierarchy());
    if (hierarchy.twice) {
      const { referent, classIndex } = hierarchy.twice;
      const className = classes[classIndex]?.name;
      throw damaged("instances", `referent ${referent} is declared twice, once by the class ${className}`);
    }
    if (!this.#parents) {
      if (this.#instances === 0) return roots;
      throw damaged("hierarchy", `no chunk PRNT says where the ${plural(this.#instances, "instance")} belong`);
    }
    const { chunk, children, parents } = this.#parents;
    const rootClasses = yield* hierarchy.rootClasses(children, parents);
    if (typeof rootClasses === "string") throw damaged("hierarchy", `${chunk} ${rootClasses}`);
    for (const classIndex of rootClasses) {
      const { name, service } = classes[classIndex] as InstanceClass;
      const known = roots.get(name);
      roots.set(name, { instances: (known?.instances ?? 0) + 1, service: service || known?.service === true });
    }
    return roots;
  }

  #hierarchy(): Reader<Hierarchy> {
    return Hierarchy.of([...this.#classes.values()].map(({ referents }) => referents));
  }
}

function text(body: Buffer, at: number, bytes: number): string {
  return printable(body.toString("utf8", at, at + Math.min(bytes, MAX_NAME_BYTES)));
}

function hex(type: number): string {
  return `0x${type.toString(16).padStart(2, "0")}`;
}

import { thousands } from "../text/units.ts";
import { type Chunk, ChunkReader, called, damaged, KNOWN_CHUNKS } from "./chunks.ts";
import { compressionOf, Decompressor, isLarge } from "./decompress.ts";
import { type Findings, plural, Refusal } from "./findings.ts";
import { type Contents, MAX_PLACE_BYTES } from "./place.ts";
import type { Reader } from "./reader.ts";

export const BINARY_SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");

const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const FILE_END = Buffer.from("</roblox>");

/**
 * Bounds of what is decompressed, of a chunk and of all of them, by the size of the file. The largest chunk seen in a real
 * place has 15.2 MB, and a place at most 15 times its file; but a small one of equal parts may grow more.
 */
const MAX_EXPANSION = 64;
const MAX_CHUNK_BYTES = 256 * 1024 * 1024;
const MAX_CHUNK_BYTES_OF_SMALL_FILE = 64 * 1024 * 1024;

/**
 * Reads a binary place: yields how many bytes it wants next and is sent exactly so many, valid until it yields again; it
 * never asks for more than are left of `fileBytes`. Throws a Refusal at the first thing that cannot be right.
 *
 * The format has no official specification; this follows rbx-dom, docs/binary.md, and RobloxAPI/spec, formats/rbxl.md.
 */
export function* readBinaryPlace(fileBytes: number, findings: Findings): Reader<Contents> {
  if (fileBytes < HEADER_BYTES) {
    throw cutShort(`the header wants ${HEADER_BYTES} bytes, the file has ${plural(fileBytes, "byte")}`);
  }
  const header = yield HEADER_BYTES;
  const version = header.readUInt16LE(14);
  if (version !== 0) {
    throw new Refusal(
      "unknown-version",
      "Unknown version of the binary format",
      `The header at byte 0 says that the format has version ${version}; only version 0 is known. The file is newer than this check, or damaged.`,
    );
  }
  const promised = { classes: header.readUInt32LE(16), instances: header.readUInt32LE(20) };
  if (header.readBigUInt64LE(24) !== 0n) warnReserved(findings, "The header at byte 0");

  const reader = new ChunkReader(findings);
  const decompressor = new Decompressor();
  const compressions = new Set<"lz4" | "zstd" | "none">();
  const expanded = MAX_EXPANSION * fileBytes;
  const maxChunkBytes = Math.min(MAX_CHUNK_BYTES, Math.max(MAX_CHUNK_BYTES_OF_SMALL_FILE, expanded));
  let budget = Math.max(MAX_CHUNK_BYTES, expanded);
  let latest = 0;
  let at = HEADER_BYTES;

  for (let number = 1; ; number++) {
    const left = fileBytes - at;
    if (left === 0) {
      throw cutShort(
        `the file ends at byte ${thousands(at)}, after ${plural(number - 1, "chunk")}, without an END chunk`,
      );
    }
    if (left < CHUNK_HEADER_BYTES) {
      throw cutShort(
        `chunk ${thousands(number)} at byte ${thousands(at)} wants a header of ${CHUNK_HEADER_BYTES} bytes, ${areLeft(left)}`,
      );
    }
    const chunkHeader = yield CHUNK_HEADER_BYTES;
    const chunk: Omit<Chunk, "body"> = { number, at, name: chunkName(chunkHeader) };
    const compressedBytes = chunkHeader.readUInt32LE(4);
    const bytes = chunkHeader.readUInt32LE(8);
    const reserved = chunkHeader.readUInt32LE(12);

    const storedBytes = compressedBytes || bytes;
    const bodyLeft = left - CHUNK_HEADER_BYTES;
    if (chunk.name === "" || storedBytes > MAX_PLACE_BYTES) {
      const what = chunk.name === "" ? "has no readable name" : `claims to have ${plural(storedBytes, "byte")}`;
      throw damaged("frame", `${called(chunk)} ${what}`);
    }
    if (storedBytes > bodyLeft) {
      throw cutShort(`${called(chunk)} wants ${plural(storedBytes, "byte")}, ${areLeft(bodyLeft)}`);
    }
    if (bytes > maxChunkBytes || bytes > budget) {
      throw new Refusal(
        "too-much-data",
        "More data than a place can hold",
        `${called(chunk)} claims to hold ${thousands(bytes)} bytes when decompressed, more than this check unpacks. The file is damaged, or made to fill the memory.`,
      );
    }
    budget -= bytes;

    if (reserved !== 0) warnReserved(findings, called(chunk));
    const order = KNOWN_CHUNKS.indexOf(chunk.name);
    if (order >= 0 && order < latest) {
      findings.add(
        "warning",
        "chunk-order",
        "Chunks out of their usual order",
        () => `${called(chunk)} comes after a chunk ${KNOWN_CHUNKS[latest]}. Roblox's own writers do not do that.`,
      );
    }
    latest = Math.max(latest, order);

    const stored = yield storedBytes;
    at += CHUNK_HEADER_BYTES + storedBytes;

    if (chunk.name === "END") {
      if (compressedBytes !== 0 || !FILE_END.equals(stored)) {
        throw new Refusal(
          "bad-end",
          "The end of the file is damaged",
          `${called(chunk)} does not hold </roblox>, stored as it is. The program that wrote the file probably has a fault, or bytes were changed.`,
        );
      }
      if (at < fileBytes) {
        throw new Refusal(
          "trailing-bytes",
          "Something follows the end of the place",
          `${called(chunk)} ends the place at byte ${thousands(at)}, but ${plural(fileBytes - at, "byte follows", "bytes follow")}. A tool probably added something, or wrote a shorter place over a longer one.`,
        );
      }
      break;
    }

    let body: Buffer | string = stored;
    if (compressedBytes === 0) compressions.add("none");
    else {
      compressions.add(compressionOf(stored));
      body = isLarge(bytes)
        ? yield* decompressor.decompressInPieces(stored, bytes)
        : decompressor.decompress(stored, bytes);
      if (typeof body === "string") throw damaged("data", `${called(chunk)} cannot be decompressed: ${body}`);
    }
    const more = reader.read({ ...chunk, body });
    if (more) yield* more;
  }

  const { classes, instances, roots, instancesByClass } = yield* reader.finish();
  if (promised.classes !== classes || promised.instances !== instances) {
    findings.add(
      "notice",
      "header-counts",
      "The header's counts differ",
      `The header counts ${plural(promised.classes, "class", "classes")} and ${plural(promised.instances, "instance")}, the chunks hold ${thousands(classes)} and ${thousands(instances)}.`,
    );
  }
  const [compression = "none", ...others] = compressions;
  return { format: "binary", compression: others.length > 0 ? "mixed" : compression, instancesByClass, roots };
}

/** The name of a chunk: up to four printable characters, filled up with zeros. Empty if it is anything else. */
function chunkName(chunkHeader: Buffer): string {
  return /^([!-~]{1,4})\0*$/.exec(chunkHeader.toString("latin1", 0, 4))?.[1] ?? "";
}

function warnReserved(findings: Findings, where: string): void {
  findings.add(
    "warning",
    "reserved-bytes",
    "Reserved bytes are in use",
    `${where} has something in bytes that are reserved and always zero. They were probably changed on the file's way here.`,
  );
}

function areLeft(bytes: number): string {
  return bytes === 1 ? "1 is left" : `${thousands(bytes)} are left`;
}

function cutShort(what: string): Refusal {
  const message = `Cut short: ${what}. The artifact was probably not downloaded or written whole.`;
  return new Refusal("cut-short", "The file is cut short", message);
}

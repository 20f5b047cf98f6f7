import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { extname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { NotAFileError, openRegularFile } from "../files/open.ts";
import { thousands } from "../text/units.ts";
import { readBinaryPlace } from "./binary.ts";
import { type Finding, Findings, printable, Refusal } from "./findings.ts";
import { type Contents, judgePlace, MAX_PLACE_BYTES, type PlaceFacts } from "./place.ts";
import { AS_THEY_COME, endingWith, type Reader } from "./reader.ts";
import { contentTypeOf, formatOf, SNIFF_BYTES, WRONG_THING_CODES } from "./sniff.ts";
import { readXmlPlace } from "./xml.ts";

export type { Finding, Severity } from "./findings.ts";
export { describePlace, MAX_PLACE_BYTES, type PlaceFacts } from "./place.ts";

/** `strict` refuses, `warn` turns refusals of the content into warnings, `off` looks at the first bytes only. */
export type CheckMode = "strict" | "warn" | "off";

export interface Inspection {
  path: string;
  /** As the file system says; 0 if there is no file. */
  bytes: number;
  /** Of the whole file, in hexadecimal; not there if it was not read to its end. */
  sha256?: string;
  contentType: "application/octet-stream" | "application/xml";
  findings: Finding[];
  /** Only of a file that was read to its end without anything to refuse but its size. */
  place?: PlaceFacts;
}

/** `x-roblox-size-limit` of the endpoint in Roblox's OpenAPI document; it contradicts the documented limit. */
const OPENAPI_LIMIT_BYTES = 10_485_760;

const BLOCK_BYTES = 256 * 1024;

/** After this long the check lets everything else have its turn. */
const BREATH_MS = 20;

/** Refusals in every mode: there is nothing to send, or not what was looked at. */
const ALWAYS_REFUSED = new Set(["missing", "unreadable", "not-a-file", "empty-file", "changed"]);

/** Refusals that cannot be a mistake of the check's, so that no way around it is offered. */
const PLAINLY_WRONG = new Set([...WRONG_THING_CODES, "empty-place"]);

/**
 * Reads a place file once, from start to end, and says what it is, what speaks against publishing it, and its sha256.
 * Never throws for anything about the file: that is in `findings`. Memory: the largest chunk, compressed and decompressed,
 * and a few hundred kilobytes; never the whole file.
 *
 * @param signal ends the check at once, wherever in the file it is.
 * @param maxBytes the most that may be sent to where the file is to go.
 * @throws the signal's reason, and nothing else.
 */
export async function inspectPlaceFile(
  path: string,
  check: CheckMode,
  signal?: AbortSignal,
  maxBytes = MAX_PLACE_BYTES,
): Promise<Inspection> {
  const findings = new Findings();
  const inspection: Inspection = { path, bytes: 0, contentType: "application/octet-stream", findings: [] };
  try {
    await endingWith(inspect(inspection, check, findings, signal, maxBytes), signal);
  } catch (error) {
    signal?.throwIfAborted();
    refuse(findings, error, check);
  }
  inspection.findings = findings.list();
  return inspection;
}

export function isRefused(inspection: Inspection): boolean {
  return inspection.findings.some(({ severity }) => severity === "refusal");
}

async function inspect(
  inspection: Inspection,
  check: CheckMode,
  findings: Findings,
  signal: AbortSignal | undefined,
  maxBytes: number,
): Promise<void> {
  const file = await openRegularFile(inspection.path).catch((error: unknown) => {
    throw asRefusal(error);
  });
  try {
    const { size } = await file.stat();
    inspection.bytes = size;
    if (size === 0) {
      throw new Refusal(
        "empty-file",
        "The file is empty",
        "The file has no bytes. The build probably failed before it wrote anything.",
      );
    }
    if (size > maxBytes && check !== "off") {
      const tooLarge = new Refusal(
        "too-large",
        "The file is too large",
        `The file has ${thousands(size)} bytes, and Roblox takes at most ${thousands(maxBytes)} (100 MB).${hintForXml(inspection.path)}`,
      );
      if (check === "strict") throw tooLarge;
      refuse(findings, tooLarge, check);
    } else if (size > OPENAPI_LIMIT_BYTES && check !== "off") {
      findings.add(
        "notice",
        "large-file",
        "A large file",
        `The file has ${thousands(size)} bytes. Roblox documents two limits: ${thousands(MAX_PLACE_BYTES)} bytes for places and ${thousands(OPENAPI_LIMIT_BYTES)} in the description of this API.${hintForXml(inspection.path)}`,
      );
    }

    const hash = createHash("sha256");
    const blocks = readBlocks(file, size, hash, signal);
    const first = await nextBlock(blocks);
    const start = Buffer.from(first.subarray(0, SNIFF_BYTES));
    inspection.contentType = contentTypeOf(start);
    if (check !== "off") {
      try {
        const format = formatOf(start);
        noticeExtension(inspection.path, format, findings);
        const reader = format === "binary" ? readBinaryPlace(size, findings) : readXmlPlace(findings);
        inspection.place = judgePlace(await feed(reader, first, blocks, signal), findings);
      } catch (error) {
        if (error instanceof Refusal && ALWAYS_REFUSED.has(error.code)) throw error;
        refuse(findings, error, check);
      }
    }
    for await (const _ of blocks);
    inspection.sha256 = hash.digest("hex");
  } finally {
    await file.close();
  }
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof NotAFileError) {
    return new Refusal(
      "not-a-file",
      "Not a file",
      "There is something at this path, but it is not a regular file (a folder, for instance).",
    );
  }
  const { code } = error as { code?: unknown };
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new Refusal(
      "missing",
      "The file does not exist",
      "There is no file at this path. The build may have failed, or written it elsewhere.",
    );
  }
  return new Refusal(
    "unreadable",
    "The file cannot be read",
    `The file cannot be read (${printable(String(code ?? error))}).`,
  );
}

/** The file block by block; a block is valid until the next one is asked for. Hashes on the way. Throws the signal's reason. */
export async function* readBlocks(
  file: FileHandle,
  size: number,
  hash: Hash,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer, void> {
  const block = Buffer.allocUnsafeSlow(Math.min(size + 1, BLOCK_BYTES));
  let at = 0;
  for (;;) {
    let filled = 0;
    // A read may come up short anywhere; only one of nothing is the end.
    for (;;) {
      const { bytesRead } = await file
        .read(block, filled, block.length - filled, at + filled)
        .catch((error: unknown) => {
          throw asRefusal(error);
        });
      filled += bytesRead;
      if (bytesRead === 0 || filled === block.length) break;
    }
    signal?.throwIfAborted();
    at += filled;
    if (at > size || (filled < block.length && at < size)) {
      throw new Refusal(
        "changed",
        "The file changes",
        "The file grew or shrank while it was read. Another step or process is still writing it.",
      );
    }
    if (filled === 0) return;
    hash.update(block.subarray(0, filled));
    yield block.subarray(0, filled);
  }
}

const NOTHING = Buffer.alloc(0);

export async function nextBlock(blocks: AsyncGenerator<Buffer, void>): Promise<Buffer> {
  return (await blocks.next()).value ?? NOTHING;
}

/**
 * Hands a reader the bytes that it asks for, however the blocks of the file fall, and lets others run now and then. Throws
 * what the reader throws, and the signal's reason.
 */
export async function feed(
  reader: Reader<Contents>,
  first: Buffer,
  blocks: AsyncGenerator<Buffer, void>,
  signal: AbortSignal | undefined,
): Promise<Contents> {
  let block = first;
  let breath = performance.now();
  let step = reader.next();
  while (!step.done) {
    if (performance.now() - breath > BREATH_MS) {
      await setImmediate();
      signal?.throwIfAborted();
      breath = performance.now();
    }
    const wanted = step.value;
    let bytes: Buffer = NOTHING;
    if (typeof wanted !== "number") {
      await wanted;
      signal?.throwIfAborted();
    } else if (wanted === AS_THEY_COME) {
      bytes = block.length > 0 ? block : await nextBlock(blocks);
      block = NOTHING;
    } else if (wanted <= block.length) {
      bytes = block.subarray(0, wanted);
      block = block.subarray(wanted);
    } else {
      bytes = Buffer.allocUnsafeSlow(wanted);
      for (let filled = 0; ; block = await nextBlock(blocks)) {
        const copied = block.copy(bytes, filled);
        filled += copied;
        block = block.subarray(copied);
        if (filled === wanted) break;
      }
    }
    step = reader.next(bytes);
  }
  return step.value;
}

function noticeExtension(path: string, format: PlaceFacts["format"], findings: Findings): void {
  const extension = extname(path).toLowerCase();
  const right = format === "xml" ? ".rbxlx" : ".rbxl";
  if (extension === right || ![".rbxl", ".rbxlx", ".rbxm", ".rbxmx"].includes(extension)) return;
  findings.add(
    "notice",
    "extension",
    "Content and extension disagree",
    `The content is ${format === "xml" ? "XML" : "binary"} (${right}), the extension ${extension}. The content decides how it is sent.`,
  );
}

function hintForXml(path: string): string {
  return extname(path).toLowerCase() === ".rbxlx" ? " The same place as .rbxl is much smaller." : "";
}

/** Records what ended the check, as severe as the mode has it. */
function refuse(findings: Findings, error: unknown, check: CheckMode): void {
  const { code, title, message } = error instanceof Refusal ? error : brokenCheck(error);
  if (ALWAYS_REFUSED.has(code)) findings.add("refusal", code, title, message);
  else if (check === "warn") findings.add("warning", code, title, message);
  else {
    const wayThrough = PLAINLY_WRONG.has(code) ? "" : " If you are sure that the file is right, set `checkFile: warn`.";
    findings.add("refusal", code, title, message + wayThrough);
  }
}

function brokenCheck(error: unknown): Refusal {
  return new Refusal(
    "check-failed",
    "The check itself failed",
    `The check did not expect what it found (${printable(String(error))}). Please report this.`,
  );
}

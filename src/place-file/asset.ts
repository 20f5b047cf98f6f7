import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { extname } from "node:path";
import { openRegularFile } from "../files/open.ts";
import { secondsText, thousands } from "../text/units.ts";
import { BINARY_SIGNATURE, readBinaryPlace } from "./binary.ts";
import { type Finding, Findings, printable, Refusal } from "./findings.ts";
import { asRefusal, feed, nextBlock, readBlocks } from "./inspect.ts";
import {
  type AssetFormat,
  BOX_HEAD_BYTES,
  boxAt,
  FORMATS,
  type Media,
  mediaOf,
  movieFacts,
  OGG_TAIL_BYTES,
  oggSeconds,
} from "./media.ts";
import type { Contents } from "./place.ts";
import { endingWith } from "./reader.ts";
import { formatOf, SNIFF_BYTES, wrongThingOf } from "./sniff.ts";
import { readXmlPlace } from "./xml.ts";

/** A file that is to become an asset, as it was found. */
export interface AssetFile {
  readonly path: string;
  readonly bytes: number;
  /** Of the whole file, in hexadecimal; not there if it was not read to its end. */
  readonly sha256?: string;
  readonly findings: readonly Finding[];
  /** What it is by its bytes; not there when it was refused before that was known. */
  readonly format?: AssetFormat;
  /** What Roblox calls it. */
  readonly contentType?: string;
  /** Class names at the root of a model, in the file's order. */
  readonly roots?: readonly string[];
  /** How many instances stand there. */
  readonly rootInstances?: number;
  readonly instances?: number;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
}

/**
 * "Up to 20 MB" ("Usage guide for assets"), by its larger reading: a file that Roblox would have taken is not kept back. A
 * member of staff once said 30 MB.
 */
const MAX_ASSET_BYTES = 20_971_520;
/** The same guide, for videos: 3.75 GB, by its larger reading. */
const MAX_VIDEO_BYTES = 4_026_531_840;
/** Images are smaller than this on either side. */
const MAX_IMAGE_PIXELS = 8000;
const MAX_VIDEO_WIDTH = 4096;
const MAX_VIDEO_HEIGHT = 2160;
const MAX_VIDEO_SECONDS = 300;
const MAX_AUDIO_SECONDS = 420;
const MAX_AUDIO_HERTZ = 48_000;

/**
 * Reads a file once, from start to end, and says what it is, what speaks against uploading it, and its sha256. Never throws
 * for anything about the file: that is in `findings`. Memory: some hundred kilobytes, and the largest chunk of a model.
 *
 * @param signal ends the check at once, wherever in the file it is.
 * @throws the signal's reason, and nothing else.
 */
export async function inspectAssetFile(path: string, signal?: AbortSignal): Promise<AssetFile> {
  const findings = new Findings();
  let found: Omit<AssetFile, "findings"> = { path, bytes: 0 };
  const learn = (more: Partial<AssetFile>) => {
    found = { ...found, ...more };
  };
  try {
    await endingWith(inspect(path, findings, learn, signal), signal);
  } catch (error) {
    signal?.throwIfAborted();
    const { code, title, message } = error instanceof Refusal ? error : unexpected(error);
    findings.add("refusal", code, title, message);
  }
  return { ...found, findings: findings.list() };
}

/** Tells what it finds as it finds it. @throws Refusal; the signal's reason. */
async function inspect(
  path: string,
  findings: Findings,
  learn: (more: Partial<AssetFile>) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const file = await openRegularFile(path).catch((error: unknown) => {
    throw asRefusal(error);
  });
  try {
    const { size: bytes } = await file.stat();
    learn({ bytes });
    if (bytes === 0) {
      throw new Refusal(
        "empty-file",
        "The file is empty",
        "The file has no bytes. The build probably failed before it wrote anything.",
      );
    }
    const hash = createHash("sha256");
    const blocks = readBlocks(file, bytes, hash, signal);
    const first = await nextBlock(blocks);
    const start = Buffer.from(first.subarray(0, SNIFF_BYTES));
    const media = await withLength(mediaOf(first, bytes, extname(path).toLowerCase()), first, file, bytes);
    const format = media?.format ?? modelFormat(start);
    learn({ format, contentType: FORMATS[format].contentType, ...sizes(media) });
    checkBytes(format, bytes);
    noticeExtension(path, format, findings);
    if (media) checkMedia(media);
    else {
      const reader = format === "rbxm" ? readBinaryPlace(bytes, findings) : readXmlPlace(findings);
      learn(judgeModel(await feed(reader, first, blocks, signal)));
    }
    for await (const _ of blocks);
    learn({ sha256: hash.digest("hex") });
  } finally {
    await file.close();
  }
}

/** Boxes of a film that are looked at, and what is read of the one that describes it. */
const MAX_BOXES = 64;
const MAX_MOOV_BYTES = 65_536;

/** Adds what does not stand at the beginning of the file, by a few short reads elsewhere. */
async function withLength(
  media: Media | undefined,
  start: Buffer,
  file: FileHandle,
  bytes: number,
): Promise<Media | undefined> {
  if (media?.format === "ogg") {
    const seconds = oggSeconds(start, await readAt(file, Math.max(0, bytes - OGG_TAIL_BYTES), OGG_TAIL_BYTES));
    return { ...media, ...(seconds !== undefined && { seconds }) };
  }
  if (media?.format !== "mp4" && media?.format !== "mov") return media;
  for (let at = 0, boxes = 0; at < bytes && boxes < MAX_BOXES; boxes++) {
    const box = boxAt(await readAt(file, at, BOX_HEAD_BYTES), at, bytes);
    if (!box) break;
    const { name, from, to } = box;
    if (name === "moov") {
      return { ...media, ...movieFacts(await readAt(file, from, Math.min(to - from, MAX_MOOV_BYTES))) };
    }
    at = to;
  }
  return media;
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(buffer, 0, bytes, at).catch((error: unknown) => {
    throw asRefusal(error);
  });
  return buffer.subarray(0, bytesRead);
}

function sizes({ width, height, seconds }: Partial<Media> = {}): Pick<AssetFile, "width" | "height" | "seconds"> {
  return {
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(seconds !== undefined && { seconds }),
  };
}

/** What a wrong file usually is, where the words for places do not fit. */
const CAUSES: Record<string, string> = {
  gzip: "Unpack it before uploading.",
  zip: "It is probably the artifact as it was downloaded: unpack it before uploading.",
  zstd: "Unpack it before uploading.",
  html: "The step that downloads the file probably got an error or login page in its stead.",
  json: "The step that downloads the file probably got an error message in its stead. A glTF model names its `asset` version.",
  "rojo-project": "Build it first (`rojo build --output model.rbxm`) and upload what comes out.",
  "luau-script": "Build a model that holds the script, and upload that.",
};

function modelFormat(start: Buffer): "rbxm" | "rbxmx" {
  if (BINARY_SIGNATURE.equals(start.subarray(0, BINARY_SIGNATURE.length))) return "rbxm";
  const wrong = wrongThingOf(start);
  if (wrong) {
    throw new Refusal(
      wrong.code,
      `${wrong.name[0]?.toUpperCase()}${wrong.name.slice(1)}, not an asset`,
      `This is ${wrong.name}, not a file that Roblox takes as an asset. ${CAUSES[wrong.code] ?? wrong.cause}`,
    );
  }
  try {
    return formatOf(start) === "xml" ? "rbxmx" : "rbxm";
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "not-a-place") throw error;
    throw new Refusal(
      "not-an-asset",
      "Not an asset",
      "By its first bytes the file is none of the kinds that Roblox takes: model (.rbxm, .rbxmx, .fbx, .gltf, .glb), image (.png, .jpg, .bmp, .tga), sound (.mp3, .ogg, .wav, .flac), video (.mp4, .mov). It is probably another file than meant.",
    );
  }
}

function checkBytes(format: AssetFormat, bytes: number): void {
  const isVideo = format === "mp4" || format === "mov";
  const most = isVideo ? MAX_VIDEO_BYTES : MAX_ASSET_BYTES;
  if (bytes <= most) return;
  throw new Refusal(
    "too-large",
    "The file is too large",
    `The file has ${thousands(bytes)} bytes, and Roblox takes at most ${thousands(most)} (${isVideo ? "3.75 GB for a video" : "20 MB"}).${format === "rbxmx" ? " The same model as .rbxm is much smaller." : ""}`,
  );
}

function checkMedia({ format, width = 0, height = 0, seconds = 0, sampleHertz = 0 }: Media): void {
  if (format === "mp4" || format === "mov") {
    checkVideo(width, height, seconds);
    return;
  }
  if (width >= MAX_IMAGE_PIXELS || height >= MAX_IMAGE_PIXELS) {
    throw new Refusal(
      "image-too-large",
      "The image is too large",
      `The image has ${width} × ${height} pixels, and Roblox takes less than ${MAX_IMAGE_PIXELS} on either side. Make it smaller; in games it is shown with 1024 or less.`,
    );
  }
  if (seconds > MAX_AUDIO_SECONDS) {
    throw new Refusal(
      "audio-too-long",
      "The sound is too long",
      `The sound lasts ${secondsText(seconds)}, and Roblox takes at most 7 minutes. Cut it into parts.`,
    );
  }
  if (sampleHertz > MAX_AUDIO_HERTZ) {
    throw new Refusal(
      "sample-rate",
      "The sample rate is too high",
      `The sound has ${thousands(sampleHertz)} samples a second, and Roblox takes at most ${thousands(MAX_AUDIO_HERTZ)}. Resample it, to 44,100 for instance.`,
    );
  }
}

/** A film that stands upright is taken as one that lies: whether Roblox does so is not documented. */
function checkVideo(width: number, height: number, seconds: number): void {
  if (Math.max(width, height) > MAX_VIDEO_WIDTH || Math.min(width, height) > MAX_VIDEO_HEIGHT) {
    throw new Refusal(
      "video-too-large",
      "The video has too many pixels",
      `The video has ${width} × ${height} pixels, and Roblox takes at most ${MAX_VIDEO_WIDTH} × ${MAX_VIDEO_HEIGHT}. Make it smaller.`,
    );
  }
  if (seconds > MAX_VIDEO_SECONDS) {
    throw new Refusal(
      "video-too-long",
      "The video is too long",
      `The video lasts ${secondsText(seconds)}, and Roblox takes at most 5 minutes. Cut it into parts.`,
    );
  }
}

/** What stands in a model; a place, or nothing, is refused. */
function judgeModel({ instancesByClass, roots }: Contents): Pick<AssetFile, "roots" | "rootInstances" | "instances"> {
  const instances = [...instancesByClass.values()].reduce((sum, n) => sum + n, 0);
  if (instances === 0) {
    throw new Refusal(
      "empty-model",
      "The model is empty",
      "The file is well formed, but there is not one instance in it. The build probably ran on an empty project or wrote its result elsewhere.",
    );
  }
  const services = [...roots].filter(([, { service }]) => service).map(([name]) => name);
  if (services.length > 0) {
    throw new Refusal(
      "place-file",
      "A place, not a model",
      `The service ${services[0]} stands at the root, so this is a place, not a model. Publish it with the publish action; for a model give the Rojo project's tree another class than DataModel.`,
    );
  }
  const rootInstances = [...roots.values()].reduce((sum, root) => sum + root.instances, 0);
  return { roots: [...roots.keys()], rootInstances, instances };
}

function noticeExtension(path: string, format: AssetFormat, findings: Findings): void {
  const extension = extname(path).toLowerCase();
  const { extensions } = FORMATS[format];
  const isKnown = Object.values(FORMATS).some((other) => other.extensions.includes(extension));
  if (!isKnown || extensions.includes(extension)) return;
  findings.add(
    "warning",
    "extension",
    "Content and extension disagree",
    `The content is that of ${extensions[0]}, the extension ${extension}. The content decides how it is sent.`,
  );
}

function unexpected(error: unknown): Refusal {
  return new Refusal(
    "check-failed",
    "The check itself failed",
    `The check came upon something that it was not made for (${printable(String(error))}). Please report this.`,
  );
}

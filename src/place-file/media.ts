/** What an asset's file is, by its bytes, and what its header tells. Pure. */

export type AssetFormat =
  | "rbxm"
  | "rbxmx"
  | "png"
  | "jpeg"
  | "bmp"
  | "tga"
  | "mp3"
  | "ogg"
  | "wav"
  | "flac"
  | "mp4"
  | "mov"
  | "fbx"
  | "gltf"
  | "glb"
  | "mesh";

/** What Roblox calls each format in the part of an upload ("Usage guide for assets", table of types), and its extensions. */
export const FORMATS: Readonly<Record<AssetFormat, { contentType: string; extensions: readonly string[] }>> = {
  rbxm: { contentType: "model/x-rbxm", extensions: [".rbxm"] },
  rbxmx: { contentType: "model/x-rbxm", extensions: [".rbxmx"] },
  png: { contentType: "image/png", extensions: [".png"] },
  jpeg: { contentType: "image/jpeg", extensions: [".jpg", ".jpeg"] },
  bmp: { contentType: "image/bmp", extensions: [".bmp"] },
  tga: { contentType: "image/tga", extensions: [".tga"] },
  mp3: { contentType: "audio/mpeg", extensions: [".mp3"] },
  ogg: { contentType: "audio/ogg", extensions: [".ogg", ".oga"] },
  wav: { contentType: "audio/wav", extensions: [".wav"] },
  flac: { contentType: "audio/flac", extensions: [".flac"] },
  mp4: { contentType: "video/mp4", extensions: [".mp4"] },
  mov: { contentType: "video/mov", extensions: [".mov"] },
  fbx: { contentType: "model/fbx", extensions: [".fbx"] },
  gltf: { contentType: "model/gltf+json", extensions: [".gltf"] },
  glb: { contentType: "model/gltf-binary", extensions: [".glb"] },
  mesh: { contentType: "model/x-file-mesh-data", extensions: [".mesh"] },
};

/** What a header says. What it does not say is left out. */
export interface Media {
  readonly format: Exclude<AssetFormat, "rbxm" | "rbxmx">;
  readonly width?: number;
  readonly height?: number;
  /** Length of the sound or the video. */
  readonly seconds?: number;
  readonly sampleHertz?: number;
}

/**
 * What begins so; undefined for anything that Roblox takes as no asset, and for models of Roblox's own.
 *
 * @param start the first bytes: with a quarter of a megabyte, pictures in a JPEG's metadata are no obstacle.
 * @param extension with its dot, in lower case: TGA has no signature.
 */
export function mediaOf(start: Buffer, bytes: number, extension: string): Media | undefined {
  const text = start.toString("latin1", 0, 64);
  const at = (offset: number, signature: string) => text.startsWith(signature, offset);
  if (at(0, "\x89PNG\r\n\x1a\n")) {
    return { format: "png", ...(start.length >= 24 && size(start.readUInt32BE(16), start.readUInt32BE(20))) };
  }
  if (at(0, "\xff\xd8\xff")) return { format: "jpeg", ...jpegSize(start) };
  if (at(0, "BM") && start.length >= 26 && [12, 40, 52, 56, 64, 108, 124].includes(start.readUInt32LE(14))) {
    return { format: "bmp", ...bmpSize(start) };
  }
  if (at(0, "RIFF") && at(8, "WAVE")) return { format: "wav", ...wavFacts(start, bytes) };
  if (at(0, "fLaC")) return { format: "flac", ...flacFacts(start) };
  if (at(0, "OggS")) return { format: "ogg", ...oggFacts(start) };
  if (at(0, "ID3")) return { format: "mp3", ...mp3Facts(start, id3Bytes(start)) };
  if (at(4, "ftyp")) return { format: at(8, "qt  ") ? "mov" : "mp4" };
  if (extension === ".mov" && ["moov", "mdat", "wide", "free"].some((box) => at(4, box))) return { format: "mov" };
  if (at(0, "Kaydara FBX Binary") || /^; FBX \d/.test(text)) return { format: "fbx" };
  if (at(0, "glTF")) return { format: "glb" };
  if (/^version \d\.\d\d\s/.test(text)) return { format: "mesh" };
  if (/^\s*\{/.test(text) && /"asset"\s*:\s*\{[^}]*"version"\s*:/.test(start.toString("latin1"))) {
    return { format: "gltf" };
  }
  if (isMp3Frame(start, 0)) return { format: "mp3", ...mp3Facts(start, 0) };
  if (extension === ".tga" && isTga(start)) {
    return { format: "tga", ...size(start.readUInt16LE(12), start.readUInt16LE(14)) };
  }
  return undefined;
}

function size(width: number, height: number): { width: number; height: number } {
  return { width, height };
}

/** The old header of 12 bytes counts in 16 bits; a negative height means rows from top to bottom. */
function bmpSize(start: Buffer): { width: number; height: number } {
  return start.readUInt32LE(14) === 12
    ? size(start.readUInt16LE(18), start.readUInt16LE(20))
    : size(Math.abs(start.readInt32LE(18)), Math.abs(start.readInt32LE(22)));
}

/** Walks the segments to the frame's header (ITU-T T.81, B.2.2); markers C4, C8 and CC are none. */
function jpegSize(start: Buffer): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 <= start.length && start[at] === 0xff) {
    const marker = start[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return size(start.readUInt16BE(at + 7), start.readUInt16BE(at + 5));
    }
    at += 2 + start.readUInt16BE(at + 2);
  }
  return undefined;
}

function isTga(start: Buffer): boolean {
  return start.length >= 18 && (start[1] as number) <= 1 && [1, 2, 3, 9, 10, 11].includes(start[2] as number);
}

/** `fmt ` gives the rate and the bytes a second, `data` how many there are; a streamed file announces none. */
function wavFacts(start: Buffer, bytes: number): Partial<Media> {
  let at = 12;
  let facts: Partial<Media> = {};
  let bytesASecond = 0;
  while (at + 8 <= start.length) {
    const name = start.toString("latin1", at, at + 4);
    const length = start.readUInt32LE(at + 4);
    if (name === "fmt " && at + 20 <= start.length) {
      facts = { sampleHertz: start.readUInt32LE(at + 12) };
      bytesASecond = start.readUInt32LE(at + 16);
    }
    if (name === "data") {
      const sound = Math.min(length, bytes - at - 8);
      return bytesASecond > 0 ? { ...facts, seconds: sound / bytesASecond } : facts;
    }
    at += 8 + length + (length % 2);
  }
  return facts;
}

/** STREAMINFO (RFC 9639, 8.2): 20 bits of rate, 36 bits of samples, 0 for unknown. */
function flacFacts(start: Buffer): Partial<Media> {
  if (start.length < 26) return {};
  const sampleHertz = start.readUIntBE(18, 3) >>> 4;
  const samples = (start.readUInt8(21) & 0x0f) * 2 ** 32 + start.readUInt32BE(22);
  return { ...(sampleHertz > 0 && { sampleHertz, ...(samples > 0 && { seconds: samples / sampleHertz }) }) };
}

/** What is read of the end of an Ogg file: its last page is no longer than this (RFC 3533, 6). */
export const OGG_TAIL_BYTES = 65_536;

/**
 * How long an Ogg file lasts: its last page says how many samples there are up to its end (RFC 3533, 6; RFC 7845, 4). Undefined
 * where that page belongs to another stream than the first one.
 *
 * @param tail the end of the file.
 */
export function oggSeconds(start: Buffer, tail: Buffer): number | undefined {
  const { sampleHertz } = oggFacts(start);
  const at = tail.lastIndexOf("OggS");
  if (sampleHertz === undefined || at < 0 || at + 18 > tail.length || start.length < 18) return undefined;
  const samples = tail.readBigInt64LE(at + 6);
  if (tail.readUInt32LE(at + 14) !== start.readUInt32LE(14) || samples <= 0n) return undefined;
  const opus = start.indexOf("OpusHead");
  // Opus counts some samples that are played to nobody.
  const skipped = opus > 0 && opus + 12 <= start.length ? start.readUInt16LE(opus + 10) : 0;
  return Math.max(0, Number(samples) - skipped) / sampleHertz;
}

/** The rate of the first stream, when that is Vorbis; Opus is always 48 kHz. The length stands at the end of the file. */
function oggFacts(start: Buffer): Partial<Media> {
  const head = start.toString("latin1", 0, 256);
  const vorbis = head.indexOf("\x01vorbis");
  if (vorbis > 0 && vorbis + 16 <= start.length) return { sampleHertz: start.readUInt32LE(vorbis + 12) };
  return head.includes("OpusHead") ? { sampleHertz: 48_000 } : {};
}

/** Four times seven bits, and ten bytes of header. */
function id3Bytes(start: Buffer): number {
  if (start.length < 10) return start.length;
  return 10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((start[at] as number) & 0x7f), 0);
}

const MP3_HERTZ = [44_100, 48_000, 32_000];

/** A frame of MPEG audio, layer III, with no reserved value (ISO 11172-3, 2.4.1.3). */
function isMp3Frame(start: Buffer, at: number): boolean {
  if (at + 4 > start.length) return false;
  const [sync, version, rates] = [start[at], start[at + 1], start[at + 2]] as [number, number, number];
  return (
    sync === 0xff &&
    (version & 0xe6) === 0xe2 &&
    (version & 0x18) !== 0x08 &&
    (rates & 0xf0) !== 0xf0 &&
    (rates & 0x0c) !== 0x0c
  );
}

/** The rate, and the length where the encoder wrote the number of frames (`Xing` or `Info`) into the first one. */
function mp3Facts(start: Buffer, at: number): Partial<Media> {
  if (!isMp3Frame(start, at)) return {};
  const version = ((start[at + 1] as number) >> 3) & 3; // 3: MPEG 1; 2: MPEG 2; 0: MPEG 2.5
  const rate = MP3_HERTZ[((start[at + 2] as number) >> 2) & 3] as number;
  const sampleHertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  const isMono = (start[at + 3] as number) >> 6 === 3;
  const tag = at + 4 + (version === 3 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
  const name = start.toString("latin1", tag, tag + 4);
  const hasFrames = (name === "Xing" || name === "Info") && tag + 12 <= start.length && start.readUInt32BE(tag + 4) & 1;
  if (!hasFrames) return { sampleHertz };
  const samples = start.readUInt32BE(tag + 8) * (version === 3 ? 1152 : 576);
  return { sampleHertz, seconds: samples / sampleHertz };
}

/** A box of an MP4 or MOV file (ISO 14496-12, 4.2): its name, where its content begins, and where it ends. */
export interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Bytes that the head of a box takes at most. */
export const BOX_HEAD_BYTES = 16;

/**
 * The box whose head stands in `head`; undefined when there is none.
 *
 * @param at where the head stands in the file.
 * @param end where the file, or the box around it, ends.
 */
export function boxAt(head: Buffer, at: number, end: number): Box | undefined {
  if (head.length < 8) return undefined;
  const short = head.readUInt32BE(0);
  const isLong = short === 1 && head.length >= BOX_HEAD_BYTES;
  const bytes = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
  const from = at + (isLong ? BOX_HEAD_BYTES : 8);
  return at + bytes < from ? undefined : { name: head.toString("latin1", 4, 8), from, to: Math.min(at + bytes, end) };
}

/**
 * Length and size of a film, by the content of its `moov` box or the beginning of it (ISO 14496-12, 8.2.2 and 8.3.2). A film that
 * is cut into fragments gives no length.
 */
export function movieFacts(moov: Buffer): Pick<Media, "seconds" | "width" | "height"> {
  let facts: Pick<Media, "seconds" | "width" | "height"> = {};
  for (const box of boxesIn(moov, 0, moov.length)) {
    if (box.name === "mvhd") facts = { ...facts, ...lengthOf(moov.subarray(box.from, box.to)) };
    if (box.name !== "trak") continue;
    for (const { name, from, to } of boxesIn(moov, box.from, box.to)) {
      const found = name === "tkhd" ? sizeOf(moov.subarray(from, to)) : undefined;
      // Sound has no size.
      if (found && found.width > 0 && found.height > 0) facts = { ...facts, ...found };
    }
  }
  return facts;
}

function* boxesIn(buffer: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at < end; ) {
    const box = boxAt(buffer.subarray(at, end), at, end);
    if (!box) return;
    yield box;
    at = box.to;
  }
}

/** `mvhd`: its times take four or eight bytes; all bits set stand for an unknown length. */
function lengthOf(mvhd: Buffer): { seconds: number } | undefined {
  const isLong = mvhd[0] === 1;
  if (mvhd.length < (isLong ? 32 : 20)) return undefined;
  const scale = mvhd.readUInt32BE(isLong ? 20 : 12);
  const duration = isLong ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16);
  const isKnown = duration > 0 && duration !== (isLong ? Number(2n ** 64n - 1n) : 2 ** 32 - 1);
  return scale > 0 && isKnown ? { seconds: duration / scale } : undefined;
}

/** `tkhd`: width and height stand at its end, in 16.16. */
function sizeOf(tkhd: Buffer): { width: number; height: number } | undefined {
  const at = tkhd[0] === 1 ? 88 : 76;
  return tkhd.length < at + 8 ? undefined : size(tkhd.readUInt16BE(at), tkhd.readUInt16BE(at + 4));
}

/** Small files of every kind that is uploaded. */
import { binaryPlace, header, instBody, prntBody } from "../../place-file/build.ts";

export function model(rootClass = "Folder"): Buffer {
  const parts: Parameters<typeof binaryPlace>[0] = [
    ["INST", instBody(0, rootClass, [0])],
    ["INST", instBody(1, "Part", [1])],
    [
      "PRNT",
      prntBody([
        [1, 0],
        [0, -1],
      ]),
    ],
  ];
  return binaryPlace(parts, { head: header(2, 2) });
}

export const XML_MODEL =
  '<roblox version="4"><Item class="Model" referent="A"><Properties><string name="Name">Tree</string></Properties></Item></roblox>';

export function png(width = 64, height = 32): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function jpeg(width: number, height: number): Buffer {
  const app = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]);
  const frame = Buffer.from([0xff, 0xc2, 0, 8, 8, height >> 8, height & 255, width >> 8, width & 255, 3]);
  return Buffer.concat([app, frame, Buffer.alloc(20)]);
}

export function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.write("BM");
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return bytes;
}

export function tga(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes[2] = 2;
  bytes.writeUInt16LE(width, 12);
  bytes.writeUInt16LE(height, 14);
  return bytes;
}

/** The sound itself is only announced: `seconds` beyond what is there are cut off with the file. */
export function wav(seconds: number, hertz = 8000): Buffer {
  const bytes = Buffer.alloc(44 + Math.round(seconds * hertz));
  bytes.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt32LE(hertz, 24);
  bytes.writeUInt32LE(hertz, 28);
  bytes.write("data", 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
}

export function flac(seconds: number, hertz: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("fLaC");
  bytes.writeUIntBE(hertz << 4, 18, 3);
  bytes.writeUInt32BE(seconds * hertz, 22);
  return bytes;
}

/** MPEG 1, layer III, 44.1 kHz, stereo, with the encoder's count of frames. */
export function mp3(seconds: number, id3 = false): Buffer {
  const frame = Buffer.alloc(200);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  frame.write("Xing", 36);
  frame.writeUInt32BE(1, 40);
  frame.writeUInt32BE(Math.round((seconds * 44_100) / 1152), 44);
  const tag = Buffer.from("ID3\x04\0\0\0\0\x02\0", "latin1"); // 256 bytes of tags
  return id3 ? Buffer.concat([tag, Buffer.alloc(256), frame]) : frame;
}

/** A page of an Ogg stream: `samples` up to its end. */
function oggPage(samples: bigint, serial: number, content: Buffer): Buffer {
  const head = Buffer.alloc(28);
  head.write("OggS");
  head.writeBigInt64LE(samples, 6);
  head.writeUInt32LE(serial, 14);
  return Buffer.concat([head, content]);
}

const VORBIS = Buffer.from("\x01vorbis\0\0\0\0\x02\x44\xac\0\0", "latin1"); // 44.1 kHz
const OPUS = Buffer.from("OpusHead\x01\x02\x38\x01", "latin1"); // 312 samples are skipped

export function ogg(seconds: number, { opus = false, bytes = 100, lastSerial = 7 } = {}): Buffer {
  const samples = opus ? seconds * 48_000 + 312 : seconds * 44_100;
  return Buffer.concat([
    oggPage(0n, 7, opus ? OPUS : VORBIS),
    oggPage(1n, 7, Buffer.alloc(bytes)),
    oggPage(BigInt(Math.round(samples)), lastSerial, Buffer.alloc(50)),
  ]);
}

function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  head.write(name, 4, "latin1");
  return Buffer.concat([head, ...content]);
}

/** A box with its length in eight bytes, as `mdat` of a large film has it. */
function longBox(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(name, 4, "latin1");
  head.writeBigUInt64BE(BigInt(16 + content.length), 8);
  return Buffer.concat([head, content]);
}

function trak(width: number, height: number, isLong: boolean): Buffer {
  const tkhd = Buffer.alloc(isLong ? 96 : 84);
  tkhd[0] = isLong ? 1 : 0;
  tkhd.writeUInt16BE(width, tkhd.length - 8);
  tkhd.writeUInt16BE(height, tkhd.length - 4);
  return box("trak", box("tkhd", tkhd));
}

/** A film of a thousand ticks a second, with one track of sound and one of pictures. `atEnd`: described after its data. */
export function film(
  seconds: number,
  { width = 640, height = 360, brand = "isom", isLong = false, atEnd = false, ticks = seconds * 1000 } = {},
): Buffer {
  const mvhd = Buffer.alloc(isLong ? 112 : 100);
  mvhd[0] = isLong ? 1 : 0;
  mvhd.writeUInt32BE(1000, isLong ? 20 : 12);
  if (isLong) mvhd.writeBigUInt64BE(BigInt(ticks), 24);
  else mvhd.writeUInt32BE(ticks, 16);
  const moov = box("moov", box("mvhd", mvhd), trak(0, 0, isLong), trak(width, height, isLong));
  const data = isLong ? longBox("mdat", Buffer.alloc(300_000)) : box("mdat", Buffer.alloc(300_000));
  const ftyp = box("ftyp", Buffer.from(`${brand}\0\0\0\0`, "latin1"));
  return Buffer.concat([ftyp, ...(atEnd ? [data, moov] : [moov, data])]);
}

export const OGG = Buffer.concat([
  Buffer.from("OggS\0\x02".padEnd(28, "\0"), "latin1"),
  Buffer.from("\x01vorbis\0\0\0\0\x02\x44\xac\0\0", "latin1"),
  Buffer.alloc(30),
]);
export const MP4 = Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp42", "latin1");
export const MOV = Buffer.from("\0\0\0\x14ftypqt  \0\0\0\0qt  ", "latin1");
export const FBX = Buffer.from("Kaydara FBX Binary  \0\x1a\0", "latin1");
export const GLB = Buffer.from("glTF\x02\0\0\0\x0c\0\0\0", "latin1");
export const GLTF = '{"asset":{"version":"2.0"},"scenes":[]}';
export const MESH = "version 2.00\nbytes";

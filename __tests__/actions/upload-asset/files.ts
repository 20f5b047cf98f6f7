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

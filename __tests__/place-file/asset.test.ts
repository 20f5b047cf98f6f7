import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inspectAssetFile } from "../../src/place-file/asset.ts";
import * as files from "../actions/upload-asset/files.ts";
import { small } from "./build.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "asset-file-"));
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }));

async function inspect(name: string, content: string | Buffer, bytes?: number) {
  const path = join(folder, name);
  await writeFile(path, content);
  if (bytes !== undefined) await truncate(path, bytes);
  return inspectAssetFile(path);
}

describe("what a file is, and what its header tells", () => {
  test.each<[string, string | Buffer, object]>([
    ["a.rbxm", files.model(), { format: "rbxm", contentType: "model/x-rbxm", roots: ["Folder"], instances: 2 }],
    ["a.rbxmx", files.XML_MODEL, { format: "rbxmx", contentType: "model/x-rbxm", roots: ["Model"], instances: 1 }],
    ["a.png", files.png(7999, 1), { format: "png", contentType: "image/png", width: 7999, height: 1 }],
    ["a.jpg", files.jpeg(640, 480), { format: "jpeg", contentType: "image/jpeg", width: 640, height: 480 }],
    ["a.bmp", files.bmp(20, -10), { format: "bmp", contentType: "image/bmp", width: 20, height: 10 }],
    ["a.tga", files.tga(20, 10), { format: "tga", contentType: "image/tga", width: 20, height: 10 }],
    ["a.wav", files.wav(2), { format: "wav", contentType: "audio/wav", seconds: 2 }],
    ["a.flac", files.flac(3, 48_000), { format: "flac", contentType: "audio/flac", seconds: 3 }],
    ["a.mp3", files.mp3(60), { format: "mp3", contentType: "audio/mpeg", seconds: expect.closeTo(60, 1) }],
    ["b.mp3", files.mp3(60, true), { format: "mp3", seconds: expect.closeTo(60, 1) }],
    ["a.ogg", files.OGG, { format: "ogg", contentType: "audio/ogg" }],
    ["b.ogg", files.ogg(90), { format: "ogg", seconds: 90 }],
    ["c.ogg", files.ogg(90, { opus: true }), { format: "ogg", seconds: 90 }],
    ["d.ogg", files.ogg(90, { bytes: 400_000 }), { format: "ogg", seconds: 90 }],
    ["b.mp4", files.film(12.5), { format: "mp4", seconds: 12.5, width: 640, height: 360 }],
    ["c.mp4", files.film(12.5, { atEnd: true }), { format: "mp4", seconds: 12.5, width: 640, height: 360 }],
    ["d.mp4", files.film(12.5, { atEnd: true, isLong: true }), { seconds: 12.5, width: 640, height: 360 }],
    ["b.mov", files.film(3, { brand: "qt  " }), { format: "mov", contentType: "video/mov", seconds: 3 }],
    ["a.mp4", files.MP4, { format: "mp4", contentType: "video/mp4" }],
    ["a.mov", files.MOV, { format: "mov", contentType: "video/mov" }],
    ["a.fbx", files.FBX, { format: "fbx", contentType: "model/fbx" }],
    ["a.glb", files.GLB, { format: "glb", contentType: "model/gltf-binary" }],
    ["a.gltf", files.GLTF, { format: "gltf", contentType: "model/gltf+json" }],
    ["a.mesh", files.MESH, { format: "mesh", contentType: "model/x-file-mesh-data" }],
  ])("%s", async (name, content, expected) => {
    const file = await inspect(name, content);
    expect(file).toMatchObject({ ...expected, findings: [], sha256: expect.stringMatching(/^[\da-f]{64}$/) });
  });

  test.each<[string, string, Buffer]>([
    ["the last page of another stream", "a.ogg", files.ogg(9, { lastSerial: 8 })],
    ["a film in fragments", "a.mp4", files.film(0)],
    ["an unknown length", "a.mp4", files.film(0, { ticks: 2 ** 32 - 1 })],
    ["a film that is cut off", "a.mp4", files.film(9, { atEnd: true }).subarray(0, 5000)],
    ["a box that ends before it begins", "a.mp4", Buffer.concat([files.MP4, Buffer.from("\0\0\0\x02moov", "latin1")])],
    [
      "thousands of boxes",
      "a.mp4",
      Buffer.concat([files.MP4, Buffer.from("\0\0\0\x08free".repeat(100_000), "latin1"), files.film(9)]),
    ],
  ])("%s tells no length, and is no fault", async (_, name, content) => {
    const file = await inspect(name, content);
    expect(file).toMatchObject({ findings: [] });
    expect(file.seconds).toBeUndefined();
  });

  test("goes by the bytes, and says when the extension disagrees", async () => {
    const file = await inspect("wrong.jpg", files.png());
    expect(file).toMatchObject({ format: "png", findings: [{ severity: "warning", code: "extension" }] });
  });
});

describe("what is refused", () => {
  test.each<[string, string, string | Buffer, number?]>([
    ["empty-file", "a.png", ""],
    ["lfs-pointer", "a.png", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"],
    ["html", "a.png", "<!DOCTYPE html><html></html>"],
    ["json", "a.gltf", '{"error":"no"}'],
    ["zip", "a.rbxm", "PK\x03\x04rest"],
    ["place-file", "a.rbxm", small()],
    ["not-an-asset", "a.png", "something else"],
    ["not-an-asset", "a.png", files.tga(8, 8)], // without its extension, TGA is nothing
    ["cut-short", "a.rbxm", files.model().subarray(0, 60)],
    ["image-too-large", "a.png", files.png(8000, 1)],
    ["image-too-large", "a.jpg", files.jpeg(1, 8000)],
    ["audio-too-long", "a.wav", files.wav(421, 1000)],
    ["audio-too-long", "a.flac", files.flac(421, 44_100)],
    ["audio-too-long", "a.mp3", files.mp3(421)],
    ["audio-too-long", "a.ogg", files.ogg(421)],
    ["video-too-long", "a.mp4", files.film(301, { atEnd: true })],
    ["video-too-large", "a.mp4", files.film(1, { width: 4097, height: 2160 })],
    ["video-too-large", "a.mov", files.film(1, { width: 2161, height: 4096, brand: "qt  " })],
    ["sample-rate", "a.flac", files.flac(1, 96_000)],
    ["too-large", "a.png", files.png(), 20_971_521],
    ["too-large", "a.mp4", files.MP4, 4_026_531_841],
  ])("%s", async (...[code, name, content, bytes]) => {
    const { findings } = await inspect(name, content, bytes);
    expect(findings).toMatchObject([{ severity: "refusal", code }]);
  });

  test.each<[string, string | Buffer, number?]>([
    ["a.png", files.png(), 20_971_520],
    ["a.wav", files.wav(420, 1000)],
    ["a.mp3", files.mp3(419)],
    ["a.ogg", files.ogg(420)],
    ["a.mp4", files.film(300, { width: 2160, height: 4096 })],
  ])("%s at its limit is not", async (...[name, content, bytes]) => {
    expect((await inspect(name, content, bytes)).findings).toEqual([]);
  });

  test("a file that is not there", async () => {
    const { findings, sha256 } = await inspectAssetFile(join(folder, "none.png"));
    expect(findings).toMatchObject([{ code: "missing" }]);
    expect(sha256).toBeUndefined();
  });
});

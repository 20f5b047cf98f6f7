/** Bytes into a file, whatever form and pieces they come in. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "@jest/globals";
import { openReceiver } from "../../src/open-cloud/receiver.ts";
import { Disconnect } from "../../src/open-cloud/transport.ts";

const temp = mkdtempSync(join(tmpdir(), "receiver-"));
afterAll(() => rmSync(temp, { recursive: true }));
const PATH = join(temp, "file");
const CONTENT = Buffer.concat([randomBytes(200_000), Buffer.alloc(300_000, "roblox")]);
const sha256 = createHash("sha256").update(CONTENT).digest("hex");

async function* piecesOf(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

test.each([
  ["as they are, in one piece", CONTENT, CONTENT.length],
  ["as they are, in small pieces", CONTENT, 999],
  ["as they are, in pieces smaller than what is kept", CONTENT, 200],
  ["as gzip, in one piece", gzipSync(CONTENT), CONTENT.length],
  ["as gzip, in small pieces", gzipSync(CONTENT), 999],
  ["as gzip of several members", Buffer.concat([gzipSync(CONTENT.subarray(0, 9)), gzipSync(CONTENT.subarray(9))]), 999],
  ["as gzip, the first byte alone", gzipSync(CONTENT), 1],
])("%s", async (_, sent, size) => {
  const receiver = await openReceiver(PATH, CONTENT.length);
  for await (const piece of piecesOf(sent.subarray(0, size === 1 ? 3 : 0), 1)) await receiver.receive(piece);
  const rest = size === 1 ? sent.subarray(3) : sent;
  for await (const piece of piecesOf(rest, size === 1 ? 999 : size)) await receiver.receive(piece);
  const { start, end, ...received } = await receiver.finish();
  await receiver.close();
  expect(received).toEqual({ bytes: CONTENT.length, sha256, transferred: sent.length });
  expect(start).toEqual(CONTENT.subarray(0, 256));
  expect(end).toEqual(CONTENT.subarray(-256));
  expect(readFileSync(PATH).equals(CONTENT)).toBe(true);
});

test("a try after a longer one, in another form, leaves nothing of it", async () => {
  const receiver = await openReceiver(PATH, 10_000_000);
  for (const earlier of [gzipSync(randomBytes(900_000)).subarray(0, 800_000), randomBytes(700_000), Buffer.of(0x1f)]) {
    receiver.restart();
    await receiver.receive(earlier);
  }
  receiver.restart();
  await receiver.receive(CONTENT);
  expect(await receiver.finish()).toMatchObject({ bytes: CONTENT.length, sha256, transferred: CONTENT.length });
  await receiver.close();
  expect(readFileSync(PATH).equals(CONTENT)).toBe(true);
});

test("a try that is still being written when the next one begins leaves nothing of it", async () => {
  const receiver = await openReceiver(PATH, 100_000_000);
  const isOver = async (work: Promise<unknown>) => work.catch(() => {});
  const slow = [receiver.receive(randomBytes(50_000_000)), receiver.receive(randomBytes(9)), receiver.finish()].map(
    isOver,
  );
  // The first of them has begun, and the others wait for it.
  await new Promise(setImmediate);
  receiver.restart();
  await receiver.receive(CONTENT);
  expect(await receiver.finish()).toMatchObject({ bytes: CONTENT.length, sha256 });
  await Promise.all([...slow, receiver.close()]);
  expect(readFileSync(PATH).equals(CONTENT)).toBe(true);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["one byte", Buffer.of(0x1f)],
])("%s", async (_, sent) => {
  const receiver = await openReceiver(PATH, 10);
  if (sent.length > 0) await receiver.receive(sent);
  expect(await receiver.finish()).toMatchObject({ bytes: sent.length, start: sent, end: sent });
  await receiver.close();
  expect(readFileSync(PATH)).toEqual(sent);
});

test.each([
  ["that breaks off", gzipSync(CONTENT).subarray(0, 100_000)],
  ["of which only the two bytes came that tell what it is", gzipSync(CONTENT).subarray(0, 2)],
  ["that is damaged", Buffer.concat([gzipSync(CONTENT).subarray(0, 100_000), Buffer.alloc(100_000, 7)])],
  ["whose checksum is wrong", Buffer.concat([gzipSync(CONTENT).subarray(0, -8), Buffer.alloc(8)])],
])("gzip %s is a broken exchange", async (_, sent) => {
  const receiver = await openReceiver(PATH, 10_000_000);
  const take = async () => {
    await receiver.receive(sent);
    await receiver.finish();
  };
  await expect(take()).rejects.toMatchObject({ stage: "answer", code: "UNFIT" });
  await receiver.close();
});

test.each([
  ["as it is", Buffer.alloc(50_001)],
  ["when decompressed", gzipSync(Buffer.alloc(100_000_000))],
])("a file that is too long %s is not written on", async (_, sent) => {
  const receiver = await openReceiver(PATH, 50_000);
  const take = async () => {
    for await (const piece of piecesOf(sent, 10_000)) await receiver.receive(piece);
    await receiver.finish();
  };
  const error = await take().catch((thrown) => thrown);
  await receiver.close();
  expect(error).toBeInstanceOf(Disconnect);
  expect(error).toMatchObject({ code: "TOO_LONG" });
  expect(readFileSync(PATH).length).toBeLessThanOrEqual(50_000);
});

test("a file that cannot be made is the file system's error", async () => {
  await expect(openReceiver(join(temp, "none", "file"), 1)).rejects.toMatchObject({ code: "ENOENT" });
  expect(existsSync(join(temp, "none"))).toBe(false);
});

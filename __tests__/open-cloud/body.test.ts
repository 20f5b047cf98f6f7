/** Bodies that are streamed, hundreds of megabytes of them. @slow */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { FileChangedError, multipart, provenFile, type StreamedBody } from "../../src/open-cloud/body.ts";

const folder = mkdtempSync(join(tmpdir(), "body-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function all({ chunks }: StreamedBody): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of chunks()) read.push(chunk);
  return Buffer.concat(read);
}

describe("a proven file", () => {
  const path = join(folder, "file");
  const content = Buffer.alloc(300_000, "abc");
  const sha256 = createHash("sha256").update(content).digest("hex");
  const file = { path, bytes: content.length, sha256 };

  test("is streamed whole, as often as it is asked for", async () => {
    writeFileSync(path, content);
    const body = provenFile(file, "application/xml");
    expect(body).toMatchObject({ contentType: "application/xml", bytes: content.length });
    // Not `toEqual`, which looks at each byte by itself.
    for (const reading of [1, 2]) expect([reading, content.equals(await all(body))]).toEqual([reading, true]);
  });

  test.each([
    ["other bytes", Buffer.alloc(300_000, "abd")],
    ["fewer bytes", content.subarray(1)],
    ["more bytes", Buffer.concat([content, Buffer.from("x")])],
    ["no bytes", Buffer.alloc(0)],
  ])("that now has %s never hands over all of its bytes", async (_, changed) => {
    writeFileSync(path, changed);
    let bytes = 0;
    const reading = (async () => {
      for await (const chunk of provenFile(file, "").chunks()) bytes += chunk.length;
    })();
    await expect(reading).rejects.toThrow(FileChangedError);
    expect(bytes).toBeLessThan(content.length);
  });

  const long = Buffer.alloc(3_000_000, "abc");
  const longFile = { path, bytes: long.length, sha256: createHash("sha256").update(long).digest("hex") };
  test.each([
    ["shrinks", () => truncateSync(path, long.length - 1)],
    ["grows", () => appendFileSync(path, "x")],
    ["is emptied and written anew", () => writeFileSync(path, Buffer.alloc(long.length, "abd"))],
  ])("that %s while it is read never hands over all of its bytes", async (_, change) => {
    writeFileSync(path, long);
    let bytes = 0;
    const reading = (async () => {
      for await (const chunk of provenFile(longFile, "").chunks()) {
        if (bytes === 0) change();
        bytes += chunk.length;
      }
    })();
    await expect(reading).rejects.toThrow(FileChangedError);
    expect(bytes).toBeLessThan(long.length);
  });

  test("that is deleted while it is read is still the one that was checked", async () => {
    writeFileSync(path, long);
    const chunks = provenFile(longFile, "").chunks()[Symbol.asyncIterator]();
    const first = (await chunks.next()).value as Buffer;
    rmSync(path);
    const rest = await all({ contentType: "", bytes: 0, chunks: () => ({ [Symbol.asyncIterator]: () => chunks }) });
    expect(Buffer.concat([first, rest]).equals(long)).toBe(true);
  });

  test.each([
    ["another file", () => renameSync(join(folder, "another"), path)],
    ["nothing", () => rmSync(path)],
  ])("that gives way to %s between two tries is not handed over by the second", async (_, swap) => {
    writeFileSync(path, content);
    writeFileSync(join(folder, "another"), Buffer.alloc(content.length, "abd"));
    const body = provenFile(file, "");
    expect((await all(body)).length).toBe(content.length);
    swap();
    await expect(all(body)).rejects.toThrow(FileChangedError);
  });

  test("that changed ends a form before its last boundary", async () => {
    writeFileSync(path, Buffer.alloc(content.length, "abd"));
    const form = multipart([{ name: "a", contentType: "", content: provenFile(file, "") }], "BOUNDARY");
    let text = "";
    const reading = (async () => {
      for await (const chunk of form.chunks()) text += chunk.toString("latin1");
    })();
    await expect(reading).rejects.toThrow(FileChangedError);
    expect(text.length).toBeLessThan(form.bytes - "\r\n--BOUNDARY--\r\n".length);
    expect(text).not.toContain("--BOUNDARY--");
  });

  const posix = process.platform === "win32" ? test.skip : test;
  posix("that was replaced by a pipe or a device is refused and not waited for", async () => {
    const pipe = join(folder, "pipe");
    const zero = join(folder, "zero");
    execFileSync("mkfifo", [pipe]);
    symlinkSync("/dev/zero", zero);
    for (const replaced of [pipe, zero, folder]) {
      const reading = all(provenFile({ ...file, path: replaced }, ""));
      await expect(reading).rejects.toThrow(FileChangedError);
      await expect(reading).rejects.toThrow("is no longer a regular file");
      await expect(reading).rejects.not.toHaveProperty("code");
    }
  });

  test("that is gone says so, without a code that would make it a broken connection", async () => {
    const gone = all(provenFile({ ...file, path: join(folder, "gone") }, ""));
    await expect(gone).rejects.toThrow("The file was checked, but could not be read again (ENOENT).");
    await expect(gone).rejects.not.toHaveProperty("code");
  });
});

describe("a form", () => {
  const streamed: StreamedBody = {
    contentType: "image/png",
    bytes: 4,
    async *chunks() {
      yield Buffer.from("by");
      yield Buffer.from("te");
    },
  };

  test("is what RFC 7578 says, of the length that it announces", async () => {
    const form = multipart(
      [
        { name: "request", contentType: "application/json", content: '{"ä":1}' },
        { name: "fileContent", fileName: 'a"b\r\nc.png', contentType: "image/png", content: streamed },
      ],
      "BOUNDARY",
    );
    expect(form.contentType).toBe("multipart/form-data; boundary=BOUNDARY");
    const bytes = await all(form);
    expect(bytes.length).toBe(form.bytes);
    expect(bytes.toString()).toBe(
      [
        "--BOUNDARY",
        'Content-Disposition: form-data; name="request"',
        "Content-Type: application/json",
        "",
        '{"ä":1}',
        "--BOUNDARY",
        'Content-Disposition: form-data; name="fileContent"; filename="a%22b%0D%0Ac.png"',
        "Content-Type: image/png",
        "",
        "byte",
        "--BOUNDARY--",
        "",
      ].join("\r\n"),
    );
  });
});

import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { DEMO_KEY, publishingKey } from "../../../simulator/index.ts";
import { answers } from "../../../simulator/server/answers.ts";
import type { Endpoint } from "../../../simulator/server/api.ts";
import { SYSTEM_CLOCK } from "../../../simulator/server/clock.ts";
import type { Fault } from "../../../simulator/server/faults.ts";
import { type Server, startServer } from "../../../simulator/server/server.ts";
import { call, connect } from "../client.ts";

const UPLOADS = "uploads.roblox.test";
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
const sha256 = createHash("sha256").update(BYTES).digest("hex");

const folder = mkdtempSync(join(tmpdir(), "hosts-"));
const file = join(folder, "bytes");
beforeAll(() => writeFileSync(file, BYTES));
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

let received: string | undefined;
const endpoints: Record<string, Endpoint> = {
  take: {
    method: "PUT",
    host: UPLOADS,
    path: /^\/inputs\/(?<input>\w+)$/,
    keeps: "file",
    async answer({ body }) {
      received = body.file;
      return { status: 200, body: "" };
    },
  },
  give: {
    method: "GET",
    host: UPLOADS,
    path: /^\/file$/,
    answer: () => ({
      status: 200,
      contentType: "application/octet-stream",
      body: { sha256, bytes: BYTES.length, file },
    }),
  },
  buffer: {
    method: "GET",
    path: /^\/buffer$/,
    answer: () => ({ status: 200, body: BYTES }),
  },
  patch: {
    method: "PATCH",
    path: /^\/thing$/,
    answer: ({ body }) => ({ status: 200, body: body.text ?? "" }),
  },
};

let server: Server;
let fault: Fault | undefined;
const start = async () => {
  server = await startServer({
    endpoints,
    keys: [publishingKey(["4242"])],
    rateLimit: { windowSeconds: 60, headers: true },
    clock: SYSTEM_CLOCK,
    fault: () => fault,
    proxy: undefined,
    certificate: "trusted",
    onRequest: () => {},
  });
};
afterEach(async () => {
  fault = undefined;
  await server.close();
});

describe("a second host", () => {
  test("takes bytes on a connection and a certificate of its own", async () => {
    await start();
    const reply = await call(server, "/inputs/a", { host: UPLOADS, method: "PUT", body: BYTES });
    expect(reply).toMatchObject({ status: 200, body: "" });
    expect(readFileSync(received ?? "").equals(BYTES)).toBe(true);
    expect(server.connects).toEqual([`${UPLOADS}:443`]);
    expect(server.requests).toMatchObject([
      { method: "PUT", host: UPLOADS, endpoint: "take", parameters: { input: "a" }, hasKey: false, bodySha256: sha256 },
    ]);
    expect(server.requests[0]).not.toHaveProperty("body");
  });

  test("refuses a key, and the record says that it came", async () => {
    await start();
    received = undefined;
    const headers = { "x-api-key": DEMO_KEY };
    const reply = await call(server, "/inputs/a", { host: UPLOADS, method: "PUT", body: BYTES, headers });
    expect(reply).toMatchObject({ status: 400, body: answers.keyNotWanted.body });
    expect(received).toBeUndefined();
    expect(server.requests).toMatchObject([{ host: UPLOADS, hasKey: true }]);
  });

  test("does not have the other's endpoints, nor the other its", async () => {
    await start();
    expect(await call(server, "/inputs/a", { method: "PUT", body: "x" })).toMatchObject({ status: 404 });
    expect(await call(server, "/buffer", { host: UPLOADS })).toMatchObject({ status: 404 });
  });

  test("shows a certificate that is good for itself alone", async () => {
    await start();
    const socket = await connect(server, `${UPLOADS}:443`);
    expect(socket.getPeerCertificate().subjectaltname).toBe(`DNS:${UPLOADS}`);
    socket.destroy();
  });

  test("cannot be asked on the other's connection", async () => {
    await start();
    const socket = await connect(server);
    expect(await call(server, "/file", { host: UPLOADS, socket })).toMatchObject({ status: 421 });
  });
});

describe("bytes as an answer", () => {
  test.each([
    ["/file", UPLOADS],
    ["/buffer", "apis.roblox.com"],
  ])("%s of %s", async (path, host) => {
    await start();
    const { bytes, headers } = await call(server, path, { host });
    expect(bytes.equals(BYTES)).toBe(true);
    expect(headers["content-length"]).toBe(String(BYTES.length));
  });

  test("a file can be paused halfway like any other answer", async () => {
    await start();
    fault = { kind: "pause", seconds: 0.02 };
    expect((await call(server, "/file", { host: UPLOADS })).bytes.equals(BYTES)).toBe(true);
  });
});

test("a body that does not come to its end leaves no file behind", async () => {
  await start();
  fault = { kind: "reset", when: "duringBody", afterBytes: 1000 };
  await expect(call(server, "/inputs/a", { host: UPLOADS, method: "PUT", body: BYTES })).rejects.toThrow();
  const files = () => readdirSync(dirname(server.caFile));
  expect(files()).toEqual(["ca.pem"]);
  await server.close();
  expect(existsSync(dirname(server.caFile))).toBe(false);
});

test("PATCH", async () => {
  await start();
  expect(await call(server, "/thing", { method: "PATCH", body: "text" })).toMatchObject({ status: 200, body: "text" });
});

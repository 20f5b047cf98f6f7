/**
 * What other publishing actions and tools were measured to do wrong. Their results, by the same kind of mock: most gave
 * up at the first 429 or reset, retried after 2 ms or not at all, hung for ever, followed redirects with the key, printed
 * it, lost the server's reason, published empty files, or turned green without a version number. What ends a whole step is
 * in the other transcripts.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { answers, type Fault, json, type RequestRecord, type TextResponse } from "../../../simulator/index.ts";
import { fileOf, OBBY, publishEach, publishOnce } from "../../harness/publish-once.ts";

const LARGE = fileOf(12_000_000);
const XML = readFileSync(join(import.meta.dirname, "..", "..", "..", "examples", "obby", "obby.rbxlx"));

const answered = (answer: TextResponse): Fault => ({ kind: "answer", answer });
/** Pauses between the uploads, in seconds. */
const pauses = (uploads: readonly RequestRecord[]) =>
  uploads.slice(1).map((upload, index) => (upload.startedAt - (uploads[index]?.endedAt ?? 0)) / 1000);

interface Row {
  readonly faults?: readonly Fault[];
  readonly file?: string;
  /** How many tries it took to version 7, or the error of the only one. */
  readonly ends: number | string;
  /** What is to be seen in the last of its requests. */
  readonly request?: object;
  /** The shortest and the longest that its first pause may be, in seconds. */
  readonly pause?: readonly [number, number];
}

const ROWS: Record<string, Row> = {
  "200 text/plain with a version number": { ends: 1 },
  "200 {}": {
    faults: [answered(json(200, {}))],
    ends: "That is no version number, so it is not known whether the place was published",
  },
  "200 with HTML": {
    faults: [answered({ status: 200, contentType: "text/html", body: "<html><title>Welcome</title></html>" })],
    ends: 'a web page "Welcome"',
  },
  "a 12 MB file": {
    file: "large.rbxl",
    ends: 1,
    request: { bodyBytes: LARGE.length, headers: { "content-length": `${LARGE.length}` } },
  },
  "409 busy": { faults: [answered(answers.busy)], ends: 2, pause: [19, 21] },
  "429 once, retry-after: 2": {
    faults: [answered({ ...json(429, {}), headers: { "retry-after": "2" } })],
    ends: 2,
    pause: [2, 60],
  },
  "500 once": { faults: [answered(answers.problemDetails)], ends: 2, pause: [1, 60] },
  "400 with HTML": { faults: [answered(answers.htmlBadRequest)], ends: 2 },
  "a connection reset": { faults: [{ kind: "reset", when: "afterBody" }], ends: 2 },
  "an upper-case extension": {
    file: "P.RBXL",
    ends: 1,
    request: { headers: { "content-type": "application/octet-stream" } },
  },
  "an XML place": { file: "p.rbxlx", ends: 1, request: { headers: { "content-type": "application/xml" } } },
  "a message with workflow commands": {
    faults: [answered(json(400, { message: "x\n::set-output name=versionNumber::666\n::error::forged" }))],
    ends: "x ::set-output name=versionNumber::666 ::error::forged",
  },
};

test.concurrent("one of each in a step with five attempts", async () => {
  const rows = Object.entries(ROWS);
  const placeIds = rows.map((_, at) => String(1001 + at));
  const run = await publishEach(
    rows.map(([, { faults = [], file }]) => ({ faults, ...(file ? { file } : {}) })),
    { checkFile: "off" },
    {
      files: { "large.rbxl": LARGE, "P.RBXL": OBBY, "p.rbxlx": XML },
      simulator: { firstVersion: Object.fromEntries(placeIds.map((id) => [id, "6"])) },
    },
  );
  const seen = rows.map(([name, { ends }], at) => {
    const { status, versionNumber, attempts, error } = run.results?.[at] ?? {};
    const isAsTold = typeof ends === "string" && String(error).includes(ends);
    return [name, status, versionNumber, attempts, isAsTold ? ends : error];
  });
  expect(seen).toEqual(
    rows.map(([name, { ends }]) =>
      typeof ends === "number" ? [name, "published", "7", ends, undefined] : [name, "failed", undefined, 1, ends],
    ),
  );
  for (const [at, [name, { ends, request = {}, pause: [shortest, longest] = [0, 60] }]] of rows.entries()) {
    const uploads = run.uploads.filter(({ parameters }) => parameters.place === placeIds[at]);
    expect([name, uploads.length]).toEqual([name, typeof ends === "number" ? ends : 1]);
    expect(uploads.at(-1)).toMatchObject(request);
    const [pause = shortest] = pauses(uploads);
    expect([name, pause < shortest || pause > longest ? pause : "as it should be"]).toEqual([name, "as it should be"]);
  }
  expect(run.log).toContain("Server is busy and unable to process your upload request");
  expect(run.log).not.toMatch(/^::set-output/m);
  // Of Node 24.
  expect(run.log).not.toMatch(/Warning/);
});

test.concurrent("always 429, retry-after: 2, x-ratelimit-reset: 2, 0", async () => {
  const limited = answered({ ...json(429, {}), headers: { "retry-after": "2", "x-ratelimit-reset": "2, 0" } });
  const run = await publishOnce({ maxAttempts: "3" }, { faults: [limited, limited, limited, limited] });
  expect(run).toMatchObject({ code: 1, errors: [{ message: expect.stringContaining("after 3 attempts") }] });
  expect(run.errors[0]?.message).toContain("30 uploads a minute");
  expect(run.uploads).toHaveLength(3);
  for (const pause of pauses(run.uploads)) expect(pause).toBeGreaterThan(2);
  expect(run.outputs).not.toHaveProperty("versionNumber");
});

test.concurrent("a mixture passes, and identical bytes give the existing version", async () => {
  const run = await publishOnce(
    {},
    {
      faults: [
        answered(answers.htmlBadRequest),
        { kind: "cutOff", framing: "chunked", end: "reset" },
        { kind: "reset", when: "afterBody", carriedOut: true },
        answered({ ...answers.rateLimited, headers: { "retry-after": "5", "x-ratelimit-reset": "22, 0" } }),
      ],
    },
  );
  expect(run).toMatchObject({ code: 0, errors: [], outputs: { attempts: "5", versionNumber: "1" } });
  expect(run.simulator.versions("1818").map(({ sha256 }) => sha256)).toEqual([
    createHash("sha256").update(OBBY).digest("hex"),
  ]);
  expect(Number(run.results?.[0]?.seconds)).toBeGreaterThan(22);
  expect(run.log).toContain(
    'Roblox\'s edge answered with a web page "400 Bad request" instead of the API (HTTP 400). Attempt 2 of 5 follows in',
  );
});

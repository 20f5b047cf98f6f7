/**
 * What other publishing actions and tools were measured to do wrong, one test each. Their results, by the same kind of
 * mock: most gave up at the first 429 or reset, retried after 2 ms or not at all, hung for ever, followed redirects with
 * the key, printed it, lost the server's reason, published empty files, or turned green without a version number.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type TextResponse } from "../../../simulator/index.ts";
import { fileOf, OBBY, type Published, publishOnce, type Setting } from "../../harness/publish-once.ts";
import { visible } from "../../harness/run-action.ts";

const LARGE = fileOf(12_000_000);
const XML = readFileSync(join(import.meta.dirname, "..", "..", "..", "examples", "obby", "obby.rbxlx"));

const once = (answer: TextResponse): Setting => ({ faults: [{ kind: "answer", answer }] });
const always = (answer: TextResponse): Setting => ({
  simulator: { fault: ({ endpoint }) => (endpoint === "publish" ? { kind: "answer", answer } : undefined) },
});
const json = (status: number, body: unknown, headers: Record<string, string> = {}): TextResponse => ({
  status,
  contentType: "application/json",
  headers,
  body: JSON.stringify(body),
});
/** Pauses between the uploads, in seconds. */
const pauses = ({ uploads }: Published) =>
  uploads.slice(1).map((upload, index) => (upload.startedAt - (uploads[index]?.endedAt ?? 0)) / 1000);

function expectVersion(run: Published, attempts: number) {
  expect(run).toMatchObject({ code: 0, errors: [], outputs: { versionNumber: "7", attempts: String(attempts) } });
  expect(run.uploads).toHaveLength(attempts);
}
function expectFailure(run: Published, attempts: number, ...texts: string[]) {
  expect(run.code).toBe(1);
  expect(run.uploads).toHaveLength(attempts);
  expect(run.errors).toHaveLength(1);
  for (const text of texts) expect(run.errors[0]?.message).toContain(text);
  expect(run.outputs).not.toHaveProperty("versionNumber");
}

const ROWS: [string, Record<string, string>, Setting, (run: Published) => void][] = [
  ["200 text/plain with a version number", {}, {}, (run) => expectVersion(run, 1)],
  ["200 {}", {}, once(json(200, {})), (run) => expectFailure(run, 1, "That is no version number")],
  [
    "200 with HTML",
    {},
    once({ status: 200, contentType: "text/html", body: "<html><title>Welcome</title></html>" }),
    (run) => expectFailure(run, 1, 'a web page "Welcome"'),
  ],
  [
    "a 12 MB file",
    { checkFile: "off" },
    { files: { "place.rbxl": LARGE } },
    (run) => {
      expectVersion(run, 1);
      expect(run.uploads[0]).toMatchObject({
        bodyBytes: LARGE.length,
        headers: { "content-length": `${LARGE.length}` },
      });
    },
  ],
  [
    "409 busy",
    {},
    once(answers.busy),
    (run) => {
      expectVersion(run, 2);
      expect(run.log).toContain("Server is busy and unable to process your upload request");
      expect(pauses(run)[0]).toBeGreaterThanOrEqual(19);
      expect(pauses(run)[0]).toBeLessThanOrEqual(21);
    },
  ],
  [
    "429 once, retry-after: 2",
    {},
    once(json(429, {}, { "retry-after": "2" })),
    (run) => {
      expectVersion(run, 2);
      expect(pauses(run)[0]).toBeGreaterThan(2);
    },
  ],
  [
    "always 429, retry-after: 2, x-ratelimit-reset: 2, 0",
    { maxAttempts: "3" },
    always(json(429, {}, { "retry-after": "2", "x-ratelimit-reset": "2, 0" })),
    (run) => {
      expectFailure(run, 3, "after 3 attempts", "30 uploads a minute");
      for (const pause of pauses(run)) expect(pause).toBeGreaterThan(2);
    },
  ],
  [
    "500 once",
    {},
    once(answers.problemDetails),
    (run) => {
      expectVersion(run, 2);
      expect(pauses(run)[0]).toBeGreaterThan(1);
    },
  ],
  [
    "always 500, three attempts",
    { maxAttempts: "3" },
    always(answers.problemDetails),
    (run) => expectFailure(run, 3, "after 3 attempts"),
  ],
  [
    "502 with HTML",
    { maxAttempts: "2" },
    always(answers.htmlBadGateway),
    (run) => {
      expectFailure(run, 2, 'a web page "502 Bad Gateway" instead of the API (HTTP 502)');
      expect(visible(run)).not.toMatch(/<\/?(html|body|h1)/);
    },
  ],
  ["400 with HTML", {}, once(answers.htmlBadRequest), (run) => expectVersion(run, 2)],
  ["a connection reset", {}, { faults: [{ kind: "reset", when: "afterBody" }] }, (run) => expectVersion(run, 2)],
  [
    "no answer, ever",
    { maxAttempts: "1", timeoutMinutes: "0.5" },
    { faults: [{ kind: "silence", when: "afterBody" }] },
    (run) => {
      expectFailure(run, 1, "time is over");
      expect(run.seconds).toBe(30);
    },
  ],
  ...([307, 302] as const).map((status): (typeof ROWS)[number] => [
    `${status} to another host`,
    {},
    { faults: [{ kind: "redirect", status, location: "https://evil.test/universes/v1/1/places/1/versions" }] },
    (run) => {
      expectFailure(run, 1, "That is a redirect, and it was not followed");
      expect(new Set(run.simulator.connects)).toEqual(new Set(["apis.roblox.com:443"]));
    },
  ]),
  [
    "an upper-case extension",
    { filePath: "P.RBXL" },
    { files: { "P.RBXL": OBBY } },
    (run) => {
      expectVersion(run, 1);
      expect(run.uploads[0]?.headers["content-type"]).toBe("application/octet-stream");
    },
  ],
  [
    "an XML place",
    { filePath: "p.rbxlx" },
    { files: { "p.rbxlx": XML } },
    (run) => {
      expectVersion(run, 1);
      expect(run.uploads[0]?.headers["content-type"]).toBe("application/xml");
    },
  ],
  ["a zero-byte file", {}, { files: { "place.rbxl": "" } }, (run) => expectFailure(run, 0, "The file has no bytes.")],
  [
    "401 with a message that echoes the key",
    {},
    once(json(401, { errors: [{ code: 0, message: `Bad key ${DEMO_KEY}` }] })),
    (run) => {
      expectFailure(run, 1, 'Roblox said "Bad key ***" (HTTP 401)');
      expect(visible(run)).not.toContain(DEMO_KEY);
    },
  ],
  [
    "a message with workflow commands",
    {},
    once(json(400, { message: "x\n::set-output name=versionNumber::666\n::error::forged" })),
    (run) => {
      expectFailure(run, 1, "x ::set-output name=versionNumber::666 ::error::forged");
      expect(run.log).not.toMatch(/^::set-output/m);
    },
  ],
  ["warnings of Node 24", {}, {}, (run) => expect(run.log).not.toMatch(/Warning/)],
  [
    "no attempts at all",
    { maxAttempts: "0" },
    {},
    (run) => expectFailure(run, 0, 'maxAttempts is "0", but must be a whole number from 1 to 20'),
  ],
  [
    "a misspelt version type",
    { versionType: "pubished" },
    {},
    (run) => expectFailure(run, 0, "Did you mean Published?"),
  ],
];

test.concurrent.each(ROWS)("%s", async (_name, inputs, setting, check) => {
  check(await publishOnce(inputs, { ...setting, simulator: { firstVersion: { "1818": "6" }, ...setting.simulator } }));
});

/** What the user of a failed run is told, and what nobody is ever told. */
import { describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  type Fault,
  json,
  publishingKey,
  type SimulatedKey,
  type TextResponse,
} from "../../../simulator/index.ts";
import { type Published, publishEach, publishOnce, type Setting } from "../../harness/publish-once.ts";
import { visible } from "../../harness/run-action.ts";
import { longestPiece, PROMISED } from "../../text/echoes.ts";

const HELP = "https://github.com/owner/publish-to-roblox/blob/v1/docs/api-key.md";

function oneError(run: Published): string {
  expect(run.code).toBe(1);
  expect(run.errors).toHaveLength(1);
  const { title, message = "" } = run.errors[0] ?? {};
  const isUnknown = message.includes("may have been published all the same");
  expect(title).toBe(isUnknown ? "It is not known whether place 1818 was published" : "Place 1818 was not published");
  return message;
}

/** The key is looked at before the upload as well; here that gives nothing, as if it changed in between. */
const withKey = (key: Partial<SimulatedKey>): Setting => ({
  simulator: {
    keys: [{ ...publishingKey(["4242"]), ...key }],
    fault: ({ endpoint }, nth) =>
      endpoint === "introspect" && nth === 1 ? { kind: "answer", answer: answers.htmlUnavailable } : undefined,
  },
});
const answering = (answer: TextResponse, times = 1): Setting => ({
  faults: new Array(times).fill({ kind: "answer", answer }),
});

describe("a refused key: introspection says why", () => {
  const scope = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };
  test.concurrent.each<[string, Setting, ...(string | RegExp)[]]>([
    ["wrong", withKey({ secret: "another" }), "the key is wrong, deleted or regenerated"],
    [
      "none of what introspection tells",
      {
        ...withKey({
          state: "autoExpired",
          introspection: json(200, { name: "secret name", enabled: true, expired: false, scopes: [scope] }),
        }),
      },
      "Roblox reports it as enabled and not expired, with write on universe-places, restricted to one universe, universe 4242 among them.",
      /What remains, likeliest first: its IP allow-list .+ 60 days .+ revoked or moderated/,
    ],
  ])("401, %s", async (_name, setting, ...texts) => {
    const run = await publishOnce({}, setting);
    const message = oneError(run);
    expect(message).toContain('Roblox said "Invalid API Key" (HTTP 401)');
    for (const text of texts) expect(message).toMatch(typeof text === "string" ? new RegExp(literally(text)) : text);
    expect(message).toContain(HELP);
    expect(run.uploads).toHaveLength(1);
    expect(run.lookUps).toEqual(["introspect"]);
    expect(visible(run)).not.toMatch(/secret name|100001/);
  });

  test.concurrent("401, and what was given is no key by its form", async () => {
    const message = oneError(await publishOnce({ apiKey: "_|WARNING:-DO-NOT-SHARE-THIS" }));
    expect(message).toContain("What was given does not look like an Open Cloud API key");
  });

  test.concurrent.each<[string, Setting, string]>([
    [
      "other universes",
      withKey({ scopes: [{ ...scope, universeIds: ["777777", "888888"] }] }),
      "The key has universe-places write, but not on universe 4242: it is restricted to 2 universes, and this is not among them.",
    ],
    [
      "nothing wrong with the key",
      answering(answers.scopeNotAuthorized),
      "The key itself looks right: enabled and not expired, with write on universe-places, restricted to one universe, universe 4242 among them. Publishing to this place is not allowed",
    ],
  ])("403, %s", async (_name, setting, text) => {
    const run = await publishOnce({}, setting);
    const message = oneError(run);
    expect(message).toMatch(/^Roblox (said|answered) .*HTTP 403/);
    expect(message).toContain(text);
    expect(message).toContain(HELP);
    expect(run.uploads).toHaveLength(1);
    expect(run.lookUps).toEqual(["introspect"]);
    expect(visible(run)).not.toMatch(/777777|888888/);
  });
});

test.concurrent("a wrong place is explained by the universe that it belongs to, looked up without the key", async () => {
  const run = await publishEach(
    [{ faults: [] }, { faults: [] }, { faults: [{ kind: "answer", answer: answers.placeNotInUniverse }] }],
    {},
    {
      simulator: {
        universes: { "4242": ["1003"], "31337": ["1001"] },
        keys: [publishingKey(["4242", "31337"])],
      },
    },
  );
  expect(run.results).toMatchObject([
    {
      error: expect.stringMatching(
        /HTTP 409.*Place 1001 belongs to universe 31337, not to 4242\. Set universeId to 31337/,
      ),
    },
    { error: expect.stringContaining("The place or the universe does not exist. Compare both ids") },
    { error: expect.stringContaining("Place 1003 does belong to universe 4242, so the ids are right.") },
  ]);
  expect(run.uploads).toHaveLength(3);
  const lookUps = run.simulator.requests.filter(({ endpoint }) => endpoint === "universeOfPlace");
  expect(lookUps).toHaveLength(3);
  for (const { headers } of lookUps) expect(headers).not.toHaveProperty("x-api-key");
});

test.concurrent("one try means one request, and is not counted", async () => {
  const run = await publishOnce({ maxAttempts: "1" }, answering(answers.problemDetails, 9));
  expect(run.uploads).toHaveLength(1);
  const message = oneError(run);
  expect(message).toContain('Roblox said "An error occurred while processing your request." (HTTP 500).');
  expect(message).not.toContain("attempts");
  expect(run.errors[0]?.title).toBe("It is not known whether place 1818 was published");
});

test.concurrent("tries are counted in the error; busy is waited for longest, and its first wait names Studio", async () => {
  const ends = [answers.problemDetails, answers.requestContextFailure, answers.htmlBadGateway, answers.busy];
  const run = await publishEach(
    ends.map((answer) => ({ faults: new Array(9).fill({ kind: "answer", answer }) })),
    { maxAttempts: "4" },
  );
  expect(run.results).toMatchObject(
    [
      /^Roblox said "An error occurred while processing your request\." \(HTTP 500\) after 4 attempts\./,
      /^Roblox said "Request Context Failure" \(HTTP 502\) after 4 attempts\. Roblox's side failed\./,
      /^Roblox's edge answered with a web page "502 Bad Gateway" instead of the API \(HTTP 502\) after 4 attempts\./,
      /^Roblox said "Save failed\. Server is busy .+" \(HTTP 409, Conflict\) after 4 attempts\./,
    ].map((error) => ({ status: "failed", attempts: 4, error: expect.stringMatching(error) })),
  );
  expect(run.errors[0]?.title).toBe("1 of 4 places was not published, and of 3 more that is not known");
  expect(run.uploads).toHaveLength(16);
  expect(visible(run)).not.toMatch(/<\/?(html|body|h1)/);
  for (const placeId of ["1001", "1002", "1003", "1004"]) {
    const waits = run.log.matchAll(new RegExp(`^\\[${placeId}\\] .*(Attempt \\d of 4) follows in`, "gm"));
    expect([...waits].map(([, attempt]) => attempt)).toEqual(["Attempt 2 of 4", "Attempt 3 of 4", "Attempt 4 of 4"]);
  }
  const waits = [...run.log.matchAll(/^\[1004\] Roblox said .*follows in (?:(\d+) min )?(\d+) s$/gm)];
  expect(waits.map(([, minutes = "0", seconds]) => Math.round((Number(minutes) * 60 + Number(seconds)) / 20))).toEqual([
    1, 2, 4,
  ]);
  expect(waits.map(([line]) => line.includes("open in Roblox Studio or a Team Create session"))).toEqual([
    true,
    false,
    false,
  ]);
});

test.concurrent("a server that hangs up during the upload is tried again twice, and the key is asked about before the last time", async () => {
  const hangUps = new Array(9).fill({ kind: "reset", when: "duringBody", afterBytes: 100_000 });
  const run = await publishOnce({}, { faults: hangUps, large: true });
  expect(run.uploads).toHaveLength(3);
  expect(run.simulator.requests.map(({ endpoint }) => endpoint)).toEqual([
    "introspect",
    "publish",
    "publish",
    "introspect",
    "publish",
  ]);
  expect(oneError(run)).toMatch(
    /^The server hung up during the upload: it may have refused .+ after 3 attempts\. The file was not sent whole, so nothing was published/,
  );
});

// Four at most: each would meet all other places too, so that none is begun after the first of them.
test.concurrent.each([
  [
    [301, "https://evil.test/universes/v1/4242/places/1818/versions"],
    [302, "https://apis.roblox.com:8443/elsewhere"],
    [303, "/elsewhere"],
    [302, "https://evil.test/universes/v1/1/places/1/versions"],
  ],
  [
    [307, "http://apis.roblox.com/universes/v1/4242/places/1818/versions"],
    [307, "https://evil.test/universes/v1/1/places/1/versions"],
    [308, "//evil.test/"],
  ],
] as const)("redirects are not followed: %j, %j, %j", async (...redirects) => {
  const run = await publishEach(
    redirects.map(([status, location]) => ({ faults: [{ kind: "redirect", status, location }] })),
  );
  expect(run.uploads).toHaveLength(redirects.length);
  expect(new Set(run.simulator.connects)).toEqual(new Set(["apis.roblox.com:443"]));
  const refused = /HTTP (\d+)\)?.* That is a redirect, and it was not followed/;
  expect(run.results?.map(({ error }) => refused.exec(String(error))?.[1])).toEqual(
    redirects.map(([status]) => String(status)),
  );
  for (const result of run.results ?? []) expect(result).not.toHaveProperty("versionNumber");
});

describe("the key is in nothing that a run writes", () => {
  const key = `${DEMO_KEY.slice(0, 40)}+a/b==`;
  const forms = [
    key,
    encodeURIComponent(key),
    JSON.stringify(key),
    key.replace("+", "\\u002B").replaceAll("=", "\\u003D"),
    Buffer.from(key).toString("base64"),
    Buffer.from(`x${key}`).toString("base64"),
    Buffer.from(`user:${key}`).toString("base64url"),
  ];
  const echo = `echo ${forms.join(" and ")} end`;
  const answered = (answer: TextResponse): Fault => ({ kind: "answer", answer });
  const lost: Fault = { kind: "reset", when: "afterBody" };
  const page = `<title>${key} ${encodeURIComponent(key)}</title>`;
  test.concurrent.each<[string, ...Fault[][]]>([
    [
      "in a text, a page, a code, a retried answer and a success",
      [answered({ status: 400, contentType: "text/plain", body: echo })],
      [answered({ status: 404, contentType: "text/html", body: page })],
      [answered(json(503, { message: echo, traceId: key }))],
      [answered(json(409, { code: key, message: "no" }))],
      [answered(json(200, { versionNumber: 7, note: echo }))],
      [answered(json(200, { versionNumber: key }))],
      [lost, lost, lost, lost, lost],
    ],
    [
      "in a refusal and a header",
      [answered(json(401, { errors: [{ code: 0, message: echo }] }))],
      [
        answered({
          status: 302,
          contentType: "text/plain",
          headers: { location: `https://evil.test/?key=${key}`, server: key },
          body: "",
        }),
      ],
    ],
  ])("%s", async (_name, ...fates) => {
    const run = await publishEach(
      fates.map((faults) => ({ faults })),
      { apiKey: key },
      {
        simulator: { keys: [{ ...publishingKey(["4242"]), secret: key }] },
        environment: { RUNNER_DEBUG: "1", NODE_DEBUG: undefined },
      },
    );
    expect(new Set(run.uploads.map(({ parameters }) => parameters.place)).size).toBe(fates.length);
    const pieces = [key.slice(0, 24), key.slice(10, 34), Buffer.from(key).toString("base64").slice(4, 28)];
    pieces.push(
      ...[1, 2].map((offset) =>
        Buffer.from("x".repeat(offset) + key)
          .toString("base64")
          .slice(8, 32),
      ),
    );
    const written = [visible(run), run.summary, JSON.stringify(run.outputs)].join("\n").split("\n");
    expect(written.filter((line) => pieces.some((piece) => line.includes(piece)))).toEqual([]);
    expect(written.join("\n")).toContain("***");
    expect(run.masks[0]).toBe(key);
  });
});

test.concurrent("the key is in no output, log or summary, in whatever promised form the server writes it", async () => {
  const key = `${DEMO_KEY.slice(0, 40)}+a/b==`;
  const fates = PROMISED.map(([, write]) => ({
    faults: [{ kind: "answer" as const, answer: json(400, { message: `echo ${write(key)} end` }) }],
  }));
  const run = await publishEach(
    fates,
    { apiKey: key },
    { simulator: { keys: [{ ...publishingKey(["4242"]), secret: key }] } },
  );
  expect(run.uploads).toHaveLength(PROMISED.length);
  for (const [index, { error }] of (run.results ?? []).entries()) {
    expect([PROMISED[index]?.[0], error]).toEqual([
      PROMISED[index]?.[0],
      expect.stringMatching(/echo .{0,8}\*\*\*.{0,12} end/),
    ]);
  }
  for (const written of [visible(run), run.summary, ...Object.values(run.outputs)]) {
    expect(longestPiece(written, key)).toBeLessThan(12);
  }
});

test.concurrent("server text cannot act on the runner, the terminal or the page", async () => {
  const message =
    "\n::set-output name=versionNumber::666\r\n::error::forged\n##[add-path]/evil \u001b[31mred\u001b]0;title\u0007 \u202Etxet";
  const traceId = "00-5b8aa5a2d2c872e8321cf37308d69df2-01";
  const run = await publishEach(
    [{ message: `${message}${" x".repeat(5000)}` }, { title: "Validation failed.", traceId }].map((body) => ({
      faults: [{ kind: "answer", answer: json(400, body) }],
    })),
  );
  expect(run.results).toMatchObject([{ status: "failed" }, { status: "failed" }]);
  expect(String(run.results?.[0]?.error).length).toBeLessThan(1200);
  expect(run.log).not.toMatch(
    /^\s*::(?!add-mask|group|endgroup|debug::(?:Roblox's word on the key|Place 100\d: HTTP 400, )|error title=2 of 2 places)/m,
  );
  expect(run.log).not.toMatch(/##\[/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are gone is the point
  expect(run.log).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\u202e]/);
  expect(run.outputs).not.toHaveProperty("versionNumber");
  // A debug line names the ids with which Roblox can find the request.
  expect(run.log).toContain(`::debug::Place 1002: HTTP 400, server public-gateway, edge simulator, trace ${traceId}`);
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

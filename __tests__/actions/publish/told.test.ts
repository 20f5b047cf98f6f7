/** What the user of a failed run is told, and what nobody is ever told. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, publishingKey, type SimulatedKey, type TextResponse } from "../../../simulator/index.ts";
import { OBBY, type Published, publishOnce, type Setting } from "../../harness/publish-once.ts";
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
const json = (status: number, body: unknown): TextResponse => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

describe("a refused key: introspection says why", () => {
  const scope = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };
  test.concurrent.each<[string, Setting, ...(string | RegExp)[]]>([
    [
      "disabled",
      withKey({ enabled: false }),
      /^Roblox said "Invalid API Key" \(HTTP 401\)\. The key is disabled\. Switch it on/,
    ],
    [
      "expired",
      withKey({ expired: true, expirationTimeUtc: "2026-10-01T00:00:00Z" }),
      "The key expired on 2026-10-01. Give it a new expiration date",
    ],
    [
      "not accepted from this address",
      withKey({ blockedAddress: true }),
      "IP allow-list leaves this runner out",
      "GitHub-hosted",
    ],
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
    [
      "introspection is out of order",
      withKey({ state: "revoked", introspection: answers.htmlUnavailable }),
      "The key was refused. What remains, likeliest first: its IP allow-list",
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
      "no write",
      withKey({ scopes: [{ ...scope, operations: ["read"] }] }),
      "The key has only read on universe-places; publishing needs write. Add the operation Write",
    ],
    ["no scope", withKey({ scopes: [] }), "The key has nothing on universe-places; publishing needs write."],
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

describe("the wrong place", () => {
  test.concurrent("of another universe: named", async () => {
    const run = await publishOnce(
      { placeId: "9001" },
      {
        simulator: { universes: { "4242": ["1818"], "31337": ["9001"] }, keys: [publishingKey(["4242", "31337"])] },
      },
    );
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]?.message).toMatch(
      /HTTP 409.*Place 9001 belongs to universe 31337, not to 4242\. Set universeId to 31337/,
    );
    expect(run.uploads).toHaveLength(1);
    expect(run.lookUps).toEqual(["universeOfPlace"]);
    const lookUp = run.simulator.requests.find(({ endpoint }) => endpoint === "universeOfPlace");
    expect(lookUp?.headers).not.toHaveProperty("x-api-key");
  });

  test.concurrent("that does not exist", async () => {
    const run = await publishOnce({ placeId: "404404" });
    expect(run.errors[0]?.message).toContain("The place or the universe does not exist. Compare both ids");
  });

  test.concurrent("a 409 that the look-up does not explain", async () => {
    const message = oneError(await publishOnce({}, answering(answers.placeNotInUniverse)));
    expect(message).toContain("Place 1818 does belong to universe 4242, so the ids are right.");
  });
});

describe("tries", () => {
  test.concurrent("one means one request", async () => {
    const run = await publishOnce({ maxAttempts: "1" }, answering(answers.problemDetails, 9));
    expect(run.uploads).toHaveLength(1);
    const message = oneError(run);
    expect(message).toContain('Roblox said "An error occurred while processing your request." (HTTP 500).');
    expect(message).not.toContain("attempts");
  });

  test.concurrent("several are counted in the error", async () => {
    const run = await publishOnce({ maxAttempts: "3" }, answering(answers.requestContextFailure, 9));
    expect(run.uploads).toHaveLength(3);
    expect(oneError(run)).toMatch(
      /^Roblox said "Request Context Failure" \(HTTP 502\) after 3 attempts\. Roblox's side failed\./,
    );
    expect(run.results).toMatchObject([{ status: "failed", attempts: 3 }]);
    expect(run.log.match(/Attempt \d of 3 follows in/g)).toEqual([
      "Attempt 2 of 3 follows in",
      "Attempt 3 of 3 follows in",
    ]);
  });

  test.concurrent("five by default, and a mixture of faults passes", async () => {
    const run = await publishOnce(
      {},
      {
        faults: [
          { kind: "answer", answer: answers.htmlBadRequest },
          { kind: "cutOff", framing: "chunked", end: "reset" },
          { kind: "reset", when: "afterBody", carriedOut: true },
          {
            kind: "answer",
            answer: { ...answers.rateLimited, headers: { "retry-after": "5", "x-ratelimit-reset": "22, 0" } },
          },
        ],
      },
    );
    expect(run).toMatchObject({ code: 0, errors: [], outputs: { attempts: "5", versionNumber: "1" } });
    expect(run.simulator.versions("1818")).toHaveLength(1);
    expect(Number(run.results?.[0]?.seconds)).toBeGreaterThan(22);
    expect(run.log).toContain(
      'Roblox\'s edge answered with a web page "400 Bad request" instead of the API (HTTP 400). Attempt 2 of 5 follows in',
    );
  });

  test.concurrent("busy: the first wait names Studio and Team Create, and the waits grow", async () => {
    const run = await publishOnce({ maxAttempts: "4", timeoutMinutes: "60" }, answering(answers.busy, 9));
    expect(run.uploads).toHaveLength(4);
    const waits = [...run.log.matchAll(/^Roblox said .*follows in (?:(\d+) min )?(\d+) s$/gm)];
    expect(
      waits.map(([, minutes = "0", seconds]) => Math.round((Number(minutes) * 60 + Number(seconds)) / 20)),
    ).toEqual([1, 2, 4]);
    expect(waits.map(([line]) => line.includes("open in Roblox Studio or a Team Create session"))).toEqual([
      true,
      false,
      false,
    ]);
    expect(oneError(run)).toMatch(
      /^Roblox said "Save failed\. Server is busy .+" \(HTTP 409, Conflict\) after 4 attempts\./,
    );
  });
});

describe("a server that hangs up during the upload", () => {
  const hangUps = new Array(9).fill({ kind: "reset", when: "duringBody", afterBytes: 100_000 });

  test.concurrent("is tried again twice, and the key is asked about before the last time", async () => {
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

  test.concurrent("ends the step when the key turns out to be disabled", async () => {
    const run = await publishOnce({}, { faults: hangUps, large: true, ...withKey({ enabled: false }) });
    expect(run.uploads).toHaveLength(2);
    expect(oneError(run)).toContain("The key is disabled. Switch it on");
  });
});

describe("redirects are not followed", () => {
  test.concurrent.each([
    [301, "https://evil.test/universes/v1/4242/places/1818/versions"],
    [302, "https://apis.roblox.com:8443/elsewhere"],
    [303, "/elsewhere"],
    [307, "http://apis.roblox.com/universes/v1/4242/places/1818/versions"],
    [308, "//evil.test/"],
  ] as const)("%i to %s", async (status, location) => {
    const run = await publishOnce({}, { faults: [{ kind: "redirect", status, location }] });
    expect(run.uploads).toHaveLength(1);
    expect(run.simulator.connects.every((target) => target === "apis.roblox.com:443")).toBe(true);
    expect(oneError(run)).toContain(`HTTP ${status}`);
    expect(oneError(run)).toContain("That is a redirect, and it was not followed");
    expect(run.outputs).not.toHaveProperty("versionNumber");
  });
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
  const echoes: [string, Setting][] = [
    ["in a refusal", answering(json(401, { errors: [{ code: 0, message: echo }] }))],
    ["in a text", answering({ status: 400, contentType: "text/plain", body: echo })],
    [
      "in a page",
      answering({ status: 404, contentType: "text/html", body: `<title>${key} ${encodeURIComponent(key)}</title>` }),
    ],
    [
      "in a header",
      answering({ status: 302, headers: { location: `https://evil.test/?key=${key}`, server: key }, body: "" }),
    ],
    ["in a retried answer", answering(json(503, { message: echo, traceId: key }))],
    ["in a code", answering(json(409, { code: key, message: "no" }))],
    ["in a success", answering(json(200, { versionNumber: 7, note: echo }))],
    ["in a success without a number", answering(json(200, { versionNumber: key }))],
    ["nowhere, but the proxy fails", { simulator: { proxy: { status: 407 } } }],
    ["nowhere, but the connection breaks", { faults: new Array(5).fill({ kind: "reset", when: "afterBody" }) }],
  ];

  test.concurrent.each(echoes)("%s", async (_name, setting) => {
    const run = await publishOnce(
      { apiKey: key },
      {
        ...setting,
        simulator: { keys: [{ ...publishingKey(["4242"]), secret: key }], ...setting.simulator },
        environment: { RUNNER_DEBUG: "1", NODE_DEBUG: undefined },
      },
    );
    const written = [visible(run), run.summary, JSON.stringify(run.outputs)].join("\n");
    const pieces = [key.slice(0, 24), key.slice(10, 34), Buffer.from(key).toString("base64").slice(4, 28)];
    pieces.push(
      ...[1, 2].map((offset) =>
        Buffer.from("x".repeat(offset) + key)
          .toString("base64")
          .slice(8, 32),
      ),
    );
    for (const piece of pieces) expect(written).not.toContain(piece);
    expect(run.masks[0]).toBe(key);
  });
});

test.concurrent("the key is in no output, log or summary, in whatever promised form the server writes it", async () => {
  const key = `${DEMO_KEY.slice(0, 40)}+a/b==`;
  const faults = PROMISED.map(([, write]) => ({
    kind: "answer" as const,
    answer: json(400, { message: `echo ${write(key)} end` }),
  }));
  const placeIds = PROMISED.map((_, index) => String(1000 + index));
  const run = await publishOnce(
    {
      apiKey: key,
      placeId: "",
      filePath: "",
      places: placeIds.map((id) => `${id}: place.rbxl`).join("\n"),
      timeoutMinutes: "60",
    },
    { simulator: { keys: [{ ...publishingKey(["4242"]), secret: key }], universes: { "4242": placeIds } }, faults },
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
  const run = await publishOnce({}, answering(json(400, { message: `${message}${" x".repeat(5000)}` })));
  expect(oneError(run).length).toBeLessThan(1200);
  expect(run.log).not.toMatch(
    /^\s*::(?!add-mask|group|endgroup|debug::(?:Roblox's word on the key|Place 1818: HTTP 400, )|error title=Place)/m,
  );
  expect(run.log).not.toMatch(/##\[/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are gone is the point
  expect(run.log).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\u202e]/);
  expect(run.outputs).not.toHaveProperty("versionNumber");
});

test.concurrent("a debug line names the ids with which Roblox can find the request", async () => {
  const traceId = "00-5b8aa5a2d2c872e8321cf37308d69df2-01";
  const answer = json(400, { title: "Validation failed.", traceId });
  const run = await publishOnce({}, answering(answer));
  expect(run.log).toContain(`::debug::Place 1818: HTTP 400, server public-gateway, edge simulator, trace ${traceId}`);
});

test.concurrent("identical bytes give the existing version, and that is a success", async () => {
  const first = await publishOnce({}, { faults: [{ kind: "reset", when: "afterBody", carriedOut: true }] });
  expect(first).toMatchObject({ code: 0, outputs: { versionNumber: "1", attempts: "2" } });
  expect(first.simulator.versions("1818").map(({ sha256 }) => sha256)).toEqual([
    createHash("sha256").update(OBBY).digest("hex"),
  ]);
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

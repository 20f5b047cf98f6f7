/** Restarts and messages, end to end: the real bundles against a simulated Roblox. */
import { describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type Fault, type SimulatorOptions } from "../../simulator/index.ts";
import { keyWith, play } from "../harness/transcript.ts";

/** The first requests of an endpoint meet these faults. */
const faults = (...list: Fault[]): SimulatorOptions => ({ fault: (_, nth) => list[nth - 1] });
const answered = (answer: (typeof answers)[keyof typeof answers]): Fault => ({ kind: "answer", answer });
const LOST: Fault = { kind: "reset", when: "afterBody", carriedOut: true };
const CAPTIVE: Fault = answered({
  status: 200,
  contentType: "text/html",
  body: "<html><title>Login</title></html>",
} as never);

const UNKNOWN = "It is not known whether the servers were restarted";

describe("restart-servers", () => {
  test.each([
    [{}, { placeIds: [], closeAllVersions: false, bleedOffServers: true, bleedOffDurationMinutes: 10 }],
    [
      { placeIds: "1818, 1819\n\n1818", closeAllVersions: "TRUE", bleedOffMinutes: "0" },
      { placeIds: ["1818", "1819"], closeAllVersions: true, bleedOffServers: false },
    ],
    [{ bleedOffMinutes: "60" }, { bleedOffServers: true, bleedOffDurationMinutes: 60 }],
  ])("asks for %j", async (inputs, restart) => {
    const run = await play("restart-servers", inputs);
    expect(run).toMatchObject({ code: 0, errors: [], outputs: {}, calls: ["POST restartServers 200"] });
    expect(run.simulator.restarts).toEqual([expect.objectContaining({ universeId: "4242", ...restart })]);
    expect(run.simulator.requests[0]?.headers).toMatchObject({ "x-api-key": DEMO_KEY });
  });

  test("says which servers restart, and when", async () => {
    const run = await play("restart-servers", { placeIds: "1818" });
    expect(run.lines).toEqual([
      "Roblox restarts the servers with an old version of place 1818, within 10 min, during which players may finish",
    ]);
  });

  test("a restart of outdated servers is repeated when its answer was lost", async () => {
    const run = await play("restart-servers", {}, faults(LOST));
    expect(run).toMatchObject({ code: 0, calls: ["POST restartServers undefined", "POST restartServers 200"] });
    expect(run.lines[0]).toMatch(/^No complete answer came .* Attempt 2 of 5 follows in/);
  });

  test.each([
    ["a lost answer", LOST],
    ["a gateway's 502", { kind: "answer", answer: answers.htmlBadGateway, carriedOut: true }],
    ["half an answer", { kind: "cutOff", framing: "content-length", end: "hangUp" }],
  ] as [string, Fault][])("a restart of all versions is not repeated: %s", async (_, fault) => {
    const run = await play("restart-servers", { closeAllVersions: "true" }, faults(fault));
    expect(run.code).toBe(1);
    expect(run.simulator.restarts).toHaveLength(1);
    expect(run.simulator.requests).toHaveLength(1);
    expect(run.errors).toEqual([
      { title: UNKNOWN, message: expect.stringContaining("may be restarting all the same") },
    ]);
  });

  test("what was certainly not carried out is repeated even so", async () => {
    const run = await play("restart-servers", { closeAllVersions: "true" }, faults(answered(answers.rateLimited)));
    expect(run).toMatchObject({ code: 0, calls: ["POST restartServers 429", "POST restartServers 200"] });
  });

  test.each([
    ["a place of another universe", { placeIds: "99" }, {}, /Place 99 is not part of the universe.*placeIds/, false],
    [
      "a key without the scope",
      {},
      { keys: [keyWith({ universe: ["read"] })] },
      /Required: universe:write.*The key has only read on universe; restarting servers needs write\..*docs\/api-key\.md/,
      false,
    ],
    ["a wrong key", { apiKey: "wrong" }, {}, /Invalid API Key.*does not accept this key/, false],
    ["a captive network's page", { maxAttempts: "1" }, faults(CAPTIVE), /web page "Login" instead of the API/, true],
    [
      "a redirect",
      {},
      faults({ kind: "redirect", location: "https://evil.test/" }),
      /redirect, and it was not followed/,
      false,
    ],
    [
      "trouble that stays",
      { maxAttempts: "2" },
      faults(...Array(2).fill(answered(answers.unavailable))),
      /after 2 attempts.*safe/,
      true,
    ],
  ] as [string, Record<string, string>, SimulatorOptions, RegExp, boolean][])(
    "fails: %s",
    async (_, inputs, simulated, message, perhaps) => {
      const run = await play("restart-servers", inputs, simulated);
      expect(run.code).toBe(1);
      expect(run.errors).toEqual([
        { title: perhaps ? UNKNOWN : "The servers were not restarted", message: expect.stringMatching(message) },
      ]);
      expect(new Set(run.simulator.connects)).toEqual(new Set(["apis.roblox.com:443"]));
      expect(run.lines.join("\n")).not.toContain(DEMO_KEY);
    },
  );

  test("names all wrong inputs in one error and asks nothing", async () => {
    const run = await play("restart-servers", {
      apiKey: "",
      universeId: "0",
      placeIds: "1818,x,19 20",
      closeAllVersions: "yes",
      bleedOffMinutes: "61",
      maxAttempts: "0",
    });
    expect(run.calls).toEqual([]);
    expect(run.code).toBe(1);
    expect(run.errors).toHaveLength(1);
    for (const name of [
      "apiKey is missing",
      "universeId",
      "placeIds holds",
      '"19 20"',
      "closeAllVersions",
      "maxAttempts",
    ]) {
      expect(run.errors[0]?.message).toContain(name);
    }
    expect(run.errors[0]?.message).toContain('bleedOffMinutes is "61", but must be a whole number from 0 to 60.');
  });
});

test.each([
  ["Dependabot", { GITHUB_ACTOR: "dependabot[bot]" }, "github.actor != 'dependabot[bot]'"],
  ["a fork", { GITHUB_EVENT_PATH: "event.json" }, "github.event.pull_request.head.repo.full_name == github.repository"],
])("a run from %s has no key, and is told what to do", async (_, environment, advice) => {
  const files = { "event.json": JSON.stringify({ pull_request: { head: { repo: { full_name: "fork/game" } } } }) };
  const run = await play("restart-servers", { apiKey: "" }, {}, { environment, files });
  expect(run.errors).toEqual([{ title: "Wrong inputs", message: expect.stringContaining(`as in \`if: ${advice}\``) }]);
});

describe("publish-message", () => {
  const inputs = { topic: "updates", message: '{"version": "7 – Ä"}' };

  test("sends it once, as it is", async () => {
    const run = await play("publish-message", inputs);
    expect(run).toMatchObject({ code: 0, errors: [], calls: ["POST publishMessage 200"] });
    expect(run.simulator.messages).toEqual([expect.objectContaining({ universeId: "4242", ...inputs })]);
    expect(run.lines).toEqual(["Sent to the servers of universe 4242 that subscribe to the topic"]);
  });

  test.each([
    ["a lost answer", LOST],
    ["a hang-up after it", { kind: "hangUp", when: "afterBody", carriedOut: true }],
    ["a 503", { kind: "answer", answer: answers.unavailable, carriedOut: true }],
    ["no answer at all", { kind: "silence", when: "afterBody", carriedOut: true }],
    ["a captive network's page", CAPTIVE],
  ] as [string, Fault][])("never sends it twice: %s", async (_, fault) => {
    const run = await play("publish-message", { ...inputs, timeoutMinutes: "2" }, faults(fault));
    expect(run.code).toBe(1);
    expect(run.simulator.requests).toHaveLength(1);
    expect(run.errors).toEqual([
      {
        title: "It is not known whether the message was sent",
        message: expect.stringContaining("may have got the message all the same"),
      },
    ]);
  });

  test("waits for the rate limit", async () => {
    const run = await play("publish-message", inputs, faults(answered(answers.rateLimited)));
    expect(run).toMatchObject({ code: 0, calls: ["POST publishMessage 429", "POST publishMessage 200"] });
  });

  test("names the missing scope", async () => {
    const run = await play("publish-message", inputs, { keys: [keyWith({ universe: ["write"] })] });
    expect(run.errors).toEqual([
      {
        title: "The message was not sent",
        message: expect.stringMatching(
          /The key has nothing on universe-messaging-service; sending a message needs publish\./,
        ),
      },
    ]);
  });

  test.each([
    ["too long", { topic: "t".repeat(81), message: "m".repeat(1025) }, ["has 81 characters", "has 1025 characters"]],
    ["missing", { topic: "", message: " " }, ["topic is missing", "message is missing"]],
  ])("texts that are %s are refused before anything is sent", async (_, texts, expected) => {
    const run = await play("publish-message", texts);
    expect(run).toMatchObject({ code: 1, calls: [] });
    expect(run.errors).toEqual([{ title: "Wrong inputs", message: expect.any(String) }]);
    for (const text of expected) expect(run.errors[0]?.message).toContain(text);
  });
});

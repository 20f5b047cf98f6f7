/** Restarts and messages, end to end: the real bundles against a simulated Roblox. */
import { describe, expect, test } from "@jest/globals";
import { answers, DEMO_KEY, type Fault, type SimulatorOptions } from "../../simulator/index.ts";
import { readInputs } from "../../src/actions/publish-message/inputs.ts";
import { given } from "../harness/inputs.ts";
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
  test.each<[Record<string, string>, object]>([
    [{}, { placeIds: [], closeAllVersions: false, bleedOffServers: true, bleedOffDurationMinutes: 10 }],
    [
      { placeIds: "1818, 1819\n\n1818", closeAllVersions: "TRUE", bleedOffMinutes: "0" },
      { placeIds: ["1818", "1819"], closeAllVersions: true, bleedOffServers: false },
    ],
    [
      { placeIds: "1818", bleedOffMinutes: "60" },
      { placeIds: ["1818"], bleedOffServers: true, bleedOffDurationMinutes: 60 },
    ],
  ])("asks for %j", async (inputs, restart) => {
    const run = await play("restart-servers", inputs);
    expect(run).toMatchObject({ code: 0, errors: [], outputs: {}, calls: ["POST restartServers 200"] });
    expect(run.simulator.restarts).toEqual([expect.objectContaining({ universeId: "4242", ...restart })]);
    expect(run.simulator.requests[0]?.headers).toMatchObject({ "x-api-key": DEMO_KEY });
    if (inputs.bleedOffMinutes !== "60") return;
    expect(run.lines).toEqual([
      "Roblox restarts the servers with an old version of place 1818, within 60 min, during which players may finish",
    ]);
  });

  test("a restart of outdated servers is repeated when its answer was lost", async () => {
    const run = await play("restart-servers", {}, faults(LOST));
    expect(run).toMatchObject({ code: 0, calls: ["POST restartServers undefined", "POST restartServers 200"] });
    expect(run.lines[0]).toMatch(/^No complete answer came .* Attempt 2 of 5 follows in/);
  });

  test("a restart of all versions is repeated only after what was certainly not carried out", async () => {
    const run = await play(
      "restart-servers",
      { closeAllVersions: "true" },
      faults(answered(answers.rateLimited), LOST),
    );
    expect(run).toMatchObject({ code: 1, calls: ["POST restartServers 429", "POST restartServers undefined"] });
    expect(run.simulator.restarts).toHaveLength(1);
    expect(run.errors).toEqual([
      { title: UNKNOWN, message: expect.stringContaining("may be restarting all the same") },
    ]);
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
    ["a captive network's page", { maxAttempts: "1" }, faults(CAPTIVE), /web page "Login" instead of the API/, true],
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

test("a run from Dependabot has no key, and is told what to do", async () => {
  const environment = { GITHUB_ACTOR: "dependabot[bot]" };
  const run = await play("restart-servers", { apiKey: "" }, {}, { environment });
  const message = expect.stringContaining("as in `if: github.actor != 'dependabot[bot]'`");
  expect(run.errors).toEqual([{ title: "Wrong inputs", message }]);
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
    ["a captive network's page", CAPTIVE],
  ] as [string, Fault][])("never sends it twice: %s", async (_, fault) => {
    // What certainly did not get in is sent again.
    const run = await play("publish-message", inputs, faults(answered(answers.rateLimited), fault));
    expect(run.code).toBe(1);
    expect(run.calls[0]).toBe("POST publishMessage 429");
    expect(run.simulator.requests).toHaveLength(2);
    expect(run.errors).toEqual([
      {
        title: "It is not known whether the message was sent",
        message: expect.stringContaining("may have got the message all the same"),
      },
    ]);
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
  ])("refuses texts that are %s", async (_, texts, expected) => {
    const message = await given({ apiKey: DEMO_KEY, universeId: "4242", ...texts }, readInputs);
    for (const text of expected) expect(message).toContain(text);
  });

  test("sends nothing when it has refused a text", async () => {
    const run = await play("publish-message", { topic: "", message: " " });
    expect(run).toMatchObject({ code: 1, calls: [] });
    expect(run.errors).toEqual([{ title: "Wrong inputs", message: expect.stringContaining("topic is missing") }]);
  });
});

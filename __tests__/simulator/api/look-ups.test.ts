import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  publishingKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { call } from "../client.ts";

let simulator: Simulator;
const start = async (options?: SimulatorOptions) => {
  simulator = await startSimulator(options);
  return simulator;
};
afterEach(() => simulator.close());

describe("introspection", () => {
  const introspect = (body: unknown) =>
    call(simulator, "/api-keys/v1/introspect", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  test("shows a key in the documented shape", async () => {
    await start();
    const reply = await introspect({ apiKey: DEMO_KEY });
    expect(reply).toMatchObject({ status: 200, headers: { "content-type": "application/json; charset=utf-8" } });
    expect(JSON.parse(reply.body)).toEqual({
      name: "demo",
      authorizedUserId: 100001,
      scopes: [{ name: "universe-places", operations: ["write"], universeIds: ["4242"] }],
      enabled: true,
      expired: false,
    });
    expect(simulator.requests).toMatchObject([{ endpoint: "introspect", body: JSON.stringify({ apiKey: DEMO_KEY }) }]);
  });

  const key = publishingKey(["4242"]);
  const strange = { status: 200, body: "[]" };
  test.each([
    ["disabled", { ...key, enabled: false }, 200, { enabled: false, expired: false }],
    [
      "expired",
      { ...key, expired: true, expirationTimeUtc: "2026-01-02T03:04:05Z" },
      200,
      { expired: true, expirationTimeUtc: "2026-01-02T03:04:05Z" },
    ],
    ["an address off its list", { ...key, blockedAddress: true }, 401, JSON.parse(answers.invalidApiKey.body)],
    ["revoked", { ...key, state: "revoked" as const }, 401, JSON.parse(answers.invalidApiKey.body)],
    ["a shape of the test's own", { ...key, state: "revoked" as const, introspection: strange }, 200, []],
  ])("%s", async (_, key, status, body) => {
    await start({ keys: [key] });
    const reply = await introspect({ apiKey: DEMO_KEY });
    expect({ status: reply.status, body: JSON.parse(reply.body) }).toMatchObject({ status, body });
  });

  test.each([
    ["an unknown key", { apiKey: "abc" }, 401, answers.invalidApiKey.body],
    ["a key in a wrong format", { apiKey: "not base64" }, 400, answers.invalidKeyFormat.body],
    ["no key", {}, 400, answers.invalidKeyFormat.body],
    ["no JSON", "{", 400, answers.invalidKeyFormat.body],
  ])("%s", async (_, request, status, body) => {
    await start();
    expect(await introspect(request)).toMatchObject({ status, body });
  });
});

test("the universe of a place, without a key and without losing digits", async () => {
  await start({ universes: { "9223372036854775807": ["7"] } });
  const path = (place: string) => `/universes/v1/places/${place}/universe`;
  expect(await call(simulator, path("7"))).toMatchObject({ status: 200, body: '{"universeId":9223372036854775807}' });
  expect(await call(simulator, path("8"))).toMatchObject({ status: 404 });
  expect(simulator.requests).toMatchObject([{ endpoint: "universeOfPlace", parameters: { place: "7" } }, {}]);
});

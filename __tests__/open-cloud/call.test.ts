import { describe, expect, test } from "@jest/globals";
import { acknowledged, handedOut, succeeded } from "../../src/open-cloud/call.ts";
import { answer } from "./outcomes.ts";

test.each([
  ["nothing", answer(200, ""), true],
  ["an empty object", answer(200, {}), true],
  ["a web page", answer(200, "<!doctype html><title>Login</title>"), undefined],
  ["text", answer(200, "hello"), undefined],
  ["an error", answer(400, {}), undefined],
  ["a success that holds errors", answer(200, { errors: [{ code: 1, message: "no" }] }), undefined],
  ["a success that holds an error", answer(200, { error: { code: "X" } }), undefined],
  ["a success with no errors in its list", answer(200, { errors: [] }), true],
  ["a list", answer(200, []), undefined],
])("an acknowledgement: %s", (_, given, expected) => {
  expect(acknowledged(given)).toBe(expected);
});

test.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
])("a success: %d is %p", (status, expected) => expect(succeeded({ status })).toBe(expected));

describe("an address that Roblox handed out", () => {
  const HOSTS = ["contentdelivery.roblox.com", ".rbxcdn.com"];
  test.each([
    "https://contentdelivery.roblox.com/v1/bytes?__token__=x",
    "https://fts.rbxcdn.com/abc",
    "https://CONTENTDELIVERY.ROBLOX.COM/x",
    "https://fts.rbxcdn.com:443/abc",
  ])("is called: %s", (address) => expect(handedOut(address, HOSTS)?.href).toBe(new URL(address).href));

  test.each([
    ["another host", "https://evil.test/"],
    ["a host that only ends alike", "https://evilrbxcdn.com/"],
    ["the bare domain", "https://rbxcdn.com/"],
    ["a host below the one", "https://x.contentdelivery.roblox.com/"],
    ["without encryption", "http://fts.rbxcdn.com/"],
    ["another port", "https://fts.rbxcdn.com:8443/"],
    ["with credentials", "https://user:password@fts.rbxcdn.com/"],
    ["with a user that looks like the host", "https://fts.rbxcdn.com@evil.test/"],
    ["a path", "/abc"],
    ["nothing", ""],
    ["no text", ["https://fts.rbxcdn.com/"]],
    ["undefined", undefined],
  ])("is not called: %s", (_, address) => expect(handedOut(address, HOSTS)).toBeUndefined());

  test("may be on any host where Roblox states none, but never without encryption", () => {
    expect(handedOut("https://storage.example.test/x")?.host).toBe("storage.example.test");
    expect(handedOut("http://storage.example.test/x")).toBeUndefined();
  });
});

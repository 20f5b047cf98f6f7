import { describe, expect, test } from "@jest/globals";
import {
  askedSeconds,
  type Cause,
  type Effect,
  effectOf,
  type History,
  retryAfter,
} from "../../src/open-cloud/retry.ts";
import type { Answer, Disconnect } from "../../src/open-cloud/transport.ts";
import { answer, broken } from "./outcomes.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const FIRST: History = { causes: [], hangUps: 0, repeatable: true };
const BUSY =
  "Save failed. Server is busy and unable to process your upload request. Please try again in a couple minutes.";
const PAGE = "<html><body><h1>400 Bad request</h1></body></html>";

const json = (status: number, body: unknown) => answer(status, body, { "content-type": "application/json" });
const html = (status: number) => answer(status, PAGE, { "content-type": "text/html" });

describe("what is tried again", () => {
  test.each<[string, Answer | Disconnect, Cause]>([
    ["DNS", broken("connect", "ENOTFOUND"), "connection"],
    ["DNS, for now", broken("connect", "EAI_AGAIN"), "connection"],
    ["refused", broken("connect", "ECONNREFUSED"), "connection"],
    ["reset in the TLS handshake, or a proxy that refuses", broken("connect", "ECONNRESET"), "connection"],
    ["no connection in time", broken("connect", "TIMEOUT"), "connection"],
    ["hang-up while the body goes out", broken("send", "EPIPE"), "hang-up"],
    ["reset while the body goes out", broken("send", "ECONNRESET"), "hang-up"],
    ["a stalled upload", broken("send", "TIMEOUT"), "connection"],
    ["reset after the last byte", broken("wait", "ECONNRESET"), "connection"],
    ["no answer in time", broken("wait", "TIMEOUT"), "connection"],
    ["an answer cut off", broken("answer", "ECONNRESET"), "connection"],
    ["an answer that pauses", broken("answer", "TIMEOUT"), "connection"],
    ["408", json(408, {}), "server"],
    ["429", json(429, { errors: [{ code: 0, message: "" }] }), "rate-limit"],
    ["429 as a page", html(429), "rate-limit"],
    ["500", json(500, { title: "An error occurred while processing your request." }), "server"],
    ["502 as text", answer(502, "Request Context Failure"), "server"],
    ["503 as a page", html(503), "server"],
    ["504", answer(504), "server"],
    ["busy 409", json(409, { code: "Conflict", message: BUSY }), "busy"],
    ["busy 409 in other words", json(409, { message: "Please try again later" }), "busy"],
    ["400 as a page", html(400), "edge"],
    ["400 as a page without its content type", answer(400, `<!DOCTYPE html>${PAGE}`), "edge"],
    ["403 as a page", html(403), "edge"],
    ["404 as a page", html(404), "edge"],
    ["409 as a page", html(409), "edge"],
  ])("%s", (_name, outcome, cause) => {
    expect(retryAfter(outcome, FIRST, 0.5, NOW)?.cause).toBe(cause);
  });

  test.each<[string, Answer | Disconnect]>([
    ["200 without a number", json(200, {})],
    ["200 with a page", html(200)],
    ["201", json(201, { versionNumber: 7 })],
    ["301", answer(301)],
    ["302 as a page", html(302)],
    ["307", answer(307)],
    ["308", answer(308)],
    ["400", json(400, { message: "Invalid Content stream" })],
    ["400 as text", answer(400, "Invalid Content stream", { "content-type": "text/plain" })],
    ["401", json(401, { errors: [{ code: 0, message: "Invalid API Key" }] })],
    ["403", json(403, { code: "PERMISSION_DENIED" })],
    ["404", json(404, {})],
    ["409 that is not busy", json(409, { code: "Conflict", message: "Place is not part of the universe." })],
    ["409 with the code alone", json(409, { code: "Conflict" })],
    ["413", answer(413, "too large")],
    ["413 as a page", html(413)],
    ["418", answer(418)],
    ["501", answer(501)],
    ["an untrusted certificate", broken("connect", "SELF_SIGNED_CERT_IN_CHAIN")],
    ["an unknown issuer", broken("connect", "UNABLE_TO_VERIFY_LEAF_SIGNATURE")],
    ["an unknown local issuer", broken("connect", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY")],
    ["an expired certificate", broken("connect", "CERT_HAS_EXPIRED")],
    ["another host's certificate", broken("connect", "ERR_TLS_CERT_ALTNAME_INVALID")],
    ["an answer without an end", broken("answer", "TOO_LONG")],
  ])("never: %s", (_name, outcome) => {
    expect(retryAfter(outcome, FIRST, 0.5, NOW)).toBeUndefined();
  });

  test("a hang-up during the upload, twice in a step and no more", () => {
    const hangUp = broken("send", "EPIPE");
    expect(retryAfter(hangUp, { ...FIRST, hangUps: 1 }, 0.5, NOW)?.cause).toBe("hang-up");
    expect(retryAfter(hangUp, { ...FIRST, hangUps: 2 }, 0.5, NOW)).toBeUndefined();
    expect(retryAfter(broken("wait", "ECONNRESET"), { ...FIRST, hangUps: 2 }, 0.5, NOW)?.cause).toBe("connection");
  });

  test.each<[Answer | Disconnect, boolean]>([
    [broken("connect", "ECONNREFUSED"), true],
    [json(429, {}), true],
    [json(409, { message: BUSY }), true],
    [broken("send", "ECONNRESET"), false],
    [broken("wait", "TIMEOUT"), false],
    [answer(500), false],
    [answer(503), false],
    [html(400), false],
  ])("what must not be done twice is repeated only if it certainly was not done: %#", (outcome, again) => {
    expect(retryAfter(outcome, { ...FIRST, repeatable: false }, 0.5, NOW) !== undefined).toBe(again);
  });
});

describe("how long the wait is", () => {
  const seconds = (outcome: Answer | Disconnect, causes: Cause[], random: number) =>
    retryAfter(outcome, { ...FIRST, causes }, random, NOW)?.seconds;
  const earlier = (cause: Cause, times: number): Cause[] => new Array(times).fill(cause);

  test.each([
    [0, 1, 2],
    [1, 1, 4],
    [2, 1, 8],
    [3, 1, 16],
    [4, 1, 30],
    [18, 1, 30],
  ])("after %i earlier tries from %i s to %i s, jitter over all of it", (tries, least, most) => {
    const causes = earlier("server", tries);
    expect(seconds(answer(503), causes, 0)).toBe(least);
    expect(seconds(answer(503), causes, 1)).toBe(most);
    expect(seconds(answer(503), causes, 0.5)).toBe((least + most) / 2);
  });

  test.each([
    [0, 20],
    [1, 40],
    [2, 80],
    [3, 160],
    [9, 160],
  ])("busy for the %ith time: about %i s", (times, about) => {
    const outcome = json(409, { code: "Conflict", message: BUSY });
    const causes: Cause[] = ["connection", ...earlier("busy", times)];
    expect(seconds(outcome, causes, 0)).toBeCloseTo(0.95 * about);
    expect(seconds(outcome, causes, 1)).toBeCloseTo(1.05 * about);
  });

  test.each<[string, Answer["headers"], number | undefined]>([
    ["nothing", {}, undefined],
    ["seconds", { "retry-after": "5" }, 5],
    ["a date", { "retry-after": "Sun, 22 Nov 2026 12:01:30 GMT" }, 90],
    ["a date that has passed", { "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT" }, 0],
    ["nonsense", { "retry-after": "soon" }, undefined],
    ["reset", { "x-ratelimit-reset": "22" }, 22],
    ["reset as a list", { "x-ratelimit-reset": "22, 0" }, 22],
    ["reset as a list, the other way round", { "x-ratelimit-reset": "0, 41;w=60" }, 41],
    ["reset given twice", { "x-ratelimit-reset": ["3", "17"] }, 17],
    ["both, the larger one", { "retry-after": "5", "x-ratelimit-reset": "22, 0" }, 22],
    ["both, the other one", { "retry-after": "60", "x-ratelimit-reset": "22, 0" }, 60],
    ["an hour", { "retry-after": "3600" }, 3600],
    ["more than any number holds", { "retry-after": "9".repeat(400), "x-ratelimit-reset": "9".repeat(400) }, undefined],
    ["more than any number holds, and 3", { "retry-after": "9".repeat(400), "x-ratelimit-reset": "3" }, 3],
  ])("429 with %s", (_name, headers, asked) => {
    expect(askedSeconds({ headers }, NOW)).toBe(asked);
    const wait = seconds(answer(429, "", headers), [], 0.5) ?? Number.NaN;
    if (asked === undefined) expect(wait).toBe(1.5);
    else expect(wait - asked).toBeCloseTo(0.6);
  });
});

describe("whether a call may have been carried out", () => {
  test.each<[string, Answer | Disconnect, Effect]>([
    ["no connection", broken("connect", "ECONNREFUSED"), "none"],
    ["no connection in time", broken("connect", "TIMEOUT"), "none"],
    ["a hang-up while it was sent", broken("send", "EPIPE"), "unlikely"],
    ["a stalled upload", broken("send", "TIMEOUT"), "unlikely"],
    ["no answer", broken("wait", "ECONNRESET"), "possible"],
    ["no answer in time", broken("wait", "TIMEOUT"), "possible"],
    ["half an answer", broken("answer", "ECONNRESET"), "possible"],
    ["an answer that is too long", broken("answer", "TOO_LONG"), "possible"],
    ["the rate limit", answer(429), "none"],
    ["busy", json(409, { code: "Conflict", message: BUSY }), "none"],
    ["another 409", json(409, { code: "ABORTED", message: "Place is not part of the universe." }), "unlikely"],
    ["a success", answer(200), "possible"],
    ["a success before all was sent", { ...answer(200), bodySent: false }, "unlikely"],
    ["300", answer(300), "unlikely"],
    ["a redirect", answer(307), "unlikely"],
    ["400", answer(400), "unlikely"],
    ["401", answer(401), "unlikely"],
    ["403", answer(403), "unlikely"],
    ["404", answer(404), "unlikely"],
    ["408", answer(408), "possible"],
    ["413", answer(413), "unlikely"],
    ["500", answer(500), "possible"],
    ["502 as a page", html(502), "possible"],
    ["503 before all was sent", { ...answer(503), bodySent: false }, "unlikely"],
    ["504", answer(504), "possible"],
  ])("%s", (_name, outcome, effect) => {
    expect(effectOf(outcome)).toBe(effect);
  });
});

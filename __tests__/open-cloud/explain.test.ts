/** The explanation of a failure: every status and form of answer, with and without each piece of evidence. */
import { describe, expect, test } from "@jest/globals";
import type { Introspection } from "../../src/open-cloud/api/keys.ts";
import type { Settled } from "../../src/open-cloud/attempts.ts";
import { FileChangedError } from "../../src/open-cloud/body.ts";
import { DeadlineError } from "../../src/open-cloud/deadline.ts";
import {
  type Asked,
  describeEnd,
  explainEnded,
  explainSettled,
  type Reason,
  titleOf,
} from "../../src/open-cloud/explain.ts";
import { type Effect, effectOf } from "../../src/open-cloud/retry.ts";
import type { Answer, Disconnect } from "../../src/open-cloud/transport.ts";
import { answer, broken, busy, goodKey, page } from "./outcomes.ts";

const WORDS = {
  title: "It was not done",
  doing: "publishing",
  limit: "30 uploads a minute",
  ifUncertain: "Nobody knows.",
  ifBrokenOff: "nothing was published",
  ifRefused: "Look at the ids.",
};
const SMALL: Asked = {
  host: "apis.roblox.com",
  streamed: false,
  permission: { scope: "universe", operations: ["write"] },
  universeId: "7",
  words: WORDS,
  keyHelp: "HELP",
};
const UPLOAD: Asked = { ...SMALL, streamed: true };

interface Known {
  readonly key?: Introspection;
  readonly found?: Reason;
  readonly asked?: Asked;
  readonly settled?: Partial<Settled>;
}

function explain(outcome: Answer | Disconnect, { key, found, asked = SMALL, settled }: Known = {}) {
  const ended = { outcome, attempts: 1, effect: effectOf(outcome), earlierMayHaveWorked: false, ...settled };
  return explainSettled(ended, asked, { key, found });
}

test.each<[Parameters<typeof titleOf>[0], Effect, string]>([
  [{ what: "place 7 was", done: "published" }, "none", "Place 7 was not published"],
  [{ what: "place 7 was", done: "published" }, "unlikely", "Place 7 was not published"],
  [{ what: "place 7 was", done: "published" }, "possible", "It is not known whether place 7 was published"],
  ["The log could not be read", "possible", "The log could not be read"],
])("the title of %j, whose effect is %s", (title, effect, expected) => {
  expect(titleOf(title, effect)).toBe(expected);
});

describe("a broken exchange", () => {
  test.each<[string, Disconnect, Asked, RegExp, boolean]>([
    [
      "no connection",
      broken("connect", "ECONNREFUSED"),
      SMALL,
      /^No connection to apis\.roblox\.com \(ECONNREFUSED\)\. The runner could not reach Roblox: .* Look at https:\/\/status/,
      true,
    ],
    [
      "no connection to another host",
      broken("connect", "ENOTFOUND"),
      { ...SMALL, host: "cdn.test" },
      /^No connection to cdn\.test/,
      true,
    ],
    [
      "an untrusted certificate",
      broken("connect", "CERT_HAS_EXPIRED"),
      SMALL,
      /does not trust the certificate.*NODE_EXTRA_CA_CERTS/,
      true,
    ],
    [
      "an untrusted certificate, of an upload",
      broken("connect", "DEPTH_ZERO_SELF_SIGNED_CERT"),
      UPLOAD,
      /does not trust the certificate/,
      true,
    ],
    [
      "a call that was not sent whole",
      broken("send", "EPIPE"),
      SMALL,
      /^No complete answer came \(EPIPE\)\. The call was not sent whole, so nothing was published\. It is probably the network/,
      false,
    ],
    [
      "a hang-up during an upload",
      broken("send", "EPIPE"),
      UPLOAD,
      /^The server hung up during the upload: it may have refused .* \(EPIPE\)\. The file was not sent whole, so nothing was published\. Check that the key has universe write on this experience in the Creator Dashboard .* and the file's size/,
      false,
    ],
    [
      "a hang-up during an upload, as Windows calls it",
      broken("send", "ECANCELED"),
      UPLOAD,
      /^The server hung up during the upload: it may have refused .* \(ECANCELED\)\. The file was not sent whole, so nothing was published\./,
      false,
    ],
    [
      "a hang-up during an upload that needs no key",
      broken("send", "EPIPE"),
      { host: "cdn.test", streamed: true, words: WORDS, keyHelp: "HELP" },
      /nothing was published\. Check the file's size; otherwise it is the network/,
      false,
    ],
    [
      "a stalled upload",
      broken("send", "TIMEOUT", "the server took no byte for 60 s"),
      UPLOAD,
      /^The upload stalled \(the server took no byte for 60 s\)\. The file was not sent whole/,
      false,
    ],
    [
      "a lost answer",
      broken("wait", "ECONNRESET"),
      SMALL,
      /^No complete answer came .*\. Nobody knows\. https:/,
      false,
    ],
    [
      "a lost answer to an upload",
      broken("wait", "ECONNRESET"),
      UPLOAD,
      /^The file was sent, but no answer came \(ECONNRESET\)\. Nobody knows\.$/,
      false,
    ],
    [
      "half an answer to an upload",
      broken("answer", "ECONNRESET"),
      UPLOAD,
      /^The file was sent, but the answer broke off \(ECONNRESET\)\. Nobody knows\.$/,
      false,
    ],
    [
      "an answer that says nothing",
      broken("answer", "UNREADABLE", 'Roblox said "hello" (HTTP 200)'),
      SMALL,
      /^Roblox said "hello" \(HTTP 200\), which says nothing about the call\. Nobody knows/,
      false,
    ],
  ])("%s", (_, outcome, asked, expected, widespread) => {
    const explained = explain(outcome, { asked });
    expect(explained.message).toMatch(expected);
    expect(explained.widespread).toBe(widespread);
  });

  test("during an upload may be the key's doing, when the key is found to be unusable", () => {
    const outcome = broken("send", "EPIPE");
    const key = { ...goodKey, enabled: false };
    expect(explain(outcome, { asked: UPLOAD, key })).toMatchObject({
      message: expect.stringContaining("The key is disabled. Switch it on"),
      widespread: true,
    });
    const stalled = broken("send", "TIMEOUT", "silence");
    expect(explain(stalled, { asked: UPLOAD, key }).message).not.toContain("disabled");
  });

  test.each([
    [broken("connect", "ETIMEDOUT", ""), "No connection to apis.roblox.com (ETIMEDOUT)"],
    [
      broken("connect", "ENOTFOUND", "getaddrinfo ENOTFOUND x"),
      "No connection to apis.roblox.com (getaddrinfo ENOTFOUND x)",
    ],
    [broken("answer", "TOO_LONG", "the answer is too long"), "No complete answer came (the answer is too long)"],
  ])("names the code once", (outcome, text) => expect(describeEnd(outcome, SMALL)).toBe(text));
});

describe("an answer", () => {
  test.each<[string, Answer, Asked, RegExp, boolean]>([
    [
      "a success that was not understood",
      answer(200),
      SMALL,
      /^Roblox answered HTTP 200 without giving a reason\. Nobody knows/,
      false,
    ],
    [
      "an early success",
      { ...answer(200), bodySent: false },
      UPLOAD,
      /before the whole file had been sent, so nothing was published/,
      true,
    ],
    ["the first of the redirects", answer(300), SMALL, /redirect, and it was not followed/, true],
    ["a redirect", answer(307), SMALL, /redirect, and it was not followed.*https_proxy/, true],
    [
      "400",
      answer(400, { code: "X", message: "no" }),
      SMALL,
      /^Roblox said "no" \(HTTP 400, X\)\. Look at the ids\.$/,
      false,
    ],
    ["404", answer(404), SMALL, /Look at the ids/, false],
    ["409", answer(409), SMALL, /Look at the ids/, false],
    ["a busy 409", busy, SMALL, /^Roblox said "Save failed.*busy with something else.*a few minutes/, false],
    ["418", answer(418), SMALL, /documentation of this call knows/, false],
    ["413 as a page", page(413), SMALL, /documentation of this call knows/, false],
    [
      "400 as a page",
      page(400),
      SMALL,
      /^Roblox's edge answered with a web page "400 Bad request".*nothing about the key or the call/,
      false,
    ],
    ["400 as a page, to a file", page(400), UPLOAD, /nothing about the key or the file/, false],
    ["403 as a page", page(403), SMALL, /edge in front/, false],
    ["408", answer(408), SMALL, /side failed\. Nobody knows/, false],
    ["429", answer(429), SMALL, /used up its 30 uploads a minute, which count over all keys/, true],
    ["429 as a page", page(429), SMALL, /edge in front/, false],
    ["500", answer(500), SMALL, /side failed\. Nobody knows\. https:\/\/status/, false],
    ["503 as a page", page(503), SMALL, /side failed/, false],
  ])("%s", (_, outcome, asked, expected, widespread) => {
    const explained = explain(outcome, { asked });
    expect(explained.message).toMatch(expected);
    expect(explained.widespread).toBe(widespread);
  });

  const own: Reason = { why: "Its own reason.", next: "Its own step.", widespread: true };

  test.each([400, 403, 404, 418, 429, 500])("%i: what the call itself knows comes first", (status) => {
    const asked = { ...SMALL, words: { ...WORDS, refusal: () => own } };
    expect(explain(answer(status), { asked })).toMatchObject({
      message: expect.stringMatching(/\. Its own reason\. Its own step\.$/),
      widespread: true,
    });
  });

  test("what was looked up comes before that", () => {
    const asked = { ...SMALL, words: { ...WORDS, refusal: () => own } };
    const found = { why: "Found.", next: "Do.", widespread: false };
    expect(explain(answer(404), { asked, found }).message).toMatch(/\. Found\. Do\.$/);
  });
});

describe("a refused key", () => {
  test.each<[string, number, Introspection, RegExp]>([
    [
      "expired",
      401,
      { ...goodKey, expired: true, expires: new Date("2026-10-01") },
      /The key expired on 2026-10-01\. Give it a new.*All states of a key and their remedies: HELP$/,
    ],
    ["expired, nobody knows when", 401, { ...goodKey, expired: true }, /The key expired\. Give/],
    ["disabled", 401, { ...goodKey, enabled: false }, /The key is disabled\..*HELP/],
    ["not accepted", 401, "refused", /does not accept this key from this address.*HELP/],
    ["malformed", 401, "malformed", /does not look like an Open Cloud API key.*HELP/],
    [
      "usable by all that is known",
      401,
      goodKey,
      /refused\. Roblox reports it as enabled and not expired, with write on universe, restricted to one universe, universe 7 among them\. What remains/,
    ],
    ["unknown", 401, undefined, /The key was refused\. What remains, likeliest first: its IP allow-list/],
    ["403, expired", 403, { ...goodKey, expired: true }, /The key expired\..*How to set the key up: HELP/],
    ["403, disabled", 403, { ...goodKey, enabled: false }, /The key is disabled\./],
    ["403, not accepted", 403, "refused", /does not accept this key/],
    ["403, malformed", 403, "malformed", /does not look like/],
    [
      "403, without the scope",
      403,
      { ...goodKey, operations: [] },
      /The key has nothing on universe; publishing needs write\. Add the operation Write of the API system universe to the key/,
    ],
    [
      "403, with another operation",
      403,
      { ...goodKey, operations: ["read"] },
      /only read on universe; publishing needs write/,
    ],
    [
      "403, for one other universe",
      403,
      { ...goodKey, reach: "others", universes: 1 },
      /has universe write, but not on universe 7: it is restricted to one universe, and this is not among them\. Add the experience/,
    ],
    ["403, for other universes", 403, { ...goodKey, reach: "others", universes: 2 }, /restricted to 2 universes/],
    [
      "403, with all that is needed",
      403,
      goodKey,
      /The key itself looks right: enabled and not expired, .*\. Publishing needs universe write on universe 7, and an owner of the key who may do it there/,
    ],
    ["403, good for all", 403, { ...goodKey, reach: "all" }, /good for every experience\. Publishing needs/],
    [
      "403, no list of scopes",
      403,
      { ...goodKey, operations: [], listsScopes: false, reach: "unknown" },
      /looks right: enabled and not expired, with nothing on universe\. Publishing needs/,
    ],
    ["403, unknown", 403, undefined, /reason\. Publishing needs universe write on universe 7.*HELP/],
  ])("%s", (_, status, key, expected) => {
    expect(explain(answer(status), { key }).message).toMatch(expected);
  });

  test("meets every other call, unless only this one's target may be forbidden", () => {
    expect(explain(answer(401)).widespread).toBe(true);
    expect(explain(answer(403), { key: { ...goodKey, operations: [] } }).widespread).toBe(true);
    expect(explain(answer(403), { key: { ...goodKey, reach: "others" } }).widespread).toBe(true);
    expect(explain(answer(403), { key: { ...goodKey, enabled: false } }).widespread).toBe(true);
    expect(explain(answer(403), { key: "refused" }).widespread).toBe(true);
    expect(explain(answer(403), { key: "malformed" }).widespread).toBe(true);
    expect(explain(answer(403), { key: goodKey }).widespread).toBe(false);
    expect(explain(answer(403)).widespread).toBe(false);
  });

  test("several operations are all named, and only what is lacking is to be added", () => {
    const asked = { ...SMALL, permission: { scope: "asset", operations: ["read", "write"] } };
    expect(explain(answer(403), { asked, key: { ...goodKey, operations: ["read"] } }).message).toContain(
      "The key has only read on asset; publishing needs read and write. Add the operation Write of",
    );
    expect(explain(answer(403), { asked, key: { ...goodKey, operations: [] } }).message).toContain(
      "Add the operations Read and Write of",
    );
  });

  test("a call has its own words for a 403 that the key does not explain", () => {
    const words = { ...WORDS, ifForbidden: { why: "Not here.", next: "Ask." } };
    expect(explain(answer(403), { asked: { ...SMALL, words } }).message).toMatch(/\. Not here\. Ask\. How to set/);
    const { permission: _, ...keyless } = { ...SMALL, words };
    expect(explain(answer(403), { asked: keyless }).message).toMatch(/\. Not here\. Ask\.$/);
  });
});

describe("several tries", () => {
  test("are counted, with a wait that did not fit", () => {
    const noTimeFor = { seconds: 59.2, left: 12.9 };
    expect(explain(answer(429), { settled: { attempts: 3, noTimeFor } }).message).toMatch(
      /reason after 3 attempts\. Another try would have to wait 60 s, but only 12 s of timeoutMinutes are left\. /,
    );
    expect(explain(answer(429)).message).not.toContain("attempt");
  });

  test.each<[string, Answer | Disconnect, boolean]>([
    ["a refusal", answer(400), true],
    ["the rate limit", answer(429), true],
    ["no connection", broken("connect"), true],
    ["a hang-up while it was sent", broken("send"), true],
    ["a redirect", answer(300), true],
    // Its own words say it already.
    ["a success that was not understood", answer(200), false],
    ["a lost answer", broken("wait"), false],
    ["a server that gave up", answer(408), false],
    ["an error of Roblox's", answer(500), false],
    ["Roblox's own trouble", answer(503), false],
  ])("an earlier lost answer is told when the last try had no effect: %s", (_, outcome, told) => {
    const settled = { attempts: 2, effect: "possible" as Effect, earlierMayHaveWorked: true };
    expect(
      / As for an earlier attempt, whose answer was lost: Nobody knows\./.test(explain(outcome, { settled }).message),
    ).toBe(told);
  });
});

describe("an end from outside", () => {
  test.each<[string, Error, Effect, number, Asked, string]>([
    [
      "the deadline, before anything was sent",
      new DeadlineError(2),
      "none",
      0,
      UPLOAD,
      "The step's time is over (timeoutMinutes: 2). Raise timeoutMinutes if Roblox or the line is slow.",
    ],
    [
      "the deadline, during the upload",
      new DeadlineError(2),
      "unlikely",
      1,
      UPLOAD,
      "The step's time is over (timeoutMinutes: 2). The upload was broken off before its last bytes, so nothing was published. Raise timeoutMinutes if Roblox or the line is slow.",
    ],
    [
      "the deadline, after the upload",
      new DeadlineError(2),
      "possible",
      1,
      UPLOAD,
      "The step's time is over (timeoutMinutes: 2). The file had been sent, so nobody knows.",
    ],
    [
      "the deadline, after a call",
      new DeadlineError(2),
      "possible",
      1,
      SMALL,
      "The step's time is over (timeoutMinutes: 2). No answer had come. Nobody knows. Raise timeoutMinutes if Roblox or the line is slow.",
    ],
    [
      "a file that changed",
      new FileChangedError("The file changed."),
      "unlikely",
      1,
      UPLOAD,
      "The file changed. The upload was broken off before its last bytes, so nothing was published.",
    ],
    [
      "a file that changed after a lost answer",
      new FileChangedError("The file changed."),
      "possible",
      2,
      UPLOAD,
      "The file changed. The file had been sent, so nobody knows.",
    ],
  ])("%s", (_, cause, effect, attempts, asked, text) => {
    expect(explainEnded(cause, effect, attempts, asked)).toBe(text);
  });
});

/** Whatever answers in GitHub's place: a call ends, with what holds no deployment or with a sentence. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { connect, type GitHub, describe as said } from "../../../src/actions/publish/github.ts";
import { RUN } from "./step.ts";

const TOKEN = "ghs_0123456789abcdef";
const sockets = new Set<Socket>();
let raw = "";
const server = createServer((socket) => {
  sockets.add(socket.on("error", () => {}));
  socket.once("data", () => socket.end(raw));
});
const before = process.env.GITHUB_API_URL;
let gitHub: GitHub;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Octokit reads it once, as it is loaded.
  process.env.GITHUB_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gitHub = await connect(TOKEN, RUN);
});
afterAll(async () => {
  if (before === undefined) delete process.env.GITHUB_API_URL;
  else process.env.GITHUB_API_URL = before;
  await gitHub.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

const answer = (body: string, status = "201 Created", type = "application/json") =>
  `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`;
const create = (text: string) => {
  raw = text;
  return gitHub.post("/repos/{owner}/{repo}/deployments", {});
};

test("a deployment", async () => {
  expect(await create(answer('{"id":7}'))).toEqual({ id: 7 });
});

const SENTENCE = /^[^\n]+\.$/;
test.each([
  ["null", answer("null"), undefined],
  ["nothing", answer(""), undefined],
  ["204", answer("", "204 No Content"), undefined],
  ["a list", answer("[1]"), undefined],
  ["a text", answer('"7"'), undefined],
  ["a web page", answer("<html>", "200 OK", "text/html"), undefined],
  ["half of an object", answer('{"id":'), undefined],
  // Octokit makes an empty text of what it cannot read.
  ["an answer cut off", answer('{"id":7}').slice(0, -3), undefined],
  ["an answer of 5 MB", answer(`{"id":7,"a":"${"a".repeat(5_000_000)}"}`), undefined],
  ["an error that is no JSON", answer("<h1>Bad", "502 Bad Gateway", "text/html"), /\(HTTP 502\)\.$/],
  [
    "an error with commands",
    answer('{"message":"a\\n::error::b"}', "403 Forbidden"),
    /^a ::error::b.* \(HTTP 403\)\.$/,
  ],
  ["something else than HTTP", "220 mail.test ESMTP\r\n", SENTENCE],
  ["no answer", "", SENTENCE],
])("%s is no deployment", async (_, text, sentence) => {
  const end = await create(text).then(
    ({ id }) => id,
    (error) => said(error),
  );
  if (sentence) expect(end).toMatch(sentence);
  else expect(end).toBeUndefined();
});

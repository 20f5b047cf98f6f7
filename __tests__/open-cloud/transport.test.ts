/** Reading an answer: only the server's silence counts as one. What a whole exchange does is in the simulator's tests. */
import { expect, test } from "@jest/globals";
import { readAnswerBody } from "../../src/open-cloud/transport.ts";

async function* of(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test("nothing is waited for while bytes are taken, nor after the last of them", async () => {
  const events: string[] = [];
  const note = (event: string) => () => {
    events.push(event);
  };
  const text = await readAnswerBody(
    of("a", "b"),
    { receive: async (chunk) => note(`receive ${chunk}`)(), received: async () => note("received")() },
    200,
    { wait: note("wait"), take: note("take") },
  );
  expect(text).toBe("");
  expect(events).toEqual([
    ...["wait", "take", "receive a"],
    ...["wait", "take", "receive b"],
    ...["wait", "take", "received"],
  ]);
});

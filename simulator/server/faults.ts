import { answers, type HttpResponse } from "./answers.ts";
import { type Exchange, readWhole, type StreamError } from "./exchange.ts";

/**
 * One way to go wrong. `carriedOut` says whether the request has its effect all the same (a version stored, a restart begun)
 * although its answer is lost or another one; it defaults to false.
 */
export type Fault =
  /** Any answer, once the body has been read. */
  | { kind: "answer"; answer: HttpResponse; carriedOut?: boolean }
  /** The body is read, and the answer tells the client to go elsewhere. `status` defaults to 307. */
  | { kind: "redirect"; location: string; status?: 301 | 302 | 303 | 307 | 308 }
  /** An answer that does not wait for the body. Then the connection is closed, or the rest is read and dropped. */
  | { kind: "earlyAnswer"; answer: HttpResponse; afterwards: "close" | "keepReading" }
  /** The connection ends with a reset (RST) or a hang-up (FIN). `afterBytes` (default 1) is for `duringBody`. */
  | { kind: "reset" | "hangUp"; when: "beforeBody" }
  | { kind: "reset" | "hangUp"; when: "duringBody"; afterBytes?: number }
  | { kind: "reset" | "hangUp"; when: "afterBody"; carriedOut?: boolean }
  /**
   * Over HTTP/2, this exchange ends with RST_STREAM, while the connection and all else on it live on; `code` is `CANCEL` by
   * default, as clients saw it. HTTP/1.1 has nothing like it, so there the client is told that (501).
   */
  | { kind: "resetStream"; when: "beforeBody"; code?: StreamError }
  | { kind: "resetStream"; when: "duringBody"; afterBytes?: number; code?: StreamError }
  | { kind: "resetStream"; when: "afterBody"; carriedOut?: boolean; code?: StreamError }
  /**
   * No answer, ever. `beforeBody`: the body is not even read (buffers of the systems in between swallow some megabytes before
   * a client on loopback notices).
   */
  | { kind: "silence"; when: "beforeBody" }
  | { kind: "silence"; when: "afterBody"; carriedOut?: boolean }
  /** The answer comes late. Without `answer` it is the usual one, and the request is carried out (at the end of the wait). */
  | { kind: "delay"; seconds: number; answer?: HttpResponse; carriedOut?: boolean }
  /** The usual answer, but the body is read at this pace (again: some megabytes fit into buffers). */
  | { kind: "slowReading"; bytesPerSecond: number }
  /**
   * The answer stops halfway: after its head and the first half of its body the connection ends. With
   * `"content-length"` the announced length is not reached; with `"chunked"` the last chunk is missing. Without `answer` as in
   * `delay`.
   */
  | {
      kind: "cutOff";
      framing: "content-length" | "chunked";
      end: "hangUp" | "reset";
      answer?: HttpResponse;
      carriedOut?: boolean;
    }
  /** The answer pauses halfway, for ever without `seconds`. Without `answer` as in `delay`. */
  | { kind: "pause"; seconds?: number; answer?: HttpResponse; carriedOut?: boolean }
  /** An answer that never ends: a space a second, or as many as the connection takes. Not carried out. `status`: 200. */
  | { kind: "endless"; pace: "trickle" | "flood"; status?: number };

const TRICKLE_MS = 1000;
const FLOOD = Buffer.alloc(64 * 1024, " ");

/** Does to the exchange what the fault says. Returns when there is nothing more to do; the connection may well be open. */
export async function misbehave(fault: Fault, exchange: Exchange): Promise<void> {
  const { response } = exchange;
  switch (fault.kind) {
    case "answer":
      await exchange.readBody();
      return exchange.send(await chooseAnswer(exchange, fault));

    case "redirect":
      await exchange.readBody();
      return exchange.send({ status: fault.status ?? 307, headers: { location: fault.location }, body: "" });

    case "earlyAnswer": {
      const close = fault.afterwards === "close" && { connection: "close" };
      if (!close) exchange.dropBody();
      return exchange.send({ ...fault.answer, headers: { ...fault.answer.headers, ...close } });
    }

    case "reset":
    case "hangUp":
    case "resetStream":
      if (fault.kind === "resetStream" && !exchange.resetStream) return exchange.send(answers.faultNeedsHttp2);
      if (fault.when === "duringBody") await exchange.readBody({ untilBytes: fault.afterBytes ?? 1 });
      if (fault.when === "afterBody") {
        await exchange.readBody();
        if (fault.carriedOut) await exchange.carryOut();
      }
      return fault.kind === "resetStream" ? exchange.resetStream?.(fault.code ?? "CANCEL") : exchange[fault.kind]();

    case "silence":
      if (fault.when === "beforeBody") return;
      await exchange.readBody();
      if (fault.carriedOut) await exchange.carryOut();
      return;

    case "delay":
      await exchange.readBody();
      await exchange.sleep(fault.seconds * 1000);
      return exchange.send(await chooseAnswer(exchange, fault));

    case "slowReading":
      await exchange.readBody({ bytesPerSecond: fault.bytesPerSecond });
      return exchange.send(await exchange.carryOut());

    case "cutOff": {
      const { firstHalf } = await begin(exchange, fault, fault.framing === "content-length");
      await write(response, firstHalf);
      await exchange.sleep(20); // so that a reset does not overtake what was sent
      return exchange[fault.end]();
    }

    case "pause": {
      const { firstHalf, secondHalf } = await begin(exchange, fault, true);
      await write(response, firstHalf);
      if (fault.seconds === undefined) return;
      await exchange.sleep(fault.seconds * 1000);
      response.end(secondHalf);
      return;
    }

    case "endless": {
      await exchange.readBody();
      exchange.writeHead({ status: fault.status ?? 200, contentType: "text/plain", body: "" });
      await write(response, '{"versionNumber":');
      while (!exchange.isOver) {
        await write(response, fault.pace === "flood" ? FLOOD : " ");
        if (fault.pace === "trickle") await exchange.sleep(TRICKLE_MS);
      }
    }
  }
}

async function chooseAnswer(
  exchange: Exchange,
  { answer, carriedOut }: { answer?: HttpResponse; carriedOut?: boolean },
): Promise<HttpResponse> {
  if (!answer) return exchange.carryOut();
  if (carriedOut) await exchange.carryOut();
  return answer;
}

/** Sends the head of the answer, and returns its body in two halves. */
async function begin(exchange: Exchange, fault: { answer?: HttpResponse; carriedOut?: boolean }, withLength: boolean) {
  await exchange.readBody();
  const answer = await chooseAnswer(exchange, fault);
  const body = await readWhole(answer);
  exchange.writeHead(answer, withLength ? body.length : undefined);
  const half = Math.floor(body.length / 2);
  return { firstHalf: body.subarray(0, half), secondHalf: body.subarray(half) };
}

/** Writes and waits until it is out, or the connection is gone. */
function write(response: Exchange["response"], chunk: string | Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", resolve);
    response.write(chunk, () => {
      response.off("close", resolve);
      resolve();
    });
  });
}

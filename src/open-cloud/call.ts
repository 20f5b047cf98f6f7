import { harmless } from "../text/harmless.ts";
import { parseObject, readAnswer } from "./answer.ts";
import { type Introspection, introspectKey, unusable } from "./api/keys.ts";
import { type Attempting, EndedError, type Settled, tryRepeatedly } from "./attempts.ts";
import { FileChangedError } from "./body.ts";
import { type Client, until } from "./client.ts";
import { within } from "./deadline.ts";
import {
  type Asked,
  describeEnd,
  explainEnded,
  explainSettled,
  type Reason,
  titleOf,
  UNREADABLE,
  type Words,
  whatWasSaid,
} from "./explain.ts";
import { NoTurnError } from "./limiter.ts";
import { type CallRequest, type CallWatch, sendOnce } from "./request.ts";
import { type Effect, MAX_HANG_UP_RETRIES } from "./retry.ts";
import { type Answer, Disconnect } from "./transport.ts";

export { type Deed, type Reason, titleOf, type Words } from "./explain.ts";

/** A look-up that improves a failure's message gets this long. */
export const LOOK_UP_SECONDS = 5;

/** One call: what to send, how to read the answer, and what its failures mean. */
export interface Call<T> extends CallRequest {
  /** False for what must not be carried out twice: then only what certainly was not carried out is tried again. */
  readonly repeatable: boolean;
  /** It is one of those that the client's limiter paces. */
  readonly paced?: boolean;
  /** What an answer says; undefined for one that does not say it. What it throws ends the tries at once. */
  read(answer: Answer): T | undefined;
  /**
   * What a 2xx that `read` understands nothing of is: `lost` (the default) is an answer that may come right when the call
   * is made again, as far as it may be; `final` ends the tries.
   */
  readonly unreadable?: "lost" | "final";
  readonly words: Words;
  /** Its failure is not the step's: nothing is looked up to explain it. */
  readonly quiet?: boolean;
  /** Looks for what explains an answer, once there is nothing more to try. */
  findOut?(answer: Answer): Promise<Reason | undefined>;
}

/** What may be told of a call with all its tries. */
export interface Watch
  extends Pick<Attempting, "onAttempt" | "onEffect" | "mayHaveWorked">,
    Pick<CallWatch, "onProgress"> {
  onAnswer?(answer: Answer): void;
}

/** A call that did not succeed, with the title and the paragraph for its one error. */
export class CallError extends Error {
  readonly title: string;
  /** Whether it may have been carried out all the same. */
  readonly effect: Effect;
  /** 0 when not even the first try began. */
  readonly attempts: number;
  /** It would meet the other calls of the step as well. */
  readonly widespread: boolean;
  /** What happened, without its meaning: for calls whose failure is not the step's. */
  readonly happened: string;
  /** The last answer, when there was one. */
  readonly answer: Answer | undefined;

  constructor(
    title: string,
    message: string,
    rest: Pick<CallError, "effect" | "attempts" | "widespread" | "happened"> & { answer?: Answer },
  ) {
    super(message);
    this.title = title;
    this.effect = rest.effect;
    this.attempts = rest.attempts;
    this.widespread = rest.widespread;
    this.happened = rest.happened;
    this.answer = rest.answer;
  }
}

/** What a call gave, and what it took. */
export interface Called<T> {
  readonly value: T;
  readonly attempts: number;
}

/**
 * Makes a call, again where that is safe and may help; asks why after a refusal, and explains. The one way to call Roblox.
 *
 * @throws CallError when there is no answer that `read` understands, also when the step's time is over before; whatever
 *   `read` throws.
 */
export async function callRoblox<T>(client: Client, call: Call<T>): Promise<T> {
  return (await callAndCount(client, call)).value;
}

/** The same, for whoever wants to know how many tries it took, and what happens meanwhile. */
export async function callAndCount<T>(client: Client, call: Call<T>, watch: Watch = {}): Promise<Called<T>> {
  const { words, permission, findOut } = call;
  const { limiter } = client;
  // What a look-up finds may concern every other paced call as well, so none begins meanwhile.
  const find = <Found>(lookUp: Promise<Found>) => (call.paced && limiter ? limiter.hold(lookUp) : lookUp);
  const askAboutKey = async () =>
    permission && !call.quiet ? find(introspectKey(client, permission, LOOK_UP_SECONDS)) : undefined;
  const asked = askedOf(client, call);
  let value: T | undefined;
  let key: Introspection;
  let hinted = false;

  let settled: Settled;
  try {
    settled = await tryRepeatedly(
      client,
      {
        ...watch,
        repeatable: call.repeatable,
        ...(call.paced ? { paced: true } : {}),
        describe(outcome, retry) {
          const hint = retry.cause === "busy" && !hinted && words.ifBusy ? ` ${words.ifBusy}` : "";
          hinted ||= hint !== "";
          return `${describeEnd(outcome, asked)}${hint === "" ? "" : `.${hint.replace(/\.$/, "")}`}`;
        },
        async mayGoOn(retry) {
          // An answer that `read` understands is the end, whatever its status.
          if (value !== undefined) return false;
          // A server that hangs up on every upload may be refusing the key: find out before trying for the last time.
          if (retry.cause !== "hang-up" || client.hangUps.count < MAX_HANG_UP_RETRIES) return true;
          key = await askAboutKey();
          return unusable(key) === undefined;
        },
      },
      async (onHandedOver) => {
        const answer = await sendOnce(client, call, { ...watch, onHandedOver });
        watch.onAnswer?.(answer);
        value = call.read(answer);
        // Half an answer with status 200 has been seen; and a captive network answers 200 to everything.
        if (value === undefined && succeeded(answer) && call.unreadable !== "final") throw unreadable(answer);
        return answer;
      },
    );
  } catch (error) {
    throw error instanceof EndedError ? endOf(error, client, asked) : error;
  }
  const { outcome, attempts } = settled;
  if (value !== undefined) return { value, attempts };

  if (!(outcome instanceof Disconnect)) {
    const isRefused = outcome.status === 401 || outcome.status === 403;
    // Where the words know the answer, nothing that is said of the key would change them.
    if (isRefused && words.refusal?.(outcome) === undefined) key ??= await askAboutKey();
  }
  const found = outcome instanceof Disconnect || !findOut ? undefined : await find(findOut(outcome));
  const { message, widespread } = explainSettled(settled, asked, { key, found });
  throw new CallError(titleOf(words.title, settled.effect), message, {
    effect: settled.effect,
    attempts,
    widespread,
    happened: describeEnd(outcome, asked),
    ...(outcome instanceof Disconnect ? {} : { answer: outcome }),
  });
}

/**
 * A look-up that can only improve something: one try, its own time, and nothing comes of its trouble. Never throws.
 *
 * @param seconds the most that it may take.
 */
export async function lookUp<T>(
  client: Client,
  call: Pick<Call<T>, "read"> & CallRequest,
  seconds: number,
): Promise<T | undefined> {
  try {
    return call.read(await within(seconds, (signal) => sendOnce(until(client, signal), call)));
  } catch {
    return undefined;
  }
}

/**
 * An address that Roblox handed out, for a call without the key.
 *
 * @param hosts whole host names, or the ends of them when they begin with a dot; undefined where Roblox states none.
 * @returns undefined unless it is https on the default port, without credentials, on one of the hosts.
 */
export function handedOut(address: unknown, hosts?: readonly string[]): URL | undefined {
  if (typeof address !== "string" || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  const isKnown =
    hosts?.some((host) => (host.startsWith(".") ? url.hostname.endsWith(host) : url.hostname === host)) ?? true;
  return isPlain && isKnown ? url : undefined;
}

export function succeeded({ status }: Pick<Answer, "status">): boolean {
  return status >= 200 && status < 300;
}

/**
 * An acknowledgement: an empty body or a JSON object. A web page with status 200 is somebody else's, and an object that
 * holds errors acknowledges nothing.
 */
export function acknowledged(answer: Answer): true | undefined {
  if (!succeeded(answer)) return undefined;
  const { form } = readAnswer(answer);
  if (form === "nothing") return true;
  const { errors, error } = parseObject(answer.text) ?? { error: true };
  const isFree = (value: unknown) =>
    value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return form === "json" && isFree(errors) && isFree(error) ? true : undefined;
}

function askedOf(client: Client, { target, body, permission, words }: Call<unknown>): Asked {
  return {
    host: target instanceof URL ? target.hostname : "apis.roblox.com",
    streamed: typeof body === "object",
    words,
    keyHelp: client.keyHelp,
    ...(permission ? { permission } : {}),
    ...(client.universeId === undefined ? {} : { universeId: client.universeId }),
  };
}

function unreadable(answer: Answer): Disconnect {
  return new Disconnect("answer", UNREADABLE, whatWasSaid(answer));
}

/** What ended the tries from outside has a sentence of its own, to which is added what is known of their effect. */
function endOf({ cause, attempts, effect }: EndedError, client: Client, asked: Asked): unknown {
  const { deadline, noMoreTries } = client;
  const isChanged = cause instanceof FileChangedError;
  const isOver = deadline.signal.aborted || (noMoreTries?.aborted ?? false) || cause instanceof NoTurnError;
  if (!(cause instanceof Error) || !(isOver || isChanged)) return cause;
  const message = explainEnded(cause, effect, attempts, asked);
  const happened = harmless(cause.message);
  return new CallError(titleOf(asked.words.title, effect), message, {
    effect,
    attempts,
    widespread: !isChanged,
    happened,
  });
}

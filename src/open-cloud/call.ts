import { readAnswer } from "./answer.ts";
import { type Introspection, introspectKey, type Permission } from "./api/keys.ts";
import { type Settled, tryRepeatedly } from "./attempts.ts";
import { DeadlineError } from "./deadline.ts";
import {
  DASHBOARD,
  detailOf,
  type Reason,
  reasonOfDisconnect,
  reasonOfRefusedKey,
  STATUS_PAGE,
  triesText,
  unusable,
  whatBroke,
  whatWasSaid,
} from "./explain.ts";
import { isUntrusted, mayHaveBeenCarriedOut, type Retry } from "./retry.ts";
import { type Answer, type ApiRequest, type Cloud, Disconnect, exchange } from "./transport.ts";

/** A look-up that improves a failure's message gets this long. */
const LOOK_UP_SECONDS = 5;

/** What all small calls of one step share. */
export interface Client {
  readonly cloud: Cloud;
  readonly universeId: string;
  readonly maxAttempts: number;
  /** Where the page about keys is to be read. */
  readonly keyHelp: string;
  /** Told before each wait: what happened, how long the wait is, and which try comes next. */
  onWait(happened: string, retry: Retry, nextAttempt: number): void;
}

/** One call with a small body: what to send, how to read the answer, and what its failures mean. */
export interface Call<T> {
  readonly request: ApiRequest;
  readonly permission: Permission;
  /** False for what must not be carried out twice: then only what certainly was not carried out is tried again. */
  readonly repeatable: boolean;
  /** What an answer says; undefined for one that does not say it. What it throws ends the tries at once. */
  read(answer: Answer): T | undefined;
  readonly words: CallWords;
}

export interface CallWords {
  /** The title of its failure, as in `The message was not sent`. */
  readonly title: string;
  /** What to make of it when nobody knows whether the call was carried out. */
  readonly ifUncertain: string;
  /** What Roblox probably means by a 400, 404 or 409. */
  readonly ifRefused: string;
  /** The documented limit, as in `30 restarts a minute`. */
  readonly limit: string;
}

/** A call that did not succeed, with the title and the paragraph for its one error. */
export class CallError extends Error {
  readonly title: string;
  constructor(title: string, message: string) {
    super(message);
    this.title = title;
  }
}

/**
 * Makes a call, again where that is safe and may help.
 *
 * @throws CallError when there is no answer that `read` understands, also when the step's time is over before.
 */
export async function callCloud<T>(client: Client, call: Call<T>): Promise<T> {
  const { cloud, universeId, maxAttempts } = client;
  let value: T | undefined;
  const settled = await tryRepeatedly(
    { cloud, hangUps: 0 },
    {
      maxAttempts,
      repeatable: call.repeatable,
      onWait: (outcome, retry, nextAttempt) => client.onWait(whatHappened(outcome), retry, nextAttempt),
    },
    async () => {
      const answer = await exchange(cloud, call.request);
      value = call.read(answer);
      // Half an answer with status 200 has been seen; and a captive network answers 200 to everything.
      if (value === undefined && succeeded(answer)) throw new Disconnect("answer", UNREADABLE, whatWasSaid(answer));
      return answer;
    },
  ).catch((error) => {
    if (!(error instanceof DeadlineError)) throw error;
    throw new CallError(call.words.title, outOfTime(error, call.words.ifUncertain));
  });
  if (value !== undefined) return value;

  const { outcome } = settled;
  const refused = !(outcome instanceof Disconnect) && (outcome.status === 401 || outcome.status === 403);
  const key = refused ? await introspectKey(cloud, universeId, LOOK_UP_SECONDS, call.permission) : undefined;
  throw new CallError(call.words.title, explainCall(settled, { ...call, ...client }, key));
}

const UNREADABLE = "UNREADABLE";

export function succeeded({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** An acknowledgement: an empty body or a JSON object. A web page with status 200 is somebody else's. */
export function acknowledged(answer: Answer): true | undefined {
  const { form } = readAnswer(answer);
  return succeeded(answer) && (form === "nothing" || form === "json") ? true : undefined;
}

/** What became of a try, quoting Roblox first. */
export function whatHappened(outcome: Answer | Disconnect): string {
  if (!(outcome instanceof Disconnect)) return whatWasSaid(outcome);
  const { stage, code, message } = outcome;
  if (stage === "connect") return whatBroke(outcome);
  if (code === UNREADABLE) return `${message}, which says nothing about the call`;
  return `No complete answer came (${detailOf(outcome)})`;
}

type Asked = Pick<Call<unknown>, "permission" | "words"> & Pick<Client, "universeId" | "keyHelp">;

/** Puts the end of a call that did not succeed into one paragraph. Pure. */
export function explainCall(settled: Settled, asked: Asked, key: Introspection): string {
  const { outcome, earlierMayHaveWorked } = settled;
  const { why, next } =
    outcome instanceof Disconnect ? reasonOfEnd(outcome, asked) : reasonOfAnswer(outcome, asked, key);
  const earlier =
    earlierMayHaveWorked && !mayHaveBeenCarriedOut(outcome)
      ? ` As for an earlier attempt, whose answer was lost: ${asked.words.ifUncertain}`
      : "";
  return `${whatHappened(outcome)}${triesText(settled)} ${why}${earlier} ${next}`.trim();
}

function outOfTime(error: DeadlineError, ifUncertain: string): string {
  const said = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
  return `${said}, and no answer had come. ${ifUncertain} Raise timeoutMinutes if Roblox or the line is slow.`;
}

function reasonOfEnd(disconnect: Disconnect, { words }: Asked): Reason {
  if (disconnect.stage === "connect" || isUntrusted(disconnect)) return reasonOfDisconnect(disconnect, undefined);
  return { why: words.ifUncertain, next: `${STATUS_PAGE} shows whether Roblox has trouble.` };
}

function reasonOfAnswer(answer: Answer, asked: Asked, key: Introspection): Reason {
  const { status } = answer;
  const { words } = asked;
  if (status >= 300 && status < 400) {
    return {
      why: "That is a redirect, and it was not followed: the key would go along. A proxy or a captive network probably answered.",
      next: "Check https_proxy and the runner's network.",
    };
  }
  if (status === 408 || status >= 500) {
    return {
      why: `Roblox's side failed. ${words.ifUncertain}`,
      next: `${STATUS_PAGE} shows whether Roblox has trouble.`,
    };
  }
  if (readAnswer(answer).form === "html") {
    return {
      why: "The page comes from the edge in front of the API, so it says nothing about the key or the call.",
      next: `Run the job again later; ${STATUS_PAGE} shows whether Roblox has trouble.`,
    };
  }
  switch (status) {
    case 401:
      return reasonOfRefusedKey(asked, key, asked.permission.scope);
    case 403:
      return reasonOfForbidden(asked, key);
    case 429:
      return {
        why: `Roblox takes no more calls of this kind for now (${words.limit}, counted over all keys of an owner).`,
        next: "Run fewer such jobs at the same time, or raise timeoutMinutes so that the wait fits.",
      };
    default:
      return { why: words.ifRefused, next: "" };
  }
}

function reasonOfForbidden(asked: Asked, key: Introspection): Reason {
  const { scope, operation } = asked.permission;
  const help = `How to set the key up: ${asked.keyHelp}`;
  const plain = unusable(key);
  if (plain) return { why: plain.why, next: `${plain.next} ${help}` };
  if (key === "refused" || key === "malformed") return reasonOfRefusedKey(asked, key, scope);
  if (key?.listsScopes && !key.operations.includes(operation)) {
    const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
    return {
      why: `The key has ${has} on ${scope}; this needs ${operation}.`,
      next: `Add the operation ${operation} of the API system ${scope} to the key in the ${DASHBOARD}. ${help}`,
    };
  }
  if (key?.reach === "others") {
    return {
      why: `The key has ${scope}:${operation}, but not on universe ${asked.universeId}.`,
      next: `Add the experience to the key's permission in the ${DASHBOARD}, or correct universeId. ${help}`,
    };
  }
  return {
    why: `This needs ${scope}:${operation} on universe ${asked.universeId}, and an owner of the key who may edit the experience (group role).`,
    next: `Check the key in the ${DASHBOARD}. ${help}`,
  };
}

import { harmless } from "../text/harmless.ts";
import type { Answer } from "./transport.ts";

/** What the server said, in a form fit for a log line. */
export interface Said {
  /** HTML comes from the edge in front of the API, whatever its status says. */
  readonly form: "json" | "text" | "html" | "nothing";
  readonly code?: string;
  readonly message?: string;
}

/**
 * JSON with every number that JavaScript would write otherwise kept as the answer's own text: Roblox's ids and version
 * numbers are int64, and `1e2` or `9007199254740993.0` must not become a number that nobody sent.
 */
function parseJson(text: string): unknown {
  const keepSource = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && String(value) !== context?.source ? (context?.source ?? value) : value;
  return JSON.parse(text.replace(/^\uFEFF/, ""), keepSource);
}

/** A text, or a number as a text; empty for all else: an object's own `toString` may be anything, and fail. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The object that a text holds as JSON, or undefined. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a text holds as JSON, or undefined. */
export function parseValue(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads every form of body that Open Cloud and the edge in front of it are known to send: `{code,message}`,
 * `{errors:[{code,message}]}`, `{error,message}`, `{error:{code,message}}`, problem details (RFC 7807) with its `errors` map, text, and HTML, of
 * which only the title is kept.
 */
export function readAnswer(answer: Pick<Answer, "headers" | "text">): Said {
  const text = answer.text.trim();
  if (text === "") return { form: "nothing" };
  if (/^text\/html\b/i.test(answer.headers["content-type"] ?? "") || /^<(?:!doctype html|html)\b/i.test(text)) {
    return { form: "html", ...message(titleOf(text)) };
  }
  const body = parseObject(text);
  if (!body) return { form: "text", ...message(text) };

  const first = Array.isArray(body.errors) ? (body.errors[0] as unknown) : undefined;
  const nested = typeof first === "object" && first !== null ? first : body.error;
  const inner = typeof nested === "object" && nested !== null ? (nested as Record<string, unknown>) : {};
  const code = [body.code, body.error, inner.code].find((value) => typeof value === "string" && /^\S+$/.test(value));
  // A sentence under `error` is a message (server management answers so).
  const said = [body.message, inner.message, detailsOf(body), first, body.error].find(
    (value) => typeof value === "string" && value.trim() !== "" && value !== code,
  );
  return { form: "json", ...(code ? { code: harmless(String(code), 60) } : {}), ...message(said) };
}

/** Where the title of a page stands, if it has one. */
const HEAD_CHARACTERS = 64 * 1024;

/**
 * The title of a web page, or its first heading. All that is matched is bounded: a page made for it would keep an open
 * repetition busy for minutes, in which no deadline and no signal is heard.
 */
function titleOf(page: string): string | undefined {
  const head = page.slice(0, HEAD_CHARACTERS);
  const find = (tag: RegExp) => tag.exec(head)?.[1];
  return find(/<title(?:\s[^<>]{0,500})?>([^<]{1,1000})/i) ?? find(/<h1(?:\s[^<>]{0,500})?>([^<]{1,1000})/i);
}

/** Problem details: the title, then what its map of field errors holds. */
function detailsOf(body: Record<string, unknown>): string | undefined {
  const { title, detail, errors } = body;
  const fields =
    typeof errors === "object" && errors !== null && !Array.isArray(errors)
      ? Object.entries(errors).map(([field, problems]) => `${field}: ${[problems].flat().map(textOf).join(" ")}`)
      : [];
  const parts = [title, detail, ...fields].filter((part) => typeof part === "string" && part !== "");
  return parts.length > 0 ? parts.join(" ") : undefined;
}

function message(text: unknown): { message?: string } {
  const line = typeof text === "string" ? harmless(text) : "";
  return line === "" ? {} : { message: line };
}

/** The busy 409: somebody has the place open, or Roblox's side is busy. Its code alone does not tell. */
export function isBusy(answer: Pick<Answer, "status" | "headers" | "text">): boolean {
  return answer.status === 409 && /\bbusy\b|\btry again\b/i.test(readAnswer(answer).message ?? "");
}

/** Ids with which Roblox's support can find the request: for a debug line. */
export function traceOf(answer: Answer): string {
  const { server, "x-roblox-edge": edge } = answer.headers;
  const trace = textOf(parseObject(answer.text)?.traceId);
  return [server && `server ${server}`, edge && `edge ${edge}`, trace && `trace ${trace}`]
    .filter(Boolean)
    .map((part) => harmless(String(part), 120))
    .join(", ");
}

import type { StoredBytes } from "./body.ts";

/** What the server sends back. `contentType` is left out where the real answer has no body. */
export interface HttpResponse {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text, bytes, or a file of the simulator, which is streamed. */
  readonly body: string | Buffer | StoredBytes;
  /** Sent in chunks, without a length. */
  readonly chunked?: boolean;
}

export interface TextResponse extends HttpResponse {
  readonly body: string;
}

const JSON_TYPE = "application/json; charset=utf-8";
const TEXT_TYPE = "text/plain; charset=utf-8";

export function json(status: number, value: unknown): TextResponse {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(value) };
}

export function text(status: number, body: string): TextResponse {
  return { status, contentType: TEXT_TYPE, body };
}

/** The older shape: `{"errors":[{"code":0,"message":…}]}`. */
export function errors(status: number, message: string, code = 0): TextResponse {
  return json(status, { errors: [{ code, message }] });
}

/** The shape of the v2 services: `{"code":"PERMISSION_DENIED","message":…}`. */
export function coded(status: number, code: string, message: string): TextResponse {
  return json(status, { code, message });
}

const PROBLEM_TYPES: Record<number, string> = {
  400: "rfc7231#section-6.5.1",
  401: "rfc7235#section-3.1",
  403: "rfc7231#section-6.5.3",
  404: "rfc7231#section-6.5.4",
  409: "rfc7231#section-6.5.8",
  500: "rfc7231#section-6.6.1",
};

/** ProblemDetails, as ASP.NET writes them. */
export function problem(status: number, title: string, details: Record<string, unknown> = {}): TextResponse {
  const body = {
    type: `https://tools.ietf.org/html/${PROBLEM_TYPES[status] ?? "rfc7231#section-6"}`,
    title,
    status,
    traceId: "00-5cf4b8e2a1d04c1f9d7e36b0c2a85f11-3a1d9c0e7b62f845-00",
    ...details,
  };
  return { ...json(status, body), contentType: "application/problem+json; charset=utf-8" };
}

/** The page of a HAProxy at the edge: the request never reached the API. */
function edgePage(status: number, reason: string, sentence: string): TextResponse {
  return {
    status,
    contentType: "text/html",
    headers: { server: "haproxy", "cache-control": "no-cache" },
    body: `<html><body><h1>${status} ${reason}</h1>\n${sentence}\n</body></html>\n\n`,
  };
}

/** Success as Roblox sends it: JSON in `text/plain`. The digits are written as they are, past 2^53 too. */
export function published(versionNumber: string): TextResponse {
  return { status: 200, contentType: "text/plain", body: `{"versionNumber":${versionNumber}}` };
}

/** The 400 of a v2 service. */
export function invalidArgument(message: string): TextResponse {
  return coded(400, "INVALID_ARGUMENT", message);
}

/** What a v2 service says to a key without the scope. */
export function permissionDenied(scope: string): TextResponse {
  return coded(403, "PERMISSION_DENIED", `The API key does not have sufficient scopes. Required: ${scope}`);
}

/**
 * Ready answers. Status and text were received by users from the real API (or stand in its documents) unless a comment
 * says that they were not; for several of them only the text is on record, and its wrapping is then a guess.
 */
export const answers = {
  invalidContent: text(400, "Invalid Content stream"),
  htmlBadRequest: edgePage(400, "Bad request", "Your browser sent an invalid request."),
  invalidKeyFormat: json(400, { code: 3, message: "API Key is not provided in a valid format.", details: [] }),

  /** Made up, in the shape that ASP.NET gives to a refused field. */
  validationProblem: problem(400, "One or more validation errors occurred.", {
    errors: { versionType: ["The value 'Draft' is not valid."] },
  }),

  missingApiKey: errors(401, "Missing API Key Header"),
  invalidApiKey: errors(401, "Invalid API Key"),
  failedToReadToken: text(401, "Failed to read token."),
  onlyUserKeys: errors(401, "Only OAuth tokens and User API keys are supported"),

  scopeNotAuthorized: errors(403, "Scope not authorized"),
  scopeNeedsAllResources: errors(403, "Scope must be configured to allow all resources"),

  /** Made up, so that nothing passes where a key leaks: what a host does with a key that is none of its business is its own. */
  keyNotWanted: text(400, "This host takes no API key, and must never be sent one."),
  /** The simulator's own. */
  faultNeedsHttp2: text(501, "The simulator cannot play this fault over HTTP/1.1: it resets a stream of HTTP/2."),
  /** As HTTP has it for a connection that was made to one host and used for another. */
  misdirected: text(421, "Misdirected Request"),

  /** Made up: no 404 of the publish endpoint is on record. */
  notFound: errors(404, "NotFound"),

  busy: json(409, {
    code: "Conflict",
    message:
      "Save failed. Server is busy and unable to process your upload request. Please try again in a couple minutes.",
  }),
  /** Documented case and code, made-up text: the real body is not on record. It says neither "busy" nor "try again". */
  placeNotInUniverse: json(409, { code: "ABORTED", message: "Place is not part of the universe." }),

  /** 413 was seen on Roblox's older upload only; here it stands for any gateway's refusal. */
  htmlPayloadTooLarge: edgePage(413, "Payload Too Large", "The request entity exceeds the maximum allowed."),

  /** The quota's 429; its headers are the rate limit's part. */
  rateLimited: { ...errors(429, ""), headers: { "x-envoy-ratelimited": "true" } },
  /** The other 429: too many unfinished Luau tasks. Its text is made up. */
  tooManyTasks: coded(429, "RESOURCE_EXHAUSTED", "Too many incomplete tasks for this place."),

  problemDetails: problem(500, "An error occurred while processing your request."),
  requestContextFailure: text(502, "Request Context Failure"),
  htmlBadGateway: edgePage(502, "Bad Gateway", "The server returned an invalid or incomplete response."),
  htmlUnavailable: edgePage(503, "Service Unavailable", "No server is available to handle this request."),
  unavailable: coded(503, "UNAVAILABLE", "The service is currently unavailable."),
  htmlGatewayTimeout: edgePage(504, "Gateway Time-out", "The server didn't respond in time."),
} as const satisfies Record<string, TextResponse>;

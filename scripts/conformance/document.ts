/** An OpenAPI 3.0 document as a judge of requests and answers. It knows nothing of Roblox. */
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

/** One thing that was looked at; `problem` says what is wrong with it. */
export interface Check {
  readonly what:
    | "operation"
    | "status"
    | "content type"
    | "body"
    | "property"
    | "path"
    | "query"
    | "header"
    | "key"
    | "scope"
    | "rate limit";
  readonly problem?: string;
}

export interface Exchanged {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of the request, as text; undefined: it is not known. */
  readonly body?: string;
  readonly bodyBytes: number;
  readonly answer: { readonly status: number; readonly contentType?: string; readonly body: string };
}

export interface Access {
  readonly scopes: readonly string[];
  readonly perMinute: number | undefined;
}

type Json = { readonly [name: string]: unknown };
type Direction = "request" | "answer";

interface Operation {
  readonly id: string;
  readonly definition: Json;
  readonly path: RegExp;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Json;
}

/** Headers that say how something is sent, not what. */
const HTTP_HEADERS = new Set([
  ...["host", "connection", "user-agent", "accept", "accept-encoding", "accept-language", "content-type"],
  ...["content-length", "transfer-encoding", "expect", "sec-fetch-mode"],
]);

export type Document = ReturnType<typeof readDocument>;

export function readDocument(document: Json) {
  const validators = { request: createValidator(document, "request"), answer: createValidator(document, "answer") };
  const operations: (Operation & { method: string })[] = Object.entries(object(document.paths)).flatMap(
    ([path, item]) =>
      Object.entries(object(item))
        .filter(([method]) => /^(get|put|post|delete|patch|head|options)$/.test(method))
        .map(([method, definition]) => ({
          id: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path: templateOf(path),
          // What stands beside the methods of a path goes for all of them.
          definition: {
            ...object(definition),
            parameters: [...list(object(item).parameters), ...list(object(definition).parameters)],
          },
        })),
  );

  function find({ method, path }: { method: string; path: string }): Operation | undefined {
    const bare = path.split("?")[0] ?? "";
    return operations.find((operation) => operation.method === method && operation.path.test(bare));
  }

  /** Status, content type, body and undeclared properties of an answer. */
  function checkAnswer(operation: Operation, { answer }: Exchanged): Check[] {
    const { status, contentType = "", body } = answer;
    const responses = object(operation.definition.responses);
    const declared = responses[String(status)] ?? responses.default;
    if (!declared) return [{ what: "status", problem: `${status} is not declared` }];
    const checks: Check[] = [{ what: "status" }];
    const content = object(object(declared).content);
    const types = Object.keys(content);
    if (types.length === 0) {
      // Of a success without content the document says something: there is none. Of an error it says nothing.
      const isEmpty = body === "" || status >= 400;
      return [...checks, { what: "body", ...(!isEmpty && { problem: `${status} has no content by the document` }) }];
    }
    const type = types.find((candidate) => fits(contentType, candidate));
    if (type === undefined) {
      return [...checks, { what: "content type", problem: `${status} is ${contentType}, not ${types.join(" or ")}` }];
    }
    const schema = object(object(content[type]).schema);
    return [...checks, { what: "content type" }, ...validators.answer(schema, body, isJson(type), String(status))];
  }

  /** Path, query, headers, key and body of a request. */
  function checkRequest(operation: Operation, { path, headers, body, bodyBytes }: Exchanged): Check[] {
    const parameters = list(operation.definition.parameters).map(
      (parameter) => object(parameter) as unknown as Parameter,
    );
    const named = (place: string, name: string) =>
      parameters.find((parameter) => parameter.in === place && parameter.name.toLowerCase() === name.toLowerCase());
    const checks: Check[] = [];
    const check = (what: Check["what"], name: string, value: string, parameter: Parameter | undefined) => {
      const problem = parameter
        ? validators.request.parameter(parameter.schema ?? {}, value)
        : `${what} ${name} is not declared`;
      checks.push({ what, ...(problem !== undefined && { problem: parameter ? `${name} ${problem}` : problem }) });
    };

    const url = new URL(path, "https://host.invalid");
    for (const [name, value] of Object.entries(operation.path.exec(url.pathname)?.groups ?? {})) {
      check("path", name, decodeURIComponent(value), named("path", name));
    }
    for (const [name, value] of url.searchParams) check("query", name, value, named("query", name));
    for (const [name, value] of Object.entries(headers)) {
      if (name !== "x-api-key" && !HTTP_HEADERS.has(name)) check("header", name, String(value), named("header", name));
    }
    for (const { name, in: place, required } of parameters) {
      if (required && place === "query" && !url.searchParams.has(name)) {
        checks.push({ what: "query", problem: `${name} is required` });
      }
    }

    const security = list(operation.definition.security).map(object);
    const wantsKey = security.some((scheme) => "roblox-api-key" in scheme);
    const hasKey = headers["x-api-key"] !== undefined;
    checks.push({ what: "key", ...(wantsKey !== hasKey && { problem: hasKey ? "a key is sent" : "no key is sent" }) });

    const content = object(object(operation.definition.requestBody).content);
    const types = Object.keys(content);
    const contentType = String(headers["content-type"] ?? "");
    if (types.length === 0) {
      return [
        ...checks,
        { what: "body", ...(bodyBytes > 0 && { problem: `${contentType} is sent, no body is declared` }) },
      ];
    }
    const type = types.find((candidate) => fits(contentType, candidate));
    if (type === undefined)
      return [...checks, { what: "content type", problem: `is ${contentType}, not ${types.join(" or ")}` }];
    checks.push({ what: "content type" });
    if (body === undefined) return checks;
    const schema = object(object(content[type]).schema);
    if (type === "multipart/form-data") return [...checks, ...checkParts(schema, partsOf(body, contentType))];
    return [...checks, ...validators.request(schema, body, isJson(type), "request")];
  }

  /** A form: every part is a property. One that is described as an object comes as JSON. */
  function checkParts({ properties, required }: Json, parts: ReadonlyMap<string, string>): Check[] {
    const declared = object(properties);
    const missing = list(required).filter((name) => !parts.has(String(name)));
    return [
      ...missing.map((name): Check => ({ what: "body", problem: `the part ${name} is required` })),
      ...[...parts].flatMap(([name, text]): Check[] => {
        if (!(name in declared)) return [{ what: "property", problem: `the part ${name} is not declared` }];
        const schema = object(declared[name]);
        return schema.type === "string" ? [{ what: "property" }] : validators.request(schema, text, true, name);
      }),
    ];
  }

  /** The scopes that a key needs, and how often it may ask. */
  function checkAccess(operation: Operation, { scopes, perMinute }: Access): Check[] {
    const documented = list(operation.definition["x-roblox-scopes"])
      .map((scope) => String(object(scope).name))
      .sort();
    const ours = [...scopes].sort();
    const minute = minuteOf(operation.definition);
    return [
      { what: "scope", ...(String(documented) !== String(ours) && { problem: `${ours} here, ${documented} there` }) },
      { what: "rate limit", ...(minute !== perMinute && { problem: `${perMinute} a minute here, ${minute} there` }) },
    ];
  }

  return { find, checkAnswer, checkRequest, checkAccess };
}

/** Requests a minute. The document gives it in two places, and not always twice the same: the lower figure counts. */
function minuteOf(definition: Json): number | undefined {
  const limit = object(object(definition["x-roblox-rate-limits"]).perApiKeyOwner);
  const throttle = object(object(definition["x-roblox-throttling-limit"]).perApiKey);
  const figures = [
    ...(limit.period === "MINUTE" ? [Number(limit.maxInPeriod)] : []),
    ...(Number(throttle.periodInSeconds) === 60 ? [Number(throttle.maxInPeriod)] : []),
  ];
  return figures.length === 0 ? undefined : Math.min(...figures);
}

/** The parts of a form, by name, as text: what is bytes is not looked at. */
function partsOf(body: string, contentType: string): ReadonlyMap<string, string> {
  const boundary = /\bboundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? "";
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf("\r\n\r\n");
      return [/\bname="([^"]*)"/i.exec(part.slice(0, end))?.[1] ?? "", part.slice(end + 4)];
    }),
  );
}

function templateOf(path: string): RegExp {
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>[^/:]+)");
  return new RegExp(`^${pattern}$`);
}

function fits(contentType: string, declared: string): boolean {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const pattern = declared.toLowerCase().replace(/[.+]/g, "\\$&").replaceAll("*", "[^/]+");
  return new RegExp(`^${pattern}$`).test(type);
}

const isJson = (type: string) => /[/+]json$/.test(type);

/** Turns the document's schemas into those of JSON Schema, once for each direction, and validates with them. */
function createValidator(document: Json, direction: Direction) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  const schemas = Object.entries(object(object(document.components).schemas));
  ajv.addSchema({
    $id: "document",
    components: { schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, translate(schema, direction)])) },
  });
  const compiled = new Map<string, ValidateFunction>();

  function validate(schema: Json, value: unknown): ErrorObject[] {
    const source = JSON.stringify(translate(schema, direction));
    const validator = compiled.get(source) ?? ajv.compile(JSON.parse(source.replaceAll('"#/', '"document#/')));
    compiled.set(source, validator);
    return validator(value) ? [] : (validator.errors ?? []);
  }

  function body(schema: Json, text: string, json: boolean, where: string): Check[] {
    let value: unknown = text;
    try {
      if (json) value = JSON.parse(text);
    } catch {
      return [{ what: "body", problem: `${where} is no JSON` }];
    }
    const all = validate(schema, value);
    // Of a value that may be null and is not, only what is wrong with the value is of interest.
    const telling = all.filter(({ keyword, params }) => keyword !== "anyOf" && params.type !== "null");
    const found = telling.length > 0 ? telling : all;
    const problems = (what: Check["what"], errors: ErrorObject[]): Check[] =>
      errors.length === 0 ? [{ what }] : errors.map((error) => ({ what, problem: `${where} ${wordOf(error)}` }));
    const isUndeclared = ({ keyword }: ErrorObject) => keyword === "additionalProperties";
    return [
      ...problems(
        "body",
        found.filter((error) => !isUndeclared(error)),
      ),
      ...problems("property", found.filter(isUndeclared)),
    ];
  }

  /** A value in a path, a query or a header; what is wrong with it, or undefined. */
  function parameter(schema: Json, text: string): string | undefined {
    const isNumber = schema.type === "integer" || schema.type === "number";
    const value =
      isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : schema.type === "boolean" ? text === "true" : text;
    const error = validate(schema, value)[0];
    return error && wordOf(error);
  }
  return Object.assign(body, { parameter });
}

/** `/assetVersions/0/creationContext must be …`: without the numbers and ids that differ from case to case. */
function wordOf({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath.replace(/\/\d+(?=\/|$)/g, "/#");
  const more = "additionalProperty" in params ? `: ${params.additionalProperty}` : "";
  return `${place} ${message}${more}`.trim();
}

const FORMATS = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  /** Of protocol buffers: `300s`. */
  duration: /^\d+(\.\d{1,9})?s$/,
  "field-mask": /^\w+(\.\w+)*(,\w+(\.\w+)*)*$/,
  int32: { type: "number", validate: (value: number) => Math.abs(value) <= 2 ** 31 },
  int64: true,
  enum: true,
} as const;

/**
 * OpenAPI 3.0's dialect in JSON Schema's: `nullable`, and what is only read or only written. An object that lists its
 * properties has no others, although the document seldom says so: an undeclared one is what we want to hear of.
 */
function translate(schema: unknown, direction: Direction): unknown {
  if (Array.isArray(schema)) return schema.map((each) => translate(each, direction));
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, properties, required, example: _, description: __, ...rest } = schema as Json;
  const absent = direction === "request" ? "readOnly" : "writeOnly";
  const translated: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, translate(value, direction)]),
  );
  if (properties) {
    const present = Object.entries(object(properties)).filter(([, property]) => !object(property)[absent]);
    translated.properties = Object.fromEntries(
      present.map(([name, property]) => [name, translate(property, direction)]),
    );
    translated.additionalProperties ??= false;
    if (Array.isArray(required))
      translated.required = required.filter((name) => present.some(([each]) => each === name));
  } else if (Array.isArray(required)) translated.required = required;
  if (!nullable) return translated;
  return { anyOf: [{ type: "null" }, translated] };
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

import { Ajv, type ErrorObject } from "ajv";
import {
  ASSET_TYPES,
  type AssetSettings,
  answers,
  type DeliverySettings,
  type EndpointName,
  endpointNames,
  type KeyScope,
  type ReadBackSettings,
  type RollbackSettings,
  type SimulatedKey,
  type SimulatorOptions,
  type TaskScenario,
} from "./index.ts";

/** A scenario file that cannot be used; the message names every field that is wrong. */
export class ScenarioError extends Error {}

/** What a scenario file may hold: the options of `startSimulator`, as far as JSON can say them, and what to do with faults and tasks. */
interface Scenario extends Omit<SimulatorOptions, "fault" | "luau" | "clock" | "onRequest"> {
  readonly faults?: readonly { readonly endpoint: EndpointName; readonly nth?: number; readonly fault: WrittenFault }[];
  readonly luau?: Partial<Omit<NonNullable<SimulatorOptions["luau"]>, "scenario">> & {
    readonly tasks?: readonly WrittenTask[];
  };
}
type Fault = NonNullable<ReturnType<NonNullable<SimulatorOptions["fault"]>>>;
type WrittenFault = Fault & { readonly answer?: keyof typeof answers | object };
type WrittenTask = Omit<TaskScenario, "binaryOutput"> & { readonly binaryOutput?: string };

const text = { type: "string" };
const flag = { type: "boolean" };
const seconds = { type: "number", minimum: 0 };
const count = { type: "integer", minimum: 1 };
const id = { type: "string", pattern: "^[1-9][0-9]{0,18}$" };
const number = { type: "string", pattern: "^[0-9]{1,19}$" };
const list = (items: object) => ({ type: "array", items });
const oneOf = (...values: readonly string[]) => ({ enum: values });
/** An object with these fields and no others. */
const fields = (properties: object, ...required: string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
/** The same, for which the compiler knows what they are: a switch that is new has to be added here. */
const every = <Options>(properties: Record<keyof Options, object>, ...required: string[]) =>
  fields(properties, ...required);
/** An object whose names are ids. */
const byId = (value: object) => ({ type: "object", propertyNames: id, additionalProperties: value });

const ids = list({ type: "string", pattern: "^([1-9][0-9]{0,18}|\\*)$" });
const scope = every<KeyScope>(
  { name: text, operations: list(text), universeIds: ids, userIds: ids, groupIds: ids },
  "name",
  "operations",
);
const key = every<Omit<SimulatedKey, "introspection">>(
  {
    secret: { type: "string", minLength: 1 },
    name: text,
    ownerId: id,
    scopes: list(scope),
    enabled: flag,
    expired: flag,
    expirationTimeUtc: text,
    blockedAddress: flag,
    state: oneOf("autoExpired", "revoked", "moderated", "userModerated"),
  },
  "secret",
  "name",
  "ownerId",
  "scopes",
);
const messageTypes = oneOf("OUTPUT", "INFO", "WARNING", "ERROR");
const task = every<WrittenTask>({
  queueSeconds: seconds,
  startSeconds: seconds,
  neverStarts: flag,
  runSeconds: seconds,
  log: list({
    if: text,
    else: fields({ message: text, messageType: messageTypes }, "message", "messageType"),
  }),
  results: { type: "array" },
  error: fields(
    {
      code: oneOf("SCRIPT_ERROR", "DEADLINE_EXCEEDED", "OUTPUT_SIZE_LIMIT_EXCEEDED", "INTERNAL_ERROR"),
      message: text,
    },
    "code",
    "message",
  ),
  cancelled: flag,
  binaryOutput: { type: "string", pattern: "^[A-Za-z0-9+/]*={0,2}$" },
});

const answer = {
  if: text,
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: oneOf(...Object.keys(answers)),
  else: fields(
    {
      status: { type: "integer", minimum: 200, maximum: 599 },
      contentType: text,
      headers: { type: "object", additionalProperties: text },
      body: text,
    },
    "status",
    "body",
  ),
};
const carriedOut = flag;
const when = oneOf("beforeBody", "duringBody", "afterBody");
const faults: Readonly<Record<Fault["kind"], [fields: object, ...required: string[]]>> = {
  answer: [{ answer, carriedOut }, "answer"],
  redirect: [{ location: text, status: { enum: [301, 302, 303, 307, 308] } }, "location"],
  earlyAnswer: [{ answer, afterwards: oneOf("close", "keepReading") }, "answer", "afterwards"],
  reset: [{ when, afterBytes: count, carriedOut }, "when"],
  hangUp: [{ when, afterBytes: count, carriedOut }, "when"],
  resetStream: [
    {
      when,
      afterBytes: count,
      carriedOut,
      code: oneOf("NO_ERROR", "INTERNAL_ERROR", "REFUSED_STREAM", "CANCEL", "ENHANCE_YOUR_CALM"),
    },
    "when",
  ],
  silence: [{ when: oneOf("beforeBody", "afterBody"), carriedOut }, "when"],
  delay: [{ seconds, answer, carriedOut }, "seconds"],
  slowReading: [{ bytesPerSecond: count }, "bytesPerSecond"],
  cutOff: [
    { framing: oneOf("content-length", "chunked"), end: oneOf("hangUp", "reset"), answer, carriedOut },
    "framing",
    "end",
  ],
  pause: [{ seconds, answer, carriedOut }],
  endless: [{ pace: oneOf("trickle", "flood"), status: { type: "integer", minimum: 200, maximum: 599 } }, "pace"],
};
export const FAULT_KINDS = Object.keys(faults);
const kind = { type: "object", properties: { kind: oneOf(...FAULT_KINDS) }, required: ["kind"] };
const fault = {
  ...kind,
  discriminator: { propertyName: "kind" },
  oneOf: Object.entries(faults).map(([name, [allowed, ...required]]) =>
    fields({ kind: { const: name }, ...allowed }, "kind", ...required),
  ),
};

/** A JSON Schema of scenario files. */
export function scenarioSchema() {
  return every<Scenario>({
    universes: byId(list(id)),
    keys: list(key),
    firstVersion: byId(number),
    creators: byId({ ...fields({ userId: id, groupId: id }), minProperties: 1, maxProperties: 1 }),
    readBack: every<ReadBackSettings>({
      liveAfterSeconds: seconds,
      idlePlaces: list(id),
      runningVersions: byId(number),
      assetVersions: oneOf("array", "object"),
    }),
    deduplicate: { enum: [true, false, "any"] },
    versionRollback: every<RollbackSettings>({ publishes: flag, takes: oneOf("json", "multipart") }),
    assets: every<AssetSettings>({
      existing: byId(oneOf(...ASSET_TYPES)),
      polls: { type: "integer", minimum: 0 },
      answersOnlyPath: flag,
      ends: {
        if: text,
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: oneOf("asset", "nothing"),
        else: fields({ code: { type: ["integer", "string"] }, message: text }, "code", "message"),
      },
      reviews: { type: "integer", minimum: 0 },
      decision: oneOf("Approved", "Rejected"),
      oldSpelling: flag,
      storedName: text,
      userIsModerated: flag,
      tooLarge: { enum: [413, 400] },
      metadataMakesVersion: flag,
      engineRefusal: fields(
        { result: oneOf("PermissionDenied", "UploadFailed", "Unknown"), said: text },
        "result",
        "said",
      ),
      audioQuota: fields({ usage: { type: "integer", minimum: 0 }, capacity: count }, "usage", "capacity"),
      grantErrors: byId(text),
    }),
    publishing: every<NonNullable<SimulatorOptions["publishing"]>>({
      contentType: oneOf("text/plain", "application/json"),
      withoutVersionType: oneOf("Saved", "Published"),
    }),
    rateLimit: every<NonNullable<SimulatorOptions["rateLimit"]>>({
      requests: count,
      windowSeconds: { type: "number", exclusiveMinimum: 0 },
      headers: flag,
      sharedRequests: count,
    }),
    luau: every<NonNullable<Scenario["luau"]>>({
      tasks: { minItems: 1, ...list(task) },
      binarySeconds: seconds,
      slotReleaseSeconds: seconds,
      logChunkMessages: count,
    }),
    studioSaves: list(
      fields(
        {
          placeId: id,
          place: text,
          versionType: oneOf("Saved", "Published"),
          before: fields({ endpoint: oneOf(...endpointNames()), nth: count }, "endpoint"),
        },
        "placeId",
        "place",
      ),
    ),
    delivery: every<DeliverySettings>({
      host: text,
      encoding: oneOf("gzip", "gzip-undeclared", "identity"),
      contentLength: flag,
      size: oneOf("right", "wrong", "none"),
      addressSeconds: seconds,
      expiredStatus: { enum: [403, 410] },
      address: oneOf("location", "locations", "none"),
      withoutScope: { enum: [401, 403] },
      forbidden: oneOf("403", "200-403", "200-409"),
      unversioned: oneOf("published", "newest", "stale"),
    }),
    faults: list(fields({ endpoint: oneOf(...endpointNames(), "unknown"), nth: count, fault }, "endpoint", "fault")),
    proxy: {
      if: text,
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: oneOf("silent"),
      else: fields({ status: { type: "integer", minimum: 400, maximum: 599 } }, "status"),
    },
    certificate: oneOf("trusted", "untrusted"),
    http2: flag,
  });
}

/**
 * The options that a scenario file stands for (simulator/README.md). Throws a `ScenarioError` that names each field that is
 * wrong.
 */
export function readScenario(content: string): SimulatorOptions {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new ScenarioError(`The scenario is not JSON: ${(error as Error).message}.`);
  }
  const ajv = new Ajv({ allErrors: true, discriminator: true, strictTypes: false });
  const validate = ajv.compile<Scenario>(scenarioSchema());
  if (!validate(value)) throw new ScenarioError([...new Set(explain(validate.errors ?? []))].join("\n"));

  const { faults = [], luau, ...options } = value;
  const tasks = luau?.tasks?.map(({ binaryOutput, ...rest }) => ({
    ...rest,
    ...(binaryOutput !== undefined && { binaryOutput: Buffer.from(binaryOutput, "base64") }),
  }));
  let created = 0;
  const { tasks: _, ...luauSettings } = luau ?? {};
  return {
    ...options,
    // The tasks of a scenario are used in order, and the last one for all that follow.
    luau: {
      ...luauSettings,
      ...(tasks && { scenario: () => tasks[Math.min(created++, tasks.length - 1)] ?? {} }),
    },
    fault(request, nth) {
      const meant = faults.find((each) => each.endpoint === request.endpoint && (each.nth ?? nth) === nth);
      return meant && withAnswer(meant.fault);
    },
  };
}

function withAnswer(written: WrittenFault): Fault {
  if (typeof written.answer !== "string") return written;
  return { ...written, answer: answers[written.answer as keyof typeof answers] } as Fault;
}

/** A sentence for each error that says something about a field of the file. */
function explain(found: readonly ErrorObject[]): string[] {
  return found
    .filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf")
    .map(({ instancePath, keyword, params, message }) => {
      const field = instancePath
        .split("/")
        .slice(1)
        .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .map((part) => (/^\d{1,4}$/.test(part) ? `[${part}]` : `.${part}`))
        .join("")
        .replace(/^\./, "");
      const where = field === "" ? "The scenario" : field;
      if (keyword === "additionalProperties") return `${where}: there is no field "${params.additionalProperty}".`;
      if (keyword === "required") return `${where}: the field "${params.missingProperty}" is missing.`;
      if (keyword === "enum") return `${where}: must be one of ${params.allowedValues.join(", ")}.`;
      if (keyword === "propertyNames") return `${where}: "${params.propertyName}" is not an id.`;
      return `${where}: ${message}.`;
    });
}

/** The whole check: the simulator and the actions on the one side, an OpenAPI document on the other. */
import { readFileSync } from "node:fs";
import { HOST, type RequestRecord, type Simulator } from "../../simulator/index.ts";
import { APIS, type ApiFacts } from "../../src/open-cloud/facts.ts";
import { askAll, ENDPOINTS } from "./cases.ts";
import { DIFFERENCES, type Finding, type Side, settle, type Verdict } from "./differences.ts";
import { type Check, type Exchanged, readDocument } from "./document.ts";
import { actionsWithoutRun, callsWithoutRequest, RUNS, runAll } from "./runs.ts";

export interface Report extends Verdict {
  readonly counts: Readonly<Record<Side, { readonly passed: number; readonly all: number }>>;
  /** Actions that are never run. */
  readonly forgotten: readonly string[];
  /** Calls that the sources can make, and no run does. */
  readonly unseen: readonly string[];
}

/** What is held against the document; by default all that there is. */
export interface Extent {
  readonly endpoints?: typeof ENDPOINTS;
  readonly runs?: typeof RUNS;
}

const NOT_THERE: Check = { what: "operation", problem: "not in the document" };

export async function conform(
  openApi: Parameters<typeof readDocument>[0],
  { endpoints = ENDPOINTS, runs = RUNS }: Extent = {},
): Promise<Report> {
  const document = readDocument(openApi);
  const counts: Record<Side, { passed: number; all: number }> = {
    answer: { passed: 0, all: 0 },
    request: { passed: 0, all: 0 },
    access: { passed: 0, all: 0 },
  };
  const findings = new Map<string, Finding>();

  function note(side: Side, endpoint: string, checks: readonly Check[]) {
    for (const { what, problem } of checks) {
      counts[side].all += 1;
      if (problem === undefined) {
        counts[side].passed += 1;
        continue;
      }
      const id = JSON.stringify([side, endpoint, what, problem]);
      const finding = findings.get(id) ?? { side, endpoint, what, problem, count: 0 };
      findings.set(id, finding);
      finding.count += 1;
    }
  }

  function judgeAnswers(requests: readonly RequestRecord[]) {
    const seen = new Set<string>();
    for (const record of requests) {
      const exchange = exchangeOf(record);
      if (!exchange) continue;
      // An answer that comes a hundred times, until a limit is reached, counts once, whatever ids and times are in it.
      const { status, body } = exchange.answer;
      const kind = `${record.method} ${record.path} ${status} ${body.replace(/[\da-f-]{36}|\d+/g, "#")}`;
      if (seen.has(kind)) continue;
      seen.add(kind);
      const operation = document.find(record);
      note("answer", record.endpoint, operation ? document.checkAnswer(operation, exchange) : [NOT_THERE]);
    }
  }

  function judgeRequests(requests: readonly RequestRecord[]) {
    for (const record of requests) {
      const exchange = exchangeOf(record);
      if (!exchange) continue;
      const operation = document.find(record);
      note("request", record.endpoint, operation ? document.checkRequest(operation, exchange) : [NOT_THERE]);
    }
    judgeAnswers(requests);
  }

  const judgedAccess = new Set<string>();
  function judgeAccess(requests: readonly RequestRecord[], simulator: Simulator) {
    for (const { endpoint: name, method, path, host } of requests) {
      if (name === "unknown" || host !== HOST || judgedAccess.has(name)) continue;
      judgedAccess.add(name);
      const operation = document.find({ method, path });
      const { access } = simulator.endpoints[name];
      if (!operation) note("access", name, [NOT_THERE]);
      else {
        const scopes = (access?.operations ?? []).map((each) => `${access?.scope}:${each}`);
        note("access", name, document.checkAccess(operation, { scopes, perMinute: access?.perMinute }));
      }
    }
  }

  /** What the sources go by must not differ from what the simulator asks for, and so is held against the document itself. */
  function judgeFacts() {
    const facts: [string, ApiFacts][] = Object.entries(APIS);
    for (const [name, { method, path, permission, perMinute }] of facts) {
      if (!endpoints.some((each) => each === name)) continue;
      const operation = document.find({ method, path });
      const scopes = permission?.operations.map((each) => `${permission.scope}:${each}`) ?? [];
      note("access", name, operation ? document.checkAccess(operation, { scopes, perMinute }) : [NOT_THERE]);
    }
  }

  judgeFacts();
  for (const name of endpoints) {
    await askAll(name, (requests, simulator) => {
      judgeAnswers(requests);
      judgeAccess(requests, simulator);
    });
  }
  const ofActions: RequestRecord[] = [];
  await runAll(runs, (requests) => {
    ofActions.push(...requests);
    judgeRequests(requests);
  });

  return {
    counts,
    ...settle([...findings.values()], DIFFERENCES),
    forgotten: actionsWithoutRun(),
    unseen: callsWithoutRequest(ofActions),
  };
}

/** What was said, if it was said to Open Cloud itself and nothing went wrong on purpose. */
function exchangeOf(record: RequestRecord): Exchanged | undefined {
  const { method, path, host, headers, bodyBytes, answer, fault } = record;
  if (host !== HOST || !answer || fault || typeof answer.body !== "string") return undefined;
  const isForm = /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");
  const body = isForm && record.bodyFile !== undefined ? readFileSync(record.bodyFile, "utf8") : record.body;
  const { status, contentType, body: text } = answer;
  const said = { status, body: text, ...(contentType !== undefined && { contentType }) };
  return { method, path, headers, bodyBytes, ...(body !== undefined && { body }), answer: said };
}

/**
 * `npm run conformance -- FILE`: holds the simulator and the actions against Roblox's own OpenAPI document (`openapi.json` of
 * the repository Roblox/creator-docs, or a part of it). Where they differ on purpose, `differences.ts` says why; any other
 * difference fails, and so does an entry there that is no longer needed.
 */
import { readFileSync } from "node:fs";
import { HOST, type RequestRecord, type Simulator } from "../../simulator/index.ts";
import { askAll, ENDPOINTS } from "./cases.ts";
import { DIFFERENCES, type Finding, type Side, settle } from "./differences.ts";
import { type Check, type Exchanged, readDocument } from "./document.ts";
import { actionsWithoutRun, callsWithoutRequest, runAll } from "./runs.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run conformance -- FILE\nFILE is openapi.json of Roblox/creator-docs, or a part of it.");
  process.exit(2);
}
const document = readDocument(JSON.parse(readFileSync(file, "utf8")));

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

const NOT_THERE: Check = { what: "operation", problem: "not in the document" };

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
function judgeAccess(requests: readonly RequestRecord[], { endpoints }: Simulator) {
  for (const { endpoint: name, method, path, host } of requests) {
    if (name === "unknown" || host !== HOST || judgedAccess.has(name)) continue;
    judgedAccess.add(name);
    const operation = document.find({ method, path });
    const { access } = endpoints[name];
    if (!operation) note("access", name, [NOT_THERE]);
    else {
      const scopes = (access?.operations ?? []).map((each) => `${access?.scope}:${each}`);
      note("access", name, document.checkAccess(operation, { scopes, perMinute: access?.perMinute }));
    }
  }
}

const forgotten = actionsWithoutRun();
for (const name of ENDPOINTS) {
  await askAll(name, (requests, simulator) => {
    judgeAnswers(requests);
    judgeAccess(requests, simulator);
  });
}
const ofActions: RequestRecord[] = [];
await runAll((requests) => {
  ofActions.push(...requests);
  judgeRequests(requests);
});
const unseen = callsWithoutRequest(ofActions);

const { unexplained, unneeded, explained } = settle([...findings.values()], DIFFERENCES);
const print = ({ side, endpoint, what, problem, count }: Finding) =>
  `  ${side} · ${endpoint} · ${what}: ${problem}${count > 1 ? ` (${count} times)` : ""}`;

const SIDES = { answer: "answers of the simulator", request: "requests of the actions", access: "scopes and limits" };
for (const [side, { passed, all }] of Object.entries(counts)) {
  console.log(`${passed} of ${all} checks of the ${SIDES[side as Side]} pass`);
}
if (explained.length > 0) console.log("\nDifferent on purpose:");
for (const [{ why }, found] of explained) console.log([`- ${why}`, ...found.map(print)].join("\n"));
if (unexplained.length > 0)
  console.log(`\nDifferent for no reason that is known:\n${unexplained.map(print).join("\n")}`);
if (unneeded.length > 0) {
  console.log(
    `\nEntries of differences.ts that are no longer needed:\n${unneeded.map(({ why }) => `  ${why}`).join("\n")}`,
  );
}
if (forgotten.length > 0)
  console.log(`\nActions that are never run here: ${forgotten.join(", ")} (add them to runs.ts)`);
if (unseen.length > 0)
  console.log(`\nCalls of facts.ts that no action makes here: ${unseen.join(", ")} (add a run to runs.ts)`);
process.exitCode = [unexplained, unneeded, forgotten, unseen].some(({ length }) => length > 0) ? 1 : 0;

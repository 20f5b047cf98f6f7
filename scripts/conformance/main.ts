/**
 * `npm run conformance -- FILE`: holds the simulator and the actions against Roblox's own OpenAPI document (`openapi.json` of
 * the repository Roblox/creator-docs, or a part of it). Where they differ on purpose, `differences.ts` says why; any other
 * difference fails, and so does an entry there that is no longer needed.
 */
import { readFileSync } from "node:fs";
import { conform } from "./conform.ts";
import type { Finding, Side } from "./differences.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run conformance -- FILE\nFILE is openapi.json of Roblox/creator-docs, or a part of it.");
  process.exit(2);
}

const { counts, unexplained, unneeded, explained, forgotten, unseen } = await conform(
  JSON.parse(readFileSync(file, "utf8")),
);
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
  console.log(`\nCalls of the sources that no action makes here: ${unseen.join(", ")} (add a run to runs.ts)`);
process.exitCode = [unexplained, unneeded, forgotten, unseen].some(({ length }) => length > 0) ? 1 : 0;

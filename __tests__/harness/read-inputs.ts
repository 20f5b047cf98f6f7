/**
 * `node read-inputs.ts ACTION FILE`: takes a JSON array of inputs from its standard input, and writes into the file what the
 * action makes of each, or the message with which it refuses them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inputVariables } from "./inputs.ts";

const [action, file = ""] = process.argv.slice(2);
const { readInputs } = await import(`../../src/actions/${action}/main.ts`);
const taken: unknown[] = [];
for (const inputs of JSON.parse(readFileSync(0, "utf8"))) {
  const given = inputVariables(inputs);
  Object.assign(process.env, given);
  taken.push(await readInputs().catch((error: Error) => error.message));
  for (const name of Object.keys(given)) delete process.env[name];
}
writeFileSync(file, JSON.stringify(taken));

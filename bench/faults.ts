/** Many publishes against a Roblox of which a share of the exchanges fails in a random way. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runAction } from "../__tests__/harness/run-action.ts";
import { seeded } from "../scripts/random.ts";
import { answers, DEMO_KEY, type Fault, publishingKey, startSimulator } from "../simulator/index.ts";

const PUBLISHES = 200;
export const FAILING_SHARE = 0.3;
const AT_ONCE = 4;
const SEED = 20_261_122;

export const FAULTS: readonly Fault[] = [
  { kind: "answer", answer: answers.requestContextFailure },
  { kind: "answer", answer: answers.requestContextFailure, carriedOut: true },
  { kind: "answer", answer: answers.unavailable },
  { kind: "answer", answer: answers.htmlBadRequest },
  { kind: "answer", answer: answers.htmlGatewayTimeout, carriedOut: true },
  { kind: "answer", answer: answers.problemDetails },
  { kind: "answer", answer: answers.busy },
  { kind: "answer", answer: { ...answers.rateLimited, headers: { "retry-after": "5", "x-ratelimit-reset": "22, 0" } } },
  { kind: "reset", when: "beforeBody" },
  { kind: "reset", when: "afterBody" },
  { kind: "reset", when: "afterBody", carriedOut: true },
  { kind: "hangUp", when: "afterBody" },
  { kind: "cutOff", framing: "content-length", end: "hangUp" },
  { kind: "cutOff", framing: "chunked", end: "reset" },
];

export async function benchFaults(): Promise<string> {
  const random = seeded(SEED);
  const placeIds = Array.from({ length: PUBLISHES }, (_, index) => String(10_001 + index));
  const place = await readFile(join(import.meta.dirname, "..", "examples", "obby", "obby.rbxl"));
  let exchanges = 0;
  let failed = 0;
  const simulator = await startSimulator({
    universes: { "4242": placeIds },
    keys: [publishingKey(["4242"])],
    rateLimit: { requests: 1_000_000, windowSeconds: 60, headers: true },
    fault({ endpoint }) {
      if (endpoint !== "publish") return undefined;
      exchanges += 1;
      if (random() >= FAILING_SHARE) return undefined;
      failed += 1;
      return FAULTS[Math.floor(random() * FAULTS.length)];
    },
  });
  try {
    const tries: number[] = [];
    let published = 0;
    const queue = [...placeIds];
    const worker = async () => {
      for (let placeId = queue.shift(); placeId; placeId = queue.shift()) {
        const run = await runAction(
          { apiKey: DEMO_KEY, universeId: "4242", placeId, filePath: "place.rbxl" },
          { files: { "place.rbxl": place }, environment: simulator.environment },
        );
        if (run.code === 0) published += 1;
        tries.push(Number(run.results?.[0]?.attempts));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    const versions = placeIds.map((placeId) => simulator.versions(placeId).length);
    const spread = [1, 2, 3, 4, 5].map((n) => `${n}: ${tries.filter((count) => count === n).length}`).join(", ");
    return [
      "| publishes | exchanges | of them failed | published | most versions of a place | tries |",
      "| ---: | ---: | ---: | ---: | ---: | --- |",
      `| ${PUBLISHES} | ${exchanges} | ${failed} (${((100 * failed) / exchanges).toFixed(0)} %) | ${published} (${((100 * published) / PUBLISHES).toFixed(1)} %) | ${Math.max(...versions)} | ${spread} |`,
    ].join("\n");
  } finally {
    await simulator.close();
  }
}

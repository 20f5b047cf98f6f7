/** A step of a demo: the real bundle, with what it is given, what it says and what it sets, as a workflow would show them. */
import { type ActionRun, type RunOptions, runAction, visible } from "../__tests__/harness/run-action.ts";
import { DEMO_KEY } from "../simulator/index.ts";

/** Of one output. */
const MAX_SHOWN = 160;

export interface DemoStep {
  /** The folder of the action, with a slash before it; empty for the publish action. */
  readonly uses?: string;
  readonly inputs: Record<string, string>;
  readonly files?: RunOptions["files"];
  /** The step is meant to fail. */
  readonly fails?: true;
}

/** @throws when it ends otherwise than it is meant to. */
export async function showStep(
  { uses = "", inputs, files = {}, fails }: DemoStep,
  environment: RunOptions["environment"] & object,
): Promise<ActionRun> {
  console.log(`- uses: OWNER/publish-to-roblox${uses}@v1\n  with:`);
  for (const [name, value] of Object.entries(inputs)) console.log(`    ${name}: ${value}`);
  const bundle = uses === "" ? "index.js" : `${uses.slice(1)}.js`;
  const run = await runAction({ ...inputs, apiKey: DEMO_KEY }, { bundle, environment, files });
  const log = visible(run)
    .replace(/^::group::/gm, "▾ ")
    .replace(/^::endgroup::$/gm, "");
  for (const line of log.split("\n").filter((text) => text.trim() !== "")) console.log(`  │ ${line}`);
  for (const [name, value] of Object.entries(run.outputs)) {
    console.log(
      `  → ${name}=${value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}… (${value.length} characters)` : value}`,
    );
  }
  console.log();
  if ((run.code === 0) === (fails ?? false)) throw new Error(`the step ended with ${run.code}`);
  return run;
}

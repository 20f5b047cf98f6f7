import { type NewestVersions, newestVersions } from "../../open-cloud/api/versions.ts";
import { CallError } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import type { PlaceFacts } from "../../place-file/inspect.ts";
import { thousands } from "../../text/units.ts";
import { fetchChecked } from "./fetch.ts";
import type { RollbackInputs } from "./inputs.ts";
import { type StepRecord, titleFor } from "./record.ts";

/** Lists have been seen to lag behind what they list. */
const LIVE_WITHIN_SECONDS = 30;
const LOOK_EVERY_SECONDS = 2;

/** The newest version and the live one, as the list has them now. @throws CallError */
export async function lookAtVersions(
  client: Client,
  { placeId }: Pick<RollbackInputs, "placeId">,
): Promise<NewestVersions> {
  const purpose = { title: titleFor({ placeId }), certain: "it is not known which version is live" };
  return (await newestVersions(client, placeId, purpose)) ?? { latest: "0" };
}

/** The live version, once it is `expected` or newer, or as it is when the time for that is over. */
export async function awaitLive(
  client: Client,
  inputs: Pick<RollbackInputs, "placeId">,
  expected: string,
): Promise<string | undefined> {
  for (const end = performance.now() + LIVE_WITHIN_SECONDS * 1000; ; ) {
    const { published: live } = await lookAtVersions(client, inputs);
    if (live !== undefined && BigInt(live) >= BigInt(expected)) return live;
    if (performance.now() + LOOK_EVERY_SECONDS * 1000 > end) return live;
    // Should the step's time end meanwhile, the next look says so in its own words.
    await client.deadline.sleep(LOOK_EVERY_SECONDS).catch(() => {});
  }
}

/** How the content of a version compares with that of the file that was sent. */
export interface Comparison {
  /** `alike`: other bytes with the same instances by number. */
  readonly outcome: "equal" | "alike" | "other" | "unknown";
  /** Whole sentences. */
  readonly text: string;
}

/** Fetches the live version and compares it. @throws CallError when the step's time is over. */
export async function compareLive(client: Client, step: StepRecord, live: string): Promise<Comparison> {
  const { file } = step;
  try {
    const fetched = await fetchChecked(client, step, live, "the bytes were not compared");
    if (fetched.sha256 === file?.sha256) return { outcome: "equal", text: "" };
    const [sent, seen] = [contents(file?.place), contents(fetched.place)];
    return { outcome: sent === seen ? "alike" : "other", text: `${seen} there, ${sent} in what was sent.` };
  } catch (error) {
    if (client.deadline.signal.aborted) throw error;
    return { outcome: "unknown", text: error instanceof CallError ? `${error.happened}.` : (error as Error).message };
  }
}

/** What no rewriting of a file changes. */
function contents(place: PlaceFacts | undefined): string {
  if (!place) return "contents that are not known";
  const { instances, classes, scripts, services } = place;
  const count = Object.values(scripts).reduce((sum, number) => sum + number, 0);
  return `${thousands(instances)} instances of ${classes} classes, ${thousands(count)} scripts, ${services.length} services`;
}

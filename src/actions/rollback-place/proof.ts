import { listVersions } from "../../open-cloud/api/versions.ts";
import { CallError } from "../../open-cloud/call.ts";
import type { Client } from "../../open-cloud/client.ts";
import type { PlaceFacts } from "../../place-file/inspect.ts";
import { thousands } from "../../text/units.ts";
import { fetchVersion } from "./fetch.ts";
import type { RollbackInputs } from "./inputs.ts";
import { type StepRecord, titleOf } from "./record.ts";

/** Lists have been seen to lag behind what they list. */
const LIVE_WITHIN_SECONDS = 30;
const LOOK_EVERY_SECONDS = 2;

/** The newest version and the live one, as the list has them now. */
export async function lookAtVersions(
  client: Client,
  inputs: Pick<RollbackInputs, "placeId">,
): Promise<{ newest: string; live: string | undefined }> {
  const purpose = { title: titleOf(inputs), certain: "it is not known which version is live" };
  let newest = "0";
  for await (const versions of listVersions(client, inputs.placeId, purpose)) {
    newest = newest === "0" ? (versions[0]?.number ?? "0") : newest;
    const live = versions.find(({ published }) => published)?.number;
    if (live !== undefined) return { newest, live };
  }
  return { newest, live: undefined };
}

/** The live version, once it is `expected` or newer, or as it is when the time for that is over. */
export async function awaitLive(
  client: Client,
  inputs: Pick<RollbackInputs, "placeId">,
  expected: string,
): Promise<string | undefined> {
  for (const end = performance.now() + LIVE_WITHIN_SECONDS * 1000; ; ) {
    const { live } = await lookAtVersions(client, inputs);
    if (live !== undefined && BigInt(live) >= BigInt(expected)) return live;
    if (performance.now() + LOOK_EVERY_SECONDS * 1000 > end) return live;
    await client.deadline.sleep(LOOK_EVERY_SECONDS);
  }
}

/** How the content of a version compares with that of the file that was sent. */
export interface Comparison {
  /** `alike`: other bytes with the same instances by number. */
  readonly outcome: "equal" | "alike" | "other" | "unknown";
  /** Whole sentences. */
  readonly text: string;
}

/** Fetches the live version and compares it. Never throws, but for the deadline. */
export async function compareLive(client: Client, step: StepRecord, live: string): Promise<Comparison> {
  const { file } = step;
  try {
    const fetched = await fetchVersion(client, step, live);
    if (fetched.sha256 === file?.sha256) return { outcome: "equal", text: "" };
    const [sent, seen] = [contents(file?.place), contents(fetched.place)];
    return { outcome: sent === seen ? "alike" : "other", text: `${seen} there, ${sent} in what was sent.` };
  } catch (error) {
    client.deadline.signal.throwIfAborted();
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

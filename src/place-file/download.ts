import { thousands } from "../text/units.ts";
import { type CheckMode, type Finding, type Inspection, inspectPlaceFile, type PlaceFacts } from "./inspect.ts";

/** What the check of a file has to say about publishing it, or about its name. */
const NOT_ABOUT_DOWNLOADS = new Set(["large-file", "extension"]);

/** An empty place as Studio makes one has ten instances or more besides its services. */
const MOST_IN_A_SKELETON = 7;

/**
 * The check of a place that was fetched from Roblox: the whole file, and whether there is anything in it.
 *
 * @throws nothing but the reason of the signal, which ends the check wherever it is.
 */
export async function inspectDownload(path: string, check: CheckMode, signal?: AbortSignal): Promise<Inspection> {
  // What Roblox has is no larger than Roblox allows, whatever an upload may be.
  const inspection = await inspectPlaceFile(path, check, signal, Number.POSITIVE_INFINITY);
  const findings = inspection.findings.filter(({ code }) => !NOT_ABOUT_DOWNLOADS.has(code));
  const { place } = inspection;
  return { ...inspection, findings: place && isSkeleton(place) ? [...findings, skeleton(place, check)] : findings };
}

/** Services, and what the engine puts into them by itself. */
export function isSkeleton({ instances, services, scripts }: PlaceFacts): boolean {
  const isScripted = Object.values(scripts).some((count) => count > 0);
  return !isScripted && instances - services.length <= MOST_IN_A_SKELETON;
}

function skeleton({ instances, services }: PlaceFacts, check: CheckMode): Finding {
  const message = `There is next to nothing in this place: ${thousands(instances)} instances, ${thousands(services.length)} of them services, and no script. A save that failed halfway has been seen to leave such a skeleton as the newest version. Open the version in Studio before you build on it.`;
  return {
    severity: check === "strict" ? "refusal" : "warning",
    code: "skeleton",
    title: "The place is an empty skeleton",
    message: check === "strict" ? `${message} If the place really is that empty, set \`checkFile: warn\`.` : message,
  };
}

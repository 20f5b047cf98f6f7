import { thousands } from "../../text/units.ts";
import { recordedVersion } from "./deployment.ts";
import type { GitHub } from "./github.ts";

/** The most that GitHub gives at once. */
const PAGE_SIZE = 100;
/** Of deployments to one environment, or of one deployment's states. Whoever has more names a version. */
const MAX_PAGES = 10;

export interface DeployedPlace {
  readonly environment: string;
  readonly universeId: string;
  readonly placeId: string;
}

/**
 * The version of a place that the last Deployment to an environment recorded, whatever its ref, by `GET
 * /repos/{owner}/{repo}/deployments` and `…/{deployment_id}/statuses` (GitHub's REST API, "Deployments"; both newest first;
 * `deployments: read`). The number stands in a status, since the payload is written before there is one. A Deployment that
 * records none is passed over: it failed, is not over, is somebody else's, or was about other places. One that GitHub has
 * made `inactive` since keeps its earlier statuses, and counts.
 *
 * @returns undefined when no Deployment records one.
 * @throws whatever `github` throws; Error when there are more Deployments than are looked at.
 */
export async function lastDeployed(
  github: Pick<GitHub, "get">,
  { environment, universeId, placeId }: DeployedPlace,
  signal: AbortSignal,
): Promise<string | undefined> {
  async function* all(route: string, parameters: Record<string, unknown>) {
    for (let page = 1; page <= MAX_PAGES; page++) {
      signal.throwIfAborted();
      const items = await github.get(route, { ...parameters, per_page: PAGE_SIZE, page });
      if (!Array.isArray(items)) throw new Error("GitHub's answer holds no list");
      yield* items.map((item) => Object(item) as Record<string, unknown>);
      if (items.length < PAGE_SIZE) return;
    }
    throw new Error(`None of the newest ${thousands(PAGE_SIZE * MAX_PAGES)} records a version of place ${placeId}`);
  }

  for await (const { id, payload } of all("/repos/{owner}/{repo}/deployments", { environment })) {
    if (!isAbout(payload, universeId, placeId)) continue;
    const statuses = all("/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", { deployment_id: id });
    for await (const { description } of statuses) {
      const version = recordedVersion(String(description ?? ""), placeId);
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

/** Whether it is a Deployment of this action for the place: others write what they like into theirs. */
function isAbout(payload: unknown, universeId: string, placeId: string): boolean {
  const known = Object(payload) as { universeId?: unknown; placeIds?: unknown };
  return known.universeId === universeId && Array.isArray(known.placeIds) && known.placeIds.includes(placeId);
}

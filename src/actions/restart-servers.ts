import * as core from "@actions/core";
import { startClient } from "../companions/client.ts";
import { readRestartServersInputs } from "../inputs/restart-servers.ts";
import { type Restart, restartServers } from "../open-cloud/servers.ts";
import { reportFailure } from "../report/failure.ts";

/** The action that restarts running servers, so that players get the new version. */
async function run(): Promise<void> {
  try {
    const inputs = await readRestartServersInputs();
    await restartServers(startClient(inputs), inputs);
    core.info(`Roblox restarts ${describe(inputs)}`);
  } catch (error) {
    reportFailure(error);
  }
}

function describe({
  universeId,
  placeIds,
  closeAllVersions,
  bleedOffMinutes,
}: Restart & { universeId: string }): string {
  const servers = closeAllVersions ? "all servers" : "the servers with an old version";
  const places =
    placeIds.length === 0
      ? `all places of universe ${universeId}`
      : `place${placeIds.length > 1 ? "s" : ""} ${placeIds.join(", ")}`;
  const when = bleedOffMinutes === 0 ? "at once" : `within ${bleedOffMinutes} min, during which players may finish`;
  return `${servers} of ${places}, ${when}`;
}

await run();

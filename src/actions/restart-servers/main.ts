import * as core from "@actions/core";
import { type Restart, restartServers, restartUncertain } from "../../open-cloud/api/servers.ts";
import { startClient } from "../../open-cloud/client.ts";
import { tellEffectIfCancelled } from "../../runner/cancel.ts";
import { caller } from "../../runner/context.ts";
import type { RestartServersInputs } from "./inputs.ts";

/** The action that restarts running servers, so that players get the new version. */
export async function run(inputs: RestartServersInputs): Promise<void> {
  const onEffect = tellEffectIfCancelled({ none: "No server restarts.", possible: restartUncertain(inputs) });
  await restartServers(startClient(inputs, caller()), inputs.universeId, inputs, { onEffect });
  core.info(`Roblox restarts ${describe(inputs)}`);
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

export { readInputs } from "./inputs.ts";

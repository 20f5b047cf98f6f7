import * as core from "@actions/core";
import { universeOfPlace } from "../../open-cloud/api/places.ts";
import { type Client, until } from "../../open-cloud/client.ts";
import { within } from "../../open-cloud/deadline.ts";
import { annotate } from "../../runner/annotations.ts";
import { placesText } from "../../text/units.ts";
import { markChecked, type StepRecord } from "./record.ts";
import { sideBySide } from "./side-by-side.ts";

const LOOK_UP_SECONDS = 5;
const ALL_LOOK_UPS_SECONDS = 15;

/**
 * Ends a step that uploads nothing: looks whether the places belong to the universe, which decides nothing, since that
 * look-up is not documented.
 */
export async function finishDryRun(client: Client, { inputs, places, remarks }: StepRecord): Promise<void> {
  const { universeId } = inputs;
  for (const place of places) markChecked(place);

  const owners = new Map<string, string | undefined>();
  await within(ALL_LOOK_UPS_SECONDS, (signal) => {
    const brief = until(client, signal);
    return sideBySide(places, async ({ target: { placeId } }) => {
      owners.set(placeId, await universeOfPlace(brief, placeId, LOOK_UP_SECONDS));
      return true;
    });
  }).catch(() => {});

  const placeIds = places.map(({ target }) => target.placeId);
  for (const [owner, theirs] of Map.groupBy(placeIds, (placeId) => owners.get(placeId))) {
    const who = placesText(theirs);
    const belong = theirs.length === 1 ? "belongs" : "belong";
    if (owner === undefined) core.info(`Whether ${who} ${belong} to universe ${universeId} could not be looked up`);
    else if (owner === universeId) core.info(`As it should be, ${who} ${belong} to universe ${universeId}`);
    else {
      annotate(remarks, {
        severity: "warning",
        title: "Another universe",
        message: `According to Roblox, ${who} ${belong} to universe ${owner}, not to ${universeId}. Set universeId to ${owner}, or correct the place id.`,
      });
    }
  }
  core.info("Dry run: nothing was uploaded");
}

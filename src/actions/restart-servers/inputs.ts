import type { Restart } from "../../open-cloud/api/servers.ts";
import { MAX_BLEED_OFF_MINUTES } from "../../open-cloud/facts.ts";
import { type CommonInputs, InputReader, isId, readKeyedInputs } from "../../runner/inputs.ts";

export type RestartServersInputs = CommonInputs & Restart;

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<RestartServersInputs> {
  const reader = new InputReader();
  const inputs = {
    ...(await readKeyedInputs(reader)),
    placeIds: readPlaceIds(reader),
    closeAllVersions: reader.boolean("closeAllVersions"),
    bleedOffMinutes: reader.number("bleedOffMinutes", 10, { least: 0, most: MAX_BLEED_OFF_MINUTES }),
  };
  reader.finish();
  return inputs;
}

/** Ids between commas or line breaks, each once. */
function readPlaceIds(reader: InputReader): string[] {
  const parts = reader.text("placeIds").split(/[,\r\n]/);
  const ids = new Set(parts.map((part) => part.trim()).filter((part) => part !== ""));
  const wrong = [...ids].filter((id) => !isId(id));
  if (wrong.length > 0) {
    const shown = wrong.slice(0, 5).map((id) => reader.show(id));
    const more = wrong.length > 5 ? ` and ${wrong.length - 5} more` : "";
    reader.problem(
      `placeIds holds ${shown.join(", ")}${more}, but each must be a decimal id from 1 to 9223372036854775807, between commas or line breaks.`,
    );
  }
  return [...ids];
}

import { type CommonInputs, InputReader, isId, readKeyedInputs } from "../../runner/inputs.ts";

export interface RollbackInputs extends CommonInputs {
  readonly placeId: string;
  /** Empty: the newest published one below the live one. */
  readonly versionNumber: string;
  readonly dryRun: boolean;
}

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<RollbackInputs> {
  const reader = new InputReader();
  const common = await readKeyedInputs(reader);
  const placeId = reader.id("placeId");
  const versionNumber = reader.text("versionNumber");
  if (versionNumber !== "" && !isId(versionNumber)) {
    reader.problem(
      `versionNumber is ${reader.show(versionNumber)}, but must be the number of a version of the place. Leave it out for the newest published one below the live one.`,
    );
  }
  const inputs = { ...common, placeId, versionNumber, dryRun: reader.boolean("dryRun") };
  reader.finish();
  return inputs;
}

import { expect, test } from "@jest/globals";
import { readInputs } from "../../../src/actions/rollback-place/inputs.ts";
import { given } from "../../harness/inputs.ts";

test("wrong inputs are all named", async () => {
  const said = await given(
    { apiKey: "key", universeId: "0", placeId: "x", versionNumber: "latest", dryRun: "yes" },
    readInputs,
  );
  for (const part of [
    'universeId is "0"',
    'placeId is "x"',
    'versionNumber is "latest", but must be the number of a version',
    'dryRun is "yes"',
  ]) {
    expect(said).toContain(part);
  }
});

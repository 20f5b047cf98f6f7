import { tmpdir } from "node:os";
import { expect, test } from "@jest/globals";
import { readInputs } from "../../../src/actions/download-place/inputs.ts";
import { given } from "../../harness/inputs.ts";

test("wrong inputs are all named", async () => {
  const filePath = `${tmpdir()}/`;
  const said = await given(
    { apiKey: "key", placeId: "x", versionNumber: "newest", filePath, checkFile: "no" },
    readInputs,
  );
  for (const part of [
    'placeId is "x"',
    'versionNumber is "newest", but must be the number of a version, published',
    'filePath is "',
    "which is a folder",
    'checkFile is "no"',
  ]) {
    expect(said).toContain(part);
  }
});

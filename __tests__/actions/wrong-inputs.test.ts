/** Wrong inputs are all named in one error. That a step ends there, with no request, is shown by contract.test.ts. */
import { tmpdir } from "node:os";
import { expect, test } from "@jest/globals";
import { readInputs as ofDownload } from "../../src/actions/download-place/inputs.ts";
import { readInputs as ofRollback } from "../../src/actions/rollback-place/inputs.ts";
import { given } from "../harness/inputs.ts";

test.each<[string, () => Promise<unknown>, Record<string, string>, RegExp]>([
  [
    "download-place",
    ofDownload,
    { placeId: "x", versionNumber: "newest", filePath: `${tmpdir()}/`, checkFile: "no" },
    /placeId is "x".*versionNumber is "newest", but must be the number of a version, published.*filePath is "[^"]+", which is a folder.*checkFile is "no"/s,
  ],
  [
    "rollback-place",
    ofRollback,
    { universeId: "0", placeId: "x", versionNumber: "latest", dryRun: "yes" },
    /universeId is "0".*placeId is "x".*versionNumber is "latest", but must be the number of a version of the place.*dryRun is "yes"/s,
  ],
])("of %s", async (_, readInputs, inputs, message) => {
  expect(await given({ apiKey: "key", ...inputs }, readInputs)).toMatch(message);
});

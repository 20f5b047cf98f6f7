/** What the publish action says of its inputs. That a run ends there, with no request, is shown by transcripts. */
import { expect, test } from "@jest/globals";
import { readInputs } from "../../../src/actions/publish/inputs.ts";
import { given } from "../../harness/inputs.ts";

const KEY = "a-key-as-good-as-any";
const INPUTS = { apiKey: KEY, universeId: "4242", placeId: "1818", filePath: "obby.rbxl" };

test("right inputs are taken", async () => {
  expect(await given(INPUTS, readInputs)).toMatchObject({
    apiKey: KEY,
    universeId: "4242",
    targets: [{ placeId: "1818", filePath: "obby.rbxl" }],
    versionType: "Published",
  });
});

test.each<[string, Record<string, string>, ...string[]]>([
  ["no universeId", { universeId: "" }, "universeId is missing"],
  ["letters in an id", { placeId: "123abc" }, 'placeId is "123abc"', "decimal id"],
  ["a path for an id", { placeId: "../../1" }, 'placeId is "../../1"'],
  ["zero", { universeId: "0" }, 'universeId is "0"'],
  ["a leading zero", { universeId: "042" }, 'universeId is "042"'],
  ["a sign", { universeId: "-5" }, 'universeId is "-5"'],
  ["other digits", { universeId: "４２" }, "universeId is"],
  ["an id beyond int64", { placeId: "9223372036854775808" }, "placeId is"],
  ["a near miss", { versionType: "pubished" }, 'versionType is "pubished"', "Did you mean Published?"],
  ["another version type", { versionType: "live" }, 'versionType is "live", but must be Published or Saved.'],
  ["no attempts", { maxAttempts: "0" }, 'maxAttempts is "0"', "1 to 20"],
  ["too many attempts", { maxAttempts: "21" }, 'maxAttempts is "21"'],
  ["half an attempt", { maxAttempts: "1.5" }, 'maxAttempts is "1.5"'],
  ["no time", { timeoutMinutes: "0" }, 'timeoutMinutes is "0"'],
  ["too much time", { timeoutMinutes: "361" }, 'timeoutMinutes is "361"'],
  ["time in words", { timeoutMinutes: "15m" }, 'timeoutMinutes is "15m"'],
  ["an unknown check", { checkFile: "loose" }, 'checkFile is "loose", but must be strict or warn or off.'],
  ["a dry run in words", { dryRun: "yes" }, 'dryRun is "yes"'],
  ["no file", { filePath: "" }, "filePath is missing"],
  ["a key of two lines", { apiKey: "first-half\nsecond-half" }, "apiKey holds a line break"],
  ["a key with a control character", { apiKey: "ab\u0007cd" }, "apiKey holds a line break"],
  ["no key", { apiKey: " \n" }, "apiKey is missing", "secrets.ROBLOX_API_KEY"],
  ["control characters", { placeId: "1\u001b[31m\n2" }, 'placeId is "1\\u001b[31m\\n2"'],
  ["a long value", { placeId: "1".repeat(500) }, `placeId is "${"1".repeat(20)}…"`],
  [
    "auto without an environment",
    { lastVersionNumber: "auto" },
    "lastVersionNumber is auto",
    "deploymentEnvironment is missing",
  ],
  [
    "a last version of several places",
    { places: "1818: place.rbxl", placeId: "", filePath: "", lastVersionNumber: "2" },
    "lastVersionNumber is about one place, so it cannot be given together with places",
  ],
  [
    "auto of several places",
    {
      places: "1818: place.rbxl",
      placeId: "",
      filePath: "",
      lastVersionNumber: "auto",
      deploymentEnvironment: "production",
    },
    "lastVersionNumber is about one place",
  ],
  [
    "no version and no digest",
    { lastVersionNumber: "v2", expectedSha256: "abc" },
    'expectedSha256 is "abc"',
    'lastVersionNumber is "v2"',
  ],
  [
    "places beside placeId",
    { places: "1001: a.rbxl", filePath: "" },
    "places cannot be given together with placeId or filePath",
  ],
  [
    "places beside filePath",
    { places: "1001: a.rbxl", placeId: "" },
    "places cannot be given together with placeId or filePath",
  ],
  ["a key as another input", { placeId: KEY }, "placeId is"],
  ["a peer's spelling", { "place-id": "1818" }, "write placeId instead of place-id"],
  [
    "several wrong",
    { universeId: "x", versionType: "y", filePath: "" },
    "universeId is",
    "versionType is",
    "filePath is missing",
  ],
  [
    "all the peers' spellings",
    {
      "universe-id": "1",
      "place-id": "1",
      "api-key": "zzz-other-key",
      path: "a",
      "place-file": "a",
      file: "a",
      "version-type": "a",
      "max-retries": "1",
      shouldPublish: "true",
    },
    "apiKey instead of api-key",
    "universeId instead of universe-id",
    "placeId instead of place-id",
    "filePath instead of path",
    "filePath instead of place-file",
    "filePath instead of file",
    "versionType instead of version-type",
    "maxAttempts (all tries, the first included) instead of max-retries",
    "versionType (Published or Saved) instead of shouldPublish",
  ],
])("%s", async (_name, inputs, ...texts) => {
  const message = await given({ ...INPUTS, ...inputs }, readInputs);
  for (const text of texts) expect(message).toContain(text);
  for (const secret of ["first-half", "second-half", "zzz-other-key", KEY]) expect(message).not.toContain(secret);
});

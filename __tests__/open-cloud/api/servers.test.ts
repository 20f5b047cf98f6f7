import { expect, test } from "@jest/globals";
import { restartBody } from "../../../src/open-cloud/api/servers.ts";

test.each([
  [[], false, 10, '{"placeIds":[],"closeAllVersions":false,"bleedOffServers":true,"bleedOffDurationMinutes":10}'],
  [
    ["1", "9223372036854775807"],
    true,
    0,
    '{"placeIds":[1,9223372036854775807],"closeAllVersions":true,"bleedOffServers":false}',
  ],
])("a restart of %j, all versions %j, within %d min", (placeIds, closeAllVersions, bleedOffMinutes, body) => {
  expect(restartBody({ placeIds, closeAllVersions, bleedOffMinutes })).toBe(body);
});

import { DEMO_KEY, publishingKey } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";
import { OBBY } from "../../harness/publish-once.ts";

const simulator = { keys: [publishingKey(["4242"])] };

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, universeId: "4242", placeId: "1818", filePath: "place.rbxl" },
  others: {
    apiKey: "another",
    universeId: "4243",
    placeId: "1819",
    filePath: "other.rbxl",
    places: "1818: place.rbxl",
    versionType: "Saved",
    checkFile: "warn",
    dryRun: "true",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
    versionNotes: "auto",
    deploymentEnvironment: "production",
    verify: "true",
    githubToken: "ghs_0123456789abcdef",
    expectedSha256: "AB".repeat(32),
    lastVersionNumber: "7",
    inOrder: "true",
  },
  files: { "place.rbxl": OBBY },
  steps: [{ simulator }],
};

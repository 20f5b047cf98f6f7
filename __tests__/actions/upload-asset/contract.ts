import { DEMO_KEY } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";
import { model, png } from "./files.ts";
import { ASSET_KEY } from "./key.ts";

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, filePath: "tree.rbxm", displayName: "Tree", creatorUserId: "100001" },
  others: {
    apiKey: "another",
    filePath: "other.rbxm",
    assetId: "7",
    assetType: "Model",
    displayName: "Bush",
    description: "A tree.",
    creatorUserId: "100002",
    creatorGroupId: "5",
    expectedPrice: "10",
    moderation: "wait",
    grantUniverseIds: "4242",
    universeId: "4242",
    placeId: "1818",
    dryRun: "true",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  files: { "tree.rbxm": model(), "leaf.png": png() },
  steps: [{ inputs: { universeId: "" }, simulator: { keys: [ASSET_KEY] } }],
};

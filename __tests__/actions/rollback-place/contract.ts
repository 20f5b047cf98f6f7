import { DEMO_KEY } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";
import { HISTORY, keyWithout } from "./world.ts";

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, universeId: "4242", placeId: "1818" },
  others: {
    apiKey: "another",
    universeId: "4243",
    placeId: "1819",
    versionNumber: "1",
    dryRun: "true",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  steps: [{ simulator: { keys: [keyWithout()], studioSaves: HISTORY } }],
};

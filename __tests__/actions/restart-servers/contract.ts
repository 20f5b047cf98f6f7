import { DEMO_KEY } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, universeId: "4242" },
  others: {
    apiKey: "another",
    universeId: "4243",
    placeIds: "1818",
    closeAllVersions: "true",
    bleedOffMinutes: "0",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  steps: [{}],
};

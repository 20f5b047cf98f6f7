import { DEMO_KEY } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, universeId: "4242", topic: "release", message: "12" },
  others: {
    apiKey: "another",
    universeId: "4243",
    topic: "maintenance",
    message: "13",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  steps: [{}],
};

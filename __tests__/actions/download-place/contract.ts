import { DEMO_KEY } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";
import { OBBY } from "../../harness/publish-once.ts";
import { DOWNLOAD_KEY } from "./key.ts";

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, placeId: "1818" },
  others: {
    apiKey: "another",
    placeId: "1819",
    versionNumber: "latest",
    filePath: "place.rbxl",
    checkFile: "warn",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  steps: [
    {
      simulator: {
        keys: [DOWNLOAD_KEY],
        studioSaves: [{ placeId: "1818", place: OBBY, versionType: "Published" }],
      },
    },
  ],
};

import { DEMO_KEY, type SimulatedKey } from "../../../simulator/index.ts";

/** May list the versions of its owner's places, and fetch them. */
export const DOWNLOAD_KEY: SimulatedKey = {
  secret: DEMO_KEY,
  name: "download",
  ownerId: "100001",
  scopes: [
    { name: "asset", operations: ["read"], userIds: ["100001"] },
    { name: "legacy-asset", operations: ["manage"], userIds: ["100001"] },
  ],
};

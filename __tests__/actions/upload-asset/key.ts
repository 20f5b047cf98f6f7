import { DEMO_KEY, type SimulatedKey } from "../../../simulator/index.ts";

export function assetKey(...operations: string[]): SimulatedKey {
  return {
    secret: DEMO_KEY,
    name: "assets",
    ownerId: "100001",
    scopes: [
      { name: "asset", operations },
      { name: "asset-permissions", operations: ["write"] },
    ],
  };
}

export const ASSET_KEY = assetKey("read", "write");

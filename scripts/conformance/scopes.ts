/** All that an endpoint of the simulator asks of a key. */
export const SCOPES = {
  "universe-places": ["write"],
  universe: ["read", "write"],
  "universe.place": ["read", "write"],
  "universe.place.luau-execution-session": ["read", "write"],
  "universe-messaging-service": ["publish"],
  asset: ["read", "write"],
  "legacy-asset": ["manage"],
  "asset-permissions": ["write"],
};

/** A place with a history, and what the action makes of it. */
import { createHash } from "node:crypto";
import {
  DEMO_KEY,
  type SimulatedKey,
  type SimulatorOptions,
  type StudioSave,
  type VersionType,
} from "../../../simulator/index.ts";
import { OBBY } from "../../harness/publish-once.ts";
import type { RunOptions } from "../../harness/run-action.ts";
import { play } from "../../harness/transcript.ts";
import { small } from "../../place-file/build.ts";

/** Everything that the action can make use of, but for what is left out. */
export function keyWithout(...left: string[]): SimulatedKey {
  const scopes = [
    { name: "universe-places", operations: ["write"], universeIds: ["4242"] },
    { name: "asset", operations: ["read", "write"] },
    { name: "legacy-asset", operations: ["manage"] },
  ].map(({ operations, ...scope }) => ({
    ...scope,
    operations: operations.filter((operation) => !left.includes(`${scope.name}:${operation}`)),
  }));
  return { secret: DEMO_KEY, name: "rollback", ownerId: "100001", scopes };
}

/** Good places, each with bytes of its own. */
export const CONTENT = {
  obby: OBBY,
  small: small(),
  packed: small(undefined, { packing: "lz4" }),
  tight: small(undefined, { packing: "zstd" }),
} as const;
type Content = keyof typeof CONTENT | Buffer;

export const sha256 = (content: Content) => createHash("sha256").update(bytesOf(content)).digest("hex");

function bytesOf(content: Content): Buffer {
  return Buffer.isBuffer(content) ? content : CONTENT[content];
}

const inStudio =
  (versionType: VersionType) =>
  (content: Content, before?: StudioSave["before"]): StudioSave => ({
    placeId: "1818",
    place: bytesOf(content),
    versionType,
    ...(before && { before }),
  });
export const save = inStudio("Saved");
export const publish = inStudio("Published");

/** Version 1 is good, version 2 is live. */
export const HISTORY = [publish("obby"), publish("small")];

export function rollBack(
  inputs: Record<string, string> = {},
  simulated: SimulatorOptions = {},
  options: RunOptions = {},
) {
  return play(
    "rollback-place",
    { placeId: "1818", ...inputs },
    { keys: [keyWithout()], studioSaves: HISTORY, ...simulated },
    options,
  );
}

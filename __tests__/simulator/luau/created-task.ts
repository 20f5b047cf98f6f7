import type { CreatedTask } from "../../../simulator/index.ts";

/** A task that runs a script on a saved version, whose bytes lie in a file. */
export const createdTask = (
  script: string,
  place: Pick<CreatedTask["place"] & object, "file" | "bytes" | "sha256">,
): CreatedTask => ({
  path: "universes/4242/places/1818/versions/7/luau-execution-sessions/a/tasks/b",
  universeId: "4242",
  placeId: "1818",
  versionNumber: "7",
  onHead: true,
  script,
  timeout: "20s",
  ownerId: "1",
  createdAt: new Date(),
  place: {
    ...place,
    versionNumber: "7",
    versionType: "Saved",
    contentType: "application/octet-stream",
    createdAt: new Date(),
  },
  binaryInput: undefined,
  enableBinaryOutput: false,
});

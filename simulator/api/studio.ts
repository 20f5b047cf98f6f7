import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Roblox, storeVersion, type VersionType } from "../roblox.ts";

/** What somebody does with a place in Roblox Studio. */
export interface StudioSave {
  readonly placeId: string;
  /** The place's bytes, or the path of a file that has them. */
  readonly place: Buffer | string;
  /** Default "Saved". */
  readonly versionType?: VersionType;
  /** Just before the `nth` request (from 1) of this endpoint is answered. Default: before the run. */
  readonly before?: { readonly endpoint: string; readonly nth?: number };
}

export interface StudioOptions {
  /** In their order. Studio always makes a new version, whatever its bytes. */
  readonly studioSaves?: readonly StudioSave[];
}

export function openStudio(roblox: Roblox, { studioSaves = [] }: StudioOptions) {
  function saveInStudio({ placeId, place: content, versionType = "Saved" }: Omit<StudioSave, "before">): string {
    const place = roblox.places.get(placeId);
    if (!place) throw new Error(`there is no place ${placeId}`);
    const bytes = Buffer.isBuffer(content) ? content : readFileSync(content);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = join(roblox.folder, sha256);
    writeFileSync(file, bytes);
    const isXml = !bytes.toString("latin1", 0, 8).startsWith("<roblox!");
    const version = {
      versionType,
      sha256,
      bytes: bytes.length,
      file,
      contentType: isXml ? "application/xml" : "application/octet-stream",
      createdAt: new Date(roblox.clock.now()),
    };
    return storeVersion(place, version, false);
  }

  for (const save of studioSaves) if (!save.before) saveInStudio(save);
  return {
    endpoints: {},
    records: {
      /** A builder saves, or publishes, this place in Studio; returns the new version's number. */
      saveInStudio,
      /** Makes the versions that are to be there before this request is answered. */
      saveBefore(endpoint: string, nth: number) {
        for (const save of studioSaves) {
          if (save.before?.endpoint === endpoint && (save.before.nth ?? 1) === nth) saveInStudio(save);
        }
      },
    },
  };
}

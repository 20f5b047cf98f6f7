import { readAnswer } from "../answer.ts";
import { type Settled, type Shared, tryRepeatedly } from "../attempts.ts";
import { within } from "../deadline.ts";
import { whatWasSaid } from "../explain.ts";
import { type Cloud, Disconnect, exchange } from "../transport.ts";

/** What stands beside a version in a place's version history. */
export interface VersionNotes {
  readonly title: string;
  readonly description: string;
}

const MAX_ATTEMPTS = 3;
const ATTEMPT_SECONDS = 10;

/** Why notes were not written. */
export interface NotesRefusal {
  readonly reason: string;
  /** It would meet every other version as well. */
  readonly widespread: boolean;
}

/**
 * Writes the notes of a version: `POST /place-version-history-api/v1/{placeId}/version/{version}/notes` (Open Cloud
 * reference, "Place version history", experimental; scope `universe.place:write`; 100 a minute for each key owner).
 * Its path names no experience, and keys that are restricted by experience have been refused there.
 *
 * @returns nothing, or why it was refused. Never throws.
 */
export async function writeNotes(
  cloud: Cloud,
  placeId: string,
  version: string,
  notes: VersionNotes,
): Promise<NotesRefusal | undefined> {
  const shared: Shared = { cloud, hangUps: 0 };
  const request = {
    method: "POST",
    path: `/place-version-history-api/v1/${placeId}/version/${version}/notes`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(notes),
  } as const;
  try {
    const settled = await tryRepeatedly(shared, { maxAttempts: MAX_ATTEMPTS, repeatable: true, onWait() {} }, () =>
      within(ATTEMPT_SECONDS, (signal) => exchange(cloud, { ...request, signal })),
    );
    return refusalOf(settled);
  } catch (error) {
    return { reason: `It took too long: ${(error as Error).message}.`, widespread: true };
  }
}

/** What an answer means for the notes. */
export function refusalOf({ outcome }: Pick<Settled, "outcome">): NotesRefusal | undefined {
  if (outcome instanceof Disconnect) {
    return { reason: `The connection broke (${outcome.code}: ${outcome.message}).`, widespread: true };
  }
  const { status } = outcome;
  if (status >= 200 && status < 300) return undefined;
  const said = `${whatWasSaid(outcome)}.`;
  if (status !== 401 && status !== 403) return { reason: said, widespread: status === 429 };
  const why = /all resources/i.test(readAnswer(outcome).message ?? "")
    ? "This key is restricted to certain experiences, and Roblox takes notes only from a key that is not. Either lift that restriction, which lets the key reach every experience of its owner, or leave versionNotes out."
    : "Notes need universe.place:write, on a key that is not restricted by experience.";
  return { reason: `${said} ${why}`, widespread: true };
}

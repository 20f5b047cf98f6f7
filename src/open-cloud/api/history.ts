import { readAnswer } from "../answer.ts";
import { CallError, callAndCount, type Deed, succeeded } from "../call.ts";
import { type Client, until } from "../client.ts";
import { within } from "../deadline.ts";
import { APIS } from "../facts.ts";
import type { Effect } from "../retry.ts";

/** What stands beside a version in a place's version history. */
export interface VersionNotes {
  readonly title: string;
  readonly description: string;
}

/** What writing notes is to do, for the title of its failure. */
export const NOTES: Deed = { what: "the version notes were", done: "written" };

const MAX_ATTEMPTS = 3;
const ALL_SECONDS = 10;

/** Why notes were not written. */
export interface NotesRefusal {
  readonly reason: string;
  /** Whether they may have been written all the same. */
  readonly effect: Effect;
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
  client: Client,
  placeId: string,
  version: string,
  notes: VersionNotes,
): Promise<NotesRefusal | undefined> {
  let effect = "none" as Effect;
  try {
    await within(ALL_SECONDS, (signal) =>
      callAndCount(
        { ...until(client, signal), maxAttempts: MAX_ATTEMPTS, say() {} },
        {
          method: "POST",
          target: `/place-version-history-api/v1/${placeId}/version/${version}/notes`,
          body: JSON.stringify(notes),
          permission: APIS.versionNotes.permission,
          repeatable: true,
          quiet: true,
          read: (answer) => (succeeded(answer) ? true : undefined),
          words: {
            title: NOTES,
            doing: "writing notes",
            limit: `${APIS.versionNotes.perMinute} notes a minute`,
            ifUncertain: "The notes may have been written.",
            ifBrokenOff: "no notes were written",
            ifRefused: "",
          },
        },
        {
          onEffect(now) {
            effect = now;
          },
        },
      ),
    );
    return undefined;
  } catch (error) {
    if (error instanceof CallError) return refusalOf(error);
    return { reason: `It took too long: ${(error as Error).message}.`, effect, widespread: true };
  }
}

/** What a failure means for the notes. Pure. */
export function refusalOf({
  happened,
  answer,
  effect,
}: Pick<CallError, "happened" | "answer" | "effect">): NotesRefusal {
  const said = `${happened}.`;
  if (!answer) return { reason: said, effect, widespread: true };
  const { status } = answer;
  if (status !== 401 && status !== 403) return { reason: said, effect, widespread: status === 429 };
  const why = /all resources/i.test(readAnswer(answer).message ?? "")
    ? "This key is restricted to certain experiences, and Roblox takes notes only from a key that is not. Either lift that restriction, which lets the key reach every experience of its owner, or leave versionNotes out."
    : "Notes need universe.place:write, on a key that is not restricted by experience.";
  return { reason: `${said} ${why}`, effect, widespread: true };
}

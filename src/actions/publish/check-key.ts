import * as core from "@actions/core";
import { day, type Introspection, introspectKey, unusable } from "../../open-cloud/api/keys.ts";
import { type Client, until } from "../../open-cloud/client.ts";
import { APIS } from "../../open-cloud/facts.ts";
import { annotate, type Remark } from "../../runner/annotations.ts";
import { StepFailure } from "../../runner/failure.ts";
import type { StepRecord } from "./record.ts";

/** The most that asking about the key may take, should the file check be slow. */
const LOOK_UP_SECONDS = 10;
/** Once the files are checked, the upload waits for the answer this long. */
const SECONDS_AFTER_CHECK = 3;
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Asks Roblox about the key while something else is done, and tells what follows from the answer. No answer, or one that
 * cannot be read, means nothing: the upload will tell.
 *
 * @throws StepFailure when the key is disabled or expired; whatever `work` throws.
 */
export async function checkKeyBeside(
  client: Client,
  { inputs, remarks }: StepRecord,
  work: () => Promise<void>,
): Promise<void> {
  const { apiKey, universeId, dryRun } = inputs;
  if (apiKey === "") {
    await work();
    annotate(remarks, {
      severity: "notice",
      title: "The key was not checked",
      message: `This dry run was given no API key (forks' pull requests get none), so whether a key may publish to universe ${universeId} was not checked.`,
    });
    return;
  }

  const giveUp = new AbortController();
  const { keyHelp } = client;
  const asked = introspectKey(until(client, giveUp.signal), APIS.publish.permission, LOOK_UP_SECONDS);
  let timer: NodeJS.Timeout | undefined;
  try {
    await work();
    timer = setTimeout(() => giveUp.abort(new Error("the files are checked")), SECONDS_AFTER_CHECK * 1000);
    const key = await asked;
    if (typeof key !== "object") core.debug(`Roblox's word on the key: ${key ?? "none that could be read"}`);
    const { failure, remarks: said } = judgeKey(key, { ...inputs, keyHelp, dryRun, now: new Date() });
    for (const remark of said) annotate(remarks, remark);
    if (failure) throw new StepFailure("The API key cannot be used, nothing was sent", failure);
  } finally {
    clearTimeout(timer);
    giveUp.abort();
  }
}

export interface KeyQuestion {
  readonly universeId: string;
  readonly versionNotes: string;
  readonly dryRun: boolean;
  readonly keyHelp: string;
  readonly now: Date;
}

/** What follows from Roblox's word on a key. */
export function judgeKey(key: Introspection, question: KeyQuestion): { failure?: string; remarks: Remark[] } {
  const { universeId, versionNotes, dryRun, keyHelp, now } = question;
  const remarks: Remark[] = [];
  const warn = (title: string, message: string) => remarks.push({ severity: "warning", title, message });

  if (typeof key !== "object") {
    // An upload is the better judge, but a dry run has none.
    if (key !== undefined && dryRun) {
      warn("The key was not accepted", `Roblox does not accept this key from this runner's address. ${keyHelp}`);
    }
    return { remarks };
  }
  const bad = unusable(key);
  if (bad) return { failure: `${bad.why} ${bad.next} ${keyHelp}`, remarks };

  if (key.expires && key.expires.getTime() - now.getTime() < SOON_DAYS * DAY_MS) {
    warn(
      "The API key expires soon",
      `The API key expires on ${day(key.expires)}; from then on this step fails. Give it a new expiration date in the Creator Dashboard (https://create.roblox.com/dashboard/credentials).`,
    );
  }
  const lacksWrite = key.listsScopes && !key.operations.includes("write");
  if (lacksWrite || key.reach === "others") {
    const lack = lacksWrite ? "universe-places write" : `universe ${universeId} among its experiences`;
    warn(
      "The API key may not publish here",
      `By what Roblox says of the key, it lacks ${lack}, so the upload will probably be refused. ${keyHelp}`,
    );
  } else if (key.reach === "all" && versionNotes === "") {
    remarks.push({
      severity: "notice",
      title: "The API key reaches every experience",
      message: `The API key is good for every experience of its owner. Restrict it to universe ${universeId}, so that it can do less harm when it leaks. ${keyHelp}`,
    });
  }
  return { remarks };
}

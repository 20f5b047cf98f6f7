import * as core from "@actions/core";
import { redact } from "../text/secret.ts";

/** What is to be known of a run besides its outcome. */
export interface Remark {
  readonly severity: "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** GitHub shows so many annotations of a kind for a step, and drops the rest without a word. */
const MAX_ANNOTATIONS = 10;

/**
 * Shows a remark on the run's page, as far as there is room for it, or else in the log, and keeps it for the summary. The
 * same remark is never shown twice. Those that matter most are to come first.
 */
export function annotate(remarks: Remark[], { severity, ...texts }: Remark): void {
  const title = redact(texts.title);
  const message = redact(texts.message);
  if (remarks.some((known) => known.title === title && known.message === message)) return;
  remarks.push({ severity, title, message });
  const isShown = remarks.filter((known) => known.severity === severity).length <= MAX_ANNOTATIONS;
  const show = severity === "warning" ? core.warning : core.notice;
  if (isShown) show(message, { title });
  else core.info(`${severity === "warning" ? "Warning" : "Notice"}: ${title}: ${message}`);
}

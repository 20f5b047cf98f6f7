import * as core from "@actions/core";
import { redact } from "../text/secret.ts";

/** What is to be known of a run besides its outcome. */
export interface Remark {
  readonly severity: "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** Shows a remark on the run's page and keeps it for the summary. The same remark is never shown twice. */
export function annotate(remarks: Remark[], { severity, ...texts }: Remark): void {
  const title = redact(texts.title);
  const message = redact(texts.message);
  if (remarks.some((known) => known.title === title && known.message === message)) return;
  remarks.push({ severity, title, message });
  const show = severity === "warning" ? core.warning : core.notice;
  show(message, { title });
}

import * as core from "@actions/core";

/** What is to be known of a run besides its outcome. */
export interface Remark {
  readonly severity: "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** Shows a remark on the run's page and keeps it for the summary. The same remark is never shown twice. */
export function annotate(remarks: Remark[], remark: Remark): void {
  if (remarks.some(({ title, message }) => title === remark.title && message === remark.message)) return;
  remarks.push(remark);
  const show = remark.severity === "warning" ? core.warning : core.notice;
  show(remark.message, { title: remark.title });
}

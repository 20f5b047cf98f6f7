import * as core from "@actions/core";
import { cancelled } from "./cancel.ts";

/** The workflow run that this step belongs to. Empty texts outside GitHub Actions. */
export interface Run {
  readonly sha: string;
  /** In full, as in `refs/heads/main`. */
  readonly ref: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryUrl: string;
  /** Of this attempt. */
  readonly url: string;
}

export function readRun(): Run {
  const { GITHUB_SERVER_URL: server = "https://github.com", GITHUB_REPOSITORY: repository = "" } = process.env;
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1" } = process.env;
  const repositoryUrl = repository === "" ? "" : `${server}/${repository}`;
  return {
    sha: process.env.GITHUB_SHA ?? "",
    ref: process.env.GITHUB_REF ?? "",
    repository,
    repositoryUrl,
    url:
      repositoryUrl && id ? `${repositoryUrl}/actions/runs/${id}${attempt === "1" ? "" : `/attempts/${attempt}`}` : "",
  };
}

/** What to do in a run without secrets, when the step is the publish action's. */
const PUBLISH_ADVICE = {
  fork: "Use `dryRun: true` to check the file there, and publish after the merge.",
  dependabot: "Use `dryRun: true` to check the file there",
};

/** Why this run was given no secrets, when that is why the key is missing, and what to do instead. */
export async function whyNoSecrets(advice = PUBLISH_ADVICE): Promise<string | undefined> {
  // Loaded only here: the package would cost every start its time.
  const { context } = await import("@actions/github").catch(() => ({ context: undefined }));
  // An event that cannot be read, or is no object, says nothing about the key.
  if (!context?.payload) return undefined;
  const pullRequest = context.payload.pull_request;
  if (context.actor === "dependabot[bot]") {
    return `This run comes from Dependabot, and GitHub gives it no Actions secrets. ${advice.dependabot}, or add the key to the repository's Dependabot secrets.`;
  }
  if (pullRequest && pullRequest.head?.repo?.full_name !== process.env.GITHUB_REPOSITORY) {
    return `This run comes from a fork's pull request, and GitHub gives those no secrets. ${advice.fork}`;
  }
  return undefined;
}

/** Where relative paths begin. */
export function workspace(): string {
  return process.env.GITHUB_WORKSPACE || process.cwd();
}

/** Names this program to Roblox. The ref is part of a header, where not every character may stand. */
function userAgent(): string {
  const repository = process.env.GITHUB_ACTION_REPOSITORY || "publish-to-roblox";
  const ref = process.env.GITHUB_ACTION_REF || "local";
  return `${repository}/${ref}`.replace(/[^\w./-]/g, "_");
}

/** Where the page about keys of the running version is to be read. */
export function apiKeyHelp(): string {
  const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref, GITHUB_SERVER_URL: server } = process.env;
  const page = "docs/api-key.md";
  return repository && ref && server ? `${server}/${repository}/blob/${ref}/${page}` : page;
}

/** How this step calls Roblox and tells what happens meanwhile: what a client of Open Cloud needs to know of the runner. */
export function caller() {
  return { userAgent: userAgent(), keyHelp: apiKeyHelp(), cancelled, say: (line: string) => core.info(line) };
}

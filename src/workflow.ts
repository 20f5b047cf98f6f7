/** What the workflow run says about itself. Empty texts outside GitHub Actions. */
export interface Run {
  readonly sha: string;
  readonly ref: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryUrl: string;
  readonly url: string;
  /** The event comes from a fork's pull request or from Dependabot: such runs are given no secrets. */
  readonly withoutSecrets: "fork" | "Dependabot" | undefined;
}

/** Reads the run's context. Loaded only where it is used: the package would cost every start its time. */
export async function readRun(): Promise<Run> {
  const { context } = await import("@actions/github");
  const repository = process.env.GITHUB_REPOSITORY ?? "";
  const repositoryUrl = repository === "" ? "" : `${context.serverUrl}/${repository}`;
  const attempt = context.runAttempt > 1 ? `/attempts/${context.runAttempt}` : "";
  const head = context.payload.pull_request?.head?.repo?.full_name;
  const fromFork = context.payload.pull_request !== undefined && head !== repository;
  return {
    sha: context.sha ?? "",
    ref: context.ref ?? "",
    repository,
    repositoryUrl,
    url: repositoryUrl === "" ? "" : `${repositoryUrl}/actions/runs/${context.runId}${attempt}`,
    withoutSecrets: context.actor === "dependabot[bot]" ? "Dependabot" : fromFork ? "fork" : undefined,
  };
}

/** Why this run was given no secrets, when that is why the key is missing. */
export async function whyNoSecrets(): Promise<string | undefined> {
  const { withoutSecrets } = await readRun();
  if (withoutSecrets === "fork") {
    return "This run comes from a fork's pull request, and GitHub gives those no secrets. Use `dryRun: true` to check the file there, and publish after the merge.";
  }
  if (withoutSecrets === "Dependabot") {
    return "This run comes from Dependabot, and GitHub gives it no Actions secrets. Use `dryRun: true` to check the file there, or add the key to the repository's Dependabot secrets.";
  }
  return undefined;
}

/** Where relative paths begin. */
export function workspace(): string {
  return process.env.GITHUB_WORKSPACE || process.cwd();
}

/** Names this program to Roblox. The ref is part of a header, where not every character may stand. */
export function userAgent(): string {
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

import { getProxyUrl } from "@actions/http-client";
import { within } from "../../open-cloud/deadline.ts";
import { annotate } from "../../runner/annotations.ts";
import type { Run } from "../../runner/context.ts";
import { harmless } from "../../text/harmless.ts";
import { placeUrl, type StepRecord, versionOf, wentThrough } from "./record.ts";

/** Time for one call to GitHub. */
const CALL_SECONDS = 5;
/** What GitHub takes for a description (REST API, "Create a deployment status"). */
const MAX_DESCRIPTION_CHARACTERS = 140;
/** Of an answer of GitHub's API. What is asked for here is far smaller. */
const MAX_ANSWER_BYTES = 1024 * 1024;
const MAX_PLACES_IN_PAYLOAD = 100;

type State = "in_progress" | "success" | "failure" | "error";

/** The GitHub Deployment of a step. Its troubles are one warning, and never the step's failure. */
export interface Deployment {
  /** Creates it. The state `in_progress` is set while the upload begins. Never throws. */
  begin(): Promise<void>;
  /** Sets the final state, which is by default what became of the places. Only the first call counts. Never throws. */
  finish(state?: "error"): Promise<void>;
}

/** What GitHub is asked for (REST API, "Create a deployment"). */
export function deploymentRequest({ inputs, places }: StepRecord, run: Run) {
  const { universeId, versionType, deploymentEnvironment: environment } = inputs;
  return {
    ref: run.sha,
    environment,
    auto_merge: false,
    // The step runs in the middle of the commit's own checks: to wait for them would be to wait for itself.
    required_contexts: [],
    // A place stays; and a saved version reaches no player, whatever the environment is called.
    transient_environment: false,
    production_environment: versionType === "Published" && environment.toLowerCase() === "production",
    description: shorten(`${versionType} to Roblox universe ${universeId}`),
    payload: { universeId, placeIds: places.slice(0, MAX_PLACES_IN_PAYLOAD).map(({ target }) => target.placeId) },
  };
}

/** Where GitHub's page on the environment shows the deployment. */
export function deploymentsUrl(run: Run, environment: string): string {
  const segment = encodeURIComponent(environment).replace(/[()]/g, (character) => (character === "(" ? "%28" : "%29"));
  return `${run.repositoryUrl}/deployments/${segment}`;
}

/** The deployment that the inputs ask for; without a name for the environment, one that does nothing. */
export function openDeployment(record: StepRecord, run: Run): Deployment {
  const { inputs, remarks } = record;
  let connection: Promise<Connection> | undefined;
  let created: Promise<number | undefined> = Promise.resolve(undefined);
  let inProgress: Promise<void> = Promise.resolve();
  let finished: Promise<void> | undefined;

  const warn = (error: unknown) =>
    annotate(remarks, {
      severity: "warning",
      title: "The GitHub Deployment was not recorded",
      message: `${describe(error)} ${inputs.githubToken === "" ? "Leave the input out, or give a token with the permission" : "The job needs the permission"} \`deployments: write\`. This has no effect on Roblox.`,
    });

  async function create(): Promise<number> {
    connection = connect(inputs.githubToken, run);
    const { post } = await connection;
    const { id } = await post("/repos/{owner}/{repo}/deployments", deploymentRequest(record, run));
    if (typeof id !== "number") throw new Error("GitHub's answer holds no deployment");
    return id;
  }

  async function setState(state: State): Promise<void> {
    const deployment_id = await created;
    if (deployment_id === undefined || !connection) return;
    const { post } = await connection;
    const [first] = record.places;
    await post("/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
      deployment_id,
      state,
      description: shorten(describeState(state, record)),
      environment_url: placeUrl(first?.target.placeId ?? ""),
      log_url: run.url,
    });
  }

  return {
    async begin() {
      if (inputs.deploymentEnvironment === "") return;
      created = create().catch((error) => {
        warn(error);
        return undefined;
      });
      if ((await created) === undefined) return;
      record.deployment = inputs.deploymentEnvironment;
      inProgress = setState("in_progress").catch(warn);
    },
    finish(state) {
      finished ??= (async () => {
        await inProgress;
        await setState(state ?? (record.places.every(wentThrough) ? "success" : "failure")).catch(warn);
        await connection?.then(({ close }) => close()).catch(() => {});
      })();
      return finished;
    },
  };
}

interface Connection {
  post(route: string, parameters: Record<string, unknown>): Promise<{ id?: unknown }>;
  close(): Promise<void>;
}

/**
 * Octokit on a connection pool of our own: on the one that @actions/github brings along, a proxy or a server that stays
 * silent keeps the process alive for minutes after the call was given up.
 */
async function connect(token: string, { repository }: Run): Promise<Connection> {
  if (token === "") throw new Error("githubToken is empty.");
  // Both are loaded only for those who ask for a deployment: they would cost every start their time.
  const [{ getOctokit }, { Agent, fetch, ProxyAgent }] = await Promise.all([
    import("@actions/github"),
    import("undici"),
  ]);
  const uri = getProxyUrl(process.env.GITHUB_API_URL || "https://api.github.com");
  const limit = { timeout: CALL_SECONDS * 1000 };
  const bounds = { maxResponseSize: MAX_ANSWER_BYTES };
  const dispatcher = uri
    ? new ProxyAgent({ uri, proxyTls: limit, requestTls: limit, ...bounds })
    : new Agent({ connect: limit, ...bounds });
  const octokit = getOctokit(token, {
    request: { fetch: (url: string, options: object) => fetch(url, { ...options, dispatcher }) },
  });
  const [owner, repo] = repository.split("/");
  return {
    async post(route, parameters) {
      const { data } = await within(CALL_SECONDS, (signal) =>
        octokit.request(`POST ${route}`, { owner, repo, ...parameters, request: { signal } }),
      );
      return data;
    },
    close: () => dispatcher.destroy(),
  };
}

function describeState(state: State, { inputs, places }: StepRecord): string {
  const [only] = places;
  const through = places.filter(wentThrough).length;
  if (state === "in_progress") return `Sending to Roblox universe ${inputs.universeId}`;
  if (state === "error") return "The step was ended before it was done";
  if (places.length === 1 && only) {
    return through === 1
      ? `Place ${only.target.placeId}: version ${versionOf(only)}, ${inputs.versionType}`
      : `Place ${only.target.placeId} was not published`;
  }
  return `${through} of ${places.length} places: ${inputs.versionType}`;
}

function describe(error: unknown): string {
  // Octokit calls a broken connection a 500 as well, but one without an answer.
  const { message, status, response } = error as { message: string; status?: number; response?: unknown };
  const said = harmless(message).replace(/\.$/, "");
  return `${said}${response ? ` (HTTP ${status})` : ""}.`;
}

function shorten(text: string): string {
  return harmless(text, MAX_DESCRIPTION_CHARACTERS);
}

import { annotate } from "../../runner/annotations.ts";
import type { Run } from "../../runner/context.ts";
import { harmless } from "../../text/harmless.ts";
import { connect, describe, type GitHub } from "./github.ts";
import { AUTO } from "./inputs.ts";
import { placeUrl, type StepRecord, titleFor, versionOf, wentThrough } from "./record.ts";

/** What GitHub takes for a description (REST API, "Create a deployment status"). */
const MAX_DESCRIPTION_CHARACTERS = 140;
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
  let connection: Promise<GitHub> | undefined;
  let created: Promise<number | undefined> = Promise.resolve(undefined);
  let inProgress: Promise<void> = Promise.resolve();
  let finished: Promise<void> | undefined;

  const warn = (error: unknown) =>
    annotate(remarks, {
      severity: "warning",
      title: "The GitHub Deployment was not recorded",
      message: `${describe(error)} ${inputs.githubToken === "" ? "Leave the input out, or give a token with the permission" : "The job needs the permission"} \`deployments: write\`. This has no effect on Roblox${inputs.lastVersionNumber === AUTO ? ", but the next step with `lastVersionNumber: auto` will not know this version" : ""}.`,
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

function describeState(state: State, { inputs, places }: StepRecord): string {
  if (state === "in_progress") return `Sending to Roblox universe ${inputs.universeId}`;
  const [only] = places;
  const through = places.filter(wentThrough);
  if (state !== "error" && places.length === 1 && only) {
    return through.length === 1
      ? `Place ${only.target.placeId}: version ${versionOf(only)}, ${inputs.versionType}`
      : titleFor(places);
  }
  const outcome =
    state === "error"
      ? "The step was ended before it was done"
      : `${through.length} of ${places.length} places: ${inputs.versionType}`;
  // Half a number would be another one, so that only whole ones are recorded.
  return through.reduce((text, place) => {
    const longer = `${text}; place ${place.target.placeId}: version ${versionOf(place)}`;
    return longer.length <= MAX_DESCRIPTION_CHARACTERS ? longer : text;
  }, outcome);
}

/** The version of the place that a status of such a Deployment records, by its description. */
export function recordedVersion(description: string, placeId: string): string | undefined {
  for (const [, place, version] of description.matchAll(/(?:^P|; p)lace (\d+): version ([1-9]\d{0,18})(?=[,;]|$)/g)) {
    if (place === placeId) return version;
  }
  return undefined;
}

function shorten(text: string): string {
  return harmless(text, MAX_DESCRIPTION_CHARACTERS);
}

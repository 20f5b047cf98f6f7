/** Steps as they might have gone, without having gone. */
import type { PublishInputs } from "../../../src/actions/publish/inputs.ts";
import type { PlaceRecord, PlaceState, Status, StepRecord } from "../../../src/actions/publish/record.ts";
import type { Effect } from "../../../src/open-cloud/retry.ts";
import type { Run } from "../../../src/runner/context.ts";

export const RUN: Run = {
  sha: "0123456789abcdef0123456789abcdef01234567",
  ref: "refs/heads/feature/lobby",
  repository: "team/game",
  repositoryUrl: "https://github.com/team/game",
  url: "https://github.com/team/game/actions/runs/77",
};

/** What is to have become of a place, as its results would tell it. */
interface Outcome extends Partial<Pick<PlaceRecord, "inspection" | "seenLive">> {
  readonly status?: Status;
  readonly versionNumber?: string;
  readonly attempts?: number;
  readonly seconds?: number;
  readonly error?: string;
  readonly effect?: Effect;
}

export function placeIn(
  placeId: string,
  { inspection, seenLive, ...outcome }: Outcome = {},
  target: { filePath?: string } = {},
): PlaceRecord {
  const filePath = target.filePath ?? "game.rbxl";
  return {
    target: { placeId, filePath, path: `/workspace/${filePath}` },
    state: stateOf(outcome),
    ...(seenLive === undefined ? {} : { seenLive }),
    inspection: inspection ?? {
      path: `/workspace/${filePath}`,
      bytes: 1_234_567,
      sha256: "36339b845fde308c1dbfe48ea3469dade5b5863f6ce360c13346e325c3ee9de2",
      contentType: "application/octet-stream",
      findings: [],
      place: {
        format: "binary",
        instances: 1204,
        classes: 31,
        services: ["Lighting", "ServerScriptService", "Workspace"],
        scripts: { Script: 12, LocalScript: 7, ModuleScript: 48 },
        compression: "zstd",
        notUpdated: { SurfaceAppearance: 3 },
      },
    },
  };
}

function stateOf({
  status = "notTried",
  versionNumber = "",
  attempts = 0,
  seconds = 0,
  error = "",
  effect = "unlikely",
}: Outcome): PlaceState {
  if (status === "published" || status === "saved") return { status, versionNumber, attempts, seconds };
  return status === "failed" ? { status, error, effect, attempts, ...(seconds > 0 ? { seconds } : {}) } : { status };
}

export function stepOf(part: Partial<StepRecord>, inputs: Partial<PublishInputs> = {}): StepRecord {
  const places = part.places ?? [placeIn("1818")];
  return {
    inputs: {
      apiKey: "key",
      universeId: "4242",
      maxAttempts: 5,
      timeoutMinutes: 15,
      targets: places.map(({ target }) => target),
      versionType: "Published",
      checkFile: "strict",
      dryRun: false,
      versionNotes: "",
      deploymentEnvironment: "",
      verify: false,
      githubToken: "",
      expectedSha256: "",
      lastVersionNumber: "",
      inOrder: false,
      ...inputs,
    },
    remarks: [],
    findings: [],
    ...part,
    places,
  };
}

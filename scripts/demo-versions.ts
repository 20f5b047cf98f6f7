/**
 * `npm run demo:versions`: CI and a builder work on the same place, on a Roblox and a GitHub that are simulated on this
 * machine. CI publishes; the builder saves in Studio; CI is refused, takes the builder's version along, publishes something
 * bad, and goes back.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { small } from "../__tests__/place-file/build.ts";
import { startGitHub } from "../simulator/github.ts";
import { publishingKey, startSimulator } from "../simulator/index.ts";
import { showStep } from "./demo-step.ts";

const PLACE = { universeId: "4242", placeId: "1818" };
const TOKEN = "a-token-of-this-demo";
const GUARDED = { deploymentEnvironment: "production", githubToken: TOKEN, lastVersionNumber: "auto" };

const key = publishingKey([PLACE.universeId]);
const scopes = [
  ...key.scopes,
  { name: "asset", operations: ["read", "write"] },
  { name: "legacy-asset", operations: ["manage"] },
];
const simulator = await startSimulator({ keys: [{ ...key, scopes }], firstVersion: { [PLACE.placeId]: "6" } });
const gitHub = await startGitHub({ token: TOKEN, repository: "team/game" });
const temp = await mkdtemp(join(tmpdir(), "demo-versions-"));
const environment = { ...simulator.environment, GITHUB_API_URL: gitHub.url, RUNNER_TEMP: temp };

const game = await readFile(join(import.meta.dirname, "..", "examples", "obby", "obby.rbxl"));
const step = (what: Parameters<typeof showStep>[0]) => showStep(what, environment);
const publish = (content: Buffer, inputs: Record<string, string>, fails?: true) =>
  step({
    inputs: { ...PLACE, filePath: "game.rbxl", ...GUARDED, ...inputs },
    files: { "game.rbxl": content },
    ...(fails && { fails }),
  });

try {
  console.log("Roblox and GitHub are simulated on this machine. The actions are the real ones.\n\nCI publishes:\n");
  await publish(game, {});

  const saved = simulator.saveInStudio({ placeId: PLACE.placeId, place: small() });
  console.log(
    `A builder saves in Studio, which makes version ${saved}.\n\nCI would publish over it, and is refused:\n`,
  );
  await publish(game, {}, true);

  console.log("So it fetches what the builder saved, to build from that:\n");
  const fetched = await step({
    uses: "/download-place",
    inputs: { placeId: PLACE.placeId, versionNumber: "latest", filePath: join(temp, "base.rbxl") },
  });

  console.log(
    `Built from version ${fetched.outputs.versionNumber}, which it names, it may be published. But it is bad:\n`,
  );
  await publish(small(undefined, { packing: "lz4" }), { lastVersionNumber: fetched.outputs.versionNumber ?? "" });

  console.log("Players get the version before it back:\n");
  await step({ uses: "/rollback-place", inputs: PLACE });

  console.log("What the simulated Roblox holds now:");
  for (const { versionNumber, versionType, sha256 } of simulator.versions(PLACE.placeId).toReversed()) {
    console.log(`  place ${PLACE.placeId}: version ${versionNumber}, ${versionType}, sha256 ${sha256}`);
  }
  console.log("What the simulated GitHub has recorded:");
  for (const { request, statuses } of gitHub.deployments) {
    console.log(
      `  ${request.environment}: ${statuses.map(({ state, description }) => `${state} (${description})`).join(", ")}`,
    );
  }
} finally {
  await simulator.close();
  await gitHub.close();
  await rm(temp, { recursive: true, force: true });
}

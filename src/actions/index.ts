import { runStep } from "../runner/start.ts";

interface Action<Inputs> {
  readInputs(): Promise<Inputs>;
  run(inputs: Inputs): Promise<void>;
}

const whole =
  <Inputs>({ readInputs, run }: Action<Inputs>) =>
  async () =>
    run(await readInputs());

/** Every action by the name of its folder: the bundle's one entry. Only the one that runs is loaded. */
const ACTIONS = {
  publish: () => import("./publish/main.ts").then(whole),
  "run-luau": () => import("./run-luau/main.ts").then(whole),
  "restart-servers": () => import("./restart-servers/main.ts").then(whole),
  "publish-message": () => import("./publish-message/main.ts").then(whole),
};

/** Runs the action of this name. */
export async function start(name: keyof typeof ACTIONS): Promise<void> {
  await runStep(async () => {
    const run = await ACTIONS[name]();
    await run();
  });
}

/** The file check at a terminal. */
export async function checkPlace(): Promise<void> {
  const { run } = await import("./check-place/main.ts");
  await run();
}

import type { Client } from "../../open-cloud/client.ts";
import type { FetchedFile, StepRecord } from "./record.ts";

export async function fetchVersion(_client: Client, _step: StepRecord, _number: string): Promise<FetchedFile> {
  throw new Error("to come");
}
export async function fetchTarget(client: Client, step: StepRecord): Promise<void> {
  step.file = await fetchVersion(client, step, step.plan?.target ?? "");
}
export async function removeFetched(_step: StepRecord): Promise<void> {}

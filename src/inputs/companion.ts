import { readRun } from "../workflow.ts";
import { type CommonInputs, type InputReader, KEY_HINT, readCommonInputs } from "./reader.ts";

/** The inputs that all actions share, for those that can do nothing without a key. */
export async function readKeyedInputs(reader: InputReader): Promise<CommonInputs> {
  const common = readCommonInputs(reader);
  if (common.apiKey === "") reader.problem(`apiKey is missing. ${await whyMissing()}`);
  return common;
}

async function whyMissing(): Promise<string> {
  const { withoutSecrets } = await readRun();
  switch (withoutSecrets) {
    case "fork":
      return "This run comes from a fork's pull request, and GitHub gives those no secrets. Leave the step out there, as in `if: github.event.pull_request.head.repo.full_name == github.repository`.";
    case "Dependabot":
      return "This run comes from Dependabot, and GitHub gives it no Actions secrets. Leave the step out there, as in `if: github.actor != 'dependabot[bot]'`, or add the key to the repository's Dependabot secrets.";
    default:
      return KEY_HINT;
  }
}

import { whyNoSecrets } from "../workflow.ts";
import { type CommonInputs, type InputReader, KEY_HINT, readCommonInputs } from "./reader.ts";

/** What to do in a run without secrets, when the step can do nothing without a key. */
const ADVICE = {
  fork: "Leave the step out there, as in `if: github.event.pull_request.head.repo.full_name == github.repository`.",
  dependabot: "Leave the step out there, as in `if: github.actor != 'dependabot[bot]'`",
};

/** The inputs that all actions share, for those that can do nothing without a key. */
export async function readKeyedInputs(reader: InputReader): Promise<CommonInputs> {
  const common = readCommonInputs(reader);
  if (common.apiKey === "") reader.problem(`apiKey is missing. ${(await whyNoSecrets(ADVICE)) ?? KEY_HINT}`);
  return common;
}

import { MAX_MESSAGE_CHARACTERS, MAX_TOPIC_CHARACTERS } from "../../open-cloud/facts.ts";
import { type CommonInputs, InputReader, readKeyedInputs } from "../../runner/inputs.ts";

export interface PublishMessageInputs extends CommonInputs {
  readonly topic: string;
  readonly message: string;
}

/** @throws InputError that names every wrong input. */
export async function readInputs(): Promise<PublishMessageInputs> {
  const reader = new InputReader();
  const inputs = {
    ...(await readKeyedInputs(reader)),
    topic: readText(reader, "topic", MAX_TOPIC_CHARACTERS),
    message: readText(reader, "message", MAX_MESSAGE_CHARACTERS),
  };
  reader.finish();
  return inputs;
}

/** Roblox does not say how it counts characters, so what is refused here is too long however it is counted. */
function readText(reader: InputReader, name: string, most: number): string {
  const text = reader.text(name);
  const length = [...text].length;
  if (length === 0) reader.problem(`${name} is missing. It takes 1 to ${most} characters.`);
  if (length > most) {
    reader.problem(`${name} is ${reader.show(text)}, which has ${length} characters, but must have 1 to ${most}.`);
  }
  return text;
}

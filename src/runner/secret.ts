import * as core from "@actions/core";
import { registerSecret } from "../text/secret.ts";

/** Has these parts of an address that Roblox handed out hidden in all that is printed: by the runner, and by this program. */
export function hideParts(parts: readonly string[]): void {
  for (const part of parts) {
    registerSecret(part);
    core.setSecret(part);
  }
}

/** The same for all of an address but its host: whoever has it can read or write what lies there. */
export function hideAddress({ pathname, search }: URL): void {
  hideParts([pathname + search]);
}

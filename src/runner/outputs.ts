import * as core from "@actions/core";
import { redact } from "../text/secret.ts";

/** Sets an output. Outputs are shown by whatever uses them, so that no secret may stand in one. */
export function setOutput(name: string, value: string): void {
  core.setOutput(name, redact(value));
}

/** Sets an output that holds JSON: each of its texts without secrets, so that it stays JSON. */
export function setJsonOutput(name: string, value: unknown): void {
  core.setOutput(name, jsonText(value));
}

/** A value as JSON, without secrets in its texts and names. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part === "string") return redact(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, held]) => [redact(name), held]));
  });
}

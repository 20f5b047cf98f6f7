/** How tries of a call can end, and what may be known of the key. */
import type { KeyReport } from "../../src/open-cloud/api/keys.ts";
import { type Answer, Disconnect, type Stage } from "../../src/open-cloud/transport.ts";

export function answer(status: number, body: unknown = {}, headers: Answer["headers"] = {}): Answer {
  return { status, headers, text: typeof body === "string" ? body : JSON.stringify(body), bodySent: true };
}

export const page = (status: number, title = "400 Bad request") =>
  answer(status, `<html><head><title>${title}</title></head></html>`, { "content-type": "text/html" });

export const busy = answer(409, {
  code: "Conflict",
  message:
    "Save failed. Server is busy and unable to process your upload request. Please try again in a couple minutes.",
});

export function broken(stage: Stage, code = "ECONNRESET", message = code): Disconnect {
  return new Disconnect(stage, code, message);
}

/** The report on a key that may write, on the experience that was asked about alone. */
export const goodKey: KeyReport = {
  enabled: true,
  expired: false,
  listsScopes: true,
  operations: ["write"],
  reach: "this",
  universes: 1,
};

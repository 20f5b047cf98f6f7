/** How tries of a call can end. */
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

import * as core from "@actions/core";
import { registerSecret } from "../text/secret.ts";

/** Whoever has an address that Roblox handed out can read or write what lies there. Its host is no secret. */
export function maskAddress({ pathname, search }: URL): void {
  core.setSecret(pathname + search);
  registerSecret(pathname + search);
}

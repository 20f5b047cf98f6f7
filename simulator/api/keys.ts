import { createHash } from "node:crypto";
import { DEFAULT_OWNER, type Roblox } from "../roblox.ts";
import { isShutOut, type SimulatedKey } from "../server/access.ts";
import { answers, json } from "../server/answers.ts";
import { type Endpoint, readObject } from "../server/api.ts";

/** A long text in base64, as real keys are. Made here and good for nothing else. */
export const DEMO_KEY = ["a", "b", "c", "d", "e", "f"]
  .map((part) => createHash("sha512").update(`publish-to-roblox ${part}`).digest("base64").replaceAll("=", ""))
  .join("");

/** A key with the one scope that publishing needs, on these experiences only. */
export function publishingKey(universeIds: readonly string[]): SimulatedKey {
  return {
    secret: DEMO_KEY,
    name: "demo",
    ownerId: DEFAULT_OWNER,
    scopes: [{ name: "universe-places", operations: ["write"], universeIds }],
  };
}

export function openKeys({ keys }: Roblox) {
  /**
   * `POST /api-keys/v1/introspect` with `{"apiKey":"…"}` and no key header ("Manage API keys", key introspection). Both errors
   * were observed; what makes a key's format invalid was not, and is taken to be any character that base64 does not have.
   */
  const introspect: Endpoint = {
    method: "POST",
    path: /^\/api-keys\/v1\/introspect$/,

    answer(request) {
      const secret = readObject(request)?.apiKey;
      if (typeof secret !== "string" || !/^[\w+/=-]+$/.test(secret)) return answers.invalidKeyFormat;
      const key = keys.find((candidate) => candidate.secret === secret);
      if (!key) return answers.invalidApiKey;
      if (key.introspection) return key.introspection;
      if (isShutOut(key)) return answers.invalidApiKey;
      return json(200, {
        name: key.name,
        authorizedUserId: Number(key.ownerId),
        scopes: key.scopes,
        enabled: key.enabled ?? true,
        expired: key.expired ?? false,
        ...(key.expirationTimeUtc !== undefined && { expirationTimeUtc: key.expirationTimeUtc }),
      });
    },
  };

  return { endpoints: { introspect }, records: {} };
}

import { answers, json } from "../server/answers.ts";
import { type Endpoint, readObject } from "../server/endpoint.ts";
import { isShutOut } from "./keys.ts";

/**
 * `POST /api-keys/v1/introspect` with `{"apiKey":"…"}` and no key header ("Manage API keys", key introspection). Both errors
 * were observed; what makes a key's format invalid was not, and is taken to be any character that base64 does not have.
 */
export const introspect: Endpoint = {
  method: "POST",
  path: /^\/api-keys\/v1\/introspect$/,

  answer(call, { keys }) {
    const secret = readObject(call)?.apiKey;
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

import { harmless } from "../../text/harmless.ts";
import { parseObject, textOf } from "../answer.ts";
import { callRoblox, succeeded } from "../call.ts";
import type { Client } from "../client.ts";
import { APIS } from "../facts.ts";
import type { Answer } from "../transport.ts";

/**
 * Lets an experience use an asset: `PATCH /asset-permissions-api/v1/assets/permissions` (Open Cloud, "Asset permissions";
 * scope `asset-permissions:write`; 100 a minute). It cannot be undone. Granting twice changes nothing, so it is repeated.
 *
 * @returns nothing when it was granted, or Roblox's reason: a success may hold a refusal.
 * @throws CallError
 */
export function grantUse(client: Client, assetId: string, universeId: string): Promise<string | undefined> {
  return callRoblox<{ refusal: string | undefined }>(client, {
    method: "PATCH",
    target: "/asset-permissions-api/v1/assets/permissions",
    // The one id is a text there and the other a number (Roblox's OpenAPI), which may be past 2^53: it is written as it is.
    body: `{"subjectType":"Universe","subjectId":"${universeId}","action":"Use","requests":[{"assetId":${assetId}}]}`,
    permission: APIS.assetPermissions.permission,
    repeatable: true,
    read: (answer) => grantOf(answer, assetId),
    words: {
      title: { what: `experience ${universeId} may`, done: `use asset ${assetId}` },
      doing: "granting the use of an asset",
      limit: `${APIS.assetPermissions.perMinute} grants a minute`,
      ifUncertain: "The grant may have been made. Running it again is safe.",
      ifBrokenOff: "nothing was granted",
      ifRefused: `Compare grantUniverseIds with the Creator Dashboard (… → Copy Universe ID). Asset ${assetId} exists.`,
    },
  }).then(({ refusal }) => refusal);
}

/** Only an asset that is listed as granted is: success without effect has been seen when a key lacks the scope. */
export function grantOf(answer: Answer, assetId: string): { refusal: string | undefined } | undefined {
  const body = succeeded(answer) ? parseObject(answer.text) : undefined;
  if (!body) return undefined;
  const { successAssetIds, errors } = body;
  const granted = Array.isArray(successAssetIds) && successAssetIds.map(textOf).includes(assetId);
  if (granted) return { refusal: undefined };
  const codes = Array.isArray(errors) ? errors.map((error) => harmless(textOf(error?.code) || "no reason", 60)) : [];
  return { refusal: codes.length > 0 ? codes.join(", ") : "Roblox reported success, but granted nothing" };
}

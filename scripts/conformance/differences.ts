import type { Check } from "./document.ts";

/** Whose part differs: the simulator's answer, an action's request, or the scopes and limits that the simulator asks for. */
export type Side = "answer" | "request" | "access";

export interface Finding {
  readonly side: Side;
  /** The simulator's name of it. */
  readonly endpoint: string;
  readonly what: Check["what"];
  readonly problem: string;
  /** How often. */
  count: number;
}

/** A difference that is meant: `problem` must occur, and only where it says. */
export interface Difference {
  readonly side: Side;
  readonly endpoint: RegExp;
  readonly problem: RegExp;
  /** Why we differ, and who says so. */
  readonly why: string;
}

const WRAPPED_401 =
  'Seen by users of many endpoints: the gateway answers 401 itself, as {"errors":[{"code","message"}]}';

const ASSET_GUIDE =
  'The example of the "Usage guide for assets" writes ids as texts, and so do the answers that asphalt and TypeTorch received';

export const DIFFERENCES: readonly Difference[] = [
  {
    side: "answer",
    endpoint: /./,
    problem: /^429 is not declared$/,
    why: '429: no operation lists it; Roblox\'s page "Rate limits" has it for all of them',
  },
  {
    side: "answer",
    endpoint: /^publish$/,
    problem: /^200 is application\/json, not text\/plain$/,
    why: "text/plain is documented; openblox and rblx-open-cloud work only with application/json, which is a switch",
  },
  {
    side: "answer",
    endpoint:
      /^(createTask(OnVersion)?|task(Logs)?|createBinaryInput|restartServers|publishMessage|(updateU|u)niverse|(updateP|p)lace|assetQuotas)$/,
    problem: /^40[0134] is not declared$/,
    why: 'The operations of /cloud/v2 list 200 alone; their errors stand in Roblox\'s page "Error codes"',
  },
  {
    side: "answer",
    endpoint: /^(assetVersions?|assetPermissions|rollBackVersion|archiveAsset)$/,
    problem: /^401 is not declared$/,
    why: `Versions, permissions and archiving of assets list no 401. ${WRAPPED_401}`,
  },
  {
    side: "answer",
    endpoint: /^(createAsset|updateAsset|assetOperation)$/,
    problem: /^403 is not declared$/,
    why: "A key without the scope, or whose owner is under moderation: asphalt (issue 114) and TypeTorch received 403 for them",
  },
  {
    side: "answer",
    endpoint: /^(updateAsset|assetOperation)$/,
    problem: /^404 is not declared$/,
    why: "An unknown asset or operation: TypeTorch received 404; reading an asset lists it",
  },
  {
    side: "answer",
    endpoint: /^(createAsset|updateAsset|assetOperation)$/,
    problem: /^200 must NOT have additional properties: operationId$/,
    why: "openblox, asphalt and TypeTorch received it beside the documented path; the switch assets.answersOnlyPath leaves it out",
  },
  {
    side: "answer",
    endpoint: /^(createAsset|updateAsset|asset|assetOperation|archiveAsset)$/,
    problem: /^200 (\/response)?\/(assetId|creationContext\/creator\/(user|group)Id) must be integer$/,
    why: ASSET_GUIDE,
  },
  {
    side: "answer",
    endpoint: /^assetDelivery$/,
    problem: /^200 has no content by the document$/,
    why: "Delivery declares no body; the document's text describes an object with location, as Nevermore, rblx-open-cloud and sgfl read it",
  },
  {
    side: "request",
    endpoint: /^rollBackVersion$/,
    problem: /^is application\/json, not multipart\/form-data$/,
    why: "The schema of a rollback says a form, the document's sample sends JSON, which was seen to work; the form is sent after a 400",
  },
  {
    side: "request",
    endpoint: /^(createAsset|updateAsset)$/,
    problem: /^request \/creationContext\/creator\/(user|group)Id must be integer$/,
    why: "The document's own samples of a request write the creator's id as a text; that and a number were both accepted",
  },
  {
    side: "request",
    endpoint: /^updateAsset$/,
    problem: /^request must NOT have additional properties: assetId$/,
    why: 'The document calls assetId "required for Update Asset", and read-only beside it; its samples send it',
  },
  {
    side: "answer",
    endpoint: /^assetVersions$/,
    problem: /^200 must be array$/,
    why: "A list of versions is an object to four clients (openblox, rblx-open-cloud and others); the array is a switch",
  },
  {
    side: "answer",
    endpoint: /^versionNotes$/,
    problem: /^401 must NOT have additional properties: errors$/,
    why: `Version notes have errors of their own form. ${WRAPPED_401}`,
  },
  {
    side: "answer",
    endpoint: /^(introspect|universeOfPlace)$/,
    problem: /^not in the document$/,
    why: 'Introspection stands in Roblox\'s page "API keys"; the universe of a place is used by many tools, and documented nowhere',
  },
  {
    side: "request",
    endpoint: /^(introspect|universeOfPlace)$/,
    problem: /^not in the document$/,
    why: "The same, as the actions ask for them",
  },
  {
    side: "access",
    endpoint: /^(introspect|universeOfPlace)$/,
    problem: /^not in the document$/,
    why: "The same: neither takes a key in its header",
  },
  {
    side: "request",
    endpoint: /^publish$/,
    problem: /^application\/(octet-stream|xml) is sent, no body is declared$/,
    why: 'Publishing declares no body; the "Usage guide for place publishing" says which two content types it takes',
  },
  {
    side: "answer",
    endpoint: /^assetDelivery(Unversioned)?$/,
    problem: /^200 has no content by the document$/,
    why: "The document describes the answer in its text only: an object with a location",
  },
];

export interface Verdict {
  /** Findings that no entry explains. */
  readonly unexplained: readonly Finding[];
  /** Entries that explain no finding any more. */
  readonly unneeded: readonly Difference[];
  readonly explained: readonly (readonly [Difference, readonly Finding[]])[];
}

export function settle(findings: readonly Finding[], differences: readonly Difference[]): Verdict {
  const explains = ({ side, endpoint, problem }: Difference, finding: Finding) =>
    side === finding.side && endpoint.test(finding.endpoint) && problem.test(finding.problem);
  const explained = differences.map(
    (entry) => [entry, findings.filter((finding) => explains(entry, finding))] as const,
  );
  return {
    unexplained: findings.filter((finding) => !differences.some((entry) => explains(entry, finding))),
    unneeded: explained.filter(([, found]) => found.length === 0).map(([entry]) => entry),
    explained: explained.filter(([, found]) => found.length > 0),
  };
}

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

export const DIFFERENCES: readonly Difference[] = [];

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

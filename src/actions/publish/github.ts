import { getProxyUrl } from "@actions/http-client";
import { within } from "../../open-cloud/deadline.ts";
import type { Run } from "../../runner/context.ts";
import { harmless } from "../../text/harmless.ts";

/** Time for one call to GitHub. */
const CALL_SECONDS = 5;
/** Of an answer of GitHub's API. A page of deployments, the largest that is asked for here, is far smaller. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** GitHub's REST API for the repository of this run: routes with `{owner}` and `{repo}`, and the data of their answers. */
export interface GitHub {
  get(route: string, parameters: Record<string, unknown>): Promise<unknown>;
  post(route: string, parameters: Record<string, unknown>): Promise<{ id?: unknown }>;
  /** Drops all connections. */
  close(): Promise<void>;
}

/**
 * Octokit on a connection pool of our own: on the one that @actions/github brings along, a proxy or a server that stays
 * silent keeps the process alive for minutes after the call was given up.
 */
export async function connect(token: string, { repository }: Run): Promise<GitHub> {
  if (token === "") throw new Error("githubToken is empty.");
  // Both are loaded only for those who ask for a deployment: they would cost every start their time.
  const [{ getOctokit }, { Agent, fetch, ProxyAgent }] = await Promise.all([
    import("@actions/github"),
    import("undici"),
  ]);
  const uri = getProxyUrl(process.env.GITHUB_API_URL || "https://api.github.com");
  const limit = { timeout: CALL_SECONDS * 1000 };
  const bounds = { maxResponseSize: MAX_ANSWER_BYTES };
  const dispatcher = uri
    ? new ProxyAgent({ uri, proxyTls: limit, requestTls: limit, ...bounds })
    : new Agent({ connect: limit, ...bounds });
  const octokit = getOctokit(token, {
    request: { fetch: (url: string, options: object) => fetch(url, { ...options, dispatcher }) },
  });
  const [owner, repo] = repository.split("/");
  const ask = async (route: string, parameters: Record<string, unknown>) => {
    const { data } = await within(CALL_SECONDS, (signal) =>
      octokit.request(route, { owner, repo, ...parameters, request: { signal } }),
    );
    return data;
  };
  return {
    get: (route, parameters) => ask(`GET ${route}`, parameters),
    post: async (route, parameters) => (await ask(`POST ${route}`, parameters)) ?? {},
    close: () => dispatcher.destroy(),
  };
}

/** What GitHub said, or what kept it from answering, as a sentence. */
export function describe(error: unknown): string {
  // Octokit calls a broken connection a 500 as well, but one without an answer.
  const { message, status, response } = error as { message: string; status?: number; response?: unknown };
  const said = harmless(message).replace(/\.$/, "");
  return `${said}${response ? ` (HTTP ${status})` : ""}.`;
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A deployment and its states, oldest first, as the API was asked for them, and as it added them itself. */
export interface SimulatedDeployment {
  readonly id: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly statuses: Readonly<Record<string, unknown>>[];
}

export interface GitHubRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface GitHubOptions {
  readonly token: string;
  readonly repository: string;
  /** What the token may do with deployments. Default `"write"`, which reading comes with. */
  readonly permission?: "write" | "read" | "none";
  /** Asked before each request: no answer at all, or an error with this status. */
  readonly fault?: (request: GitHubRequest) => "silent" | number | undefined;
  /** Deployments from before, oldest first. */
  readonly before?: readonly Omit<SimulatedDeployment, "id">[];
}

export interface SimulatedGitHub {
  /** For `GITHUB_API_URL`, as on a GitHub Enterprise Server. */
  readonly url: string;
  readonly deployments: readonly SimulatedDeployment[];
  readonly requests: readonly GitHubRequest[];
  close(): Promise<void>;
}

const DEFAULT_PAGE_SIZE = 30;
const MAX_PAGE_SIZE = 100;
const MAX_DESCRIPTION_CHARACTERS = 140;

/**
 * GitHub's deployments API on an ephemeral port of 127.0.0.1: creating and listing deployments and their statuses (REST API,
 * "Deployments" and "Deployment statuses"), and no more.
 */
export async function startGitHub(options: GitHubOptions): Promise<SimulatedGitHub> {
  const { token, repository, permission = "write", before = [] } = options;
  const deployments: SimulatedDeployment[] = before.map(({ request, statuses }, at) => ({
    id: at + 1,
    request,
    statuses: [...statuses],
  }));
  const requests: GitHubRequest[] = [];
  const folder = `/repos/${repository}/deployments`;

  function answer(
    { method, path, body }: GitHubRequest,
    authorization: string | undefined,
    query: URLSearchParams,
  ): [number, unknown] {
    if (authorization !== `token ${token}`) return [401, { message: "Bad credentials" }];
    if (path !== folder && !path.startsWith(`${folder}/`)) return [404, { message: "Not Found" }];
    const isAllowed = permission === "write" || (permission === "read" && method === "GET");
    if (!isAllowed) return [403, { message: "Resource not accessible by integration" }];
    if (path === folder) {
      if (method === "GET") return [200, pageOf(deployments.filter(fits(query)).map(describe), query)];
      const deployment = { id: deployments.length + 1, request: body, statuses: [] };
      deployments.push(deployment);
      return [201, describe(deployment)];
    }
    const id = /^\/(\d+)\/statuses$/.exec(path.slice(folder.length))?.[1];
    const deployment = deployments.find((candidate) => String(candidate.id) === id);
    if (!deployment) return [404, { message: "Not Found" }];
    if (method === "GET") return [200, pageOf(deployment.statuses, query)];
    if (String(body.description ?? "").length > MAX_DESCRIPTION_CHARACTERS) {
      return [422, { message: "Validation Failed" }];
    }
    deployment.statuses.push(body);
    if (body.state === "success" && body.auto_inactive !== false) endEarlier(deployment);
    return [201, { id: deployment.statuses.length, ...body }];
  }

  /** `auto_inactive`: of all earlier ones of the environment that are neither transient nor for production. */
  function endEarlier({ id, request: { environment } }: SimulatedDeployment): void {
    for (const { id: other, request, statuses } of deployments) {
      const isReplaced = other < id && request.environment === environment;
      if (isReplaced && !request.transient_environment && !request.production_environment) {
        statuses.push({ state: "inactive", description: "" });
      }
    }
  }

  async function converse(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? "", "http://github");
    const asked = {
      method: request.method ?? "",
      path: pathname,
      body: JSON.parse(Buffer.concat(chunks).toString() || "{}"),
    };
    requests.push(asked);
    const fault = options.fault?.(asked);
    if (fault === "silent") return;
    const [status, value] = fault
      ? [fault, { message: "Server Error" }]
      : answer(asked, request.headers.authorization, searchParams);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
  }

  const server = createServer((request, response) => {
    converse(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deployments,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe({ id, request }: SimulatedDeployment) {
  return { id, ...request };
}

/** A list may be narrowed to an environment, a ref, a commit or a task. */
function fits(query: URLSearchParams) {
  const wanted = ["environment", "ref", "sha", "task"].filter((name) => (query.get(name) ?? "") !== "");
  return ({ request }: SimulatedDeployment) => wanted.every((name) => request[name] === query.get(name));
}

/** The newest first. */
function pageOf(items: readonly unknown[], query: URLSearchParams): unknown[] {
  const size = Math.min(MAX_PAGE_SIZE, Number(query.get("per_page") ?? DEFAULT_PAGE_SIZE));
  const start = size * (Number(query.get("page") ?? 1) - 1);
  return items.toReversed().slice(start, start + size);
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A deployment and its states, oldest first, as the API was asked for them. */
export interface SimulatedDeployment {
  readonly id: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly statuses: Readonly<Record<string, unknown>>[];
}

export interface GitHubOptions {
  readonly token: string;
  readonly repository: string;
  /** Default true. False: the token lacks `deployments: write`. */
  readonly mayDeploy?: boolean;
  /** Asked before each request: `true` leaves it without an answer. */
  readonly isSilent?: (path: string, body: Readonly<Record<string, unknown>>) => boolean;
}

export interface SimulatedGitHub {
  /** For `GITHUB_API_URL`, as on a GitHub Enterprise Server. */
  readonly url: string;
  readonly deployments: readonly SimulatedDeployment[];
  close(): Promise<void>;
}

/** GitHub's deployments API on an ephemeral port of 127.0.0.1: creating deployments and their statuses, and no more. */
export async function startGitHub(options: GitHubOptions): Promise<SimulatedGitHub> {
  const { token, repository, mayDeploy = true } = options;
  const deployments: SimulatedDeployment[] = [];
  const create = `/repos/${repository}/deployments`;

  function answer(path: string, authorization: string | undefined, body: Record<string, unknown>): [number, unknown] {
    if (authorization !== `token ${token}`) return [401, { message: "Bad credentials" }];
    if (!path.startsWith(create)) return [404, { message: "Not Found" }];
    if (!mayDeploy) return [403, { message: "Resource not accessible by integration" }];
    if (path === create) {
      const deployment = { id: deployments.length + 1, request: body, statuses: [] };
      deployments.push(deployment);
      return [201, { id: deployment.id, ...body }];
    }
    const id = /^\/(\d+)\/statuses$/.exec(path.slice(create.length))?.[1];
    const deployment = deployments.find((candidate) => String(candidate.id) === id);
    if (!deployment) return [404, { message: "Not Found" }];
    deployment.statuses.push(body);
    return [201, { id: deployment.statuses.length, ...body }];
  }

  async function converse(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? "";
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}");
    if (options.isSilent?.(path, body)) return;
    const [status, value] = answer(path, request.headers.authorization, body);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
  }

  const server = createServer((request, response) => {
    converse(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deployments,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

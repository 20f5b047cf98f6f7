import { introspect } from "./api/introspect.ts";
import { createTask, createTaskOnVersion, task, taskLogs } from "./api/luau.ts";
import { publishMessage } from "./api/messages.ts";
import { publish } from "./api/publish.ts";
import { assetVersion, assetVersions, restartsForecast, versionNotes } from "./api/read-back.ts";
import { restartServers } from "./api/restarts.ts";
import { universeOfPlace } from "./api/universe-of-place.ts";
import type { Endpoint } from "./server/endpoint.ts";

const ENDPOINTS = {
  publish,
  introspect,
  universeOfPlace,
  versionNotes,
  restartsForecast,
  assetVersions,
  assetVersion,
  createTask,
  createTaskOnVersion,
  task,
  taskLogs,
  restartServers,
  publishMessage,
} satisfies Record<string, Endpoint>;

export type EndpointKind = keyof typeof ENDPOINTS | "unknown";

export interface Route {
  readonly kind: EndpointKind;
  readonly endpoint: Endpoint | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the endpoint of a request. What Roblox says to a wrong method on a good path is not known; here it is no endpoint. */
export function route(method = "", url = ""): Route {
  const path = url.split("?")[0] ?? "";
  for (const [kind, endpoint] of Object.entries(ENDPOINTS)) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null;
    if (match) return { kind: kind as EndpointKind, endpoint, parameters: match.groups ?? {} };
  }
  return { kind: "unknown", endpoint: undefined, parameters: {} };
}

import type { EndpointName, Fault, SimulatorOptions } from "../../simulator/index.ts";

/** Faults of the first requests to an endpoint, in their order; where there is none, the request goes as usual. */
export const faultOf = (endpoint: EndpointName, ...list: readonly (Fault | undefined)[]): SimulatorOptions => ({
  fault: (request, nth) => (request.endpoint === endpoint ? list[nth - 1] : undefined),
});

/** The same fault of every request to an endpoint. */
export const always = (endpoint: EndpointName, fault: Fault): SimulatorOptions => ({
  fault: (request) => (request.endpoint === endpoint ? fault : undefined),
});

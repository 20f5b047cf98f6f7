import { DEMO_KEY, type SimulatorOptions } from "../../../simulator/index.ts";
import type { Contract } from "../../harness/contract.ts";

const PLACE: SimulatorOptions = { firstVersion: { "1818": "7" } };

export const contract: Contract = {
  needed: { apiKey: DEMO_KEY, universeId: "4242", placeId: "1818", script: "return 1" },
  others: {
    apiKey: "another",
    universeId: "4243",
    placeId: "1819",
    versionNumber: "3",
    script: "return 2",
    scriptPath: "tests.luau",
    timeoutSeconds: "299",
    inputPath: "in.bin",
    outputPath: "out.bin",
    junitPath: "junit.xml",
    maxAttempts: "4",
    timeoutMinutes: "14.5",
  },
  steps: [
    { simulator: PLACE },
    { simulator: { ...PLACE, luau: { scenario: { error: { code: "SCRIPT_ERROR", message: "no" } } } }, fails: true },
    { simulator: { ...PLACE, luau: { scenario: { results: [{ tests: [{ name: "a", status: "passed" }] }] } } } },
  ],
};

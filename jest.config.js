import { tmpdir } from "node:os";
import { join } from "node:path";

// For the processes and threads that tests start: without it each strips the types of the same files again.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");

/** @type {import("jest").Config} */
export default {
  transform: {},
  extensionsToTreatAsEsm: [".ts"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  coverageProvider: "v8",
  collectCoverageFrom: ["src/**/*.ts"],
  coverageReporters: ["text-summary", "html"],
  maxWorkers: "100%",
  testTimeout: 30000,
};

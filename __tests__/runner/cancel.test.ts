/** To which events of the system a step ends, on whatever system this runs. */
import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";

const CANCEL = pathToFileURL(join(import.meta.dirname, "..", "..", "src", "runner", "cancel.ts")).href;

// CTRL_BREAK is SIGBREAK to Node, and has no number but on Windows. Raised in the process itself, since no system but the
// signal's own can deliver it.
test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGBREAK", 128 + (constants.signals.SIGBREAK ?? constants.signals.SIGINT)],
])("%s ends the step, with one error", (signal, status) => {
  const script = `
    import { endWhenCancelled } from ${JSON.stringify(CANCEL)};
    endWhenCancelled();
    setTimeout(() => {}, 10_000);
    process.emit("${signal}", "${signal}");
    process.emit("${signal}", "${signal}");`;
  const child = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
  expect(child).toMatchObject({ status, stderr: "" });
  expect(child.stdout).toBe(`\n::error title=The step was cancelled::Ended by ${signal}. Nothing was sent.\n`);
});

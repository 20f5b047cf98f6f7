/** Preloaded into a child process (`node --import`): leaves its peak memory, in bytes, in the file named by PEAK_MEMORY_FILE. */
import { readFileSync, writeFileSync } from "node:fs";

process.once("exit", () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (file) writeFileSync(file, String(peakBytes()));
});

function peakBytes(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  // On Linux maxRSS begins with the parent's size at the fork; VmHWM begins anew.
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

/**
 * What to preload into a child process (`node --import`) so that it leaves its peak memory, in bytes, in the file named
 * by PEAK_MEMORY_FILE. A module in a URL, since loading a TypeScript file costs the child tens of megabytes of its own.
 * On Linux resourceUsage() begins with the parent's size at the fork; VmHWM begins anew.
 */
export const PEAK_MEMORY_MODULE = `data:text/javascript,${encodeURIComponent(`
import { readFileSync, writeFileSync } from "node:fs";
process.once("exit", () => {
  const kilobytes = process.platform === "linux"
    ? /^VmHWM:\\s+(\\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]
    : process.resourceUsage().maxRSS;
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(kilobytes * 1024));
});
`)}`;

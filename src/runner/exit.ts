/** Long enough for everything that was written to be read, and for connections to close. */
const PATIENCE_MS = 1000;

/**
 * Lets the process end by itself, and ends it when something that cannot be called off keeps it alive: a thread that waits
 * for a name server, or for a file that is a pipe. `process.exit` would wait for that thread too.
 */
export function exitSoon(): void {
  // Unreferenced: it only ever fires when something else is left.
  setTimeout(() => exitNow(Number(process.exitCode ?? 0)), PATIENCE_MS).unref();
}

/** Ends the process at once, whatever its threads are doing. */
export function exitNow(code: number): void {
  // Another program takes this process's place, which ends all of its threads. Not on Windows.
  if (process.platform !== "win32" && typeof process.execve === "function") {
    try {
      process.execve(process.execPath, [process.execPath, "-e", `process.exit(${code})`], {});
    } catch {
      // Then the ordinary way is the best there is.
    }
  }
  process.exit(code);
}

/**
 * Preloaded into a child process on Windows: raises there what a console's event would. One that nobody listens to ends
 * the process with STATUS_CONTROL_C_EXIT, as the system does.
 */
process.on("message", (signal) => {
  if (!process.emit(signal, signal)) process.exit(0xc000013a);
});
// The channel must not keep the process alive.
process.channel.unref();

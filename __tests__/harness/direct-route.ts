/**
 * Preloaded into a child process (`node --import`): its TLS connections to Open Cloud go to a port of this machine, so
 * that a run without a proxy can be tested as well. Host name, certificate check and all above stay the real ones.
 */
import { syncBuiltinESMExports } from "node:module";
import tls from "node:tls";

const port = Number(process.env.DIRECT_PORT);
const realConnect = tls.connect as (options: tls.ConnectionOptions, onSecure?: () => void) => tls.TLSSocket;

Object.assign(tls, {
  connect: (options: tls.ConnectionOptions, onSecure?: () => void) =>
    realConnect(
      { ...options, host: "127.0.0.1", port, servername: options.servername ?? options.host ?? "" },
      onSecure,
    ),
});
syncBuiltinESMExports();

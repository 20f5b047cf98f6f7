/** A proxy that is named and cannot be used: going around it unasked would break the rules of the network it stands in. */
export class ProxyError extends Error {
  readonly title = "The proxy cannot be used";
}

export interface HttpProxy {
  readonly tls: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** For the header `proxy-authorization`. */
  readonly authorization?: string;
}

/**
 * The proxy for a host, by `https_proxy` and `no_proxy` in either case, as @actions/http-client and the runner read them:
 * an entry of `no_proxy` also stands for what is below its domain, `*` for everything. Pure.
 *
 * @param env the environment's variables.
 * @throws ProxyError when the variable names something that is no proxy. Its value is never shown: it may hold a password.
 */
export function proxyFor(
  host: string,
  port: number,
  env: Readonly<Record<string, string | undefined>>,
): HttpProxy | undefined {
  const given = (env.https_proxy || env.HTTPS_PROXY || "").trim();
  if (given === "" || isExempt(host, port, env.no_proxy || env.NO_PROXY || "")) return undefined;
  const wrong = (why: string) =>
    new ProxyError(
      `https_proxy ${why}, so Roblox was not called. Give the proxy's address as http://host:port or https://host:port.`,
    );
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`);
  } catch {
    throw wrong("is no address");
  }
  const tls = url.protocol === "https:";
  if (!tls && url.protocol !== "http:") throw wrong("names a proxy of another kind than HTTP");
  const authorization = credentialsOf(url);
  if (authorization === undefined) {
    throw wrong("has a % in its user name or password that begins no escape (write it as %25)");
  }
  return {
    tls,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (tls ? 443 : 80),
    ...(authorization === "" ? {} : { authorization }),
  };
}

/** Empty without credentials, undefined when they cannot be read. */
function credentialsOf({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return "";
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(credentials).toString("base64")}`;
  } catch {
    return undefined;
  }
}

function isExempt(host: string, port: number, noProxy: string): boolean {
  const names = [host.toLowerCase(), `${host.toLowerCase()}:${port}`];
  return noProxy
    .toLowerCase()
    .split(",")
    .map((entry) => entry.trim().replace(/^\*?\./, ""))
    .some(
      (entry) => entry === "*" || (entry !== "" && names.some((name) => name === entry || name.endsWith(`.${entry}`))),
    );
}

import { describe, expect, test } from "@jest/globals";
import { ProxyError, proxyFor } from "../../src/open-cloud/proxy.ts";

const HOST = "apis.roblox.com";
const through = (env: Record<string, string>, host = HOST) => proxyFor(host, 443, env);
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;

describe("the proxy that the environment names", () => {
  test.each([
    ["http://proxy.test:3128", { tls: false, host: "proxy.test", port: 3128 }],
    ["http://proxy.test", { tls: false, host: "proxy.test", port: 80 }],
    ["https://proxy.test", { tls: true, host: "proxy.test", port: 443 }],
    ["HTTPS://proxy.test:8443/", { tls: true, host: "proxy.test", port: 8443 }],
    ["localhost:3128", { tls: false, host: "localhost", port: 3128 }],
    ["proxy.test", { tls: false, host: "proxy.test", port: 80 }],
    ["10.0.0.7:3128", { tls: false, host: "10.0.0.7", port: 3128 }],
    ["http://[::1]:3128", { tls: false, host: "::1", port: 3128 }],
    [" http://proxy.test:3128 ", { tls: false, host: "proxy.test", port: 3128 }],
    ["http://me@proxy.test:1", { tls: false, host: "proxy.test", port: 1, authorization: basic("me:") }],
    ["http://me:p%40ss%25@proxy.test:1", { tls: false, host: "proxy.test", port: 1, authorization: basic("me:p@ss%") }],
    ["me:pass@proxy.test:1", { tls: false, host: "proxy.test", port: 1, authorization: basic("me:pass") }],
  ])("%s", (https_proxy, proxy) => expect(through({ https_proxy })).toEqual(proxy));

  test.each([[{}], [{ https_proxy: "" }], [{ https_proxy: "  " }], [{ http_proxy: "http://proxy.test:1" }]])(
    "is none: %j",
    (env) => expect(through(env)).toBeUndefined(),
  );

  test("is found in capitals as well, and the small letters come first", () => {
    expect(through({ HTTPS_PROXY: "http://one.test:1" })?.host).toBe("one.test");
    expect(through({ HTTPS_PROXY: "http://one.test:1", https_proxy: "http://two.test:1" })?.host).toBe("two.test");
  });

  test.each([
    ["socks5://proxy.test:1080", /another kind than HTTP/],
    ["http://", /is no address/],
    ["http://proxy.test:99999", /is no address/],
    ["http://me:50%@proxy.test:1", /% in its user name or password.*%25/],
  ])("cannot be used: %s", (https_proxy, message) => {
    expect(() => through({ https_proxy })).toThrow(ProxyError);
    expect(() => through({ https_proxy })).toThrow(message);
    // Its value may hold a password.
    expect(() => through({ https_proxy })).not.toThrow(/me:|proxy\.test/);
  });
});

describe("no_proxy", () => {
  const passed = (no_proxy: string) => through({ https_proxy: "http://proxy.test:1", no_proxy }) === undefined;
  test.each([
    "apis.roblox.com",
    "APIS.ROBLOX.COM",
    "roblox.com",
    ".roblox.com",
    "*.roblox.com",
    "apis.roblox.com:443",
    "*",
    "localhost, 127.0.0.1 ,roblox.com",
  ])("goes around it: %s", (no_proxy) => expect(passed(no_proxy)).toBe(true));

  test.each(["", ",", "example.com", "blox.com", "apis.roblox.com:8443", "x.apis.roblox.com"])(
    "does not: %j",
    (no_proxy) => expect(passed(no_proxy)).toBe(false),
  );

  test("is heard before a proxy is found to be unusable", () => {
    expect(through({ https_proxy: "socks5://proxy.test", NO_PROXY: "roblox.com" })).toBeUndefined();
  });
});

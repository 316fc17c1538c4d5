import { expect, test } from "vitest";

import type { ConnectionOptions, HttpOptions } from "../../../server/http/options.ts";
import { routeTo } from "../../../server/http/route.ts";

function way(url: string, options: HttpOptions, connection?: ConnectionOptions): string {
  const { via } = routeTo(new URL(url), options, connection);
  if (!via) return "direct";
  return [via.kind === "socks" ? "socks" : undefined, via.host, via.authorization].filter(Boolean).join(" ");
}

const PROXY = { env: { http_proxy: "http://p:1", https_proxy: "http://s:2" } };

function checkWay(url: string, options: HttpOptions, expected: string) {
  test(`${url} with ${JSON.stringify(options)}: ${expected}`, () => {
    expect(way(url, options)).toBe(expected);
  });
}

checkWay("https://api.example.com", {}, "direct");
checkWay("http://api.example.com", PROXY, "p:1");
checkWay("https://api.example.com", PROXY, "s:2");
checkWay("https://api.example.com", { env: { HTTPS_PROXY: "s:2" } }, "s:2");
checkWay("https://api.example.com", { env: { HTTPS_PROXY: "a:1", https_proxy: "b:1" } }, "b:1");
checkWay("https://api.example.com", { env: { https_proxy: "", HTTPS_PROXY: "a:1" } }, "a:1");
checkWay("https://api.example.com", { env: { HTTP_PROXY: "a:1" } }, "direct");
checkWay("https://api.example.com", { env: { ALL_PROXY: "a:1" } }, "a:1");
checkWay("https://api.example.com", { env: { all_proxy: "socks5://a:1", https_proxy: "" } }, "socks a:1");
checkWay("https://api.example.com", { env: { https_proxy: "http://u:p%40ss@s:2" } }, "s:2 Basic dTpwQHNz");
checkWay("https://api.example.com", { ...PROXY, proxy: { url: "http://own:3" } }, "own:3");
checkWay(
  "https://api.example.com",
  { proxy: { url: "http://u:p@own:3", authorization: "Bearer t" } },
  "own:3 Bearer t",
);

test("a provider's own goes before all that holds for the others", () => {
  const own = { proxy: { url: "socks5://mine:4" } };
  const all = { ...PROXY, proxy: { url: "http://own:3" }, noProxy: ["example.com"] };
  expect(way("https://example.com", all, own)).toBe("socks mine:4");
  expect(way("http://127.0.0.1:8080", all, own)).toBe("socks mine:4");
  expect(way("https://api.example.net", all)).toBe("own:3");
  expect(way("https://api.example.net", all, { proxy: "direct" })).toBe("direct");
});

function checkNoProxy(noProxy: string, url: string, expected: "direct" | "proxy") {
  const options = { env: { ALL_PROXY: "http://p:1", NO_PROXY: noProxy } };
  test(`NO_PROXY=${noProxy} ${url}: ${expected}`, () => {
    expect(way(url, options)).toBe(expected === "proxy" ? "p:1" : "direct");
  });
  if (noProxy === "") return;
  test(`the same as a setting: ${noProxy} ${url}`, () => {
    const asSetting = { proxy: { url: "http://p:1" }, noProxy: noProxy.split(/[ ,]+/) };
    expect(way(url, asSetting)).toBe(expected === "proxy" ? "p:1" : "direct");
  });
}

checkNoProxy("", "https://example.com", "proxy");
checkNoProxy("*", "https://example.com", "direct");
checkNoProxy("example.com", "https://example.com", "direct");
checkNoProxy("example.com", "https://api.example.com", "direct");
checkNoProxy(".example.com", "https://api.example.com", "direct");
checkNoProxy(".example.com", "https://example.com", "direct");
checkNoProxy("*.example.com", "https://api.example.com", "direct");
checkNoProxy("example.com", "https://badexample.com", "proxy");
checkNoProxy("example.com", "https://example.com.evil.net", "proxy");
checkNoProxy("EXAMPLE.com", "https://Api.Example.COM", "direct");
checkNoProxy("example.com", "https://example.com./v1", "direct");
checkNoProxy("a.net, example.com b.net", "https://example.com", "direct");
checkNoProxy("example.com:443", "https://example.com", "direct");
checkNoProxy("example.com:8443", "https://example.com", "proxy");
checkNoProxy("example.com:8443", "https://example.com:8443", "direct");
checkNoProxy("example.com:80", "http://example.com", "direct");
checkNoProxy("10.1.2.3", "http://10.1.2.3:8080", "direct");
checkNoProxy("10.1.2.3", "http://10.1.2.30", "proxy");
checkNoProxy("2.3", "http://10.1.2.3", "proxy");
checkNoProxy("10.0.0.0/8", "http://10.1.2.3", "direct");
checkNoProxy("10.0.0.0/8", "http://11.1.2.3", "proxy");
checkNoProxy("10.0.0.0/99", "http://10.1.2.3", "proxy");
checkNoProxy("10.0.0.0/8", "http://example.com", "proxy");
checkNoProxy("fd00::/8", "http://[fd12::1]:8080", "direct");
checkNoProxy("[fd12::1]:8080", "http://[fd12::1]:8080", "direct");
checkNoProxy("fd12::1", "http://[fd12::1]:8080", "direct");
checkNoProxy("[fd12::1]:81", "http://[fd12::1]:8080", "proxy");
for (const host of [
  "localhost",
  "a.localhost",
  "127.0.0.1",
  "127.8.9.10",
  "[::1]",
  "0.0.0.0",
  "[::]",
  "[::ffff:127.0.0.1]",
]) {
  checkNoProxy("", `http://${host}:11434`, "direct");
}
checkNoProxy("", "http://localhost.example.com", "proxy");
checkNoProxy("", "http://128.0.0.1", "proxy");

test.for(["ftp://p:1", "socks4://p:1", "http://", "::"])("a proxy that is none: %s", (url) => {
  expect(() => way("https://example.com", { proxy: { url } })).toThrow(
    expect.objectContaining({ kind: "bad-address" }),
  );
});

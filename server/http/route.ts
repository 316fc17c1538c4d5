/** How an origin is reached: through which proxy, trusting what. All that a connection depends on, as plain data. */
import { unescape } from "node:querystring";

import { toTell } from "../completion/told.ts";
import { HttpError } from "./http-error.ts";
import { isDirect } from "./no-proxy.ts";
import type { ClientCertificate, ConnectionOptions, HttpOptions } from "./options.ts";

export interface Route {
  readonly origin: string;
  readonly via?: Proxy;
  readonly tls: Tls;
  /** What a proxy that itself speaks TLS is trusted by. */
  readonly proxyTls: Tls;
  /** It must lead into the open internet. */
  readonly publicOnly?: true;
}

export interface Proxy {
  readonly url: string;
  /** For messages: neither name nor password is in it. */
  readonly host: string;
  readonly kind: "http" | "socks";
  readonly authorization?: string;
}

export interface Tls {
  readonly insecure: boolean;
  readonly ca: readonly string[];
  readonly clientCertificate?: ClientCertificate;
}

export function routeTo(url: URL, options: HttpOptions, connection: ConnectionOptions = {}): Route {
  const { ca = [], strictTls = true } = options;
  const via = proxyFor(url, options, connection.proxy);
  return {
    origin: url.origin,
    ...(via && { via }),
    tls: {
      insecure: !strictTls || connection.insecure === true,
      ca: [...ca, ...(connection.ca ?? [])],
      ...(connection.clientCertificate && { clientCertificate: connection.clientCertificate }),
    },
    proxyTls: { insecure: !strictTls, ca },
    ...(connection.publicOnly && { publicOnly: true }),
  };
}

/** Such a request names its whole address to the proxy, which passes it on, instead of asking for a tunnel. */
export function isForwarded({ origin, via }: Route): boolean {
  return via?.kind === "http" && origin.startsWith("http:");
}

function proxyFor(url: URL, options: HttpOptions, own: ConnectionOptions["proxy"]): Proxy | undefined {
  if (own !== undefined) return own === "direct" ? undefined : parseProxy(own);
  const { env = {}, noProxy = [] } = options;
  const proxy = options.proxy ?? proxyOf(env, url.protocol.slice(0, -1));
  if (!proxy) return undefined;
  const entries = [...noProxy, ...(variable(env, "no_proxy") ?? "").split(/[\s,]+/)];
  return isDirect(url, entries) ? undefined : parseProxy(proxy);
}

function proxyOf(env: NonNullable<HttpOptions["env"]>, scheme: string) {
  const url = variable(env, `${scheme}_proxy`) ?? variable(env, "all_proxy");
  return url === undefined ? undefined : { url };
}

/** The lower case goes first, as with curl; set to nothing is as good as not set. */
function variable(env: NonNullable<HttpOptions["env"]>, name: string): string | undefined {
  return env[name] || env[name.toUpperCase()] || undefined;
}

const KINDS: Readonly<Record<string, Proxy["kind"]>> = {
  "http:": "http",
  "https:": "http",
  "socks:": "socks",
  "socks5:": "socks",
  "socks5h:": "socks",
};

function parseProxy({ url: text, authorization }: NonNullable<HttpOptions["proxy"]>): Proxy {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  const kind = KINDS[url?.protocol ?? ""];
  if (!url || !kind)
    throw new HttpError("bad-address", toTell("the proxy's address is none that Keyfill can use"));
  const { username, password, host } = url;
  const named = authorization ?? (username && kind === "http" ? basic(username, password) : undefined);
  return { url: url.href, host, kind, ...(named !== undefined && { authorization: named }) };
}

function basic(username: string, password: string): string {
  const pair = `${unescape(username)}:${unescape(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

/**
 * The only HTTP client: connections kept per origin, time-outs, abort, proxies, certificates, and answers as a stream of
 * bytes. It knows status codes, and nothing of providers, keys or models.
 */
import { clock } from "./clock.ts";
import type { Signal } from "./completion/ports.ts";
import { told } from "./completion/told.ts";
import { Connections } from "./http/connections.ts";
import { exchange, type Exchange, type HttpResponse, type Timeouts } from "./http/exchange.ts";
import { HttpError, type HttpErrorKind } from "./http/http-error.ts";
import type { ConnectionOptions, HttpOptions, SocketOptions } from "./http/options.ts";
import { isForwarded, type Route, routeTo } from "./http/route.ts";
import { Trust } from "./http/trust.ts";
import { proxyRefusal } from "./http/tunnel.ts";

export { HttpError };
export type { ConnectionOptions, HttpErrorKind, HttpOptions, HttpResponse, Timeouts };

/** Where something is, and what of its own its connections need. */
export interface Address {
  readonly url: string;
  readonly connection?: ConnectionOptions | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

export interface HttpRequest extends Address {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 5_000, firstByteMs: 30_000, stallMs: 15_000 };
const DEFAULT_SOCKETS: SocketOptions = { spares: 3, sparesFromMs: 5, idleMs: 60_000 };
/** Within this a connection turns out to have been closed; a server that breaks off later had begun to work. */
const STALE_MS = 1_000;

/** Pages are at as many addresses; who completes is at one. */
const MAX_WAYS = 20;

interface Way {
  readonly url: URL;
  readonly route: Route;
  /** The route as text: the same connections lead along it. */
  readonly key: string;
}

interface Kept {
  readonly address: Address;
  readonly connections: Connections;
}

export class Http {
  readonly #kept = new Map<string, Kept>();
  /** To addresses that need nothing of their own, as the options have it. */
  readonly #ways = new Map<string, Way>();
  readonly #trust = new Trust();
  #options: HttpOptions;
  #isClosed = false;

  constructor(options: HttpOptions = {}) {
    this.#options = options;
  }

  /** Resolves with the head of the answer, whatever its status; rejects with an HttpError. Redirects are not followed. */
  async send(request: HttpRequest, signal: Signal): Promise<HttpResponse> {
    const { url, route, timeouts, connections } = this.#reach(request);
    const asked = {
      message: messageOf(request, url, route),
      host: url.host,
      timeouts,
      ...refusal(route, url),
    };
    const lease = await connections.lease(timeouts.connectMs, signal);
    const began = clock.now();
    try {
      return await exchange(lease, asked, signal);
    } catch (error) {
      const isStale = lease.waited && error instanceof HttpError && error.kind === "broken-off";
      if (!isStale || clock.now() - began > STALE_MS) throw error;
      // The server had closed it and we had not heard yet; after a restart that holds for all of them.
      connections.distrust();
      return exchange(await connections.lease(timeouts.connectMs, signal), asked, signal);
    }
  }

  /** Opens connections ahead. Cheap when they stand already; never rejects, since the request will tell what is wrong. */
  async warm(...addresses: readonly Address[]): Promise<void> {
    await Promise.allSettled(
      addresses.map(async (address) => {
        const { timeouts, connections } = this.#reach(address);
        await connections.warm(timeouts.connectMs);
      }),
    );
  }

  /** From now on these options hold, and no others. Connections that they change are replaced; requests under way finish. */
  configure(options: HttpOptions): void {
    this.#options = options;
    this.#ways.clear();
    for (const [key, { address, connections }] of this.#kept) {
      if (keyOf(address, options) === key) continue;
      this.#kept.delete(key);
      connections.retire();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const kept = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(kept.map(({ connections }) => connections.close()));
  }

  #reach(address: Address) {
    const way = this.#wayTo(address);
    const timeouts = { ...DEFAULT_TIMEOUTS, ...address.timeouts };
    return { ...way, timeouts, connections: this.#along(way, address) };
  }

  /** Every keystroke goes the same way. */
  #wayTo({ url: text, connection }: Address): Way {
    const known = connection ? undefined : this.#ways.get(text);
    if (known) return known;
    const url = parseUrl(text);
    const route = routeTo(url, this.#options, connection);
    const way = { url, route, key: JSON.stringify(route) };
    if (this.#ways.size >= MAX_WAYS) this.#ways.clear();
    if (!connection) this.#ways.set(text, way);
    return way;
  }

  #along({ route, key }: Way, { url, connection }: Address): Connections {
    const kept = this.#kept.get(key);
    if (kept) return kept.connections;
    if (this.#isClosed) throw new HttpError("aborted", "the client was closed");
    const { systemCertificates, sockets } = this.#options;
    const connections = new Connections({
      route,
      trust: this.#trust,
      systemCertificates,
      sockets: { ...DEFAULT_SOCKETS, ...sockets },
      onIdle: () => {
        this.#kept.delete(key);
        connections.retire();
      },
    });
    this.#kept.set(key, { address: { url, connection }, connections });
    return connections;
  }
}

function keyOf({ url, connection }: Address, options: HttpOptions): string | undefined {
  try {
    return JSON.stringify(routeTo(parseUrl(url), options, connection));
  } catch (error) {
    // The new options name a proxy that is none: the next request will say so.
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new HttpError("bad-address", told("“{0}” is not an http or https address", text));
}

function messageOf({ method, headers, body = "" }: HttpRequest, url: URL, route: Route): Exchange["message"] {
  const path = url.pathname + url.search;
  if (!isForwarded(route)) return { path, method, headers, body };
  const { authorization } = route.via ?? {};
  return {
    path: url.origin + path,
    method,
    headers: { ...headers, ...(authorization !== undefined && { "proxy-authorization": authorization }) },
    body,
  };
}

/** What only a proxy says, and not the one who was asked. */
function refusal({ via }: Route, url: URL): Pick<Exchange, "refusal"> {
  return via ? { refusal: (status) => (status === 407 ? proxyRefusal(via, status, url) : undefined) } : {};
}

/** Opens one connection along a route: to the origin or to its proxy, through the proxy, and into TLS. */
import { connect, isIP, type Socket } from "node:net";
import tls, { type TLSSocket } from "node:tls";

import { told } from "../completion/told.ts";
import { explain } from "./explain.ts";
import { HttpError } from "./http-error.ts";
import { hostOf, portOf } from "./no-proxy.ts";
import type { Proxy, Route, Tls } from "./route.ts";
import { socksTunnel } from "./socks-tunnel.ts";
import type { Trust } from "./trust.ts";
import { tunnel } from "./tunnel.ts";

export interface Opening {
  readonly trust: Trust;
  readonly systemCertificates?: (() => readonly string[]) | undefined;
  /** Of an earlier connection: it saves both sides the better part of the handshake's work. */
  readonly session: { last?: Buffer };
  /** Ends the attempt; with a TimeoutError as its reason when it took too long. */
  readonly signal: AbortSignal;
}

/** Rejects with an HttpError. */
export async function openSocket(route: Route, opening: Opening): Promise<Socket> {
  const { trust, systemCertificates } = opening;
  const wasWide = trust.isWide;
  try {
    return await attempt(route, opening);
  } catch (error) {
    if (wasWide || !(error instanceof HttpError) || error.kind !== "certificate") throw error;
    trust.widen(systemCertificates);
    return attempt(route, opening);
  }
}

async function attempt(route: Route, opening: Opening): Promise<Socket> {
  const { signal } = opening;
  const first = new URL(route.via?.url ?? route.origin);
  const lookup = route.publicOnly ? await publicOnly(route) : {};
  const socket = connect({ host: hostOf(first), port: portOf(first), noDelay: true, ...lookup });
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  const stop = () => socket.destroy();
  signal.addEventListener("abort", stop);
  try {
    if (signal.aborted) stop();
    await stands(socket, "connect", first);
    const through = route.via ? await passProxy(socket, { ...route, via: route.via }, opening) : socket;
    const origin = new URL(route.origin);
    if (origin.protocol === "http:") return through;
    return await secure(through, { url: origin, tls: route.tls, protocols: ["h2", "http/1.1"] }, opening);
  } catch (error) {
    stop();
    if (!isTimeout(signal.reason)) throw explain(error, first.host);
    throw new HttpError("timeout", told("{0} did not accept a connection in time", first.host), {
      cause: error,
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Loaded for those who want it: Node's own resolver weighs some megabytes. */
async function publicOnly({ origin, via }: Route) {
  const { checkPublic, publicLookup } = await import("./public-address.ts");
  await checkPublic(hostOf(new URL(origin)));
  return via ? {} : { lookup: publicLookup() };
}

/** Middleboxes forget a silent connection after minutes. */
const KEEP_ALIVE_MS = 30_000;

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}

async function passProxy(
  socket: Socket,
  { origin, via, proxyTls }: Route & { via: Proxy },
  opening: Opening,
): Promise<Socket> {
  const proxy = new URL(via.url);
  if (via.kind === "socks") return socksTunnel(socket, { proxy, origin: new URL(origin) });
  const secured =
    proxy.protocol === "https:"
      ? // Its sessions are not those of the origin.
        await secure(
          socket,
          { url: proxy, tls: proxyTls, protocols: ["http/1.1"] },
          { ...opening, session: {} },
        )
      : socket;
  return origin.startsWith("http:") ? secured : tunnel(secured, { proxy: via, origin: new URL(origin) });
}

interface Handshake {
  readonly url: URL;
  readonly tls: Tls;
  readonly protocols: readonly string[];
}

async function secure(
  socket: Socket,
  { url, tls: trusted, protocols }: Handshake,
  { trust, session }: Opening,
): Promise<TLSSocket> {
  const host = hostOf(url);
  const secured = tls.connect({
    socket,
    host,
    ...(isIP(host) === 0 && { servername: host }),
    secureContext: trust.context(trusted),
    rejectUnauthorized: !trusted.insecure,
    ALPNProtocols: [...protocols],
    ...(session.last && { session: session.last }),
  });
  secured.on("session", (ticket) => (session.last = ticket));
  try {
    return await stands(secured, "secureConnect", url);
  } catch (error) {
    // A code, set by Node together with the error; declared as an Error that is always there.
    const why: unknown = secured.authorizationError;
    if (typeof why !== "string") throw error;
    const words = told("{0} shows a certificate that is not trusted ({1})", url.host, why);
    throw new HttpError("certificate", words, { cause: error });
  }
}

async function stands<S extends Socket>(
  socket: S,
  event: "connect" | "secureConnect",
  { host }: URL,
): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  socket.once(event, () => resolve(undefined));
  // Stays, so that a later error of a socket that waits for use ends nothing but the socket.
  socket.on("error", reject);
  socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
  try {
    await promise;
    return socket;
  } catch (error) {
    throw explain(error, host);
  }
}

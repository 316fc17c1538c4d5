/** One connection that stands: a socket and the client of undici that speaks HTTP over it. */
import type { Socket } from "node:net";
import type { buildConnector, Client } from "undici";

import { HttpError } from "./http-error.ts";

export interface Connection {
  readonly protocol: "h1" | "h2";
  readonly client: Client;
  readonly stands: () => boolean;
  /** What first went wrong with its socket, such as the reason that a server gives for closing it. undici tells the last. */
  readonly fault: () => Error | undefined;
  readonly close: () => Promise<void>;
}

export interface Binding {
  readonly origin: string;
  readonly idleMs: number;
  /** Another socket to the same place, for what undici sends again after a server's GOAWAY. */
  readonly reopen: () => Promise<Socket>;
  readonly onGone: (connection: Connection) => void;
}

export async function bind(socket: Socket, binding: Binding): Promise<Connection> {
  const { origin, idleMs, reopen, onGone } = binding;
  // Loaded on first use, while the socket is being opened: it is two thirds of the bundle.
  const { default: Client } = await loadClient();
  const sockets = [socket];
  const client = new Client(origin, {
    connect(_options, callback) {
      const inHand = sockets.pop();
      // Not within this call, which undici does not expect.
      if (inHand) queueMicrotask(() => callback(null, inHand));
      else void hand(reopen(), callback);
    },
    // The time-outs are exact and our own; undici's tick once a second.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleMs,
  });
  const isH2 = "alpnProtocol" in socket && socket.alpnProtocol === "h2";
  let fault: Error | undefined;
  socket.on("error", (error) => (fault ??= error));
  const connection: Connection = {
    protocol: isH2 ? "h2" : "h1",
    client,
    stands: () => client.stats.connected,
    fault: () => fault,
    close: () => client.destroy(new HttpError("aborted", "the connection was closed from here")),
  };
  client.on("disconnect", () => onGone(connection));
  await greet(client);
  return connection;
}

async function hand(opening: Promise<Socket>, callback: buildConnector.Callback): Promise<void> {
  try {
    callback(null, await opening);
  } catch (error) {
    callback(error instanceof Error ? error : new Error(String(error)), null);
  }
}

export function loadClient() {
  return import("undici/lib/dispatcher/client.js");
}

const GREETING = new Error("only a greeting");

/**
 * Makes undici take up its socket at once, so that the first request finds a session that stands: over HTTP/2 both sides know
 * each other's limits by then, and over HTTP/1.1 a keystroke is spared 0.1 ms. A request that fails as it starts does that,
 * and is never sent. From then on whatever an HTTP/1.1 server says unasked only means that it is leaving.
 */
function greet(client: Client): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  client.dispatch(
    { path: "/", method: "GET" },
    {
      onRequestStart() {
        throw GREETING;
      },
      onResponseError: (_controller, error) => (error === GREETING ? resolve(undefined) : reject(error)),
      // Never called, and asked for.
      onResponseStart: () => undefined,
      onResponseData: () => undefined,
      onResponseEnd: () => undefined,
    },
  );
  return promise;
}

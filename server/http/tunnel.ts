/** Asks an HTTP proxy for a tunnel: from then on the socket leads to the origin. */
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

import { told } from "../completion/told.ts";
import { explain } from "./explain.ts";
import { HttpError } from "./http-error.ts";
import { hostOf, portOf } from "./no-proxy.ts";
import type { Proxy } from "./route.ts";

export async function tunnel(
  socket: Socket,
  { proxy, origin }: { proxy: Proxy; origin: URL },
): Promise<Socket> {
  const { request } = await import("node:http");
  const host = hostOf(origin);
  const target = `${host.includes(":") ? `[${host}]` : host}:${String(portOf(origin))}`;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asking = request({
    method: "CONNECT",
    path: target,
    headers: {
      host: target,
      ...(proxy.authorization !== undefined && { "proxy-authorization": proxy.authorization }),
    },
    setHost: false,
    // In place of an agent.
    createConnection: () => socket,
  });
  asking.once("connect", (answer, _socket, early: Buffer) => {
    if (early.length > 0) socket.unshift(early);
    resolve(answer);
  });
  asking.once("error", (error) => reject(explain(error, told("the proxy {0}", proxy.host))));
  asking.end();
  const { statusCode = 0 } = await promise;
  if (statusCode >= 200 && statusCode < 300) return socket;
  throw proxyRefusal(proxy, statusCode, origin);
}

export function proxyRefusal({ host }: Proxy, status: number, origin: URL): HttpError {
  const words =
    status === 407
      ? told("the proxy {0} wants a name and password, or does not accept those it got ({1})", host, "407")
      : told("the proxy {0} does not lead to {1} ({2})", host, origin.host, String(status));
  return new HttpError("unreachable", words);
}

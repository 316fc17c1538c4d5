/** Asks a SOCKS5 proxy for a tunnel (RFC 1928, and RFC 1929 for a name and password). Names are resolved by the proxy. */
import { once } from "node:events";
import { isIPv4, type Socket } from "node:net";
import { unescape } from "node:querystring";

import { told, type Told, toTell } from "../completion/told.ts";
import { HttpError } from "./http-error.ts";
import { hostOf, portOf } from "./no-proxy.ts";

const VERSION = 5;
const WITHOUT_PASSWORD = 0;
const WITH_PASSWORD = 2;
const PASSWORD_VERSION = 1;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

const REFUSALS: Readonly<Record<number, string>> = {
  2: toTell("its rules forbid it"),
  3: toTell("no way leads to that network"),
  4: toTell("no way leads to that host"),
  5: toTell("nothing listens there"),
};

interface Ends {
  readonly proxy: URL;
  readonly origin: URL;
}

export async function socksTunnel(socket: Socket, ends: Ends): Promise<Socket> {
  await introduce(socket, ends);
  const host = hostOf(ends.origin);
  const port = portOf(ends.origin);
  socket.write(Uint8Array.of(VERSION, CONNECT, 0, ...address(host), port >> 8, port & 255));
  const [, reply = -1, , kind] = await take(socket, 4);
  if (reply !== 0) throw refused(ends, told(REFUSALS[reply] ?? "it answered {0}", String(reply)));
  // The address that it uses itself is of no interest, but has to be read away.
  const [length = 0] = kind === IPV4 ? [4] : kind === IPV6 ? [16] : await take(socket, 1);
  await take(socket, length + 2);
  return socket;
}

async function introduce(socket: Socket, ends: Ends): Promise<void> {
  const { username, password } = ends.proxy;
  const methods = username === "" ? [WITHOUT_PASSWORD] : [WITHOUT_PASSWORD, WITH_PASSWORD];
  socket.write(Uint8Array.of(VERSION, methods.length, ...methods));
  const [version, method = -1] = await take(socket, 2);
  if (version !== VERSION) throw refused(ends, told("it does not speak SOCKS5"));
  if (!methods.includes(method)) throw refused(ends, told("it wants a name and password"));
  if (method === WITHOUT_PASSWORD) return;
  socket.write(
    Uint8Array.of(PASSWORD_VERSION, ...counted(unescape(username)), ...counted(unescape(password))),
  );
  const [, status] = await take(socket, 2);
  if (status !== 0) throw refused(ends, told("it does not accept the name and password"));
}

function refused({ proxy, origin }: Ends, why: Told): HttpError {
  return new HttpError(
    "unreachable",
    told("the proxy {0} does not lead to {1}: {2}", proxy.host, origin.host, why),
  );
}

function counted(text: string): readonly number[] {
  const bytes = Buffer.from(text).subarray(0, 255);
  return [bytes.length, ...bytes];
}

/** An IPv6 address goes as a name too: proxies read it, and it need not be taken apart here. */
function address(host: string): readonly number[] {
  return isIPv4(host) ? [IPV4, ...host.split(".").map(Number)] : [NAME, ...counted(host)];
}

async function take(socket: Socket, length: number): Promise<Buffer> {
  for (;;) {
    const bytes: unknown = socket.read(length);
    if (bytes instanceof Buffer && bytes.length === length) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("the proxy closed the connection");
    await Promise.race([once(socket, "readable"), once(socket, "close")]);
  }
}

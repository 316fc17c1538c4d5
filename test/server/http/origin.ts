/** A server for tests of HTTP: plain, over TLS, or HTTP/2, on 127.0.0.1, that counts what reaches it. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSecureServer } from "node:http2";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

export type Wire = "h1" | "h1 over TLS" | "h2";
export const WIRES: readonly Wire[] = ["h1", "h1 over TLS", "h2"];

/** What both protocols' objects can do. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Origin {
  readonly url: string;
  readonly port: number;
  /** `METHOD /path`, as they came. */
  readonly requests: readonly string[];
  readonly headers: () => Readonly<Record<string, string | string[] | undefined>>;
  /** Connections ever accepted. */
  readonly accepted: () => number;
  /** Connections open now. */
  readonly connected: () => number;
  /** Which of the accepted connections, from 1, the last request came over. */
  readonly carrier: () => number;
  /** Requests that were given up before their answer was whole. */
  readonly aborted: () => number;
  readonly answer: (answer: Answer) => void;
  /** Ends all connections, and goes on listening. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

export function pem(name: string): string {
  return readFileSync(join(import.meta.dirname, "certificates", `${name}.pem`), "utf8");
}

export interface Started {
  readonly certificate?: string;
  /** Clients have to show one that the fixtures' CA signed. */
  readonly wantsCertificate?: boolean;
}

export const sayOk: Answer = (_request, response) => response.end("ok");

export async function startOrigin(wire: Wire, started: Started = {}): Promise<Origin> {
  const { certificate = "server", wantsCertificate = false } = started;
  const requests: string[] = [];
  let headers: ReturnType<Origin["headers"]> = {};
  let answer = sayOk;
  let aborted = 0;
  let port = 0;
  const receive: Answer = (request, response) => {
    requests.push(`${String(request.method)} ${String(request.url)}`);
    port = request.socket.remotePort ?? 0;
    headers = request.headers;
    response.on("close", () => (aborted += response.writableEnded ? 0 : 1));
    answer(request, response);
  };
  const tls = {
    cert: pem(certificate),
    key: pem(`${certificate}.key`),
    ...(wantsCertificate && { ca: pem("ca"), requestCert: true, rejectUnauthorized: true }),
  };
  const servers: Record<Wire, () => Server> = {
    h1: () => createServer({ keepAliveTimeout: 60_000 }, receive),
    "h1 over TLS": () => createTlsServer({ ...tls, keepAliveTimeout: 60_000 }, receive),
    h2: () => {
      const server = createSecureServer({ ...tls, allowHTTP1: true });
      // Its requests and responses do what those of HTTP/1.1 do, though they are not declared so.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      server.on("request", receive as never);
      return server;
    },
  };
  const listening = await listen(servers[wire]());
  return {
    ...listening,
    url: `${wire === "h1" ? "http" : "https"}://127.0.0.1:${String(listening.port)}`,
    requests,
    headers: () => headers,
    carrier: () => listening.ports.lastIndexOf(port) + 1,
    aborted: () => aborted,
    answer: (next) => (answer = next),
  };
}

/** Answers with bytes, whatever they are, once something was asked. */
export async function startRaw(speak: (socket: Socket) => void) {
  const listening = await listen(
    createTcpServer((socket) => speak(socket.on("error", () => socket.destroy()))),
  );
  return { ...listening, url: `http://127.0.0.1:${String(listening.port)}` };
}

export interface Listening {
  readonly port: number;
  /** The other side's, of each connection ever accepted. */
  readonly ports: readonly number[];
  readonly accepted: () => number;
  readonly connected: () => number;
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

export async function listen(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  const ports: number[] = [];
  server.on("connection", (socket: Socket) => {
    ports.push(socket.remotePort ?? 0);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    ports,
    accepted: () => ports.length,
    connected: () => sockets.size,
    hangUp,
    async close() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Proxies for tests: HTTP (passing on, and tunnelling), the same behind TLS, and SOCKS5; each tells what it was asked. */
import { createServer, request as ask, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";

import { listen, pem } from "./origin.ts";

export interface ProxyServer {
  readonly host: string;
  /** `CONNECT host:port` or `GET http://…`, then the authorization if one was shown. */
  readonly asked: readonly string[];
  readonly connected: () => number;
  readonly close: () => Promise<void>;
}

interface Manners {
  readonly overTls?: boolean;
  /** Wants exactly this as Proxy-Authorization. */
  readonly wants?: string;
  /** Answers so to whoever wants a tunnel. */
  readonly refusal?: string;
}

export async function startProxy({ overTls = false, wants, refusal }: Manners = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const note = (what: string, authorization: string | undefined) =>
    asked.push(authorization === undefined ? what : `${what} as ${authorization}`);
  const passOn: RequestListener = (request, response) => {
    const { "proxy-authorization": authorization, ...headers } = request.headers;
    note(`${String(request.method)} ${String(request.url)}`, authorization);
    if (wants !== undefined && authorization !== wants) {
      response.writeHead(407).end();
      return;
    }
    const { port, pathname, search } = new URL(String(request.url));
    const onward = ask({ host: "127.0.0.1", port, path: pathname + search, method: request.method, headers });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  };
  const server = overTls
    ? createTlsServer({ cert: pem("server"), key: pem("server.key") }, passOn)
    : createServer(passOn);
  server.on("connect", (request, near: Socket) => {
    near.on("error", () => near.destroy());
    const { "proxy-authorization": authorization } = request.headers;
    note(`CONNECT ${String(request.url)}`, authorization);
    if (refusal !== undefined) near.end(refusal);
    else if (wants !== undefined && authorization !== wants) near.end("HTTP/1.1 407 No\r\n\r\n");
    else {
      const { hostname, port } = new URL(`http://${String(request.url)}`);
      join(near, hostname, Number(port), () => near.write("HTTP/1.1 200 Connected\r\n\r\n"));
    }
  });
  return started(server, asked);
}

/** RFC 1928, as far as a client needs it. */
export async function startSocks({
  wants,
  refusal = 0,
}: { wants?: string; refusal?: number } = {}): Promise<ProxyServer> {
  const asked: string[] = [];
  const server = createTcpServer((near) => {
    near.on("error", () => near.destroy());
    near.once("data", () => {
      near.write(Uint8Array.of(5, wants === undefined ? 0 : 2));
      near.once("data", (second) => {
        if (wants === undefined) return command(second);
        const name = second.subarray(2, 2 + (second[1] ?? 0)).toString();
        const password = second.subarray(3 + name.length).toString();
        const isWelcome = `${name}:${password}` === wants;
        near.write(Uint8Array.of(1, isWelcome ? 0 : 1));
        near.once("data", command);
      });
    });
    const command = (bytes: Buffer) => {
      const isName = bytes[3] === 3;
      const host = isName ? bytes.subarray(5, -2).toString() : [...bytes.subarray(4, 8)].join(".");
      const port = bytes.readUInt16BE(bytes.length - 2);
      asked.push(`${host}:${String(port)}`);
      const reply = Uint8Array.of(5, refusal, 0, 1, 127, 0, 0, 1, 0, 80);
      if (refusal === 0) join(near, host, port, () => near.write(reply));
      else near.end(reply);
    };
  });
  return started(server, asked);
}

function join(near: Socket, host: string, port: number, then: () => void): void {
  // Names end here, as they do at a real proxy: whatever they are called, they are served on this machine.
  const far = connect(port, /^\d/.test(host) ? host : "127.0.0.1", () => {
    then();
    near.pipe(far).pipe(near);
  });
  far.on("error", () => near.destroy());
  far.on("close", () => near.destroy());
  near.on("close", () => far.destroy());
}

async function started(server: Server, asked: readonly string[]): Promise<ProxyServer> {
  const listening = await listen(server);
  return { ...listening, host: `127.0.0.1:${String(listening.port)}`, asked };
}

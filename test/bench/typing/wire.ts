/** A provider that answers nothing of sense, but knows when bytes reach it and when a client is gone. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Arrival {
  readonly at: number;
  /** When its connection was opened. */
  readonly openedAt: number;
  readonly body: Promise<string>;
}

export interface Wire {
  readonly url: string;
  /** The next request for a completion, from when its first bytes are here. */
  readonly arrival: () => Promise<Arrival>;
  /** When the client of the last request has gone without waiting for the end. */
  readonly gone: () => Promise<number>;
  /** What it streams at once; then it ends, or goes on thinking. */
  answer: { readonly text: string; readonly ends: boolean };
  readonly close: () => Promise<void>;
}

export async function startWire(): Promise<Wire> {
  const openedAt = new WeakMap<Socket, number>();
  let arrived = Promise.withResolvers<Arrival>();
  let gone = Promise.withResolvers<number>();
  const server = createServer((request, response) => {
    const at = performance.now();
    // A server may also be asked which models it has.
    if (request.method !== "POST" || !request.url?.endsWith("/completions")) {
      request.resume();
      response.writeHead(404).end();
      return;
    }
    const left = (gone = Promise.withResolvers());
    response.on("close", () => left.resolve(performance.now()));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const body = new Promise<string>((resolve) =>
      request.on("end", () => resolve(Buffer.concat(chunks).toString())),
    );
    const waiting = arrived;
    arrived = Promise.withResolvers();
    waiting.resolve({ at, openedAt: openedAt.get(request.socket) ?? NaN, body });
    stream(response, wire.answer);
  });
  server.on("connection", (socket) => void openedAt.set(socket, performance.now()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = server.address() as AddressInfo;
  const wire: Wire = {
    url: `http://127.0.0.1:${String(port)}/v1`,
    arrival: () => arrived.promise,
    gone: () => gone.promise,
    answer: { text: "", ends: true },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return wire;
}

function stream(response: ServerResponse, { text, ends }: Wire["answer"]): void {
  const chunk = (text: string, finish_reason: string | null) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, text, finish_reason }] })}\n\n`;
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(chunk(text, null));
  if (ends) response.end(`${chunk("", "stop")}data: [DONE]\n\n`);
}

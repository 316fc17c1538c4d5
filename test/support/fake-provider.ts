/** A provider for tests: a real HTTP server on 127.0.0.1 that speaks every wire format by its path, well or in any of the ways that real ones fail. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { type FakeWire, wireAt } from "./fake-wires.ts";

export type Behaviour =
  /** Streams the pieces; `everyMs` apart. */
  | { readonly kind: "stream"; readonly pieces: readonly string[]; readonly everyMs?: number }
  /** Answers whole, as a server that does not stream. */
  | { readonly kind: "whole"; readonly text: string }
  /** Streams the pieces, and then neither sends nor closes. */
  | { readonly kind: "stall"; readonly pieces: readonly string[] }
  /** Accepts the request and never answers. */
  | { readonly kind: "silent" }
  /** Streams the pieces, and then cuts the connection. */
  | { readonly kind: "break-off"; readonly pieces: readonly string[] }
  /** Streams the pieces, and ends properly, but says neither a finish reason nor [DONE]. */
  | { readonly kind: "unfinished"; readonly pieces: readonly string[] }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Sends these very bytes as a stream of events, or of another type; at once, or so many at a time. */
  | {
      readonly kind: "raw";
      readonly body: string | Uint8Array;
      readonly type?: string;
      readonly bytesAtATime?: number;
      /** What comes after the bytes; a proper end by default. */
      readonly ending?: "end" | "stall" | "cut";
    };

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface FakeProvider {
  /** The base URL, with its /v1. */
  readonly url: string;
  /** Those for a model, in their order. */
  readonly requests: readonly ReceivedRequest[];
  /** What was asked of the server besides, such as which models it has: at any time. */
  readonly lookups: readonly ReceivedRequest[];
  /** So with the next conversation that is sent, and with those after it in their order; the last for all that follow. */
  behave(...behaviours: readonly [Behaviour, ...Behaviour[]]): void;
  /** Requests that were neither answered to the end nor given up by the client. */
  open(): number;
  /** Requests that the client gave up before their end. */
  aborted(): number;
  close(): Promise<void>;
}

export async function startFakeProvider(
  first: Behaviour = { kind: "stream", pieces: [] },
): Promise<FakeProvider> {
  const requests: ReceivedRequest[] = [];
  const lookups: ReceivedRequest[] = [];
  let behaviours: readonly Behaviour[] = [first];
  let open = 0;
  let aborted = 0;
  const server = createServer((request, response) => {
    open++;
    response.on("close", () => {
      open--;
      if (!response.writableFinished) aborted++;
    });
    void receive(request).then(async (received) => {
      (request.method === "GET" ? lookups : requests).push(received);
      const [behaviour = first, ...then] = behaviours;
      if (then.length > 0 && "messages" in received.body) behaviours = then;
      await answer(response, behaviour, wireAt(received.path));
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/v1`,
    requests,
    lookups,
    behave: (...next) => void (behaviours = next),
    open: () => open,
    aborted: () => aborted,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const body: unknown = JSON.parse(text === "" ? "{}" : text);
  return { path: request.url ?? "", headers: request.headers, body: Object(body) };
}

async function answer(response: ServerResponse, behaviour: Behaviour, wire: FakeWire): Promise<void> {
  switch (behaviour.kind) {
    case "silent":
      return;
    case "status":
      response.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers });
      response.end(behaviour.body);
      return;
    case "whole":
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(wire.whole(behaviour.text)));
      return;
    case "raw":
      await sendRaw(response, behaviour, wire);
      return;
    case "stream":
    case "stall":
    case "break-off":
    case "unfinished":
      await stream(response, behaviour, wire);
  }
}

async function sendRaw(
  response: ServerResponse,
  { body, type, bytesAtATime, ending = "end" }: Extract<Behaviour, { readonly kind: "raw" }>,
  wire: FakeWire,
): Promise<void> {
  response.writeHead(200, { "content-type": type ?? wire.type });
  const bytes = Buffer.from(body);
  const size = bytesAtATime ?? Math.max(1, bytes.length);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    await new Promise((sent) => response.write(bytes.subarray(at, at + size), sent));
  }
  if (ending === "cut") setTimeout(() => response.destroy(), 20);
  if (ending === "end") response.end();
}

async function stream(
  response: ServerResponse,
  behaviour: Extract<Behaviour, { readonly pieces: readonly string[] }>,
  wire: FakeWire,
): Promise<void> {
  const everyMs = behaviour.kind === "stream" ? (behaviour.everyMs ?? 0) : 0;
  response.writeHead(200, { "content-type": wire.type });
  response.flushHeaders();
  if (wire.first !== undefined) response.write(wire.first);
  for (const piece of behaviour.pieces) {
    if (response.destroyed) return;
    response.write(wire.piece(piece));
    if (everyMs > 0) await sleep(everyMs);
  }
  if (behaviour.kind === "stall") return;
  if (behaviour.kind === "break-off") {
    // What was written has to arrive first.
    setTimeout(() => response.destroy(), 20);
    return;
  }
  if (behaviour.kind === "unfinished") {
    response.end();
    return;
  }
  response.end(wire.last(behaviour.pieces.length));
}

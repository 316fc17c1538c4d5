/**
 * A server for tests whose answers depend on what it is asked, as a model's do: a real HTTP server on 127.0.0.1 that speaks the
 * wire formats of the fake provider, with a model behind it that is good or bad in one way.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { type FakeWire, wireAt } from "./fake-wires.ts";

export interface FakeQuestion {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** The whole body, to look something up in. */
  readonly text: string;
}

/** A completion, in the wire format of the path. */
interface Said {
  readonly says: string;
  readonly afterMs?: number;
  readonly everyMs?: number;
}

export type FakeReply =
  | Said
  | { readonly json: unknown; readonly status?: number }
  | { readonly html: string; readonly status?: number }
  | { readonly redirect: string };

export interface FakeModelServer {
  /** Its root, without a `/v1`. */
  readonly url: string;
  readonly questions: readonly FakeQuestion[];
  close(): Promise<void>;
}

const NOT_FOUND: FakeReply = { json: { detail: "Not Found" }, status: 404 };

/** With a certificate and its key, both as PEM, it speaks https. On a free port, or where one is to be found again. */
export async function startFakeModel(
  reply: (question: FakeQuestion) => FakeReply | undefined,
  tls?: { readonly cert: string; readonly key: string },
  at = 0,
): Promise<FakeModelServer> {
  const questions: FakeQuestion[] = [];
  const listener: RequestListener = (request, response) => {
    void read(request).then((question) => {
      questions.push(question);
      return answer(response, question, reply(question) ?? NOT_FOUND);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${String(port)}`,
    questions,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(response: ServerResponse, { path }: FakeQuestion, reply: FakeReply): Promise<void> {
  if ("redirect" in reply) {
    response.writeHead(308, { location: reply.redirect }).end();
  } else if ("html" in reply) {
    response.writeHead(reply.status ?? 200, { "content-type": "text/html" }).end(reply.html);
  } else if ("json" in reply) {
    response.writeHead(reply.status ?? 200, { "content-type": "application/json" });
    response.end(JSON.stringify(reply.json));
  } else {
    await say(response, wireAt(path), reply);
  }
}

async function say(
  response: ServerResponse,
  wire: FakeWire,
  { says, afterMs = 0, everyMs = 0 }: Said,
): Promise<void> {
  if (afterMs > 0) await sleep(afterMs);
  response.writeHead(200, { "content-type": wire.type });
  if (wire.first !== undefined) response.write(wire.first);
  const pieces = says.match(/\s*\S+|\s+$/g) ?? [];
  for (const piece of pieces) {
    if (response.destroyed) return;
    response.write(wire.piece(piece));
    if (everyMs > 0) await sleep(everyMs);
  }
  response.end(wire.last(pieces.length));
}

async function read(request: IncomingMessage): Promise<FakeQuestion> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const body: unknown = JSON.parse(text === "" ? "{}" : text);
  const { method = "", url: path = "", headers } = request;
  return { method, path, headers, authorization: headers.authorization, body: Object(body), text };
}

/** What the holes of the probe are known by, what fills them, and how one goes on who does not see what stands below. */
const HOLES = [
  { sign: "surface", filling: " width * height", onwards: " width * height;\n}\n\nfunction volume() {" },
  { sign: "second.example.org", filling: " 48217", onwards: ' 8080\nuser = "root"' },
  { sign: "running_sum", filling: "running_sum", onwards: "return sum(prices)\n" },
  {
    sign: "class Box",
    filling: "this.books.push(book);\n    this.changed = true;\n    return this;",
    onwards: "this.books.push(book);\n    this.changed = true;\n    return this;\n  }\n}\n\nclass Crate {\n",
  },
] as const;

/** What a good model says to one of the probe's holes; undefined where nothing is asked of the kind. */
export function filled({ text }: FakeQuestion): string | undefined {
  return HOLES.find(({ sign }) => text.includes(sign))?.filling;
}

/** What a model says that goes on with the text before the cursor. */
export function wentOn({ text }: FakeQuestion): string | undefined {
  return HOLES.find(({ sign }) => text.includes(sign))?.onwards;
}

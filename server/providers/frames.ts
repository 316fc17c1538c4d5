/**
 * Cuts the body of an answer into events: server-sent ones, lines, or the whole at once. Its first letters decide more than
 * its content type: servers answer whole when asked to stream, and proxies relabel.
 */
import { createParser } from "eventsource-parser";

import { told } from "../completion/told.ts";
import type { HttpResponse } from "../http.ts";
import type { WireEvent } from "./dialect.ts";
import { failure, ProviderError } from "./provider-error.ts";

export type Frame = WireEvent | { readonly whole: string };

export interface Asked {
  readonly framing: "server-sent-events" | "lines";
  readonly stream: boolean;
}

export async function* frames(
  { headers, body }: HttpResponse,
  { framing, stream }: Asked,
): AsyncGenerator<Frame> {
  const texts = decoded(body);
  try {
    const head = await firstWords(texts);
    const type = headers["content-type"]?.split(";")[0]?.trim() ?? "";
    const all = withHead(head, texts);
    if (/^\s*[{[]/.test(head)) {
      if (framing === "lines" && stream) yield* lineEvents(all);
      else yield { whole: await joined(all) };
    } else if (SERVER_SENT.test(head) || (type === "text/event-stream" && !head.startsWith("<"))) {
      yield* serverSentEvents(all);
    } else {
      const what = type === "" ? told("something without a type") : type;
      throw new ProviderError(failure("bad-answer", told("it answered with {0}, not with an answer", what)));
    }
  } finally {
    // Whoever leaves early closes the request.
    await texts.return();
  }
}

/** The fields of https://html.spec.whatwg.org/multipage/server-sent-events.html, and `error`, which older llama.cpp made up. */
const SERVER_SENT = /^\s*(?:data|event|id|retry|error)?:/;

/** Nobody sends more white space than this before an answer. */
const MAX_HEAD = 64 * 1024;

async function* decoded(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for await (const chunk of body) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** All up to the first letters, of which a field's name is the longest that decides something. */
async function firstWords(texts: AsyncGenerator<string, void>): Promise<string> {
  let head = "";
  while (head.length < MAX_HEAD && !/^\s*(?:[^a-z\s]|[a-z]{6}|[a-z]+[^a-z])/.test(head)) {
    const next = await texts.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

async function* withHead(head: string, rest: AsyncGenerator<string, void>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

async function joined(texts: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  for await (const text of texts) parts.push(text);
  return parts.join("");
}

async function* serverSentEvents(texts: AsyncIterable<string>): AsyncGenerator<WireEvent> {
  const events: WireEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ ...(event !== undefined && { name: event }), data }),
    onError: ({ field, value = "", line = "" }) => {
      if (field === "error") events.push({ name: "error", data: value });
      // A proxy that hands the error of the server behind it on as it is: https://github.com/lemonade-sdk/lemonade/issues/2826
      if (line.startsWith("{")) events.push({ data: line });
    },
  });
  // By lines: of one in pieces that it does not know, the parser tells only the last.
  for await (const batch of lines(texts)) {
    parser.feed(batch.map((line) => (isNoise(line) ? "" : `${line}\n`)).join(""));
    yield* events.splice(0);
  }
  // A last event without its blank line is an event all the same.
  parser.feed("\n");
  yield* events;
}

function isNoise(line: string): boolean {
  return line !== "" && line !== "\r" && line.trim() === "";
}

async function* lineEvents(texts: AsyncIterable<string>): AsyncGenerator<WireEvent> {
  for await (const batch of lines(texts)) yield* batch.map((data) => ({ data }));
}

/** As many lines at a time as have come. */
async function* lines(texts: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let parts: string[] = [];
  for await (const text of texts) {
    const [first = "", ...more] = text.split("\n");
    parts.push(first);
    const last = more.pop();
    if (last === undefined) continue;
    yield [parts.join(""), ...more];
    parts = [last];
  }
  yield [parts.join("")];
}

/** One question to an index over HTTP: JSON there, and JSON or a stream of events back. */
import { ToldError, toTell } from "../completion/told.ts";
import type { Signal } from "../completion/ports.ts";
import type { Http } from "../http.ts";

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Posted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each message that came, as JSON. */
  readonly messages: AsyncIterable<unknown>;
}

export type Send = (post: Post, signal: Signal) => Promise<Posted>;

const TIMEOUTS = { connectMs: 3_000, firstByteMs: 10_000, stallMs: 5_000 };
const MAX_CHARS = 4_000_000;

export function sender(http: () => Promise<Http>): Send {
  return async ({ url, headers, body }, signal) => {
    const request = {
      url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify(body),
      timeouts: TIMEOUTS,
    } as const;
    const response = await (await http()).send(request, signal);
    const isStream = /event-stream/i.test(response.headers["content-type"] ?? "");
    const pieces = piecesOf(response.body, isStream ? /\r?\n\r?\n/ : undefined);
    return { status: response.status, headers: response.headers, messages: messagesIn(pieces, isStream) };
  };
}

async function* messagesIn(pieces: AsyncIterable<string>, isStream: boolean): AsyncGenerator {
  for await (const piece of pieces) {
    const text = isStream ? dataOf(piece) : piece;
    if (text.trim() !== "") yield parsed(text);
  }
}

/** All of it, or what stands between two of these. */
async function* piecesOf(
  body: AsyncIterable<Uint8Array>,
  between: RegExp | undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_CHARS) throw new ToldError(toTell("the answer is too long"));
    text += decoder.decode(chunk, { stream: true });
    if (!between) continue;
    const whole = text.split(between);
    text = whole.pop() ?? "";
    yield* whole;
  }
  yield text + decoder.decode();
}

function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length).trimStart()] : []))
    .join("\n");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ToldError(toTell("it answered with something that is not JSON"));
  }
}

/** From a prompt to a stream of events: the dialect writes and reads, HTTP carries, the key is added. Nothing escapes as an exception. */
import { createParser } from "eventsource-parser";

import type { Failure, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";
import type { Http, HttpResponse } from "../http.ts";
import type { Dialect } from "./dialect.ts";
import { DIALECTS } from "./dialects.ts";
import { failure, fromStatus, fromThrown, parseJson, providerWords } from "./provider-error.ts";
import type { Target } from "./target.ts";

/** Answers the key of a provider instance when it is needed, so that it is held nowhere else. */
export type KeyOf = (target: Target) => Promise<string | undefined>;

export async function* generate(
  { target, prompt }: { target: Target; prompt: Prompt },
  { http, keyOf }: { http: Http; keyOf: KeyOf },
  signal: Signal,
): AsyncGenerator<GenerateEvent> {
  let ended = false;
  try {
    const dialect: Dialect = DIALECTS[target.dialect];
    const { path, body } = dialect.request(prompt, target);
    const key = await keyOf(target);
    const response = await http.send(
      {
        url: target.baseUrl + path,
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          ...(key && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
        timeouts: target.timeouts,
      },
      signal,
    );
    for await (const event of read(response, dialect)) {
      ended ||= event.kind === "end";
      yield event;
      if (event.kind === "failed") return;
    }
    if (!ended) yield { kind: "end", reason: "stop" };
  } catch (error) {
    const failed = fromThrown(error);
    // The answer was whole; what broke was only the way in which the connection ended.
    if (ended) return;
    yield failed ? { kind: "failed", failure: plain(failed) } : { kind: "end", reason: "aborted" };
  }
}

async function* read(response: HttpResponse, dialect: Dialect): AsyncGenerator<GenerateEvent> {
  if (response.status !== 200) throw fromStatus(response.status, await wholeText(response));
  const type = response.headers["content-type"] ?? "";
  if (type.includes("json")) {
    // A server that does not stream answers whole.
    yield* readAll(parseJson(await wholeText(response)), dialect);
    return;
  }
  if (!type.includes("event-stream")) {
    throw failure(
      "bad-answer",
      `it answered with ${type.split(";")[0] || "something without a type"}, not with a stream`,
    );
  }
  for await (const data of eventData(response.body)) {
    if (data === "[DONE]") return;
    yield* readAll(parseJson(data), dialect);
  }
  throw failure("unreachable", "the stream broke off before its end");
}

function readAll(data: unknown, dialect: Dialect): readonly GenerateEvent[] {
  const said = typeof data === "object" && data !== null && "error" in data && data.error ? data : undefined;
  if (said)
    throw failure(
      "overloaded",
      providerWords(JSON.stringify(said)) ?? "it reported an error within its stream",
    );
  return dialect.read(data);
}

async function* eventData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* events.splice(0);
  }
}

const MAX_WHOLE_BYTES = 1024 * 1024;

async function wholeText({ body }: HttpResponse): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_WHOLE_BYTES) break;
  }
  return text;
}

/** An error as plain data, fit to be sent and logged. */
function plain({ kind, message, advice }: Failure): Failure {
  return { kind, message, advice };
}

import { afterAll, beforeAll, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import type { GenerateEvent } from "../../../server/completion/ports.ts";
import { Http } from "../../../server/http.ts";
import { generate } from "../../../server/providers/generate.ts";
import type { Target } from "../../../server/providers/target.ts";
import { type Behaviour, type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { until } from "../../support/until.ts";

let provider: FakeProvider;
const http = new Http();

beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(async () => {
  await http.close();
  await provider.close();
});

const PROMPT = { kind: "text", text: "P", maxTokens: 9, temperature: 0, stops: [] } as const;

function target(more: Partial<Target> = {}): Target {
  return {
    id: "fake/model",
    instance: "fake",
    provider: "fake",
    dialect: "openai-completions",
    baseUrl: provider.url,
    query: {},
    headers: {},
    keyHeader: "bearer",
    keyVariables: [],
    keyNeeded: false,
    insecure: false,
    advice: {},
    model: "model",
    stream: true,
    takesTemperature: true,
    maxTokensField: "max_tokens",
    extraBody: {},
    quirks: [],
    form: { kind: "infill" },
    promptTokens: 100,
    maxTokens: 9,
    temperature: 0,
    stops: [],
    restMs: 0,
    tokenizer: "fake",
    maxStops: 4,
    timeouts: { firstByteMs: 300, stallMs: 200, connectMs: 500 },
    ...more,
  };
}

interface Run {
  readonly target?: Partial<Target>;
  readonly key?: string;
}

async function events(run: Run = {}, signal = new AbortController().signal): Promise<GenerateEvent[]> {
  const keyOf = () => Promise.resolve(run.key);
  const found: GenerateEvent[] = [];
  for await (const event of generate(
    { target: target(run.target), prompt: PROMPT },
    { http, keyOf },
    signal,
  )) {
    found.push(event);
  }
  return found;
}

/** Texts joined, then how it ended. */
function told(found: readonly GenerateEvent[]): string {
  const text = found.map((event) => (event.kind === "text" ? event.text : "")).join("");
  const last = found.findLast((event) => event.kind === "end" || event.kind === "failed");
  return `${text} → ${last?.kind === "failed" ? last.failure.kind : last?.kind === "end" ? last.reason : "?"}`;
}

function check(name: string, behaviour: Behaviour, expected: string, run?: Run) {
  test(name, async () => {
    provider.behave(behaviour);
    expect(told(await events(run))).toBe(expected);
    await until(() => provider.open() === 0, "no request is left open");
  });
}

const status = (status: number, body = "", headers = {}): Behaviour => ({
  kind: "status",
  status,
  body,
  headers,
});

check("a stream", { kind: "stream", pieces: ["a", "b ", "c"] }, "ab c → stop");
check("a slow stream", { kind: "stream", pieces: ["a", "b"], everyMs: 50 }, "ab → stop");
check("an answer that is not streamed", { kind: "whole", text: "abc" }, "abc → stop");
check("an answer that says nothing", { kind: "stream", pieces: [] }, " → stop");
check("silence", { kind: "silent" }, " → timeout");
check("a stall", { kind: "stall", pieces: ["a"] }, "a → timeout");
check("a connection that is cut", { kind: "break-off", pieces: ["a"] }, "a → unreachable");
check("a stream without an end", { kind: "unfinished", pieces: ["a"] }, "a → unreachable");
check(
  "a web page",
  status(200, "<html><body>Sign in</body></html>", { "content-type": "text/html" }),
  " → bad-answer",
);
check("garbage in the stream", { kind: "raw", body: "data: {broken\n\n" }, " → bad-answer");
check(
  "bytes that are no text",
  { kind: "raw", body: Uint8Array.of(255, 254, 0, 1, 10, 10) },
  " → unreachable",
);
check(
  "an error in the stream",
  { kind: "raw", body: 'data: {"error":{"message":"CUDA"}}\n\n' },
  " → overloaded",
);
check("401 without words", status(401), " → no-key");
check("401", status(401, '{"error":{"message":"Incorrect API key"}}'), " → refused", { key: "wrong" });
check("402", status(402, '{"error":"no credit"}'), " → refused");
check("403", status(403, '{"detail":"forbidden"}'), " → refused");
check("404 of a model", status(404, '{"message":"model not found"}'), " → unknown-model");
check("404 of a page", status(404, "<html></html>", { "content-type": "text/html" }), " → bad-answer");
check("400", status(400, '{"error":{"message":"max_tokens"}}'), " → bad-request");
check("429", status(429, '{"error":{"message":"slow down"}}', { "retry-after": "2" }), " → rate-limited");
check("500", status(500, "<html>"), " → overloaded");
check("503", status(503, '{"error":{"message":"loading"}}'), " → overloaded");
check("a redirect is not followed", status(302, "", { location: "http://127.0.0.1:1/" }), " → bad-answer");
check("nobody there", { kind: "silent" }, " → unreachable", { target: { baseUrl: "http://127.0.0.1:9/v1" } });
check("an address that is none", { kind: "silent" }, " → misconfigured", { target: { baseUrl: "ftp://x" } });

test("the provider's own words are in the message", async () => {
  provider.behave(status(400, '{"error":{"message":"max_tokens is too large"}}'));
  expect(inPlainEnglish(await events())).toMatchObject([
    { failure: { message: "400: max_tokens is too large" } },
  ]);
});

test("usage is told", async () => {
  provider.behave({ kind: "stream", pieces: ["a"] });
  expect(await events()).toContainEqual({ kind: "usage", usage: { inputTokens: 7, outputTokens: 1 } });
});

test("the key goes along, and only when there is one", async () => {
  provider.behave({ kind: "stream", pieces: [] });
  await events({ key: "secret" });
  expect(provider.requests.at(-1)?.headers["authorization"]).toBe("Bearer secret");
  await events();
  expect(provider.requests.at(-1)?.headers).not.toHaveProperty("authorization");
});

test("an abort reaches the provider at once, and is no failure", async () => {
  provider.behave({ kind: "stall", pieces: ["a"] });
  const before = provider.aborted();
  const abort = new AbortController();
  const running = events({ target: { timeouts: { stallMs: 60_000 } } }, abort.signal);
  await until(() => provider.open() === 1, "the request has arrived");
  abort.abort();
  expect(told(await running)).toMatch(/→ aborted$/);
  await until(
    () => provider.aborted() === before + 1 && provider.open() === 0,
    "the provider has seen the abort",
  );
});

test("aborted before it began: nothing is sent", async () => {
  const before = provider.requests.length;
  expect(await events({}, AbortSignal.abort())).toEqual([{ kind: "end", reason: "aborted" }]);
  expect(provider.requests).toHaveLength(before);
});

test("whoever stops reading early closes the request", async () => {
  provider.behave({ kind: "stall", pieces: ["a", "b"] });
  const stream = generate(
    { target: target(), prompt: PROMPT },
    { http, keyOf: () => Promise.resolve(undefined) },
    new AbortController().signal,
  );
  for await (const event of stream) if (event.kind === "text") break;
  await until(() => provider.open() === 0, "the request is closed");
});

/** The contract that chat stands on: stream and collect, over several targets, each a server of its own. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { clock } from "../../../server/clock.ts";
import type { Message } from "../../../server/completion/message.ts";
import type { GenerateEvent } from "../../../server/completion/ports.ts";
import { Http } from "../../../server/http.ts";
import type { ChatTarget } from "../../../server/providers/chat-target.ts";
import { createConverse, type Conversation, type Converse } from "../../../server/providers/converse.ts";
import type { DialectName } from "../../../server/providers/dialects.ts";
import { createLimits } from "../../../server/providers/limits.ts";
import { characters } from "../../support/character-counter.ts";
import { type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { endpoint } from "./dialects/asked.ts";

const folder = temporaryFolder();
const http = new Http();
let first: FakeProvider;
let second: FakeProvider;
let converse: Converse;

beforeAll(async () => {
  [first, second] = await Promise.all([startFakeProvider(), startFakeProvider()]);
});
beforeEach(async () => {
  const limits = createLimits({ folder: await mkdtemp(join(folder, "limits-")) });
  converse = createConverse({
    means: { http, keyOf: () => Promise.resolve(undefined), heard: limits.heed },
    limits,
    clock: { sleep: (ms, signal) => clock.sleep(Math.min(ms, 20), signal) },
    counter: () => characters,
    renew: () => Promise.resolve(false),
  });
  second.behave({ kind: "stream", pieces: ["Hel", "lo"] });
});
afterAll(async () => {
  await http.close();
  await Promise.all([first.close(), second.close()]);
});

const ABILITIES = {
  windowTokens: 9999,
  outputTokens: 50,
  tokenizer: "fake",
  tools: true,
  images: false,
  agent: false,
  reasoning: false,
  quirks: [],
} as const;

const target = (id: string, { url }: FakeProvider, dialect: DialectName = "openai-chat"): ChatTarget => ({
  ...endpoint(dialect, url),
  ...ABILITIES,
  id,
});

const question: readonly Message[] = [{ role: "user", parts: [{ kind: "text", text: "Hi?" }] }];

function conversation(targets: readonly ChatTarget[], messages = question) {
  const fallen: string[] = [];
  const asked: Conversation = {
    targets,
    prompt: { kind: "chat", messages, maxTokens: 100, temperature: 0, stops: [] },
    fell: ({ id }, { kind }) => fallen.push(`${id}: ${kind}`),
  };
  return { asked, fallen };
}

const both = () => [target("one/a", first), target("two/b", second)];

async function streamed({ asked }: ReturnType<typeof conversation>, signal = new AbortController().signal) {
  const events: GenerateEvent[] = [];
  for await (const event of converse.stream(asked, signal)) events.push(event);
  return events;
}

test("the second answers when the first cannot, and it is told who fell and who answered", async () => {
  first.behave({ kind: "status", status: 402, body: "{}" });
  const talk = conversation(both());
  const events = await streamed(talk);
  expect(talk.fallen).toEqual(["one/a: refused"]);
  expect(events.map((event) => (event.kind === "text" ? event.text : event.kind))).toEqual([
    "Hel",
    "lo",
    "usage",
    "end",
  ]);
  expect(events.at(-1)).toMatchObject({ reason: "stop", target: "two/b" });
});

test("collected, the same", async () => {
  first.behave({ kind: "status", status: 500, body: "{}" });
  second.behave({ kind: "whole", text: "Hello" });
  const talk = conversation(both());
  const collected = await converse.collect(talk.asked, new AbortController().signal);
  expect(collected).toMatchObject({ text: "Hello", message: { role: "assistant", by: "two/b" } });
  expect(talk.fallen).toEqual(["one/a: overloaded"]);
  expect(second.requests.at(-1)?.body).toMatchObject({ stream: false, max_tokens: 50 });
});

test("what passes by itself is asked again before another is", async () => {
  const before = first.requests.length;
  first.behave({ kind: "status", status: 503, body: "{}" });
  const talk = conversation(both());
  await streamed(talk);
  // Three failures in a row pause the target, which ends the patience with it.
  expect(first.requests.length - before).toBe(3);
  expect(talk.fallen).toEqual(["one/a: overloaded"]);
});

test("an answer that has begun is not begun anew by somebody else", async () => {
  const before = second.requests.length;
  first.behave({ kind: "break-off", pieces: ["Hal"] });
  const talk = conversation(both());
  const events = await streamed(talk);
  expect(events.at(0)).toEqual({ kind: "text", text: "Hal" });
  expect(events.at(-1)).toMatchObject({ kind: "failed", failure: { kind: "unreachable" } });
  expect(talk.fallen).toEqual([]);
  expect(second.requests).toHaveLength(before);
});

test("who goes away ends it for all", async () => {
  const before = second.requests.length;
  first.behave({ kind: "silent" });
  const aborter = new AbortController();
  setTimeout(() => aborter.abort(), 30);
  const events = await streamed(conversation(both()), aborter.signal);
  expect(events).toMatchObject([{ kind: "end", reason: "aborted" }]);
  expect(second.requests).toHaveLength(before);
});

test("the last one's failure is the answer when nobody else is left", async () => {
  first.behave({ kind: "status", status: 404, body: '{"error":{"message":"no such model"}}' });
  second.behave({ kind: "status", status: 401, body: '{"error":{"message":"bad key"}}' });
  const talk = conversation(both());
  const events = await streamed(talk);
  expect(talk.fallen).toEqual(["one/a: unknown-model"]);
  expect(inPlainEnglish(events)).toMatchObject([{ kind: "failed", failure: { message: "401: bad key" } }]);
});

test("usage is counted where the server tells none, and marked", async () => {
  second.behave({
    kind: "raw",
    body: 'data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}\n\n',
  });
  const events = await streamed(conversation([target("two/b", second)]));
  const usage = { inputTokens: 3 + 4, outputTokens: 5, totalTokens: 12, estimated: true };
  expect(events.at(-2)).toEqual({ kind: "usage", usage });
  second.behave({
    kind: "raw",
    body: 'data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"completion_tokens":1}}\n\n',
  });
  expect((await streamed(conversation([target("two/b", second)]))).at(-2)).toEqual({
    kind: "usage",
    usage: { outputTokens: 1 },
  });
});

const signed: readonly Message[] = [
  ...question,
  {
    role: "assistant",
    by: "one/a",
    parts: [
      { kind: "reasoning", text: "Hm.", signature: "c2ln" },
      { kind: "reasoning", text: "", signature: "cmVk", redacted: true },
      { kind: "text", text: "Which?" },
    ],
    toolCalls: [{ id: "c1", name: "f", arguments: "{}", signature: "Z2Vt" }],
  },
  { role: "tool", callId: "c1", name: "f", text: "1" },
];

test.each(["anthropic-messages", "gemini", "openai-responses"] as const)(
  "%s: what one target signed is shown to that one only",
  async (dialect) => {
    const sentTo = async (id: string) => {
      await streamed(conversation([target(id, second, dialect)], signed));
      return JSON.stringify(second.requests.at(-1)?.body);
    };
    const signatures = /c2ln|cmVk|Z2Vt/;
    if (dialect !== "openai-responses") expect(await sentTo("one/a")).toMatch(signatures);
    expect(await sentTo("two/b")).not.toMatch(signatures);
    expect(await sentTo("two/b")).toContain("Which?");
  },
);

test("Gemini 3 is told of a call that another model made", async () => {
  const targets = [{ ...target("two/b", second, "gemini"), thinking: "effort" } as const];
  await streamed(conversation(targets, signed));
  const body = JSON.stringify(second.requests.at(-1)?.body);
  expect(body).toContain('"thoughtSignature":"skip_thought_signature_validator"');
});

test("a limit that the headers call used up is kept to from then on", async () => {
  const headers = { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "60" };
  const body = JSON.stringify({ choices: [{ message: { content: "Hello" }, finish_reason: "stop" }] });
  first.behave({
    kind: "status",
    status: 200,
    body,
    headers: { ...headers, "content-type": "application/json" },
  });
  await streamed(conversation(both()));
  const before = first.requests.length;
  const talk = conversation(both());
  expect((await streamed(talk)).at(-1)).toMatchObject({ kind: "end", target: "two/b" });
  expect(talk.fallen).toEqual(["one/a: rate-limited"]);
  expect(first.requests).toHaveLength(before);
});

test("a thought that OpenRouter signed goes back to it whole, and to nobody else", async () => {
  const delta = (said: object, more: object = {}) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: said, ...more }] })}\n\n`;
  const detail = { type: "reasoning.text", index: 0, format: "anthropic-claude-v1" };
  const body =
    delta({ reasoning: "We go", reasoning_details: [{ ...detail, text: "We go" }] }) +
    delta({ reasoning_details: [{ ...detail, signature: "c2ln" }] }) +
    delta({ content: "Hi" }, { finish_reason: "stop" });
  second.behave({ kind: "raw", body });
  const asked = conversation([target("two/b", second)]);
  const { message } = await converse.collect(asked.asked, new AbortController().signal);
  const sentTo = async (id: string) => {
    await streamed(conversation([target(id, second)], [...question, message, ...question]));
    return second.requests.at(-1)?.body["messages"];
  };
  expect(await sentTo("two/b")).toMatchObject([
    {},
    { role: "assistant", reasoning_details: [{ ...detail, text: "We go", signature: "c2ln" }] },
    {},
  ]);
  expect(JSON.stringify(await sentTo("one/a"))).not.toContain("c2ln");
});

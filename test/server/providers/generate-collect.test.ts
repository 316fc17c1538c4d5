/** Not streamed: the same events in one result, fit to go along with the next turn. And the head of a request. */
import { afterAll, beforeAll, expect, test } from "vitest";

import { Http } from "../../../server/http.ts";
import { collect, gather } from "../../../server/providers/collect.ts";
import { keyHeaders, urlOf } from "../../../server/providers/request-head.ts";
import { type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { until } from "../../support/until.ts";
import { endpoint } from "./dialects/asked.ts";
import { CASES } from "./dialects/cases/all.ts";
import { chatPrompt } from "./dialects/cases.ts";

let provider: FakeProvider;
const http = new Http();
beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(async () => {
  await http.close();
  await provider.close();
});

const signal = new AbortController().signal;
const keyOf = () => Promise.resolve("secret");

test("an answer, gathered", async () => {
  const answer = CASES["anthropic-messages"].answers.find(({ name }) => name === "whole");
  provider.behave({ kind: "raw", body: JSON.stringify(answer?.whole), type: "application/json" });
  const target = { ...endpoint("anthropic-messages", provider.url), keyHeader: "x-api-key" } as const;
  const collected = await collect({ target, prompt: chatPrompt }, { http, keyOf }, signal);
  expect(collected).toEqual({
    text: "Hi!",
    reasoning: "Hm.",
    toolCalls: [{ id: "toolu_1", name: "f", arguments: '{"x":1}' }],
    message: {
      role: "assistant",
      parts: [
        { kind: "reasoning", text: "Hm.", signature: "Es" },
        { kind: "text", text: "Hi!" },
      ],
      toolCalls: [{ id: "toolu_1", name: "f", arguments: '{"x":1}' }],
    },
    usage: { inputTokens: 1, outputTokens: 2 },
    end: { kind: "end", reason: "tool-calls", id: "msg_1", model: "claude-1" },
  });
  const request = provider.requests.at(-1);
  expect(request?.body["stream"]).toBe(false);
  expect(request?.headers).toMatchObject({ "x-api-key": "secret", "anthropic-version": "2023-06-01" });
  expect(request?.headers).not.toHaveProperty("authorization");
});

test("a failure, gathered, with the provider's own advice", async () => {
  provider.behave({ kind: "status", status: 503, body: '{"error":"loading"}' });
  const target = { ...endpoint("openai-chat", provider.url), advice: { overloaded: "Wait for it to load." } };
  const { end, text } = await collect({ target, prompt: chatPrompt }, { http, keyOf }, signal);
  expect({ end, text }).toMatchObject({
    text: "",
    end: { kind: "failed", failure: { kind: "overloaded", advice: "Wait for it to load." } },
  });
});

test.for([
  ["word", "", Infinity],
  // The time in which a sign may trail after the last word is not waited for.
  ["sign", "data: [DONE]\n\n", 3000],
] as const)("a stream that is left open after its last %s is not waited for", async ([, sign, withinMs]) => {
  const chunk = { choices: [{ delta: { content: "a" }, finish_reason: "stop" }] };
  provider.behave({ kind: "raw", body: `data: ${JSON.stringify(chunk)}\n\n${sign}`, ending: "stall" });
  const began = performance.now();
  // Longer than this test may take.
  const target = { ...endpoint("openai-chat", provider.url), timeouts: { stallMs: 120_000 } };
  const { end, text } = await collect({ target, prompt: chatPrompt }, { http, keyOf }, signal);
  expect({ end, text }).toEqual({ end: { kind: "end", reason: "stop" }, text: "a" });
  expect(performance.now() - began).toBeLessThan(withinMs);
  await until(() => provider.open() === 0, "the request is closed");
});

test("a prompt that the format does not carry", async () => {
  const target = endpoint("mistral-fim", provider.url);
  const { end } = await collect({ target, prompt: chatPrompt }, { http, keyOf }, signal);
  expect(end).toMatchObject({ kind: "failed", failure: { kind: "misconfigured" } });
});

test("thoughts keep their signatures, one each, and what was redacted stays apart", () => {
  const { message } = gather([
    { kind: "reasoning", text: "a" },
    { kind: "reasoning", text: "b" },
    { kind: "reasoning", text: "", signature: "1" },
    { kind: "reasoning", text: "c" },
    { kind: "reasoning", text: "", signature: "2", redacted: true },
    { kind: "text", text: "d" },
    { kind: "text", text: "e" },
  ]);
  expect(message.parts).toEqual([
    { kind: "reasoning", text: "ab", signature: "1" },
    { kind: "reasoning", text: "c" },
    { kind: "reasoning", text: "", signature: "2", redacted: true },
    { kind: "text", text: "de" },
  ]);
  expect(gather([]).end).toEqual({ kind: "end", reason: "aborted" });
});

test.for([
  ["bearer", { authorization: "Bearer k" }],
  ["x-api-key", { "x-api-key": "k" }],
  ["api-key", { "api-key": "k" }],
  ["x-goog-api-key", { "x-goog-api-key": "k" }],
  ["none", {}],
] as const)("a key shown by %s", ([header, expected]) => {
  expect(keyHeaders(header, "k")).toEqual(expected);
  expect(keyHeaders(header, undefined)).toEqual({});
});

test.for([
  ["https://h/v1", {}, "/chat", "https://h/v1/chat"],
  ["https://h/v1", { a: "1 2" }, "/m:s?alt=sse", "https://h/v1/m:s?alt=sse&a=1+2"],
  ["https://h/x?v=1", { a: "1" }, "/chat", "https://h/x/chat?v=1&a=1"],
] as const)("%s %j %s", ([baseUrl, query, path, expected]) => {
  expect(urlOf({ baseUrl, query }, path)).toBe(expected);
});

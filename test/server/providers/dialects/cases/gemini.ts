/** POST /models/{model}:streamGenerateContent. */
import { chatPrompt, type Cases } from "../cases.ts";

const AI = "shape of github.com/vercel/ai packages/google/src/__fixtures__/";
const chunk = (
  parts: readonly object[],
  more: object = {},
  usageMetadata: object = { promptTokenCount: 7 },
) => ({
  candidates: [{ content: { parts, role: "model" }, index: 0, ...more }],
  usageMetadata,
  modelVersion: "gemini-3",
  responseId: "g1",
});
const stop = { finishReason: "STOP" };
const by = "g1 gemini-3";
const usage = { inputTokens: 7 };
const call = (functionCall: object, more: object = {}) => chunk([{ functionCall, ...more }], {}, {});

export const gemini: Cases = {
  prompt: chatPrompt,
  answers: [
    {
      name: "thoughts, text, and a signature behind it",
      source: `${AI}gemma-4-output-usage.chunks.txt and issue-18073-empty-text-thought-signature.chunks.txt`,
      stream: [
        chunk(
          [{ text: "I think", thought: true }],
          {},
          { promptTokenCount: 6, totalTokenCount: 20, thoughtsTokenCount: 14 },
        ),
        chunk([{ text: "héllo" }]),
        chunk([{ text: "", thoughtSignature: "EpcC" }], stop, {
          promptTokenCount: 6,
          candidatesTokenCount: 1,
          totalTokenCount: 83,
          thoughtsTokenCount: 76,
          cachedContentTokenCount: 2,
        }),
      ],
      means: {
        text: "héllo",
        reasoning: "I think",
        signatures: ["EpcC"],
        usage: { inputTokens: 6, outputTokens: 77, totalTokens: 83, cachedTokens: 2, reasoningTokens: 76 },
        by,
      },
    },
    {
      name: "whole calls, signed, with and without ids, with and without arguments",
      source: `${AI}google-tool-call-gemini3.chunks.txt and google-recursive-tool-call.chunks.txt`,
      stream: [
        chunk([
          {
            functionCall: { name: "search", args: { or: [{ term: "x" }] }, id: "call_3" },
            thoughtSignature: "Ep",
          },
        ]),
        chunk([{ functionCall: { name: "now" } }, { functionCall: { name: "now", args: {} } }]),
        chunk([{ text: "" }], stop),
      ],
      means: {
        calls: ['search({"or":[{"term":"x"}]})#call_3', "now({})#?", "now({})#?"],
        signatures: ["Ep"],
        usage,
        end: "tool-calls",
        by,
      },
    },
    {
      name: "calls whose arguments come path by path (Vertex)",
      source: `${AI}google-stream-tool-call-arguments.chunks.txt and google-stream-no-args-tool-call.chunks.txt`,
      stream: [
        call({ name: "read_theme" }, { thoughtSignature: "AY" }),
        call({ name: "get_weather", willContinue: true }),
        call({
          partialArgs: [{ jsonPath: "$.city", stringValue: "San ", willContinue: true }],
          willContinue: true,
        }),
        call({
          partialArgs: [{ jsonPath: "$.city", stringValue: "José", willContinue: true }],
          willContinue: true,
        }),
        call({ partialArgs: [{ jsonPath: "$.city", stringValue: "" }], willContinue: true }),
        call({}),
        call({ name: "get_weather", willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.city", stringValue: "Rome" }], willContinue: true }),
        chunk([{ functionCall: {} }], stop),
      ],
      means: {
        calls: ["read_theme({})#?", 'get_weather({"city":"San José"})#?', 'get_weather({"city":"Rome"})#?'],
        signatures: ["AY"],
        usage,
        end: "tool-calls",
        by,
      },
    },
    {
      name: "lists of arguments, and no sign that the call is complete (Vertex)",
      source: `${AI}google-stream-tool-call-array-arguments-missing-terminal-function-call.chunks.txt`,
      stream: [
        call({ name: "write", willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.items[0].name", stringValue: "apple" }], willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.items[0].price", numberValue: 0.5 }], willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.items[1].name", stringValue: "pear" }], willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.items[1].ripe", boolValue: true }], willContinue: true }),
        call({ partialArgs: [{ jsonPath: "$.items[1].price", nullValue: "NULL_VALUE" }] }),
        chunk([{ text: "" }], stop),
      ],
      means: {
        calls: ['write({"items":[{"name":"apple","price":0.5},{"name":"pear","ripe":true,"price":null}]})#?'],
        usage,
        end: "tool-calls",
        by,
      },
    },
    {
      name: "a prompt that is blocked",
      source: `${AI}issue-19758-prompt-block.chunks.txt`,
      stream: [
        {
          promptFeedback: { blockReason: "PROHIBITED_CONTENT" },
          usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 },
          modelVersion: "gemini-3",
          responseId: "g1",
        },
      ],
      means: { usage: { inputTokens: 9, totalTokens: 9 }, end: "filtered", by },
    },
    {
      name: "a call that the model got wrong",
      source:
        "as captured in the tests of several clients (finishReason MALFORMED_FUNCTION_CALL with its finishMessage), seen 2026-11-20",
      stream: [
        chunk([], { finishReason: "MALFORMED_FUNCTION_CALL", finishMessage: "Malformed function call: f(" }),
      ],
      means: { usage, end: "bad-answer" },
    },
    {
      name: "whole",
      source: `${AI}google-tool-call.json`,
      whole: chunk([{ text: "Hi" }, { functionCall: { name: "f", args: { x: 1 } } }], stop),
      means: { text: "Hi", calls: ['f({"x":1})#?'], usage, end: "tool-calls", by },
    },
    {
      name: "a list, as a stream without alt=sse is",
      source:
        "streamGenerateContent without alt=sse, as several clients read it (one long list), seen 2026-11-20",
      whole: [chunk([{ text: "H" }]), chunk([{ text: "i" }], stop)],
      means: { text: "Hi", usage, by },
    },
  ],
  finish: (reason) => [chunk([{ text: "a" }], { finishReason: reason })],
  finishes: {
    STOP: "stop",
    MAX_TOKENS: "length",
    SAFETY: "filtered",
    RECITATION: "filtered",
    PROHIBITED_CONTENT: "filtered",
    OTHER: "stop",
  },
  errors: [
    [[{ error: { code: 400, message: "bad", status: "INVALID_ARGUMENT" } }], "bad-request"],
    [{ error: { code: 429, message: "quota", status: "RESOURCE_EXHAUSTED" } }, "rate-limited"],
    [{ error: { code: 503, message: "overloaded", status: "UNAVAILABLE" } }, "overloaded"],
  ],
  garbage: [{ candidates: 5 }, { candidates: [{ content: { parts: [{ text: 5 }] } }] }, { candidates: [5] }],
};

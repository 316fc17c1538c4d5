/** POST /responses: named events that build a response up. */
import { chatPrompt, type Cases } from "../cases.ts";

const AI = "shape of github.com/vercel/ai packages/";
const created = {
  type: "response.created",
  response: { id: "resp_1", status: "in_progress", error: null, model: "gpt-5.1", output: [], usage: null },
  sequence_number: 0,
};
const usage = {
  input_tokens: 45,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 25,
  output_tokens_details: { reasoning_tokens: 7 },
  total_tokens: 70,
};
const used = { inputTokens: 45, outputTokens: 25, totalTokens: 70, cachedTokens: 4, reasoningTokens: 7 };
const ended = (status: string, more: object = {}) => ({
  type: `response.${status}`,
  response: {
    id: "resp_1",
    model: "gpt-5.1",
    status,
    error: null,
    incomplete_details: null,
    output: [],
    usage,
    ...more,
  },
});
const by = "resp_1 gpt-5.1";
const functionCall = { id: "fc_1", type: "function_call", call_id: "call_1", name: "get_weather" };
const reasoning = {
  id: "rs_1",
  type: "reasoning",
  encrypted_content: "ZW5j",
  summary: [{ type: "summary_text", text: "Rayleigh." }],
};

export const openaiResponses: Cases = {
  prompt: chatPrompt,
  named: true,
  answers: [
    {
      name: "a thought, then text; each item repeats itself at its end",
      source: `${AI}openai-compatible/src/responses/__fixtures__/reasoning.1.chunks.txt`,
      stream: [
        created,
        { type: "response.output_item.added", output_index: 0, item: { ...reasoning, summary: [] } },
        { type: "response.reasoning_summary_text.delta", item_id: "rs_1", delta: "Ray" },
        { type: "response.reasoning_summary_text.delta", item_id: "rs_1", delta: "leigh." },
        { type: "response.output_item.done", output_index: 0, item: reasoning },
        {
          type: "response.output_item.added",
          output_index: 1,
          item: { id: "msg_1", type: "message", content: [] },
        },
        { type: "response.output_text.delta", output_index: 1, item_id: "msg_1", delta: "It is" },
        { type: "response.output_text.delta", output_index: 1, item_id: "msg_1", delta: " blåu." },
        { type: "response.output_text.done", output_index: 1, text: "It is blåu." },
        {
          type: "response.output_item.done",
          output_index: 1,
          item: { type: "message", content: [{ type: "output_text", text: "It is blåu." }] },
        },
        ended("completed", {
          output: [reasoning, { type: "message", content: [{ type: "output_text", text: "It is blåu." }] }],
        }),
      ],
      means: {
        text: "It is blåu.",
        reasoning: "Rayleigh.",
        signatures: ["rs_1:ZW5j"],
        usage: used,
        by,
      },
    },
    {
      name: "a call in pieces",
      source: `${AI}openai/src/responses/__fixtures__/issue-19493-gpt-5.1-tool-call.chunks.txt`,
      stream: [
        created,
        { type: "response.in_progress", response: { id: "resp_1", status: "in_progress", model: "gpt-5.1" } },
        { type: "response.output_item.added", output_index: 0, item: { ...functionCall, arguments: "" } },
        { type: "response.function_call_arguments.delta", delta: '{"ci', item_id: "fc_1", output_index: 0 },
        {
          type: "response.function_call_arguments.delta",
          delta: 'ty":"Rome"}',
          item_id: "fc_1",
          output_index: 0,
        },
        { type: "response.function_call_arguments.done", arguments: '{"city":"Rome"}', output_index: 0 },
        {
          type: "response.output_item.done",
          output_index: 0,
          item: { ...functionCall, status: "completed", arguments: '{"city":"Rome"}' },
        },
        ended("completed", { output: [{ ...functionCall, arguments: '{"city":"Rome"}' }] }),
      ],
      means: { calls: ['get_weather({"city":"Rome"})#call_1'], usage: used, end: "tool-calls", by },
    },
    {
      name: "cut off at the limit",
      source:
        "github.com/openai/openai-python src/openai/types/responses/response_incomplete_event.py, read 2026-11-20",
      stream: [
        created,
        { type: "response.output_text.delta", delta: "a" },
        ended("incomplete", { incomplete_details: { reason: "max_output_tokens" } }),
      ],
      means: { text: "a", usage: used, end: "length", by },
    },
    {
      name: "refused",
      source:
        "github.com/openai/openai-python src/openai/types/responses/response_refusal_delta_event.py, read 2026-11-20",
      stream: [created, { type: "response.refusal.delta", delta: "I cannot." }, ended("completed")],
      means: { text: "I cannot.", usage: used, by },
    },
    {
      name: "an error, and then the failure",
      source: `${AI}openai/src/responses/__fixtures__/openai-error.1.chunks.txt`,
      stream: [
        created,
        {
          type: "error",
          sequence_number: 2,
          error: { type: "insufficient_quota", code: "insufficient_quota", message: "quota" },
        },
        {
          type: "response.failed",
          response: {
            id: "resp_1",
            status: "failed",
            error: { code: "insufficient_quota", message: "quota" },
          },
        },
      ],
      means: { end: "refused" },
    },
    {
      name: "only the failure",
      source: `${AI}openai/src/responses/__fixtures__/openai-response-failed-only.1.chunks.txt`,
      stream: [
        created,
        {
          type: "response.failed",
          response: {
            id: "resp_1",
            status: "failed",
            error: { code: "rate_limit_exceeded", message: "too large" },
          },
        },
      ],
      means: { end: "rate-limited" },
    },
    {
      name: "whole",
      source: `${AI}openai/src/responses/__fixtures__/openai-reasoning-encrypted-content.1.json`,
      whole: {
        id: "resp_1",
        object: "response",
        status: "completed",
        error: null,
        model: "gpt-5.1",
        output: [
          reasoning,
          {
            type: "message",
            role: "assistant",
            content: [{ type: "output_text", text: "Hi", annotations: [] }],
          },
          { ...functionCall, arguments: "{}" },
        ],
        usage,
      },
      means: {
        text: "Hi",
        reasoning: "Rayleigh.",
        signatures: ["rs_1:ZW5j"],
        calls: ["get_weather({})#call_1"],
        usage: used,
        end: "tool-calls",
        by,
      },
    },
  ],
  finish: (reason) => [
    { type: "response.output_text.delta", delta: "a" },
    reason === "completed" ? ended(reason) : ended("incomplete", { incomplete_details: { reason } }),
  ],
  finishes: { completed: "stop", max_output_tokens: "length", content_filter: "filtered" },
  errors: [
    [{ type: "error", error: { type: "server_error", code: null, message: "Sorry" } }, "overloaded"],
    [{ type: "error", code: "rate_limit_exceeded", message: "slow", param: null }, "rate-limited"],
  ],
  garbage: [{ type: "response.output_text.delta", delta: 5 }, { type: 5 }],
};

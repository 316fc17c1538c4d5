/** POST /messages: named events that build a message up, block by block. */
import { chatPrompt, type Cases } from "../cases.ts";

const AI = "shape of github.com/vercel/ai packages/anthropic/src/__fixtures__/";
const start = (
  usage: object = {
    input_tokens: 47,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 2,
  },
) => ({
  type: "message_start",
  message: {
    model: "claude-1",
    id: "msg_1",
    type: "message",
    role: "assistant",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
});
const block = (index: number, content_block: object) => ({
  type: "content_block_start",
  index,
  content_block,
});
const delta = (index: number, said: object) => ({ type: "content_block_delta", index, delta: said });
const close = (index: number) => ({ type: "content_block_stop", index });
const end = (stop_reason: string, usage: object = { output_tokens: 9 }) => [
  { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage },
  { type: "message_stop" },
];
const by = "msg_1 claude-1";

export const anthropicMessages: Cases = {
  prompt: chatPrompt,
  named: true,
  answers: [
    {
      name: "a signed thought, then text",
      source: `${AI}anthropic-claude-sonnet-5-reasoning-summarized.chunks.txt`,
      stream: [
        start(),
        block(0, { type: "thinking", thinking: "", signature: "" }),
        { type: "ping" },
        delta(0, { type: "thinking_delta", thinking: "I" }),
        delta(0, { type: "thinking_delta", thinking: " divide." }),
        delta(0, { type: "signature_delta", signature: "EsEC" }),
        close(0),
        block(1, { type: "text", text: "" }),
        delta(1, { type: "text_delta", text: "2 × 462" }),
        delta(1, { type: "text_delta", text: " − 1 ✓" }),
        close(1),
        ...end("end_turn", {
          input_tokens: 47,
          output_tokens: 373,
          output_tokens_details: { thinking_tokens: 62 },
        }),
      ],
      means: {
        text: "2 × 462 − 1 ✓",
        reasoning: "I divide.",
        signatures: ["EsEC"],
        usage: { inputTokens: 47, outputTokens: 373, cachedTokens: 0, reasoningTokens: 62 },
        by,
      },
    },
    {
      name: "text, then a call without arguments",
      source: `${AI}anthropic-tool-no-args.chunks.txt`,
      stream: [
        start(),
        block(0, { type: "text", text: "" }),
        delta(0, { type: "text_delta", text: "I will." }),
        close(0),
        { type: "ping" },
        block(1, { type: "tool_use", id: "toolu_1", name: "now", input: {} }),
        delta(1, { type: "input_json_delta", partial_json: "" }),
        close(1),
        ...end("tool_use"),
      ],
      means: {
        text: "I will.",
        calls: ["now({})#toolu_1"],
        usage: { inputTokens: 47, outputTokens: 9, cachedTokens: 0 },
        end: "tool-calls",
        by,
      },
    },
    {
      name: "two calls whose pieces are mixed; input read from the cache",
      source: `${AI}anthropic-issue-11719-quoted-tool-input.chunks.txt; usage after https://platform.claude.com/docs/en/build-with-claude/prompt-caching, not looked up`,
      stream: [
        start({
          input_tokens: 10,
          cache_creation_input_tokens: 20,
          cache_read_input_tokens: 30,
          output_tokens: 1,
        }),
        block(0, { type: "tool_use", id: "toolu_1", name: "f", input: {}, caller: { type: "direct" } }),
        block(1, { type: "tool_use", id: "toolu_2", name: "g", input: {} }),
        delta(0, { type: "input_json_delta", partial_json: '{"q": "say ' }),
        delta(1, { type: "input_json_delta", partial_json: '{"x"' }),
        delta(0, { type: "input_json_delta", partial_json: '\\"hi\\""}' }),
        delta(1, { type: "input_json_delta", partial_json: ":1}" }),
        ...end("tool_use"),
      ],
      means: {
        calls: ['f({"q": "say \\"hi\\""})#toolu_1', 'g({"x":1})#toolu_2'],
        usage: { inputTokens: 60, outputTokens: 9, cachedTokens: 30 },
        end: "tool-calls",
        by,
      },
    },
    {
      name: "tools that run at Anthropic are no calls to us",
      source: `${AI}anthropic-web-search-tool.1.chunks.txt`,
      stream: [
        start(),
        block(0, { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} }),
        delta(0, { type: "input_json_delta", partial_json: '{"query": "x"}' }),
        close(0),
        block(1, { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [] }),
        close(1),
        block(2, { type: "text", text: "" }),
        delta(2, { type: "citations_delta", citation: { cited_text: "x" } }),
        delta(2, { type: "text_delta", text: "So." }),
        ...end("end_turn"),
      ],
      means: { text: "So.", usage: { inputTokens: 47, outputTokens: 9, cachedTokens: 0 }, by },
    },
    {
      name: "a message that is filled from the start",
      source: `${AI}anthropic-message-start-prepopulated-content.chunks.txt`,
      stream: [
        {
          type: "message_start",
          message: {
            id: "msg_1",
            model: "claude-1",
            content: [{ type: "tool_use", id: "toolu_1", name: "f", input: { id: "c" } }],
            stop_reason: "tool_use",
            usage: { input_tokens: 0, output_tokens: 0 },
          },
        },
        { type: "message_stop" },
      ],
      means: {
        calls: ['f({"id":"c"})#toolu_1'],
        usage: { inputTokens: 0, outputTokens: 0 },
        end: "tool-calls",
        by,
      },
    },
    {
      name: "a thought that nobody may read",
      source: "https://platform.claude.com/docs/en/build-with-claude/extended-thinking, read 2026-11-20",
      stream: [
        start({}),
        block(0, { type: "redacted_thinking", data: "EmwK" }),
        block(1, { type: "text", text: "" }),
        delta(1, { type: "text_delta", text: "a" }),
        ...end("stop_sequence", {}),
      ],
      means: { text: "a", signatures: ["EmwK (redacted)"], by },
    },
    {
      name: "refused",
      source: `${AI}anthropic-refusal.chunks.txt`,
      stream: [start(), { type: "ping" }, ...end("refusal")],
      means: { usage: { inputTokens: 47, outputTokens: 9, cachedTokens: 0 }, end: "filtered", by },
    },
    {
      name: "overloaded in the middle",
      source: "https://platform.claude.com/docs/en/build-with-claude/streaming#error-events, read 2026-11-20",
      stream: [
        start(),
        block(0, { type: "text", text: "" }),
        delta(0, { type: "text_delta", text: "a" }),
        { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
      ],
      means: { text: "a", usage: { inputTokens: 47, outputTokens: 2, cachedTokens: 0 }, end: "overloaded" },
    },
    {
      name: "whole",
      source: "https://platform.claude.com/docs/en/api/messages, not looked up",
      whole: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model: "claude-1",
        content: [
          { type: "thinking", thinking: "Hm.", signature: "Es" },
          { type: "text", text: "Hi" },
          { type: "text", text: "!" },
          { type: "tool_use", id: "toolu_1", name: "f", input: { x: 1 } },
        ],
        stop_reason: "tool_use",
        usage: { input_tokens: 1, output_tokens: 2 },
      },
      means: {
        text: "Hi!",
        reasoning: "Hm.",
        signatures: ["Es"],
        calls: ['f({"x":1})#toolu_1'],
        usage: { inputTokens: 1, outputTokens: 2 },
        end: "tool-calls",
        by,
      },
    },
  ],
  finish: (reason) => [start(), ...end(reason)],
  finishes: {
    end_turn: "stop",
    stop_sequence: "stop",
    pause_turn: "stop",
    max_tokens: "length",
    model_context_window_exceeded: "length",
    tool_use: "tool-calls",
    refusal: "filtered",
  },
  errors: [
    [{ type: "error", error: { type: "rate_limit_error", message: "slow" } }, "rate-limited"],
    [
      { type: "error", error: { type: "invalid_request_error", message: "bad" }, request_id: "r" },
      "bad-request",
    ],
    [{ type: "error", error: { type: "authentication_error", message: "no" } }, "refused"],
    [{ type: "error", error: { type: "not_found_error", message: "model" } }, "unknown-model"],
  ],
  garbage: [
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: 5 } },
    { type: "content_block_delta", delta: "a" },
    { type: 5 },
  ],
};

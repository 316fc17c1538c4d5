/** POST /chat/completions, in the ways of the many who speak it. */
import { chatPrompt, type Cases } from "../cases.ts";
import { openaiChatCalls } from "./openai-chat-calls.ts";
import { openaiChatTwice } from "./openai-chat-twice.ts";

const AI = "shape of github.com/vercel/ai packages/";
const DONE = "data: [DONE]\n\n";
const delta = (said: object, finish_reason: string | null = null) => ({
  id: "chatcmpl-1",
  model: "m",
  choices: [{ index: 0, delta: said, finish_reason }],
});
const by = "chatcmpl-1 m";

export const openaiChat: Cases = {
  prompt: chatPrompt,
  answers: [
    ...openaiChatCalls,
    ...openaiChatTwice,
    {
      name: "reasons to end before the end",
      source:
        "https://github.com/open-webui/open-webui/issues/16377 and https://github.com/lhenault/simpleAI/issues/39, read 2026-11-20",
      stream: [
        delta({ reasoning_content: "Hm." }, "stop"),
        delta({ content: "a" }, "stop"),
        delta({ content: "b" }),
        delta({}, "length"),
      ],
      means: { text: "ab", reasoning: "Hm.", end: "length", by },
    },
    {
      name: "a reason that is the word null until it is one",
      source: "made up to be careful: Qwen's own API has the word, no stream of chunks with it was found",
      stream: [
        delta({ content: "a" }, "null"),
        delta({ content: "b" }, "null"),
        delta({ content: "" }, "length"),
      ],
      means: { text: "ab", end: "length", by },
    },
    {
      name: "text between Azure's chunks about its filter",
      source: `${AI}openai-compatible/src/chat/__fixtures__/azure-text.chunks.txt`,
      stream: [
        {
          choices: [],
          created: 0,
          id: "",
          model: "",
          object: "",
          prompt_filter_results: [{ prompt_index: 0 }],
        },
        delta({ content: "", refusal: null, role: "assistant" }),
        delta({ content: "Grüß" }),
        delta({ content: " Gott 😀" }),
        delta({}, "stop"),
        {
          choices: [{ content_filter_offsets: { check_offset: 0 }, finish_reason: null, index: 0 }],
          id: "chatcmpl-1",
        },
        {
          choices: [],
          model: "m",
          usage: {
            completion_tokens: 5,
            completion_tokens_details: { reasoning_tokens: 0 },
            prompt_tokens: 15,
            prompt_tokens_details: { cached_tokens: 0 },
            total_tokens: 20,
          },
        },
        DONE,
      ],
      means: {
        text: "Grüß Gott 😀",
        usage: { inputTokens: 15, outputTokens: 5, totalTokens: 20, cachedTokens: 0, reasoningTokens: 0 },
        by,
      },
    },
    {
      name: "the same thought under two names (vLLM, OpenRouter)",
      source: "wire-facts.md, section 2",
      stream: [
        delta({ reasoning: "Hm.", reasoning_content: "Hm." }),
        delta({ reasoning: " So." }),
        delta({ content: "Yes" }, "stop"),
      ],
      means: { text: "Yes", reasoning: "Hm. So.", by },
    },
    {
      name: "content in parts (Mistral)",
      source: `${AI}openai-compatible/src/chat/__fixtures__/issue-13703-mistral-thinking.chunks.txt`,
      stream: [
        delta({
          content: [{ type: "thinking", thinking: [{ type: "text", text: "17 × 23" }], closed: true }],
        }),
        delta({
          content: [
            { type: "thinking", thinking: [{ type: "text", text: "?" }] },
            { type: "text", text: "3" },
          ],
        }),
        delta({ content: "91" }, "stop"),
      ],
      means: { text: "391", reasoning: "17 × 23?", by },
    },
    {
      name: "thinking inside tags, split over deltas",
      source: "wire-facts.md, section 2: inline <think>",
      stream: [
        delta({ content: "\n" }),
        delta({ content: "<" }),
        delta({ content: "think>a <b> c<" }),
        delta({ content: "/thin" }),
        delta({ content: "k>\n" }),
        delta({ content: "\nThe tag <think> is code." }, "stop"),
      ],
      means: { text: "The tag <think> is code.", reasoning: "a <b> c", by },
    },
    {
      name: "usage inside the choice (Moonshot)",
      source: "https://github.com/northes/go-moonshot/issues/17 (quotes the documentation), read 2026-11-20",
      stream: [
        { id: "k-1", model: "kimi", choices: [{ index: 0, delta: { content: "a" } }] },
        {
          id: "k-1",
          model: "kimi",
          choices: [
            {
              index: 0,
              delta: {},
              finish_reason: "stop",
              usage: { prompt_tokens: 19, completion_tokens: 1, cached_tokens: 5 },
            },
          ],
        },
        DONE,
      ],
      means: { text: "a", usage: { inputTokens: 19, outputTokens: 1, cachedTokens: 5 }, by: "k-1 kimi" },
    },
    {
      name: "figures that grow (the last count)",
      source: `${AI}mistral/src/__fixtures__/mistral-usage-details.chunks.txt`,
      stream: [
        { ...delta({ content: "OK" }), usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
        {
          ...delta({ content: "" }, "stop"),
          usage: {
            prompt_tokens: 20,
            completion_tokens: 2,
            total_tokens: 22,
            completion_tokens_details: { reasoning_tokens: 1 },
          },
        },
      ],
      means: {
        text: "OK",
        usage: { inputTokens: 20, outputTokens: 2, totalTokens: 22, reasoningTokens: 1 },
        by,
      },
    },
    {
      name: "what was thought, counted beside the answer (xAI)",
      source: `${AI}xai/src/__fixtures__/xai-tool-call.chunks.txt`,
      stream: [
        delta({ content: "a" }, "stop"),
        {
          choices: [],
          usage: {
            prompt_tokens: 291,
            completion_tokens: 26,
            total_tokens: 513,
            completion_tokens_details: { reasoning_tokens: 196 },
          },
        },
      ],
      means: {
        text: "a",
        usage: { inputTokens: 291, outputTokens: 222, totalTokens: 513, reasoningTokens: 196 },
        by,
      },
    },
    {
      name: "whole, refused",
      source:
        "github.com/openai/openai-python src/openai/types/chat/chat_completion_message.py, read 2026-11-20",
      whole: { choices: [{ message: { content: null, refusal: "I cannot." }, finish_reason: "stop" }] },
      means: { text: "I cannot." },
    },
  ],
  finish: (reason) => [delta({ content: "a" }, reason)],
  finishes: {
    stop: "stop",
    length: "length",
    max_tokens: "length",
    tool_calls: "tool-calls",
    function_call: "tool-calls",
    content_filter: "filtered",
    sensitive: "filtered",
    error: "overloaded",
    network_error: "overloaded",
    eos: "stop",
  },
  errors: [
    // OpenRouter, within a stream: https://openrouter.ai/docs/api-reference/errors, read 2026-11-20 in a copy.
    [
      {
        id: "x",
        error: { code: 502, message: "Provider disconnected" },
        choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
      },
      "overloaded",
    ],
    [{ error: { code: 429, message: "Rate limited" } }, "rate-limited"],
    // FastChat: fastchat/serve/openai_api_server.py, chat_completion_stream_generator.
    [{ text: "**NETWORK ERROR**", error_code: 50001 }, "overloaded"],
    // MiniMax: https://platform.minimax.io/docs/api-reference/errorcode, read 2026-11-20.
    [{ id: "", choices: null, base_resp: { status_code: 1000, status_msg: "unknown error" } }, "overloaded"],
  ],
  garbage: [{ choices: "no" }, { choices: [{ delta: { content: 5 } }] }, { choices: [{ delta: "a" }] }],
};

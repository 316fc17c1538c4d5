/** Chunks that say what they add more than once, and chunks that say it beside an error. */
import type { Answer } from "../cases.ts";

const chunk = (choice: object, more: object = {}) => ({
  id: "chatcmpl-1",
  model: "m",
  choices: [{ index: 0, ...choice }],
  ...more,
});
const by = "chatcmpl-1 m";
const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const used = { inputTokens: 9, outputTokens: 2, totalTokens: 11 };

export const openaiChatTwice: readonly Answer[] = [
  {
    name: "as delta and as text (Together)",
    source:
      "shape of a stream recorded in github.com/lzell/AIProxySwift (TogetherAIChatCompletionStreamingChunkTests), seen 2026-11-20",
    stream: [
      chunk({ text: "Gr", logprobs: null, finish_reason: null, delta: { token_id: 30, content: "Gr" } }),
      chunk({ text: "üß", finish_reason: null, delta: { token_id: 31, content: "üß", tool_calls: null } }),
      chunk({ text: "", finish_reason: "stop", delta: { token_id: 2, content: "" } }, { usage }),
    ],
    means: { text: "Grüß", usage: used, by },
  },
  {
    name: "as delta and as the whole message so far (Perplexity)",
    source: "made up to be careful: Perplexity is said to send both, no stream of it was found",
    stream: [
      chunk({ delta: { role: "assistant", content: "Gr" }, message: { role: "assistant", content: "Gr" } }),
      chunk({ delta: { content: "üß" }, message: { role: "assistant", content: "Grüß" } }),
      chunk({ delta: { content: "" }, message: { content: "Grüß" }, finish_reason: "stop" }, { usage }),
    ],
    means: { text: "Grüß", usage: used, by },
  },
  {
    name: "thoughts as details only (OpenRouter)",
    source:
      "shape of github.com/pydantic/pydantic-ai tests/models/cassettes/test_openrouter/test_openrouter_stream_error.yaml, with one of its two forms left out",
    stream: [
      chunk({
        delta: { content: "", reasoning: "We", reasoning_details: [{ type: "reasoning.text", text: "We" }] },
      }),
      chunk({
        delta: {
          reasoning_details: [{ type: "reasoning.summary", summary: " go" }, { type: "reasoning.encrypted" }],
        },
      }),
      chunk({ delta: { content: "Hi" }, finish_reason: "stop" }),
    ],
    means: { text: "Hi", reasoning: "We go", by },
  },
  {
    name: "a thought that is signed, for the next turn (OpenRouter)",
    source:
      "https://openrouter.ai/docs/use-cases/reasoning-tokens, as several clients' recordings have it, seen 2026-11-20",
    stream: [
      chunk({
        delta: {
          reasoning: "We go",
          reasoning_details: [{ type: "reasoning.text", text: "We go", index: 0 }],
        },
      }),
      chunk({
        delta: {
          reasoning: null,
          reasoning_details: [{ type: "reasoning.text", signature: "c2ln", index: 0 }],
        },
      }),
      chunk({ delta: { content: "Hi" }, finish_reason: "stop" }),
    ],
    means: {
      text: "Hi",
      reasoning: "We go",
      signatures: ['{"type":"reasoning.text","index":0,"signature":"c2ln"}'],
      by,
    },
  },
  {
    name: "an error together with the usage, after a reason to end (OpenRouter)",
    source:
      "shape of github.com/pydantic/pydantic-ai tests/models/cassettes/test_openrouter/test_openrouter_stream_error.yaml",
    stream: [
      ": OPENROUTER PROCESSING\n\n",
      chunk({ delta: { role: "assistant", content: "", reasoning: "We need" }, finish_reason: "length" }),
      chunk(
        { delta: { role: "assistant", content: "" }, finish_reason: null },
        { error: { code: 400, message: "Token limit reached" }, usage },
      ),
      "data: [DONE]\n\n",
    ],
    means: { reasoning: "We need", usage: used, end: "bad-request" },
  },
];

/** POST /api/chat: lines. */
import { chatPrompt, type Cases } from "../cases.ts";

const line = (message: object, more: object = { done: false }) => ({ model: "qwen3", message, ...more });
const last = { done: true, done_reason: "stop", prompt_eval_count: 26, eval_count: 282 };
const usage = { inputTokens: 26, outputTokens: 282 };
const by = "qwen3";

export const ollamaChat: Cases = {
  prompt: chatPrompt,
  framing: "lines",
  answers: [
    {
      name: "a thought, then text",
      source:
        "github.com/ollama/ollama docs/api.md; https://docs.ollama.com/capabilities/thinking, read 2026-11-20",
      stream: [
        line({ role: "assistant", content: "", thinking: "Okay" }),
        line({ role: "assistant", content: "Thé", images: null }),
        line({ role: "assistant", content: " sky" }),
        line({ role: "assistant", content: "" }, last),
      ],
      means: { text: "Thé sky", reasoning: "Okay", usage, by },
    },
    {
      name: "calls, each whole in a line of its own",
      source: "github.com/ollama/ollama docs/capabilities/tool-calling.mdx, read 2026-11-20",
      stream: [
        line({
          role: "assistant",
          content: "",
          tool_calls: [{ function: { name: "get_weather", arguments: { city: "Rome" } } }],
        }),
        line({
          role: "assistant",
          content: "",
          tool_calls: [{ id: "call_2", function: { index: 1, name: "get_weather", arguments: {} } }],
        }),
        line({ role: "assistant", content: "" }, last),
      ],
      means: {
        calls: ['get_weather({"city":"Rome"})#?', "get_weather({})#call_2"],
        usage,
        end: "tool-calls",
        by,
      },
    },
    {
      name: "an error in the middle",
      source: "github.com/ollama/ollama docs/api/errors.mdx, read 2026-11-20",
      stream: [line({ content: "a" }), { error: "an error was encountered while running the model" }],
      means: { text: "a", end: "overloaded" },
    },
    {
      name: "a last line without a message",
      source: "github.com/ollama/ollama docs/api.md, read 2026-11-20",
      stream: [line({ content: "a" }), { model: "qwen3", ...last }],
      means: { text: "a", usage, by },
    },
    {
      name: "whole",
      source: "github.com/ollama/ollama docs/api.md, read 2026-11-20",
      whole: line({ role: "assistant", content: "Hello!" }, last),
      means: { text: "Hello!", usage, by },
    },
  ],
  finish: (reason) => [line({ content: "a" }, { done: true, done_reason: reason })],
  finishes: { stop: "stop", length: "length" },
  errors: [[{ error: "registry.ollama.ai/library/x does not support tools" }, "overloaded"]],
  garbage: [{ message: 5 }, { message: { content: 5 } }],
};

/** POST /completions with the template in the prompt. */
import { type Cases, textPrompt } from "../cases.ts";

const chunk = (choice: object | undefined, more: object = {}) => ({
  id: "cmpl-1",
  object: "text_completion",
  created: 1_770_934_485,
  choices: choice ? [{ index: 0, logprobs: null, ...choice }] : [],
  model: "gpt-3.5-turbo-instruct",
  ...more,
});

const DOCS = "github.com/openai/openai-python src/openai/types/completion_choice.py, read 2026-11-20";

export const openaiCompletions: Cases = {
  prompt: textPrompt,
  answers: [
    {
      name: "text, then usage in a chunk of its own",
      source:
        "shape of github.com/vercel/ai packages/openai/src/completion/__fixtures__/openai-completion-text.chunks.txt",
      stream: [
        chunk({ text: "naïve", finish_reason: null }, { usage: null }),
        chunk({ text: " → 😀", finish_reason: null }, { usage: null }),
        chunk({ text: " to", finish_reason: "length" }, { usage: null }),
        chunk(undefined, { usage: { prompt_tokens: 14, completion_tokens: 16, total_tokens: 30 } }),
        "data: [DONE]\n\n",
      ],
      means: {
        text: "naïve → 😀 to",
        usage: { inputTokens: 14, outputTokens: 16, totalTokens: 30 },
        end: "length",
        by: "cmpl-1 gpt-3.5-turbo-instruct",
      },
    },
    {
      name: "in the shape of chat",
      source: "wire-facts.md, section 2: some servers stream delta.content here",
      stream: [
        { choices: [{ delta: { content: "a" } }] },
        { choices: [{ delta: { content: "b" }, finish_reason: "stop" }] },
      ],
      means: { text: "ab" },
    },
    {
      name: "without a reason, but with the sign for the end",
      source: DOCS,
      stream: [{ choices: [{ text: "a" }] }, "data: [DONE]\n\n"],
      means: { text: "a" },
    },
    {
      name: "an empty thought before the answer",
      source: "wire-facts.md, section 1: Qwen3 through Ollama",
      stream: [
        { choices: [{ text: "<th" }] },
        { choices: [{ text: "ink>\n\n</thi" }] },
        { choices: [{ text: "nk>\n\n" }] },
        { choices: [{ text: "\nx = 1", finish_reason: "stop" }] },
      ],
      means: { text: "x = 1", reasoning: "\n\n" },
    },
    {
      name: "whole",
      source: DOCS,
      whole: chunk(
        { text: "\n  x", finish_reason: "stop" },
        { usage: { prompt_tokens: 3, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 2 } } },
      ),
      means: {
        text: "\n  x",
        usage: { inputTokens: 3, outputTokens: 2, cachedTokens: 2 },
        by: "cmpl-1 gpt-3.5-turbo-instruct",
      },
    },
  ],
  finish: (reason) => [{ choices: [{ text: "a", finish_reason: reason }] }],
  finishes: { stop: "stop", length: "length", content_filter: "filtered", abort: "unreachable", new: "stop" },
  garbage: [{ choices: "no" }, { choices: [{ text: 5 }] }, { choices: [5] }],
};

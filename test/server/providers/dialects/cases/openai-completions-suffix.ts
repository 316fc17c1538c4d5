/** POST /completions with prefix and suffix. */
import { type Cases, infillPrompt } from "../cases.ts";
import { openaiCompletions } from "./openai-completions.ts";

export const openaiCompletionsSuffix: Cases = {
  ...openaiCompletions,
  prompt: infillPrompt,
  answers: [
    {
      name: "text, with what DeepSeek tells of its cache",
      source:
        "https://api-docs.deepseek.com/api/create-completion, read 2026-11-20; usage as in github.com/vercel/ai packages/deepseek/src/chat/__fixtures__/deepseek-tool-call.chunks.txt",
      stream: [
        {
          id: "d-1",
          choices: [{ index: 0, text: "self", logprobs: null, finish_reason: null }],
          model: "deepseek-chat",
        },
        {
          id: "d-1",
          choices: [{ index: 0, text: "", finish_reason: "stop" }],
          model: "deepseek-chat",
          usage: {
            prompt_tokens: 374,
            completion_tokens: 61,
            total_tokens: 435,
            prompt_cache_hit_tokens: 256,
            prompt_cache_miss_tokens: 118,
          },
        },
        "data: [DONE]\n\n",
      ],
      means: {
        text: "self",
        usage: { inputTokens: 374, outputTokens: 61, totalTokens: 435, cachedTokens: 256 },
        by: "d-1 deepseek-chat",
      },
    },
    {
      name: "whole",
      source:
        "https://api-docs.deepseek.com/api/create-completion (finish_reason), in copies, read 2026-11-20",
      whole: { choices: [{ text: "self", index: 0, finish_reason: "insufficient_system_resource" }] },
      means: { text: "self", end: "overloaded" },
    },
  ],
};

/**
 * POST {base}/completions, the raw-text endpoint that vLLM, llama-server, LM Studio, Together and most gateways speak.
 * The model's own markers are inside the prompt.
 * https://platform.openai.com/docs/api-reference/completions
 */
import { dialect } from "../wire/format.ts";
import { readOpenAiChunk } from "../wire/openai-chunk.ts";
import { openAiOptions, usageOption } from "../wire/openai-options.ts";

export const openaiCompletions = dialect({
  carries: ["text"],

  request: (prompt, options) => ({
    path: "/completions",
    body: {
      ...openAiOptions(prompt, options),
      prompt: prompt.text,
      // Not max_completion_tokens: vLLM answers 16 tokens then, older llama.cpp without end.
      max_tokens: prompt.maxTokens,
      stream_options: usageOption(options),
    },
  }),

  newReadChunk: () => readOpenAiChunk,
});

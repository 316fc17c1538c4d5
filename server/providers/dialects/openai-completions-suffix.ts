/**
 * POST {base}/completions with `suffix`: the server puts the hole together. DeepSeek's beta, SiliconFlow, Ollama's /v1 for
 * models whose template takes a suffix. Others ignore it in silence, so it is never assumed.
 * https://api-docs.deepseek.com/guides/fim_completion
 */
import { aheadOf } from "../wire/ahead-of.ts";
import { dialect } from "../wire/format.ts";
import { readOpenAiChunk } from "../wire/openai-chunk.ts";
import { openAiOptions, usageOption } from "../wire/openai-options.ts";

export const openaiCompletionsSuffix = dialect({
  carries: ["infill"],

  request: (prompt, options) => ({
    path: "/completions",
    body: {
      ...openAiOptions(prompt, options),
      prompt: aheadOf(prompt, "comment"),
      suffix: prompt.suffix,
      max_tokens: prompt.maxTokens,
      stream_options: usageOption(options),
    },
  }),

  newReadChunk: () => readOpenAiChunk,
});

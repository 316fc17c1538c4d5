/**
 * POST {base}/fim/completions: Mistral's own endpoint for Codestral, which Inception's Mercury speaks too. It answers in
 * the shape of a chat.
 * https://docs.mistral.ai/api/#tag/fim
 */
import { aheadOf } from "../wire/ahead-of.ts";
import { dialect } from "../wire/format.ts";
import { readOpenAiChunk } from "../wire/openai-chunk.ts";
import { openAiOptions } from "../wire/openai-options.ts";

export const mistralFim = dialect({
  carries: ["infill"],

  request: (prompt, options) => ({
    path: "/fim/completions",
    body: {
      ...openAiOptions(prompt, options),
      prompt: aheadOf(prompt, "codestral"),
      suffix: prompt.suffix,
      max_tokens: prompt.maxTokens,
    },
  }),

  newReadChunk: () => readOpenAiChunk,
});

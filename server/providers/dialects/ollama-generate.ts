/**
 * POST {base}/api/generate: with `suffix` for models whose template takes one, else the text as it is, with its markers.
 * https://docs.ollama.com/api/generate
 */
import { aheadOf } from "../wire/ahead-of.ts";
import { dialect } from "../wire/format.ts";
import { readOllamaLine } from "../wire/ollama-line.ts";
import { ollamaOptions } from "../wire/ollama-options.ts";

export const ollamaGenerate = dialect({
  carries: ["text", "infill"],
  framing: "lines",

  request: (prompt, options) => ({
    path: "/api/generate",
    body: {
      ...ollamaOptions(prompt, options),
      ...(prompt.kind === "text"
        ? { prompt: prompt.text, raw: true }
        : { prompt: aheadOf(prompt, "comment"), suffix: prompt.suffix }),
    },
  }),

  newReadChunk: () => readOllamaLine,
});

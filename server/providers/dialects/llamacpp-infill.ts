/**
 * POST {base}/infill of llama.cpp's server, which puts the hole together with the model's own markers.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
 */
import * as z from "zod/mini";

import { pathComment } from "../../completion/prompt/comment.ts";
import { dialect, ifAny } from "../wire/format.ts";
import { about, content, figure, flag, label } from "../wire/lenient.ts";
import { type Piece, usagePiece } from "../wire/piece.ts";
import { reading } from "../wire/reading.ts";

const chunk = z.object({
  content,
  stop: flag,
  stop_type: label,
  // Of versions before stop_type.
  stopped_limit: flag,
  truncated: flag,
  model: label,
  tokens_predicted: figure,
  tokens_evaluated: figure,
  timings: about({ cache_n: figure }),
});

type Chunk = z.infer<typeof chunk>;

export const llamacppInfill = dialect({
  carries: ["infill"],

  request: (prompt, options) => {
    // The line of the cursor goes apart, as the server's own editors do: it stays behind the middle marker.
    const line = prompt.prefix.lastIndexOf("\n") + 1;
    return {
      path: "/infill",
      body: {
        model: options.model || undefined,
        // Of the file with the hole, the server itself does not tell the model the path.
        input_prefix: pathComment(prompt.path, prompt.comment) + prompt.prefix.slice(0, line),
        input_suffix: prompt.suffix,
        input_extra: ifAny(prompt.snippets.map(({ path, text }) => ({ filename: path, text }))),
        prompt: prompt.prefix.slice(line),
        n_predict: prompt.maxTokens,
        temperature: options.takesTemperature ? prompt.temperature : undefined,
        stop: ifAny(prompt.stops.slice(0, options.maxStops)),
        cache_prompt: true,
        stream: options.stream,
      },
    };
  },

  newReadChunk: () =>
    reading(chunk, (said) => {
      const { content, stop, model } = said;
      if (typeof content !== "string" && typeof stop !== "boolean") return undefined;
      return [
        { kind: "who", model },
        ...(content ? [{ kind: "text", text: content } as const] : []),
        ...(stop ? lastPieces(said) : []),
      ];
    }),
});

function lastPieces({ stop_type, stopped_limit, ...said }: Chunk): Piece[] {
  return [
    usagePiece({
      inputTokens: said.tokens_evaluated,
      outputTokens: said.tokens_predicted,
      cachedTokens: said.timings?.cache_n,
    }),
    { kind: "finish", reason: stopped_limit ? "limit" : stop_type || "stop" },
  ];
}

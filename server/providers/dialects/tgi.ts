/**
 * POST {base}/generate_stream of Hugging Face's text-generation-inference; `/generate` when not streamed.
 * https://huggingface.co/docs/text-generation-inference/reference/api_reference
 */
import * as z from "zod/mini";

import { dialect } from "../wire/format.ts";
import { about, content, figure, flag, label } from "../wire/lenient.ts";
import { type Piece, usagePiece } from "../wire/piece.ts";
import { reading } from "../wire/reading.ts";

const details = about({
  finish_reason: label,
  generated_tokens: figure,
  input_length: figure,
  prefill: z.catch(z.nullish(z.array(z.unknown())), undefined),
});

const chunk = z.object({
  token: z.nullish(z.object({ text: content, special: flag })),
  generated_text: content,
  details,
});

type Chunk = z.infer<typeof chunk>;

export const tgi = dialect({
  carries: ["text"],

  request: (prompt, options) => {
    const stops = prompt.stops.slice(0, options.maxStops);
    return {
      path: options.stream ? "/generate_stream" : "/generate",
      body: {
        inputs: prompt.text,
        parameters: {
          max_new_tokens: prompt.maxTokens,
          // It refuses a temperature of 0 and means the same without one.
          ...(options.takesTemperature && prompt.temperature > 0 && { temperature: prompt.temperature }),
          ...(stops.length > 0 && { stop: stops }),
          return_full_text: false,
          details: true,
        },
      },
    };
  },

  newReadChunk: () =>
    reading(chunk, (said) => {
      const { token, generated_text, details } = said;
      if (!token && typeof generated_text !== "string") return undefined;
      // A special token is a marker of the model's, not a part of the answer.
      return [
        ...(token?.text && !token.special ? [{ kind: "text", text: token.text } as const] : []),
        ...(typeof generated_text === "string" ? lastPieces(details) : []),
      ];
    }),

  // Hugging Face's own hosts answer with a list of one.
  readWhole: (data) => readWhole(Array.isArray(data) ? data[0] : data),
});

const readWhole = reading(chunk, ({ generated_text, details }) =>
  typeof generated_text === "string"
    ? [{ kind: "text", text: generated_text }, ...lastPieces(details)]
    : undefined,
);

function lastPieces(details: Chunk["details"]): Piece[] {
  return [
    usagePiece({
      inputTokens: details?.input_length ?? (details?.prefill?.length || undefined),
      outputTokens: details?.generated_tokens,
    }),
    { kind: "finish", reason: details?.finish_reason ?? "stop" },
  ];
}

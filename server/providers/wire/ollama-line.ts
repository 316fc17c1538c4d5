/** Reads the lines of Ollama's `/api/generate` and `/api/chat`: https://docs.ollama.com/api/streaming */
import * as z from "zod/mini";

import { about, content, figure, flag, label, listOf } from "./lenient.ts";
import type { Piece } from "./piece.ts";
import { usagePiece } from "./piece.ts";
import { reading } from "./reading.ts";

const line = z.object({
  model: label,
  created_at: label,
  response: content,
  thinking: label,
  message: z.nullish(
    z.object({
      content,
      thinking: label,
      tool_calls: listOf(
        z.object({
          id: label,
          function: about({ index: figure, name: label, arguments: z.optional(z.unknown()) }),
        }),
      ),
    }),
  ),
  done: flag,
  done_reason: label,
  prompt_eval_count: figure,
  eval_count: figure,
});

type Line = z.infer<typeof line>;
type Call = NonNullable<Line["message"]>["tool_calls"][number];

export const readOllamaLine = reading(line, (said) => {
  const { model, response, message, done } = said;
  const isKnown = [response, message, done].some((field) => field !== undefined && field !== null);
  if (!isKnown) return undefined;
  const thought = message?.thinking || said.thinking;
  const text = message?.content || response;
  return [
    { kind: "who", model },
    ...(thought ? [{ kind: "reasoning", text: thought } as const] : []),
    ...(text ? [{ kind: "text", text } as const] : []),
    ...(message?.tool_calls ?? []).map(toolPiece),
    ...(done ? lastPieces(said) : []),
  ];
});

function lastPieces({ prompt_eval_count, eval_count, done_reason }: Line): Piece[] {
  return [
    usagePiece({ inputTokens: prompt_eval_count, outputTokens: eval_count }),
    { kind: "finish", reason: done_reason || "stop" },
  ];
}

/** A call is never in pieces here; its arguments are an object. */
function toolPiece({ id, function: called }: Call): Piece {
  const value = called?.arguments;
  const text = typeof value === "string" ? value : JSON.stringify(value ?? {});
  return { kind: "tool", id, name: called?.name, text };
}

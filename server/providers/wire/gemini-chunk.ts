/** Reads Gemini's `GenerateContentResponse`, of which a stream is a row and a whole answer one, or a list. */
import * as z from "zod/mini";

import { type PartialArgument, newPartialArguments, partialArgument } from "./gemini-arguments.ts";
import { about, content, figure, flag, label, listOf } from "./lenient.ts";
import { failed, type Piece, type ReadChunk, sum, usagePiece } from "./piece.ts";
import { reading } from "./reading.ts";

const part = z.nullish(
  z.object({
    text: content,
    thought: flag,
    thoughtSignature: label,
    functionCall: z.nullish(
      z.object({
        id: label,
        name: label,
        args: z.optional(z.unknown()),
        partialArgs: listOf(partialArgument),
        willContinue: flag,
      }),
    ),
  }),
);

const chunk = z.object({
  candidates: z.nullish(
    z.array(
      z.object({
        content: z.nullish(z.object({ parts: z.nullish(z.array(part)) })),
        finishReason: label,
        finishMessage: label,
      }),
    ),
  ),
  promptFeedback: about({ blockReason: label }),
  usageMetadata: about({
    promptTokenCount: figure,
    toolUsePromptTokenCount: figure,
    candidatesTokenCount: figure,
    thoughtsTokenCount: figure,
    totalTokenCount: figure,
    cachedContentTokenCount: figure,
  }),
  modelVersion: label,
  responseId: label,
});

type Chunk = z.infer<typeof chunk>;
type Part = NonNullable<z.infer<typeof part>>;

export function newReadGeminiChunk(): ReadChunk {
  const partPieces = newReadPart();
  const readOne = reading(chunk, (said) => {
    const { candidates, promptFeedback, usageMetadata } = said;
    if (!candidates && !promptFeedback && !usageMetadata) return undefined;
    const [candidate] = candidates ?? [];
    return [
      { kind: "who", id: said.responseId, model: said.modelVersion },
      ...(candidate?.content?.parts ?? []).flatMap((part) => (part ? partPieces(part) : [])),
      ...usagePieces(usageMetadata),
      ...(promptFeedback?.blockReason ? [{ kind: "finish", reason: "safety" } as const] : []),
      ...(candidate?.finishReason ? [finish(candidate.finishReason, candidate.finishMessage)] : []),
    ];
  });
  // Without `alt=sse` the stream is one long list.
  return (data) =>
    Array.isArray(data) && data.length > 0 ? data.flatMap((one) => readOne(one) ?? []) : readOne(data);
}

function finish(reason: string, message: string | null | undefined): Piece {
  if (reason === "MALFORMED_FUNCTION_CALL" && message) return failed("bad-answer", message);
  return { kind: "finish", reason };
}

/** A call comes whole, or, on Vertex, in parts that follow one another until one does not say that it will continue. */
function newReadPart(): (part: Part) => Piece[] {
  let calls = 0;
  let open: { readonly at: number; readonly add: (part: PartialArgument) => string } | undefined;
  return ({ text, thought, thoughtSignature, functionCall }) => {
    const signature = thoughtSignature ? { signature: thoughtSignature } : {};
    if (!functionCall) {
      if (thought) return [{ kind: "reasoning", text: text ?? "", ...signature }];
      return [
        ...(text ? [{ kind: "text", text } as const] : []),
        ...(thoughtSignature ? [{ kind: "reasoning", text: "", ...signature } as const] : []),
      ];
    }
    const { id, name, args, partialArgs, willContinue } = functionCall;
    if (name || !open) open = { at: calls++, add: newPartialArguments() };
    const { at, add } = open;
    const parts = partialArgs.map(add);
    if (!willContinue) open = undefined;
    const whole = typeof args === "object" && args !== null ? JSON.stringify(args) : parts.at(-1);
    return [{ kind: "tool", at, id, name, text: whole, whole: true, ...signature }];
  };
}

/** Thoughts are counted beside the answer, and charged with it. */
function usagePieces(figures: Chunk["usageMetadata"]): Piece[] {
  if (!figures) return [];
  return [
    usagePiece({
      inputTokens: sum(figures.promptTokenCount, figures.toolUsePromptTokenCount),
      outputTokens: sum(figures.candidatesTokenCount, figures.thoughtsTokenCount),
      totalTokens: figures.totalTokenCount,
      cachedTokens: figures.cachedContentTokenCount,
      reasoningTokens: figures.thoughtsTokenCount,
    }),
  ];
}

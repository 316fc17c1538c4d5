/**
 * The chunk that OpenAI made and everyone varied: text completions, chat deltas, whole messages. One reader for all, since
 * servers answer one endpoint in the shape of another.
 */
import * as z from "zod/mini";

import { about, content, figure, label, listOf, name } from "./lenient.ts";
import { type Piece, sum, type ToolPiece, usagePiece } from "./piece.ts";
import { reading } from "./reading.ts";

/** Mistral's reasoning models part their content (github.com/vercel/ai packages/mistral/src/__fixtures__/mistral-reasoning.chunks.txt). */
const contentPart = z.object({
  type: label,
  text: content,
  thinking: z.nullish(z.union([z.string(), z.array(z.object({ text: content }))])),
});

const toolCall = z.object({
  index: figure,
  id: name,
  function: about({ name: label, arguments: z.optional(z.unknown()) }),
});

/** https://openrouter.ai/docs/use-cases/reasoning-tokens: the signed ones are wanted back. */
const detail = z.object({
  type: label,
  id: label,
  format: label,
  index: figure,
  text: label,
  summary: label,
  data: label,
  signature: label,
});

const said = z.nullish(
  z.object({
    content: z.nullish(z.union([z.string(), z.array(contentPart)])),
    refusal: label,
    // DeepSeek, Qwen, xAI; vLLM and OpenRouter. Some send both, with the same words.
    reasoning_content: label,
    reasoning: label,
    reasoning_details: listOf(detail),
    tool_calls: listOf(toolCall),
    function_call: about({ name: label, arguments: z.optional(z.unknown()) }),
  }),
);

const usage = about({
  prompt_tokens: figure,
  completion_tokens: figure,
  total_tokens: figure,
  prompt_tokens_details: about({ cached_tokens: figure }),
  completion_tokens_details: about({ reasoning_tokens: figure }),
  // DeepSeek: https://api-docs.deepseek.com/api/create-completion
  prompt_cache_hit_tokens: figure,
  // Moonshot: https://github.com/earendil-works/pi/pull/8119
  cached_tokens: figure,
});

const chunk = z.object({
  id: label,
  model: label,
  choices: z.nullish(
    z.array(z.object({ text: content, delta: said, message: said, finish_reason: label, usage })),
  ),
  usage,
  // Groq's older streams.
  x_groq: about({ usage }),
});

type Chunk = z.infer<typeof chunk>;
type Choice = NonNullable<Chunk["choices"]>[number];
type Said = NonNullable<Choice["delta"]>;

export const readOpenAiChunk = reading(chunk, ({ id, model, choices, ...rest }) => {
  const choice = choices?.[0];
  // Moonshot puts the usage into the choice.
  const figures = rest.usage ?? choice?.usage ?? rest.x_groq?.usage;
  if (!choices && !figures) return undefined;
  return [
    { kind: "who", id, model },
    ...(choice ? choicePieces(choice) : []),
    ...(figures ? [usageOf(figures)] : []),
  ];
});

function choicePieces({ text, delta, message, finish_reason }: Choice): Piece[] {
  return [
    ...saidOnce([
      delta ? saidPieces(delta, false) : [],
      // A message within a stream repeats what the deltas said.
      message ? saidPieces(message, true) : [],
      text ? [{ kind: "text", text }] : [],
    ]),
    ...(finish_reason ? [{ kind: "finish", reason: finish_reason } as const] : []),
  ];
}

/** Together says each piece as `delta` and as `text`, Perplexity as `delta` and as `message`. */
function saidOnce(sources: readonly (readonly Piece[])[]): Piece[] {
  const said = new Set<Piece["kind"]>();
  return sources.flatMap((pieces) => {
    const fresh = pieces.filter(({ kind }) => kind === "tool" || !said.has(kind));
    for (const { kind } of fresh) said.add(kind);
    return fresh;
  });
}

function saidPieces(said: Said, whole: boolean): Piece[] {
  const details = said.reasoning_details.map(({ text, summary }) => text ?? summary ?? "");
  const thought = said.reasoning_content || said.reasoning || details.join("");
  const calls = said.function_call ? [{ function: said.function_call }, ...said.tool_calls] : said.tool_calls;
  return [
    ...(thought ? [{ kind: "reasoning", text: thought, whole } as const] : []),
    ...said.reasoning_details.flatMap(signedPieces),
    ...contentPieces(said.content, whole),
    ...(said.refusal ? [{ kind: "text", text: said.refusal, whole } as const] : []),
    ...calls.map((call, at): Piece => ({ ...toolPiece(call, whole), fromEnd: calls.length - at })),
  ];
}

/** All of it but the words, which came before, is the signature; `openai-chat.ts` puts it back together. */
function signedPieces({ text: _text, summary: _summary, ...rest }: z.infer<typeof detail>): Piece[] {
  if (!rest.data && !rest.signature) return [];
  const fields = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  return [{ kind: "reasoning", text: "", signature: JSON.stringify(Object.fromEntries(fields)) }];
}

function contentPieces(content: Said["content"], whole: boolean): Piece[] {
  if (typeof content === "string") return content === "" ? [] : [{ kind: "text", text: content, whole }];
  return (content ?? []).flatMap(({ text, thinking }): Piece[] => {
    const thought =
      typeof thinking === "string" ? thinking : thinking?.map(({ text }) => text ?? "").join("");
    return [
      ...(thought ? [{ kind: "reasoning", text: thought, whole } as const] : []),
      ...(text ? [{ kind: "text", text, whole } as const] : []),
    ];
  });
}

type Call = Partial<z.infer<typeof toolCall>>;

function toolPiece({ index, id, function: called }: Call, whole: boolean): ToolPiece {
  const text = called?.arguments;
  return {
    kind: "tool",
    at: index ?? undefined,
    id,
    name: called?.name,
    text: typeof text === "object" && text !== null ? JSON.stringify(text) : textOf(text),
    whole: whole || (typeof text === "object" && text !== null),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function usageOf(figures: NonNullable<Chunk["usage"]>): Piece {
  return usagePiece({
    inputTokens: figures.prompt_tokens,
    outputTokens: answeredTokens(figures),
    totalTokens: figures.total_tokens,
    cachedTokens:
      figures.prompt_tokens_details?.cached_tokens ??
      figures.prompt_cache_hit_tokens ??
      figures.cached_tokens,
    reasoningTokens: figures.completion_tokens_details?.reasoning_tokens,
  });
}

/** What was thought is part of the output; xAI counts it beside, as its total shows. */
function answeredTokens(figures: NonNullable<Chunk["usage"]>): number | null | undefined {
  const { prompt_tokens, completion_tokens, total_tokens, completion_tokens_details } = figures;
  const all = sum(completion_tokens, completion_tokens_details?.reasoning_tokens);
  const isBeside = typeof completion_tokens === "number" && sum(prompt_tokens, all) === total_tokens;
  return isBeside ? all : completion_tokens;
}

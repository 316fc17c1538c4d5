/** Reads Anthropic's messages and the events that build them up: https://platform.claude.com/docs/en/build-with-claude/streaming */
import * as z from "zod/mini";

import { toTell } from "../../completion/told.ts";
import { about, content, figure, label } from "./lenient.ts";
import { failed, type Piece, type ReadChunk, sum, usagePiece } from "./piece.ts";
import { reading } from "./reading.ts";

const usage = about({
  input_tokens: figure,
  output_tokens: figure,
  cache_creation_input_tokens: figure,
  cache_read_input_tokens: figure,
  output_tokens_details: about({ thinking_tokens: figure }),
});

const block = z.nullish(
  z.object({
    type: label,
    text: content,
    thinking: content,
    signature: label,
    data: label,
    id: label,
    name: label,
    input: z.optional(z.unknown()),
  }),
);

const message = z.object({
  id: label,
  model: label,
  content: z.nullish(z.array(block)),
  stop_reason: label,
  usage,
});

const event = z.object({
  type: z.string(),
  index: figure,
  message: z.nullish(message),
  content_block: block,
  delta: z.nullish(
    z.object({
      type: label,
      text: content,
      thinking: content,
      signature: label,
      partial_json: content,
      stop_reason: label,
    }),
  ),
  usage,
});

type Block = z.infer<typeof block>;
type Message = z.infer<typeof message>;
type Event = z.infer<typeof event>;

export function newReadAnthropicEvent(): ReadChunk {
  // The tools that run at Anthropic stream their input as ours do, but are no calls to us.
  const notOurs = new Set<number | null | undefined>();
  const begun = newBegun();
  return reading(event, ({ type, index, message, content_block, delta, usage }) => {
    switch (type) {
      case "message_start":
        return begun(message);
      case "content_block_start":
        if (!OURS.has(content_block?.type)) notOurs.add(index);
        return blockPieces(content_block, index);
      case "content_block_delta":
        return notOurs.has(index) ? [] : deltaPieces(delta, index);
      case "message_delta":
        return [...usagePieces(usage), ...finish(delta?.stop_reason)];
      // A reason has come before it; where a gateway left it out, this is the end all the same.
      case "message_stop":
        return [{ kind: "over" }];
      default:
        return [];
    }
  });
}

/** Gateways that ask again begin anew: the same message is passed over, and another one in the midst of the first mixes two answers. */
function newBegun(): (message: Event["message"]) => Piece[] {
  let first: Event["message"];
  return (message) => {
    if (!first) {
      first = message;
      return messagePieces(message);
    }
    return message?.id === first.id
      ? []
      : [failed("bad-answer", toTell("another answer began within this one"))];
  };
}

const OURS: ReadonlySet<string | null | undefined> = new Set([
  "text",
  "thinking",
  "redacted_thinking",
  "tool_use",
]);

export const readAnthropicMessage = reading(message, (whole) =>
  whole.content ? messagePieces(whole) : undefined,
);

function messagePieces(message: Message | null | undefined): Piece[] {
  const { id, model, content, stop_reason, usage } = message ?? {};
  return [
    { kind: "who", id, model },
    ...(content ?? []).flatMap((block, at) => blockPieces(block, at)),
    ...usagePieces(usage),
    ...finish(stop_reason),
  ];
}

function finish(reason: string | null | undefined): Piece[] {
  return reason ? [{ kind: "finish", reason }] : [];
}

function blockPieces(block: Block, at: number | null | undefined): Piece[] {
  if (!block) return [];
  const { type, id, name } = block;
  if (type === "text") return [{ kind: "text", text: block.text ?? "" }];
  if (type === "thinking") return [reasoning(block.thinking, block.signature)];
  if (type === "redacted_thinking" && block.data) {
    return [{ kind: "reasoning", text: "", signature: block.data, redacted: true }];
  }
  // In a stream the input is an empty object first; its pieces follow.
  return type === "tool_use"
    ? [{ kind: "tool", at: at ?? undefined, id, name, text: inputOf(block.input) }]
    : [];
}

function inputOf(input: unknown): string | undefined {
  if (typeof input === "string") return input;
  const isEmpty = typeof input !== "object" || input === null || Object.keys(input).length === 0;
  return isEmpty ? undefined : JSON.stringify(input);
}

function deltaPieces(delta: Event["delta"], at: number | null | undefined): Piece[] {
  if (!delta) return [];
  const { type } = delta;
  if (type === "text_delta") return [{ kind: "text", text: delta.text ?? "" }];
  if (type === "thinking_delta") return [reasoning(delta.thinking)];
  if (type === "signature_delta") return [reasoning("", delta.signature)];
  return type === "input_json_delta" ? [{ kind: "tool", at: at ?? undefined, text: delta.partial_json }] : [];
}

function reasoning(text: string | null | undefined, signature?: string | null): Piece {
  return { kind: "reasoning", text: text ?? "", ...(signature && { signature }) };
}

/** The input is told without what the cache took: https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
function usagePieces(figures: Event["usage"]): Piece[] {
  if (!figures) return [];
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = figures;
  return [
    usagePiece({
      inputTokens:
        input_tokens === undefined || input_tokens === null
          ? undefined
          : sum(input_tokens, cache_creation_input_tokens, cache_read_input_tokens),
      outputTokens: figures.output_tokens,
      cachedTokens: cache_read_input_tokens,
      reasoningTokens: figures.output_tokens_details?.thinking_tokens,
    }),
  ];
}

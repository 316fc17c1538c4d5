/** Reads OpenAI's `response` object and the events that build it up. What an item says at its end repeats what its deltas said. */
import * as z from "zod/mini";

import { toTell } from "../../completion/told.ts";
import { about, content, figure, label, listOf } from "./lenient.ts";
import { failed, type Piece, usagePiece } from "./piece.ts";
import { reading } from "./reading.ts";
import { saidError } from "./said-error.ts";

const words = listOf(z.object({ type: label, text: label, refusal: label }));

const item = z.object({
  id: label,
  type: label,
  content: words,
  summary: words,
  encrypted_content: label,
  call_id: label,
  name: label,
  arguments: label,
});

const response = z.object({
  id: label,
  model: label,
  status: label,
  error: z.optional(z.unknown()),
  incomplete_details: about({ reason: label }),
  output: z.nullish(z.array(z.nullish(item))),
  usage: about({
    input_tokens: figure,
    output_tokens: figure,
    total_tokens: figure,
    input_tokens_details: about({ cached_tokens: figure }),
    output_tokens_details: about({ reasoning_tokens: figure }),
  }),
});

const event = z.object({
  type: z.string(),
  delta: content,
  arguments: label,
  output_index: figure,
  item_id: label,
  summary_index: figure,
  item: z.nullish(item),
  response: z.nullish(response),
});

type Item = z.infer<typeof item>;
type Response = z.infer<typeof response>;

/** Items are told apart by their place: GitHub Copilot changes their ids from event to event. */
type Place = number | string | undefined;

type Event = z.infer<typeof event>;

const WORDS = new Map<string, "text" | "reasoning">(
  Object.entries({
    "response.output_text.delta": "text",
    "response.refusal.delta": "text",
    "response.reasoning_summary_text.delta": "reasoning",
    "response.reasoning_text.delta": "reasoning",
  } as const),
);

type ReadItem = (event: Event, at: Place) => Piece[];

const ITEMS = new Map(
  Object.entries<ReadItem>({
    // Thoughts are summed up in paragraphs.
    "response.reasoning_summary_part.added": ({ summary_index }) =>
      summary_index ? [{ kind: "reasoning", text: PARAGRAPH }] : [],
    "response.function_call_arguments.delta": ({ delta }, at) => [{ kind: "tool", at, text: delta }],
    "response.function_call_arguments.done": ({ arguments: text }, at) => [
      { kind: "tool", at, text, whole: true },
    ],
    "response.output_item.added": ({ item }, at) =>
      item?.type === "function_call" ? itemPieces(item, at) : [],
    "response.output_item.done": ({ item }, at) => (item ? itemPieces(item, at) : []),
  }),
);

const PARAGRAPH = "\n\n";

export const readResponseEvent = reading(event, (said) => {
  const words = WORDS.get(said.type);
  if (words) return [{ kind: words, text: said.delta ?? "" }];
  const item = ITEMS.get(said.type);
  if (item) return item(said, said.output_index ?? said.item_id ?? undefined);
  return said.response ? responsePieces(said.response, said.type) : [];
});

export const readResponse = reading(response, (whole) =>
  whole.output || whole.status ? responsePieces(whole, `response.${whole.status ?? "completed"}`) : undefined,
);

function responsePieces(response: Response, type: string): Piece[] {
  const { id, model, usage, output } = response;
  const isOver = /^response\.(?:completed|incomplete|done)$/.test(type);
  if (type === "response.failed" || type === "response.cancelled") return [failureOf(response)];
  return [
    { kind: "who", id, model },
    ...(isOver ? (output ?? []).flatMap((item, at) => (item ? itemPieces(item, at) : [])) : []),
    ...(usage
      ? [
          usagePiece({
            inputTokens: usage.input_tokens,
            outputTokens: usage.output_tokens,
            totalTokens: usage.total_tokens,
            cachedTokens: usage.input_tokens_details?.cached_tokens,
            reasoningTokens: usage.output_tokens_details?.reasoning_tokens,
          }),
        ]
      : []),
    ...(isOver ? [{ kind: "finish", reason: response.incomplete_details?.reason ?? "stop" } as const] : []),
  ];
}

function failureOf({ error }: Response): Piece {
  return (error ? saidError({ error }) : undefined) ?? failed("overloaded", toTell("it gave the answer up"));
}

function itemPieces(item: Item, at: Place): Piece[] {
  if (item.type === "function_call") {
    return [{ kind: "tool", at, id: item.call_id, name: item.name, text: item.arguments, whole: true }];
  }
  if (item.type === "message") {
    return textsOf(item.content).map((text) => ({ kind: "text", text, whole: true }));
  }
  return item.type === "reasoning" ? reasoningPieces(item) : [];
}

function reasoningPieces(item: Item): Piece[] {
  const text = textsOf(item.summary.length > 0 ? item.summary : item.content).join(PARAGRAPH);
  const { id, encrypted_content } = item;
  return [
    ...(text ? [{ kind: "reasoning", text, whole: true } as const] : []),
    ...(encrypted_content
      ? [{ kind: "reasoning", text: "", signature: `${id ?? ""}:${encrypted_content}` } as const]
      : []),
  ];
}

function textsOf(parts: Item["content"]): string[] {
  return parts.map(({ text, refusal }) => text ?? refusal ?? "").filter(Boolean);
}

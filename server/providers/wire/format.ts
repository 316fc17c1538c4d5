/** Makes a dialect of what a wire format has of its own: how it writes a request, and what its chunks say. */
import type { Prompt } from "../../completion/ports.ts";
import type { Dialect, DialectOptions, WireRequest } from "../dialect.ts";
import { newReader, readAnswer } from "./assemble.ts";
import type { ReadChunk } from "./piece.ts";

export type PromptOf<Kind extends Prompt["kind"]> = Extract<Prompt, { readonly kind: Kind }>;

export interface Format<Kind extends Prompt["kind"]> {
  readonly carries: readonly Kind[];
  readonly framing?: Dialect["framing"];
  request(prompt: PromptOf<Kind>, options: DialectOptions): WireRequest;
  /** Called once for each stream; what it answers may remember. */
  readonly newReadChunk: () => ReadChunk;
  /** For an answer in one piece, where its shape is another. */
  readonly readWhole?: ReadChunk;
}

export function dialect<Kind extends Prompt["kind"]>(format: Format<Kind>): Dialect {
  const { carries, framing = "server-sent-events", newReadChunk, readWhole } = format;
  return {
    carries,
    framing,
    request(prompt, options) {
      if (!isOf(prompt, carries)) return undefined;
      const { body, ...rest } = format.request(prompt, options);
      return { ...rest, body: laidOver(body, options.extraBody) };
    },
    reader: (context) => newReader(newReadChunk(), context),
    readWhole: (data, context) => readAnswer(data, readWhole ?? newReadChunk(), context),
  };
}

function isOf<Kind extends Prompt["kind"]>(prompt: Prompt, kinds: readonly Kind[]): prompt is PromptOf<Kind> {
  return kinds.some((kind) => kind === prompt.kind);
}

type Fields = Readonly<Record<string, unknown>>;

/** Objects are merged, `null` takes away, and what is undefined was never there. */
export function laidOver(body: Fields, extra: Fields): Fields {
  const all: Record<string, unknown> = { ...body };
  for (const [name, value] of Object.entries(extra)) {
    const below = all[name];
    all[name] = isFields(value) && isFields(below) ? laidOver(below, value) : value;
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list, unless it is empty: several providers refuse an empty one. */
export function ifAny<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

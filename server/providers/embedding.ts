/** What an embedding endpoint's format is to the rest: how texts are asked for, and how their vectors are read. Pure. */
import type { Usage } from "../completion/ports.ts";
import type { DialectOptions, WireRequest } from "./dialect.ts";

export interface EmbeddingOptions extends Pick<DialectOptions, "model" | "extraBody"> {
  /** For models that can shorten their vectors. */
  readonly dimensions?: number;
  /** What is looked for, or what is found: some models make different vectors of the two. */
  readonly use?: "query" | "document";
  /** Which the model tells apart by what stands before the text. */
  readonly putBefore?: { readonly query?: string; readonly document?: string };
}

export interface Vectors {
  /** In the order of the texts. */
  readonly vectors: readonly (readonly number[])[];
  readonly usage?: Usage;
}

export interface EmbeddingDialect {
  /** How many texts one request may carry. */
  readonly maxTexts: number;
  request(texts: readonly string[], options: EmbeddingOptions): WireRequest;
  /** Undefined for what is no such answer. */
  read(data: unknown): Vectors | undefined;
}

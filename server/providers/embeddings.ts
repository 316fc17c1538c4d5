/** The formats of embedding endpoints that there are, by the names that the provider files use. */
import type { EmbeddingDialect } from "./embedding.ts";
import { cohereEmbeddings } from "./embeddings/cohere.ts";
import { geminiEmbeddings } from "./embeddings/gemini.ts";
import { ollamaEmbeddings } from "./embeddings/ollama.ts";
import { openaiEmbeddings } from "./embeddings/openai.ts";
import { voyageEmbeddings } from "./embeddings/voyage.ts";
import type { EMBEDDINGS } from "./transports.ts";

export type EmbeddingName = Exclude<(typeof EMBEDDINGS)[number], "none">;

export const EMBEDDING_DIALECTS: Readonly<Record<EmbeddingName, EmbeddingDialect>> = {
  openai: openaiEmbeddings,
  ollama: ollamaEmbeddings,
  gemini: geminiEmbeddings,
  voyage: voyageEmbeddings,
  cohere: cohereEmbeddings,
};

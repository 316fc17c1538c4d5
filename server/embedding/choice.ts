/** Who is to embed, as the settings say; and what tells the vectors of one model from those of another. Pure but for the digest. */
import { createHash } from "node:crypto";

import type { EmbeddingsStatus } from "../protocol/embeddings.ts";

export interface EmbeddingChoice {
  /** The name of an instance; empty for none. */
  readonly provider: string;
  readonly model: string;
  readonly dimensions: number;
}

/** What there is while nobody is chosen. */
export const NOT_EMBEDDING: EmbeddingsStatus = { state: "off", target: "", chunks: 0, embedded: 0 };

interface Embedding {
  readonly baseUrl: string;
  readonly embedding: string;
  readonly model: string;
  readonly dimensions?: number;
  readonly putBefore?: { readonly document?: string };
}

/** Vectors of one space can be compared. It is the name of a folder, too. */
export function spaceOf({ baseUrl, embedding, model, dimensions = 0, putBefore }: Embedding): string {
  const before = putBefore?.document;
  const said = JSON.stringify([
    baseUrl,
    embedding,
    model,
    dimensions,
    ...(before === undefined ? [] : [before]),
  ]);
  return createHash("sha256").update(said).digest("hex").slice(0, 16);
}

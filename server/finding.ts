/** What finds context for a place, connected: the workspace's own sources, and what goes beyond its words. */
import { join } from "node:path";

import type { Source } from "./context/source.ts";
import { similarMeaning } from "./context/sources/similar-meaning.ts";
import type { EmbedderParts } from "./embedder.ts";
import { createEmbeddings, type Embeddings } from "./embeddings.ts";
import type { Following } from "./following.ts";
import type { Places } from "./places.ts";
import type { EmbeddingsStatus } from "./protocol/embeddings.ts";

export interface Finding {
  readonly sources: readonly Source[];
  readonly embeddings: Embeddings;
  readonly close: () => Promise<void>;
}

interface Parts extends Omit<EmbedderParts, "index" | "storage" | "changed"> {
  readonly following: Following;
  readonly where: Places;
}

interface Client {
  readonly storage?: string;
  readonly embeddingsChanged?: (status: EmbeddingsStatus) => void;
}

export function connectSources(
  parts: Parts,
  { storage = parts.where.cache, embeddingsChanged }: Client,
): Finding {
  const { index, sources } = parts.following;
  const embeddings = createEmbeddings({
    ...parts,
    index,
    storage: join(storage, "embedding"),
    changed: (status) => embeddingsChanged?.(status),
  });
  const isEmbedding = () => embeddings.status().state !== "off";
  return {
    sources: [...sources.all, similarMeaning(index, isEmbedding)],
    embeddings,
    close: () => embeddings.close(),
  };
}

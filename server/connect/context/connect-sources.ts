/** What finds context for a place, connected: the workspace's own sources, and what goes beyond its words. */
import { join } from "node:path";

import type { Source } from "../../context/source.ts";
import { sharedIndex } from "../../context/sources/shared-index.ts";
import { similarMeaning } from "../../context/sources/similar-meaning.ts";
import type { EmbedderParts } from "../embedding/embedder.ts";
import { createEmbeddings, type Embeddings } from "../embedding/entrance.ts";
import type { Following } from "../following.ts";
import type { IndexStatus } from "../../protocol.ts";
import type { Keys } from "../../providers/keys.ts";
import { createSharedIndexes, type SharedIndexes } from "./shared-indexes.ts";
import type { Places } from "../../places.ts";
import type { EmbeddingsStatus } from "../../protocol/embeddings.ts";

/** What others than completion may want of it. */
export interface SourcesFace {
  readonly embeddings: Embeddings;
  readonly sharedIndexes: Pick<SharedIndexes, "status">;
}

interface ConnectedSources {
  readonly all: readonly Source[];
  readonly face: SourcesFace;
  readonly close: () => Promise<void>;
}

interface Parts extends Omit<EmbedderParts, "index" | "storage" | "changed"> {
  readonly following: Following;
  readonly where: Places;
  readonly keys: Keys;
  readonly warn: (line: string) => void;
}

interface Client {
  readonly storage?: string;
  readonly embeddingsChanged?: (status: EmbeddingsStatus) => void;
  readonly indexChanged?: (status: IndexStatus) => void;
}

export function connectSources(parts: Parts, client: Client): ConnectedSources {
  const { storage = parts.where.cache, embeddingsChanged } = client;
  const { index, sources } = parts.following;
  const embeddings = createEmbeddings({
    ...parts,
    index,
    storage: join(storage, "embedding"),
    changed: (status) => embeddingsChanged?.(status),
  });
  const isEmbedding = () => embeddings.status().state !== "off";
  const shared = createSharedIndexes({
    ...parts,
    folder: join(parts.where.config, "indexes.d"),
    vectorOf: embeddings.vectorOf,
    changed: () =>
      void index.status().then((status) => client.indexChanged?.({ ...status, shared: shared.status() })),
  });
  return {
    all: [...sources.all, similarMeaning(index, isEmbedding), sharedIndex(shared)],
    face: { embeddings, sharedIndexes: shared },
    async close() {
      shared.close();
      await embeddings.close();
    },
  };
}

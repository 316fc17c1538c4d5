/** The index of meanings, as the rest of the engine sees it: nothing of it is loaded before somebody is chosen to embed. */
import type { Signal } from "../../completion/ports.ts";
import type { Embedder, EmbedderParts, FoundByMeaning, MeaningAsked } from "./embedder.ts";
import type { EmbeddingPlan, EmbeddingsParams, EmbeddingsStatus } from "../../protocol/embeddings.ts";
import { type EmbeddingChoice, NOT_EMBEDDING } from "../../embedding/choice.ts";

export type { FoundByMeaning, MeaningAsked };

export interface Embeddings {
  /** The settings. */
  readonly choose: (choice: EmbeddingChoice) => void;
  readonly plan: (signal: Signal) => Promise<EmbeddingPlan>;
  readonly act: (action: EmbeddingsParams["action"]) => Promise<EmbeddingsStatus>;
  readonly status: () => EmbeddingsStatus;
  /** Passages of the workspace by what they mean. Never throws. */
  readonly search: (asked: MeaningAsked, signal: Signal) => Promise<FoundByMeaning>;
  /** Of a text that is looked for. Rejects with a reason. */
  readonly vectorOf: (text: string, signal: Signal) => Promise<readonly number[]>;
  readonly close: () => Promise<void>;
}

export function createEmbeddings(parts: EmbedderParts): Embeddings {
  let loading: Promise<Embedder> | undefined;
  let loaded: Embedder | undefined;
  const load = () =>
    (loading ??= import("./embedder.ts").then(({ createEmbedder }) => (loaded = createEmbedder(parts))));
  return {
    choose(choice) {
      if (choice.provider !== "" || loading) void load().then((embedder) => embedder.choose(choice));
    },
    plan: async (signal) => (await load()).plan(signal),
    async act(action) {
      const embedder = action !== undefined || loading ? await load() : undefined;
      if (action !== undefined) await embedder?.act(action);
      return embedder?.status() ?? NOT_EMBEDDING;
    },
    status: () => loaded?.status() ?? NOT_EMBEDDING,
    search: async (asked, signal) => loaded?.search(asked, signal) ?? { kind: "off" },
    async vectorOf(text, signal) {
      const found = loading && (await (await loading).vectorOf(text, signal));
      if (!found)
        throw new Error("it asks for vectors, and keyfill.embeddings.provider names nobody who makes them");
      return found;
    },
    async close() {
      (await loading)?.close();
    },
  };
}

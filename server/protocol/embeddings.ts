/** What is said of the index of meanings: what it would cost, how far it is, and that it is to go on or rest. */
import type { Words } from "./told.ts";

/** Client → server: what it would take to index the workspace's meanings as the settings say. */
export const EMBEDDING_PLAN_REQUEST = "keyfill/embeddingPlan";
export type EmbeddingPlan =
  | {
      readonly kind: "plan";
      /** `provider/model`. */
      readonly target: string;
      /** On this machine, which costs nothing but time. */
      readonly isLocal: boolean;
      readonly chunks: number;
      /** Those that are to be embedded yet, each text once. */
      readonly missing: number;
      readonly tokens: number;
      /** Not every text was counted. */
      readonly isEstimate: boolean;
      /** In dollars, where the price is known. */
      readonly money?: number;
    }
  /** Nobody was chosen to embed: these could, each with the model that it would embed with if nothing is said. */
  | { readonly kind: "off"; readonly able: readonly { readonly instance: string; readonly model?: string }[] }
  | { readonly kind: "failed"; readonly message: Words; readonly advice: Words };

/** Client → server: how it stands, perhaps after doing something about it. To start is to agree to what it costs. */
export const EMBEDDINGS_REQUEST = "keyfill/embeddings";
export interface EmbeddingsParams {
  readonly action?: "start" | "pause" | "resume";
}

/** Server → client: the same, whenever it changes. */
export const EMBEDDINGS_NOTIFICATION = "keyfill/embeddingsStatus";
export interface EmbeddingsStatus {
  readonly state:
    | "off"
    /** There is more to be embedded than was agreed to. */
    | "asks"
    | "embedding"
    | "ready"
    | "paused"
    /** It goes on by itself, as soon as that passes. */
    | "waiting"
    | "failed";
  readonly target: string;
  readonly chunks: number;
  readonly embedded: number;
  /** A sentence. */
  readonly why?: Words;
}

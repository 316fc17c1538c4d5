/** A provider instance and a model, resolved into one target that embeds. */
import { told, toTell } from "../completion/told.ts";
import type { Failure } from "../completion/ports.ts";
import type { DialectName } from "./dialects.ts";
import type { EmbeddingTarget } from "./embed.ts";
import type { EmbeddingName } from "./embeddings.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { failure } from "./failure.ts";
import type { Instance } from "./instance.ts";
import { type Knowledge, noAddress, unknownProvider } from "./target.ts";

export type ResolvedEmbedding = Endpoint &
  EmbeddingTarget & {
    /** `provider/model`. */
    readonly id: string;
    /** A server of the user's own. */
    readonly local: boolean;
    readonly tokenizer: string;
    /** Dollars for a million tokens, if a file tells. */
    readonly price?: { readonly input: number };
  };

export interface EmbeddingWish {
  /** Empty for the one that the instance names, or that its provider suggests. */
  readonly model: string;
  /** 0 for as many as the model makes. */
  readonly dimensions: number;
}

/** Whose place each format is served at. */
const BESIDE: Readonly<Record<EmbeddingName, DialectName>> = {
  openai: "openai-chat",
  ollama: "ollama-chat",
  gemini: "gemini",
  voyage: "openai-chat",
  cohere: "openai-chat",
};

export function resolveEmbedding(
  instance: Instance,
  { model: wished, dimensions }: EmbeddingWish,
  knowledge: Knowledge,
): ResolvedEmbedding | Failure {
  const provider = knowledge.provider(instance.provider);
  if (!provider) return unknownProvider(instance);
  const { embedding } = provider.transports;
  if (embedding === "none")
    return failure(
      "misconfigured",
      told("{0} does not embed", provider.name),
      toTell("Choose another provider for embeddings."),
    );
  const name = wished || instance.embedding_model || provider.suggests.embedding;
  if (name === undefined)
    return failure(
      "misconfigured",
      told("it is not said which model of “{0}” embeds", instance.id),
      told(
        "Name it as embedding_model in providers.d/{0}.yaml, or in the setting keyfill.embeddings.model.",
        instance.id,
      ),
    );
  const model = knowledge.model({ instance, name, purpose: "chat" });
  const asked = endpoint(BESIDE[embedding], { instance, provider, name, model });
  if (!asked) return noAddress(instance, provider);
  const { body: extraBody } = provider;
  return {
    ...asked,
    // What the user adds to every request is meant for text.
    extraBody,
    id: `${instance.id}/${name}`,
    embedding,
    ...(dimensions > 0 && { dimensions }),
    local: provider.place === "local" && !provider.gateway,
    tokenizer: model.tokenizer,
    ...(model.price && { price: model.price }),
    ...(model.putBefore && { putBefore: model.putBefore }),
  };
}

/** From texts to vectors, in as many requests as it takes. Nothing escapes as an exception. */
import { toTell } from "../completion/told.ts";
import type { Failure, Signal, Usage } from "../completion/ports.ts";
import type { EmbeddingDialect, EmbeddingOptions, Vectors } from "./embedding.ts";
import { EMBEDDING_DIALECTS, type EmbeddingName } from "./embeddings.ts";
import { failure, fromThrown, parseJson, ProviderError } from "./provider-error.ts";
import { discreet } from "./redact.ts";
import { type Means, type Reached, send, wholeText } from "./send.ts";
import { laidOver } from "./wire/format.ts";
import { saidError } from "./wire/said-error.ts";

export interface EmbeddingTarget extends Reached, EmbeddingOptions {
  readonly embedding: EmbeddingName;
}

export type Embedded =
  | { readonly kind: "vectors"; readonly vectors: readonly (readonly number[])[]; readonly usage?: Usage }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

/** Providers limit a request's tokens too: OpenAI to 300,000 (docs.rs/crate/openai-client-base, read 2026-11-20). */
const MAX_CHARACTERS = 200_000;

export async function embed<Asked extends EmbeddingTarget>(
  { target, texts }: { target: Asked; texts: readonly string[] },
  means: Means<Asked>,
  signal: Signal,
): Promise<Embedded> {
  const dialect = EMBEDDING_DIALECTS[target.embedding];
  const vectors: (readonly number[])[] = [];
  const { keyOf, clean } = discreet(means.keyOf);
  const before = target.putBefore?.[target.use ?? "document"] ?? "";
  const told = texts.map((text) => before + text);
  let inputTokens: number | undefined;
  try {
    for (const batch of batches(told, dialect.maxTexts)) {
      const found = await ask({ target, batch, dialect }, { ...means, keyOf }, signal);
      vectors.push(...found.vectors);
      if (found.usage?.inputTokens !== undefined) inputTokens = (inputTokens ?? 0) + found.usage.inputTokens;
    }
  } catch (error) {
    const failed = fromThrown(error);
    if (!failed) return { kind: "aborted" };
    return { kind: "failed", failure: clean(failed.toJSON()) };
  }
  return { kind: "vectors", vectors, ...(inputTokens !== undefined && { usage: { inputTokens } }) };
}

async function ask<Asked extends EmbeddingTarget>(
  { target, batch, dialect }: { target: Asked; batch: readonly string[]; dialect: EmbeddingDialect },
  means: Means<Asked>,
  signal: Signal,
): Promise<Vectors> {
  const { body, ...rest } = dialect.request(batch, target);
  const request = { ...rest, body: JSON.stringify(laidOver(body, target.extraBody)) };
  const response = await send({ endpoint: target, request, accept: "application/json" }, means, signal);
  const data = parseJson(await wholeText(response.body));
  const error = saidError(data, target);
  if (error?.kind === "failed") throw new ProviderError(error.failure);
  const found = dialect.read(data);
  if (!found) throw wrong(toTell("it sent something that is not a list of vectors"));
  const [first] = found.vectors;
  const fits =
    found.vectors.length === batch.length &&
    first !== undefined &&
    first.length > 0 &&
    found.vectors.every(({ length }) => length === first.length);
  if (!fits) throw wrong(toTell("it sent other vectors than it was asked for"));
  return found;
}

function* batches(texts: readonly string[], maxTexts: number): Generator<readonly string[]> {
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const isFull = batch.length === maxTexts || characters + text.length > MAX_CHARACTERS;
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}

function wrong(message: string): ProviderError {
  return new ProviderError(failure("bad-answer", message));
}

/** Asks for vectors, and writes down what they cost. */
import { splitLines } from "../../completion/lines.ts";
import type { Signal } from "../../completion/ports.ts";
import type { Exploration } from "../exploration.ts";
import type { Tokenizers } from "../../models/tokenizer.ts";
import type { Network } from "../network.ts";
import type { Privacy } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import type { Embedded } from "../../providers/embed.ts";
import type { ResolvedEmbedding } from "../../providers/embedding-target.ts";
import type { Usage } from "../../usage/usage.ts";

export interface AskingParts {
  readonly network: Network;
  readonly exploration: Exploration;
  readonly tokenizers: Tokenizers;
  readonly usage: Usage;
}

interface Asked {
  readonly target: ResolvedEmbedding;
  readonly texts: readonly string[];
  readonly use: "query" | "document";
}

const OF_NO_COMPLETION = -1;

/** What it costs is written down. */
export async function askVectors(
  { target, texts, use }: Asked,
  { network, usage, tokenizers, exploration }: AskingParts,
  signal: Signal,
): Promise<Embedded> {
  const isQuery = use === "query";
  const embed = await network.embed();
  const embedded = await embed(
    { target: { ...target, use }, texts, ...(isQuery && { insists: true }) },
    signal,
  );
  const { count } = tokenizers.counter(target.tokenizer);
  const ended = embedded.kind === "vectors" ? "text" : embedded.kind;
  usage.spent(
    {
      target: target.id,
      id: OF_NO_COMPLETION,
      trigger: "embedding",
      promptTokens: texts.reduce((sum, text) => sum + count(text), 0),
      receivedTokens: 0,
      ...(embedded.kind === "vectors" && embedded.usage && { usage: embedded.usage }),
      ended,
    },
    { isLocal: target.local, price: () => priceOf(target, exploration) },
  );
  return embedded;
}

export async function priceOf(target: ResolvedEmbedding, { listedPriceOf }: Exploration) {
  const { input } = target.price ?? (await listedPriceOf(target)) ?? {};
  return input === undefined ? undefined : { input, output: 0 };
}

interface Query {
  readonly target: ResolvedEmbedding;
  readonly to: Recipient;
  readonly text: string;
}

/** Of what is looked for, without its secrets. */
export function askVector(
  { target, to, text }: Query,
  parts: AskingParts & { readonly privacy: Privacy },
  signal: Signal,
): Promise<Embedded> {
  const lines = splitLines(text);
  const shown = parts.privacy.show({ path: "", lines, start: 0, end: lines.length - 1 }, to);
  return askVectors({ target, texts: [shown], use: "query" }, parts, signal);
}

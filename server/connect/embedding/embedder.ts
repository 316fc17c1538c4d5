/** Connects the index of meanings to the parts behind its ports: who embeds, what the workspace has, what it costs. */
import { type AskingParts, askVector, askVectors, priceOf } from "./ask-vectors.ts";
import { clock } from "../../clock.ts";
import type { Failure, Signal } from "../../completion/ports.ts";
import { inEnglish, told, toTell, withAdvice } from "../../completion/told.ts";
import type { Passage } from "../../context/index/questions.ts";
import type { RemoteIndex } from "../../context/index/remote-index.ts";
import { quantise } from "../../context/vectors/quantise.ts";
import { readAgreement } from "../../embedding/agreement.ts";
import { type EmbeddingChoice, NOT_EMBEDDING, spaceOf } from "../../embedding/choice.ts";
import { Job, type JobParts } from "../../embedding/job.ts";
import { estimate } from "../../embedding/plan.ts";
import { knowledgeOf } from "../../knowledge/knowledge.ts";
import type { Selection } from "../../knowledge/selection.ts";
import type { Privacy } from "../../privacy/privacy.ts";
import { type Recipient, recipientAt } from "../../privacy/recipient.ts";
import type { EmbeddingPlan, EmbeddingsParams, EmbeddingsStatus } from "../../protocol/embeddings.ts";
import { EMBEDDING_DIALECTS } from "../../providers/embeddings.ts";
import { type ResolvedEmbedding, resolveEmbedding } from "../../providers/embedding-target.ts";
import { failure } from "../../providers/failure.ts";

export interface EmbedderParts extends AskingParts {
  readonly index: RemoteIndex;
  readonly selection: Selection;
  readonly privacy: Privacy;
  /** The URIs of the workspace's folders. */
  readonly folders: () => readonly string[];
  /** Where agreements are kept. */
  readonly storage: string;
  readonly changed: (status: EmbeddingsStatus) => void;
}

export interface MeaningAsked {
  readonly text: string;
  readonly limit: number;
  /** Who is to be shown what is found. */
  readonly to: Recipient;
}

export type FoundByMeaning =
  | { readonly kind: "found"; readonly passages: readonly Passage[] }
  /** Nobody is chosen to embed, or nothing is embedded yet. */
  | { readonly kind: "off" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

export interface Embedder {
  readonly choose: (choice: EmbeddingChoice) => void;
  readonly plan: (signal: Signal) => Promise<EmbeddingPlan>;
  readonly act: (action: NonNullable<EmbeddingsParams["action"]>) => Promise<void>;
  readonly status: () => EmbeddingsStatus;
  readonly search: (asked: MeaningAsked, signal: Signal) => Promise<FoundByMeaning>;
  /** Undefined when nobody embeds. Rejects with a reason. */
  readonly vectorOf: (text: string, signal: Signal) => Promise<readonly number[] | undefined>;
  readonly close: () => void;
}

/** One model at work on one workspace. */
interface Work extends Pick<JobParts, "agreement" | "standing"> {
  readonly target: ResolvedEmbedding;
  readonly space: string;
  /** Who embeds, as far as privacy is concerned. */
  readonly to: Recipient;
  readonly job: Job;
}

export function createEmbedder(parts: EmbedderParts): Embedder {
  const { selection, changed } = parts;
  let choice: EmbeddingChoice = { provider: "", model: "", dimensions: 0 };
  let resolved: ResolvedEmbedding | Failure | undefined;
  let work: Work | undefined;
  const status = (): EmbeddingsStatus => {
    if (resolved && "kind" in resolved)
      return { ...NOT_EMBEDDING, state: "failed", why: withAdvice(resolved) };
    return work?.job.status ?? NOT_EMBEDDING;
  };
  const begin = () => {
    const found = choice.provider === "" ? undefined : resolve(choice, selection);
    if (JSON.stringify(found) === JSON.stringify(resolved)) return work?.job.wake();
    work?.job.close();
    resolved = found;
    work = found && !("kind" in found) ? createWork(found, parts) : undefined;
    void work?.job.run();
    changed(status());
  };
  selection.onRead(begin);
  selection.onCorrection(() => work?.job.wake());
  return {
    choose(wanted) {
      choice = wanted;
      begin();
    },
    async plan(signal) {
      if (resolved && "kind" in resolved) return { ...resolved, kind: "failed" };
      return work ? plan(work, parts, signal) : { kind: "off", able: able(selection) };
    },
    async act(action) {
      if (!work) return;
      const { job, agreement, standing } = work;
      if (action === "pause") return job.pause();
      if (action === "start") agreement.agree((await standing(0))?.missing ?? 0);
      job.resume();
    },
    status,
    search: async (asked, signal) => (work ? search(work, { ...asked, ...parts }, signal) : { kind: "off" }),
    async vectorOf(text, signal) {
      if (!work) return undefined;
      const embedded = await askVector({ ...work, text }, parts, signal);
      if (embedded.kind === "failed") throw new Error(inEnglish(embedded.failure.message));
      return embedded.kind === "vectors" ? embedded.vectors[0] : [];
    },
    close: () => work?.job.close(),
  };
}

function resolve(
  choice: EmbeddingChoice,
  { known, told: serverTold }: Selection,
): ResolvedEmbedding | Failure {
  const { instances } = known().own;
  const instance = instances.find(({ id }) => id === choice.provider);
  if (instance) {
    return resolveEmbedding(instance, choice, knowledgeOf(known(), serverTold));
  }
  const names = instances.map(({ id }) => id).join(", ");
  const message = told("there is no provider “{0}”", choice.provider);
  const advice =
    names === ""
      ? toTell("Set one up: run “Keyfill: Providers…”.")
      : told("Set keyfill.embeddings.provider to one of: {0}.", names);
  return failure("misconfigured", message, advice);
}

/** Those that could embed. */
function able({ known, told }: Selection) {
  const { provider } = knowledgeOf(known(), told);
  return known().own.instances.flatMap(({ id, enabled, provider: kind, embedding_model }) => {
    const spec = provider(kind);
    if (!enabled || !spec || spec.transports.embedding === "none") return [];
    const model = embedding_model ?? spec.suggests.embedding;
    return [{ instance: id, ...(model !== undefined && { model }) }];
  });
}

function createWork(target: ResolvedEmbedding, parts: EmbedderParts): Work {
  const { index, folders, storage, usage, changed } = parts;
  const space = spaceOf(target);
  const to = recipientAt(target.instance, target.baseUrl);
  const agreement = readAgreement(storage, [space, ...folders().toSorted()]);
  const standing: Work["standing"] = (texts, isSample) =>
    index.ask("unembedded", { space, texts, ...(isSample && { isSample }) }, to);
  const isSpent = () => !target.local && usage.spend.reached() !== undefined;
  const job = new Job({
    target: target.id,
    maxTexts: EMBEDDING_DIALECTS[target.embedding].maxTexts,
    clock,
    agreement,
    standing,
    changed,
    spentUp: () => (isSpent() ? "The day's budget is used up." : undefined),
    async embed(texts, signal) {
      const asked = { target, use: "document", texts: texts.map(({ text }) => text) } as const;
      const embedded = await askVectors(asked, parts, signal);
      if (embedded.kind !== "vectors") return embedded;
      const vectors = texts.flatMap(({ hash }, at) => {
        const vector = quantise(embedded.vectors[at] ?? []);
        return vector ? [{ hash, vector }] : [];
      });
      await index.ask("embedded", { space, vectors }, to);
      return { kind: "learned" };
    },
  });
  return { target, space, to, agreement, standing, job };
}

async function plan(work: Work, parts: EmbedderParts, signal: Signal): Promise<EmbeddingPlan> {
  const { target, standing } = work;
  const { count } = await parts.tokenizers.ready(target.tokenizer);
  const found = await estimate({ standing, clock, count }, signal);
  if (!found)
    return {
      kind: "failed",
      message: toTell("no folder is indexed"),
      advice: toTell("Open a folder first."),
    };
  const price = target.local ? undefined : await priceOf(target, parts.exploration);
  return {
    kind: "plan",
    target: target.id,
    isLocal: target.local,
    ...found,
    ...(price && { money: (found.tokens * price.input) / 1e6 }),
  };
}

async function search(
  work: Work,
  { text, limit, to: reader, ...parts }: MeaningAsked & EmbedderParts,
  signal: Signal,
): Promise<FoundByMeaning> {
  const { space } = work;
  const embedded = await askVector({ ...work, text }, parts, signal);
  if (embedded.kind !== "vectors") return embedded;
  const vector = quantise(embedded.vectors[0] ?? []);
  const passages = vector && (await parts.index.ask("nearest", { space, vector, limit }, reader));
  return { kind: "found", passages: passages ?? [] };
}

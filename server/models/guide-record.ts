/**
 * Records of models as the contribution guide of the Refact engine writes them (its BYOK guide, `known_models.json` and
 * the provider files of its users), read into ours. Lenient: what that engine ignores is ignored here.
 */
import * as z from "zod/mini";

import { type ModelFamily, patternOf } from "./catalog.ts";
import type { FimRecord, ModelRecord, ModelRecords } from "./record.ts";

/** That engine's own defaults: StarCoder's markers. */
const marker = (usual: string) => z._default(z.string(), usual);

const patchSchema = z.object({
  fim_prefix: marker("<fim_prefix>"),
  fim_suffix: marker("<fim_suffix>"),
  fim_middle: marker("<fim_middle>"),
  eot: marker("<|endoftext|>"),
  eos: marker(""),
  extra_stop_tokens: z._default(z.array(z.string()), []),
  context_format: z._default(z.string(), ""),
});

type Patch = z.infer<typeof patchSchema>;

const sharedShape = {
  /** Zero is how that engine writes that nothing is said. */
  n_ctx: z.nullish(z.int().check(z.nonnegative())),
  tokenizer: z.nullish(z.string()),
  similar_models: z.nullish(z.array(z.string())),
};

const chatSchema = z.object({
  ...sharedShape,
  supports_tools: z.nullish(z.boolean()),
  supports_multimodality: z.nullish(z.boolean()),
  supports_agent: z.nullish(z.boolean()),
  supports_reasoning: z.nullish(z.string()),
});

const completionSchema = z.object({
  ...sharedShape,
  scratchpad: z.nullish(z.string()),
  scratchpad_patch: z.nullish(patchSchema),
});

const embeddingSchema = z.object(sharedShape);

export const guideChatRecord = z.pipe(chatSchema, z.transform(chatRecord));
export const guideCompletionRecord = z.pipe(completionSchema, z.transform(completionRecord));

/** How the guide's words for a context name the markers between files. */
const CONTEXTS: Readonly<Record<string, FimRecord["repository"]>> = {
  starcoder: { name: "<repo_name>", name_end: "", file: "<file_sep>", path_in_prefix: true },
  "qwen2.5": { name: "<|repo_name|>", file: "<|file_sep|>" },
};

/** How the guide's words for a style of thinking are told; of a style that is not here, only that there is one. */
const THINKING: Readonly<Record<string, NonNullable<ModelRecord["thinking"]>>> = {
  openai: "effort",
  anthropic: "budget",
  gemini: "budget",
};

type Shared = z.infer<typeof embeddingSchema>;

function sharedRecord({ n_ctx, tokenizer, similar_models }: Shared): ModelRecords[string] {
  return {
    ...(n_ctx && { window_tokens: n_ctx }),
    ...(tokenizer && { tokenizer }),
    ...(similar_models && { similar_models }),
  };
}

function chatRecord(guide: z.infer<typeof chatSchema>): ModelRecords[string] {
  const { supports_tools: tools, supports_multimodality: images, supports_agent: agent } = guide;
  const style = guide.supports_reasoning;
  const thinking = style ? THINKING[style] : undefined;
  return {
    ...sharedRecord(guide),
    ...(typeof tools === "boolean" && { tools }),
    ...(typeof images === "boolean" && { images }),
    ...(typeof agent === "boolean" && { agent }),
    ...(style && { reasoning: true }),
    ...(thinking && { thinking }),
  };
}

function completionRecord(guide: z.infer<typeof completionSchema>): ModelRecords[string] {
  const { scratchpad, scratchpad_patch } = guide;
  const shared = sharedRecord(guide);
  if (!scratchpad) return shared;
  // REPLACE, REPLACE_PASSTHROUGH, PASSTHROUGH: that engine asks such a model in a chat.
  if (!scratchpad.startsWith("FIM")) return { ...shared, infill: false };
  const patch = scratchpad_patch ?? patchSchema.parse({});
  const repository = CONTEXTS[patch.context_format];
  const fim: FimRecord = {
    order: scratchpad === "FIM-SPM" ? "suffix-first" : "prefix-first",
    prefix: patch.fim_prefix,
    suffix: patch.fim_suffix,
    middle: patch.fim_middle,
    ...(repository && { repository }),
  };
  return { ...shared, fim, infill: true, stops: stopsOf(patch) };
}

function stopsOf({ eot, eos, extra_stop_tokens, fim_prefix, fim_suffix, fim_middle }: Patch): string[] {
  const stops = [eot, eos, ...extra_stop_tokens, fim_prefix, fim_suffix, fim_middle].filter(Boolean);
  return [...new Set(stops)];
}

/** A list of models in the form of that engine's `known_models.json`. */
export const knownModelsSchema = z.object({
  completion_models: z._default(z.record(z.string(), guideCompletionRecord), {}),
  chat_models: z._default(z.record(z.string(), guideChatRecord), {}),
  embedding_models: z._default(
    z.record(z.string(), z.pipe(embeddingSchema, z.transform(embeddingRecord))),
    {},
  ),
});

function embeddingRecord(guide: Shared): ModelRecords[string] {
  return { ...sharedRecord(guide), kind: "embedding" };
}

/** As one family of the user's own. A model that is listed twice, to complete and to chat, is one model. */
export function familyOfKnownModels(id: string, lists: z.infer<typeof knownModelsSchema>): ModelFamily {
  const { completion_models: completion, chat_models: chat, embedding_models: embedding } = lists;
  const names = new Set([completion, chat, embedding].flatMap((list) => Object.keys(list)));
  const models = [...names].map((name) => {
    const { similar_models = [], ...record } = { ...embedding[name], ...chat[name], ...completion[name] };
    return { patterns: [name, ...similar_models].map(patternOf), record };
  });
  return { id, record: {}, models };
}

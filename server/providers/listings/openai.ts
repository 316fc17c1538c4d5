/** GET {base}/models, where everyone adds fields of their own: the window alone has seven names. */
import * as z from "zod/mini";

import { type Capabilities, listed, type ListedModel, type Listing, type Price } from "../listing.ts";
import { about, figure, flag, label, listOf } from "../wire/lenient.ts";

const names = listOf(z.string());
const amount = z.catch(z.nullish(z.union([z.number(), z.string()])), undefined);

const entry = z.object({
  id: z.string().check(z.minLength(1)),
  name: label,
  display_name: label,
  // Together, GitHub.
  type: label,
  // OpenRouter and Together; Groq; vLLM; Mistral and LM Studio; llama.cpp; Fireworks, SambaNova.
  context_length: figure,
  context_window: figure,
  max_model_len: figure,
  max_context_length: figure,
  meta: about({ n_ctx: figure, n_ctx_train: figure, n_params: figure }),
  limits: about({ max_input_tokens: figure, max_output_tokens: figure }),
  max_completion_tokens: figure,
  max_output_length: figure,
  top_provider: about({ context_length: figure, max_completion_tokens: figure }),
  // Mistral: an object. GitHub and others: a list.
  capabilities: z.catch(
    z.nullish(
      z.union([
        z.array(z.string()),
        z.object({
          completion_chat: flag,
          completion_fim: flag,
          function_calling: flag,
          vision: flag,
          reasoning: flag,
        }),
      ]),
    ),
    undefined,
  ),
  // OpenRouter.
  supported_parameters: names,
  architecture: about({ input_modalities: names, output_modalities: names }),
  pricing: about({
    prompt: amount,
    completion: amount,
    input_cache_read: amount,
    input: amount,
    output: amount,
  }),
});

type Entry = z.infer<typeof entry>;

const list = z.object({ data: listOf(entry) });
const plainList = listOf(entry);

export const openaiListing: Listing = {
  behind: "base",
  path: "/models",
  read(data) {
    // Together answers with the list itself.
    if (Array.isArray(data)) return plainList.parse(data).map(modelOf);
    const isList = typeof data === "object" && data !== null && "data" in data && Array.isArray(data.data);
    return isList ? list.parse(data).data.map(modelOf) : undefined;
  },
};

function modelOf(told: Entry): ListedModel {
  const { id, top_provider, meta, limits } = told;
  const billions = meta?.n_params ? (meta.n_params / 1e9).toFixed(1) : undefined;
  return listed({
    id,
    name: told.display_name ?? told.name,
    windowTokens: first(
      told.context_length,
      told.context_window,
      told.max_model_len,
      told.max_context_length,
      meta?.n_ctx,
      meta?.n_ctx_train,
      limits?.max_input_tokens,
    ),
    outputTokens: first(
      top_provider?.max_completion_tokens,
      told.max_completion_tokens,
      told.max_output_length,
      limits?.max_output_tokens,
    ),
    capabilities: { ...byKind(told), ...byFlags(told), ...byModality(told) },
    price: priceOf(told.pricing),
    parameters: billions && `${billions}B`,
  });
}

function first(...figures: readonly (number | null | undefined)[]): number | undefined {
  return figures.find((figure) => typeof figure === "number" && figure > 0) ?? undefined;
}

/** Together's kinds: https://docs.together.ai/reference/models-1 */
function byKind({ type }: Entry): Capabilities {
  const kinds: ReadonlyMap<string | null | undefined, Capabilities> = new Map([
    ["chat", { chat: true }],
    ["language", { completion: true }],
    ["code", { completion: true }],
    ["embedding", { embedding: true, chat: false, completion: false }],
    ["image", { chat: false, completion: false }],
    ["rerank", { chat: false, completion: false }],
    ["moderation", { chat: false, completion: false }],
    ["audio", { chat: false, completion: false }],
  ]);
  return kinds.get(type) ?? {};
}

function byFlags({ capabilities }: Entry): Capabilities {
  if (!capabilities) return {};
  if (Array.isArray(capabilities)) {
    const has = (...words: readonly string[]) =>
      capabilities.some((word) => words.includes(word)) || undefined;
    return truths({
      tools: has("tools", "tool-calling", "tool_use", "function_calling", "function-calling"),
      images: has("vision", "image", "multimodal"),
      reasoning: has("reasoning", "thinking"),
      embedding: has("embedding", "embeddings"),
      completion: has("completion"),
    });
  }
  return truths({
    chat: capabilities.completion_chat,
    insert: capabilities.completion_fim,
    tools: capabilities.function_calling,
    images: capabilities.vision,
    reasoning: capabilities.reasoning,
  });
}

function byModality({ architecture, supported_parameters }: Entry): Capabilities {
  const inputs = architecture?.input_modalities ?? [];
  const outputs = architecture?.output_modalities ?? [];
  return {
    ...(inputs.length > 0 && { images: inputs.includes("image") }),
    ...(outputs.length > 0 && !outputs.includes("text") && { chat: false, completion: false }),
    ...(supported_parameters.length > 0 && {
      tools: supported_parameters.includes("tools"),
      reasoning: supported_parameters.includes("reasoning"),
    }),
  };
}

function truths(flags: { readonly [Name in keyof Capabilities]: boolean | null | undefined }): Capabilities {
  return Object.fromEntries(Object.entries(flags).filter(([, flag]) => typeof flag === "boolean"));
}

/** OpenRouter tells the price of a token, as text; Together that of a million. */
function priceOf(pricing: Entry["pricing"]): Price | undefined {
  if (!pricing) return undefined;
  const dollars = (value: number | string | null | undefined, times: number) => {
    const number = typeof value === "string" ? Number.parseFloat(value) : value;
    // OpenRouter writes -1 where the price varies.
    if (typeof number !== "number" || !(number >= 0)) return {};
    return { value: Math.round(number * times * 1e6) / 1e6 };
  };
  const input = dollars(pricing.input, 1).value ?? dollars(pricing.prompt, 1e6).value;
  const output = dollars(pricing.output, 1).value ?? dollars(pricing.completion, 1e6).value;
  const cached = dollars(pricing.input_cache_read, 1e6).value;
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(cached !== undefined && { cached }),
  };
}

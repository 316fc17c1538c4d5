/** What the lists of models mean, in the shapes of those who send them. */
import { describe, expect, test } from "vitest";

import type { ListedModel } from "../../../server/providers/listing.ts";
import { type ListName, LISTINGS } from "../../../server/providers/listings.ts";

function check(
  list: ListName,
  source: string,
  { told, means }: { told: unknown; means: readonly ListedModel[] },
) {
  test(`${list}: ${source}`, () => expect(LISTINGS[list].read(told)).toEqual(means));
}

const one = (entry: object) => ({ object: "list", data: [entry] });

check("openai", "github.com/openai/openai-python src/openai/types/model.py, read 2026-11-20", {
  told: one({ id: "gpt-5.1", object: "model", created: 1, owned_by: "openai" }),
  means: [{ id: "gpt-5.1" }],
});
check("openai", "vLLM, wire-facts.md section 3 (max_model_len)", {
  told: one({
    id: "qwen",
    object: "model",
    root: "qwen",
    parent: null,
    max_model_len: 32_768,
    permission: [],
  }),
  means: [{ id: "qwen", windowTokens: 32_768 }],
});
check("openai", "OpenRouter, https://openrouter.ai/docs/models, read 2026-11-20 in a copy", {
  told: one({
    id: "a/b",
    name: "A: B",
    context_length: 131_072,
    architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
    pricing: { prompt: "0.0000004", completion: "0.0000016", input_cache_read: "0.0000001", image: "0" },
    top_provider: { context_length: 131_072, max_completion_tokens: 16_384 },
    supported_parameters: ["tools", "temperature"],
  }),
  means: [
    {
      id: "a/b",
      name: "A: B",
      windowTokens: 131_072,
      outputTokens: 16_384,
      capabilities: { images: true, tools: true, reasoning: false },
      price: { input: 0.4, output: 1.6, cached: 0.1 },
    },
  ],
});
check(
  "openai",
  "Mistral, github.com/api-evangelist/mistral json-schema/mistral-model-schema.json, read 2026-11-20",
  {
    told: one({
      id: "codestral-latest",
      name: "codestral-2508",
      max_context_length: 256_000,
      capabilities: { completion_chat: true, completion_fim: true, function_calling: true, vision: false },
    }),
    means: [
      {
        id: "codestral-latest",
        name: "codestral-2508",
        windowTokens: 256_000,
        capabilities: { chat: true, insert: true, tools: true, images: false },
      },
    ],
  },
);
check("openai", "Groq, wire-facts.md section 3 (context_window)", {
  told: one({ id: "llama", active: true, context_window: 131_072, max_completion_tokens: 32_768 }),
  means: [{ id: "llama", windowTokens: 131_072, outputTokens: 32_768 }],
});
check("openai", "Together, wire-facts.md section 3 (context_length)", {
  told: [
    {
      id: "q",
      type: "chat",
      display_name: "Q",
      context_length: 32_768,
      pricing: { input: 0.3, output: 0.6, hourly: 0 },
    },
    { id: "e", type: "embedding", context_length: 512, pricing: { input: 0.01, output: 0 } },
  ],
  means: [
    {
      id: "q",
      name: "Q",
      windowTokens: 32_768,
      capabilities: { chat: true },
      price: { input: 0.3, output: 0.6 },
    },
    {
      id: "e",
      windowTokens: 512,
      capabilities: { embedding: true, chat: false, completion: false },
      price: { input: 0.01, output: 0 },
    },
  ],
});
check("openai", "llama.cpp, github.com/ggml-org/llama.cpp tools/server/README.md, read 2026-11-20", {
  told: one({
    id: "m.gguf",
    meta: { vocab_type: 2, n_vocab: 128_256, n_ctx_train: 131_072, n_params: 8_030_261_312 },
  }),
  means: [{ id: "m.gguf", windowTokens: 131_072, parameters: "8.0B" }],
});
check("openai", "with entries that are none", {
  told: {
    data: [null, 5, {}, { id: "" }, { id: "a", context_length: "long", capabilities: 7, pricing: [] }],
  },
  means: [{ id: "a" }],
});

check(
  "anthropic",
  "github.com/api-evangelist/anthropic json-schema/anthropic-model-info-schema.json, read 2026-11-20",
  {
    told: {
      data: [
        {
          type: "model",
          id: "claude-1",
          display_name: "Claude 1",
          created_at: "2026-01-01T00:00:00Z",
          max_input_tokens: 200_000,
          max_tokens: 64_000,
          capabilities: { image_input: { supported: true }, thinking: { supported: false } },
        },
        { type: "model", id: "claude-0", display_name: "Claude 0" },
      ],
      has_more: false,
    },
    means: [
      {
        id: "claude-1",
        name: "Claude 1",
        windowTokens: 200_000,
        outputTokens: 64_000,
        capabilities: { chat: true, tools: true, images: true, reasoning: false },
      },
      { id: "claude-0", name: "Claude 0", capabilities: { chat: true, tools: true } },
    ],
  },
);

check("gemini", "wire-facts.md section 3 (inputTokenLimit, outputTokenLimit, supported methods)", {
  told: {
    models: [
      {
        name: "models/gemini-3",
        displayName: "Gemini 3",
        inputTokenLimit: 1_048_576,
        outputTokenLimit: 65_536,
        supportedGenerationMethods: ["generateContent", "countTokens"],
        thinking: true,
      },
      { name: "models/embed-1", inputTokenLimit: 2048, supportedGenerationMethods: ["embedContent"] },
    ],
  },
  means: [
    {
      id: "gemini-3",
      name: "Gemini 3",
      windowTokens: 1_048_576,
      outputTokens: 65_536,
      capabilities: { chat: true, embedding: false, reasoning: true },
    },
    { id: "embed-1", windowTokens: 2048, capabilities: { chat: false, embedding: true } },
  ],
});

describe.for(Object.entries(LISTINGS))("%s", ([, listing]) => {
  test.for([undefined, null, 1, "<html>", {}, { data: 5 }, { error: { message: "no" } }])(
    "%j is no list",
    (told) => {
      expect(listing.read(told)).toBeUndefined();
    },
  );
});

/** What the servers of one's own machine tell of their models, in their shapes. */
import { expect, test } from "vitest";

import type { ListedModel } from "../../../server/providers/listing.ts";
import { type ListName, LISTINGS } from "../../../server/providers/listings.ts";
import { readOllamaShow } from "../../../server/providers/listings/ollama.ts";

function check(
  list: ListName,
  source: string,
  { told, means }: { told: unknown; means: readonly ListedModel[] },
) {
  test(`${list}: ${source}`, () => expect(LISTINGS[list].read(told)).toEqual(means));
}

const one = (entry: object) => ({ object: "list", data: [entry] });

check("ollama", "github.com/ollama/ollama docs/api.md, read 2026-11-20", {
  told: {
    models: [
      {
        name: "qwen2.5-coder:1.5b-base",
        model: "qwen2.5-coder:1.5b-base",
        size: 986_061_810,
        details: { format: "gguf", family: "qwen2", parameter_size: "1.5B", quantization_level: "Q4_K_M" },
      },
    ],
  },
  means: [{ id: "qwen2.5-coder:1.5b-base", parameters: "1.5B", quantisation: "Q4_K_M" }],
});

test("ollama: what /api/show adds, https://docs.ollama.com/api-reference/show-model-details, read 2026-11-20 in a translation", () => {
  const told = {
    template: "{{ .Prompt }}",
    details: { parameter_size: "1.5B", quantization_level: "Q4_K_M" },
    model_info: { "general.architecture": "qwen2", "qwen2.context_length": 32_768 },
    capabilities: ["completion", "insert"],
  };
  expect(readOllamaShow("q", told)).toEqual({
    id: "q",
    windowTokens: 32_768,
    parameters: "1.5B",
    quantisation: "Q4_K_M",
    capabilities: {
      completion: true,
      chat: true,
      insert: true,
      tools: false,
      images: false,
      embedding: false,
      reasoning: false,
    },
  });
  expect(readOllamaShow("q", {})).toEqual({ id: "q" });
  expect(readOllamaShow("q", [])).toBeUndefined();
});

check("lm-studio", "https://www.lmstudio.ai/docs/api/rest-api (v0), read 2026-11-20", {
  told: one({
    id: "qwen2-vl-7b",
    type: "vlm",
    quantization: "4bit",
    state: "loaded",
    max_context_length: 32_768,
    loaded_context_length: 4096,
    capabilities: ["tool_use"],
  }),
  means: [
    {
      id: "qwen2-vl-7b",
      windowTokens: 4096,
      quantisation: "4bit",
      capabilities: { embedding: false, chat: true, completion: true, images: true, tools: true },
      loaded: true,
    },
  ],
});
check("lm-studio", "v1: https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1659, read 2026-11-20", {
  told: {
    models: [
      {
        type: "llm",
        key: "qwen/qwen3.5-9b",
        display_name: "Qwen3.5 9B",
        quantization: { name: "Q4_K_M", bits_per_weight: 4 },
        params_string: "9B",
        loaded_instances: [{ id: "qwen/qwen3.5-9b", config: { context_length: 4096 } }],
        max_context_length: 262_144,
        capabilities: { vision: false, trained_for_tool_use: true },
      },
    ],
  },
  means: [
    {
      id: "qwen/qwen3.5-9b",
      name: "Qwen3.5 9B",
      windowTokens: 4096,
      parameters: "9B",
      quantisation: "Q4_K_M",
      capabilities: { embedding: false, chat: true, completion: true, tools: true, images: false },
      loaded: true,
    },
  ],
});

check("llamacpp", "github.com/ggml-org/llama.cpp tools/server/README.md, read 2026-11-20", {
  told: {
    default_generation_settings: { id: 0, n_ctx: 4096, speculative: false },
    total_slots: 1,
    model_path: "../models/Qwen2.5-Coder-1.5B-Q8_0.gguf",
    modalities: { vision: false },
    build_info: "b1",
  },
  means: [
    {
      id: "Qwen2.5-Coder-1.5B-Q8_0.gguf",
      windowTokens: 4096,
      quantisation: "Q8_0",
      capabilities: { images: false },
    },
  ],
});

check("tgi", "github.com/huggingface/text-generation-inference docs/openapi.json (2.0.1), read 2026-11-20", {
  told: { model_id: "bigcode/starcoder2", max_input_tokens: 1024, max_total_tokens: 2048, version: "2.4" },
  means: [{ id: "bigcode/starcoder2", windowTokens: 2048 }],
});

/** POST /infill. */
import { type Cases, infillPrompt } from "../cases.ts";

const README = "github.com/ggml-org/llama.cpp tools/server/README.md, read 2026-11-20";
const last = {
  index: 0,
  content: "",
  tokens: [],
  id_slot: 0,
  stop: true,
  model: "qwen.gguf",
  tokens_predicted: 4,
  tokens_evaluated: 20,
  generation_settings: { n_predict: 4 },
  prompt: "",
  has_new_line: false,
  truncated: false,
  stopping_word: "",
  tokens_cached: 23,
  timings: { cache_n: 12, prompt_n: 8, predicted_n: 4 },
};
const means = { usage: { inputTokens: 20, outputTokens: 4, cachedTokens: 12 }, by: "qwen.gguf" };

export const llamacppInfill: Cases = {
  prompt: infillPrompt,
  answers: [
    {
      name: "chunks",
      source: README,
      stream: [
        {
          index: 0,
          content: "sé",
          tokens: [1],
          stop: false,
          id_slot: -1,
          tokens_predicted: 1,
          tokens_evaluated: 20,
        },
        {
          index: 0,
          content: "lf",
          tokens: [2],
          stop: false,
          id_slot: -1,
          tokens_predicted: 2,
          tokens_evaluated: 20,
        },
        { ...last, stop_type: "eos" },
      ],
      means: { ...means, text: "sélf" },
    },
    {
      name: "an older server",
      source:
        "shape as in https://github.com/ggml-org/llama.cpp/pull/10720 (2024-12): stopped_limit in place of stop_type",
      stream: [
        { content: "a", stop: false, multimodal: false, slot_id: 0 },
        { ...last, stopped_limit: true, stopped_eos: false },
      ],
      means: { ...means, text: "a", end: "length" },
    },
    {
      name: "an error in an older server's own field",
      source:
        "https://github.com/ggml-org/llama.cpp/pull/16109 (2025-09): until then `error:` in place of `data:`",
      stream: ['error: {"code":500,"message":"slot unavailable","type":"server_error"}\n\n'],
      means: { end: "overloaded" },
    },
    {
      name: "whole",
      source: README,
      whole: { ...last, content: "self", stop_type: "limit" },
      means: { ...means, text: "self", end: "length" },
    },
  ],
  finish: (reason) => [{ content: "a", stop: true, stop_type: reason }],
  finishes: { eos: "stop", word: "stop", limit: "length", none: "stop" },
  errors: [
    [
      {
        error: {
          code: 400,
          message: "too long",
          type: "exceed_context_size_error",
          n_prompt_tokens: 9,
          n_ctx: 8,
        },
      },
      "bad-request",
    ],
    [{ error: { code: 501, message: "no infill", type: "not_supported_error" } }, "overloaded"],
  ],
  garbage: [{ content: 5, stop: false }, { content: {} }],
};

/** POST /generate_stream. */
import { type Cases, textPrompt } from "../cases.ts";

const DOCS = "github.com/huggingface/text-generation-inference docs/openapi.json (2.0.1), read 2026-11-20";
const token = (text: string, special = false) => ({ id: 1, text, logprob: -0.1, special });
const details = { finish_reason: "eos_token", generated_tokens: 3, seed: null, input_length: 7 };
const usage = { inputTokens: 7, outputTokens: 3 };

export const tgi: Cases = {
  prompt: textPrompt,
  answers: [
    {
      name: "tokens, the last of them special",
      source: DOCS,
      stream: [
        { index: 1, token: token("sé"), generated_text: null, details: null },
        { index: 2, token: token("lf"), generated_text: null, details: null },
        { index: 3, token: token("<|endoftext|>", true), generated_text: "sélf", details },
      ],
      means: { text: "sélf", usage },
    },
    {
      name: "without a space behind the field, as it really sends",
      source:
        "github.com/huggingface/text-generation-inference router/src/server.rs (axum's Event): data:{…}",
      stream: [
        `data:${JSON.stringify({ token: token("a"), generated_text: null })}\n\n`,
        `data:${JSON.stringify({ token: token("b"), generated_text: "ab", details: { ...details, finish_reason: "length" } })}\n\n`,
      ],
      means: { text: "ab", usage, end: "length" },
    },
    {
      name: "an error in the stream",
      source: DOCS,
      stream: [
        { token: token("a"), generated_text: null },
        { error: "Request failed during generation: CUDA out of memory", error_type: "generation" },
      ],
      means: { text: "a", end: "overloaded" },
    },
    {
      name: "whole",
      source: DOCS,
      whole: { generated_text: "self", details: { ...details, prefill: [], tokens: [] } },
      means: { text: "self", usage },
    },
    {
      name: "whole, from Hugging Face's own hosts",
      source:
        "shape of github.com/huggingface/huggingface.js packages/inference/test/tapes.json (a model's page of api-inference)",
      whole: [{ generated_text: "self" }],
      means: { text: "self" },
    },
  ],
  finish: (reason) => [{ token: token("a"), generated_text: "a", details: { finish_reason: reason } }],
  finishes: { eos_token: "stop", stop_sequence: "stop", length: "length" },
  errors: [[{ error: "Input validation error: too long", error_type: "validation" }, "bad-request"]],
  garbage: [{ token: 5 }, { token: { text: 5 } }],
};

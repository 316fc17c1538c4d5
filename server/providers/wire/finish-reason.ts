/** Why an answer ended, from the many words that providers have for it. */
import type { FailureKind, GenerateEvent } from "../../completion/ports.ts";

export type EndReason = (GenerateEvent & { kind: "end" })["reason"];

const REASONS: Readonly<Record<string, EndReason>> = {
  length: "length",
  max_tokens: "length",
  max_output_tokens: "length",
  // Mistral; Anthropic.
  model_length: "length",
  model_context_window_exceeded: "length",
  // llama.cpp.
  limit: "length",
  tool_calls: "tool-calls",
  tool_call: "tool-calls",
  tool_use: "tool-calls",
  function_call: "tool-calls",
  content_filter: "filtered",
  refusal: "filtered",
  // Zhipu.
  sensitive: "filtered",
  // Gemini: https://ai.google.dev/api/generate-content#FinishReason
  safety: "filtered",
  recitation: "filtered",
  blocklist: "filtered",
  prohibited_content: "filtered",
  spii: "filtered",
  language: "filtered",
  image_safety: "filtered",
  image_prohibited_content: "filtered",
  image_recitation: "filtered",
  // Bedrock, by way of a gateway: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
  content_filtered: "filtered",
  guardrail_intervened: "filtered",
};

const FAILURES: Readonly<Record<string, FailureKind>> = {
  // OpenRouter, when the provider behind it fails.
  error: "overloaded",
  failed: "overloaded",
  // Zhipu.
  network_error: "overloaded",
  // DeepSeek: https://api-docs.deepseek.com/api/create-chat-completion
  insufficient_system_resource: "overloaded",
  // vLLM, when the server gives a request up.
  abort: "unreachable",
  cancelled: "unreachable",
  malformed_function_call: "bad-answer",
  unexpected_tool_call: "bad-answer",
};

/** Words that nobody knows yet mean that it stopped. */
export function endReason(said: string): { readonly reason: EndReason } | { readonly failure: FailureKind } {
  const word = said.toLowerCase();
  const failure = Object.hasOwn(FAILURES, word) ? FAILURES[word] : undefined;
  if (failure) return { failure };
  return { reason: (Object.hasOwn(REASONS, word) ? REASONS[word] : undefined) ?? "stop" };
}

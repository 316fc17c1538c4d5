/** The wire formats that there are, by the names that the provider files use: each is the name of its file. */
import type { Dialect } from "./dialect.ts";
import { anthropicMessages } from "./dialects/anthropic-messages.ts";
import { gemini } from "./dialects/gemini.ts";
import { llamacppInfill } from "./dialects/llamacpp-infill.ts";
import { mistralFim } from "./dialects/mistral-fim.ts";
import { ollamaChat } from "./dialects/ollama-chat.ts";
import { ollamaGenerate } from "./dialects/ollama-generate.ts";
import { openaiChat } from "./dialects/openai-chat.ts";
import { openaiCompletionsSuffix } from "./dialects/openai-completions-suffix.ts";
import { openaiCompletions } from "./dialects/openai-completions.ts";
import { openaiResponses } from "./dialects/openai-responses.ts";
import { tgi } from "./dialects/tgi.ts";

export const DIALECT_NAMES = [
  "openai-completions",
  "openai-completions-suffix",
  "openai-chat",
  "openai-responses",
  "anthropic-messages",
  "gemini",
  "mistral-fim",
  "ollama-generate",
  "ollama-chat",
  "llamacpp-infill",
  "tgi",
] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  "openai-completions": openaiCompletions,
  "openai-completions-suffix": openaiCompletionsSuffix,
  "openai-chat": openaiChat,
  "openai-responses": openaiResponses,
  "anthropic-messages": anthropicMessages,
  gemini,
  "mistral-fim": mistralFim,
  "ollama-generate": ollamaGenerate,
  "ollama-chat": ollamaChat,
  "llamacpp-infill": llamacppInfill,
  tgi,
};

/** The cases of every dialect. A dialect without cases does not compile. */
import type { DialectName } from "../../../../../server/providers/dialects.ts";
import type { Cases } from "../cases.ts";
import { anthropicMessages } from "./anthropic-messages.ts";
import { gemini } from "./gemini.ts";
import { llamacppInfill } from "./llamacpp-infill.ts";
import { mistralFim } from "./mistral-fim.ts";
import { ollamaChat } from "./ollama-chat.ts";
import { ollamaGenerate } from "./ollama-generate.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiCompletionsSuffix } from "./openai-completions-suffix.ts";
import { openaiCompletions } from "./openai-completions.ts";
import { openaiResponses } from "./openai-responses.ts";
import { tgi } from "./tgi.ts";

export const CASES: Readonly<Record<DialectName, Cases>> = {
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

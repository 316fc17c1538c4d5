/**
 * The wire formats that there are, by the names that the provider files use: each is the name of its file. A format is
 * loaded when it is first spoken; what it carries is known before.
 */
import type { Prompt } from "../completion/ports.ts";
import type { Dialect } from "./dialect.ts";

/** A test holds it against the formats themselves. */
export const CARRIES = {
  "openai-completions": ["text"],
  "openai-completions-suffix": ["infill"],
  "openai-chat": ["chat"],
  "openai-responses": ["chat"],
  "anthropic-messages": ["chat"],
  gemini: ["chat"],
  "mistral-fim": ["infill"],
  "ollama-generate": ["text", "infill"],
  "ollama-chat": ["chat"],
  "llamacpp-infill": ["infill"],
  tgi: ["text"],
} as const satisfies Record<string, readonly Prompt["kind"][]>;

export type DialectName = keyof typeof CARRIES;

const LOADERS: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  "openai-completions": async () => (await import("./dialects/openai-completions.ts")).openaiCompletions,
  "openai-completions-suffix": async () =>
    (await import("./dialects/openai-completions-suffix.ts")).openaiCompletionsSuffix,
  "openai-chat": async () => (await import("./dialects/openai-chat.ts")).openaiChat,
  "openai-responses": async () => (await import("./dialects/openai-responses.ts")).openaiResponses,
  "anthropic-messages": async () => (await import("./dialects/anthropic-messages.ts")).anthropicMessages,
  gemini: async () => (await import("./dialects/gemini.ts")).gemini,
  "mistral-fim": async () => (await import("./dialects/mistral-fim.ts")).mistralFim,
  "ollama-generate": async () => (await import("./dialects/ollama-generate.ts")).ollamaGenerate,
  "ollama-chat": async () => (await import("./dialects/ollama-chat.ts")).ollamaChat,
  "llamacpp-infill": async () => (await import("./dialects/llamacpp-infill.ts")).llamacppInfill,
  tgi: async () => (await import("./dialects/tgi.ts")).tgi,
};

/** Even of what is loaded already, an import makes a copy. */
const spoken = new Map<DialectName, Promise<Dialect>>();

export function loadDialect(name: DialectName): Promise<Dialect> {
  const dialect = spoken.get(name) ?? LOADERS[name]();
  spoken.set(name, dialect);
  return dialect;
}

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
] as const satisfies readonly DialectName[];

/** The words that provider files use for how a provider is spoken to, beside the names of the dialects. */

/** How the models of a provider are listed. */
export const LISTS = [
  "openai",
  "anthropic",
  "gemini",
  "ollama",
  "lm-studio",
  "llamacpp",
  "tgi",
  "none",
] as const;

/** How texts are turned into vectors. */
export const EMBEDDINGS = ["openai", "ollama", "gemini", "voyage", "cohere", "none"] as const;

/** How a key is shown. */
export const KEY_HEADERS = ["bearer", "x-api-key", "api-key", "x-goog-api-key", "none"] as const;

export type KeyHeader = (typeof KEY_HEADERS)[number];

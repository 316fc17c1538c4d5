/** The lists of models that there are, by the names that the provider files use. */
import type { Listing } from "./listing.ts";
import { anthropicListing } from "./listings/anthropic.ts";
import { geminiListing } from "./listings/gemini.ts";
import { llamacppListing } from "./listings/llamacpp.ts";
import { lmStudioListing } from "./listings/lm-studio.ts";
import { ollamaListing } from "./listings/ollama.ts";
import { openaiListing } from "./listings/openai.ts";
import { tgiListing } from "./listings/tgi.ts";
import type { LISTS } from "./transports.ts";

export type ListName = Exclude<(typeof LISTS)[number], "none">;

export const LISTINGS: Readonly<Record<ListName, Listing>> = {
  openai: openaiListing,
  anthropic: anthropicListing,
  gemini: geminiListing,
  ollama: ollamaListing,
  "lm-studio": lmStudioListing,
  llamacpp: llamacppListing,
  tgi: tgiListing,
};

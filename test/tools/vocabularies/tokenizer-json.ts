/** As much of a `tokenizer.json` as these tools read and write, and what each pattern of ours is called there. */
import * as z from "zod";

import type { PatternName } from "../../../server/models/vocabulary/patterns.ts";

const addedTokenSchema = z.object({
  id: z.number(),
  content: z.string(),
  single_word: z.boolean().optional(),
  lstrip: z.boolean().optional(),
  rstrip: z.boolean().optional(),
  normalized: z.boolean(),
  special: z.boolean(),
});

export const tokenizerJsonSchema = z.object({
  added_tokens: z.array(addedTokenSchema),
  normalizer: z.unknown(),
  pre_tokenizer: z.unknown(),
  model: z.object({
    vocab: z.record(z.string(), z.number()),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
    ignore_merges: z.boolean().optional(),
    byte_fallback: z.boolean().optional(),
  }),
});

export type AddedToken = z.infer<typeof addedTokenSchema>;
export type TokenizerJson = z.infer<typeof tokenizerJsonSchema>;

const split = (regex: string) => ({
  type: "Split",
  pattern: { Regex: regex },
  behavior: "Isolated",
  invert: false,
});
const byteLevel = (trimOffsets: boolean, useRegex = false) => ({
  type: "ByteLevel",
  add_prefix_space: false,
  trim_offsets: trimOffsets,
  use_regex: useRegex,
});
const sequence = (...pretokenizers: unknown[]) => ({ type: "Sequence", pretokenizers });
const digits = { type: "Digits", individual_digits: true };

/** Copied from the models' own files; for the two that come as GGUF, from llama.cpp's src/llama-vocab.cpp as of its bundle. */
export const PRE_TOKENIZERS: Readonly<Record<PatternName, unknown>> = {
  cl100k: sequence(
    split(
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
    ),
    byteLevel(false),
  ),
  tekken: sequence(
    split(
      String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
    ),
    byteLevel(true),
  ),
  "gpt2-digits": sequence(digits, byteLevel(true, true)),
  "deepseek-v3": sequence(
    split(String.raw`\p{N}{1,3}`),
    split("[一-龥\u3040-ゟ゠-ヿ]+"),
    split(
      "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+",
    ),
    byteLevel(true),
  ),
  "deepseek-coder": sequence(
    split("[\r\n]"),
    split(String.raw`\s?\p{L}+`),
    split(String.raw`\s?\p{P}+`),
    split("[一-龥ࠀ-一가-퟿]+"),
    digits,
    byteLevel(true),
  ),
  sentencepiece: { type: "Metaspace", replacement: "▁", prepend_scheme: "first", split: false },
};

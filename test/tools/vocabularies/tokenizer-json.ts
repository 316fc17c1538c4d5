/** As much of a `tokenizer.json` as these tools read and write, and what each pattern of ours is called there. */
import type { PatternName } from "../../../server/models/vocabulary/patterns.ts";

export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word?: boolean;
  readonly lstrip?: boolean;
  readonly rstrip?: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

export interface TokenizerJson {
  readonly added_tokens: readonly AddedToken[];
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
  readonly model: {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | readonly [string, string])[];
    readonly ignore_merges?: boolean;
    readonly byte_fallback?: boolean;
  };
}

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

/**
 * Any `tokenizer.json` through Hugging Face's library. What costs it most, turning bytes into its letters and merging them, is
 * done once per word and then remembered.
 */
import * as z from "zod/mini";

import { byteLetters } from "./byte-letters.ts";
import type { Tokenizer } from "./counter.ts";
import { createLineFit } from "./line-fit.ts";
import {
  cutAfterNewline,
  cutAfterNewlineOrSlash,
  cutAnyNewline,
  cutBeforeSpace,
  type Cut,
} from "./vocabulary/cuts.ts";

const stepSchema = z.looseObject({ type: z.string() });
const digitsSchema = z.looseObject({ type: z.literal("Digits"), individual_digits: z.boolean() });
const metaspaceSchema = z.looseObject({
  type: z.literal("Metaspace"),
  replacement: z._default(z.string(), "\u2581"),
  split: z._default(z.boolean(), true),
});
const byteLevelSchema = z.looseObject({
  type: z.literal("ByteLevel"),
  add_prefix_space: z.boolean(),
  use_regex: z._default(z.boolean(), true),
});
const sequenceSchema = z.looseObject({ type: z.literal("Sequence"), pretokenizers: z.array(stepSchema) });
const tokenizerJsonSchema = z.looseObject({
  model: z.looseObject({}),
  pre_tokenizer: z.nullable(stepSchema),
});

type Step = z.infer<typeof stepSchema>;

const MAX_REMEMBERED = 100_000;
const LONGEST_REMEMBERED = 256;
const GPT2_WORDS = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

function isolate(regex: string): Step {
  return { type: "Split", pattern: { Regex: regex }, behavior: "Isolated", invert: false };
}

/** Steps that the library takes otherwise than the reference, each as one that both take alike. */
function asReferred(step: Step): Step[] {
  const digits = digitsSchema.safeParse(step);
  // Its `Digits` knows ASCII digits only; the reference means every number character.
  if (digits.success)
    return [isolate(digits.data.individual_digits ? String.raw`\p{N}` : String.raw`\p{N}+`)];
  const metaspace = metaspaceSchema.safeParse(step);
  if (metaspace.success && metaspace.data.split) {
    // Its `Metaspace` puts the signs in and does not cut at them.
    const sign = metaspace.data.replacement;
    return [step, isolate(`${sign}[^${sign}]*`)];
  }
  return [step];
}

/** The steps without a last one that turns bytes into letters, and whether there was one that can be left for later. */
function withoutByteLevel(steps: readonly Step[]): { steps: Step[]; isByteLevel: boolean } {
  const last = byteLevelSchema.safeParse(steps.at(-1));
  if (!last.success || last.data.add_prefix_space) return { steps: [...steps], isByteLevel: false };
  const others = steps.slice(0, -1);
  return { steps: last.data.use_regex ? [...others, isolate(GPT2_WORDS)] : others, isByteLevel: true };
}

function stepsOf(preTokenizer: Step | null): Step[] {
  const sequence = sequenceSchema.safeParse(preTokenizer);
  if (sequence.success) return sequence.data.pretokenizers.flatMap(stepsOf);
  return preTokenizer ? asReferred(preTokenizer) : [];
}

export async function createLibraryTokenizer(json: unknown): Promise<Tokenizer> {
  const { Tokenizer } = await import("@huggingface/tokenizers");
  const parsed = tokenizerJsonSchema.parse(json);
  const { steps, isByteLevel } = withoutByteLevel(stepsOf(parsed.pre_tokenizer));
  const library = new Tokenizer(
    {
      ...parsed,
      pre_tokenizer: steps.length === 0 ? null : { type: "Sequence", pretokenizers: steps },
      post_processor: null,
    },
    {},
  );
  const { model, pre_tokenizer: words } = library;
  if (!model) throw new Error("the tokenizer has no model");
  const letters = byteLetters();
  const encoder = new TextEncoder();
  const inLetters = (word: string): string =>
    Array.from(encoder.encode(word), (byte) => letters[byte]).join("");
  model.encode = remember(model.encode.bind(model), isByteLevel ? inLetters : (word) => word);
  // On its way to a model, half of a surrogate pair becomes a sign of its own.
  const count = (text: string): number => library.tokenize(text.toWellFormed()).length;
  return {
    exact: true,
    count,
    tokenId(text) {
      const { ids } = library.encode(text, { add_special_tokens: false });
      return ids.length === 1 ? ids[0] : undefined;
    },
    fit: createLineFit({ count, cut: cutFor((text) => words?.(text) ?? library.tokenize(text)) }),
  };
}

type Encode = (words: string[]) => string[];

/** The words that a program is written with come again and again. */
function remember(encode: Encode, prepare: (word: string) => string): Encode {
  const known = new Map<string, readonly string[]>();

  function encodeWord(word: string): readonly string[] {
    const found = known.get(word);
    if (found) return found;
    const tokens = encode([prepare(word)]);
    if (known.size >= MAX_REMEMBERED) known.clear();
    if (word.length <= LONGEST_REMEMBERED) known.set(word, tokens);
    return tokens;
  }

  return (words) => words.flatMap(encodeWord);
}

/** Every way in which one line can follow another that some expression treats in its own way. */
const NEIGHBOURS = ["a", "a;", "a ", ";", "", "  ", "\t", "'s", "1"].flatMap((end) =>
  ["b", "  b", "", " ", "/b", " /", "1", "\tb", "'s", "(", "字"].map((start) => [
    `${end}\n`,
    `${start}\n`,
    "c",
  ]),
);

/** The first rule by which cut texts fall into the same pieces as whole ones; whole lines, which nearly do, if there is none. */
function cutFor(pieces: (text: string) => readonly string[]): Cut {
  const holds = (cut: Cut): boolean =>
    NEIGHBOURS.every(([previous = "", next = "", last = ""]) => {
      const lead = cut(previous, next);
      if (lead < 0) return true;
      const at = previous.length - lead;
      const whole = previous + next + last;
      const parts = [...pieces(whole.slice(0, at)), ...pieces(whole.slice(at))];
      return pieces(whole).join("\0") === parts.join("\0");
    });
  return (
    [cutAnyNewline, cutAfterNewline, cutAfterNewlineOrSlash, cutBeforeSpace].find(holds) ?? cutAnyNewline
  );
}

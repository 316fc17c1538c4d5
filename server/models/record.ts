/**
 * What can be said of a model in a file, by the keys that the files use. Every key may be missing: what is not said here
 * is said elsewhere (`resolve.ts`).
 */
import * as z from "zod/mini";

import { toTell } from "../completion/told.ts";
import { type Quirk, QUIRKS } from "../completion/suggestion/quirks.ts";

const TOKENS = toTell("must be a whole number above 0, such as 32768");
const tokens = z.int(TOKENS).check(z.positive(TOKENS));
const marker = z.string();
const quirk = z.custom<Quirk>((value) => typeof value === "string" && Object.hasOwn(QUIRKS, value), {
  error: `must be one of ${Object.keys(QUIRKS).join(", ")}`,
});

/** The keys are those of `FimTemplate`, which says what they mean. */
const templateSchema = z.strictObject({
  order: z.enum(["prefix-first", "suffix-first"]),
  prefix: marker,
  suffix: marker,
  middle: marker,
  repository: z.exactOptional(
    z.strictObject({
      name: marker,
      name_end: z.exactOptional(z.string()),
      file: marker,
      path_in_prefix: z.exactOptional(z.boolean()),
    }),
  ),
  header: z.exactOptional(z.string().check(z.includes("{path}"))),
});

export const recordShape = {
  /** Only text models complete and chat. */
  kind: z.exactOptional(z.enum(["text", "embedding", "speech", "image", "ranking", "moderation"])),
  window_tokens: z.exactOptional(tokens),
  /** The longest answer. */
  output_tokens: z.exactOptional(tokens),
  /** A bundled vocabulary, `hf://org/name`, a path, an address, or `fake` for an estimate. */
  tokenizer: z.exactOptional(z.string().check(z.minLength(1))),
  fim: z.exactOptional(templateSchema),
  /** Takes what stands before and after the hole as two fields; false: does not fill a hole at all, whatever its family. */
  infill: z.exactOptional(z.boolean()),
  stops: z.exactOptional(z.array(z.string().check(z.minLength(1)))),
  /** Behaviours that `completion/suggestion/quirks.ts` mends. */
  quirks: z.exactOptional(z.array(quirk)),
  /** False for a base model, which only goes on with a text. */
  chat: z.exactOptional(z.boolean()),
  tools: z.exactOptional(z.boolean()),
  images: z.exactOptional(z.boolean()),
  /** Good enough with tools to be left to itself. */
  agent: z.exactOptional(z.boolean()),
  /** Thinks before it answers, or can. */
  reasoning: z.exactOptional(z.boolean()),
  /** How it is told how much; left out, it is not told. The words are those of `DialectOptions`. */
  thinking: z.exactOptional(z.enum(["effort", "budget", "adaptive"])),
  /** The least that it can be told to think, for a completion. */
  least_effort: z.exactOptional(z.enum(["none", "low"])),
  /** Wants to be shown again what it thought, with a tool's result. */
  reasoning_back: z.exactOptional(z.boolean()),
  /** False: a request that sets a temperature is refused. */
  temperature: z.exactOptional(z.boolean()),
  max_tokens_field: z.exactOptional(z.enum(["max_tokens", "max_completion_tokens"])),
  /** How many stop strings it takes, where that is fewer than its provider does. */
  max_stops: z.exactOptional(z.int().check(z.nonnegative())),
  /** Dollars for a million tokens, where the provider's list does not tell: for models that only read. */
  price: z.exactOptional(z.strictObject({ input: z.number().check(z.nonnegative()) })),
  /** What an embedding model was trained to find before a text that is looked for, and before one that is found. */
  put_before: z.exactOptional(
    z.strictObject({ query: z.exactOptional(z.string()), document: z.exactOptional(z.string()) }),
  ),
  /** Put into a completion by way of a chat as it is: where a provider has its own word against thinking, for example. */
  completion_body: z.exactOptional(z.record(z.string(), z.unknown())),
};

export const recordSchema = z.strictObject(recordShape);

export type ModelRecord = z.infer<typeof recordSchema>;
export type FimRecord = z.infer<typeof templateSchema>;

/** Records by model name, as a provider's file gives them: a name with `*` in it is a pattern. */
export const recordsSchema = z.record(
  z.string(),
  z.strictObject({ ...recordShape, similar_models: z.exactOptional(z.array(z.string())) }),
);

export type ModelRecords = z.infer<typeof recordsSchema>;

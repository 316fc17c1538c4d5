/**
 * What can be said of a model in a file, by the keys that the files use. Every key may be missing: what is not said here
 * is said elsewhere (`resolve.ts`).
 */
import * as z from "zod";

import { type Quirk, QUIRKS } from "../completion/suggestion/quirks.ts";

const tokens = z.int().positive();
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
  repository: z
    .strictObject({
      name: marker,
      name_end: z.string().exactOptional(),
      file: marker,
      path_in_prefix: z.boolean().exactOptional(),
    })
    .exactOptional(),
  header: z.string().includes("{path}").exactOptional(),
});

export const recordShape = {
  /** Only text models complete and chat. */
  kind: z.enum(["text", "embedding", "speech", "image", "ranking", "moderation"]).exactOptional(),
  window_tokens: tokens.exactOptional(),
  /** The longest answer. */
  output_tokens: tokens.exactOptional(),
  /** A bundled vocabulary, `hf://org/name`, a path, an address, or `fake` for an estimate. */
  tokenizer: z.string().min(1).exactOptional(),
  fim: templateSchema.exactOptional(),
  /** Takes what stands before and after the hole as two fields; false: does not fill a hole at all, whatever its family. */
  infill: z.boolean().exactOptional(),
  stops: z.array(z.string().min(1)).exactOptional(),
  /** Behaviours that `completion/suggestion/quirks.ts` mends. */
  quirks: z.array(quirk).exactOptional(),
  /** False for a base model, which only goes on with a text. */
  chat: z.boolean().exactOptional(),
  tools: z.boolean().exactOptional(),
  images: z.boolean().exactOptional(),
  /** Good enough with tools to be left to itself. */
  agent: z.boolean().exactOptional(),
  /** Thinks before it answers, or can. */
  reasoning: z.boolean().exactOptional(),
  /** How it is told how much; left out, it is not told. The words are those of `DialectOptions`. */
  thinking: z.enum(["effort", "budget", "adaptive"]).exactOptional(),
  /** The least that it can be told to think, for a completion. */
  least_effort: z.enum(["none", "low"]).exactOptional(),
  /** Wants to be shown again what it thought, with a tool's result. */
  reasoning_back: z.boolean().exactOptional(),
  /** False: a request that sets a temperature is refused. */
  temperature: z.boolean().exactOptional(),
  max_tokens_field: z.enum(["max_tokens", "max_completion_tokens"]).exactOptional(),
  /** How many stop strings it takes, where that is fewer than its provider does. */
  max_stops: z.int().nonnegative().exactOptional(),
  /** Put into a completion by way of a chat as it is: where a provider has its own word against thinking, for example. */
  completion_body: z.record(z.string(), z.unknown()).exactOptional(),
};

export const recordSchema = z.strictObject(recordShape);

export type ModelRecord = z.infer<typeof recordSchema>;
export type FimRecord = z.infer<typeof templateSchema>;

/** Records by model name, as a provider's file gives them: a name with `*` in it is a pattern. */
export const recordsSchema = z.record(
  z.string(),
  z.strictObject({ ...recordShape, similar_models: z.array(z.string()).exactOptional() }),
);

export type ModelRecords = z.infer<typeof recordsSchema>;

/**
 * What is known of providers: one file each in `resources/providers`, or in the user's `providers.d` for a provider of
 * one's own. What a provider's file says of models is read beside this (`knowledge.ts`).
 */
import * as z from "zod";

import { FAILURES } from "../completion/ports.ts";
import { DIALECT_NAMES } from "./dialects.ts";
import { EMBEDDINGS, KEY_HEADERS, LISTS } from "./transports.ts";

export const address = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
export const texts = z.record(z.string(), z.string());

const failureKind = z
  .string()
  .refine((kind) => Object.hasOwn(FAILURES, kind), `must be one of ${Object.keys(FAILURES).join(", ")}`);

const keySchema = z.strictObject({
  needed: z.boolean().default(true),
  header: z.enum(KEY_HEADERS).default("bearer"),
  /** Where to get one. */
  url: z.url().exactOptional(),
  /** What a key looks like: a pattern that finds a key of another provider before it is sent. */
  looks: z
    .string()
    .refine((text) => isPattern(text), "is not a regular expression")
    .exactOptional(),
  /** The environment variables that usually hold it. */
  env: z.array(z.string()).default([]),
});

export const providerShape = {
  name: z.string().min(1),
  place: z.enum(["cloud", "local"]),
  /** Its place in lists, the lowest first. */
  rank: z.int().nonnegative(),
  /** Missing where everyone has an address of their own. */
  base_url: address.exactOptional(),
  /** Where a dialect is served elsewhere: what comes behind the base URL, or a whole address. */
  paths: z.partialRecord(z.enum(DIALECT_NAMES), z.string().regex(/^(?:\/|https?:\/\/)/)).default({}),
  key: keySchema.prefault({}),
  transports: z.strictObject({
    /** In the order in which they are tried. */
    completion: z.array(z.enum(DIALECT_NAMES)).default([]),
    chat: z.enum(DIALECT_NAMES).exactOptional(),
    embedding: z.enum(EMBEDDINGS).default("none"),
    list: z.enum(LISTS),
  }),
  /** Whose its models are, as its own list says: tells servers apart that use the same port. */
  owned_by: z.string().exactOptional(),
  limits: z
    .strictObject({
      /** How many stop strings one request may carry. */
      stops: z.int().nonnegative().default(4),
      /** The longest completion that may be asked for. */
      max_tokens: z.int().positive().exactOptional(),
      /** What the limit of a chat answer is called. */
      max_tokens_field: z.enum(["max_tokens", "max_completion_tokens"]).default("max_tokens"),
    })
    .prefault({}),
  headers: texts.default({}),
  query: texts.default({}),
  /** Put into every request as it is. */
  body: z.record(z.string(), z.unknown()).default({}),
  /** Models to begin with. */
  suggests: z
    .strictObject({ completion: z.string().exactOptional(), chat: z.string().exactOptional() })
    .default({}),
  /** How it is set up, a line each. */
  help: z.array(z.string()).default([]),
  /** What to do when a request fails in this way. */
  errors: z.record(failureKind, z.string()).default({}),
};

export const providerSchema = z.strictObject(providerShape);

export type ProviderSpec = z.infer<typeof providerSchema>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

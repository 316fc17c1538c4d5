/**
 * What is known of providers: one file each in `resources/providers`, or in the user's `providers.d` for a provider of
 * one's own. What a provider's file says of models is read beside this (`knowledge.ts`).
 */
import * as z from "zod/mini";

import { FAILURES } from "../completion/ports.ts";
import { toTell } from "../completion/told.ts";
import { DIALECT_NAMES } from "./dialects.ts";
import { MEANINGS } from "./meanings.ts";
import { EMBEDDINGS, KEY_HEADERS, LISTS } from "./transports.ts";

export const address = z.url({ protocol: /^https?$/, error: toTell("must be an http or https address") });
export const texts = z.record(z.string(), z.string());

const failureKind = z
  .string()
  .check(
    z.refine((kind) => Object.hasOwn(FAILURES, kind), `must be one of ${Object.keys(FAILURES).join(", ")}`),
  );

const pattern = z.string().check(z.refine((text) => isPattern(text), toTell("is not a regular expression")));

const signs = z.strictObject({
  codes: z.exactOptional(z.array(z.string())),
  /** A number that one captures is the model's window. */
  words: z.exactOptional(z.array(pattern)),
});

const keySchema = z.strictObject({
  needed: z._default(z.boolean(), true),
  header: z._default(z.enum(KEY_HEADERS), "bearer"),
  /** Where to get one. */
  url: z.exactOptional(z.url()),
  /** What a key looks like: a pattern that finds a key of another provider before it is sent. */
  looks: z.exactOptional(pattern),
  /** The environment variables that usually hold it. */
  env: z._default(z.array(z.string()), []),
});

export const providerShape = {
  name: z.string().check(z.minLength(1)),
  place: z.enum(["cloud", "local"]),
  /** It passes on what it is asked, perhaps to those who charge for it. */
  gateway: z._default(z.boolean(), false),
  /** Its place in lists, the lowest first. */
  rank: z.int().check(z.nonnegative()),
  /** Missing where everyone has an address of their own. */
  base_url: z.exactOptional(address),
  /** Where a dialect is served elsewhere: what comes behind the base URL, or a whole address. */
  paths: z._default(
    z.partialRecord(z.enum(DIALECT_NAMES), z.string().check(z.regex(/^(?:\/|https?:\/\/)/))),
    {},
  ),
  key: z.prefault(keySchema, {}),
  transports: z.strictObject({
    /** In the order in which they are tried. */
    completion: z._default(z.array(z.enum(DIALECT_NAMES)), []),
    chat: z.exactOptional(z.enum(DIALECT_NAMES)),
    embedding: z._default(z.enum(EMBEDDINGS), "none"),
    list: z.enum(LISTS),
  }),
  /** Whose its models are, as its own list says: tells servers apart that use the same port. */
  owned_by: z.exactOptional(z.string()),
  limits: z.prefault(
    z.strictObject({
      /** How many stop strings one request may carry. */
      stops: z._default(z.int().check(z.nonnegative()), 4),
      /** The longest completion that may be asked for. */
      max_tokens: z.exactOptional(z.int().check(z.positive())),
      /** What the limit of a chat answer is called. */
      max_tokens_field: z._default(z.enum(["max_tokens", "max_completion_tokens"]), "max_tokens"),
    }),
    {},
  ),
  headers: z._default(texts, {}),
  query: z._default(texts, {}),
  /** Put into every request as it is. */
  body: z._default(z.record(z.string(), z.unknown()), {}),
  /** Models to begin with. */
  suggests: z._default(
    z.strictObject({
      completion: z.exactOptional(z.string()),
      chat: z.exactOptional(z.string()),
      embedding: z.exactOptional(z.string()),
    }),
    {},
  ),
  /** How it is set up, a line each. */
  help: z._default(z.array(z.string()), []),
  /** What to do when a request fails in this way. */
  errors: z._default(z.record(failureKind, z.string()), {}),
  /** What its errors mean where their status does not tell: by codes, and by patterns of its words. */
  meanings: z._default(z.partialRecord(z.enum(MEANINGS), signs), {}),
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

/**
 * What is known of providers (`resources/providers`), and which ones the user has set up: a file each in `providers.d`,
 * or three environment variables.
 */
import * as z from "zod";

import { DIALECT_NAMES } from "./dialects.ts";

export const providerSchema = z.strictObject({
  name: z.string(),
  dialect: z.enum(DIALECT_NAMES),
  /** How many stop strings one request may carry. */
  max_stops: z.int().positive().default(4),
});

export type ProviderSpec = z.infer<typeof providerSchema>;

const DEFAULT_MAX_TOKENS = 256;
const seconds = z.number().positive().max(600);

/** `providers.d/<instance>.yaml`. */
export const instanceSchema = z.strictObject({
  provider: z.string().default("openai-compatible"),
  base_url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }),
  /** A key, or `$NAME` for an environment variable. Better left out: “Keyfill: Set API Key” keeps it in the secret store. */
  api_key: z.string().optional(),
  model: z.string().min(1),
  /** The model family, where the model's name does not tell it. */
  family: z.string().optional(),
  window_tokens: z.int().positive().optional(),
  max_tokens: z.int().positive().default(DEFAULT_MAX_TOKENS),
  temperature: z.number().min(0).max(2).default(0),
  first_byte_timeout: seconds.default(30),
  stall_timeout: seconds.default(15),
});

export type Instance = z.infer<typeof instanceSchema> & { readonly id: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The provider that the environment describes; a mistake where it describes half of one. */
export function instanceFromEnvironment(
  env: Environment,
): Instance | { readonly mistake: string } | undefined {
  const base_url = env["KEYFILL_BASE_URL"];
  if (!base_url) return undefined;
  const parsed = instanceSchema.safeParse({
    base_url,
    model: env["KEYFILL_MODEL"] ?? "",
    ...(env["KEYFILL_API_KEY"] && { api_key: env["KEYFILL_API_KEY"] }),
  });
  if (parsed.success) return { id: "environment", ...parsed.data };
  const [issue] = parsed.error.issues;
  const variable = issue?.path[0] === "model" ? "KEYFILL_MODEL" : "KEYFILL_BASE_URL";
  const message =
    variable === "KEYFILL_MODEL" ? "must name the model to ask" : (issue?.message ?? "is wrong");
  return { mistake: `the environment variable ${variable} ${message}` };
}

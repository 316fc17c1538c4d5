/** Which providers the user has set up: a file each in `providers.d`, or the environment. What a file says of models is read beside this. */
import { isAbsolute } from "node:path";

import * as z from "zod";

import { address, texts } from "./catalog.ts";
import { DIALECT_NAMES } from "./dialects.ts";
import { KEY_HEADERS } from "./transports.ts";

const DEFAULT_MAX_TOKENS = 256;
const seconds = z.number().positive().max(600);
const file = z
  .string()
  .refine(
    (path) => isAbsolute(path) || /^~[/\\]./.test(path),
    "must be a file's whole path, or begin with ~/ for the home folder",
  );

/** `providers.d/<instance>.yaml`. */
export const instanceShape = {
  enabled: z.boolean().default(true),
  provider: z.string().default("openai-compatible"),
  base_url: address.exactOptional(),
  /** A key, or `$NAME` for an environment variable. Better left out: “Keyfill: Set API Key” keeps it in the secret store. */
  api_key: z.string().optional(),
  /** The model that completes; without one, this instance only chats. */
  model: z.string().min(1).exactOptional(),
  chat_model: z.string().min(1).exactOptional(),
  /** The model family, where the model's name does not tell it. */
  family: z.string().exactOptional(),
  window_tokens: z.int().positive().exactOptional(),
  max_tokens: z.int().positive().default(DEFAULT_MAX_TOKENS),
  temperature: z.number().min(0).max(2).default(0),
  /** The transports that complete, instead of the provider's own choice. */
  completion: z.array(z.enum(DIALECT_NAMES)).min(1).exactOptional(),
  key_header: z.enum(KEY_HEADERS).exactOptional(),
  headers: texts.default({}),
  query: texts.default({}),
  body: z.record(z.string(), z.unknown()).default({}),
  /** Takes any certificate. For a server of one's own, and only until its certificate is in order. */
  insecure: z.boolean().default(false),
  /** A PEM file that is trusted for this provider beside the rest. */
  ca: file.exactOptional(),
  /** Shown to a server that wants one; PEM files. The passphrase of the key, or `$NAME` for an environment variable. */
  client_certificate: z
    .strictObject({ cert: file, key: file, passphrase: z.string().exactOptional() })
    .exactOptional(),
  first_byte_timeout: seconds.default(30),
  stall_timeout: seconds.default(15),
};

export const instanceSchema = z.strictObject(instanceShape);

/** An instance that names no model can do nothing. */
export const MODEL_MISSING = "it names no model: say which one completes (model) or chats (chat_model)";

export function hasModel({ model, chat_model }: z.infer<typeof instanceSchema>): boolean {
  return (model ?? chat_model) !== undefined;
}

export type Instance = z.infer<typeof instanceSchema> & { readonly id: string };

type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLES = {
  provider: "KEYFILL_PROVIDER",
  base_url: "KEYFILL_BASE_URL",
  api_key: "KEYFILL_API_KEY",
  model: "KEYFILL_MODEL",
  chat_model: "KEYFILL_CHAT_MODEL",
} as const;

/** The provider that the environment describes; a mistake where it describes half of one. */
export function instanceFromEnvironment(
  env: Environment,
): Instance | { readonly mistake: string } | undefined {
  if (!env[VARIABLES.base_url] && !env[VARIABLES.provider]) return undefined;
  const given = Object.entries(VARIABLES).flatMap(([key, name]) => (env[name] ? [[key, env[name]]] : []));
  const parsed = instanceSchema.safeParse(Object.fromEntries(given));
  const wrong = (variable: string, message: string) => ({
    mistake: `the environment variable ${variable} ${message}`,
  });
  if (!parsed.success) {
    return wrong(VARIABLES.base_url, parsed.error.issues[0]?.message ?? "is wrong");
  }
  if (!hasModel(parsed.data)) return wrong(VARIABLES.model, "must name the model to ask");
  return { id: "environment", ...parsed.data };
}

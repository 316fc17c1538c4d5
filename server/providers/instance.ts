/** Which providers the user has set up: a file each in `providers.d`, or the environment. What a file says of models is read beside this. */
import { isAbsolute } from "node:path";

import * as z from "zod/mini";

import { told, toTell, type Words } from "../completion/told.ts";
import { address, texts } from "./catalog.ts";
import { DIALECT_NAMES } from "./dialects.ts";
import { describesProvider, type Environment, VARIABLES } from "./environment.ts";
import { KEY_HEADERS } from "./transports.ts";

const DEFAULT_MAX_TOKENS = 256;
const TOKENS = toTell("must be a whole number above 0, such as 32768");
const seconds = z.number().check(z.positive(), z.maximum(600));
const dollars = z.number().check(z.minimum(0));
const file = z
  .string()
  .check(
    z.refine(
      (path) => isAbsolute(path) || /^~[/\\]./.test(path),
      toTell("must be a file's whole path, or begin with ~/ for the home folder"),
    ),
  );

const DIRECT = "direct";
const proxy = z
  .string()
  .check(
    z.refine(
      (text) => text === DIRECT || /^(?:\$\w+|(?:https?|socks5?h?):\/\/\S+)$/.test(text),
      toTell(
        "must be an address such as http://HOST:3128 or socks5://HOST:1080, $NAME for an environment variable, or direct",
      ),
    ),
  );

/** `providers.d/<instance>.yaml`. */
export const instanceShape = {
  enabled: z._default(z.boolean(), true),
  provider: z._default(z.string(), "openai-compatible"),
  base_url: z.exactOptional(address),
  /** A key, or `$NAME` for an environment variable. Better left out: “Keyfill: Set API Key” keeps it in the secret store. */
  api_key: z.optional(z.string()),
  /** The model that completes; without one, this instance only chats. */
  model: z.exactOptional(z.string().check(z.minLength(1))),
  chat_model: z.exactOptional(z.string().check(z.minLength(1))),
  /** The model that turns text into vectors, for whoever wants the workspace indexed by its meaning. */
  embedding_model: z.exactOptional(z.string().check(z.minLength(1))),
  /** The model family, where the model's name does not tell it. */
  family: z.exactOptional(z.string()),
  window_tokens: z.exactOptional(z.int(TOKENS).check(z.positive(TOKENS))),
  max_tokens: z._default(z.int().check(z.positive()), DEFAULT_MAX_TOKENS),
  temperature: z._default(z.number().check(z.minimum(0), z.maximum(2)), 0),
  /** The transports that complete, instead of the provider's own choice. */
  completion: z.exactOptional(z.array(z.enum(DIALECT_NAMES)).check(z.minLength(1))),
  key_header: z.exactOptional(z.enum(KEY_HEADERS)),
  headers: z._default(texts, {}),
  query: z._default(texts, {}),
  body: z._default(z.record(z.string(), z.unknown()), {}),
  /** Takes any certificate. For a server of one's own, and only until its certificate is in order. */
  insecure: z._default(z.boolean(), false),
  /** A PEM file that is trusted for this provider beside the rest. */
  ca: z.exactOptional(file),
  /** Shown to a server that wants one; PEM files. The passphrase of the key, or `$NAME` for an environment variable. */
  client_certificate: z.exactOptional(
    z.strictObject({ cert: file, key: file, passphrase: z.exactOptional(z.string()) }),
  ),
  /** By which alone it is reached, or directly, whatever the editor and the environment say of others. */
  proxy: z.exactOptional(proxy),
  /** Dollars for a million tokens, where the provider's list of models does not tell. */
  price: z.exactOptional(
    z.strictObject({ input: dollars, output: dollars, cached: z.exactOptional(dollars) }),
  ),
  first_byte_timeout: z._default(seconds, 30),
  stall_timeout: z._default(seconds, 15),
};

export const instanceSchema = z.strictObject(instanceShape);

/** An instance that names no model can do nothing. */
export const MODEL_MISSING = toTell(
  "it names no model: say which one completes (model), chats (chat_model) or embeds (embedding_model)",
);

export function hasModel(instance: z.infer<typeof instanceSchema>): boolean {
  const { model, chat_model, embedding_model } = instance;
  return (model ?? chat_model ?? embedding_model) !== undefined;
}

export type Instance = z.infer<typeof instanceSchema> & { readonly id: string };

/** The provider that the environment describes; a mistake where it describes half of one. */
export function instanceFromEnvironment(
  env: Environment,
): Instance | { readonly mistake: Words } | undefined {
  if (!describesProvider(env)) return undefined;
  const given = Object.entries(VARIABLES).flatMap(([key, name]) => (env[name] ? [[key, env[name]]] : []));
  const parsed = instanceSchema.safeParse(Object.fromEntries(given));
  const wrong = (variable: string, message: string) => ({
    mistake: told("the environment variable {0} {1}", variable, told(message)),
  });
  if (!parsed.success) {
    return wrong(VARIABLES.base_url, parsed.error.issues[0]?.message ?? toTell("is wrong"));
  }
  if (!hasModel(parsed.data)) return wrong(VARIABLES.model, toTell("must name the model to ask"));
  return { id: "environment", ...parsed.data };
}

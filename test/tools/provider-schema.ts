/**
 * Writes `resources/provider-file.schema.json`, by which an editor completes and checks the YAML files in `providers.d`, from
 * the schemas that read them. A test sees that it is in step.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { format } from "prettier";
import * as z from "zod";

import { compile, ownProviderSchema, setUpSchema } from "../../server/knowledge/yaml-files.ts";
import { TELLTALE } from "../../server/providers/guide-yaml.ts";
import { root } from "./build.ts";

export const FILE = join(root, "resources", "provider-file.schema.json");

/** What is shown beside each key of a provider that is set up. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  enabled: "false: it is left out, and its file stays.",
  provider: "Which kind of provider it is; openai-compatible when left out.",
  base_url: "Where the API is; it often ends in /v1. Left out: where this kind of provider usually is.",
  api_key:
    "$NAME for an environment variable, or “command: …” for a password manager. Better left out: “Keyfill: Set API Key…” keeps it in the secret store.",
  model: "The model that completes, by the provider's name for it.",
  chat_model: "The model that chats.",
  embedding_model: "The model that turns text into vectors, for “Keyfill: Index Meanings…”.",
  family: "How the model fills in the middle, where its name does not tell.",
  window_tokens:
    "How many tokens the model can read and write at once, where that differs from what is known.",
  max_tokens: "The longest completion, in tokens.",
  temperature: "0 is the most likely answer, and the best for completion.",
  price: "Dollars for a million tokens, for the day's budget.",
  completion: "The ways by which it completes, instead of the provider's own choice; the first that works.",
  key_header: "How the key is sent, where that differs from what this kind of provider wants.",
  headers: "What every request carries besides.",
  query: "Parameters behind the address of every request.",
  body: "What the body of every request holds besides.",
  insecure: "true: any certificate is taken. For a server of your own, until its certificate is in order.",
  ca: "A PEM file that is trusted for this provider beside the rest.",
  client_certificate: "For a server that wants one: PEM files, and the passphrase of the key or $NAME.",
  proxy:
    "The proxy by which it is reached, such as http://HOST:3128 or socks5://HOST:1080, $NAME for an environment variable, or direct. Left out: what the editor (http.proxy) and the environment say.",
  first_byte_timeout: "Seconds until the first byte of the answer.",
  stall_timeout: "Seconds between two pieces of the answer.",
  models: "What is different here, by model; and which models there are, where the server has no list.",
  model_defaults: "What holds for a model of which nothing else is known.",
};

type Json = Readonly<Record<string, unknown>>;

export async function providerSchema(): Promise<string> {
  const { providers, families } = await compile(join(root, "resources"));
  const known: Readonly<Record<string, readonly string[]>> = {
    provider: providers.map(([id]) => id),
    family: families.flatMap(([id, { fim }]) => (fim ? [id] : [])),
  };
  const setUp = schemaOf(setUpSchema);
  const properties = Object.entries(Object(setUp["properties"])).map(([key, schema]) => [
    key,
    { description: describe(key), ...Object(schema), ...(known[key] && suggesting(known[key])) },
  ]);
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A provider of Keyfill",
    // A file of the Refact engine's guide is read as it is, and its keys are not ours to judge.
    if: { anyOf: TELLTALE.map((key) => ({ required: [key] })), not: { required: ["transports"] } },
    else: {
      if: { required: ["transports"] },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
      then: schemaOf(ownProviderSchema),
      else: { ...setUp, properties: Object.fromEntries(properties) },
    },
  };
  return format(JSON.stringify(schema), { parser: "json", printWidth: 110 });
}

function schemaOf(schema: z.core.$ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  });
  return json;
}

function describe(key: string): string {
  const description = DESCRIPTIONS[key];
  if (description === undefined) throw new Error(`test/tools/provider-schema.ts does not describe “${key}”`);
  return description;
}

/** Completed, and no mistake where it is another: users have kinds and families of their own. */
function suggesting(names: readonly string[]): Json {
  return { type: undefined, anyOf: [{ enum: names.toSorted() }, { type: "string" }] };
}

if (import.meta.main) writeFileSync(FILE, await providerSchema());

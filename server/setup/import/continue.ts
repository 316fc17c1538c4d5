/**
 * Continue's configuration → servers: https://docs.continue.dev/reference (YAML) and /json-reference, both read 2026-11.
 * Several entries of one server become one. Pure.
 */
import * as z from "zod/mini";

import type { Kinds } from "../recognise.ts";
import { type FoundServer, realKey } from "./found.ts";

const modelSchema = z.object({
  provider: z.string(),
  model: z.string(),
  apiKey: z.optional(z.string()),
  apiBase: z.optional(z.string()),
  roles: z._default(z.array(z.string()), ["chat"]),
  /** Azure's: what its models are asked by. In YAML it stands under `env`. */
  deployment: z.optional(z.string()),
  env: z.optional(z.object({ deployment: z.optional(z.string()) })),
  requestOptions: z.optional(z.object({ headers: z.optional(z.record(z.string(), z.string())) })),
});
type Entry = z.infer<typeof modelSchema>;

const AZURE = "azure-openai";
/** Of the API whose path names no deployment; the model does. */
const AZURE_PATH = "/openai/v1";

/** Theirs, where it differs from ours in more than dots, dashes and capitals. */
const ALIASES: Readonly<Record<string, string>> = {
  azure: AZURE,
  googleaistudio: "gemini",
  huggingfaceinferenceapi: "huggingface",
  huggingfacetgi: "tgi",
  textgenwebui: "text-generation-webui",
  zai: "zhipu",
};

const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z\d]/g, "");

type Secrets = Readonly<Record<string, string | undefined>>;

/** `secrets` are those of the `.env` beside the configuration. */
export function serversOfContinue(config: unknown, secrets: Secrets, kinds: Kinds): readonly FoundServer[] {
  const servers = new Map<string, FoundServer>();
  for (const entry of entriesIn(config)) {
    const { model, ...server } = serverOf(entry, secrets, kinds);
    if (server.kind === OTHER && server.address === undefined) continue;
    const name = JSON.stringify([server.kind, server.address, server.key]);
    const before: FoundServer = servers.get(name) ?? server;
    const { roles } = entry;
    servers.set(name, {
      ...before,
      ...(roles.includes("autocomplete") && before.model === undefined && { model }),
      ...(roles.includes("chat") && before.chatModel === undefined && { chatModel: model }),
    });
  }
  return [...servers.values()].filter(({ model, chatModel }) => (model ?? chatModel) !== undefined);
}

function serverOf(entry: Entry, secrets: Secrets, kinds: Kinds) {
  const { apiBase, requestOptions, deployment, env, model } = entry;
  const kind = kindOf(entry, kinds);
  return {
    kind,
    address: kind === AZURE ? apiBase?.replace(/(?<=[^/:])\/*$/, AZURE_PATH) : apiBase,
    key: keyIn(entry, secrets),
    headers: requestOptions?.headers,
    model: deployment ?? env?.deployment ?? model,
  };
}

/** An entry that names no model, or has it chosen by the server, can't be taken over. */
function entriesIn(config: unknown): readonly Entry[] {
  if (typeof config !== "object" || config === null) return [];
  const { models, tabAutocompleteModel: tab } = config as {
    models?: unknown;
    tabAutocompleteModel?: unknown;
  };
  const own = listOf(models);
  const completing = listOf(tab).map((entry) => ({ ...Object(entry), roles: ["autocomplete"] }));
  return [...completing, ...own].flatMap((entry) => {
    const parsed = modelSchema.safeParse(entry);
    return parsed.success && parsed.data.model !== "AUTODETECT" ? [parsed.data] : [];
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

function kindOf({ provider, apiBase, model }: Entry, kinds: Kinds): string {
  // Without an address of its own, Continue asks Codestral's.
  if (provider === "mistral" && apiBase === undefined && model.startsWith("codestral")) return "codestral";
  const name = bare(provider);
  const known = kinds.find(([id]) => bare(id) === name || id === ALIASES[name]);
  const usual = known?.[1].base_url;
  const isElsewhere = apiBase !== undefined && known?.[1].place === "cloud" && usual !== undefined;
  return known === undefined || isElsewhere ? OTHER : known[0];
}

/** What speaks OpenAI's language somewhere; without an address it is nowhere. */
const OTHER = "openai-compatible";

/** Not in the configuration, but in the `.env` beside it or in the environment. */
const SECRET = /^\$\{\{\s*(?:secrets|inputs)\.([A-Za-z_]\w*)\s*\}\}$/;

function keyIn({ apiKey }: Entry, secrets: Secrets): string | undefined {
  const [, name] = SECRET.exec(apiKey ?? "") ?? [];
  if (name === undefined) return realKey(apiKey);
  return realKey(secrets[name]) ?? `$${name}`;
}

/**
 * Provider files as the contribution guide of the Refact engine writes them, translated into ours: what a user of that
 * engine has in `providers.d` works here as it is. Guide: CONTRIBUTING.md of https://github.com/smallcloudai/refact,
 * read 2026-11. What the file says of models is read beside this (`knowledge.ts`).
 */
import * as z from "zod/mini";

import { providerSchema, type ProviderSpec } from "./catalog.ts";
import type { DialectName } from "./dialects.ts";
import { instanceSchema } from "./instance.ts";

const endpointSchema = z._default(z.string(), "");
const name = z._default(z.string(), "");

/** Lenient: what that engine ignores is ignored here. */
export const guideShape = {
  enabled: z._default(z.boolean(), true),
  chat_endpoint: endpointSchema,
  completion_endpoint: endpointSchema,
  embedding_endpoint: endpointSchema,
  supports_completion: z._default(z.boolean(), true),
  api_key: z._default(z.string(), ""),
  running_models: z._default(z.array(z.string()), []),
  completion_default_model: name,
  chat_default_model: name,
};

export type Guide = z.infer<z.ZodMiniObject<typeof guideShape>> & {
  /** By the models' names. */
  readonly completion_models: object;
  readonly chat_models: object;
};

/** Keys that our own files do not have. */
export const TELLTALE = [
  "chat_endpoint",
  "completion_endpoint",
  "embedding_endpoint",
  "endpoint_style",
  "supports_completion",
  "running_models",
  "chat_models",
  "completion_models",
  "embedding_models",
  "completion_default_model",
  "chat_default_model",
  "model_default_settings_ui",
];

export function isGuide(value: unknown): boolean {
  if (typeof value !== "object" || value === null || "transports" in value) return false;
  return TELLTALE.some((key) => Object.hasOwn(value, key));
}

/** The names of that engine's own provider files, and ours. A file of such a name needs no endpoints. */
const TEMPLATES: Readonly<Record<string, string>> = {
  google_gemini: "gemini",
  lmstudio: "lm-studio",
  custom: "openai-compatible",
};

/** What stands at the end of an endpoint, and the format that is spoken there; the longest first. */
const DIALECT_AT_END: readonly (readonly [string, DialectName])[] = [
  ["/chat/completions", "openai-chat"],
  ["/fim/completions", "mistral-fim"],
  ["/completions", "openai-completions"],
  ["/responses", "openai-responses"],
  ["/messages", "anthropic-messages"],
];

export const ENDPOINT_UNCLEAR = `should be an address that ends in one of ${DIALECT_AT_END.map(([end]) => end).join(", ")}`;

export interface Translated {
  /** Missing where the file relies on a provider that Keyfill knows. */
  readonly provider?: ProviderSpec;
  readonly instance: z.infer<typeof instanceSchema>;
}

export function translateGuide(
  guide: Guide,
  id: string,
): Translated | { readonly unclear: "chat_endpoint" | "completion_endpoint" } {
  const asked = askedIn(guide);
  if (!guide.chat_endpoint && !guide.completion_endpoint) {
    return { instance: instanceSchema.parse({ ...asked, provider: TEMPLATES[id] ?? id }) };
  }
  const name = asked.model ?? asked.chat_model ?? "";
  const place = (endpoint: string) => placeOf(endpoint.replaceAll("$MODEL", name));
  const chat = place(guide.chat_endpoint);
  const completion = completes(guide) ? place(guide.completion_endpoint) : undefined;
  if (chat === "unclear") return { unclear: "chat_endpoint" };
  if (completion === "unclear") return { unclear: "completion_endpoint" };
  const provider = providerOf(id, { chat, completion, embedding: guide.embedding_endpoint });
  return { provider, instance: instanceSchema.parse({ ...asked, provider: id }) };
}

interface AskedFor {
  readonly enabled: boolean;
  readonly api_key?: string;
  readonly model?: string;
  readonly chat_model?: string;
}

function askedIn(guide: Guide): AskedFor {
  const [listed] = guide.running_models;
  const fallback = completes(guide) ? listed : undefined;
  const model = guide.completion_default_model || (first(guide.completion_models) ?? fallback);
  const chat_model = guide.chat_default_model || (first(guide.chat_models) ?? listed);
  return {
    enabled: guide.enabled,
    ...(guide.api_key && { api_key: guide.api_key }),
    ...(model && { model }),
    ...(chat_model && { chat_model }),
  };
}

/** A file that has an endpoint for chat alone does not. */
function completes({ supports_completion, chat_endpoint, completion_endpoint }: Guide): boolean {
  return supports_completion && (completion_endpoint !== "" || chat_endpoint === "");
}

function first(models: object): string | undefined {
  return Object.keys(models)[0];
}

interface Place {
  readonly dialect: DialectName;
  readonly base: string;
  readonly query: Readonly<Record<string, string>>;
}

function placeOf(endpoint: string): Place | "unclear" | undefined {
  if (endpoint === "") return undefined;
  const url = URL.parse(endpoint);
  const path = url?.pathname.replace(/\/+$/, "") ?? "";
  const found = DIALECT_AT_END.find(([end]) => path.endsWith(end));
  if (!url || !found) return "unclear";
  const [end, dialect] = found;
  const query = Object.fromEntries(url.searchParams);
  return { dialect, base: url.origin + path.slice(0, -end.length), query };
}

interface Places {
  readonly chat: Place | undefined;
  readonly completion: Place | undefined;
  readonly embedding: string;
}

function providerOf(name: string, { chat, completion, embedding }: Places): ProviderSpec {
  const places = [chat, completion].flatMap((place) => (place ? [place] : []));
  return providerSchema.parse({
    name,
    place: places.every(({ base }) => isLoopback(base)) ? "local" : "cloud",
    rank: 0,
    base_url: places[0]?.base,
    paths: Object.fromEntries(places.map(({ dialect, base }) => [dialect, base])),
    // Whether it wants a key is not said; without one, none is sent.
    key: { needed: false },
    transports: {
      completion: completion ? [completion.dialect] : [],
      ...(chat && { chat: chat.dialect }),
      embedding: embedding ? "openai" : "none",
      list: "openai",
    },
    query: Object.assign({}, ...places.map(({ query }) => query)),
  });
}

function isLoopback(address: string): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(URL.parse(address)?.hostname ?? "");
}

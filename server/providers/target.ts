/** A provider instance, what is known of its kind and of its model, and the settings, resolved into one target that completes. */
import { told } from "../completion/told.ts";
import type { CompletionTarget, Failure, FimTemplate } from "../completion/ports.ts";
import { FILL_END } from "../completion/prompt/chat.ts";
import type { Quirk } from "../completion/suggestion/quirks.ts";
import type { ProviderSpec } from "./catalog.ts";
import { CARRIES, type DialectName } from "./dialects.ts";
import { type AskedModel, type Endpoint, endpoint } from "./endpoint.ts";
import { failure } from "./failure.ts";
import type { EmbeddingOptions } from "./embedding.ts";
import type { Instance } from "./instance.ts";

export interface Target extends CompletionTarget, Endpoint {
  readonly tokenizer: string;
}

/** What providers need to know of a model; the part that knows models answers. */
export interface KnownModel extends AskedModel {
  readonly kind: string;
  /** It belongs to a known family. */
  readonly known: boolean;
  readonly windowTokens: number;
  readonly outputTokens: number;
  readonly tokenizer: string;
  readonly stops: readonly string[];
  readonly quirks: readonly Quirk[];
  readonly chat: boolean;
  readonly tools: boolean;
  readonly images: boolean;
  readonly agent: boolean;
  readonly reasoning: boolean;
  readonly leastEffort?: "none" | "low";
  readonly completionBody: Readonly<Record<string, unknown>>;
  readonly fim?: FimTemplate;
  /** Undefined when nobody knows. */
  readonly infill?: boolean;
  readonly price?: { readonly input: number };
  /** What an embedding model wants to find before a text. */
  readonly putBefore?: NonNullable<EmbeddingOptions["putBefore"]>;
}

export interface Asked {
  readonly instance: Instance;
  readonly name: string;
  readonly purpose: "completion" | "chat";
}

export interface Knowledge {
  provider(id: string): ProviderSpec | undefined;
  model(asked: Asked): KnownModel;
}

/** More context costs time at every keystroke and rarely changes the answer. */
const MAX_PROMPT_TOKENS = 4096;
const REST_MS = 75;
/** What a model that cannot be kept from thinking may think before it completes. */
const THOUGHT_TOKENS = 1024;

export function resolveTarget(instance: Instance, knowledge: Knowledge): Target | Failure {
  const provider = knowledge.provider(instance.provider);
  if (!provider) return unknownProvider(instance);
  const name = instance.model;
  if (name === undefined) return failure("no-fim", told("“{0}” names no model that completes", instance.id));
  const model = knowledge.model({ instance, name, purpose: "completion" });
  const way = wayFor(model, instance.completion ?? provider.transports.completion);
  if (!way) return noWay(instance, { name, model });
  const asked = endpoint(way.dialect, { instance, provider, name, model });
  if (!asked) return noAddress(instance, provider);

  const { form } = way;
  const maxTokens = maxTokensOf({ instance, provider, model }, form);
  return {
    ...asked,
    extraBody: { ...(form.kind === "chat" && model.completionBody), ...asked.extraBody },
    id: `${instance.id}/${name}`,
    form,
    promptTokens: Math.max(1, Math.min(MAX_PROMPT_TOKENS, model.windowTokens - maxTokens)),
    maxTokens,
    temperature: instance.temperature,
    stops: form.kind === "chat" ? [FILL_END, ...model.stops] : model.stops,
    restMs: REST_MS,
    local: provider.place === "local" && !provider.gateway,
    tokenizer: model.tokenizer,
    quirks: model.quirks,
  };
}

type Form = CompletionTarget["form"];

interface Way {
  readonly dialect: DialectName;
  readonly form: Form;
}

/** The first transport that can carry the hole as this model takes it. */
function wayFor(model: KnownModel, transports: readonly DialectName[]): Way | undefined {
  if (model.kind !== "text") return undefined;
  for (const dialect of transports) {
    const form = formFor(model, CARRIES[dialect]);
    if (form) return { dialect, form };
  }
  return undefined;
}

function formFor(model: KnownModel, carries: readonly string[]): Form | undefined {
  if (carries.includes("text") && model.fim) return { kind: "fim", template: model.fim };
  // The server of a model that nobody here knows may well know how it fills a hole.
  if (carries.includes("infill") && model.infill !== false) return { kind: "infill" };
  if (!carries.includes("chat") || !model.chat) return undefined;
  return { kind: "chat", ...(model.leastEffort && { effort: model.leastEffort }) };
}

interface Parts {
  readonly instance: Instance;
  readonly provider: ProviderSpec;
  readonly model: KnownModel;
}

function maxTokensOf({ instance, provider, model }: Parts, form: Form): number {
  const thinks = form.kind === "chat" && model.reasoning && form.effort !== "none";
  const wanted = instance.max_tokens + (thinks ? THOUGHT_TOKENS : 0);
  return Math.min(wanted, provider.limits.max_tokens ?? wanted, model.outputTokens);
}

function noWay(
  { id, family }: Instance,
  { name, model }: { readonly name: string; readonly model: KnownModel },
): Failure {
  if (model.kind !== "text")
    return failure("no-fim", told("{0} is no text model but one for {1}", name, model.kind));
  if (model.infill === false)
    return failure("no-fim", told("{0} was not trained to fill in the middle", name));
  if (model.known)
    return failure("no-fim", told("{0} fills in the middle, but not by what this provider speaks", name));
  const what = family
    ? told("Keyfill does not know a model family “{0}”", family)
    : told("Keyfill does not know how the model “{0}” fills in the middle", name);
  return failure(
    "no-fim",
    what,
    told("Name its family in providers.d/{0}.yaml, for example “family: qwen-coder”.", id),
  );
}

export function unknownProvider({ id, provider }: Instance): Failure {
  return failure(
    "misconfigured",
    told("“{0}” names a provider that Keyfill does not know: {1}", id, provider),
  );
}

export function noAddress({ id }: Instance, { name }: ProviderSpec): Failure {
  const message = told("“{0}” has no base_url, and {1} has none that is the same for everyone", id, name);
  return failure("misconfigured", message, told("Set base_url in providers.d/{0}.yaml.", id));
}

/** A provider instance, what is known of its kind and of its model, and the settings, resolved into one target. */
import type { CompletionTarget, Failure } from "../completion/ports.ts";
import type { Timeouts } from "../http.ts";
import type { Instance, ProviderSpec } from "./catalog.ts";
import type { DialectName } from "./dialects.ts";
import { failure } from "./provider-error.ts";

export interface Target extends CompletionTarget {
  readonly instance: string;
  readonly dialect: DialectName;
  readonly baseUrl: string;
  /** As the file or the environment gives it: a key, `$NAME`, or nothing. */
  readonly apiKey?: string;
  readonly model: string;
  readonly tokenizer: string;
  readonly maxStops: number;
  readonly timeouts: Partial<Timeouts>;
}

/** The part of a model family that a target needs. */
export interface KnownModel {
  readonly windowTokens: number;
  readonly tokenizer: string;
  readonly stops: readonly string[];
  readonly fim?: (CompletionTarget["form"] & { kind: "fim" })["template"];
}

export interface Knowledge {
  provider(id: string): ProviderSpec | undefined;
  /** By the family's own name if one is given, else by the model's name. */
  model(name: string, family: string | undefined): KnownModel | undefined;
}

/** More context costs time at every keystroke and rarely changes the answer. */
const MAX_PROMPT_TOKENS = 4096;
const REST_MS = 75;

export function resolveTarget(instance: Instance, knowledge: Knowledge): Target | Failure {
  const provider = knowledge.provider(instance.provider);
  if (!provider) {
    return failure(
      "misconfigured",
      `“${instance.id}” names a provider that Keyfill does not know: ${instance.provider}`,
    );
  }
  const model = knowledge.model(instance.model, instance.family);
  if (!model?.fim) return noFim(instance, model !== undefined);
  const windowTokens = instance.window_tokens ?? model.windowTokens;
  return {
    id: `${instance.id}/${instance.model}`,
    instance: instance.id,
    dialect: provider.dialect,
    // A trailing slash, or two, is how people paste an address.
    baseUrl: instance.base_url.replace(/\/+$/, ""),
    ...(instance.api_key && { apiKey: instance.api_key }),
    model: instance.model,
    form: { kind: "fim", template: model.fim },
    promptTokens: Math.min(MAX_PROMPT_TOKENS, windowTokens - instance.max_tokens),
    maxTokens: instance.max_tokens,
    temperature: instance.temperature,
    stops: model.stops,
    restMs: REST_MS,
    tokenizer: model.tokenizer,
    maxStops: provider.max_stops,
    timeouts: { firstByteMs: instance.first_byte_timeout * 1000, stallMs: instance.stall_timeout * 1000 },
  };
}

function noFim({ id, model, family }: Instance, isKnown: boolean): Failure {
  if (isKnown) return failure("no-fim", `${model} was not trained to fill in the middle`);
  const what = family ? `a model family “${family}”` : `how the model “${model}” fills in the middle`;
  return failure(
    "no-fim",
    `Keyfill does not know ${what}`,
    `Name its family in providers.d/${id}.yaml, for example "family: qwen-coder".`,
  );
}

/** Where and how one dialect of a provider instance is asked: address, key, headers, limits. */
import type { Timeouts } from "../http.ts";
import type { ProviderSpec } from "./catalog.ts";
import type { DialectOptions } from "./dialect.ts";
import type { DialectName } from "./dialects.ts";
import type { Instance } from "./instance.ts";
import type { Meanings } from "./meanings.ts";
import type { KeyHeader } from "./transports.ts";

export interface Endpoint extends DialectOptions {
  readonly instance: string;
  /** The kind of provider; names it in messages, and is never looked into. */
  readonly provider: string;
  readonly dialect: DialectName;
  readonly baseUrl: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly keyHeader: KeyHeader;
  /** As the file or the environment gives it: a key, `$NAME`, or nothing. */
  readonly apiKey?: string;
  /** The environment variables that usually hold a key for this provider. */
  readonly keyVariables: readonly string[];
  readonly keyNeeded: boolean;
  readonly insecure: boolean;
  /** The paths of files, which are read when a connection is needed. */
  readonly ca?: string;
  readonly clientCertificate?: NonNullable<Instance["client_certificate"]>;
  /** An address, `$NAME`, or `direct`. */
  readonly proxy?: string;
  readonly timeouts: Partial<Timeouts>;
  /** What the provider's file advises, by the kind of failure. */
  readonly advice: ProviderSpec["errors"];
  /** What its errors mean. */
  readonly meanings?: Meanings;
}

/** What an endpoint must know of the model. */
export interface AskedModel {
  readonly temperature: boolean;
  readonly maxTokensField?: DialectOptions["maxTokensField"];
  readonly maxStops?: number;
  readonly thinking?: NonNullable<DialectOptions["thinking"]>;
  readonly wantsReasoningBack: boolean;
}

interface Served {
  readonly instance: Instance;
  readonly provider: ProviderSpec;
  readonly name: string;
  readonly model: AskedModel;
}

/** As much of an endpoint as tells whose key it wants. */
export function keyOwner(instance: Instance, provider: ProviderSpec) {
  return {
    instance: instance.id,
    headers: { ...provider.headers, ...instance.headers },
    query: { ...provider.query, ...instance.query },
    ...(instance.api_key && { apiKey: instance.api_key }),
    keyVariables: provider.key.env,
    keyNeeded: provider.key.needed,
  };
}

/** Undefined when neither the instance nor its provider says where. */
export function endpoint(dialect: DialectName, served: Served): Endpoint | undefined {
  const { instance, provider } = served;
  const baseUrl = baseUrlOf(dialect, instance.base_url ?? provider.base_url, provider.paths);
  if (baseUrl === undefined) return undefined;
  return {
    ...options(served),
    ...keyOwner(instance, provider),
    provider: instance.provider,
    dialect,
    baseUrl,
    keyHeader: instance.key_header ?? provider.key.header,
    insecure: instance.insecure,
    ...(instance.ca !== undefined && { ca: instance.ca }),
    ...(instance.client_certificate && { clientCertificate: instance.client_certificate }),
    ...(instance.proxy !== undefined && { proxy: instance.proxy }),
    timeouts: { firstByteMs: instance.first_byte_timeout * 1000, stallMs: instance.stall_timeout * 1000 },
    advice: provider.errors,
    meanings: provider.meanings,
  };
}

function options({ instance, provider, name, model }: Served): DialectOptions {
  const { limits } = provider;
  return {
    model: name,
    stream: true,
    maxStops: Math.min(limits.stops, model.maxStops ?? limits.stops),
    takesTemperature: model.temperature,
    maxTokensField: model.maxTokensField ?? limits.max_tokens_field,
    extraBody: { ...provider.body, ...instance.body },
    ...(model.thinking && { thinking: model.thinking }),
    wantsReasoningBack: model.wantsReasoningBack,
  };
}

function baseUrlOf(
  dialect: DialectName,
  base: string | undefined,
  paths: ProviderSpec["paths"],
): string | undefined {
  const path = paths[dialect] ?? "";
  if (/^https?:/.test(path)) return trimmed(path);
  if (base === undefined) return undefined;
  // A trailing slash, or two, is how people paste an address; and where dialects lie apart, with one of their paths.
  const pasted = trimmed(base);
  const given = Object.values(paths).find((known) => known.length > 1 && pasted.endsWith(known));
  return (given ? pasted.slice(0, -given.length) : pasted) + trimmed(path);
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, "");
}

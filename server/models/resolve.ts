/**
 * All that is known of one model, put together from every place that says something of it, the nearest first. Each value
 * keeps where it came from.
 */
import { toTell, type Words } from "../completion/told.ts";
import type { FimTemplate } from "../completion/ports.ts";
import type { Quirk } from "../completion/suggestion/quirks.ts";
import { familyNamed, familyOf, matches, type ModelFamily, patternOf, spellings } from "./catalog.ts";
import { estimateLimits } from "./estimate-limits.ts";
import type { FimRecord, ModelRecord, ModelRecords } from "./record.ts";

interface Sayings {
  readonly from: Words;
  readonly record: ModelRecord;
}

export interface ModelQuestion {
  readonly name: string;
  /** The family's name, where the model's does not tell it. */
  readonly family?: string;
  /** What the user set for this one model. */
  readonly set?: Sayings;
  /** The files that speak of a provider's models, the nearest first. */
  readonly files: readonly { readonly from: Words; readonly models: ModelRecords }[];
  /** What these files say of no model in particular, the nearest first. */
  readonly defaults?: readonly Sayings[];
  /** What the server tells of it. */
  readonly told?: ModelRecord;
}

/** For each key of a record, in words, who said so. */
export type Origins = Readonly<Partial<Record<keyof ModelRecord, Words>>>;

export interface Model {
  readonly kind: NonNullable<ModelRecord["kind"]>;
  /** It belongs to a known family. */
  readonly known: boolean;
  readonly windowTokens: number;
  readonly outputTokens: number;
  readonly tokenizer: string;
  readonly fim?: FimTemplate;
  /** Undefined when nobody knows. */
  readonly infill?: boolean;
  readonly stops: readonly string[];
  readonly quirks: readonly Quirk[];
  readonly chat: boolean;
  readonly tools: boolean;
  readonly images: boolean;
  readonly agent: boolean;
  readonly reasoning: boolean;
  readonly thinking?: NonNullable<ModelRecord["thinking"]>;
  readonly leastEffort?: NonNullable<ModelRecord["least_effort"]>;
  readonly wantsReasoningBack: boolean;
  readonly temperature: boolean;
  readonly maxTokensField?: NonNullable<ModelRecord["max_tokens_field"]>;
  readonly maxStops?: number;
  readonly completionBody: Readonly<Record<string, unknown>>;
  readonly price?: NonNullable<ModelRecord["price"]>;
  readonly putBefore?: NonNullable<ModelRecord["put_before"]>;
  readonly origins: Origins;
}

const ASSUMED = {
  kind: "text",
  tokenizer: "fake",
  stops: [],
  quirks: [],
  chat: true,
  tools: false,
  images: false,
  agent: false,
  reasoning: false,
  temperature: true,
} as const satisfies ModelRecord;

const THE_SERVER = toTell("the server");
export const AN_ESTIMATE = toTell("an estimate from the name");

/** `own` are the families of the user's folder: they come before those that are shipped. */
export function resolveModel(
  question: ModelQuestion,
  families: { readonly own: readonly ModelFamily[]; readonly shipped: readonly ModelFamily[] },
): Model {
  const { name, family, set, defaults = [], told, files } = question;
  const all = [...families.own, ...families.shipped];
  const known = family
    ? familyNamed({ family, name }, all)
    : (familyOf(name, families.own) ?? familyOf(name, families.shipped));
  const recorded = files.flatMap(({ from, models }) => {
    const record = recordOf(name, models);
    return record ? [{ from, record }] : [];
  });
  const layers: readonly Sayings[] = [
    ...(set ? [set] : []),
    ...recorded,
    ...(told ? [{ from: THE_SERVER, record: abilitiesIn(told) }] : []),
    ...(known
      ? [{ from: { text: toTell("the model family {0}"), values: [known.id] }, record: known.record }]
      : []),
    ...defaults,
    ...(told ? [{ from: THE_SERVER, record: told }] : []),
    { from: AN_ESTIMATE, record: estimateLimits(name) },
  ];
  return asModel(withServersLimit(merge(layers), told), known !== undefined);
}

/** By its name, by its name without a `:tag`, by a model that it is said to resemble, by a pattern. */
export function recordOf(name: string, models: ModelRecords): ModelRecord | undefined {
  const names = [name, name.split(":")[0] ?? name];
  const exact = names.map((name) => models[name]).find((record) => record !== undefined);
  const similar = () =>
    Object.values(models).find(({ similar_models }) => names.some((name) => similar_models?.includes(name)));
  const pattern = () =>
    Object.entries(models).find(
      ([pattern]) => pattern.includes("*") && matches(patternOf(pattern), spellings(name)),
    )?.[1];
  const found = exact ?? similar() ?? pattern();
  if (!found) return undefined;
  const { similar_models: _, ...record } = found;
  return record;
}

interface Merged {
  readonly record: ModelRecord;
  readonly origins: Origins;
}

function merge(layers: readonly Sayings[]): Merged {
  const record: ModelRecord = {};
  const origins: Record<string, Words> = {};
  for (const { from, record: said } of layers.toReversed()) {
    Object.assign(record, said);
    for (const key of Object.keys(said)) origins[key] = from;
  }
  return { record, origins };
}

/** A server that was started with a smaller window than the model's refuses what would fit into the model's. */
function withServersLimit({ record, origins }: Merged, told: ModelRecord | undefined): Merged {
  const limit = told?.window_tokens;
  if (limit === undefined || limit >= (record.window_tokens ?? limit)) return { record, origins };
  return {
    record: { ...record, window_tokens: limit },
    origins: { ...origins, window_tokens: toTell("the server, which holds no more") },
  };
}

const ALL_ASSUMED = Object.fromEntries(Object.keys(ASSUMED).map((key) => [key, toTell("assumed")]));

function asModel({ record, origins }: Merged, known: boolean): Model {
  const { window_tokens = 0, output_tokens = 0, fim, infill, reasoning_back, ...others } = record;
  const { max_tokens_field, max_stops, least_effort, completion_body, put_before, ...rest } = others;
  return {
    ...ASSUMED,
    ...rest,
    ...filling({ ...(fim && { fim }), ...(infill !== undefined && { infill }) }, known),
    known,
    windowTokens: window_tokens,
    outputTokens: output_tokens,
    ...(least_effort && { leastEffort: least_effort }),
    wantsReasoningBack: reasoning_back ?? false,
    ...(max_tokens_field && { maxTokensField: max_tokens_field }),
    ...(max_stops !== undefined && { maxStops: max_stops }),
    completionBody: completion_body ?? {},
    ...(put_before && { putBefore: put_before }),
    origins: { ...ALL_ASSUMED, ...origins },
  };
}

/** A known family that says nothing of holes was never shown one; of an unknown one, nobody knows. */
function filling(
  { fim, infill }: Pick<ModelRecord, "fim" | "infill">,
  known: boolean,
): Pick<Model, "fim" | "infill"> {
  if (infill === false) return { infill };
  if (fim) return { infill: true, fim: templateOf(fim) };
  if (infill) return { infill };
  return known ? { infill: false } : {};
}

function templateOf({ repository, ...rest }: FimRecord): FimTemplate {
  if (!repository) return rest;
  const { name, name_end, file, path_in_prefix } = repository;
  return {
    ...rest,
    repository: {
      name,
      file,
      ...(name_end !== undefined && { nameEnd: name_end }),
      ...(path_in_prefix !== undefined && { pathInPrefix: path_in_prefix }),
    },
  };
}

/** What a server knows better than any family: it may serve a model without its tools, or without its eyes. */
function abilitiesIn({ kind, tools, images }: ModelRecord): ModelRecord {
  return {
    ...(kind !== undefined && { kind }),
    ...(tools !== undefined && { tools }),
    ...(images !== undefined && { images }),
  };
}

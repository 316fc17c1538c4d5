/** What is known of models: families from `resources/models`, matched by a model's name. A family is data; nobody branches on it. */
import type { FamilyFile } from "./family-file.ts";
import type { ModelRecord } from "./record.ts";

/** A name pattern, ready to be tried: lists of models are long. */
export interface Pattern {
  /** The longer, the more it says. */
  readonly length: number;
  readonly regex: RegExp;
}

export interface ModelFamily {
  readonly id: string;
  readonly record: ModelRecord;
  /** Patterns, and what is said of the models that they match. */
  readonly models: readonly { readonly patterns: readonly Pattern[]; readonly record: ModelRecord }[];
}

export function modelFamily(id: string, yaml: FamilyFile): ModelFamily {
  const { match, variants, ...record } = yaml;
  const models = variants.map(({ match, ...variant }) => ({
    patterns: match.map(patternOf),
    record: { ...record, ...variant },
  }));
  return { id, record, models: [{ patterns: match.map(patternOf), record }, ...models] };
}

export interface Known {
  readonly id: string;
  readonly record: ModelRecord;
}

/**
 * The family, or its variant, whose pattern says most about this name. A model that is not for text is often named after
 * one that is, so what says so comes first.
 */
export function familyOf(name: string, families: readonly ModelFamily[]): Known | undefined {
  const names = spellings(name);
  const matching = families.flatMap(({ id, models }) =>
    models.flatMap(({ patterns, record }) => {
      const lengths = patterns.filter((pattern) => matches(pattern, names)).map(({ length }) => length);
      return lengths.length > 0 ? [{ known: { id, record }, length: Math.max(...lengths) }] : [];
    }),
  );
  const isText = ({ known: { record } }: (typeof matching)[number]) => (record.kind ?? "text") === "text";
  return matching.toSorted((a, b) => Number(isText(a)) - Number(isText(b)) || b.length - a.length)[0]?.known;
}

/** By the family's own name, which a user gives when the model's name does not tell it. */
export function familyNamed(
  { family, name }: { family: string; name: string },
  families: readonly ModelFamily[],
): Known | undefined {
  const found = families.find(({ id }) => id === family);
  return found && (familyOf(name, [found]) ?? { id: found.id, record: found.record });
}

/** `*` stands for anything; capitals make no difference. */
export function patternOf(text: string): Pattern {
  const parts = text
    .toLowerCase()
    .split("*")
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return { length: text.length, regex: new RegExp(`^${parts.join(".*")}$`) };
}

export function matches({ regex }: Pattern, names: readonly string[]): boolean {
  return names.some((name) => regex.test(name));
}

/**
 * `Qwen/Qwen2.5-Coder-7B` is also `qwen2.5-coder-7b`, and `starcoder2/3b/base`, as the Refact server names its models,
 * is also `starcoder2-3b-base`.
 */
export function spellings(model: string): readonly string[] {
  const name = model.toLowerCase();
  return [name, name.split("/").at(-1) ?? "", name.replaceAll("/", "-")];
}

/** What may be written at a place of a provider's file: keys and values, by the schema that ships with Keyfill. Pure. */

export interface Offer {
  readonly label: string;
  /** What takes the place of what stands from `from` to the cursor. */
  readonly text: string;
  readonly from: number;
  readonly kind: "key" | "value";
  readonly description?: string;
}

export interface Spot {
  readonly line: number;
  readonly character: number;
}

/** As much of JSON Schema as ours says. */
export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** What stands before the cursor on its line, and what is offered there; the first that fits counts. */
const FORMS: readonly (readonly [RegExp, (written: Written) => readonly Offer[]])[] = [
  [/^(?<indent> *)(?<said>[\w-]*)$/, keysAt],
  [/^(?<indent> *)(?<name>[\w./-]+):\s+(?<said>[^\s[]*)$/, valuesAt],
  [/^(?<indent> *)(?<name>[\w-]+):\s*\[(?:[^\]]*,)?\s*(?<said>[^\s,\]]*)$/, valuesAt],
  [/^(?<indent> *)-\s+(?<said>\S*)$/, valuesAt],
];
const PAIR = /^( *)([\w./-]+)\s*:/;

interface Written {
  readonly lines: readonly string[];
  readonly line: number;
  readonly schema: Schema | undefined;
  readonly indent: string;
  /** The key before the cursor; of an item of a list, the list's stands above. */
  readonly name?: string | undefined;
  readonly from: number;
}

export function offersAt(lines: readonly string[], at: Spot, whole: Schema): readonly Offer[] {
  const before = (lines[at.line] ?? "").slice(0, at.character);
  for (const [pattern, offers] of FORMS) {
    const { groups } = pattern.exec(before) ?? {};
    if (!groups) continue;
    const { indent = "", name, said = "" } = groups;
    const from = at.character - said.length;
    return offers({ lines, line: at.line, schema: formOf(lines, whole), indent, name, from });
  }
  return [];
}

function keysAt({ lines, line, schema, indent, from }: Written): readonly Offer[] {
  const inside = keysAround(lines, line, indent.length).reduce(below, schema);
  const there = siblings(lines, line, indent);
  return keys(inside, indent, from).filter(({ label }) => !there.has(label));
}

function valuesAt({ lines, line, schema, indent, name, from }: Written): readonly Offer[] {
  const path =
    name === undefined
      ? keysAround(lines, line, indent.length + 1)
      : [...keysAround(lines, line, indent.length), name];
  const inside = path.reduce(below, schema);
  return values(inside?.items ?? inside, from);
}

/** The schema says which of its forms a file has, by the keys in it. */
function formOf(lines: readonly string[], { else: ours }: Schema): Schema | undefined {
  return lines.some((line) => line.startsWith("transports:")) ? ours?.then : ours?.else;
}

function below(schema: Schema | undefined, key: string): Schema | undefined {
  const { properties = {}, additionalProperties: others } = schema ?? {};
  return Object.hasOwn(properties, key) ? properties[key] : typeof others === "object" ? others : undefined;
}

/** The keys that a line stands below, the outermost first. */
function keysAround(lines: readonly string[], line: number, indent: number): readonly string[] {
  if (indent === 0) return [];
  for (let above = line - 1; above >= 0; above--) {
    const [, outer, key] = PAIR.exec(lines[above] ?? "") ?? [];
    if (outer === undefined || key === undefined || outer.length >= indent) continue;
    return [...keysAround(lines, above, outer.length), key];
  }
  return [];
}

/** The keys beside that of a line. */
function siblings(lines: readonly string[], line: number, indent: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.length; at += step) {
      const [, outer, key] = PAIR.exec(lines[at] ?? "") ?? [];
      if (outer === undefined || key === undefined) continue;
      if (outer.length < indent.length) break;
      if (outer === indent) found.add(key);
    }
  }
  return found;
}

function keys(schema: Schema | undefined, indent: string, from: number): readonly Offer[] {
  return Object.entries(schema?.properties ?? {}).map(([label, { type, description }]) => ({
    label,
    text: type === "object" ? `${label}:\n${indent}  ` : `${label}: `,
    from,
    kind: "key",
    ...(description !== undefined && { description }),
  }));
}

function values(schema: Schema | undefined, from: number): readonly Offer[] {
  const all = [schema ?? {}, ...(schema?.anyOf ?? [])].flatMap((one) =>
    one.type === "boolean" ? [true, false] : (one.enum ?? []),
  );
  return all.map((value) => ({ label: String(value), text: String(value), from, kind: "value" }));
}

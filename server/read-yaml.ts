/** Knowledge as data: reads YAML through a schema. A mistake in a file is reported as `file:line:col`, and never thrown. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";

import { told, type Told, toTell } from "./completion/told.ts";

/** What is wrong, in words: the small form of the schema library is mute of itself. */
export const { localeError: inEnglish } = en();

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly Told[] };

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Where it stands, from the first character to behind the last, and what is wrong there. Lines and columns count from 1. */
export interface Mistake {
  readonly start: Spot;
  readonly end: Spot;
  readonly words: Told;
}

interface Spot {
  readonly line: number;
  readonly col: number;
}

/** What a file must be; where one folder holds files of several forms, chosen by what is in it and by its name. */
export type SchemaFor<T> = z.core.$ZodType<T> | ((value: unknown, name: string) => z.core.$ZodType<T>);

export function parseYaml<T>(text: string, file: string, schemaFor: SchemaFor<T>): Parsed<T> {
  const checked = checkYaml(text, file, schemaFor);
  if (checked.ok) return checked;
  const line = ({ start: { line, col }, words }: Mistake) =>
    told("{0}: {1}", `${file}:${String(line)}:${String(col)}`, words);
  return { ok: false, mistakes: checked.mistakes.map(line) };
}

/** JSON is YAML, too. */
export function checkYaml<T>(text: string, file: string, schemaFor: SchemaFor<T>): Checked<T> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = ([start, end]: readonly [number, number], words: Told): Mistake => ({
    start: lineCounter.linePos(start),
    end: lineCounter.linePos(end),
    words,
  });
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ pos, message }) => at(pos, told(message)));
    return { ok: false, mistakes };
  }
  const { value = {}, mistake } = meant(document);
  if (mistake) return { ok: false, mistakes: [at(mistake.range, told(mistake.message))] };
  const schema = typeof schemaFor === "function" ? schemaFor(value, nameOf(file)) : schemaFor;
  const result = z.safeParse(schema, value, { error: untold });
  if (result.success) return { ok: true, value: result.data };
  const findings = result.error.issues.flatMap(findingsOf).toSorted((a, b) => a.rank - b.rank);
  return { ok: false, mistakes: findings.map(({ path, words }) => at(rangeOf(document, path), words)) };
}

type YamlDocument = ReturnType<typeof parseDocument>;

/** Only now it shows what the aliases stand for: for nothing, or for more than anybody wrote. */
function meant(document: YamlDocument): {
  readonly value?: unknown;
  readonly mistake?: { readonly range: readonly [number, number]; readonly message: string };
} {
  try {
    return { value: document.toJS() ?? undefined };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    let [start = 0, end = 0] = document.contents?.range ?? [];
    visit(document, {
      Alias(_key, alias) {
        if (alias.resolve(document)) return undefined;
        [start, end] = alias.range ?? [start, end];
        return visit.BREAK;
      },
    });
    return { mistake: { range: [start, end], message: error.message } };
  }
}

interface Finding {
  readonly path: readonly PropertyKey[];
  readonly words: Told;
  /** A misspelt key comes before the one that is missed because of it. */
  readonly rank: number;
}

function findingsOf(issue: z.core.$ZodIssue): readonly Finding[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      words: told("{0} is not a key that is known here", key),
      rank: 0,
    }));
  }
  const what = issue.path.join(".") || told("the file");
  if (issue.message === MISSING) {
    return [{ path: issue.path, words: told("{0} is missing", what), rank: 2 }];
  }
  return [{ path: issue.path, words: told("{0}: {1}", what, whatIsWrong(issue)), rank: 1 }];
}

const MISSING = "missing";

/** Without a message, what a schema finds is told by `whatIsWrong`: the library's own words are English alone. */
function untold({ code, input }: z.core.$ZodRawIssue): string {
  return code === "invalid_type" && input === undefined ? MISSING : "";
}

const FORMS: Readonly<Record<string, string>> = {
  string: toTell("must be a text"),
  number: toTell("must be a number"),
  int: toTell("must be a whole number"),
  boolean: toTell("must be true or false"),
  array: toTell("must be a list"),
  object: toTell("must have keys of its own"),
  record: toTell("must have keys of its own"),
};
const OTHER_FORM = toTell("has another form than it should");

function whatIsWrong(issue: z.core.$ZodIssue): Told {
  if (issue.message !== "") return told(issue.message);
  const { code } = issue;
  if (code === "invalid_type") return told(FORMS[issue.expected] ?? OTHER_FORM);
  if (code === "invalid_value") return told("must be one of: {0}", issue.values.map(String).join(", "));
  if (code === "too_big") return told("must be at most {0}", String(issue.maximum));
  if (code !== "too_small") return told(OTHER_FORM);
  if (issue.origin === "string" || issue.origin === "array") return told("must not be empty");
  return issue.inclusive
    ? told("must be at least {0}", String(issue.minimum))
    : told("must be more than {0}", String(issue.minimum));
}

/** Where the key of a path stands, or the nearest one around it that is there. */
function rangeOf({ contents }: YamlDocument, path: readonly PropertyKey[]): readonly [number, number] {
  const [begin = 0] = contents?.range ?? [];
  let range: readonly [number, number] = [begin, begin];
  let node: unknown = contents;
  for (const step of path) {
    const { place, inner } = below(node, step);
    if (!isNode(place) || !place.range) return range;
    range = [place.range[0], place.range[1]];
    node = inner;
  }
  return range;
}

/** One step into a document: where it is written, and what is there. */
function below(node: unknown, step: PropertyKey): { place?: unknown; inner?: unknown } {
  if (isSeq(node)) return { place: node.items[Number(step)], inner: node.items[Number(step)] };
  if (!isMap(node)) return {};
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return { place: pair?.key, inner: pair?.value };
}

export interface Folder<T> {
  /** By file name without its ending. */
  readonly entries: ReadonlyMap<string, T>;
  readonly mistakes: readonly Told[];
}

const ENDING = /\.(?:ya?ml|json)$/;

function nameOf(file: string): string {
  return basename(file).replace(ENDING, "");
}

/** Every `.yaml` and `.json` of a folder. A folder that is not there is an empty one. */
export async function readFolder<T>(folder: string, schema: SchemaFor<T>): Promise<Folder<T>> {
  const entries = new Map<string, T>();
  const mistakes: Told[] = [];
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code !== "ENOENT") mistakes.push(unreadable(folder, error));
    return [];
  });
  // What begins with a dot is an editor's: a lock, a half-written copy.
  for (const name of names.filter((name) => ENDING.test(name) && !name.startsWith(".")).toSorted()) {
    const file = join(folder, name);
    const parsed = await readFile(file, "utf8").then(
      (text) => parseYaml(text, file, schema),
      (error: NodeJS.ErrnoException) => ({ ok: false as const, mistakes: [unreadable(file, error)] }),
    );
    if (parsed.ok) entries.set(nameOf(file), parsed.value);
    else mistakes.push(...parsed.mistakes);
  }
  return { entries, mistakes };
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): Told {
  return told("{0} cannot be read ({1})", path, code ?? message);
}

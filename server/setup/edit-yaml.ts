/**
 * A map in YAML text given other values, as a person would do it: only what changes is touched, and what is taken out leaves
 * its comments behind. Pure.
 */
import { isDeepStrictEqual } from "node:util";

import { Document, isMap, isNode, isScalar, Lexer, type Pair, parseDocument, type Scalar, visit } from "yaml";

export type Values = Readonly<Record<string, unknown>>;

interface Source {
  readonly text: string;
  readonly document: Document;
  readonly newline: string;
}

/** Undefined for a text that is no map; one of comments alone is an empty map. */
export function valuesOf(text: string): Values | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  try {
    const value: unknown = document.toJS() ?? {};
    return isValues(value) ? value : undefined;
  } catch (error) {
    // An alias of nothing is only found by following it.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** The text must be one of which `valuesOf` knows the values. */
export function editYaml(text: string, wanted: Values): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const source = { text, document: parseDocument(text), newline };
  const { contents } = source.document;
  const edits = isMap(contents)
    ? editsOfMap(source, contents.items, wanted)
    : [addition(source, { to: text.length, indent: "" }, wanted)];
  const edited = edits
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .reduce((done, edit) => done.slice(0, edit.from) + edit.text + done.slice(edit.to), text);
  if (isDeepStrictEqual(valuesOf(edited), wanted)) return edited;
  // What cannot be edited in place, as `{model: x}` or what an alias stands for, is written anew.
  const whole = { from: 0, to: text.length, indent: "" };
  return commentsIn(source, whole) + written(source, whole, wanted);
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function editsOfMap(source: Source, pairs: readonly Pair[], wanted: Values): readonly Edit[] {
  const keys = pairs.map(({ key }) => String(key));
  const fresh = Object.entries(wanted).filter(([key]) => !keys.includes(key));
  const last = pairs.at(-1);
  return [
    ...pairs.flatMap((pair) => editsOfPair(source, pair, wanted)),
    ...(last && fresh.length > 0
      ? [addition(source, extentOf(source.text, last), Object.fromEntries(fresh))]
      : []),
  ];
}

function editsOfPair(source: Source, pair: Pair, wanted: Values): readonly Edit[] {
  const key = String(pair.key);
  const value = wanted[key];
  const { value: before } = pair;
  const extent = extentOf(source.text, pair);
  const comments = commentsIn(source, extent);
  if (!(key in wanted)) return [{ ...extent, text: comments }];
  if (isDeepStrictEqual(isNode(before) ? before.toJS(source.document) : before, value)) return [];
  if (isMap(before) && !before.flow && isValues(value) && Object.keys(value).length > 0)
    return editsOfMap(source, before.items, value);
  const text = comments + written(source, extent, { [key]: value });
  return [editOfScalar(source, before, value) ?? { ...extent, text }];
}

/** One scalar for another of one line; what stands behind it stays there. */
function editOfScalar({ text }: Source, before: unknown, value: unknown): Edit | undefined {
  if (!isScalar(before) || !before.range) return undefined;
  const [from, to] = before.range;
  const after = scalarText(value, before);
  if (text.slice(from, to).includes("\n") || after === undefined) return undefined;
  return { from, to, text: from === to ? ` ${after}` : after };
}

/** In the quotes that the one before had. */
function scalarText(value: unknown, { type }: Scalar): string | undefined {
  if (typeof value === "object") return undefined;
  const document = documentOf(value);
  const { contents } = document;
  if (isScalar(contents) && typeof value === "string" && (type === "QUOTE_SINGLE" || type === "QUOTE_DOUBLE"))
    contents.type = type;
  const text = document.toString(AS_IT_IS).trimEnd();
  return text.includes("\n") ? undefined : text;
}

/** Whole lines, without the comments that stand behind the last one. */
interface Extent {
  readonly from: number;
  readonly to: number;
  readonly indent: string;
}

function extentOf(text: string, { key, value }: Pair): Extent {
  const [start = 0, keyEnd = 0] = (isNode(key) && key.range) || [];
  const [, valueEnd = 0] = (isNode(value) && value.range) || [];
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", Math.max(keyEnd, valueEnd - 1));
  const to = lineEnd < 0 ? text.length : lineEnd + 1;
  return { from, to, indent: text.slice(from, start).replace(/\S.*/, "") };
}

/** Each on a line of its own. */
function commentsIn({ text, newline }: Source, { from, to, indent }: Extent): string {
  const lexemes = [...new Lexer().lex(text.slice(from, to))];
  const isComment = (lexeme: string, at: number) =>
    lexeme.startsWith("#") && lexemes[at - 1] !== SCALAR_FOLLOWS;
  return lexemes
    .filter(isComment)
    .map((comment) => `${indent}${comment.trimEnd()}${newline}`)
    .join("");
}

const SCALAR_FOLLOWS = "\x1F";

function addition(source: Source, { to, indent }: Omit<Extent, "from">, values: Values): Edit {
  const isLineOpen = to > 0 && source.text[to - 1] !== "\n";
  const text = written(source, { from: to, to, indent }, values);
  return { from: to, to, text: (isLineOpen ? source.newline : "") + text };
}

function written({ newline }: Source, { indent }: Extent, values: Values): string {
  return documentOf(values)
    .toString(AS_IT_IS)
    .replaceAll(/^(?=.)/gm, indent)
    .replaceAll("\n", newline);
}

/** No lines are folded. */
const AS_IT_IS = { lineWidth: 0 };

/** Blanks and line breaks alone are seen only in quotes. */
function documentOf(value: unknown): Document {
  const document = new Document(value);
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === "string" && scalar.value.trim() === "") scalar.type = "QUOTE_DOUBLE";
    },
  });
  return document;
}

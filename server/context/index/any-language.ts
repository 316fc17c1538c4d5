/**
 * Declarations and imports as most languages write them: a keyword, then a name. For languages that nobody has written a
 * reader for.
 */
import { posix } from "node:path";

import { splitLines } from "../../completion/lines.ts";
import type { DeclarationKind, Declared, LanguageReader, Reading } from "./workspace-index.ts";

const KINDS: Readonly<Record<string, DeclarationKind>> = {
  class: "class",
  object: "class",
  struct: "struct",
  interface: "interface",
  protocol: "interface",
  trait: "trait",
  enum: "enum",
  module: "module",
  namespace: "module",
  type: "type",
  def: "function",
  defp: "function",
  func: "function",
  fun: "function",
  fn: "function",
  function: "function",
  sub: "function",
  proc: "function",
};

const DECLARATION = new RegExp(
  `^([ \\t]*)(?:[a-z]+ ){0,3}?(${Object.keys(KINDS).join("|")})[ \\t]+([\\p{L}_$][\\p{L}\\p{N}_$]*)`,
  "u",
);
const IMPORT =
  /^\s*(?:import|use|require|include|#include|from|source)\b[ \t(]*(?:"([^"]+)"|'([^']+)'|<([^>]+)>|([\w.:\\/-]+))/;
/** Nothing that is looked for stands farther from its line's beginning. */
const MAX_COLUMNS = 300;

export const anyLanguage: LanguageReader = {
  read(text): Reading {
    const lines = splitLines(text);
    const declarations = lines.flatMap((text, line) => declaredIn(text.slice(0, MAX_COLUMNS), line) ?? []);
    const imports = lines.flatMap((line) => importIn(line.slice(0, MAX_COLUMNS)) ?? []);
    return {
      declarations: declarations.map((one, at) => untilNext(one, declarations[at + 1], lines.length)),
      imports,
    };
  },
  resolve(specifier, { path }) {
    const ending = posix.extname(path);
    const name = specifier.replaceAll(/::|\\/g, "/");
    const below = name.startsWith(".") ? [posix.join(posix.dirname(path), name)] : [];
    const dotted = name.includes("/") ? [] : [name.replaceAll(".", "/")];
    const places = [...below, posix.join(posix.dirname(path), name), name, ...dotted];
    return places.flatMap((place) => [place, `${place}${ending}`]);
  },
};

function declaredIn(text: string, line: number): Declared | undefined {
  const [, , keyword = "", name] = DECLARATION.exec(text) ?? [];
  const kind = KINDS[keyword];
  if (name === undefined || kind === undefined) return undefined;
  return { name, kind, container: "", line, signatureEnd: line, end: line };
}

function untilNext(declared: Declared, next: Declared | undefined, lines: number): Declared {
  return { ...declared, end: Math.max(declared.line, (next?.line ?? lines) - 1) };
}

function importIn(text: string): string | undefined {
  const [, ...quoted] = IMPORT.exec(text) ?? [];
  return quoted.find((specifier) => specifier !== undefined);
}

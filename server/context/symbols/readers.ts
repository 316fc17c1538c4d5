/** The fast first pass over a file: its declarations and imports, by a reader per manner of writing. */
import type { Declared } from "../../declared.ts";
import type { LanguageReader, Reading } from "../index/workspace-index.ts";
import { readOutline } from "./outline.ts";
import { readPython } from "./python.ts";
import { resolveImport } from "./resolve.ts";
import { readTypescript } from "./typescript.ts";

const ECMA = new Set(["typescript", "typescriptreact", "javascript", "javascriptreact", "vue", "svelte"]);

export const readers: LanguageReader = {
  read(text: string, languageId: string): Reading {
    if (languageId === "python") return readPython(text);
    return ECMA.has(languageId) ? readTypescript(text) : readOutline(text, languageId);
  },
  /** Where whole languages are read by lines that look like declarations, the grammar knows better. */
  refine: (declared, { languageId, byGrammar }) =>
    languageId === "python" || ECMA.has(languageId) ? together(declared, byGrammar) : byGrammar,
  resolve: resolveImport,
};

const NAME = /^[\p{L}_$]/u;

/** A reader that knows its language finds members of more than classes, and misses only what is written unusually. */
function together(declared: readonly Declared[], byGrammar: readonly Declared[]): readonly Declared[] {
  const known = new Set(declared.map(({ name, line }) => `${String(line)} ${name}`));
  const missed = byGrammar.filter(
    ({ name, line }) => NAME.test(name) && !known.has(`${String(line)} ${name}`),
  );
  if (missed.length === 0) return declared;
  return [...declared, ...missed].toSorted((a, b) => a.line - b.line);
}

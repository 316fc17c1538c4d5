/** The fast first pass over a file: its declarations and imports, by a reader per manner of writing. */
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
  resolve: resolveImport,
};

/** Which files a document imports as it stands, saved or not. */
import type { Snapshot } from "../../completion/request.ts";
import type { IndexedFile } from "../index/workspace-index.ts";
import { readImports } from "../symbols/imports.ts";
import type { Studies } from "./studies.ts";

/** Python imports at the end of a file, and within functions, what would be a circle at its top. */
const MAX_LINES = 4000;

/** By the name it is known under here; else by the end of its specifier. */
export function importedBy(document: Snapshot, studies: Studies): ReadonlyMap<string, IndexedFile> {
  const text = document.lines.slice(0, MAX_LINES).join("");
  const imported = new Map<string, IndexedFile>();
  for (const { specifier, alias } of readImports(text, document.languageId)) {
    const file = studies.imported(specifier, document);
    if (file) imported.set(alias, file);
  }
  return imported;
}

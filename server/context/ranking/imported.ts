/** Which files a document imports as it stands, saved or not. */
import type { Snapshot } from "../../completion/request.ts";
import { encodePath } from "../encode-path.ts";
import type { IndexedFile, WorkspaceIndex } from "../index/workspace-index.ts";
import { readImports } from "../symbols/imports.ts";
import { resolveImport } from "../symbols/resolve.ts";

const MAX_LINES = 400;

/** By the name it is known under here; else by the end of its specifier. */
export function importedBy(document: Snapshot, index: WorkspaceIndex): ReadonlyMap<string, IndexedFile> {
  const text = document.lines.slice(0, MAX_LINES).join("");
  const imported = new Map<string, IndexedFile>();
  for (const { specifier, alias } of readImports(text, document.languageId)) {
    const file = fileOf(specifier, document, index);
    if (file) imported.set(alias, file);
  }
  return imported;
}

export function fileOf(
  specifier: string,
  { uri, path, languageId }: Snapshot,
  index: WorkspaceIndex,
): IndexedFile | undefined {
  const folder = uri.slice(0, uri.length - encodePath(path).length);
  return resolveImport(specifier, { path, languageId })
    .map((target) => index.fileAt(folder + encodePath(target)))
    .find((target) => target !== undefined && target.uri !== uri);
}

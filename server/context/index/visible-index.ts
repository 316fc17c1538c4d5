/** The index as somebody may see it who may not see all of its files: the others are not there, so nothing is ranked by them. */
import type { IndexedFile, WorkspaceIndex } from "./workspace-index.ts";

export function visibleIndex(index: WorkspaceIndex, sees: (file: IndexedFile) => boolean): WorkspaceIndex {
  const visible = (file: IndexedFile | undefined) => (file && sees(file) ? file : undefined);
  return {
    get version() {
      return index.version;
    },
    *files() {
      for (const file of index.files()) if (sees(file)) yield file;
    },
    fileAt: (uri) => visible(index.fileAt(uri)),
    filesIn: (folder) => index.filesIn(folder).filter(sees),
    editionOf: (file) => (sees(file) ? index.editionOf(file) : undefined),
    chunksOf: (file) => (sees(file) ? index.chunksOf(file) : []),
    search: (search) => index.search({ ...search, among: sees }),
    declarationsNamed: (name) => index.declarationsNamed(name).filter(({ file }) => sees(file)),
    fewNamed: (name, most, among = () => true) =>
      index.fewNamed(name, most, (file) => sees(file) && among(file)),
    declarationsIn: (file) => (sees(file) ? index.declarationsIn(file) : []),
    importsOf: (file) =>
      sees(file) ? index.importsOf(file).map((one) => ({ ...one, file: visible(one.file) })) : [],
    importersOf: (file) => index.importersOf(file).filter(sees),
    filesUsing: (identifier) => index.filesUsing(identifier).filter(sees),
    linesOf: (file) => (sees(file) ? index.linesOf(file) : undefined),
  };
}

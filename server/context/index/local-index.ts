/** Answers what may be asked of a workspace, from the file sets of its folders. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { splitLines } from "../../completion/lines.ts";
import { type FileSet, folderOf } from "./file-set.ts";
import {
  chunksOf,
  declarationsIn,
  declarationsNamed,
  fewNamed,
  filesUsing,
  mayImport,
  specifiersIn,
} from "./look-up.ts";
import { Searcher } from "./search.ts";
import type { IndexedFile, WorkspaceIndex } from "./workspace-index.ts";
import type { Workspace } from "./workspace.ts";

export function indexOf(workspace: Workspace): WorkspaceIndex {
  const searcher = new Searcher();
  const sets = (): readonly FileSet[] => [...workspace.folders.map(({ set }) => set), workspace.loose];
  const layers = () => workspace.layers();
  const importsOf = (file: IndexedFile) => {
    const { set, key } = workspace.placeOf(file.uri);
    return specifiersIn(set, key).map((specifier) => {
      const paths = workspace.parts.languages.resolve(specifier, { path: key, languageId: file.languageId });
      const found = paths.find((path) => set.get(path) !== undefined);
      return { specifier, file: found === undefined ? undefined : set.get(found)?.file };
    });
  };
  return {
    get version() {
      return workspace.version;
    },
    files: () => sets().flatMap((set) => Array.from(set.entries(), ([, { file }]) => file)),
    fileAt(uri) {
      const { set, key } = workspace.placeOf(uri);
      return set.get(key)?.file;
    },
    filesIn(folder) {
      const { set, key } = workspace.placeOf(`${folder}/-`);
      return set.filesIn(folderOf(key));
    },
    editionOf(file) {
      const { set, key } = workspace.placeOf(file.uri);
      return set.get(key);
    },
    chunksOf(file) {
      const { set, key } = workspace.placeOf(file.uri);
      return chunksOf(set, key);
    },
    search: (search) => searcher.search(layers(), search),
    declarationsNamed: (name) => declarationsNamed(layers(), name),
    fewNamed: (name, most, among = () => true) => fewNamed(layers(), name, { most, among }),
    declarationsIn(file) {
      const { set, key } = workspace.placeOf(file.uri);
      return declarationsIn(set, key);
    },
    importsOf,
    importersOf: (file) =>
      mayImport(layers(), file.path).filter((importer) =>
        importsOf(importer).some((one) => one.file === file),
      ),
    filesUsing: (identifier) => filesUsing(layers(), identifier),
    linesOf(file) {
      return workspace.documentOf(file.uri)?.lines ?? linesOnDisk(file.uri);
    },
  };
}

function linesOnDisk(uri: string): readonly string[] | undefined {
  try {
    return splitLines(readFileSync(fileURLToPath(uri), "utf8").replace(/^\uFEFF/, ""));
  } catch {
    // Gone since it was indexed.
    return undefined;
  }
}

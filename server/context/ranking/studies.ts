/** What was learned of single files, kept for as long as they stay as they are, the latest used last. */
import type { Snapshot } from "../../completion/request.ts";
import { encodePath } from "../encode-path.ts";
import type { Declaration, IndexedFile, WorkspaceIndex } from "../index/workspace-index.ts";
import { resolveImport } from "../symbols/resolve.ts";
import { NO_USAGE, type Usage, usageOf } from "./usage.ts";

export interface Study {
  /** What it imports itself. */
  readonly imports: readonly IndexedFile[];
  readonly lines: readonly string[];
  readonly usage: Usage;
  readonly declarations: readonly Declaration[];
}

export interface Studies {
  readonly of: (file: IndexedFile) => Study;
  /** What an import of a document means, and who imports a file: as it was a few changes ago. */
  readonly imported: (specifier: string, document: Snapshot) => IndexedFile | undefined;
  readonly importersOf: (file: IndexedFile) => readonly IndexedFile[];
  /** A new place is looked at: files may have changed since the last one. */
  readonly begin: () => void;
}

const MAX_FILES = 400;
/** Of a longer file only the beginning is studied. */
const MAX_CHARACTERS = 120_000;
/** So many changes, most of them keystrokes, may pass before it is asked again who imports whom. */
const MAX_CHANGES = 50;
const MAX_ANSWERS = 2000;

interface Kept {
  readonly edition: unknown;
  readonly study: Study;
  /** When it was last found to be still as it was. */
  round: number;
}

export function createStudies(index: WorkspaceIndex): Studies {
  const kept = new Map<IndexedFile, Kept>();
  const imported = remembered<IndexedFile | undefined>(index);
  const importers = remembered<readonly IndexedFile[]>(index);
  let round = 0;
  return {
    begin() {
      round++;
    },
    imported: (specifier, document) =>
      imported(`${document.uri} ${specifier}`, () => fileOf(specifier, document, index)),
    importersOf: (file) => importers(file.uri, () => index.importersOf(file)),
    of(file) {
      const found = kept.get(file);
      if (found?.round === round) return found.study;
      const edition = index.editionOf(file);
      const study = found && found.edition === edition ? found.study : studyOf(index, file);
      kept.delete(file);
      kept.set(file, { edition, study, round });
      const [oldest] = kept.keys();
      if (kept.size > MAX_FILES && oldest) kept.delete(oldest);
      return study;
    },
  };
}

function remembered<Answer>(index: WorkspaceIndex): (key: string, answer: () => Answer) => Answer {
  const known = new Map<string, { readonly answer: Answer; readonly version: number }>();
  return (key, answer) => {
    const found = known.get(key);
    if (found && index.version - found.version < MAX_CHANGES) return found.answer;
    if (known.size > MAX_ANSWERS) known.clear();
    const fresh = answer();
    known.set(key, { answer: fresh, version: index.version });
    return fresh;
  };
}

/** The file that an import means, as its language looks for it. */
function fileOf(
  specifier: string,
  { uri, path, languageId }: Snapshot,
  index: WorkspaceIndex,
): IndexedFile | undefined {
  const folder = uri.slice(0, uri.length - encodePath(path).length);
  return resolveImport(specifier, { path, languageId })
    .map((target) => index.fileAt(folder + encodePath(target)))
    .find((target) => target !== undefined && target.uri !== uri);
}

function studyOf(index: WorkspaceIndex, file: IndexedFile): Study {
  const lines = index.linesOf(file) ?? [];
  const text = lines.join("").slice(0, MAX_CHARACTERS);
  const usage = text === "" ? NO_USAGE : usageOf(text);
  const imports = index.importsOf(file).flatMap((one) => one.file ?? []);
  return { lines, usage, imports, declarations: index.declarationsIn(file) };
}

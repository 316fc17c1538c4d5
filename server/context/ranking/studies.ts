/** What was learned of single files, kept for as long as they stay as they are, the latest used last. */
import type { Declaration, IndexedFile, WorkspaceIndex } from "../index/workspace-index.ts";
import { NO_USAGE, type Usage, usageOf } from "./usage.ts";

export interface Study {
  readonly lines: readonly string[];
  readonly usage: Usage;
  readonly declarations: readonly Declaration[];
}

export interface Studies {
  readonly of: (file: IndexedFile) => Study;
  /** Answers at once: undefined for a file that nobody has studied. */
  readonly known: (file: IndexedFile) => Study | undefined;
}

const MAX_FILES = 400;
/** Of a longer file only the beginning is studied. */
const MAX_CHARACTERS = 120_000;

export function createStudies(index: WorkspaceIndex): Studies {
  const kept = new Map<IndexedFile, { readonly edition: unknown; readonly study: Study }>();
  const known = (file: IndexedFile) => {
    const found = kept.get(file);
    return found && found.edition === index.editionOf(file) ? found.study : undefined;
  };
  return {
    known,
    of(file) {
      const study = known(file) ?? studyOf(index, file);
      kept.delete(file);
      kept.set(file, { edition: index.editionOf(file), study });
      const [oldest] = kept.keys();
      if (kept.size > MAX_FILES && oldest) kept.delete(oldest);
      return study;
    },
  };
}

function studyOf(index: WorkspaceIndex, file: IndexedFile): Study {
  const lines = index.linesOf(file) ?? [];
  const text = lines.join("").slice(0, MAX_CHARACTERS);
  const usage = text === "" ? NO_USAGE : usageOf(text);
  return { lines, usage, declarations: index.declarationsIn(file) };
}

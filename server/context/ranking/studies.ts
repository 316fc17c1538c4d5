/** What was learned of single files, kept for as long as they stay as they are, the latest used last. */
import type { Snapshot } from "../../completion/request.ts";
import { encodePath } from "../../completion/encode-path.ts";
import type { Declaration, Import, IndexedFile, WorkspaceIndex } from "../index/workspace-index.ts";
import { resolveImport } from "../symbols/resolve.ts";
import { Names } from "./names.ts";
import { namesIn } from "./tokens.ts";
import { NO_USAGE, type Usage, usageOf } from "./usage.ts";

export interface Study {
  /** What it imports itself. */
  readonly imports: readonly IndexedFile[];
  /** What it has from others as its own: all that these files have, and single names. */
  readonly handsOn: { readonly files: readonly IndexedFile[]; readonly names: ReadonlySet<string> };
  readonly lines: readonly string[];
  readonly usage: Usage;
  /** The names of the usage by their numbers, and the manners of each. */
  readonly used: { readonly numbers: Uint32Array; readonly manners: Uint8Array };
  /** Each name once; both lines belong to it. */
  readonly namesIn: (start: number, end: number) => readonly string[];
  readonly declarations: readonly Declaration[];
  readonly named: (name: string) => readonly Declaration[];
}

export interface Studies {
  readonly names: Names;
  readonly of: (file: IndexedFile) => Study;
  /** What an import of a document means, and who imports a file: as it was a few changes ago. */
  readonly imported: (specifier: string, document: Snapshot) => IndexedFile | undefined;
  readonly importersOf: (file: IndexedFile) => readonly IndexedFile[];
  /** Whether anything in the workspace has this name: as it was a few changes ago. */
  readonly isDeclared: (name: string) => boolean;
  /** A new place is looked at: files may have changed since the last one. */
  readonly begin: () => void;
}

const MAX_FILES = 800;
/** Of a longer file only the beginning is studied. */
const MAX_CHARACTERS = 120_000;
/** So many changes, most of them keystrokes, may pass before it is asked again who imports whom. */
const MAX_CHANGES = 50;
const MAX_ANSWERS = 2000;
const MAX_NAMES = 500_000;

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
  const isDeclared = remembered<boolean>(index, MAX_NAMES);
  const names = new Names();
  let round = 0;
  return {
    names,
    begin() {
      round++;
      if (names.size < MAX_NAMES) return;
      names.clear();
      kept.clear();
    },
    imported: (specifier, document) =>
      imported(`${document.uri} ${specifier}`, () => fileOf(specifier, document, index)),
    isDeclared: (name) => isDeclared(name, () => index.fewNamed(name, 0) === undefined),
    importersOf: (file) => importers(file.uri, () => index.importersOf(file)),
    of(file) {
      const found = kept.get(file);
      if (found?.round === round) return found.study;
      const edition = index.editionOf(file);
      const study = found && found.edition === edition ? found.study : studyOf(index, file, names);
      kept.delete(file);
      kept.set(file, { edition, study, round });
      const [oldest] = kept.keys();
      if (kept.size > MAX_FILES && oldest) kept.delete(oldest);
      return study;
    },
  };
}

function remembered<Answer>(
  index: WorkspaceIndex,
  most = MAX_ANSWERS,
): (key: string, answer: () => Answer) => Answer {
  const known = new Map<string, { readonly answer: Answer; readonly version: number }>();
  return (key, answer) => {
    const found = known.get(key);
    if (found && index.version - found.version < MAX_CHANGES) return found.answer;
    if (known.size > most) known.clear();
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
  // By its steps, not its length: editors and Node do not escape the same characters.
  const folder = uri.split("/").slice(0, -path.split("/").length).join("/");
  return resolveImport(specifier, { path, languageId })
    .map((target) => index.fileAt(`${folder}/${encodePath(target)}`))
    .find((target) => target !== undefined && target.uri !== uri);
}

/** Of most files only the declarations and imports are asked for: what needs their text is found out when it is. */
function studyOf(index: WorkspaceIndex, file: IndexedFile, names: Names): Study {
  const imports = index.importsOf(file);
  const declarations = index.declarationsIn(file);
  const lines = once(() => index.linesOf(file) ?? []);
  const usage = once(() => {
    const text = lines().join("").slice(0, MAX_CHARACTERS);
    return text === "" ? NO_USAGE : usageOf(text);
  });
  const used = once(() => ({
    numbers: Uint32Array.from(usage().names.keys(), (name) => names.number(name)),
    manners: Uint8Array.from(usage().names.values()),
  }));
  const namesIn = once(() => namesOf(lines()));
  const byName = once(() => Map.groupBy(declarations, (one) => one.name));
  return {
    get lines() {
      return lines();
    },
    get usage() {
      return usage();
    },
    get used() {
      return used();
    },
    namesIn: (start, end) => namesIn()(start, end),
    imports: imports.flatMap((one) => one.file ?? []),
    handsOn: handedOn(imports),
    declarations,
    named: (name) => byName().get(name) ?? [],
  };
}

function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}

/** In Python: `from x import *` has `x.*` among what it imports, and `from x import name` has `x.name`. */
function handedOn(imports: readonly Import[]): Study["handsOn"] {
  const isAll = new Set(
    imports.flatMap(({ specifier }) =>
      specifier.endsWith("*") ? specifier.replace(/(?<=\w)\.\*$|\*$/, "") : [],
    ),
  );
  return {
    files: imports.flatMap(({ specifier, file }) => (file && isAll.has(specifier) ? [file] : [])),
    names: new Set(imports.flatMap(({ specifier }) => /\.(\w+)$/.exec(specifier)?.[1] ?? [])),
  };
}

/** Remembers what it found on each line. */
function namesOf(lines: readonly string[]): Study["namesIn"] {
  const known: (readonly string[])[] = [];
  return (start, end) => {
    const all = new Set<string>();
    for (let line = start; line <= end; line++) {
      const found = known[line] ?? namesIn(lines[line] ?? "");
      known[line] = found;
      for (const name of found) all.add(name);
    }
    return [...all];
  };
}

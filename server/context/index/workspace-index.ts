/**
 * What sources, chat and tools may ask of the workspace: its files, words, declarations and imports, as they are in the
 * open documents and else on disk. Everything is answered at once, from memory or by reading one file, so that whoever
 * asks is a plain function; it runs in the index's own thread, or wherever a test or a command holds an index.
 */
import type { Declared } from "../../declared.ts";

/** Of one file, and the same object for as long as the file is in the index. */
export interface IndexedFile {
  /** As an editor writes it: what an open document has, too. */
  readonly uri: string;
  /** Relative to its workspace folder, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
}

/** What a file says of itself, as a reader per language finds it. */
export interface Reading {
  readonly declarations: readonly Declared[];
  /** What is imported, word for word as the language writes it: `./shapes.ts`, `..models`, `os.path`. */
  readonly imports: readonly string[];
}

export interface Refined {
  readonly languageId: string;
  readonly byGrammar: readonly Declared[];
}

export interface LanguageReader {
  readonly read: (text: string, languageId: string) => Reading;
  /** What is declared, when a grammar has been over the text, too. The same again for what has been refined already. */
  readonly refine: (declared: readonly Declared[], refined: Refined) => readonly Declared[];
  /** The paths of the same folder that an import may mean, most likely first; the index takes the first there is. */
  readonly resolve: (specifier: string, from: Pick<IndexedFile, "path" | "languageId">) => readonly string[];
}

export interface Declaration extends Declared {
  readonly file: IndexedFile;
}

export interface Import {
  readonly specifier: string;
  /** Undefined for what lies outside of the workspace. */
  readonly file: IndexedFile | undefined;
}

/** An identifier, or a part of one, and how much it counts. */
export interface Term {
  readonly text: string;
  readonly weight: number;
}

export interface Search {
  readonly terms: readonly Term[];
  readonly limit: number;
  /** Not searched; the cursor's own file, usually. */
  readonly without?: IndexedFile | undefined;
  /** Which files may be found; all if nothing is said. */
  readonly among?: ((file: IndexedFile) => boolean) | undefined;
}

/** A chunk: some lines that belong together. */
export interface Hit {
  readonly file: IndexedFile;
  readonly startLine: number;
  /** The first line behind it. */
  readonly endLine: number;
  /** BM25; comparable only within one search. */
  readonly score: number;
}

/** What a file looked like from outside when its text was read; undefined for what came out of an editor. */
export interface Edition {
  readonly stamp: Stamp | undefined;
}

/** Where that has not changed, the text has not. */
export interface Stamp {
  readonly size: number;
  readonly modifiedMs: number;
  /** Also moved by a rename. */
  readonly changedMs: number;
}

export interface WorkspaceIndex {
  /** Grows with every change. */
  readonly version: number;
  readonly files: () => Iterable<IndexedFile>;
  readonly fileAt: (uri: string) => IndexedFile | undefined;
  /** Directly in a folder, by its URI. */
  readonly filesIn: (folder: string) => readonly IndexedFile[];
  /** The same for as long as the file's text is, so that what was learned of it can be kept. */
  readonly editionOf: (file: IndexedFile) => Edition | undefined;
  /** Where each of its chunks begins. */
  readonly chunksOf: (file: IndexedFile) => readonly number[];
  /** Best first. Words that are in more than a tenth of all chunks do not count. */
  readonly search: (search: Search) => readonly Hit[];
  readonly declarationsNamed: (name: string) => readonly Declaration[];
  /** Undefined when there are more than so many; to find that out takes no longer. */
  readonly fewNamed: (
    name: string,
    most: number,
    among?: (file: IndexedFile) => boolean,
  ) => readonly Declaration[] | undefined;
  /** In the order of their lines. */
  readonly declarationsIn: (file: IndexedFile) => readonly Declaration[];
  readonly importsOf: (file: IndexedFile) => readonly Import[];
  readonly importersOf: (file: IndexedFile) => readonly IndexedFile[];
  /** Where an identifier is written, declarations included. */
  readonly filesUsing: (identifier: string) => readonly IndexedFile[];
  /** Each with its terminator; undefined when the file can no longer be read. */
  readonly linesOf: (file: IndexedFile) => readonly string[] | undefined;
}

/**
 * What is followed beside the requests: the open documents and the folders of the workspace. The index, the parsing
 * thread and the built-in engine learn from them.
 */
import { join } from "node:path";

import type { Builtin } from "../builtin/builtin.ts";
import type { Signal } from "../completion/ports.ts";
import type { Snapshot } from "../completion/request.ts";
import { RemoteIndex } from "../context/index/remote-index.ts";
import { type Editor, NO_EDITOR } from "../context/editor-view.ts";
import { createSources, type Sources } from "../context/sources.ts";
import { workspaceFiles } from "../context/workspace-files.ts";
import type { LanguageOf } from "../languages.ts";
import type { IndexStatus } from "../protocol.ts";
import { createSyntax, type Syntax } from "../syntax/syntax.ts";
import type { SyntaxFiles } from "../syntax/thread.ts";

/** More would cost the built-in engine memory and time, and rarely add a better match. */
const MAX_FILES = 2000;

export interface Following {
  /** What is known of the workspace beyond the open documents. */
  readonly index: RemoteIndex;
  readonly syntax: Syntax;
  /** What finds context for a place. */
  readonly sources: Sources;
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
  /** Resolves when a workspace folder is indexed. */
  readonly addFolder: (uri: string) => Promise<void>;
  /** Resolves when the built-in engine has learned all that it has begun to. */
  readonly learned: () => Promise<void>;
  readonly removeFolder: (uri: string) => void;
  readonly close: () => Promise<void>;
}

/** Of the client's, what is needed here. */
export interface Followed {
  /** What only an editor can tell. */
  readonly editor?: Editor;
  readonly openDocuments: () => readonly Snapshot[];
  /** Where the client wants what belongs to its workspaces to be kept. */
  readonly storage?: string;
  readonly indexChanged?: (status: IndexStatus) => void;
  readonly shippedFiles: { readonly indexer: string; readonly syntax: SyntaxFiles };
}

export interface FollowingParts {
  readonly builtin: Builtin;
  /** Whether the built-in engine completes now, if only when others fail. */
  readonly isBuiltinWanted: () => boolean;
  /** Language → the endings of its files. */
  readonly languages: Readonly<Record<string, readonly string[]>>;
  readonly languageOf: LanguageOf;
  readonly cache: string;
  readonly warn: (line: string) => void;
}

export async function follow(followed: Followed, parts: FollowingParts): Promise<Following> {
  const { storage = parts.cache, shippedFiles, openDocuments, indexChanged } = followed;
  const { builtin, languages } = parts;
  const closing = new AbortController();
  const index = new RemoteIndex({
    script: shippedFiles.indexer,
    setup: { languages, storage: join(storage, "index"), vectors: join(storage, "vectors") },
    openDocuments,
    note: parts.warn,
    statusChanged: (status) => indexChanged?.(status),
  });
  const syntax = await createSyntax(shippedFiles.syntax, parts.warn, (document, { declarations }) =>
    index.refine(
      document,
      declarations.map(({ name, kind, container, line, signatureEnd, end }) => {
        return { name, kind, container, line, signatureEnd, end };
      }),
    ),
  );
  const sources = createSources(index, followed.editor ?? NO_EDITOR);
  const learning = new FolderLearning({ ...parts, openDocuments, signal: closing.signal });
  return {
    index,
    syntax,
    sources,
    documentChanged(document) {
      sources.documentChanged(document);
      syntax.documentChanged(document);
      builtin.learn(document);
      if (parts.isBuiltinWanted()) learning.begin();
      index.documentChanged(document);
    },
    documentClosed(uri) {
      sources.documentClosed(uri);
      syntax.documentClosed(uri);
      index.documentClosed(uri);
    },
    addFolder(uri) {
      learning.addFolder(uri);
      return index.addFolder(uri);
    },
    learned: () => learning.done,
    removeFolder(uri) {
      learning.removeFolder(uri);
      void index.removeFolder(uri);
    },
    async close() {
      closing.abort();
      await Promise.all([index.close(), syntax.close()]);
    },
  };
}

interface Learning extends Pick<FollowingParts, "builtin" | "languageOf">, Pick<Followed, "openDocuments"> {
  readonly signal: Signal;
  readonly warn: (line: string) => void;
}

/** Folders are learned when somebody is about to ask the built-in engine, and not before: what it learns takes memory. */
class FolderLearning {
  done = Promise.resolve();
  readonly #parts: Learning;
  readonly #waiting = new Set<string>();
  #hasBegun = false;

  constructor(parts: Learning) {
    this.#parts = parts;
  }

  addFolder(uri: string): void {
    // A virtual folder has no files here.
    if (uri.startsWith("file:")) this.#waiting.add(uri);
    if (this.#hasBegun) this.begin();
  }

  removeFolder(uri: string): void {
    this.#waiting.delete(uri);
  }

  begin(): void {
    this.#hasBegun = true;
    for (const uri of this.#waiting) this.done = this.#learnAfter(this.done, uri);
    this.#waiting.clear();
  }

  /** What an editor has open is learned from there, not from disk. */
  async #learnAfter(before: Promise<void>, uri: string): Promise<void> {
    const { builtin, languageOf, openDocuments, signal, warn } = this.#parts;
    await before;
    try {
      for await (const file of workspaceFiles({ uri, maxFiles: MAX_FILES, signal })) {
        const isOpen = openDocuments().some((document) => document.uri === file.uri);
        if (!isOpen) builtin.learn({ ...file, languageId: languageOf(file.path) });
      }
    } catch (error) {
      warn(`nothing is learned from ${uri}: ${String(error)}`);
    }
  }
}

/**
 * All that has been learned. A file is archived when it is learned first; one that is learned again because it changed
 * is being edited, and becomes a draft. Knows nothing of cursors or of what its tokens are used for.
 */
import type { Snapshot } from "../completion/request.ts";
import { archive } from "./archive.ts";
import { draft, fileTokens, type Draft } from "./draft.ts";
import { lexLine } from "./lex.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Extent, Shelf } from "./shelf.ts";

export type Learnable = Pick<Snapshot, "uri" | "path" | "languageId" | "lines">;

export interface Library {
  learn(document: Learnable): void;
  forget(uri: string): void;
  /** Where the file of this path is, as last learned. */
  find(path: string): Extent | undefined;
  /** The drafts, the latest first, then the archive. */
  shelves(): readonly Shelf[];
}

/** The draft that was longest untouched goes back to the archive. */
const MAX_DRAFTS = 24;
/** Of a longer document nothing is learned: it is data. */
const MAX_LINES = 30_000;

export function library(words: Lexicon): Library {
  const filed = archive();
  const fingerprints = new Map<string, number>();
  const paths = new Map<string, string>();
  /** In the order they were last touched. A draft whose document is not the newest is brought up to date when asked for. */
  const drafts = new Map<string, { newest: Learnable; draft: Draft | undefined }>();

  function file({ uri, languageId, lines }: Learnable): void {
    filed.remove(uri);
    filed.put(uri, languageId, fileTokens(lines.map((line) => lexLine(line, words))));
  }

  function edit(document: Learnable): void {
    const before = drafts.get(document.uri);
    drafts.delete(document.uri);
    drafts.set(document.uri, { newest: document, draft: before?.draft });
    const [oldest] = drafts;
    if (drafts.size <= MAX_DRAFTS || !oldest) return;
    const [uri, { newest }] = oldest;
    drafts.delete(uri);
    fingerprints.set(uri, fingerprint(newest.lines));
    file(newest);
  }

  function forget(uri: string): void {
    filed.remove(uri);
    fingerprints.delete(uri);
    drafts.delete(uri);
    paths.delete(uri);
  }

  function current(uri: string): Draft | undefined {
    const entry = drafts.get(uri);
    if (!entry) return undefined;
    if (entry.draft?.document !== entry.newest) entry.draft = draft(entry.newest, words, entry.draft);
    return entry.draft;
  }

  return {
    learn(document) {
      const { uri, path, lines } = document;
      if (lines.length > MAX_LINES) return forget(uri);
      const edited = drafts.get(uri);
      if (edited?.newest.lines === lines) return;
      if (edited) return edit(document);
      const print = fingerprint(lines);
      const before = fingerprints.get(uri);
      if (before === print) return;
      paths.set(uri, path);
      if (before === undefined) {
        fingerprints.set(uri, print);
        file(document);
      } else {
        filed.remove(uri);
        edit(document);
      }
    },
    forget,
    find(path) {
      for (const [uri, known] of paths) {
        if (known !== path) continue;
        const edited = current(uri);
        return edited ? { shelf: edited.shelf, start: 0, end: edited.shelf.length } : filed.find(uri);
      }
      return undefined;
    },
    shelves() {
      const edited = [...drafts.keys()].toReversed().flatMap((uri) => current(uri)?.shelf ?? []);
      return [...edited, ...filed.shelves];
    },
  };
}

/** FNV-1a over the text: tells a file that is learned again unchanged from one that was edited. */
function fingerprint(lines: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  }
  return hash;
}

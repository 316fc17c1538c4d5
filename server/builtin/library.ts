/**
 * All that has been learned. A file is archived when it is learned first; one that is learned again because it changed
 * is being edited, and becomes a draft. Knows nothing of cursors or of what its tokens are used for.
 */
import { createArchive } from "./archive.ts";
import { draft, fileTokens, type Draft, type Learnable } from "./draft.ts";
import { lexLine } from "./lex.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Extent, Shelf } from "./shelf.ts";

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

export function createLibrary(words: Lexicon): Library {
  const filed = createArchive();
  const known = new Map<string, { path: string; print: number }>();
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
    known.set(uri, { path: newest.path, print: fingerprint(newest.lines) });
    file(newest);
  }

  function forget(uri: string): void {
    filed.remove(uri);
    drafts.delete(uri);
    known.delete(uri);
  }

  function current(uri: string): Draft | undefined {
    const entry = drafts.get(uri);
    if (!entry) return undefined;
    if (entry.draft?.document !== entry.newest) entry.draft = draft(entry.newest, words, entry.draft);
    return entry.draft;
  }

  function learn(document: Learnable): void {
    const { uri, path, lines } = document;
    const edited = drafts.get(uri);
    if (edited?.newest.lines === lines) return;
    if (lines.length > MAX_LINES) return forget(uri);
    if (edited) return edit(document);
    const print = fingerprint(lines);
    const before = known.get(uri);
    if (before?.print === print) return;
    known.set(uri, { path, print });
    if (!before) file(document);
    else {
      filed.remove(uri);
      edit(document);
    }
  }

  function find(path: string): Extent | undefined {
    const uri = [...known].findLast(([, file]) => file.path === path)?.[0];
    if (uri === undefined) return undefined;
    const edited = current(uri);
    return edited ? { shelf: edited.shelf, start: 0, end: edited.shelf.length } : filed.find(uri);
  }

  function shelves(): readonly Shelf[] {
    const edited = [...drafts.keys()].toReversed().flatMap((uri) => current(uri)?.shelf ?? []);
    return [...edited, ...filed.shelves];
  }

  return { learn, forget, find, shelves };
}

/** FNV-1a over the text: tells a file that is learned again unchanged from one that was edited. */
function fingerprint(lines: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/**
 * The face of syntax: what is known of a place right now. The parsing is done in a thread of its own, which is started
 * when somebody types, given back when nobody does, and started again when it breaks. Nobody waits for it.
 */
import type { Place, Snapshot } from "../completion/request.ts";
import type { SyntaxAt } from "../completion/syntax-at.ts";
import { FollowedDocuments } from "./followed-documents.ts";
import { readLanguages } from "./languages.ts";
import type { Outline } from "./outline.ts";
import { readPlace } from "./read-place.ts";
import { type Scope, scopesAround } from "./scopes.ts";
import { type SyntaxFiles, Thread } from "./thread.ts";

export interface Syntax {
  /** Opened or edited. */
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
  /** Undefined where nothing is known yet, or the text was changed since in a way that may matter. */
  readonly at: (place: Place) => SyntaxAt | undefined;
  /** Resolves when the place is known, or will not be: for a command, which has nobody waiting at a keyboard. */
  readonly ready: (place: Place) => Promise<void>;
  /** The declarations around, from the outermost to the innermost. */
  readonly scopesAt: (place: Place) => readonly Scope[] | undefined;
  /** Of an open document, as it was when typing last rested. */
  readonly outlineOf: (uri: string) => Outline | undefined;
  /** Of a text that nobody has open. Undefined for a language without a grammar, or a text that cannot be parsed. */
  readonly outline: (languageId: string, text: string) => Promise<Outline | undefined>;
  readonly close: () => Promise<void>;
}

/** Told of an open document whenever typing has rested. */
export type OutlineTold = (document: Snapshot, outline: Outline) => void;

export async function createSyntax(
  files: SyntaxFiles,
  warn: (line: string) => void,
  outlined: OutlineTold = () => undefined,
): Promise<Syntax> {
  const languages = await readLanguages(files.folder);
  const thread = new Thread(files, warn);
  const followed = new FollowedDocuments(thread, { languages, warn, outlined });
  return {
    documentChanged: (document) => followed.changed(document),
    documentClosed: (uri) => followed.forget(uri),
    at: (place) => followed.known(place, readPlace),
    ready: (place) => followed.ready(place, readPlace),
    scopesAt: (place) => followed.known(place, scopesAround),
    outlineOf: (uri) => followed.outlineOf(uri),
    outline: (languageId, text) =>
      languages.has(languageId) ? thread.outline(languageId, text) : Promise.resolve(undefined),
    close: () => thread.close(),
  };
}

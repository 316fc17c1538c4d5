/**
 * The workspace's context without a door and without a thread: for the command line, which asks about files as they are on
 * disk and documents that are in no editor.
 */
import { pathToFileURL } from "node:url";

import type { Place } from "../../completion/request.ts";
import { indexOf } from "../../context/index/local-index.ts";
import { Views } from "../../context/index/views.ts";
import { Workspace } from "../../context/index/workspace.ts";
import type { Packed } from "../../context/pack.ts";
import { readers } from "../../context/symbols/readers.ts";
import type { LanguageOf } from "../../languages.ts";
import { createPrivacy } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";

export interface FolderContext {
  /** Indexes a folder, the first time. */
  readonly addFolder: (folder: string) => Promise<void>;
  /** Nothing for a file that is kept from everyone. */
  readonly gather: (place: Place, tokens: number) => Packed;
  readonly languageOf: LanguageOf;
  /** What counts the tokens. */
  readonly tokenizer: string;
}

export interface FolderContextParts {
  readonly languageOf: LanguageOf;
  /** Who is to be shown it. */
  readonly to: Recipient;
  readonly tokenizer: string;
  readonly count: (text: string) => number;
  readonly failed: (what: string) => void;
}

const NOTHING: Packed = { snippets: [], tokens: 0, leftOut: [] };

export function createFolderContext({
  languageOf,
  to,
  tokenizer,
  count,
  failed,
}: FolderContextParts): FolderContext {
  const workspace = new Workspace({ languages: readers, languageOf, failed });
  const privacy = createPrivacy({
    folders: () => workspace.folders.map(({ uri }) => uri),
    now: () => performance.now(),
  });
  const views = new Views(indexOf(workspace), privacy);
  const folders = new Map<string, Promise<void>>();
  return {
    languageOf,
    tokenizer,
    addFolder(folder) {
      const added = folders.get(folder) ?? workspace.addFolder(pathToFileURL(folder).href);
      folders.set(folder, added);
      return added;
    },
    gather: (place, tokens) =>
      privacy.mayComplete(place.document.uri, to) ? views.of(to).gather(place, { tokens, count }) : NOTHING,
  };
}

/**
 * The workspace's context without a door and without a thread: for the command line, which asks about files as they are on
 * disk and documents that are in no editor.
 */
import { pathToFileURL } from "node:url";

import type { Place } from "./completion/request.ts";
import { createGather } from "./context/gather.ts";
import { indexOf } from "./context/index/local-index.ts";
import { Workspace } from "./context/index/workspace.ts";
import type { Packed } from "./context/pack.ts";
import { readers } from "./context/symbols/readers.ts";
import type { LanguageOf } from "./languages.ts";

export interface Gathering {
  /** Indexes a folder, the first time. */
  readonly addFolder: (folder: string) => Promise<void>;
  readonly gather: (place: Place, tokens: number) => Packed;
}

export interface GatheringParts {
  readonly languageOf: LanguageOf;
  readonly count: (text: string) => number;
  readonly failed: (what: string) => void;
}

export function createGathering({ languageOf, count, failed }: GatheringParts): Gathering {
  const workspace = new Workspace({ languages: readers, languageOf, failed });
  const gather = createGather(indexOf(workspace));
  const folders = new Map<string, Promise<void>>();
  return {
    addFolder(folder) {
      const added = folders.get(folder) ?? workspace.addFolder(pathToFileURL(folder).href);
      folders.set(folder, added);
      return added;
    },
    gather: (place, tokens) => gather(place, { tokens, count }),
  };
}

/** Everything that is asked for context, in one list; and what must be told to some of it. */
import type { Snapshot } from "../completion/request.ts";
import { RecentEdits } from "./recent-edits.ts";
import type { Source } from "./source.ts";
import type { Index } from "./sources/ask-index.ts";
import { counterpart } from "./sources/counterpart.ts";
import { dependencyManifest } from "./sources/dependency-manifest.ts";
import { editedLines } from "./sources/edited-lines.ts";
import { nameAtCursor } from "./sources/name-at-cursor.ts";
import { similarWindows } from "./sources/similar-windows.ts";
import { workspaceContext } from "./sources/workspace-context.ts";

export interface Sources {
  readonly all: readonly Source[];
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
}

export function createSources(index: Index): Sources {
  const edits = new RecentEdits();
  return {
    all: [
      workspaceContext(index),
      nameAtCursor(index),
      editedLines(edits),
      similarWindows(),
      counterpart(index),
      dependencyManifest(),
    ],
    documentChanged: (document) => edits.changed(document),
    documentClosed: (uri) => edits.closed(uri),
  };
}

/** Everything that is asked for context, in one list; and what must be told to some of it. */
import type { Snapshot } from "../completion/request.ts";
import type { Editor } from "./editor-view.ts";
import { RecentEdits } from "./recent-edits.ts";
import type { Source } from "./source.ts";
import type { Index } from "./sources/ask-index.ts";
import { counterpart } from "./sources/counterpart.ts";
import { dependencyManifest } from "./sources/dependency-manifest.ts";
import { editorDefinitions } from "./sources/editor-definitions.ts";
import { nameAtCursor } from "./sources/name-at-cursor.ts";
import { problems } from "./sources/problems.ts";
import { shownLines } from "./sources/shown-lines.ts";
import { similarWindows } from "./sources/similar-windows.ts";
import { workspaceContext } from "./sources/workspace-context.ts";

export interface Sources {
  readonly all: readonly Source[];
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
}

export function createSources(index: Index, editor: Editor): Sources {
  const edits = new RecentEdits();
  const { view } = editor;
  return {
    all: [
      workspaceContext(index),
      editorDefinitions(editor, index),
      nameAtCursor(index),
      shownLines({
        name: "clipboard",
        weight: 0.5,
        maxLines: 60,
        ranges: () => [view().copied ?? []].flat(),
      }),
      shownLines({ name: "recent edits", weight: 0.4, maxLines: 30, ranges: () => edits.all() }),
      problems(view),
      similarWindows(),
      counterpart(index),
      shownLines({ name: "recently viewed", weight: 0.15, maxLines: 30, ranges: () => view().viewed }),
      dependencyManifest(),
    ],
    documentChanged: (document) => edits.changed(document),
    documentClosed: (uri) => edits.closed(uri),
  };
}

/** Similar code in the other open documents: windows of lines that share the most identifiers with the text around the cursor. */
import type { Snippet } from "../../completion/ports.ts";
import type { Place, Snapshot } from "../../completion/request.ts";
import type { Source } from "../source.ts";

interface Window {
  readonly start: number;
  readonly words: ReadonlySet<string>;
}

const WINDOW_LINES = 40;
const STEP_LINES = 20;
const QUERY_LINES = 20;
const MAX_DOCUMENTS = 20;
const MIN_SCORE = 0.1;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

export function openFiles(openDocuments: () => readonly Snapshot[]): Source {
  // A document's lines are never changed in place, so its windows are good for as long as the lines live.
  const known = new WeakMap<readonly string[], readonly Window[]>();
  const windowsOf = (document: Snapshot): readonly Window[] => {
    const windows = known.get(document.lines) ?? cutIntoWindows(document.lines);
    known.set(document.lines, windows);
    return windows;
  };
  return {
    name: "open files",
    weight: 0.3,
    find: (place) => {
      const query = wordsOf(around(place));
      const others = openDocuments().filter(({ uri }) => uri !== place.document.uri);
      const best = others
        .slice(0, MAX_DOCUMENTS)
        .flatMap((document) => bestWindow(document, windowsOf(document), query));
      return Promise.resolve(best);
    },
  };
}

function around({ document, line }: Place): readonly string[] {
  return document.lines.slice(Math.max(0, line - QUERY_LINES), line + 1);
}

function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join("").match(WORD));
}

function cutIntoWindows(lines: readonly string[]): readonly Window[] {
  const windows: Window[] = [];
  for (let start = 0; start < lines.length; start += STEP_LINES) {
    windows.push({ start, words: wordsOf(lines.slice(start, start + WINDOW_LINES)) });
  }
  return windows;
}

function bestWindow(document: Snapshot, windows: readonly Window[], query: ReadonlySet<string>): Snippet[] {
  let best = { score: MIN_SCORE, start: -1 };
  for (const { start, words } of windows) {
    const score = jaccard(query, words);
    if (score > best.score) best = { score, start };
  }
  if (best.start < 0) return [];
  const text = document.lines.slice(best.start, best.start + WINDOW_LINES).join("");
  return [{ path: document.path, text, score: best.score, source: "open files" }];
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

/**
 * What an index that a team runs finds for the lines above the cursor. It is somewhere else: what it answers comes for the
 * next keystrokes on the same line, and while it is being asked it is not asked for anything else.
 */
import type { Snippet } from "../../completion/ports.ts";
import type { Place, Snapshot } from "../../completion/request.ts";
import type { Source } from "../source.ts";

export interface TeamIndex {
  /** Nobody has set one up. */
  readonly isEmpty: () => boolean;
  /** Some lines of a document, as each of them may see it; empty where none may see it. Never throws. */
  readonly search: (document: Snapshot, lines: Lines) => Promise<readonly Snippet[]>;
}

interface Lines {
  readonly start: number;
  readonly end: number;
}

const QUERY_LINES = 10;

export function sharedIndex(index: TeamIndex): Source {
  let last: { readonly key: string; found?: readonly Snippet[] } | undefined;
  const ask = async (key: string, { document, line }: Place) => {
    const asked: { readonly key: string; found?: readonly Snippet[] } = { key };
    last = asked;
    const start = Math.max(0, line - QUERY_LINES);
    asked.found = await index.search(document, { start, end: line - 1 });
    // Its rules may change, and what fails comes back.
    if (asked.found.length === 0) last = undefined;
    return asked.found;
  };
  return {
    name: "shared index",
    weight: 0.3,
    find(place) {
      const { document, line } = place;
      if (index.isEmpty() || line === 0) return Promise.resolve([]);
      const key = `${document.uri}:${String(line)}`;
      if (last?.key === key && last.found) return Promise.resolve(last.found);
      if (last && !last.found) return Promise.resolve([]);
      return ask(key, place);
    },
  };
}

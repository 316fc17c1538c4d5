/** What the editor's tools find wrong near the cursor: what is missing there is often what comes next. */
import type { View } from "../editor-view.ts";
import type { Source } from "../source.ts";

const NEAR_LINES = 8;
const MAX_PROBLEMS = 4;
const MAX_CHARACTERS = 300;

export function problems(view: () => View): Source {
  return {
    name: "problems",
    weight: 0.3,
    find({ document, line }) {
      const near = view()
        .problems.filter(({ uri, line: at }) => uri === document.uri && Math.abs(at - line) <= NEAR_LINES)
        .toSorted((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))
        .slice(0, MAX_PROBLEMS);
      if (near.length === 0) return Promise.resolve([]);
      const told = near.map(({ line: at, message }) => `line ${String(at + 1)}: ${oneLine(message)}\n`);
      const snippet = { path: "problems near the cursor", text: told.join(""), score: 1, source: "problems" };
      return Promise.resolve([{ ...snippet, volatile: true as const }]);
    },
  };
}

function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").slice(0, MAX_CHARACTERS);
}

/** What was edited elsewhere in this session: who changes one place often goes on at another. */
import type { RecentEdits } from "../recent-edits.ts";
import type { Source } from "../source.ts";

const LINES_AROUND = 2;

export function editedLines(edits: RecentEdits): Source {
  return {
    name: "recent edits",
    weight: 0.4,
    find(_place, { documents, show }) {
      const found = edits.all().flatMap(({ uri, ...edited }, at, all) => {
        const document = documents.find((open) => open.uri === uri);
        if (!document) return [];
        const { path, lines } = document;
        const start = Math.max(0, edited.start - LINES_AROUND);
        const end = Math.min(lines.length - 1, edited.end + LINES_AROUND);
        const text = show({ path, lines, start, end });
        const score = (at + 1) / all.length;
        return [{ path, line: start, text, score, source: "recent edits", volatile: true as const }];
      });
      return Promise.resolve(found);
    },
  };
}

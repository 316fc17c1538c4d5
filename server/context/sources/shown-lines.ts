/** Lines of open documents, by their numbers: what was edited, looked at or copied. They change as the user works. */
import type { Snippet } from "../../completion/ports.ts";
import type { LineRange } from "../editor-view.ts";
import type { Asker, Source } from "../source.ts";

interface Showing {
  readonly name: string;
  readonly weight: number;
  /** Of more, the middle is shown. */
  readonly maxLines: number;
  /** The best last. */
  readonly ranges: () => readonly LineRange[];
}

export function shownLines({ name, weight, maxLines, ranges }: Showing): Source {
  const snippetOf = ({ uri, ...range }: LineRange, { documents, show }: Asker) => {
    const document = documents.find((open) => open.uri === uri);
    if (!document) return undefined;
    const { path, lines } = document;
    const last = Math.min(lines.length - 1, range.end);
    const tooMany = Math.max(0, last - range.start + 1 - maxLines);
    const start = Math.max(0, range.start + Math.floor(tooMany / 2));
    const end = Math.min(last, start + maxLines - 1);
    return { path, line: start, text: show({ path, lines, start, end }), source: name };
  };
  return {
    name,
    weight,
    find(_place, asker) {
      const found = ranges().flatMap((range, at, all): readonly Snippet[] => {
        const snippet = snippetOf(range, asker);
        return snippet ? [{ ...snippet, score: (at + 1) / all.length, volatile: true }] : [];
      });
      return Promise.resolve(found);
    },
  };
}

/** The state of a document after a suggestion was accepted: what can be asked ahead of it. */
import { splitLines } from "./lines.ts";
import type { Edit } from "./outcome.ts";
import type { Place } from "./request.ts";

export function afterAccepting({ document, line, character }: Place, { text, replaces }: Edit): Place {
  const now = document.lines[line] ?? "";
  const written = splitLines(now.slice(0, character) + text);
  const last = written.at(-1) ?? "";
  const lines = [...written.slice(0, -1), last + now.slice(character + replaces)];
  return {
    document: { ...document, lines: document.lines.toSpliced(line, 1, ...lines) },
    line: line + lines.length - 1,
    character: last.length,
  };
}

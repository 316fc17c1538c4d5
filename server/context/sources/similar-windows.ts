/** Similar code in the other open documents: of each the lines that share the most words with those around the cursor. */
import type { Snippet } from "../../completion/ports.ts";
import type { Place, Snapshot } from "../../completion/request.ts";
import { type Asked, type LineWords, Vocabulary } from "../line-words.ts";
import type { Source } from "../source.ts";

const WINDOW_LINES = 40;
const QUERY_LINES = 20;
const MAX_DOCUMENTS = 20;
const MIN_SCORE = 0.1;
/** So much of the best window's score keeps the one that was shown last: a server reads a prompt that changes anew. */
const STAYS = 0.7;
/** To read more of what was just opened would take longer than a keystroke may. The next one goes on. */
const MAX_NEW_LINES = 3_000;
const MAX_WORDS = 200_000;

export function similarWindows(): Source {
  let vocabulary = new Vocabulary();
  // A document's lines are never changed in place, so their numbers are good for as long as the lines live.
  let known = new WeakMap<readonly string[], LineWords>();
  /** Of each other document the window that was shown last, while one is typed in. */
  let shown = { uri: "", starts: new Map<string, number>() };
  const choose = (uri: string, words: LineWords, asked: Asked) => {
    const best = vocabulary.bestWindow(words, asked, WINDOW_LINES);
    const last = shown.starts.get(uri);
    if (last === undefined || last === best.start) return best;
    const kept = vocabulary.windowAt(words, asked, { first: last, height: WINDOW_LINES });
    return kept.score >= best.score * STAYS ? kept : best;
  };
  const read = ({ lines }: Snapshot) => {
    const words = vocabulary.read(lines);
    known.set(lines, words);
    return words;
  };
  return {
    name: "open files",
    weight: 0.3,
    find(place, { documents, show }) {
      if (vocabulary.size > MAX_WORDS) {
        vocabulary = new Vocabulary();
        known = new WeakMap();
      }
      const { uri } = place.document;
      if (shown.uri !== uri) shown = { uri, starts: new Map() };
      const asked = vocabulary.ask(linesAround(place));
      let left = MAX_NEW_LINES;
      const found: Snippet[] = [];
      for (const document of documents.slice(0, MAX_DOCUMENTS)) {
        const isKnown = known.has(document.lines);
        if (!isKnown && left <= 0) continue;
        if (!isKnown) left -= document.lines.length;
        const words = known.get(document.lines) ?? read(document);
        const { start, score } = choose(document.uri, words, asked);
        if (score <= MIN_SCORE) continue;
        shown.starts.set(document.uri, start);
        const end = Math.min(document.lines.length, start + WINDOW_LINES) - 1;
        const text = show({ path: document.path, lines: document.lines, start, end });
        found.push({ path: document.path, line: start, text, score, source: "open files" });
      }
      return Promise.resolve(found);
    },
  };
}

function linesAround({ document, line }: Place): readonly string[] {
  return document.lines.slice(Math.max(0, line - QUERY_LINES), line + 1);
}

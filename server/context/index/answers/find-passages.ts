/** What has to do with some words, wherever it is written: the chunks that say the rarest of them. */
import type { FoundPassage, Questions } from "../questions.ts";
import type { Term } from "../workspace-index.ts";
import type { Held } from "./held.ts";

const WORD = /[\p{L}_$][\p{L}\p{N}_$]+/gu;
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;
const SHORTEST_PART = 3;
/** A part of a name says less than the name. */
const PART_WEIGHT = 0.5;

export function findPassages(
  { index, show }: Held,
  { words, limit }: Questions["passages"]["asked"],
): readonly FoundPassage[] {
  return index.search({ terms: termsOf(words), limit }).flatMap(({ file, startLine, endLine }) => {
    const lines = index.linesOf(file);
    if (!lines) return [];
    const end = Math.min(endLine, lines.length) - 1;
    const text = show({ path: file.path, lines, start: startLine, end });
    return [{ path: file.path, uri: file.uri, line: startLine, text }];
  });
}

function termsOf(text: string): readonly Term[] {
  return (text.match(WORD) ?? []).flatMap((word) => [
    { text: word, weight: 1 },
    ...(word.match(PART) ?? [])
      .filter((part) => part.length >= SHORTEST_PART && part !== word)
      .map((part) => ({ text: part.toLowerCase(), weight: PART_WEIGHT })),
  ]);
}
